"""The realtime doors as ASGI: sockets, and POST requests where sockets are blocked."""

from typing import Any

from parlour.gateway.doors import Knock
from parlour.gateway.gateway import Gateway
from parlour.gateway.http import Answer, refusal_answer
from parlour.gateway.polling import Polls, cross_origin
from parlour.gateway.sockets import Receive, SendMessage, serve_socket
from parlour.lib.refusals import NotFound, TooLarge, WrongMethod

POLL_BYTES_AT_MOST = 256 * 1024


class RealtimeDoor:
    """Serves everything under /realtime/v1/."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._polls = Polls(gateway)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: SendMessage) -> None:
        """Serve one WebSocket or one request."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        client = scope.get("client") or ("", 0)
        knock = Knock(scope["path"], headers, client[0])
        if scope["type"] == "websocket":
            await serve_socket(self._gateway, knock, receive, send)
            return
        await _send(send, await self._answer(scope["method"], knock, receive))

    async def _answer(self, method: str, knock: Knock, receive: Receive) -> Answer:
        if not knock.path.startswith("/realtime/v1/") or not knock.path.endswith("/poll"):
            return refusal_answer(NotFound("There is no such door."))
        if method == "OPTIONS":
            allowed = [
                (b"access-control-allow-methods", b"POST"),
                (b"access-control-allow-headers", b"content-type"),
                (b"access-control-max-age", b"600"),
            ]
            return Answer(204, b"", [*cross_origin(knock), *allowed])
        if method != "POST":
            return refusal_answer(WrongMethod(), [(b"allow", b"POST, OPTIONS")])
        body = await read_body(receive, at_most=POLL_BYTES_AT_MOST)
        if body is None:
            return refusal_answer(TooLarge(f"Send at most {POLL_BYTES_AT_MOST // 1024} KiB at once."))
        return await self._polls.answer(knock, body)


async def read_body(receive: Receive, *, at_most: int) -> bytes | None:
    """Read a request's body, or return None as soon as it is larger than allowed."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size > at_most:
            return None
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


async def _send(send: SendMessage, answer: Answer) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(answer.body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *answer.headers,
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
