"""One line of JSON for each thing worth knowing: ids and kinds, never what people said or who they are."""

import logging
import sys
from typing import Any

import structlog

LINE_CHARACTERS_AT_MOST = 4_000


def set_up(level: str) -> None:
    """Have every logger of the process write the same kind of line to standard error."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _shortened_traceback,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                # JSON escapes line breaks and control characters: one event can never look like two (LOG-02).
                structlog.processors.JSONRenderer(default=lambda value: str(value)[:LINE_CHARACTERS_AT_MOST]),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("uvicorn").setLevel(max(logging.getLevelName(level), logging.WARNING))
    for name in ("uvicorn.access", "websockets", "django.request", "django.security"):
        # They would write addresses, paths and peers.
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _shortened_traceback(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Keep where it happened and what kind it was; an exception's own words may quote what a person sent."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        places = []
        at = error.__traceback__
        while at is not None:
            places.append(f"{at.tb_frame.f_globals.get('__name__', '?')}:{at.tb_lineno}")
            at = at.tb_next
        event["error"] = type(error).__name__
        event["where"] = places[-12:]
    return event
