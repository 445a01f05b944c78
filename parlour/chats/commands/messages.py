"""The way of a message into the database: many at once, in one transaction, by statements over sets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from parlour.chats.columns import as_time, as_uuid, time_column, uuid_columns
from parlour.chats.events import MessageSent
from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor, Caller, may_see_chat, may_write_in_chat
from parlour.lib import clock, text
from parlour.lib.ids import outside
from parlour.lib.refusals import ChatEnded, ClientIdTaken, Conflict, NotFound, Refusal
from parlour.protocol.advance import excerpt
from parlour.protocol.limits import MESSAGE_CHARACTERS
from parlour.protocol.snapshots import Message, Side
from parlour.realtime.announce import announce


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """A message that somebody wants stored. `origin` names the connection it came by."""

    caller: Caller
    chat_id: UUID
    client_id: str
    text: str
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """Where a message stands. `is_repeat` when it had been stored before this time."""

    position: int
    created_at: datetime
    is_repeat: bool


@dataclass(slots=True)
class _Row:
    """What has to be known of a chat to put messages into it; `last_position` moves while a batch is numbered."""

    organization_id: UUID
    visitor_id: UUID
    operator_id: UUID | None
    state: str
    last_position: int
    added: list[tuple[MessageDraft, Message]] = field(default_factory=list)


_Known = dict[tuple[UUID, str], tuple[int, str, UUID | None, str, datetime]]


@transaction.atomic
def send_messages(drafts: Sequence[MessageDraft]) -> list[StoredMessage | Refusal]:
    """Give each message its chat's next position and store all of them; answer each in its place.

    A client_id that came before is answered with the first one's position. A refusal concerns its own message only: a
    chat that is not the caller's, that has ended, whose owner is somebody else, a text that is empty or too long, a
    client_id that was used for something else.
    """
    if not drafts:
        return []
    moment = clock.now()
    chats = _locked_chats({draft.chat_id for draft in drafts})
    known = _known_messages(drafts)
    answers = [_numbered(draft, chats.get(draft.chat_id), known, moment) for draft in drafts]
    grown = {chat_id: chat for chat_id, chat in chats.items() if chat.added}
    if grown:
        _store(grown, moment)
    announce(
        *(
            MessageSent(chat.organization_id, chat_id, message, draft.origin)
            for chat_id, chat in grown.items()
            for draft, message in chat.added
        )
    )
    return answers


def _numbered(draft: MessageDraft, chat: _Row | None, known: _Known, moment: datetime) -> StoredMessage | Refusal:
    try:
        if chat is None or not may_see_chat(draft.caller, chat):
            raise NotFound
        written = text.checked(draft.text, field="text", at_most=MESSAGE_CHARACTERS, at_least=1)
        author: Side = "visitor" if isinstance(draft.caller, AsVisitor) else "operator"
        operator_id = draft.caller.operator_id if isinstance(draft.caller, AsOperator) else None
        earlier = known.get((draft.chat_id, draft.client_id))
        if earlier:
            # Looked up before the state: a repeat of a message from before the end is stored, whatever came after.
            if earlier[1:4] != (author, operator_id, written):
                raise ClientIdTaken(field="client_id")
            return StoredMessage(earlier[0], earlier[4], is_repeat=True)
        if chat.state == Chat.State.ENDED:
            raise ChatEnded
        if not may_write_in_chat(draft.caller, chat):
            raise Conflict("Take this chat first." if chat.operator_id is None else "This chat is a colleague's.")
    except Refusal as refusal:
        return refusal
    chat.last_position += 1
    message = Message(
        position=chat.last_position, created_at=moment, author=author, text=written, client_id=draft.client_id,
        operator_id=outside("opr", operator_id) if operator_id else None,
    )  # fmt: skip
    chat.added.append((draft, message))
    # Known from now on, so that a repeat within the same batch finds it.
    known[draft.chat_id, draft.client_id] = (message.position, author, operator_id, written, moment)
    return StoredMessage(message.position, moment, is_repeat=False)


def _locked_chats(chat_ids: Iterable[UUID]) -> dict[UUID, _Row]:
    """Read the chats and keep everybody else from numbering in them until the commit.

    Ordered by id, so that two batches never wait for each other. SQLite has taken its one write lock already.
    """
    wanted, as_column = sorted(chat_ids), uuid_columns()
    lock = " ORDER BY id FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, organization_id, visitor_id, operator_id, state, last_position FROM chats_chat"
            f" WHERE id IN ({_places(len(wanted))}){lock}",
            [as_column(chat_id) for chat_id in wanted],
        )
        return {
            as_uuid(row[0]): _Row(as_uuid(row[1]), as_uuid(row[2]), as_uuid(row[3]) if row[3] else None, row[4], row[5])
            for row in cursor.fetchall()
        }


def _known_messages(drafts: Sequence[MessageDraft]) -> _Known:
    pairs = ", ".join(["(%s, %s)"] * len(drafts))
    parameters: list[Any] = []
    as_column = uuid_columns()
    for draft in drafts:
        parameters += [as_column(draft.chat_id), draft.client_id]
    with connection.cursor() as cursor:
        cursor.execute(
            # CROSS JOIN and not `IN (VALUES ...)`, for which SQLite would read the whole table.
            f"WITH wanted (chat_id, client_id) AS (VALUES {pairs})"
            " SELECT e.chat_id, e.client_id, e.position, e.author, e.operator_id, e.text, e.created_at"
            " FROM wanted CROSS JOIN chats_entry e"
            " WHERE e.chat_id = wanted.chat_id AND e.client_id = wanted.client_id",
            parameters,
        )
        return {
            (as_uuid(row[0]), row[1]): (row[2], row[3], as_uuid(row[4]) if row[4] else None, row[5], as_time(row[6]))
            for row in cursor.fetchall()
        }


def _store(chats: dict[UUID, _Row], moment: datetime) -> None:
    at, as_column = time_column(moment), uuid_columns()
    entries = [
        (
            as_column(chat_id), message.position, as_column(chat.organization_id), message.author,
            as_column(draft.caller.operator_id) if isinstance(draft.caller, AsOperator) else None,
            message.text, message.client_id, at,
        )
        for chat_id, chat in chats.items()
        for draft, message in chat.added
    ]  # fmt: skip
    newest = [
        (chat.last_position, excerpt(last.text), last.author, at, as_column(chat_id))
        for chat_id, chat in chats.items()
        for last in (chat.added[-1][1],)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO chats_entry (chat_id, position, organization_id, kind, author, operator_id, text, client_id,"
            " created_at) VALUES (%s, %s, %s, 'message', %s, %s, %s, %s, %s)",
            entries,
        )
        cursor.executemany(
            "UPDATE chats_chat SET last_position = %s, last_text = %s, last_author = %s, last_at = %s WHERE id = %s",
            newest,
        )


def _places(count: int) -> str:
    return ", ".join(["%s"] * count)
