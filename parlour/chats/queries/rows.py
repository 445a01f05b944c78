"""Lines of the console's list."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection

from parlour.chats.columns import as_time, as_uuid, uuid_columns
from parlour.chats.models import Chat
from parlour.lib.ids import outside
from parlour.protocol.limits import UNREAD_COUNTED
from parlour.protocol.snapshots import ChatRow
from parlour.realtime.presence import presence

# Unread messages are counted past the mark only, and no further than a list can show.
_ROWS = """
    SELECT c.id, c.site_id, c.state, c.started_at, c.visitor_id, n.name, n.email, c.last_position, c.last_text, c.last_at,
        c.last_author, c.operator_id, c.operator_read, c.is_left_message,
        CASE WHEN c.operator_read < c.last_position THEN (
            SELECT count(*) FROM (
                SELECT 1 FROM chats_entry e WHERE e.chat_id = c.id AND e.position > c.operator_read
                AND e.kind = 'message' AND e.author = 'visitor' LIMIT %s
            ) AS newer
        ) ELSE 0 END
    FROM chats_chat c
    JOIN visitors_visitor v ON v.id = c.visitor_id
    LEFT JOIN visitors_contact n ON n.id = v.contact_id
    WHERE c.organization_id = %s AND c.id IN ({places})
"""


def open_rows(organization_id: UUID, *, at_most: int = 1_000) -> tuple[ChatRow, ...]:
    """Return the chats that are not ended, newest activity first; of very many, those that have waited longest are kept."""
    chats = Chat.objects.filter(organization_id=organization_id)
    waiting = chats.filter(state=Chat.State.WAITING).order_by("started_at")[:at_most]
    active = chats.filter(state=Chat.State.ACTIVE).order_by("-last_at")[:at_most]
    wanted = [pk for group in (waiting, active) for pk in group.values_list("pk", flat=True)]
    return tuple(sorted(rows(organization_id, wanted), key=lambda row: row.last_at, reverse=True))


def rows(organization_id: UUID, chat_ids: Collection[UUID]) -> tuple[ChatRow, ...]:
    """Return the lines of these chats as they stand now, in this order, whatever their state.

    One statement and no model instances: every message of every chat comes by here, several times a second for each
    organization that has operators at work.
    """
    if not chat_ids:
        return ()
    as_column = uuid_columns()
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS.format(places=", ".join(["%s"] * len(chat_ids))),
            [UNREAD_COUNTED, as_column(organization_id), *map(as_column, chat_ids)],
        )
        found = {as_uuid(columns[0]): _row(columns) for columns in cursor.fetchall()}
    return tuple(found[chat_id] for chat_id in chat_ids if chat_id in found)


def _row(columns: tuple[Any, ...]) -> ChatRow:
    (
        chat, site, state, started_at, visitor, name, email, last_position, last_text, last_at,
        last_author, operator, operator_read, is_left_message, unread,
    ) = columns  # fmt: skip
    visitor_id = as_uuid(visitor)
    return ChatRow(
        id=outside("cht", as_uuid(chat)), site_id=outside("sit", as_uuid(site)), state=state,
        started_at=as_time(started_at), visitor_id=outside("vis", visitor_id), visitor_name=name or email or "",
        last_position=last_position, last_text=last_text, last_at=as_time(last_at), last_author=last_author,
        operator_id=outside("opr", as_uuid(operator)) if operator else None, unread=unread,
        operator_read=operator_read, is_left_message=bool(is_left_message),
        is_visitor_online=presence.is_here(visitor_id),
    )  # fmt: skip
