"""A waiting chat finds exactly one operator."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from parlour.accounts.commands import create_account
from parlour.chats.commands import end_chat, take_chat
from parlour.chats.events import ChatTaken
from parlour.chats.models import Chat, ChatOperator, Entry
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.tests.conftest import Say
from parlour.lib.ids import new_id, outside
from parlour.lib.refusals import ChatEnded, Conflict, NotAllowed, NotFound
from parlour.operators.commands import remove_operator, take_seat
from parlour.operators.models import Operator
from parlour.organizations.models import Organization

QUICK_HANDS = 20


def test_the_first_to_take_a_chat_has_it(announced: list[object], chat: Chat, as_ben: AsOperator) -> None:
    announced.clear()
    take_chat(as_ben, chat.pk)
    chat.refresh_from_db()
    assert (chat.state, chat.operator_id, chat.last_position) == ("active", as_ben.operator_id, 2)
    (event,) = announced
    assert isinstance(event, ChatTaken)
    assert (event.entry.position, event.entry.operator.id) == (2, outside("opr", as_ben.operator_id))
    assert ChatOperator.objects.filter(chat=chat, operator_id=as_ben.operator_id).count() == 1


def test_taking_it_again_changes_nothing(announced: list[object], bens_chat: Chat, as_ben: AsOperator) -> None:
    announced.clear()
    take_chat(as_ben, bens_chat.pk)
    assert not announced
    assert Entry.objects.filter(chat=bens_chat, kind="taken").count() == 1


def test_whoever_is_late_is_told_who_was_quicker(bens_chat: Chat, as_ada: AsOperator) -> None:
    with pytest.raises(Conflict, match="Ben was quicker"):
        take_chat(as_ada, bens_chat.pk)


def test_an_ended_chat_is_not_taken(chat: Chat, as_vic: AsVisitor, as_ben: AsOperator) -> None:
    end_chat(as_vic, chat.pk)
    with pytest.raises(ChatEnded):
        take_chat(as_ben, chat.pk)


def test_another_organizations_chat_is_not_there(chat: Chat, as_cleo: AsOperator) -> None:
    for chat_id in (chat.pk, new_id()):
        with pytest.raises(NotFound):
            take_chat(as_cleo, chat_id)


def test_a_seat_that_was_taken_away_takes_nothing(chat: Chat, ada: Operator, as_ben: AsOperator) -> None:
    remove_operator(ada, as_ben.operator_id)
    with pytest.raises(NotAllowed):
        take_chat(as_ben, chat.pk)


def test_the_chat_of_a_seat_that_was_taken_away_goes_to_whoever_takes_it(
    announced: list[object], bens_chat: Chat, ada: Operator, as_ada: AsOperator, as_ben: AsOperator, say: Say
) -> None:
    remove_operator(ada, as_ben.operator_id)
    take_chat(as_ada, bens_chat.pk)
    bens_chat.refresh_from_db()
    assert (bens_chat.operator_id, bens_chat.last_position) == (ada.pk, 3)
    assert isinstance(announced[-1], ChatTaken)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_exactly_one_gets_the_chat(announced: list[object], chat: Chat, shop: Organization) -> None:
    seats = [_seat(shop, number) for number in range(QUICK_HANDS)]
    announced.clear()
    barrier = Barrier(QUICK_HANDS)

    def grab(seat: Operator) -> str | None:
        barrier.wait(timeout=10)
        try:
            take_chat(AsOperator(seat.organization_id, seat.pk), chat.pk)
        except Conflict as refused:
            return refused.message
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(QUICK_HANDS) as hands:
        answers = list(hands.map(grab, seats))
    winner = seats[answers.index(None)]
    assert answers.count(None) == 1
    assert {answer for answer in answers if answer} == {f"{winner.name} was quicker: the chat is theirs."}
    chat.refresh_from_db()
    assert (chat.operator_id, chat.last_position) == (winner.pk, 2)
    assert [type(event) for event in announced] == [ChatTaken]


def _seat(shop: Organization, number: int) -> Operator:
    account = create_account(email=f"quick{number}@shop.example", name="Q", password="correct horse battery")
    return take_seat(shop, account, name=f"Quick {number}", role=Operator.Role.OPERATOR)
