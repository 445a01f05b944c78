"""Reads of chats, always within one organization."""

from parlour.chats.queries.archive import archived_chats, chats_of_visitor
from parlour.chats.queries.entries import entries_after, entries_before, newest_entries
from parlour.chats.queries.rows import open_rows, rows
from parlour.chats.queries.snapshots import chat_for, newest_chat_of, visitor_card

__all__ = [
    "archived_chats", "chat_for", "chats_of_visitor", "entries_after", "entries_before",
    "newest_chat_of", "newest_entries", "open_rows", "rows", "visitor_card",
]  # fmt: skip
