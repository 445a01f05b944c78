"""What happened is told once it is true, and to everybody."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from structlog.testing import capture_logs

from parlour.realtime import announce as announcing
from parlour.realtime.announce import announce, wire

pytestmark = pytest.mark.django_db(transaction=True)


class Rang:
    """A bell rang."""


@pytest.fixture
def heard() -> Iterator[list[object]]:
    before = {kind: tuple(subscribers) for kind, subscribers in announcing._subscribers.items()}
    heard: list[object] = []
    wire({Rang: (heard.append,)})
    yield heard
    wire(before)


@transaction.atomic
def fail_after_announcing() -> None:
    announce(Rang())
    raise ZeroDivisionError


def test_it_is_told_after_the_commit_and_not_before(heard: list[object]) -> None:
    event = Rang()
    with transaction.atomic():
        announce(event)
        assert not heard
    assert heard == [event]


def test_what_was_rolled_back_did_not_happen(heard: list[object]) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_announcing()
    assert not heard


def test_only_what_was_undone_is_kept_quiet(heard: list[object]) -> None:
    first, last = Rang(), Rang()
    with transaction.atomic():
        announce(first)
        with pytest.raises(ZeroDivisionError):
            fail_after_announcing()
        announce(last)
    assert heard == [first, last]


def test_one_deaf_subscriber_does_not_keep_it_from_the_others(heard: list[object]) -> None:
    def deaf(event: object) -> None:
        raise ZeroDivisionError

    wire({Rang: (deaf, heard.append)})
    event = Rang()
    with capture_logs() as logs:
        announce(event)
    assert heard == [event]
    assert [(line["event"], line["event_kind"]) for line in logs] == [("subscriber_failed", "Rang")]


def test_what_nobody_asked_for_is_told_to_nobody(heard: list[object]) -> None:
    announce(object())
    assert not heard
