"""Every shape that crosses the wire between Parlour and its widget or console; decides nothing and imports nothing of ours.

Commands go up, events come down, snapshots are what a client knows at one moment. `advance` is the law between them:
old snapshot + event = new snapshot. TypeScript is generated from these structs by `tools/generate_protocol.py`.
"""
