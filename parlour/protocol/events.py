"""What the server says: answers to commands, and events that happened to a chat, a list or a person."""

from datetime import datetime

from msgspec import Struct

from parlour.protocol.snapshots import (
    Chat,
    ChatRow,
    Colleague,
    Entry,
    Marks,
    OperatorFace,
    Page,
    Side,
    SiteCard,
    SiteLook,
    VisitorCard,
)  # fmt: skip


class Event(Struct, frozen=True, tag_field="type", omit_defaults=True):
    """The base of all that the server sends."""


class WelcomeVisitor(Event, frozen=True, tag="welcome_visitor"):
    """Answer to `authenticate` and `identify`: who the visitor is to us, the site's look, and the chat that goes on.

    `chat` is the visitor's newest chat (absent when there is none) with its newest entries. `visitor_key`, when present,
    replaces the one the client had: the old one opens nothing any more.
    """

    server_time: datetime
    site: SiteLook
    name: str = ""
    email: str = ""
    chat: Chat | None = None
    entries: tuple[Entry, ...] = ()
    has_older: bool = False
    visitor_key: str | None = None
    client_id: str | None = None


class WelcomeOperator(Event, frozen=True, tag="welcome_operator"):
    """First event on an operator's connection: who one is, who the colleagues are, and every chat that is not ended."""

    server_time: datetime
    me: Colleague
    organization_name: str
    colleagues: tuple[Colleague, ...]
    sites: tuple[SiteCard, ...]
    rows: tuple[ChatRow, ...]


class Stored(Event, frozen=True, tag="stored"):
    """The message is on disk at this position. Stands in the sender's stream exactly where others get `entry_added`."""

    client_id: str
    chat_id: str
    position: int
    created_at: datetime


class Done(Event, frozen=True, tag="done"):
    """The command was carried out."""

    client_id: str


class Refused(Event, frozen=True, tag="refused"):
    """The command was not carried out and nothing changed. The same shape as a refusal over HTTP.

    `client_id` is absent where the frame was too broken to hold one. `is_retryable` false means: do not send it again.
    """

    code: str
    message: str
    status: int
    is_retryable: bool = False
    client_id: str | None = None
    field: str | None = None
    retry_after_seconds: float | None = None


class ChatOpened(Event, frozen=True, tag="chat_opened"):
    """Answer to `open_chat`, `resume` and `start_chat`: the chat as it stands, and entries in order.

    From `resume`, entries begin right after the position asked for; `has_newer` says to resume again from the last one.
    """

    client_id: str
    chat: Chat
    entries: tuple[Entry, ...] = ()
    has_older: bool = False
    has_newer: bool = False


class History(Event, frozen=True, tag="history"):
    """Answer to `read_history`: entries in order, all before the position asked for."""

    client_id: str
    chat_id: str
    entries: tuple[Entry, ...] = ()
    has_older: bool = False


class EntryAdded(Event, frozen=True, tag="entry_added"):
    """Something happened in the chat. Its position is the last one plus one, or the client has a gap and resumes."""

    chat_id: str
    entry: Entry


class Marked(Event, frozen=True, tag="marked"):
    """How far both sides have come; replaces what was known where it is higher."""

    chat_id: str
    marks: Marks


class TypingChanged(Event, frozen=True, tag="typing_changed"):
    """The other side is typing or stopped; fades by itself after 6 seconds."""

    chat_id: str
    side: Side
    is_typing: bool
    operator_id: str | None = None
    text: str = ""


class RowsChanged(Event, frozen=True, tag="rows_changed"):
    """Lines of the console's list as they stand now; an ended chat's line is there once, to be removed."""

    rows: tuple[ChatRow, ...]


class AvailabilityChanged(Event, frozen=True, tag="availability_changed"):
    """Visitor: whether somebody is there to answer, and who."""

    is_online: bool
    operators: tuple[OperatorFace, ...] = ()


class ColleagueChanged(Event, frozen=True, tag="colleague_changed"):
    """Operator: a colleague came, went, changed their profile or their availability."""

    colleague: Colleague


class ColleagueRemoved(Event, frozen=True, tag="colleague_removed"):
    """Operator: a colleague has no seat any more."""

    operator_id: str


class VisitorChanged(Event, frozen=True, tag="visitor_changed"):
    """Operator: the visitor of this chat was named, came, left or opened another page."""

    chat_id: str
    visitor: VisitorCard


class VisitorMoved(Event, frozen=True, tag="visitor_moved"):
    """Operator: the visitor came, left, or opened another page; all else about them stays."""

    chat_id: str
    is_online: bool
    page: Page | None = None


class Pong(Event, frozen=True, tag="pong"):
    """Answer to `ping`."""


class Goodbye(Event, frozen=True, tag="goodbye"):
    """Last event before the server closes: why, and how long to wait before coming back (absent: do not come back)."""

    code: str
    message: str
    reconnect_after_seconds: float | None = None


ServerEvent = (
    WelcomeVisitor | WelcomeOperator | Stored | Done | Refused | ChatOpened | History | EntryAdded | Marked
    | TypingChanged | RowsChanged | AvailabilityChanged | ColleagueChanged | ColleagueRemoved | VisitorChanged
    | VisitorMoved | Pong | Goodbye
)  # fmt: skip
