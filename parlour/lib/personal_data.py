"""How a room declares what it knows about people: `personal_data.py` of each room with models holds `DECLARATIONS`.

The access archive, erasure, retention and the privacy notice are read from these declarations, so that they cannot
say something else than the product does. A test names every field that no room has declared.
"""

from dataclasses import dataclass
from typing import Literal

Subject = Literal["visitor", "operator", "account"]
"""Whose data it is."""

Category = Literal["identity", "contact", "content", "behaviour", "device", "credential"]
"""What kind of data it is: a name or a photo; an address to reach the person; what they wrote or chose; what they did, where
and when; what their browser or network says about itself; what proves who they are, kept as a hash where a hash is enough."""

Basis = Literal["consent", "contract", "legal_obligation", "legitimate_interest"]
"""Why it is lawful: GDPR article 6(1) (a), (b), (c) and (f), in this order. Against the last the person may object."""

Retention = Literal["with_its_chat", "while_visiting", "while_employed", "while_signed_up", "until_used"]
"""How long it is kept: as long as ended chats are; as long as the browser's key opens something; as long as the operator has
a seat; as long as the login exists; until it has served once, or has run out."""

Export = Literal["as_it_is", "as_a_file", "that_it_exists"]
"""How the person's access archive carries it. The last is for values that would be a key."""

Correction = Literal["by_the_person", "by_an_operator", "by_doing_it_again", "never"]
"""How the person has it corrected. What happened is not rewritten: either a new record takes its place, or it stays a fact."""

Erasure = Literal["delete_row", "blank", "anonymise", "cut_link"]
"""What erasure leaves: nothing; the row without the value; a value that leads to nobody; the row without its reference to
the person."""


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
