"""The realtime door's machinery within one process: connections, the writer, the readers, the clock that ticks."""

import asyncio
import time
from collections import Counter, deque

import structlog
from django.db import close_old_connections

from parlour.gateway import reads, topics, writes
from parlour.gateway.connection import Connection
from parlour.gateway.doors import Admitted
from parlour.gateway.feeds import AvailabilityFeed, RowFeed
from parlour.gateway.rates import Rates
from parlour.gateway.steps import Answer, Arrive, Question, Read
from parlour.gateway.visitor_session import TICK_SECONDS
from parlour.lib.addresses import limit_key
from parlour.lib.group_commit import GroupCommit
from parlour.lib.ids import outside
from parlour.lib.refusals import Refusal, Unavailable
from parlour.lib.threads import Crossing
from parlour.protocol.commands import Command
from parlour.protocol.encode import encoded
from parlour.protocol.events import Goodbye, VisitorMoved
from parlour.protocol.snapshots import Page
from parlour.realtime.hub import hub
from parlour.realtime.presence import presence

log = structlog.get_logger()

BATCH_AT_MOST = 400
"""Commands in one transaction: beyond it a commit's cost is shared already, and the first ones wait for the last."""
LEAVE_TAKING_SECONDS = 0.1
LEAVING_SECONDS = 5.0
"""Somebody who is back by then never left: a page change, a short gap in the line."""


class Gateway:
    """Everything that connections share."""

    def __init__(self, *, crossing: Crossing, rates: Rates, sockets_per_address: int) -> None:
        self.connections: set[Connection] = set()
        self.rates = rates
        self.crossing = crossing
        self.writer: GroupCommit[writes.Work] = GroupCommit(writes.commit, at_most=BATCH_AT_MOST, name="writer")
        # A thread of their own: lists that are a moment late harm nobody, readers who wait for lists do.
        self._feeds = Crossing(threads=1, name="feeds")
        self.rows = RowFeed(self._feeds)
        self.availability = AvailabilityFeed(self._feeds)
        self.is_draining = False
        self._sockets_per_address = sockets_per_address
        self._sockets: Counter[str] = Counter()
        self._answers: deque[tuple[Connection, Command | Question, Answer]] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to serve on the running event loop."""
        self._loop = asyncio.get_running_loop()
        hub.bind(self._loop)
        self.rows.bind(self._loop)
        self.availability.bind(self._loop)
        self.writer.start()
        self._keep(asyncio.create_task(self._tick()))

    async def say_goodbye(self) -> None:
        """Let nobody in any more, finish what is queued, and tell everybody to come back. Harmless a second time."""
        if self.is_draining:
            return
        self.is_draining = True
        goodbye = encoded(
            Goodbye("going_down", "The server is restarting. This takes a moment.", reconnect_after_seconds=1.0)
        )
        await asyncio.get_running_loop().run_in_executor(None, self.writer.close)
        await asyncio.sleep(0)
        for connection in tuple(self.connections):
            connection.say_goodbye(goodbye)
        # What was put on the lines leaves them before the server cuts them.
        await asyncio.sleep(LEAVE_TAKING_SECONDS)

    async def stop(self) -> None:
        """Say goodbye if that was not done, and end: nothing that was acknowledged is lost."""
        await self.say_goodbye()
        for task in self._tasks:
            task.cancel()
        hub.bind(None)
        self._feeds.close()

    def may_connect(self, admitted: Admitted, address: str) -> bool:
        """Count a visitor's connection by where it comes from, and tell whether it is one too many (0: there is no limit).

        Operators are signed in and not counted: an office of them shares one address.
        """
        if self.is_draining:
            return False
        if not admitted.standpoint.public_key:
            return True
        key = limit_key(address)
        if 0 < self._sockets_per_address <= self._sockets[key]:
            return False
        self._sockets[key] += 1
        return True

    def disconnected(self, admitted: Admitted, address: str) -> None:
        """Count a visitor's connection off."""
        if not admitted.standpoint.public_key:
            return
        key = limit_key(address)
        self._sockets[key] -= 1
        if self._sockets[key] <= 0:
            del self._sockets[key]

    def read(self, connection: Connection, step: Read) -> None:
        """Have a question answered in a thread, and bring the answer to the connection."""
        self._keep(asyncio.create_task(self._read(connection, step)))

    def reply(self, connection: Connection, command: Command, answer: Answer) -> None:
        """Bring a command's answer from the writer's thread to its connection, in the order of the answers."""
        if answer is None or self._loop is None:
            return
        self._answers.append((connection, command, answer))
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._bring_answers)

    def arrived(self, connection: Connection, step: Arrive) -> None:
        """Note that somebody is here, or opened another page, and tell who wants to know."""
        if connection.person is not None and connection.person != step.person:
            # The browser is somebody else now: whoever it was before has left.
            presence.leave(connection.person, connection.id)
        connection.person, connection.chat_id = step.person, step.chat_id
        was_away = presence.arrive(step.person, connection.id, step.page)
        self._tell_presence(connection, is_here=True, page=step.page, has_changed=was_away)

    def ended(self, connection: Connection) -> None:
        """Forget a connection; its person has left if they are not back within five seconds."""
        self.connections.discard(connection)
        if connection.person is not None and presence.leave(connection.person, connection.id) and self._loop:
            self._loop.call_later(LEAVING_SECONDS, self._gone, connection)

    def _gone(self, connection: Connection) -> None:
        if connection.person is not None and not presence.is_here(connection.person):
            self._tell_presence(connection, is_here=False, page=None, has_changed=True)

    def _tell_presence(self, connection: Connection, *, is_here: bool, page: Page | None, has_changed: bool) -> None:
        organization_id = connection.session.standpoint.organization_id
        if not connection.session.standpoint.visitor_key:
            if has_changed and connection.person is not None:
                self.availability.changed(organization_id, connection.person)
            return
        if connection.chat_id is None:
            return
        moved = VisitorMoved(outside("cht", connection.chat_id), is_here, page)
        hub.publish(topics.chat_operators(connection.chat_id), moved)
        if has_changed:
            self.rows.changed(organization_id, connection.chat_id)

    def _bring_answers(self) -> None:
        while self._answers:
            connection, command, answer = self._answers.popleft()
            connection.answered(command, answer)

    async def _read(self, connection: Connection, step: Read) -> None:
        try:
            answer: Answer = await self.crossing.run(_answer, step)
        except Refusal as refusal:
            answer = refusal
        except Exception:
            log.exception("read_failed", question=type(step.question).__name__)
            answer = Unavailable()
        connection.answered(step.question, answer)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            now = time.monotonic()
            for connection in tuple(self.connections):
                connection.tick(now)

    def _keep(self, task: asyncio.Task[None]) -> None:
        # The loop holds tasks weakly: without this a read could be collected half done.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _answer(step: Read) -> Answer:
    close_old_connections()
    return reads.answer(step.question, step.by)
