"""How fast each visitor, operator, address and connection may go, shared by all connections of this process."""

from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.lib.addresses import limit_key
from parlour.lib.buckets import Buckets, Rate
from parlour.protocol import limits


class Rates:
    """Token buckets by who is limited. Each method returns 0, or how many seconds to wait."""

    def __init__(self, *, are_limits_on: bool = True) -> None:
        self._are_limits_on = are_limits_on
        self._visitor_messages = Buckets(Rate(limits.MESSAGES_BURST, limits.MESSAGES_PER_MINUTE / 60))
        # An office of many people shares one address: room for ten who all write at once.
        self._address_messages = Buckets(Rate(limits.MESSAGES_BURST * 10, limits.MESSAGES_PER_MINUTE / 6))
        self._operator_messages = Buckets(Rate(limits.OPERATOR_MESSAGES_BURST, limits.OPERATOR_MESSAGES_PER_SECOND))
        per_minute = limits.CHATS_PER_ADDRESS_PER_MINUTE
        self._chats = Buckets(Rate(per_minute, per_minute / 60))
        self._frames = Buckets(Rate(limits.FRAMES_BURST, limits.FRAMES_PER_SECOND))

    def message(self, caller: AsVisitor | AsOperator, address: str, now: float) -> float:
        """Count a message by who sends it and, for visitors, by where from."""
        if not self._are_limits_on:
            return 0.0
        if isinstance(caller, AsOperator):
            return self._operator_messages.wait(caller.operator_id.hex, now)
        wait = self._visitor_messages.wait(caller.visitor_id.hex, now)
        return wait or self._address_messages.wait(limit_key(address), now)

    def chat(self, address: str, now: float) -> float:
        """Count a new chat by where it comes from: a new visitor key does not help."""
        return self._chats.wait(limit_key(address), now) if self._are_limits_on else 0.0

    def frame(self, connection_id: str, now: float) -> float:
        """Count any frame of a connection."""
        return self._frames.wait(connection_id, now) if self._are_limits_on else 0.0
