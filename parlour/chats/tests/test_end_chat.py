"""A chat ends once, by whoever may end it."""

import pytest

from parlour.chats.commands import end_chat
from parlour.chats.events import ChatEnded
from parlour.chats.models import Chat, Entry
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.queries import entries_after
from parlour.lib.ids import new_id, outside
from parlour.lib.refusals import Conflict, NotFound
from parlour.operators.commands import remove_operator
from parlour.operators.models import Operator
from parlour.organizations.models import Site
from parlour.protocol.snapshots import Ended
from parlour.visitors.commands import Browser, welcome_visitor


def test_the_visitor_ends_the_chat(announced: list[object], bens_chat: Chat, as_vic: AsVisitor) -> None:
    announced.clear()
    end_chat(as_vic, bens_chat.pk)
    bens_chat.refresh_from_db()
    assert (bens_chat.state, bens_chat.ended_by, bens_chat.last_position) == ("ended", "visitor", 3)
    (event,) = announced
    assert isinstance(event, ChatEnded)
    assert event.entry == Ended(position=3, created_at=event.entry.created_at, by="visitor")
    assert bens_chat.ended_at == event.entry.created_at


def test_its_operator_ends_the_chat_and_is_named(bens_chat: Chat, as_ben: AsOperator) -> None:
    end_chat(as_ben, bens_chat.pk)
    (*_, last), _ = entries_after(bens_chat.organization_id, bens_chat.pk, after=0)
    assert isinstance(last, Ended)
    assert (last.by, last.operator_id) == ("operator", outside("opr", as_ben.operator_id))


def test_any_operator_ends_a_chat_that_nobody_has_taken(chat: Chat, as_ada: AsOperator) -> None:
    end_chat(as_ada, chat.pk)
    chat.refresh_from_db()
    assert chat.state == "ended"


def test_a_colleagues_chat_is_not_ended(bens_chat: Chat, as_ada: AsOperator) -> None:
    with pytest.raises(Conflict, match="Ben's"):
        end_chat(as_ada, bens_chat.pk)


def test_a_chat_whose_seat_was_taken_away_is_ended_by_any_colleague(
    bens_chat: Chat, ada: Operator, as_ada: AsOperator, as_ben: AsOperator
) -> None:
    remove_operator(ada, as_ben.operator_id)
    end_chat(as_ada, bens_chat.pk)
    bens_chat.refresh_from_db()
    assert bens_chat.state == "ended"


def test_ending_it_again_changes_nothing(
    announced: list[object], bens_chat: Chat, as_vic: AsVisitor, as_ben: AsOperator
) -> None:
    end_chat(as_vic, bens_chat.pk)
    announced.clear()
    for caller in (as_vic, as_ben):
        end_chat(caller, bens_chat.pk)
    assert not announced
    assert Entry.objects.filter(chat=bens_chat, kind="ended").count() == 1


def test_another_organizations_or_visitors_chat_is_not_there(site: Site, chat: Chat, as_cleo: AsOperator) -> None:
    will = welcome_visitor(site, "W" * 43, Browser())
    for caller in (as_cleo, AsVisitor(will.organization_id, will.pk)):
        for chat_id in (chat.pk, new_id()):
            with pytest.raises(NotFound):
                end_chat(caller, chat_id)
