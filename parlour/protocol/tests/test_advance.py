"""Entries are applied in order, once; marks grow; a text is shortened to a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.lib import clock
from parlour.protocol.advance import Gap, advance, excerpt, merge
from parlour.protocol.snapshots import Chat, Marks, Message

CHAT = Chat("cht_1", "sit_1", "waiting", clock.now(), last_position=3)
marks = st.builds(Marks, *[st.integers(0, 9)] * 4)


def said(position: int) -> Message:
    return Message(position, clock.now(), "visitor", "hi", f"client-{position}")


def test_an_entry_that_is_known_changes_nothing() -> None:
    for position in (1, 3):
        assert advance(CHAT, said(position)) is CHAT


def test_an_entry_beyond_the_next_is_a_gap() -> None:
    with pytest.raises(Gap):
        advance(CHAT, said(5))


@given(order=st.permutations(range(4, 10)), repeats=st.lists(st.integers(1, 9), max_size=5))
def test_whoever_fetches_after_a_gap_arrives_at_the_same_chat(order: list[int], repeats: list[int]) -> None:
    entries = {position: said(position) for position in range(1, 10)}
    chat = CHAT
    for position in [*order, *repeats]:
        try:
            chat = advance(chat, entries[position])
        except Gap:
            for missing in range(chat.last_position + 1, position + 1):
                chat = advance(chat, entries[missing])
    assert chat.last_position == 9
    assert chat.last_at == entries[9].created_at


@given(one=marks, two=marks, three=marks)
def test_marks_are_the_same_in_whatever_order_they_come(one: Marks, two: Marks, three: Marks) -> None:
    assert merge(one, two) == merge(two, one)
    assert merge(merge(one, two), three) == merge(one, merge(two, three))
    assert merge(one, one) == one


@given(text=st.text(max_size=600))
def test_an_excerpt_is_one_short_line(text: str) -> None:
    line = excerpt(text)
    assert len(line) <= 140
    assert line == " ".join(line.split())
    assert (line == " ".join(text.split())) or line.endswith("…")
