"""Holds one session and carries out its steps; what brings the frames, a socket or a poll, is a `Line`."""

import time
from collections.abc import Callable
from functools import partial
from typing import Protocol
from uuid import UUID

from parlour.gateway.session import Session
from parlour.gateway.steps import Answer, Arrive, Close, Follow, Publish, Question, Read, Send, Step, Unfollow, Write
from parlour.gateway.writes import Work
from parlour.lib.group_commit import GroupCommit
from parlour.lib.refusals import Unavailable
from parlour.protocol.commands import Command
from parlour.realtime.hub import Delivery, hub

WRITES_WAITING_AT_MOST = 10_000
"""Beyond so many commands in the writer's queue a door refuses: two seconds of work at most stand before anybody."""


class Line(Protocol):
    """What carries frames to a client."""

    def send(self, frame: bytes) -> None:
        """Put a frame on its way. Must not block; a line that is too slow ends itself."""

    def close(self, code: int) -> None:
        """End the line with this closing code."""


class Machinery(Protocol):
    """What a connection needs of the gateway around it."""

    connections: "set[Connection]"
    writer: GroupCommit[Work]

    def read(self, connection: "Connection", step: Read) -> None:
        """Have a question answered, and bring the answer to the connection."""

    def reply(self, connection: "Connection", command: Command, answer: Answer) -> None:
        """Bring a command's answer to its connection; called in the writer's thread."""

    def arrived(self, connection: "Connection", step: Arrive) -> None:
        """Note that somebody is here."""

    def ended(self, connection: "Connection") -> None:
        """Forget a connection."""


class Connection:
    """A session, its line, and the topics it follows. Lives on the event loop."""

    __slots__ = ("_gateway", "_line", "_topics", "chat_id", "is_open", "on_end", "person", "session")

    def __init__(self, gateway: Machinery, session: Session, line: Line) -> None:
        self.session = session
        self.person: UUID | None = None
        self.chat_id: UUID | None = None
        self.is_open = True
        self.on_end: Callable[[], None] | None = None
        self._gateway = gateway
        self._line = line
        self._topics: set[str] = set()
        gateway.connections.add(self)

    @property
    def id(self) -> str:
        """The connection's own name, by which its events know where they came from."""
        return self.session.standpoint.connection_id

    def receive(self, frame: str | bytes) -> None:
        """Take one frame from the client."""
        self.carry_out(self.session.receive(frame, time.monotonic()))

    def deliver(self, delivery: Delivery) -> None:
        """Take one event of a followed topic."""
        self.carry_out(self.session.deliver(delivery))

    def answered(self, asked: Command | Question, answer: Answer) -> None:
        """Take the answer to a command or a question."""
        if self.is_open:
            self.carry_out(self.session.answered(asked, answer))

    def tick(self, now: float) -> None:
        """Let the session see how late it is."""
        self.carry_out(self.session.tick(now))

    def follow(self, topic: str) -> None:
        """Follow a topic from outside the session: orders that concern whoever opened the connection."""
        self._topics.add(topic)
        hub.follow(topic, self)

    def carry_out(self, steps: list[Step]) -> None:
        """Do what the session wants done, in its order."""
        for step in steps:
            match step:
                case Send(frame=frame):
                    self._line.send(frame)
                case Write():
                    self._write(step)
                case Read():
                    self._gateway.read(self, step)
                case Publish(topic=topic, event=event):
                    hub.publish(topic, event, origin=self.id)
                case Follow(topic=topic):
                    self.follow(topic)
                case Unfollow(topic=topic):
                    self._topics.discard(topic)
                    hub.unfollow(topic, self)
                case Arrive():
                    self._gateway.arrived(self, step)
                case Close(code=code):
                    self.end()
                    self._line.close(code)
                    return

    def say_goodbye(self, goodbye: bytes) -> None:
        """Send a last frame and end the line because the server goes down (1001)."""
        self._line.send(goodbye)
        self.end()
        self._line.close(1001)

    def end(self) -> None:
        """Forget everything that leads here. Harmless a second time."""
        if not self.is_open:
            return
        self.is_open = False
        for topic in self._topics:
            hub.unfollow(topic, self)
        self._topics.clear()
        self._gateway.ended(self)
        if self.on_end is not None:
            self.on_end()

    def _write(self, step: Write) -> None:
        if len(self._gateway.writer) >= WRITES_WAITING_AT_MOST:
            self.answered(step.command, Unavailable(retry_after_seconds=1))
            return
        reply = partial(self._gateway.reply, self, step.command)
        self._gateway.writer.put(Work(step.command, step.by, reply))
