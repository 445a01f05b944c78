"""Many chats under way at once, and messages sent into them: so many a second, or as many as are answered."""

import asyncio
import gc
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec
from msgspec import Struct

from bench.wire import Wire, upgrade_request
from parlour.lib.ids import new_secret
from parlour.protocol import limits
from parlour.simulation.stage import Stage, loopback_address

CHATS_PER_OPERATOR = 10
OPERATORS_PER_ORGANIZATION = 10
_WORDS = "The quick brown fox jumps over the lazy dog, twice a day."
_TICK_SECONDS = 0.001
_AT_ONCE = 50
_OPERATORS_FROM = 200_000


class _Named(Struct):
    client_id: str | None = None


class _Known(Struct):
    id: str


class _Heard(Struct):
    """As much of an event as a load generator looks at."""

    type: str
    client_id: str | None = None
    entry: _Named | None = None
    chat: _Known | None = None
    code: str | None = None


_DECODER = msgspec.json.Decoder(_Heard)


class LoadFailed(RuntimeError):
    """The crowd could not come together, or was not answered."""


@dataclass(slots=True)
class Mouth:
    """A socket that can say something: the bytes around a message's client_id."""

    wire: Wire
    head: bytes
    tail: bytes

    def say(self, client_id: str) -> None:
        self.wire.send(self.head + client_id.encode() + self.tail)


@dataclass(kw_only=True)
class Sample:
    """One round of load. Latencies in seconds, from the moment a message was due, not from when it could be sent."""

    sent: int = 0
    seconds: float = 0.0
    acknowledged: list[float] = field(default_factory=list)
    delivered: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


class Crowd:
    """Sockets of one process, and what they hear. `mouths` are who can speak, in turn."""

    def __init__(self, port: int) -> None:
        self.mouths: list[Mouth] = []
        self.closed = 0
        self._port = port
        self._loop = asyncio.get_running_loop()
        self._answers: dict[object, asyncio.Future[_Heard]] = {}
        self._due: dict[str, float] = {}
        self._undelivered: dict[str, float] = {}
        self._sample = Sample()
        self._is_flat_out = False
        self._has_hearers = False
        self._number = 0
        self._wires: set[Wire] = set()

    async def dial(
        self, path: str, *, origin: str, cookie: str = "", first: bytes | None = None, address: str = "127.0.0.1"
    ) -> tuple[Wire, _Heard]:
        """Open a socket, send its first frame if it has one, and return it with the welcome."""
        request = upgrade_request(path, self._port, origin=origin, cookie=cookie)

        def greet(wire: Wire) -> None:
            if first is not None:
                wire.send(first)

        welcome = self._loop.create_future()
        wire = Wire(request, on_open=greet, on_text=self._hear, on_close=self._lose)
        self._answers[wire] = welcome
        self._wires.add(wire)
        await self._loop.create_connection(lambda: wire, "127.0.0.1", self._port, local_addr=(address, 0))
        heard = await asyncio.wait_for(welcome, 60)
        self._loop.call_later(random.uniform(0, limits.HEARTBEAT_SECONDS), self._ping, wire)
        return wire, heard

    async def ask(self, wire: Wire, **command: object) -> _Heard:
        """Send a command that is answered, and return the answer. Raises `LoadFailed` when it is a refusal."""
        client_id = self._new_id()
        answer = self._loop.create_future()
        self._answers[client_id] = answer
        wire.send(msgspec.json.encode({**command, "client_id": client_id}))
        heard: _Heard = await asyncio.wait_for(answer, 60)
        if heard.type == "refused":
            raise LoadFailed(f"{command['type']} was refused: {heard.code}")
        return heard

    async def open_chats(self, stages: Iterable[Stage], count: int) -> None:
        """Begin so many chats, ten to an operator, and have each taken; both sides then follow it."""
        operators: list[tuple[Stage, Wire]] = []
        for stage in stages:
            for cookie in stage.cookies:
                address = loopback_address(_OPERATORS_FROM + len(operators))
                wire, _ = await self.dial("/realtime/v1/console", origin=stage.base_url, cookie=cookie, address=address)
                operators.append((stage, wire))
        if count > len(operators) * CHATS_PER_OPERATOR:
            raise LoadFailed(f"{len(operators)} operators cannot hold {count} chats")
        places = asyncio.Semaphore(_AT_ONCE)

        async def one(number: int) -> tuple[Mouth, Mouth]:
            async with places:
                return await self._open_chat(*operators[number % len(operators)], loopback_address(number))

        pairs = await asyncio.gather(*(one(number) for number in range(count)))
        # The two sides of a chat speak half a round apart, as people do who listen to each other.
        halfway = count // 2
        for number in range(count):
            self.mouths += (pairs[number][0], pairs[(number + halfway) % count][1])
        self._has_hearers = True

    async def echo_with(self, count: int) -> None:
        """Open sockets to an echo server; what they say comes back looking like an acknowledgement."""
        head, tail = b'{"type":"stored","client_id":"', f'","chat_id":"cht_{"0" * 32}","text":"{_WORDS}"}}'.encode()
        first = b'{"type":"welcome"}'
        for _ in range(count):
            wire, _ = await self.dial("/", origin="http://127.0.0.1", first=first)
            self.mouths.append(Mouth(wire, head, tail))

    async def come_idle(self, stage: Stage, count: int) -> None:
        """Connect so many visitors who say who they are and then nothing."""
        places = asyncio.Semaphore(_AT_ONCE)

        async def one(number: int) -> None:
            async with places:
                await self._come(stage, number)

        await asyncio.gather(*(one(number) for number in range(count)))

    async def come_back(self, stage: Stage, count: int) -> None:
        """Connect so many at once, as a herd does: each after half to all of a second, then of two, four ..."""

        async def one(number: int) -> None:
            for longest in (1, 2, 4, 8, 15, 30):
                await asyncio.sleep(random.uniform(longest / 2, longest))
                try:
                    return await self._come(stage, number)
                except (OSError, LoadFailed):
                    continue
            raise LoadFailed("a visitor did not come back in a minute")

        await asyncio.gather(*(one(number) for number in range(count)))

    async def at_rate(self, rate: int, seconds: float) -> Sample:
        """Send at a steady rate whatever comes back: an open loop, where a slow answer does not slow the asking."""
        sample = self._sample = Sample(seconds=seconds)
        began_at = time.perf_counter()
        with _no_garbage():
            while sample.sent < rate * seconds:
                now = time.perf_counter()
                while (due := began_at + sample.sent / rate) <= now and sample.sent < rate * seconds:
                    self._say_next(due)
                await asyncio.sleep(_TICK_SECONDS)
            await self._quiet()
        return sample

    async def flat_out(self, seconds: float, *, window: int) -> Sample:
        """Keep `window` messages under way: each acknowledgement sends the next. A closed loop, for the highest rate."""
        sample = self._sample = Sample()
        began_at = time.perf_counter()
        with _no_garbage():
            self._is_flat_out = True
            for _ in range(window):
                self._say_next(time.perf_counter())
            await asyncio.sleep(seconds)
            self._is_flat_out = False
            sample.seconds, answered = time.perf_counter() - began_at, len(sample.acknowledged)
            await self._quiet()
        sample.acknowledged = sample.acknowledged[:answered]
        return sample

    def close(self) -> None:
        """Cut every line."""
        for wire in tuple(self._wires):
            wire.close()

    async def _come(self, stage: Stage, number: int) -> None:
        public_key = stage.public_keys[number % len(stage.public_keys)]
        path, address = f"/realtime/v1/sites/{public_key}", loopback_address(number)
        await self.dial(path, origin=stage.origin, first=authenticate(), address=address)

    async def _open_chat(self, stage: Stage, operator: Wire, address: str) -> tuple[Mouth, Mouth]:
        path = f"/realtime/v1/sites/{stage.public_keys[0]}"
        visitor, _ = await self.dial(path, origin=stage.origin, first=authenticate(), address=address)
        opened = await self.ask(visitor, type="start_chat", text="Hello, is somebody there?")
        chat_id = opened.chat.id if opened.chat else ""
        await self.ask(operator, type="open_chat", chat_id=chat_id)
        await self.ask(operator, type="take_chat", chat_id=chat_id)
        head, tail = b'{"type":"send_message","client_id":"', f'","chat_id":"{chat_id}","text":"{_WORDS}"}}'.encode()
        return Mouth(visitor, head, tail), Mouth(operator, head, tail)

    def _new_id(self) -> str:
        self._number += 1
        return f"bench-{self._number:012}"

    def _say_next(self, due: float) -> None:
        client_id = self._new_id()
        self._due[client_id] = self._undelivered[client_id] = due
        self._sample.sent += 1
        self.mouths[self._number % len(self.mouths)].say(client_id)

    async def _quiet(self) -> None:
        """Wait until every message is answered and delivered. Raises `LoadFailed` when some are not within 20 s."""
        until = time.perf_counter() + 20
        while self._due or (self._has_hearers and self._undelivered):
            if time.perf_counter() > until:
                missing = f"{len(self._due)} messages not answered, {len(self._undelivered)} not delivered"
                raise LoadFailed(f"{missing}, {self.closed} sockets closed")
            await asyncio.sleep(0.01)
        self._undelivered.clear()

    def _hear(self, wire: Wire, text: bytes) -> None:
        heard = _DECODER.decode(text)
        if heard.type == "stored" and heard.client_id in self._due:
            now = time.perf_counter()
            self._sample.acknowledged.append(now - self._due.pop(heard.client_id))
            if self._is_flat_out:
                self._say_next(now)
        elif heard.type == "entry_added":
            due = self._undelivered.pop((heard.entry and heard.entry.client_id) or "", None)
            if due is not None:
                self._sample.delivered.append(time.perf_counter() - due)
        elif heard.type == "refused" and heard.client_id in self._due:
            self._sample.refused[heard.code or ""] += 1
            del self._due[heard.client_id], self._undelivered[heard.client_id]
            if self._is_flat_out:
                self._say_next(time.perf_counter())
        elif heard.type not in {"ping", "pong"}:
            key: object = heard.client_id if heard.client_id in self._answers else wire
            answer = self._answers.pop(key, None)
            if answer is not None and not answer.done():
                answer.set_result(heard)

    def _ping(self, wire: Wire) -> None:
        """Give a sign of life every 20 s, as every client does; whoever is silent for 50 s is closed."""
        if wire in self._wires:
            wire.send(b'{"type":"ping"}')
            self._loop.call_later(limits.HEARTBEAT_SECONDS, self._ping, wire)

    def _lose(self, wire: Wire) -> None:
        self.closed += 1
        self._wires.discard(wire)
        answer = self._answers.pop(wire, None)
        if answer is not None and not answer.done():
            answer.set_exception(LoadFailed("a socket was closed before the welcome"))


def authenticate() -> bytes:
    """Return the first frame of a visitor whom nobody knows."""
    return f'{{"type":"authenticate","visitor_key":"{new_secret()}","language":"en"}}'.encode()


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Collect no garbage meanwhile: a pause of the load generator would count as the server's."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
