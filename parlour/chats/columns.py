"""How values stand in the columns of the database in use, for the few statements that are not the ORM's."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection


def uuid_columns() -> Callable[[UUID], Any]:
    """Return how UUIDs stand in columns: as 32 hex digits in SQLite, as themselves in PostgreSQL.

    Asked once for a statement: which database it is costs more to find out than a UUID to write.
    """
    return _itself if connection.features.has_native_uuid_field else _hex


def as_uuid(value: object) -> UUID:
    """Read a UUID from a column."""
    return value if isinstance(value, UUID) else UUID(hex=str(value))


def time_column(value: datetime) -> Any:
    """Return a moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(value)


def as_time(value: object) -> datetime:
    """Read a moment from a column; SQLite's are without a zone, which is UTC."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _itself(value: UUID) -> UUID:
    return value


def _hex(value: UUID) -> str:
    return value.hex
