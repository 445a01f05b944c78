"""The door for networks that block sockets: the same session, its frames carried by POST requests."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Annotated

import msgspec
import structlog

from parlour.gateway.connection import Connection
from parlour.gateway.doors import Admitted, Knock, admit_operator, admit_visitor
from parlour.gateway.gateway import Gateway
from parlour.gateway.http import Answer, refusal_answer
from parlour.gateway.opening import opened
from parlour.gateway.sockets import BYTES_WAITING_AT_MOST
from parlour.lib.ids import new_secret
from parlour.lib.refusals import InvalidInput, NotFound, Refusal, TooMany, Unavailable
from parlour.protocol.encode import fault
from parlour.protocol.limits import SILENCE_SECONDS

log = structlog.get_logger()

EVENTS_WAITING_AT_MOST = 1_000


class Poll(msgspec.Struct, forbid_unknown_fields=True):
    """One request: which line, the last event received, frames to send, and how long to wait for an event."""

    session: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    after: Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)] = 0
    frames: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=50)] = msgspec.field(default_factory=list)
    wait_seconds: Annotated[float, msgspec.Meta(ge=0, le=25)] = 0


_polls = msgspec.json.Decoder(Poll)


class PollLine:
    """Events that wait to be fetched. Each keeps its number until the client confirms it, so a lost answer costs nothing."""

    def __init__(self) -> None:
        self.is_closed = False
        self.on_overrun: Callable[[], None] | None = None
        self._events: deque[tuple[int, bytes]] = deque()
        self._bytes = 0
        self._last = 0
        self._arrived = asyncio.Event()

    def send(self, frame: bytes) -> None:
        """Number an event and keep it; a reader that lets too many gather loses the line, and resumes on a new one."""
        if self.is_closed:
            return
        if len(self._events) >= EVENTS_WAITING_AT_MOST or self._bytes >= BYTES_WAITING_AT_MOST:
            # Nothing rather than a part: an event left out in the middle would never be missed.
            self._events.clear()
            self.close(4009)
            if self.on_overrun is not None:
                self.on_overrun()
            return
        self._last += 1
        self._events.append((self._last, frame))
        self._bytes += len(frame)
        self._arrived.set()

    def close(self, code: int) -> None:
        """End the line; whoever waits is let go."""
        self.is_closed = True
        self._arrived.set()

    @property
    def has_events(self) -> bool:
        """Whether something waits to be fetched."""
        return bool(self._events)

    async def fetch(self, after: int, wait_seconds: float) -> list[tuple[int, bytes]]:
        """Forget what is confirmed and return what is not; with nothing there, wait for it."""
        while self._events and self._events[0][0] <= after:
            self._bytes -= len(self._events.popleft()[1])
        if not self._events and wait_seconds and not self.is_closed:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), wait_seconds)
            except TimeoutError:
                return []
        return list(self._events)


class Polls:
    """The lines of this process, by their secret names."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._lines: dict[str, tuple[Connection, PollLine, float]] = {}

    async def answer(self, knock: Knock, body: bytes) -> Answer:
        """Answer one POST. Refuses whoever the socket's door would refuse, and a line that is not known (any more)."""
        headers: list[tuple[bytes, bytes]] = []
        try:
            admitted = await self._admitted(knock)
            if admitted.standpoint.public_key:
                headers = cross_origin(knock)
            poll = _decoded(body)
            name, connection, line = self._line(poll, admitted, knock)
        except Refusal as refusal:
            return refusal_answer(refusal, headers)
        except Exception:
            # The database, most likely: the client comes again in a moment, with what it wanted to say.
            log.exception("poll_failed")
            return refusal_answer(Unavailable(), headers)
        connection.session.heard(time.monotonic())
        for frame in poll.frames:
            if connection.is_open:
                connection.receive(bytes(frame))
        events = await line.fetch(poll.after, poll.wait_seconds)
        listed = b",".join(b"[%d,%s]" % (number, frame) for number, frame in events)
        return Answer(200, b'{"session":"%s","events":[%s]}' % (name.encode(), listed), headers)

    def sweep(self) -> None:
        """Forget lines that nobody asks for any more, or that have ended and were told so."""
        oldest = time.monotonic() - 2 * SILENCE_SECONDS
        self._lines = {name: kept for name, kept in self._lines.items() if kept[0].is_open or kept[2] > oldest}

    def _line(self, poll: Poll, admitted: Admitted, knock: Knock) -> tuple[str, Connection, PollLine]:
        self.sweep()
        if poll.session is None:
            if not self._gateway.may_connect(admitted, knock.address):
                raise TooMany("There are very many connections from here.", retry_after_seconds=10)
            line, name = PollLine(), new_secret()
            connection = opened(self._gateway, admitted, line)
            connection.on_end = lambda: self._gateway.disconnected(admitted, knock.address)
            line.on_overrun = connection.end
            self._lines[name] = (connection, line, time.monotonic())
            return name, connection, line
        kept = self._lines.get(poll.session)
        # The secret name alone is not enough: it has to come from the same site, or the same seat.
        if kept is None or not _is_same(kept[0], admitted) or not (kept[0].is_open or kept[1].has_events):
            raise NotFound("This line has ended. Begin a new one.")
        self._lines[poll.session] = (kept[0], kept[1], time.monotonic())
        return poll.session, kept[0], kept[1]

    async def _admitted(self, knock: Knock) -> Admitted:
        match knock.path.split("/")[3:]:
            case ["console", "poll"]:
                return await self._gateway.crossing.run(admit_operator, knock)
            case ["sites", public_key, "poll"]:
                return await self._gateway.crossing.run(admit_visitor, knock, public_key)
        raise NotFound


def cross_origin(knock: Knock) -> list[tuple[bytes, bytes]]:
    """Return the headers that let the site's own page read the answer, without cookies."""
    return [(b"access-control-allow-origin", (knock.origin or "").encode("latin-1")), (b"vary", b"Origin")]


def _is_same(connection: Connection, admitted: Admitted) -> bool:
    mine, theirs = connection.session.standpoint, admitted.standpoint
    if theirs.public_key:
        return mine.public_key == theirs.public_key
    return mine.caller == theirs.caller


def _decoded(body: bytes) -> Poll:
    try:
        return _polls.decode(body)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        message, field = fault(error)
        raise InvalidInput(message, field=field) from None
