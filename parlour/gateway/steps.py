"""What a session wants done: it does nothing itself."""

from dataclasses import dataclass, field
from uuid import UUID

from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.lib.refusals import Refusal
from parlour.protocol import commands
from parlour.protocol.events import Event
from parlour.protocol.snapshots import Page
from parlour.visitors.commands import Browser


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a connection stands: all that a command or a read needs to know of who asks."""

    connection_id: str
    organization_id: UUID
    caller: AsVisitor | AsOperator | None = None
    public_key: str = ""
    visitor_key: str = ""
    browser: Browser = field(default_factory=Browser)


@dataclass(frozen=True, slots=True)
class Send:
    """Put a frame on the wire."""

    frame: bytes


@dataclass(frozen=True, slots=True)
class Follow:
    """Deliver what happens on a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class Unfollow:
    """Deliver it no more."""

    topic: str


@dataclass(frozen=True, slots=True)
class Publish:
    """Tell the followers of a topic something that is not stored."""

    topic: str
    event: Event


@dataclass(frozen=True, slots=True)
class Arrive:
    """Note that this person is here, and which page they have open."""

    person: UUID
    page: Page | None
    chat_id: UUID | None


@dataclass(frozen=True, slots=True)
class Close:
    """End the connection with this closing code (RFC 6455, section 7.4)."""

    code: int


@dataclass(frozen=True, slots=True)
class Write:
    """Carry a command out, and bring the answer back to `Session.answered`."""

    command: commands.Command
    by: Standpoint


@dataclass(frozen=True, slots=True)
class OpenView:
    """Read a chat for `chat_opened`; `after` is None for its newest entries."""

    client_id: str
    chat_id: UUID
    after: int | None = None


@dataclass(frozen=True, slots=True)
class OlderEntries:
    """Read older entries for `history`."""

    client_id: str
    chat_id: UUID
    before: int
    limit: int


@dataclass(frozen=True, slots=True)
class Recognise:
    """Find out whose key this is; `view` is what they want to see then, where they were nobody a moment ago."""

    authenticate: commands.Authenticate
    view: OpenView | None = None


@dataclass(frozen=True, slots=True)
class VisitorView:
    """Read all that `welcome_visitor` says."""

    chat_id: UUID | None
    client_id: str | None = None
    visitor_key: str | None = None


@dataclass(frozen=True, slots=True)
class OperatorView:
    """Read all that `welcome_operator` says."""


Question = OpenView | OlderEntries | Recognise | VisitorView | OperatorView


@dataclass(frozen=True, slots=True)
class Read:
    """Answer a question from the database, and bring the answer back to `Session.answered`."""

    question: Question
    by: Standpoint


@dataclass(frozen=True, slots=True)
class Recognised:
    """Answer: who the visitor is (None: nobody yet), their newest chat, and the key that replaces theirs."""

    caller: AsVisitor | None
    chat_id: UUID | None = None
    visitor_key: str | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """Answer: the chat that began, and whose it is."""

    caller: AsVisitor
    chat_id: UUID


Step = Send | Follow | Unfollow | Publish | Arrive | Close | Write | Read
Answer = Event | Refusal | Recognised | Started | None
