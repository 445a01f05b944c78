"""Callers at the realtime doors who say exactly what a test wants said, over a socket or over polls, and hear everything."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Literal, Protocol

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from parlour.lib.ids import new_secret
from parlour.protocol.commands import Command
from parlour.simulation.asking import ask
from parlour.simulation.stage import Stage

Door = Literal["socket", "poll"]
DOORS: tuple[Door, ...] = ("socket", "poll")
PATIENCE_SECONDS = 10.0
Heard = dict[str, Any]


class Line(Protocol):
    """What carries frames: a socket, or polls."""

    async def send(self, *frames: bytes) -> None:
        """Send frames, one right after the other."""

    async def next(self) -> list[Heard]:
        """Wait for events and return them. Raises when the line has ended."""


class SocketLine:
    """Frames over a WebSocket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def send(self, *frames: bytes) -> None:
        for frame in frames:
            await self.socket.send(frame, text=True)

    async def next(self) -> list[Heard]:
        return [json.loads(await self.socket.recv())]


class LineRefused(Exception):
    """A poll was answered with a refusal."""

    def __init__(self, status: int, body: bytes) -> None:
        self.status, self.refusal = status, json.loads(body)
        super().__init__(f"{status}: {body!r}")


class PollLine:
    """Frames over POST requests."""

    def __init__(self, stage: Stage, path: str, headers: Mapping[str, str], address: str | None) -> None:
        self._stage, self._path, self._headers, self._address = stage, path, headers, address
        self.session: str | None = None
        self.after = 0

    async def post(self, frames: list[bytes], *, wait_seconds: float, after: int | None = None) -> list[Any]:
        """Send one request and return its numbered events; nothing is confirmed by it but what `after` says."""
        shape = {"session": self.session, "after": self.after if after is None else after}
        asked = {**shape, "frames": [msgspec.Raw(frame) for frame in frames], "wait_seconds": wait_seconds}
        status, body = await ask(
            self._stage.base_url, "POST", f"{self._path}/poll",
            headers=self._headers, body=msgspec.json.encode(asked), address=self._address,
        )  # fmt: skip
        if status != 200:
            raise LineRefused(status, body)
        polled = json.loads(body)
        self.session = polled["session"]
        return list(polled["events"])

    async def send(self, *frames: bytes) -> None:
        for start in range(0, len(frames), 50):
            await self.post(list(frames[start : start + 50]), wait_seconds=0)

    async def next(self) -> list[Heard]:
        events = await self.post([], wait_seconds=5)
        new = [event for number, event in events if number > self.after]
        self.after = max((number for number, _ in events), default=self.after)
        return new


class Caller:
    """One person on one line. `heard` is everything that came, in its order."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.heard: list[Heard] = []
        self._searched = 0

    async def send(self, *commands: Command | Heard | bytes) -> None:
        """Send commands, whole or as plain dictionaries or as raw frames."""
        await self.line.send(
            *(command if isinstance(command, bytes) else msgspec.json.encode(command) for command in commands)
        )

    async def until(self, wanted: Callable[[Heard], bool]) -> Heard:
        """Wait for an event that was not returned before. Raises `TimeoutError` when it does not come."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                while self._searched < len(self.heard):
                    self._searched += 1
                    if wanted(self.heard[self._searched - 1]):
                        return self.heard[self._searched - 1]
                self.heard += await self.line.next()

    async def hear(self, kind: str, **fields: Any) -> Heard:
        """Wait for an event of this kind with these values."""
        return await self.until(lambda event: event["type"] == kind and fields.items() <= event.items())

    async def shown(self, position: int) -> Heard:
        """Wait for the entry at this position, said by somebody else."""
        return await self.until(lambda event: event.get("entry", {}).get("position") == position)

    async def ask(self, command: Command) -> Heard:
        """Send one command and return its answer, whatever it is."""
        await self.send(command)
        return await self.answer(msgspec.to_builtins(command)["client_id"])

    async def answer(self, client_id: str) -> Heard:
        """Wait for the answer to a command, which may have come before another's."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                for event in self.heard:
                    if event.get("client_id") == client_id:
                        return event
                self.heard += await self.line.next()

    async def fence(self) -> None:
        """Return when the server has answered everything that was sent and everything that it wanted to say."""
        await self.send({"type": "ping"})
        await self.hear("pong")


def name() -> str:
    """Return a fresh client_id."""
    return str(uuid.uuid4())


@asynccontextmanager
async def calling(
    stage: Stage, path: str, *, door: Door = "socket", origin: str, cookie: str | None = None, address: str | None = None,
) -> AsyncIterator[Caller]:  # fmt: skip
    """Hold a line to a door, without saying anything yet."""
    headers = {"Cookie": cookie} if cookie else {}
    if door == "poll":
        yield Caller(PollLine(stage, path, {**headers, "Origin": origin, "Content-Type": "application/json"}, address))
        return
    bound: dict[str, Any] = {"local_addr": (address, 0)} if address else {}
    async with connect(
        stage.socket_url(path), origin=Origin(origin), additional_headers=headers, compression=None, ping_interval=None,
        proxy=None, max_size=None, close_timeout=1, **bound,
    ) as socket:  # fmt: skip
        yield Caller(SocketLine(socket))


@asynccontextmanager
async def visiting(
    stage: Stage, *, key: str | None = None, site: int = 0, door: Door = "socket", address: str | None = None,
) -> AsyncIterator[Caller]:  # fmt: skip
    """Be a visitor who has been welcomed."""
    path = f"/realtime/v1/sites/{stage.public_keys[site]}"
    async with calling(stage, path, door=door, origin=stage.origin, address=address) as caller:
        await caller.send({"type": "authenticate", "visitor_key": key or new_secret()})
        await caller.hear("welcome_visitor")
        yield caller


@asynccontextmanager
async def operating(stage: Stage, number: int = 0, *, door: Door = "socket") -> AsyncIterator[Caller]:
    """Be an operator who has been welcomed; 0 is the owner."""
    cookie = stage.cookies[number]
    async with calling(stage, "/realtime/v1/console", door=door, origin=stage.base_url, cookie=cookie) as caller:
        if door == "poll":
            await caller.send()
        await caller.hear("welcome_operator")
        yield caller
