"""What the server kept, read twice: from the file under it, and through its HTTP door."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.faults.checker import Kept
from parlour.protocol.snapshots import Entry


def kept_in_database(path: Path) -> list[Kept]:
    """Read all entries, in the order of chat and position, without the right to write."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        rows = database.execute(
            "SELECT chat_id, position, kind, client_id, text FROM chats_entry ORDER BY chat_id, position"
        ).fetchall()
    finally:
        database.close()
    return [
        Kept(f"cht_{chat}", position, client_id if kind == "message" else None, text if kind == "message" else "")
        for chat, position, kind, client_id, text in rows
    ]


def kept_by_door(chat_id: str, entries: Iterable[Entry]) -> list[Kept]:
    """Return what the HTTP door showed of a chat, in the same words."""
    return [
        Kept(chat_id, entry.position, getattr(entry, "client_id", None), getattr(entry, "text", ""))
        for entry in entries
    ]
