"""Who asks, and what they may do with a chat."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AsVisitor:
    """A visitor at the door, known by a browser's key."""

    organization_id: UUID
    visitor_id: UUID


@dataclass(frozen=True, slots=True)
class AsOperator:
    """An operator at the door, with a seat in the organization."""

    organization_id: UUID
    operator_id: UUID


Caller = AsVisitor | AsOperator


class OwnedChat(Protocol):
    """What has to be known of a chat to decide about it."""

    organization_id: UUID
    visitor_id: UUID
    operator_id: UUID | None


def may_see_chat(caller: Caller, chat: OwnedChat) -> bool:
    """Operators see every chat of their organization, visitors their own."""
    if isinstance(caller, AsVisitor):
        return chat.visitor_id == caller.visitor_id
    return chat.organization_id == caller.organization_id


def may_write_in_chat(caller: Caller, chat: OwnedChat) -> bool:
    """The visitor, and the one operator whose chat it is."""
    if isinstance(caller, AsVisitor):
        return chat.visitor_id == caller.visitor_id
    return chat.organization_id == caller.organization_id and chat.operator_id == caller.operator_id
