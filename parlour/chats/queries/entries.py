"""Reads of a chat's entries, by position."""

from typing import Any
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from parlour.chats.models import Entry
from parlour.lib.ids import outside
from parlour.protocol import snapshots
from parlour.protocol.limits import RESUME_ENTRIES

_COLUMNS = ("position", "created_at", "kind", "author", "operator_id", "text", "client_id", "data")


def entries_after(
    organization_id: UUID, chat_id: UUID, *, after: int, limit: int = RESUME_ENTRIES
) -> tuple[tuple[snapshots.Entry, ...], bool]:
    """Return the entries right after a position, in order, and whether there are more."""
    found = _shapes(_entries(organization_id, chat_id).filter(position__gt=after).order_by("position")[: limit + 1])
    return tuple(found[:limit]), len(found) > limit


def entries_before(
    organization_id: UUID, chat_id: UUID, *, before: int, limit: int
) -> tuple[tuple[snapshots.Entry, ...], bool]:
    """Return the entries right before a position, in order, and whether there are older ones."""
    found = _shapes(_entries(organization_id, chat_id).filter(position__lt=before).order_by("-position")[: limit + 1])
    return tuple(reversed(found[:limit])), len(found) > limit


def newest_entries(
    organization_id: UUID, chat_id: UUID, *, up_to: int, limit: int
) -> tuple[tuple[snapshots.Entry, ...], bool]:
    """Return the newest entries up to a position, in order, and whether there are older ones."""
    return entries_before(organization_id, chat_id, before=up_to + 1, limit=limit)


def _entries(organization_id: UUID, chat_id: UUID) -> QuerySet[Entry]:
    return Entry.objects.filter(organization_id=organization_id, chat_id=chat_id)


def _shapes(entries: QuerySet[Entry]) -> list[snapshots.Entry]:
    return [shape(row) for row in entries.values(*_COLUMNS)]


def shape(row: dict[str, Any]) -> snapshots.Entry:
    """Return one row as the entry it is on the wire."""
    position, created_at, data = row["position"], row["created_at"], row["data"] or {}
    operator_id = outside("opr", row["operator_id"]) if row["operator_id"] else None
    match row["kind"]:
        case Entry.Kind.MESSAGE:
            return snapshots.Message(
                position=position, created_at=created_at, author=row["author"], text=row["text"],
                client_id=row["client_id"], operator_id=operator_id,
            )  # fmt: skip
        case Entry.Kind.TAKEN:
            operator = msgspec.convert(data["operator"], snapshots.OperatorFace)
            return snapshots.Taken(position=position, created_at=created_at, operator=operator)
        case Entry.Kind.ENDED:
            return snapshots.Ended(position=position, created_at=created_at, by=row["author"], operator_id=operator_id)
        case _:
            return snapshots.Rated(position=position, created_at=created_at, score=data["score"], comment=row["text"])
