"""People who do not exist: visitors and operators as sockets, who talk to a server exactly as browsers do.

Knows the wire (`parlour.protocol`) and nothing of how a server keeps its promises; so it may be asked whether it does.
"""
