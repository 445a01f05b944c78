"""A WebSocket client with no more than a load generator needs, so that one core of load can fill one core of server."""

import asyncio
from collections.abc import Callable
from typing import cast

_MASKED = 0x80
_NO_MASK = b"\0\0\0\0"
_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA


class Wire(asyncio.Protocol):
    """One socket. Calls `on_open`, then `on_text` for each text frame, then `on_close`, once.

    Frames are masked with zeros, which RFC 6455 (section 5.3) allows a server to accept and forbids a browser to send:
    here nobody stands between the two who could be fooled, and the masking would be measured instead of the server.
    """

    __slots__ = ("_buffer", "_is_open", "_on_close", "_on_open", "_on_text", "_request", "transport")

    def __init__(
        self, request: bytes, *, on_open: "Callable[[Wire], None]", on_text: "Callable[[Wire, bytes], None]",
        on_close: "Callable[[Wire], None]",
    ) -> None:  # fmt: skip
        self._request = request
        self._on_open, self._on_text, self._on_close = on_open, on_text, on_close
        self._buffer = b""
        self._is_open = False
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports have no common base with asyncio's, only the same methods.
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        data = self._buffer + data if self._buffer else data
        if not self._is_open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._buffer = head
                return
            if b" 101 " not in head[:16]:
                self.close()
                return
            self._is_open = True
            self._on_open(self)
        self._buffer = self._read_frames(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        self._on_close(self)

    def send(self, text: bytes) -> None:
        """Write one text frame; a socket that is gone swallows it."""
        self._write(_TEXT, text)

    def close(self) -> None:
        """Cut the line without a farewell."""
        if self.transport is not None:
            self.transport.abort()

    def _write(self, kind: int, payload: bytes) -> None:
        if self.transport is None:
            return
        size = len(payload)
        length = bytes((_MASKED | size,)) if size < 126 else bytes((_MASKED | 126, size >> 8, size & 0xFF))
        self.transport.write(bytes((0x80 | kind,)) + length + _NO_MASK + payload)

    def _read_frames(self, data: bytes) -> bytes:
        """Hand on every whole frame, and return what is left over."""
        start, end = 0, len(data)
        while end - start >= 2:
            size, head = data[start + 1], 2
            if size == 126:
                size, head = int.from_bytes(data[start + 2 : start + 4], "big"), 4
            elif size == 127:
                size, head = int.from_bytes(data[start + 2 : start + 10], "big"), 10
            if end - start < head + size:
                break
            self._read_frame(data[start] & 0x0F, data[start + head : start + head + size])
            start += head + size
        return data[start:]

    def _read_frame(self, kind: int, payload: bytes) -> None:
        if kind == _TEXT:
            self._on_text(self, payload)
        elif kind == _PING:
            self._write(_PONG, payload)
        elif kind == _CLOSE:
            self._write(_CLOSE, payload[:2])
            self.close()


def upgrade_request(path: str, port: int, *, origin: str, cookie: str = "") -> bytes:
    """Return the bytes of a WebSocket handshake (RFC 6455, section 4.1), with the sample key of that page."""
    lines = [
        f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", f"Origin: {origin}",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) ParlourBench/1", *([f"Cookie: {cookie}"] if cookie else []),
    ]  # fmt: skip
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
