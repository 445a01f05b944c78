"""How a room declares what it knows about people: `personal_data.py` of each room with models holds `DECLARATIONS`.

The access archive, erasure, retention and the privacy notice are read from these declarations, so that they cannot
say something else than the product does. A test names every field that no room has declared.
"""

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """Whose data it is."""

    VISITOR = "visitor"
    OPERATOR = "operator"
    ACCOUNT = "account"


class Category(StrEnum):
    """What kind of data it is."""

    IDENTITY = "identity"
    """A name, a photo, an id given by the host's own site."""
    CONTACT = "contact"
    """An address by which the person can be reached."""
    CONTENT = "content"
    """What the person wrote or chose."""
    BEHAVIOUR = "behaviour"
    """What the person did, where and when."""
    DEVICE = "device"
    """What the person's browser or network says about itself."""
    CREDENTIAL = "credential"
    """What proves who the person is; kept as a hash wherever a hash is enough."""


class Basis(StrEnum):
    """Why it is lawful: GDPR article 6(1)."""

    CONSENT = "consent"
    """6(1)(a): freely given for this purpose, and withdrawn as easily."""
    CONTRACT = "contract"
    """6(1)(b): needed to do what the person asked for."""
    LEGAL_OBLIGATION = "legal_obligation"
    """6(1)(c)."""
    LEGITIMATE_INTEREST = "legitimate_interest"
    """6(1)(f): weighed against the person's own interests, who may object."""


class Retention(StrEnum):
    """How long it is kept."""

    WITH_ITS_CHAT = "with_its_chat"
    """As long as the organization keeps ended chats."""
    WHILE_VISITING = "while_visiting"
    """As long as the visitor is known by the key in their browser, and the organization's visitor retention."""
    WHILE_EMPLOYED = "while_employed"
    """As long as the operator has a seat; what they said in chats keeps a name."""
    WHILE_SIGNED_UP = "while_signed_up"
    """As long as the account exists."""
    UNTIL_USED = "until_used"
    """Until it has served once, or has run out."""


class Export(StrEnum):
    """How the person's access archive carries it."""

    AS_IT_IS = "as_it_is"
    AS_A_FILE = "as_a_file"
    THAT_IT_EXISTS = "that_it_exists"
    """Only that it is there: the value itself would be a key."""


class Correction(StrEnum):
    """How the person has it corrected."""

    BY_THE_PERSON = "by_the_person"
    BY_AN_OPERATOR = "by_an_operator"
    BY_DOING_IT_AGAIN = "by_doing_it_again"
    """A record of what happened is not rewritten; a new one takes its place."""
    NEVER = "never"
    """It is a fact of the record: what was said was said."""


class Erasure(StrEnum):
    """What is left of it when the person asks to be forgotten."""

    DELETE_ROW = "delete_row"
    BLANK = "blank"
    """The row stays, the value does not."""
    ANONYMISE = "anonymise"
    """The value is replaced by one that leads to nobody."""
    CUT_LINK = "cut_link"
    """The row stays without its reference to the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """One field that is about a person: `model` is its Django label (`visitors.Visitor`), `purpose` a whole sentence."""

    model: str
    field: str
    subject: Subject
    category: Category
    purpose: str
    basis: Basis
    retention: Retention
    export: Export
    correction: Correction
    erasure: Erasure


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPersonal:
    """Fields of one model that are about nobody, and why that is so."""

    model: str
    fields: tuple[str, ...]
    why: str


Declaration = Personal | NotPersonal
"""A line of a room's register."""


def personal(
    model: str,
    *fields: str,
    subject: Subject,
    category: Category,
    purpose: str,
    basis: Basis,
    retention: Retention,
    export: Export,
    correction: Correction,
    erasure: Erasure,
) -> tuple[Personal, ...]:
    """Declare several fields of one model that are held for the same reason and treated alike."""
    return tuple(
        Personal(
            model=model,
            field=field,
            subject=subject,
            category=category,
            purpose=purpose,
            basis=basis,
            retention=retention,
            export=export,
            correction=correction,
            erasure=erasure,
        )
        for field in fields
    )
