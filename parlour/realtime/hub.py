"""Topics and who follows them, within one process.

A wake-up call and no more: what it carries is already stored, and whoever misses it asks for it by position.
"""

import asyncio
import threading
from collections import defaultdict, deque
from typing import Protocol

from parlour.protocol.encode import encoded
from parlour.protocol.events import Event


class Delivery:
    """One event on its way to many: encoded once, however many follow the topic."""

    __slots__ = ("_bytes", "event", "origin", "topic")

    def __init__(self, topic: str, event: Event, origin: str | None = None) -> None:
        self.topic = topic
        self.event = event
        self.origin = origin
        self._bytes: bytes | None = None

    @property
    def frame(self) -> bytes:
        """The event as it goes over the wire."""
        if self._bytes is None:
            self._bytes = encoded(self.event)
        return self._bytes


class Follower(Protocol):
    """Somebody who follows topics; called on the event loop only."""

    def deliver(self, delivery: Delivery) -> None:
        """Take one event. Must not block and must not raise."""


class Hub:
    """Hands each published event to all who follow its topic, in the order of publishing."""

    def __init__(self) -> None:
        self._followers: dict[str, set[Follower]] = defaultdict(set)
        self._published: deque[Delivery] = deque()
        self._lock = threading.Lock()
        self._is_scheduled = False
        self._loop: asyncio.AbstractEventLoop | None = None

    def bind(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Deliver on this loop from now on; without one, what is published is dropped, as nobody can follow."""
        with self._lock:
            self._loop = loop
            self._is_scheduled = False
            self._published.clear()

    def follow(self, topic: str, follower: Follower) -> None:
        """Hand the follower every event of the topic that is delivered from now on."""
        self._followers[topic].add(follower)

    def unfollow(self, topic: str, follower: Follower) -> None:
        """Stop handing it on. Changes nothing for somebody who did not follow."""
        followers = self._followers.get(topic)
        if followers:
            followers.discard(follower)
            if not followers:
                del self._followers[topic]

    def is_followed(self, topic: str) -> bool:
        """Tell whether anybody would hear."""
        return topic in self._followers

    def publish(self, topic: str, event: Event, *, origin: str | None = None) -> None:
        """Deliver the event soon, on the event loop. Callable from any thread.

        `origin` names the connection that caused the event, which may show it differently there.
        """
        with self._lock:
            if self._loop is None or self._loop.is_closed():
                return
            self._published.append(Delivery(topic, event, origin))
            if self._is_scheduled:
                return
            # One call for a whole batch: waking the loop costs more than an event.
            self._is_scheduled = True
            self._loop.call_soon_threadsafe(self._deliver_all)

    def _deliver_all(self) -> None:
        with self._lock:
            self._is_scheduled = False
            deliveries, self._published = self._published, deque()
        for delivery in deliveries:
            for follower in tuple(self._followers.get(delivery.topic, ())):
                follower.deliver(delivery)


hub = Hub()
"""The process's own hub."""
