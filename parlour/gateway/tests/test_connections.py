"""What connections share: who is here, what subscribers make of events, and answers in their order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec
import pytest

from parlour.chats.commands import end_chat
from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.queries import chat_for
from parlour.gateway import subscribers, topics
from parlour.gateway.connection import WRITES_WAITING_AT_MOST, Connection
from parlour.gateway.doors import Admitted
from parlour.gateway.gateway import Gateway
from parlour.gateway.operator_session import OperatorSession
from parlour.gateway.rates import Rates
from parlour.gateway.running import set_running
from parlour.gateway.steps import Arrive
from parlour.gateway.tests.conftest import NOW, frame, welcomed
from parlour.gateway.visitor_session import VisitorSession
from parlour.lib.ids import new_id
from parlour.lib.threads import Crossing
from parlour.operators.events import OperatorRemoved
from parlour.protocol.events import ColleagueRemoved, Event, Goodbye, VisitorChanged
from parlour.protocol.snapshots import Page
from parlour.realtime.hub import Delivery, hub
from parlour.realtime.presence import presence
from parlour.visitors.commands import describe_visitor
from parlour.visitors.events import VisitorDescribed, VisitorKeyRevoked
from parlour.visitors.models import Visitor

PATIENCE_SECONDS = 10


class Wire:
    """A line that keeps what is put on it."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.code: int | None = None

    def send(self, content: bytes) -> None:
        self.frames.append(msgspec.json.decode(content))

    def close(self, code: int) -> None:
        self.code = code


class Ear:
    """Hears a topic."""

    def __init__(self) -> None:
        self.heard: list[Event] = []

    def deliver(self, delivery: Delivery) -> None:
        self.heard.append(delivery.event)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():  # noqa: ASYNC110  # other threads have to come first
            await asyncio.sleep(0.001)


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    crossing = Crossing(threads=2, name="test reader")
    made = Gateway(crossing=crossing, rates=Rates(), sockets_per_address=2)
    made.start()
    set_running(made)
    yield made
    await made.stop()
    set_running(None)
    crossing.close()


async def test_whoever_becomes_somebody_else_is_no_longer_here_as_the_first(
    gateway: Gateway, vics: VisitorSession
) -> None:
    connection, first, second = Connection(gateway, vics, Wire()), new_id(), new_id()
    connection.carry_out([Arrive(first, Page(), None)])
    connection.carry_out([Arrive(second, Page(), None)])
    assert (presence.is_here(first), presence.is_here(second)) == (False, True)
    connection.end()
    connection.end()
    assert not presence.is_here(second)


async def test_an_ended_connection_hears_nothing_more(gateway: Gateway, bens: OperatorSession) -> None:
    wire, ear = Wire(), Ear()
    connection = Connection(gateway, bens, wire)
    connection.follow("seat:1")
    hub.follow("seat:1", ear)
    connection.end()
    hub.publish("seat:1", Goodbye("seat_removed", "Your seat was taken away."))
    await until(lambda: ear.heard)
    assert (wire.frames, connection.is_open) == ([], False)
    hub.unfollow("seat:1", ear)


async def test_an_order_to_leave_is_told_and_ends_the_line(gateway: Gateway, bens: OperatorSession) -> None:
    wire = Wire()
    connection = Connection(gateway, bens, wire)
    connection.follow("seat:2")
    hub.publish("seat:2", Goodbye("seat_removed", "Your seat was taken away."))
    await until(lambda: wire.code)
    assert ([each["type"] for each in wire.frames], wire.code) == (["goodbye"], 4001)


async def test_a_writer_with_a_full_queue_pushes_back(gateway: Gateway, vics: VisitorSession, cht: str) -> None:
    wire = Wire()
    connection = Connection(gateway, vics, wire)
    gateway.writer.close()
    for _ in range(WRITES_WAITING_AT_MOST):
        gateway.writer.put(None)  # type: ignore[arg-type]  # never carried out: the writer has gone home
    connection.carry_out(vics.receive(frame("send_message", client_id="client-1", chat_id=cht, text="hi"), NOW))
    (refused,) = wire.frames
    assert (refused["code"], refused["client_id"], refused["is_retryable"]) == ("unavailable", "client-1", True)


async def test_when_the_server_goes_down_everybody_is_told_to_come_back(
    gateway: Gateway, stranger: VisitorSession
) -> None:
    wire = Wire()
    Connection(gateway, stranger, wire)
    welcomed(stranger)
    await gateway.stop()
    (goodbye,) = wire.frames
    assert (goodbye["type"], goodbye["reconnect_after_seconds"], wire.code) == ("goodbye", 1.0, 1001)
    assert not gateway.may_connect(Admitted(stranger.standpoint), "198.51.100.7")


async def test_one_address_has_so_many_visitors_and_gets_them_back(gateway: Gateway, stranger: VisitorSession) -> None:
    visitor = Admitted(stranger.standpoint)
    addresses = ["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2::3"]
    assert [gateway.may_connect(visitor, address) for address in addresses] == [True, True, False]
    assert gateway.may_connect(visitor, "2001:db8:1:3::1")
    gateway.disconnected(visitor, addresses[0])
    assert gateway.may_connect(visitor, addresses[2])


async def test_operators_of_one_office_are_not_counted(gateway: Gateway, bens: OperatorSession) -> None:
    ben = Admitted(bens.standpoint)
    assert all(gateway.may_connect(ben, "198.51.100.7") for _ in range(5))


@pytest.fixture
async def on_loop() -> AsyncIterator[Ear]:
    """An ear, and a hub that delivers on this loop."""
    hub.bind(asyncio.get_running_loop())
    yield Ear()
    hub.bind(None)


async def heard_of(ear: Ear, topic: str, tell: Callable[[], None]) -> list[Event]:
    hub.follow(topic, ear)
    await asyncio.to_thread(tell)
    await until(lambda: ear.heard)
    hub.unfollow(topic, ear)
    return ear.heard


@pytest.mark.django_db(transaction=True)
async def test_what_a_visitor_says_of_themselves_makes_the_new_snapshot(
    on_loop: Ear, chat: Chat, vic: Visitor, as_ada: AsOperator
) -> None:
    def tell() -> None:
        describe_visitor(vic, name="Vic", fields={"size": "M"})
        subscribers.show_visitor(VisitorDescribed(vic.organization_id, vic.pk))

    before = await asyncio.to_thread(chat_for, as_ada, chat.pk)
    changed = (await heard_of(on_loop, topics.chat_operators(chat.pk), tell))[0]
    assert isinstance(changed, VisitorChanged)
    after = await asyncio.to_thread(chat_for, as_ada, chat.pk)
    assert msgspec.structs.replace(before, visitor=changed.visitor) == after


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_of_a_visitor_whose_chats_are_over(chat: Chat, vic: Visitor, as_vic: AsVisitor) -> None:
    end_chat(as_vic, chat.pk)
    ear = Ear()
    hub.follow(topics.chat_operators(chat.pk), ear)
    subscribers.show_visitor(VisitorDescribed(vic.organization_id, vic.pk))
    hub.unfollow(topics.chat_operators(chat.pk), ear)
    assert not ear.heard


@pytest.mark.parametrize(("is_replaced", "after"), [(True, 1.0), (False, None)])
async def test_a_void_key_ends_what_it_opened(on_loop: Ear, is_replaced: bool, after: float | None) -> None:
    event = VisitorKeyRevoked("f" * 64, is_replaced)
    (goodbye,) = await heard_of(on_loop, topics.visitor_key("f" * 64), lambda: subscribers.end_visitor_key(event))
    assert isinstance(goodbye, Goodbye)
    assert goodbye.reconnect_after_seconds == after


async def test_a_seat_that_was_taken_away_leaves_the_colleagues_list(on_loop: Ear) -> None:
    event = OperatorRemoved(new_id(), new_id())
    topic = topics.operators(event.organization_id)
    (removed,) = await heard_of(on_loop, topic, lambda: subscribers.remove_operator(event))
    assert removed == ColleagueRemoved(f"opr_{event.operator_id.hex}")
