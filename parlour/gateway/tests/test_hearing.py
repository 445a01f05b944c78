"""A visitor hears of their own chat and of nothing else (WSK-03, WSK-04)."""

from typing import get_args
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.chats.permissions import AsVisitor
from parlour.gateway import topics
from parlour.gateway.operator_session import OperatorSession
from parlour.gateway.rates import Rates
from parlour.gateway.steps import Close, Publish, Read
from parlour.gateway.tests.conftest import NOW, frame, other_steps, said, welcomed
from parlour.gateway.visitor_session import VisitorSession
from parlour.lib import clock
from parlour.lib.ids import new_id, outside
from parlour.protocol import events
from parlour.protocol.snapshots import Chat
from parlour.realtime.hub import Delivery

HEARD_BY_VISITORS = {"entry_added", "marked", "typing_changed", "availability_changed", "goodbye"}
"""What reaches a visitor because it happened, and not as an answer."""
ALL = get_args(events.ServerEvent)


def any_of(kind: type[msgspec.Struct]) -> st.SearchStrategy[msgspec.Struct]:
    """Make events of a kind with every value that its fields allow."""
    hints = {item.name: item.type for item in msgspec.structs.fields(kind)}
    return st.builds(kind, **{name: value_of(hint) for name, hint in hints.items()})


def value_of(hint: object) -> st.SearchStrategy[object]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return any_of(hint)
    arguments = get_args(hint)
    if getattr(hint, "__origin__", None) is tuple:
        return st.lists(value_of(arguments[0]), max_size=2).map(tuple)
    if arguments and all(isinstance(part, type) for part in arguments) and not hasattr(hint, "__origin__"):
        return st.one_of([value_of(part) for part in arguments])
    return st.from_type(hint)  # type: ignore[arg-type]  # a hint of a field is a type


server_events = st.one_of([any_of(kind) for kind in ALL])


@given(event=server_events, is_own=st.booleans())
def test_no_event_for_operators_reaches_a_visitor(vics: VisitorSession, event: events.Event, is_own: bool) -> None:
    topic = topics.chat(new_id())
    heard = said(vics.deliver(Delivery(topic, event, "vics-connection" if is_own else "bens-connection")))
    assert {each["type"] for each in heard} <= HEARD_BY_VISITORS | {"stored"}
    for each in heard:
        assert each["type"] == "stored" or "visitor" not in each.get("chat", {})
        assert each["type"] != "typing_changed" or each["side"] == "operator"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__struct_config__.tag)
@given(data=st.data())
def test_an_operator_hears_everything_but_their_own_typing(
    bens: OperatorSession, kind: type[events.Event], data: st.DataObject
) -> None:
    event = data.draw(any_of(kind))
    assert isinstance(event, events.Event)
    assert bens.may_hear(event, is_own=False)
    assert bens.may_hear(event, is_own=True) == (kind is not events.TypingChanged)


def test_an_operators_typing_reaches_the_visitor_without_words(
    bens: OperatorSession, vics: VisitorSession, chat_id: UUID, cht: str
) -> None:
    *_, read = bens.receive(frame("open_chat", client_id="client-1", chat_id=cht), NOW)
    assert isinstance(read, Read)
    bens.answered(read.question, events.ChatOpened("client-1", Chat(cht, "sit_1", "waiting", clock.now())))
    (publish,) = bens.receive(frame("typing", chat_id=cht, text="half a th"), NOW)
    assert isinstance(publish, Publish)
    (heard,) = said(vics.deliver(Delivery(publish.topic, publish.event, "bens-connection")))
    assert (heard["side"], heard["is_typing"]) == ("operator", True)
    assert "text" not in heard


@pytest.mark.parametrize("is_preview_on", [True, False])
def test_a_visitors_words_are_shown_only_where_the_site_shows_previews(
    stranger: VisitorSession, vic_asks: AsVisitor, chat_id: UUID, cht: str, is_preview_on: bool
) -> None:
    session = VisitorSession(stranger.standpoint, Rates(), NOW, is_preview_on=is_preview_on)
    welcomed(session, vic_asks, chat_id)
    (publish,) = session.receive(frame("typing", chat_id=cht, text="half a th"), NOW)
    assert isinstance(publish, Publish)
    assert publish.event == events.TypingChanged(cht, "visitor", True, text="half a th" if is_preview_on else "")
    (stopped,) = session.receive(frame("typing", chat_id=cht, is_typing=False, text="rest"), NOW)
    assert isinstance(stopped, Publish)
    assert stopped.event == events.TypingChanged(cht, "visitor", False)


def test_nobody_hears_their_own_typing(bens: OperatorSession, vics: VisitorSession, chat_id: UUID, cht: str) -> None:
    topic = topics.chat(chat_id)
    for session, side in ((vics, "visitor"), (bens, "operator")):
        event = events.TypingChanged(cht, side, True)  # type: ignore[arg-type]  # a literal of the two
        assert not session.deliver(Delivery(topic, event, session.standpoint.connection_id))


def test_typing_in_a_chat_that_is_not_open_is_nobodys_business(vics: VisitorSession) -> None:
    assert not vics.receive(frame("typing", chat_id=outside("cht", new_id())), NOW)


@pytest.mark.parametrize(("after", "code"), [(None, 4001), (1.0, 1001)])
def test_a_goodbye_is_the_last_thing_said(bens: OperatorSession, after: float | None, code: int) -> None:
    goodbye = events.Goodbye("signed_out", "You are signed out.", reconnect_after_seconds=after)
    steps = bens.deliver(Delivery("seat:1", goodbye))
    assert [event["type"] for event in said(steps)] == ["goodbye"]
    assert other_steps(steps) == [Close(code)]


def test_a_visitor_is_told_who_is_there(stranger: VisitorSession) -> None:
    welcomed(stranger)
    news = Delivery(topics.visitors(new_id()), events.AvailabilityChanged(True, ()))
    assert said(stranger.deliver(news)) == [{"type": "availability_changed", "is_online": True}]
