"""The law between snapshots and events: old snapshot + event = new snapshot. `web/client/advance.ts` says it again, and
both are held to the same fixtures."""

from msgspec.structs import replace

from parlour.protocol.snapshots import Chat, Ended, Entry, Marks, Message, Rated, Rating, Taken


class Gap(Exception):
    """The event does not follow the snapshot: entries are missing in between, and have to be fetched."""


def advance(chat: Chat, entry: Entry) -> Chat:
    """Return the chat after the entry. An entry that the chat already holds changes nothing.

    Raises `Gap` when the entry's position is not the next one.
    """
    if entry.position <= chat.last_position:
        return chat
    if entry.position > chat.last_position + 1:
        raise Gap
    chat = replace(chat, last_position=entry.position)
    match entry:
        case Message():
            return replace(chat, last_text=excerpt(entry.text), last_author=entry.author, last_at=entry.created_at)
        case Taken():
            known = tuple(face for face in chat.operators if face.id != entry.operator.id)
            return replace(chat, state="active", operator_id=entry.operator.id, operators=(*known, entry.operator))
        case Ended():
            return replace(chat, state="ended", ended_at=entry.created_at, ended_by=entry.by)
        case Rated():
            return replace(chat, rating=Rating(score=entry.score, comment=entry.comment))


def merge(one: Marks, other: Marks) -> Marks:
    """Return the higher of each mark: marks only grow, in whatever order their events come."""
    return Marks(
        visitor_delivered=max(one.visitor_delivered, other.visitor_delivered),
        visitor_read=max(one.visitor_read, other.visitor_read),
        operator_delivered=max(one.operator_delivered, other.operator_delivered),
        operator_read=max(one.operator_read, other.operator_read),
    )


def excerpt(text: str, at_most: int = 140) -> str:
    """Shorten a message to one line for a list row, ending with an ellipsis where something was cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= at_most else flat[: at_most - 1].rstrip() + "…"
