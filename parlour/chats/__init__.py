"""The heart: decides what was said, in which order, and whose chat it is; knows no socket."""
