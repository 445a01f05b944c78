"""Ended chats: read page by page, and found by their words."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from parlour.chats.columns import as_uuid
from parlour.chats.models import Chat
from parlour.chats.queries.rows import rows
from parlour.lib.ids import outside
from parlour.lib.refusals import InvalidInput
from parlour.protocol.snapshots import ChatRow

PAGE_AT_MOST = 100
WORDS_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class ArchivedRow:
    """A line of the archive: the chat's, when it ended, how it was judged, and the found words in their sentence."""

    row: ChatRow
    ended_at: datetime
    rating: int | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """Some lines, newest first, and where the next page begins (None on the last)."""

    rows: tuple[ArchivedRow, ...]
    next_cursor: str | None


def archived_chats(
    organization_id: UUID, *, search: str = "", cursor: str | None = None, limit: int = 50
) -> ArchivePage:
    """Return ended chats, newest first; with `search`, those that hold all its words or beginnings of words.

    Refuses a cursor that did not come from here.
    """
    chats = _ended(organization_id)
    excerpts: dict[UUID, str] = {}
    if search.strip():
        chats = chats.filter(pk__in=_found(organization_id, search))
    page = _page(chats, cursor, limit)
    if search.strip():
        excerpts = _excerpts(organization_id, search, [chat.pk for chat in page])
    return _shaped(organization_id, page, limit, excerpts)


def chats_of_visitor(
    organization_id: UUID, visitor_id: UUID, *, cursor: str | None = None, limit: int = 50
) -> ArchivePage:
    """Return a visitor's ended chats, newest first."""
    page = _page(_ended(organization_id).filter(visitor_id=visitor_id), cursor, limit)
    return _shaped(organization_id, page, limit, {})


def _ended(organization_id: UUID) -> QuerySet[Chat]:
    return Chat.objects.filter(organization_id=organization_id, ended_at__isnull=False)


def _page(chats: QuerySet[Chat], cursor: str | None, limit: int) -> list[Chat]:
    if cursor:
        ended_at, chat_id = _read_cursor(cursor)
        # By value and not by offset: page 2,000 costs what page 1 costs, and new chats move nothing.
        chats = chats.filter(Q(ended_at__lt=ended_at) | Q(ended_at=ended_at, pk__lt=chat_id))
    return list(chats.order_by("-ended_at", "-pk")[: limit + 1])


def _shaped(organization_id: UUID, chats: Sequence[Chat], limit: int, excerpts: dict[UUID, str]) -> ArchivePage:
    shown = chats[:limit]
    lines = {row.id: row for row in rows(organization_id, [chat.pk for chat in shown])}
    shaped = tuple(
        ArchivedRow(line, chat.ended_at or chat.last_at, chat.rating_score, excerpts.get(chat.pk, ""))
        for chat in shown
        if (line := lines.get(outside("cht", chat.pk)))
    )
    more = len(chats) > limit
    return ArchivePage(shaped, _write_cursor(shown[-1]) if more else None)


def _write_cursor(chat: Chat) -> str:
    ended_at = chat.ended_at or chat.last_at
    return base64.urlsafe_b64encode(f"{ended_at.isoformat()} {chat.pk.hex}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        ended_at, _, chat_id = base64.urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        # In UTC, as it was written: a time at the edge of the calendar overflows here and not in the query.
        return datetime.fromisoformat(ended_at).astimezone(UTC), UUID(hex=chat_id)
    except (ValueError, OverflowError, binascii.Error):
        raise InvalidInput("Use the next_cursor of the page before.", field="cursor") from None


def _matching(organization_id: UUID, search: str) -> str:
    """Return the FTS5 expression for words of one organization.

    Every word is quoted, so that nothing in it is an operator; the organization is a word of the index itself, so that
    another one's chats are neither found nor counted.
    """
    words = ['"' + word.replace('"', '""') + '" *' for word in _words(search)]
    return f'organization : "{organization_id.hex}" AND words : ({" AND ".join(words)})'


def _words(search: str) -> list[str]:
    """Return the words to look for; a sign that stands alone is none, and would keep every chat from being found."""
    words = search.replace("\x00", " ").split()
    return [word for word in words if any(letter.isalnum() for letter in word)][:WORDS_AT_MOST]


def _found(organization_id: UUID, search: str) -> list[UUID]:
    if not _words(search):
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT chat FROM chats_archived_words WHERE chats_archived_words MATCH %s ORDER BY rowid DESC LIMIT 5000",
                [_matching(organization_id, search)],
            )
        else:
            cursor.execute(
                "SELECT chat FROM chats_archived_words WHERE organization = %s"
                " AND to_tsvector('simple', words) @@ to_tsquery('simple', %s) LIMIT 5000",
                [organization_id.hex, _tsquery(search)],
            )
        return [as_uuid(chat) for (chat,) in cursor.fetchall()]


def _excerpts(organization_id: UUID, search: str, chat_ids: Sequence[UUID]) -> dict[UUID, str]:
    if not chat_ids:
        return {}
    places = ", ".join(["%s"] * len(chat_ids))
    hexes = [chat_id.hex for chat_id in chat_ids]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT chat, snippet(chats_archived_words, 2, '', '', '…', 14) FROM chats_archived_words"
                f" WHERE chats_archived_words MATCH %s AND chat IN ({places})",
                [_matching(organization_id, search), *hexes],
            )
        else:
            cursor.execute(
                "SELECT chat, ts_headline('simple', words, to_tsquery('simple', %s), 'StartSel=\"\",StopSel=\"\"')"
                f" FROM chats_archived_words WHERE organization = %s AND chat IN ({places})",
                [_tsquery(search), organization_id.hex, *hexes],
            )
        return {as_uuid(chat): " ".join(excerpt.split()) for chat, excerpt in cursor.fetchall()}


def _tsquery(search: str) -> str:
    return " & ".join("'" + word.replace("'", "''").replace("\\", "\\\\") + "':*" for word in _words(search))
