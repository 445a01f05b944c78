"""The benches: each measures one thing, its floor beside it, and yields figures."""
