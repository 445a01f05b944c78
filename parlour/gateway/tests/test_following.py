"""What a connection hears of a chat: nothing is missing, nothing comes before what was read, one's own becomes `stored`."""

from uuid import UUID

import pytest

from parlour.chats.permissions import AsOperator
from parlour.gateway import topics
from parlour.gateway.operator_session import OperatorSession
from parlour.gateway.session import Session
from parlour.gateway.steps import Follow, OlderEntries, OpenView, OperatorView, Read, Unfollow, Write
from parlour.gateway.tests.conftest import NOW, frame, other_steps, said
from parlour.gateway.visitor_session import VisitorSession
from parlour.lib import clock
from parlour.lib.ids import new_id, outside
from parlour.lib.refusals import NotFound, Refusal, Unavailable
from parlour.protocol import events
from parlour.protocol.snapshots import Chat, Colleague, Ended, Entry, Message, OperatorFace, Rated, Taken
from parlour.realtime.hub import Delivery


def opened(chat_id: UUID, last_position: int = 1) -> events.ChatOpened:
    chat = Chat(outside("cht", chat_id), "sit_1", "waiting", clock.now(), last_position=last_position)
    return events.ChatOpened("client-1", chat)


def happened(chat_id: UUID, position: int, origin: str | None = None) -> Delivery:
    message = Message(position, clock.now(), "visitor", "hi", f"client-{position}")
    return Delivery(topics.chat(chat_id), events.EntryAdded(outside("cht", chat_id), message), origin)


def open_chat(session: Session, chat_id: UUID) -> OpenView:
    *_, read = session.receive(frame("open_chat", client_id="client-1", chat_id=outside("cht", chat_id)), NOW)
    assert isinstance(read, Read)
    assert isinstance(read.question, OpenView)
    return read.question


def test_a_chat_is_followed_before_it_is_read(session: Session, chat_id: UUID, cht: str) -> None:
    follow, *_, read = session.receive(frame("resume", client_id="client-1", chat_id=cht, after=7), NOW)
    assert follow == Follow(topics.chat(chat_id))
    assert isinstance(read, Read)
    assert read.question == OpenView("client-1", chat_id, 7)


def test_what_happens_during_the_reading_comes_after_what_was_read(session: Session) -> None:
    chat_id = new_id()
    view = open_chat(session, chat_id)
    assert session.deliver(happened(chat_id, 2)) == []
    assert session.deliver(happened(chat_id, 3)) == []
    answers = said(session.answered(view, opened(chat_id)))
    assert [answer["type"] for answer in answers] == ["chat_opened", "entry_added", "entry_added"]
    assert [answer["entry"]["position"] for answer in answers[1:]] == [2, 3]
    (after,) = said(session.deliver(happened(chat_id, 4)))
    assert after["entry"]["position"] == 4


def test_other_chats_do_not_wait_for_it(session: Session) -> None:
    one, other = new_id(), new_id()
    session.answered(open_chat(session, one), opened(one))
    open_chat(session, other)
    assert said(session.deliver(happened(one, 2)))


def test_a_chat_that_may_not_be_seen_is_not_followed(session: Session) -> None:
    chat_id = new_id()
    view = open_chat(session, chat_id)
    session.deliver(happened(chat_id, 2))
    steps = session.answered(view, NotFound())
    assert [answer["code"] for answer in said(steps)] == ["not_found"]
    assert Unfollow(topics.chat(chat_id)) in steps
    assert not session.receive(frame("mark", chat_id=outside("cht", chat_id), read=1), NOW)


@pytest.mark.parametrize("has_been_shown", [True, False])
def test_a_reading_that_failed_for_now_lets_out_only_what_may_be_seen(session: Session, has_been_shown: bool) -> None:
    chat_id = new_id()
    if has_been_shown:
        session.answered(open_chat(session, chat_id), opened(chat_id))
    view = open_chat(session, chat_id)
    session.deliver(happened(chat_id, 2))
    answers = said(session.answered(view, Unavailable()))
    assert [answer["type"] for answer in answers] == ["refused"] + ["entry_added"] * has_been_shown


def test_ones_own_message_comes_back_as_stored_in_its_place(vics: VisitorSession, chat_id: UUID, cht: str) -> None:
    (theirs,) = said(vics.deliver(happened(chat_id, 2)))
    (own,) = said(vics.deliver(happened(chat_id, 3, origin="vics-connection")))
    assert theirs["type"] == "entry_added"
    assert own.pop("created_at")
    assert own == {"type": "stored", "client_id": "client-3", "chat_id": cht, "position": 3}


@pytest.mark.parametrize(
    "entry",
    [Taken(2, clock.now(), OperatorFace("opr_1", "Ben")), Ended(2, clock.now(), "visitor"), Rated(2, clock.now(), 5)],
)
def test_ones_own_taking_or_end_comes_as_an_entry(vics: VisitorSession, chat_id: UUID, cht: str, entry: Entry) -> None:
    delivery = Delivery(topics.chat(chat_id), events.EntryAdded(cht, entry), "vics-connection")
    (heard,) = said(vics.deliver(delivery))
    assert (heard["type"], heard["entry"]["position"]) == ("entry_added", 2)


def test_a_message_waits_until_its_chat_is_open(session: Session) -> None:
    chat = outside("cht", new_id())
    (refused,) = said(session.receive(frame("send_message", client_id="client-1", chat_id=chat, text="hi"), NOW))
    assert (refused["code"], refused["field"], refused["client_id"]) == ("invalid_input", "chat_id", "client-1")


def test_a_message_in_an_open_chat_is_written_for_whoever_sends_it(vics: VisitorSession, cht: str) -> None:
    (write,) = vics.receive(frame("send_message", client_id="client-1", chat_id=cht, text="hi"), NOW)
    assert isinstance(write, Write)
    assert write.by == vics.standpoint


def test_what_was_left_is_not_heard_of(session: Session) -> None:
    chat_id = new_id()
    session.answered(open_chat(session, chat_id), opened(chat_id))
    steps = session.receive(frame("leave_chat", chat_id=outside("cht", chat_id)), NOW)
    assert steps == [Unfollow(topics.chat(chat_id)), Unfollow(topics.chat_operators(chat_id))]
    assert not session.receive(frame("typing", chat_id=outside("cht", chat_id)), NOW)


def test_older_entries_are_asked_for_without_following(session: Session, chat_id: UUID, cht: str) -> None:
    (read,) = session.receive(frame("read_history", client_id="client-1", chat_id=cht, before=9, limit=5), NOW)
    assert isinstance(read, Read)
    assert read.question == OlderEntries("client-1", chat_id, 9, 5)
    history = events.History("client-1", cht)
    assert [answer["type"] for answer in said(session.answered(read.question, history))] == ["history"]


def test_a_refused_command_is_answered_with_its_client_id(vics: VisitorSession, cht: str) -> None:
    (write,) = vics.receive(frame("end_chat", client_id="client-9", chat_id=cht), NOW)
    assert isinstance(write, Write)
    refusal: Refusal = NotFound()
    (refused,) = said(vics.answered(write.command, refusal))
    assert (refused["client_id"], refused["message"]) == ("client-9", refusal.message)


def test_an_operators_list_comes_after_the_welcome(bens: OperatorSession) -> None:
    steps = bens.begin()
    caller = bens.standpoint.caller
    assert isinstance(caller, AsOperator)
    topic = topics.operators(caller.organization_id)
    assert steps.index(Follow(topic)) < len(steps) - 1
    assert bens.deliver(Delivery(topic, events.RowsChanged(()))) == []
    welcome = events.WelcomeOperator(
        clock.now(), Colleague("opr_1", "Ben", "ben@shop.example", "operator"), "Shop", (), (), ()
    )
    answers = bens.answered(OperatorView(), welcome)
    assert [answer["type"] for answer in said(answers)] == ["welcome_operator", "rows_changed"]
    assert not other_steps(answers)


def test_only_operators_follow_what_operators_learn(vics: VisitorSession, bens: OperatorSession) -> None:
    chat_id = new_id()
    opening = frame("open_chat", client_id="client-1", chat_id=outside("cht", chat_id))
    assert Follow(topics.chat_operators(chat_id)) in bens.receive(opening, NOW)
    assert Follow(topics.chat_operators(chat_id)) not in vics.receive(opening, NOW)
