"""Lines of the console's list."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from parlour.chats.columns import as_uuid, uuid_columns
from parlour.chats.models import Chat
from parlour.lib.ids import outside
from parlour.protocol.limits import UNREAD_COUNTED
from parlour.protocol.snapshots import ChatRow
from parlour.realtime.presence import presence


def open_rows(organization_id: UUID, *, at_most: int = 1_000) -> tuple[ChatRow, ...]:
    """Return every chat that is not ended, newest activity first."""
    chats = _chats(organization_id).exclude(state=Chat.State.ENDED).order_by("-last_at")[:at_most]
    return shapes(chats)


def rows(organization_id: UUID, chat_ids: Collection[UUID]) -> tuple[ChatRow, ...]:
    """Return the lines of these chats as they stand now, whatever their state."""
    return shapes(_chats(organization_id).filter(pk__in=chat_ids))


def shapes(chats: Iterable[Chat]) -> tuple[ChatRow, ...]:
    """Return chats as lines; the unread messages of all of them are counted in one read."""
    chats = list(chats)
    unread = _unread([chat.pk for chat in chats if chat.operator_read < chat.last_position])
    return tuple(
        ChatRow(
            id=outside("cht", chat.pk),
            site_id=outside("sit", chat.site_id),
            state=chat.state,  # type: ignore[arg-type]  # the column holds only the three states
            started_at=chat.started_at,
            visitor_id=outside("vis", chat.visitor_id),
            visitor_name=chat.visitor.contact.name or chat.visitor.contact.email if chat.visitor.contact else "",
            last_position=chat.last_position,
            last_text=chat.last_text,
            last_at=chat.last_at,
            last_author=chat.last_author,  # type: ignore[arg-type]
            operator_id=outside("opr", chat.operator_id) if chat.operator_id else None,
            unread=unread.get(chat.pk, 0),
            operator_read=chat.operator_read,
            is_left_message=chat.is_left_message,
            is_visitor_online=presence.is_here(chat.visitor_id),
        )
        for chat in chats
    )


def _chats(organization_id: UUID) -> QuerySet[Chat]:
    return Chat.objects.select_related("visitor__contact").filter(organization_id=organization_id)


def _unread(chat_ids: Sequence[UUID]) -> dict[UUID, int]:
    if not chat_ids:
        return {}
    # Only the range past the mark is read, and no further than a list can show.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, (SELECT count(*) FROM (SELECT 1 FROM chats_entry e WHERE e.chat_id = c.id"
            " AND e.position > c.operator_read AND e.kind = 'message' AND e.author = 'visitor' LIMIT %s) AS newer)"
            f" FROM chats_chat c WHERE c.id IN ({', '.join(['%s'] * len(chat_ids))})",
            [UNREAD_COUNTED, *map(uuid_columns(), chat_ids)],
        )
        return {as_uuid(chat_id): count for chat_id, count in cursor.fetchall()}
