"""Telling the house what happened, once it is true."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import structlog
from django.db import transaction

log = structlog.get_logger()

Subscriber = Callable[[Any], None]
_subscribers: dict[type, list[Subscriber]] = defaultdict(list)


def wire(table: Mapping[type, Iterable[Subscriber]]) -> None:
    """Connect each kind of event with its subscribers, in their order; called once, from `site.wiring`."""
    _subscribers.clear()
    for kind, subscribers in table.items():
        _subscribers[kind].extend(subscribers)


def announce(*events: object) -> None:
    """Tell every subscriber of each event's kind after the running transaction has committed, and never if it rolls back."""
    transaction.on_commit(partial(_tell_all, events))


def _tell_all(events: tuple[object, ...]) -> None:
    for event in events:
        _tell(event)


def _tell(event: object) -> None:
    for subscriber in _subscribers[type(event)]:
        try:
            subscriber(event)
        except Exception:
            # What happened has happened: one deaf subscriber must not keep it from the others.
            log.exception("subscriber_failed", event_kind=type(event).__name__)
