"""A visitor judges a chat that was answered."""

import pytest

from parlour.chats.commands import end_chat, rate_chat
from parlour.chats.events import ChatRated
from parlour.chats.models import Chat, Entry
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.queries import chat_for
from parlour.lib.ids import new_id
from parlour.lib.refusals import Conflict, InvalidInput, NotFound
from parlour.organizations.models import Site
from parlour.protocol.snapshots import Rated, Rating
from parlour.visitors.commands import Browser, welcome_visitor


def test_a_rating_is_kept_and_told(announced: list[object], bens_chat: Chat, as_vic: AsVisitor) -> None:
    end_chat(as_vic, bens_chat.pk)
    announced.clear()
    rate_chat(as_vic, bens_chat.pk, score=5, comment=" Quick! ")
    assert chat_for(as_vic, bens_chat.pk).rating == Rating(5, "Quick!")
    (event,) = announced
    assert isinstance(event, ChatRated)
    assert event.entry == Rated(position=4, created_at=event.entry.created_at, score=5, comment="Quick!")


def test_a_later_rating_takes_the_place_of_the_first(bens_chat: Chat, as_vic: AsVisitor) -> None:
    rate_chat(as_vic, bens_chat.pk, score=1, comment="Slow")
    rate_chat(as_vic, bens_chat.pk, score=4, comment="")
    assert chat_for(as_vic, bens_chat.pk).rating == Rating(4)
    assert Entry.objects.filter(chat=bens_chat, kind="rated").count() == 2


def test_the_same_rating_again_changes_nothing(announced: list[object], bens_chat: Chat, as_vic: AsVisitor) -> None:
    rate_chat(as_vic, bens_chat.pk, score=4, comment="")
    announced.clear()
    rate_chat(as_vic, bens_chat.pk, score=4, comment=" ")
    assert not announced


def test_a_chat_that_nobody_answered_is_not_rated(chat: Chat, as_vic: AsVisitor) -> None:
    with pytest.raises(Conflict):
        rate_chat(as_vic, chat.pk, score=5, comment="")


@pytest.mark.parametrize("comment", ["x" * 1_001, "a\x00b", "\ud800"])
def test_a_comment_that_cannot_be_kept_is_refused_by_its_field(
    bens_chat: Chat, as_vic: AsVisitor, comment: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        rate_chat(as_vic, bens_chat.pk, score=5, comment=comment)
    assert refused.value.field == "comment"


def test_another_visitors_chat_is_not_there(bens_chat: Chat, site: Site, other_site: Site) -> None:
    for place, key in ((site, "W" * 43), (other_site, "S" * 43)):
        stranger = welcome_visitor(place, key, Browser())
        for chat_id in (bens_chat.pk, new_id()):
            with pytest.raises(NotFound):
                rate_chat(AsVisitor(stranger.organization_id, stranger.pk), chat_id, score=1, comment="")


def test_an_operator_sees_the_rating(bens_chat: Chat, as_vic: AsVisitor, as_ada: AsOperator) -> None:
    rate_chat(as_vic, bens_chat.pk, score=2, comment="")
    assert chat_for(as_ada, bens_chat.pk).rating == Rating(2)
