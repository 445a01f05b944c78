"""WebSocket bytes written by hand, for what no library would send (RFC 6455, section 5.2)."""

import asyncio
import struct
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.wire import upgrade_request

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
PATIENCE_SECONDS = 10.0


def frame(
    kind: int, payload: bytes = b"", *, is_last: bool = True, reserved: int = 0, is_masked: bool = True,
    announced: int | None = None,
) -> bytes:  # fmt: skip
    """Return one frame; `announced` is the length that it claims to have."""
    size = len(payload) if announced is None else announced
    mask_bit = 0x80 if is_masked else 0
    head = bytes([(0x80 if is_last else 0) | reserved << 4 | kind])
    if size < 126:
        head += bytes([mask_bit | size])
    elif size < 2**16:
        head += bytes([mask_bit | 126]) + struct.pack(">H", size)
    else:
        head += bytes([mask_bit | 127]) + struct.pack(">Q", size)
    # A mask of zeros leaves the payload as it is.
    return head + (b"\0\0\0\0" if is_masked else b"") + payload


@dataclass
class RawSocket:
    """A connection whose bytes are ours; `status` is what the handshake was answered."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    status: int
    head: bytes

    async def send(self, *frames: bytes) -> None:
        """Write the bytes; a server that has had enough may have hung up."""
        try:
            for each in frames:
                self.writer.write(each)
                await self.writer.drain()
        except ConnectionError:
            pass

    async def next(self) -> tuple[int, bytes]:
        """Return the next frame's kind and payload. Raises when the connection has ended."""
        first, second = await self.reader.readexactly(2)
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", await self.reader.readexactly(8))
        return first & 0xF, await self.reader.readexactly(size)

    async def closing_code(self) -> int | None:
        """Read to the end and return the closing code, None when the server hung up without one."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    kind, payload = await self.next()
                    if kind == CLOSE:
                        return int.from_bytes(payload[:2], "big")
        except (asyncio.IncompleteReadError, ConnectionError):
            return None


@asynccontextmanager
async def dialling(
    port: int, path: str, *, origin: str | None, cookie: str = "", headers: Mapping[str, str] | None = None,
    receive_buffer: int | None = None,
) -> AsyncIterator[RawSocket]:  # fmt: skip
    """Shake hands and hold the connection, whatever the answer is; `headers` are added."""
    request = upgrade_request(path, port, origin=origin or "", cookie=cookie)
    if origin is None:
        request = request.replace(b"Origin: \r\n", b"")
    more = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    limit = receive_buffer or 2**16
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=limit)
    try:
        writer.write(request[:-2] + more.encode() + b"\r\n")
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE_SECONDS)
        yield RawSocket(reader, writer, int(head.split(b" ", 2)[1]), head)
    finally:
        writer.close()
