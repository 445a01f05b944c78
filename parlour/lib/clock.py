"""The one place that reads the time, so that a test can turn the hands."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment in UTC, whole milliseconds: what is stored equals what is sent."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
