"""The WebSocket door: a thin shell between ASGI and a session."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from parlour.gateway.connection import Connection
from parlour.gateway.doors import Admitted, Knock, admit_operator, admit_visitor
from parlour.gateway.gateway import Gateway
from parlour.gateway.opening import opened
from parlour.lib.refusals import Refusal
from parlour.protocol.limits import FRAME_BYTES

log = structlog.get_logger()

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
SendMessage = Callable[[Message], Awaitable[None]]

FRAMES_WAITING_AT_MOST = 1_000
BYTES_WAITING_AT_MOST = 1_048_576


class SocketLine:
    """Frames on their way to one client. Has a task only while something waits; too much waiting ends it (WSK-10)."""

    __slots__ = ("_bytes", "_code", "_send", "_task", "_waiting")

    def __init__(self, send: SendMessage) -> None:
        self._send = send
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._code: int | None = None
        self._task: asyncio.Task[None] | None = None

    def send(self, frame: bytes) -> None:
        """Queue a frame; a reader that lets too many gather is closed, and resumes by position."""
        if self._code is not None:
            return
        if len(self._waiting) >= FRAMES_WAITING_AT_MOST or self._bytes >= BYTES_WAITING_AT_MOST:
            self._waiting.clear()
            self.close(4009)
            return
        self._waiting.append(frame)
        self._bytes += len(frame)
        self._wake()

    def close(self, code: int) -> None:
        """Close once what is queued has been sent."""
        if self._code is None:
            self._code = code
            self._wake()

    def _wake(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._drain())

    async def _drain(self) -> None:
        try:
            while self._waiting:
                frame = self._waiting.popleft()
                self._bytes -= len(frame)
                await self._send({"type": "websocket.send", "text": frame.decode()})
            if self._code is not None:
                await self._send({"type": "websocket.close", "code": self._code})
        except (OSError, RuntimeError):
            # The client went away first; the receiving side hears of it.
            self._waiting.clear()
        finally:
            self._task = None
            if self._waiting:
                self._wake()


async def serve_socket(gateway: Gateway, knock: Knock, receive: Receive, send: SendMessage) -> None:
    """Serve one WebSocket from the handshake to its end."""
    await receive()
    admitted = await _admitted(gateway, knock)
    if admitted is None or not gateway.may_connect(admitted, knock.address):
        # Closed before it is accepted: the client sees HTTP 403 and no frame.
        await send({"type": "websocket.close", "code": 4003})
        return
    await send({"type": "websocket.accept"})
    connection = opened(gateway, admitted, SocketLine(send))
    try:
        await _listen(connection, receive)
    finally:
        connection.end()
        gateway.disconnected(admitted, knock.address)


async def _listen(connection: Connection, receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        text = message.get("text")
        if not connection.is_open:
            continue
        if text is None or len(text) > FRAME_BYTES:
            connection.receive(b"\x00")
        else:
            connection.receive(text)


async def _admitted(gateway: Gateway, knock: Knock) -> Admitted | None:
    try:
        match knock.path.split("/")[3:]:
            case ["console"]:
                return await gateway.crossing.run(admit_operator, knock)
            case ["sites", public_key]:
                return await gateway.crossing.run(admit_visitor, knock, public_key)
    except Refusal:
        return None
    except Exception:
        # The client comes back; a door that cannot look into its book lets nobody in.
        log.exception("admission_failed")
    return None
