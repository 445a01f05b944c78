"""What the machine can do at best, measured in the same run: a figure without its floor praises the machine."""

import json
import sqlite3
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.server import Process

_ECHO_APP = "bench.echo:app"


class EchoServer(Process):
    """The same ASGI server with the least application that answers: each text frame comes back as it is."""

    healthy_path = "/"

    def __init__(
        self, directory: Path, *, cores: set[int] | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(port=None, cores=cores, settings=settings or {}, log=directory / "echo.log")

    def command(self) -> list[str]:
        uvicorn = [sys.executable, "-m", "uvicorn", _ECHO_APP, "--port", str(self.port), "--log-level", "warning"]
        same = ["--ws", "websockets-sansio", "--http", "httptools", "--loop", "uvloop"]
        return [*uvicorn, *same, "--ws-per-message-deflate", "false", "--no-access-log", "--lifespan", "off"]


def rows_per_second(directory: Path, schema_from: Path, *, batch: int, seconds: float) -> float:
    """Commit batches of entries into a fresh file with the product's own table and pragmas; returns rows a second.

    `schema_from` is a database of the product: the table and its indexes are made from what stands there.
    """
    target = directory / f"floor-{batch}.sqlite3"
    for leftover in directory.glob(f"{target.name}*"):
        leftover.unlink()
    database = sqlite3.connect(target, isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;")
    for (statement,) in _statements(schema_from):
        database.execute(statement)
    columns = [row[1] for row in database.execute("PRAGMA table_info(chats_entry)")]
    insert = f"INSERT INTO chats_entry ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    began_at, rows = time.perf_counter(), 0
    while time.perf_counter() - began_at < seconds:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(insert, [_row(columns, number) for number in range(rows, rows + batch)])
        database.execute("COMMIT")
        rows += batch
    took = time.perf_counter() - began_at
    database.close()
    return rows / took


def _statements(schema_from: Path) -> list[tuple[str]]:
    database = sqlite3.connect(f"file:{schema_from}?mode=ro", uri=True)
    try:
        return database.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'chats_entry' AND sql IS NOT NULL ORDER BY type DESC"
        ).fetchall()
    finally:
        database.close()


def _row(columns: list[str], number: int) -> list[object]:
    """A message such as the load generator sends, the n-th of one of five hundred chats."""
    values: dict[str, object] = {
        "chat_id": f"{number % 500:032x}", "position": number // 500 + 1, "organization_id": "0" * 32,
        "kind": "message", "author": "visitor", "text": "The quick brown fox jumps over the lazy dog, twice a day.",
        "client_id": f"floor-{number:032x}", "created_at": "2026-11-22 12:00:00.000000", "data": None,
    }  # fmt: skip
    return [values.get(column) for column in columns]


def main() -> None:
    """Print the rows a second of one batch size; run as a process of its own, so that it has a core of its own."""
    directory, schema_from, batch, seconds = sys.argv[1:]
    print(json.dumps(rows_per_second(Path(directory), Path(schema_from), batch=int(batch), seconds=float(seconds))))


if __name__ == "__main__":
    main()
