"""What `acknowledged` rests on below us: the database waits for the disk at every commit."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_sqlite_waits_for_the_disk_at_every_commit() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the database is not SQLite")
    with connection.cursor() as cursor:
        pragmas = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")}
    # 2 is FULL: the write-ahead log is synced before a commit returns.
    assert pragmas == {"synchronous": 2, "journal_mode": "wal"}
