"""What happens to a chat."""

from dataclasses import dataclass
from uuid import UUID

from parlour.protocol.snapshots import Ended, Entry, Marks, Message, Rated, Taken


@dataclass(frozen=True, slots=True)
class _EntryAdded:
    """A new entry. `origin` names the connection that asked for it, if one did."""

    organization_id: UUID
    chat_id: UUID
    entry: Entry
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class MessageSent(_EntryAdded):
    """Somebody said something, and it is stored."""

    entry: Message


@dataclass(frozen=True, slots=True)
class ChatTaken(_EntryAdded):
    """A chat has an operator."""

    entry: Taken


@dataclass(frozen=True, slots=True)
class ChatEnded(_EntryAdded):
    """A chat is over."""

    entry: Ended


@dataclass(frozen=True, slots=True)
class ChatRated(_EntryAdded):
    """A visitor judged a chat."""

    entry: Rated


@dataclass(frozen=True, slots=True)
class ChatStarted:
    """A visitor began a chat, or left a message."""

    organization_id: UUID
    chat_id: UUID
    visitor_id: UUID


@dataclass(frozen=True, slots=True)
class MarksMoved:
    """A side has received or read more of a chat."""

    organization_id: UUID
    chat_id: UUID
    marks: Marks
    is_unread_changed: bool
