"""Marks say how far a side has come; they only grow."""

from functools import reduce
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parlour.chats.commands import MarkDraft, mark_chats
from parlour.chats.events import MarksMoved
from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.queries import chat_for, rows
from parlour.chats.tests.conftest import Say
from parlour.lib.ids import new_id
from parlour.organizations.models import Site
from parlour.protocol.advance import merge
from parlour.protocol.snapshots import Marks
from parlour.visitors.commands import Browser, welcome_visitor

Claim = tuple[bool, int, int]
claims = st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8)


def test_a_mark_moves_forward_and_both_sides_are_told(
    announced: list[object], bens_chat: Chat, as_ben: AsOperator
) -> None:
    announced.clear()
    mark_chats([MarkDraft(as_ben, bens_chat.pk, delivered=2, read=1)])
    marks = Marks(operator_delivered=2, operator_read=1)
    assert announced == [MarksMoved(bens_chat.organization_id, bens_chat.pk, marks, is_unread_changed=True)]
    assert chat_for(as_ben, bens_chat.pk).marks == marks


def test_what_was_read_was_delivered(bens_chat: Chat, as_vic: AsVisitor) -> None:
    mark_chats([MarkDraft(as_vic, bens_chat.pk, delivered=0, read=2)])
    assert chat_for(as_vic, bens_chat.pk).marks == Marks(visitor_delivered=2, visitor_read=2)


def test_a_lower_mark_changes_nothing_and_says_nothing(
    announced: list[object], bens_chat: Chat, as_vic: AsVisitor
) -> None:
    mark_chats([MarkDraft(as_vic, bens_chat.pk, delivered=2, read=2)])
    announced.clear()
    mark_chats([MarkDraft(as_vic, bens_chat.pk, delivered=1, read=0)])
    assert not announced


def test_no_mark_passes_the_newest_entry(bens_chat: Chat, as_vic: AsVisitor) -> None:
    mark_chats([MarkDraft(as_vic, bens_chat.pk, delivered=2**53 - 1, read=2**53 - 1)])
    assert chat_for(as_vic, bens_chat.pk).marks == Marks(visitor_delivered=2, visitor_read=2)


def test_nobody_marks_a_chat_that_they_may_not_write_in(
    announced: list[object], site: Site, bens_chat: Chat, as_ada: AsOperator, as_cleo: AsOperator
) -> None:
    will = welcome_visitor(site, "W" * 43, Browser())
    announced.clear()
    onlookers = (as_ada, as_cleo, AsVisitor(will.organization_id, will.pk))
    mark_chats([MarkDraft(caller, bens_chat.pk, delivered=2, read=2) for caller in onlookers])
    mark_chats([MarkDraft(as_cleo, new_id(), delivered=2, read=2)])
    assert not announced
    assert chat_for(as_ada, bens_chat.pk).marks == Marks()


def test_reading_empties_the_count_of_unread_messages(
    bens_chat: Chat, as_vic: AsVisitor, as_ben: AsOperator, say: Say
) -> None:
    say(as_vic, bens_chat.pk, "one")
    say(as_ben, bens_chat.pk, "mine do not count")
    say(as_vic, bens_chat.pk, "two")

    def unread() -> int:
        (row,) = rows(bens_chat.organization_id, [bens_chat.pk])
        return row.unread

    assert unread() == 3
    mark_chats([MarkDraft(as_ben, bens_chat.pk, delivered=3, read=3)])
    assert unread() == 1
    mark_chats([MarkDraft(as_ben, bens_chat.pk, delivered=5, read=5)])
    assert unread() == 0


def claimed(claim: Claim, newest: int) -> Marks:
    is_vic, delivered, read = claim
    read = min(read, newest)
    delivered = max(read, min(delivered, newest))
    if is_vic:
        return Marks(visitor_delivered=delivered, visitor_read=read)
    return Marks(operator_delivered=delivered, operator_read=read)


@given(story=claims, cuts=st.lists(st.integers(0, 8), max_size=4))
def test_marks_are_the_highest_claimed_in_whatever_order_and_batches(
    bens_chat: Chat, as_vic: AsVisitor, as_ben: AsOperator, story: list[Claim], cuts: list[int]
) -> None:
    drafts = [
        MarkDraft(as_vic if is_vic else as_ben, bens_chat.pk, delivered, read) for is_vic, delivered, read in story
    ]
    before = chat_for(as_ben, bens_chat.pk).marks
    expected = reduce(merge, [claimed(claim, bens_chat.last_position) for claim in story], before)
    borders = sorted({0, len(drafts), *(cut for cut in cuts if cut < len(drafts))})
    for begin, end in pairwise(borders):
        mark_chats(drafts[begin:end])
    after = chat_for(as_ben, bens_chat.pk).marks
    assert after == expected
    assert merge(before, after) == after
