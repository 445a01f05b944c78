"""What a client knows at one moment: a chat, its entries, a list row, the people."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

Side = Literal["visitor", "operator"]
ChatState = Literal["waiting", "active", "ended"]


class OperatorFace(Struct, frozen=True, omit_defaults=True):
    """An operator as visitors see one: display name, job title, motto and photo, nothing else."""

    id: str
    name: str
    job_title: str = ""
    motto: str = ""
    photo_url: str | None = None


class Message(Struct, frozen=True, tag_field="kind", tag="message", omit_defaults=True):
    """Entry: something that was said. `client_id` is the sender's own id of it, unique in the chat."""

    position: int
    created_at: datetime
    author: Side
    text: str
    client_id: str
    operator_id: str | None = None


class Taken(Struct, frozen=True, tag_field="kind", tag="taken", omit_defaults=True):
    """Entry: an operator took the chat; it is theirs now, and theirs alone."""

    position: int
    created_at: datetime
    operator: OperatorFace


class Ended(Struct, frozen=True, tag_field="kind", tag="ended", omit_defaults=True):
    """Entry: the chat is over, and who ended it. Nothing but a rating follows it."""

    position: int
    created_at: datetime
    by: Side
    operator_id: str | None = None


class Rated(Struct, frozen=True, tag_field="kind", tag="rated", omit_defaults=True):
    """Entry: the visitor's judgement, 1 (poor) to 5 (excellent), with words if they wished. A later one replaces it."""

    position: int
    created_at: datetime
    score: int
    comment: str = ""


Entry = Message | Taken | Ended | Rated
"""What happened in a chat, in one gap-free order: positions 1, 2, 3 ... The same for everybody who may see the chat."""


class Marks(Struct, frozen=True):
    """How far each side has come: the highest position delivered to it and read by it. They only grow."""

    visitor_delivered: int = 0
    visitor_read: int = 0
    operator_delivered: int = 0
    operator_read: int = 0


class Page(Struct, frozen=True, omit_defaults=True):
    """The page of the site that a visitor has open. Text from outside: show it, never trust it."""

    url: str = ""
    title: str = ""
    referrer: str = ""


class VisitorCard(Struct, frozen=True, omit_defaults=True):
    """A visitor as operators see one. `short_address` is an IP address with its last part removed (/24 or /48)."""

    id: str
    name: str = ""
    email: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    is_verified: bool = False
    is_online: bool = False
    page: Page | None = None
    browser: str = ""
    system: str = ""
    language: str = ""
    short_address: str = ""
    chats_count: int = 0


class Rating(Struct, frozen=True, omit_defaults=True):
    """A visitor's judgement of a chat: 1 (poor) to 5 (excellent)."""

    score: int
    comment: str = ""


class Chat(Struct, frozen=True, omit_defaults=True):
    """One chat at one moment, without its entries. Operators get `visitor`; visitors do not.

    `operators` are all who took part, `operator_id` the one whose chat it is now, `last_position` that of the newest entry.
    """

    id: str
    site_id: str
    state: ChatState
    started_at: datetime
    last_position: int = 0
    last_text: str = ""
    last_author: Side | None = None
    last_at: datetime | None = None
    operator_id: str | None = None
    operators: tuple[OperatorFace, ...] = ()
    is_left_message: bool = False
    ended_at: datetime | None = None
    ended_by: Side | None = None
    rating: Rating | None = None
    marks: Marks = field(default_factory=Marks)
    visitor: VisitorCard | None = None


class ChatRow(Struct, frozen=True, omit_defaults=True):
    """One line of the console's list. `unread` counts the visitor's messages that the operator has not read, up to 99."""

    id: str
    site_id: str
    state: ChatState
    started_at: datetime
    visitor_id: str
    visitor_name: str
    last_position: int
    last_text: str
    last_at: datetime
    last_author: Side | None = None
    operator_id: str | None = None
    unread: int = 0
    operator_read: int = 0
    is_left_message: bool = False
    is_visitor_online: bool = False


class Colleague(Struct, frozen=True, omit_defaults=True):
    """An operator as colleagues see one."""

    id: str
    name: str
    email: str
    role: Literal["owner", "operator"]
    job_title: str = ""
    motto: str = ""
    photo_url: str | None = None
    is_online: bool = False
    accepts_chats: bool = False


class FormField(Struct, frozen=True, omit_defaults=True):
    """One question of the form before a chat. `name` and `email` are known keys; others become the visitor's fields."""

    key: str
    label: str
    kind: Literal["text", "email", "choice"] = "text"
    is_required: bool = False
    choices: tuple[str, ...] = ()


class Consent(Struct, frozen=True, omit_defaults=True):
    """The consent asked for before a chat: its text, the policy it points at, and the version that is recorded."""

    text: str
    policy_url: str
    version: str


class SiteLook(Struct, frozen=True, omit_defaults=True):
    """All that a widget needs to draw itself; public by nature, and the same for everybody."""

    name: str
    color: str
    position: Literal["left", "right"] = "right"
    greeting: str = ""
    offline_greeting: str = ""
    form: tuple[FormField, ...] = ()
    consent: Consent | None = None
    is_preview_on: bool = False
    is_online: bool = False
    operators: tuple[OperatorFace, ...] = ()


class SiteCard(Struct, frozen=True, omit_defaults=True):
    """A site as operators see one."""

    id: str
    name: str
    is_preview_on: bool = False
