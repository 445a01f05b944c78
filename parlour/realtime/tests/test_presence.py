"""Somebody is here while one connection of theirs lives."""

from hypothesis import given
from hypothesis import strategies as st

from parlour.lib.ids import new_id
from parlour.protocol.snapshots import Page
from parlour.realtime.presence import Presence

moves = st.lists(st.tuples(st.booleans(), st.sampled_from("abc")), max_size=30)


def test_the_first_connection_brings_somebody_and_the_last_takes_them() -> None:
    presence, vic = Presence(), new_id()
    assert presence.arrive(vic, "one")
    assert not presence.arrive(vic, "two")
    assert not presence.leave(vic, "one")
    assert presence.is_here(vic)
    assert presence.leave(vic, "two")
    assert not presence.is_here(vic)
    assert not presence.leave(vic, "two")


def test_the_page_opened_last_is_shown_and_the_other_tab_when_it_is_closed() -> None:
    presence, vic = Presence(), new_id()
    presence.arrive(vic, "one", Page(url="/first"))
    presence.arrive(vic, "two", Page(url="/second"))
    assert presence.page(vic) == Page(url="/second")
    presence.arrive(vic, "one", Page(url="/third"))
    assert presence.page(vic) == Page(url="/third")
    presence.leave(vic, "one")
    assert presence.page(vic) == Page(url="/second")
    presence.leave(vic, "two")
    assert presence.page(vic) is None


@given(story=moves)
def test_here_means_a_connection_is_open(story: list[tuple[bool, str]]) -> None:
    presence, vic, other = Presence(), new_id(), new_id()
    presence.arrive(other, "a")
    open_now: set[str] = set()
    for is_coming, connection in story:
        if is_coming:
            assert presence.arrive(vic, connection) == (not open_now)
            open_now.add(connection)
        else:
            assert presence.leave(vic, connection) == (open_now == {connection})
            open_now.discard(connection)
        assert presence.is_here(vic) == bool(open_now)
    assert presence.is_here(other)
