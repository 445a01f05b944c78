"""A line to the server that comes back by itself: dial, listen, keep alive, wait a random while, dial again."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.typing import Origin

from parlour.protocol import limits
from parlour.protocol.commands import Command, Ping
from parlour.protocol.events import Event, ServerEvent
from parlour.simulation.stage import Stage

USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) ParlourRehearsal/1"
_WAITS = (1, 1, 2, 4, 8, 15, 30)
_FOR_GOOD = {4001, 4003}
"""Closing codes that mean: do not come back."""
EVENTS = msgspec.json.Decoder(ServerEvent)
ENCODER = msgspec.json.Encoder()


class TurnedAway(Exception):
    """The server will not have this person; calling again would not help."""


class Line:
    """A WebSocket to one door. Awaits `on_event` for each event in order, and calls `on_drop` when the line breaks."""

    def __init__(
        self, stage: Stage, path: str, *, origin: str, cookie: str | None, address: str | None,
        on_dialled: Callable[[], Awaitable[None]],
        on_event: Callable[[Event], Awaitable[None]],
        on_drop: Callable[[], None],
    ) -> None:  # fmt: skip
        self._stage, self._path = stage, path
        self._origin, self._cookie, self._address = origin, cookie, address
        self._on_dialled, self._on_event, self._on_drop = on_dialled, on_event, on_drop
        self._socket: ClientConnection | None = None
        self._sent_at = self._heard_at = 0.0

    async def send(self, command: Command) -> None:
        """Write one frame. A line that is down drops it: whoever needs an answer sends again after the welcome."""
        if self._socket is None:
            return
        self._sent_at = asyncio.get_running_loop().time()
        with suppress(WebSocketException):
            await self._socket.send(ENCODER.encode(command), text=True)

    def cut(self) -> None:
        """Break the line as a tunnel does: no farewell, and the server hears of it late or never."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def hang_up(self) -> None:
        """Say goodbye and close, as a page does that is left."""
        if self._socket is not None:
            await self._socket.close()

    async def keep(self) -> None:
        """Stay connected until cancelled. Raises `TurnedAway` when the server says not to come back."""
        attempt = 0
        while True:
            was_heard = await self._call()
            attempt = 0 if was_heard else attempt + 1
            longest = _WAITS[min(attempt, len(_WAITS) - 1)]
            await asyncio.sleep(random.uniform(longest / 2, longest))  # Not a secret: a herd spread out.

    async def _call(self) -> bool:
        """One connection from handshake to end; returns whether the server said anything on it."""
        self._heard_at = 0.0
        headers = {"Cookie": self._cookie} if self._cookie else {}
        bound: dict[str, Any] = {"local_addr": (self._address, 0)} if self._address else {}
        try:
            async with connect(
                self._stage.socket_url(self._path), origin=Origin(self._origin),
                additional_headers=headers, user_agent_header=USER_AGENT,
                compression=None, ping_interval=None, proxy=None, max_size=None, close_timeout=1, **bound,
            ) as self._socket:  # fmt: skip
                await self._listen(self._socket)
        except InvalidStatus as error:
            if error.response.status_code in (401, 403, 404):
                raise TurnedAway(f"{self._path} answers {error.response.status_code}") from error
        except (OSError, WebSocketException, TimeoutError):
            pass
        finally:
            self._socket = None
            self._on_drop()
        return bool(self._heard_at)

    async def _listen(self, socket: ClientConnection) -> None:
        alive = asyncio.create_task(self._stay_alive(socket))
        try:
            await self._on_dialled()
            async for frame in socket:
                self._heard_at = asyncio.get_running_loop().time()
                await self._on_event(EVENTS.decode(frame))
        finally:
            alive.cancel()
        if socket.close_code in _FOR_GOOD:
            raise TurnedAway(f"closed with {socket.close_code}: {socket.close_reason}")

    async def _stay_alive(self, socket: ClientConnection) -> None:
        """Ping after 20 s of saying nothing; hang up when a ping is met with 20 s of silence."""
        loop = asyncio.get_running_loop()
        self._sent_at = loop.time()
        while True:
            await asyncio.sleep(self._sent_at + limits.HEARTBEAT_SECONDS - loop.time())
            if loop.time() - self._sent_at < limits.HEARTBEAT_SECONDS:
                continue
            pinged_at = loop.time()
            await self.send(Ping())
            await asyncio.sleep(limits.HEARTBEAT_SECONDS)
            if self._heard_at < pinged_at:
                await socket.close()
                return
