"""The hub hands each event to whoever follows its topic, in order, on the event loop."""

import asyncio
from threading import Thread, get_ident

import pytest

from parlour.protocol.events import Event, Pong
from parlour.realtime.hub import Delivery, Hub

PATIENCE_SECONDS = 10


class Listener:
    """Keeps what it hears, and in which thread."""

    def __init__(self) -> None:
        self.heard: list[Delivery] = []
        self.threads: set[int] = set()

    def deliver(self, delivery: Delivery) -> None:
        self.heard.append(delivery)
        self.threads.add(get_ident())

    @property
    def origins(self) -> list[str | None]:
        return [delivery.origin for delivery in self.heard]


@pytest.fixture
async def hub() -> Hub:
    made = Hub()
    made.bind(asyncio.get_running_loop())
    return made


async def until(listener: Listener, count: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(listener.heard) < count:  # noqa: ASYNC110  # the loop has to turn
            await asyncio.sleep(0)


async def test_followers_of_a_topic_hear_it_and_others_do_not(hub: Hub) -> None:
    one, other = Listener(), Listener()
    hub.follow("a", one)
    hub.follow("b", other)
    hub.publish("a", Pong(), origin="me")
    await until(one, 1)
    assert (one.origins, other.heard) == (["me"], [])


async def test_events_come_in_the_order_of_publishing(hub: Hub) -> None:
    listener = Listener()
    for topic in "ab":
        hub.follow(topic, listener)
    for number in range(100):
        hub.publish("ab"[number % 2], Pong(), origin=str(number))
    await until(listener, 100)
    assert listener.origins == [str(number) for number in range(100)]


async def test_any_thread_may_publish_and_the_loop_delivers(hub: Hub) -> None:
    listener = Listener()
    hub.follow("a", listener)

    def publish(name: int) -> None:
        for number in range(50):
            hub.publish("a", Pong(), origin=f"{name} {number:03}")

    threads = [Thread(target=publish, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    await until(listener, 200)
    assert listener.threads == {get_ident()}
    for name in range(4):
        own = [origin for origin in listener.origins if origin and origin.startswith(f"{name} ")]
        assert own == sorted(own)
        assert len(own) == 50


async def test_whoever_left_hears_nothing_more(hub: Hub) -> None:
    gone, here = Listener(), Listener()
    for listener in (gone, here):
        hub.follow("a", listener)
    hub.unfollow("a", gone)
    hub.unfollow("never followed", gone)
    hub.publish("a", Pong())
    await until(here, 1)
    assert not gone.heard
    hub.unfollow("a", here)
    assert not hub.is_followed("a")


async def test_a_follower_may_leave_while_it_is_told(hub: Hub) -> None:
    class Leaving(Listener):
        def deliver(self, delivery: Delivery) -> None:
            super().deliver(delivery)
            hub.unfollow(delivery.topic, self)

    leaving, staying = Leaving(), Listener()
    for listener in (leaving, staying):
        hub.follow("a", listener)
    for _ in range(2):
        hub.publish("a", Pong())
    await until(staying, 2)
    assert len(leaving.heard) == 1


def test_without_a_loop_nothing_is_kept() -> None:
    hub, listener = Hub(), Listener()
    hub.follow("a", listener)
    hub.publish("a", Pong())
    hub.bind(None)
    hub.publish("a", Pong())
    assert not listener.heard


def test_an_event_is_encoded_once_for_all() -> None:
    delivery = Delivery("a", Pong())
    assert delivery.frame is delivery.frame
    assert delivery.frame == b'{"type":"pong"}'
    assert isinstance(delivery.event, Event)
