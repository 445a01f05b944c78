"""One HTTP request at a time, on a connection of its own, without blocking the others."""

import asyncio
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 40.0


async def ask(
    base_url: str, method: str, path: str, *, headers: Mapping[str, str], body: bytes = b"", address: str | None = None
) -> tuple[int, bytes]:
    """Send one request and return the status and the body of its answer. Raises `OSError` when there is none.

    `address` is the local address to come from. HTTP/1.0 on purpose: the answer ends where the connection ends.
    """
    parts = urlsplit(base_url)
    is_secure = parts.scheme == "https"
    lines = [f"{method} {path} HTTP/1.0", f"Host: {parts.netloc}", f"Content-Length: {len(body)}", "Connection: close"]
    head = "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items())])
    async with asyncio.timeout(TIMEOUT_SECONDS):
        reader, writer = await asyncio.open_connection(
            parts.hostname, parts.port or (443 if is_secure else 80),
            ssl=ssl.create_default_context() if is_secure else None, local_addr=(address, 0) if address else None,
        )  # fmt: skip
        try:
            writer.write(f"{head}\r\n\r\n".encode() + body)
            answer = await reader.read()
        finally:
            writer.close()
    status_line, _, rest = answer.partition(b"\r\n")
    words = status_line.split(b" ")
    if len(words) < 2 or not words[1].isdigit():
        raise ConnectionError("the connection ended before an answer")
    heads, _, content = rest.partition(b"\r\n\r\n")
    return int(words[1]), _whole(heads, content)


def _whole(heads: bytes, content: bytes) -> bytes:
    """Return the body, or raise `ConnectionError` when the connection broke in the middle of it."""
    for line in heads.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length" and int(value) != len(content):
            raise ConnectionError("the connection broke inside the answer")
    return content
