"""What a client may ask. Each command that is answered carries a `client_id`; the answer carries it back.

For `send_message` and `start_chat` the client_id is also what makes a retry harmless: the same id from the same sender
with the same content is answered with what was stored the first time.
"""

from typing import Annotated

from msgspec import Meta, Struct, field

from parlour.protocol import limits
from parlour.protocol.snapshots import Page

ClientId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{8,64}\Z")]
"""The client's own id of a command: 8 to 64 letters, digits, `_` or `-`; a UUID is a good one."""
ChatId = Annotated[str, Meta(pattern=r"^cht_[0-9a-f]{32}\Z")]
VisitorKey = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}\Z")]
"""256 random bits in base64url, made by the browser at the visitor's first click."""
Position = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Fields = Annotated[dict[str, str], Meta(max_length=limits.FIELDS_COUNT)]


class Command(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """The base of all commands: unknown fields are refused, so that a typing error is told and not swallowed."""


class Identity(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who the visitor is on the host's own site. `signature` is the hex HMAC-SHA256 of
    `external_id + "\\n" + str(expires_at)` under the site's identity secret; `expires_at` is in Unix seconds."""

    external_id: Annotated[str, Meta(min_length=1, max_length=200)]
    signature: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    expires_at: Annotated[int, Meta(ge=0, le=2**53 - 1)]
    name: str = ""
    email: str = ""


class Authenticate(Command, frozen=True, tag="authenticate"):
    """A visitor's first frame: who they are and where. Answered with `welcome_visitor`."""

    visitor_key: VisitorKey
    language: Annotated[str, Meta(max_length=35)] = ""
    page: Page = field(default_factory=Page)
    identity: Identity | None = None


class StartChat(Command, frozen=True, tag="start_chat"):
    """Visitor: begin a chat, with its first message and the answers of the form. Answered with `chat_opened`."""

    client_id: ClientId
    text: str
    name: str = ""
    email: str = ""
    fields: Fields = field(default_factory=dict)
    consent_version: Annotated[str, Meta(max_length=64)] | None = None


class SendMessage(Command, frozen=True, tag="send_message"):
    """Say something in a chat that is open. Answered with `stored`, once it is on disk."""

    client_id: ClientId
    chat_id: ChatId
    text: str


class OpenChat(Command, frozen=True, tag="open_chat"):
    """Show a chat and follow it. Answered with `chat_opened`, holding its newest entries."""

    client_id: ClientId
    chat_id: ChatId


class Resume(Command, frozen=True, tag="resume"):
    """Follow a chat from a known position on, after a gap, a reconnect or a sleep. Answered with `chat_opened`."""

    client_id: ClientId
    chat_id: ChatId
    after: Position


class LeaveChat(Command, frozen=True, tag="leave_chat"):
    """Stop following a chat. Not answered."""

    chat_id: ChatId


class ReadHistory(Command, frozen=True, tag="read_history"):
    """Read older entries of a chat. Answered with `history`."""

    client_id: ClientId
    chat_id: ChatId
    before: Position
    limit: Annotated[int, Meta(ge=1, le=limits.RESUME_ENTRIES)] = limits.OPEN_ENTRIES


class Mark(Command, frozen=True, tag="mark"):
    """Say how far the chat has been delivered to and read by this side. Not answered; lower marks change nothing."""

    chat_id: ChatId
    delivered: Position = 0
    read: Position = 0


class Typing(Command, frozen=True, tag="typing"):
    """Say that this side is typing; an empty `text` and `is_typing` false end it. Not answered, never stored.

    A visitor's `text` reaches operators only where the site shows previews.
    """

    chat_id: ChatId
    is_typing: bool = True
    text: Annotated[str, Meta(max_length=limits.MESSAGE_CHARACTERS)] = ""


class EndChat(Command, frozen=True, tag="end_chat"):
    """End a chat. Answered with `done`; ending an ended chat changes nothing."""

    client_id: ClientId
    chat_id: ChatId


class RateChat(Command, frozen=True, tag="rate_chat"):
    """Visitor: judge a chat, 1 (poor) to 5 (excellent). Answered with `done`."""

    client_id: ClientId
    chat_id: ChatId
    score: Annotated[int, Meta(ge=1, le=5)]
    comment: str = ""


class Identify(Command, frozen=True, tag="identify"):
    """Visitor: prove who they are by the host's signature. Answered with `welcome_visitor` and a new visitor key."""

    client_id: ClientId
    identity: Identity


class DescribeVisitor(Command, frozen=True, tag="describe_visitor"):
    """Visitor: give a name, an e-mail address or fields. Nothing is proven by it. Answered with `done`."""

    client_id: ClientId
    name: str | None = None
    email: str | None = None
    fields: Fields = field(default_factory=dict)


class VisitPage(Command, frozen=True, tag="visit_page"):
    """Visitor: another page is open now. Not answered, never stored by itself."""

    page: Page


class SignOut(Command, frozen=True, tag="sign_out"):
    """Visitor: forget this browser; its visitor key opens nothing any more. Answered with `done`, then closed."""

    client_id: ClientId


class TakeChat(Command, frozen=True, tag="take_chat"):
    """Operator: make a waiting chat one's own. Answered with `done`; exactly one operator succeeds."""

    client_id: ClientId
    chat_id: ChatId


class SetAvailability(Command, frozen=True, tag="set_availability"):
    """Operator: accept new chats or not. Answered with `done`."""

    client_id: ClientId
    accepts_chats: bool


class Ping(Command, frozen=True, tag="ping"):
    """A sign of life, answered with `pong`."""


_Shared = SendMessage | OpenChat | Resume | LeaveChat | ReadHistory | Mark | Typing | EndChat | Ping
VisitorCommand = (
    _Shared | Authenticate | StartChat | RateChat | Identify | DescribeVisitor | VisitPage | SignOut
)  # fmt: skip
OperatorCommand = _Shared | TakeChat | SetAvailability
