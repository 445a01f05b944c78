"""How values stand in the columns of the database in use, for the few statements that are not the ORM's."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection


def uuid_column(value: UUID) -> Any:
    """Return a UUID as the database keeps it: 32 hex digits in SQLite, itself in PostgreSQL."""
    return value if connection.features.has_native_uuid_field else value.hex


def as_uuid(value: object) -> UUID:
    """Read a UUID from a column."""
    return value if isinstance(value, UUID) else UUID(hex=str(value))


def time_column(value: datetime) -> Any:
    """Return a moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(value)


def as_time(value: object) -> datetime:
    """Read a moment from a column; SQLite holds text without a zone, which is UTC."""
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
