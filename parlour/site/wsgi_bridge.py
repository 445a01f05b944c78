"""Django as WSGI inside the ASGI process: the body is read first, then one hop into a bounded pool, then one answer.

Measured against Django's own ASGI handler in the same process it serves 5 to 8 times as many requests (docs/adr/0003).
"""

import asyncio
import io
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec

from parlour.gateway.asgi import read_body
from parlour.gateway.http import refusal_body
from parlour.gateway.sockets import Receive, SendMessage
from parlour.lib.refusals import TooLarge

BODY_BYTES_AT_MOST = 6 * 1024 * 1024
"""A photo of 5 MB in its form; everything else is far smaller."""
WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Response = tuple[int, list[tuple[bytes, bytes]], bytes]


class WsgiBridge:
    """Serves HTTP scopes with a WSGI application."""

    def __init__(self, application: WsgiApplication, *, threads: int) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="web")

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: SendMessage) -> None:
        """Serve one request."""
        body = await read_body(receive, at_most=BODY_BYTES_AT_MOST)
        if body is None:
            status, headers, content = _too_large()
        else:
            loop = asyncio.get_running_loop()
            status, headers, content = await loop.run_in_executor(self._pool, self._respond, scope, body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def close(self) -> None:
        """Finish the requests that have begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _respond(self, scope: dict[str, Any], body: bytes) -> Response:
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
            encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            started[:] = [int(status.split(" ", 1)[0]), encoded]

        chunks = self._application(_environ(scope, body), start_response)
        try:
            content = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        headers = started[1]
        if not any(name == b"content-length" for name, _ in headers):
            headers.append((b"content-length", str(len(content)).encode()))
        return started[0], headers, content


def _environ(scope: dict[str, Any], body: bytes) -> dict[str, Any]:
    """Return the request as PEP 3333 wants it."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(body)),
    }
    for name, value in scope["headers"]:
        key = name.decode("latin-1").replace("-", "_").upper()
        # A name with an underscore could pass for one with a hyphen that a proxy has set.
        if b"_" in name or key == "CONTENT_LENGTH":
            continue
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]},{text}" if key in environ and key != "HTTP_COOKIE" else text
    return environ


def _too_large() -> Response:
    refusal = TooLarge(f"Send at most {BODY_BYTES_AT_MOST // 1024 // 1024} MB at once.")
    return refusal.status, [(b"content-type", b"application/json")], msgspec.json.encode(refusal_body(refusal))
