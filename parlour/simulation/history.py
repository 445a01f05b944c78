"""What a person notes of their own talk, so that somebody else can compare it with what the server kept."""

import time
from collections.abc import Callable

from msgspec import Struct, field

from parlour.protocol.snapshots import Entry


class Note(Struct, frozen=True, kw_only=True, tag_field="what"):
    """The base of all notes. `at` is in seconds of the machine's monotonic clock."""

    at: float = field(default_factory=time.monotonic)


class Intended(Note, frozen=True, tag="intended"):
    """A message is about to be sent for the first time; `chat_id` is empty when it begins the chat."""

    chat_id: str
    client_id: str
    text: str


class Acknowledged(Note, frozen=True, tag="acknowledged"):
    """The server said that the message is on disk, at this position."""

    chat_id: str
    client_id: str
    position: int


class Received(Note, frozen=True, tag="received"):
    """An entry came; `is_new` when it was shown, not when it was known already."""

    chat_id: str
    entry: Entry
    is_new: bool


class Connected(Note, frozen=True, tag="connected"):
    """The server said welcome."""


AnyNote = Intended | Acknowledged | Received | Connected
History = Callable[[AnyNote], None]
"""Called with each note before the person acts on it."""


def nothing(_: AnyNote) -> None:
    """Keep no history."""
