"""Chats over HTTP: reading only; what is written goes through the realtime doors."""

from datetime import datetime
from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from parlour.chats import queries
from parlour.chats.permissions import AsOperator
from parlour.chats.queries.archive import ArchivePage
from parlour.lib.answers import answered
from parlour.lib.ids import inside
from parlour.lib.refusals import InvalidInput
from parlour.lib.shapes import model, tagged
from parlour.operators.models import Operator
from parlour.protocol import limits, snapshots
from parlour.visitors.queries import visitor as visitor_of

router = Router()


class SeatRequest(HttpRequest):
    """A request whose operator is known."""

    auth: Operator


class ArchiveRow(snapshots.ChatRow, frozen=True, omit_defaults=True, kw_only=True):
    """A line of the archive: the chat's, when it ended, its rating (1 to 5), and the found words in their sentence."""

    ended_at: datetime
    rating: int | None = None
    excerpt: str = ""


class ArchiveRows(msgspec.Struct, frozen=True):
    """Some lines, newest first; `next_cursor` asks for those after them."""

    rows: list[ArchiveRow]
    next_cursor: str | None


_Entry = tagged(snapshots.Message, snapshots.Taken, snapshots.Ended, snapshots.Rated)


class EntriesPage(Schema):
    """Entries in order, and whether there are more on either side."""

    entries: list[_Entry]  # type: ignore[valid-type]  # made from the wire's structs
    has_older: bool
    has_newer: bool


class ArchiveQuery(Schema):
    """Which ended chats."""

    state: Annotated[str, Field(pattern="^ended$")] = "ended"
    search: Annotated[str, Field(max_length=200)] = ""
    cursor: Annotated[str, Field(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class EntriesQuery(Schema):
    """Which entries: those after a position, or those before one."""

    after: Annotated[int, Field(ge=0, lt=2**53)] = 0
    before: Annotated[int, Field(ge=1, lt=2**53)] | None = None
    limit: Annotated[int, Field(ge=1, le=limits.RESUME_ENTRIES)] = limits.RESUME_ENTRIES


@router.get("/chats", response=model(ArchiveRows), summary="Ended chats, newest first")
def archive(request: SeatRequest, query: Query[ArchiveQuery]) -> HttpResponse:
    """Return a page of the archive; with `search`, the chats that hold all its words."""
    if "\x00" in query.search:
        raise InvalidInput("A NUL character cannot be searched for.", field="search")
    page = queries.archived_chats(
        request.auth.organization_id, search=query.search, cursor=query.cursor, limit=query.limit
    )
    return answered(_rows(page))


@router.get("/chats/{chat_id}", response=model(snapshots.Chat), summary="One chat")
def chat(request: SeatRequest, chat_id: str) -> HttpResponse:
    """Return a chat without its entries."""
    return answered(queries.chat_for(_caller(request), inside("cht", chat_id)))


@router.get("/chats/{chat_id}/entries", response=EntriesPage, summary="What happened in a chat")
def entries(request: SeatRequest, chat_id: str, query: Query[EntriesQuery]) -> HttpResponse:
    """Return entries after or before a position, in order."""
    caller, identifier = _caller(request), inside("cht", chat_id)
    snapshot = queries.chat_for(caller, identifier)
    if query.before is not None:
        found, has_older = queries.entries_before(
            caller.organization_id, identifier, before=query.before, limit=query.limit
        )
        has_newer = query.before <= snapshot.last_position
    else:
        found, has_newer = queries.entries_after(
            caller.organization_id, identifier, after=query.after, limit=query.limit
        )
        has_older = query.after > 0 and snapshot.last_position > 0
    return answered({"entries": found, "has_older": has_older, "has_newer": has_newer})


@router.get("/visitors/{visitor_id}/chats", response=model(ArchiveRows), summary="A visitor's ended chats")
def earlier_chats(request: SeatRequest, visitor_id: str, cursor: str | None = None) -> HttpResponse:
    """Return what this visitor talked about before, newest first."""
    visitor = visitor_of(request.auth.organization, inside("vis", visitor_id))
    return answered(_rows(queries.chats_of_visitor(request.auth.organization_id, visitor.pk, cursor=cursor)))


def _caller(request: SeatRequest) -> AsOperator:
    return AsOperator(request.auth.organization_id, request.auth.pk)


def _rows(page: ArchivePage) -> ArchiveRows:
    rows = [
        ArchiveRow(
            **{name: getattr(line.row, name) for name in snapshots.ChatRow.__struct_fields__},
            ended_at=line.ended_at, rating=line.rating, excerpt=line.excerpt,
        )
        for line in page.rows
    ]  # fmt: skip
    return ArchiveRows(rows, page.next_cursor)
