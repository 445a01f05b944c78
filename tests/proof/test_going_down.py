"""A server that is asked to go says goodbye to everybody, finishes what it began, and goes at once (REL-09)."""

import asyncio
import json
import time

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from bench.server import Server
from parlour.lib.ids import new_secret
from parlour.protocol import commands
from parlour.protocol.encode import encoded
from parlour.simulation.asking import ask
from parlour.simulation.stage import Stage

LONG_POLL_SECONDS = 25
GONE_SECONDS = 8
"""Service managers kill after 10 s; a poll that is waited for to its end would take 25."""


def hello() -> bytes:
    return encoded(commands.Authenticate(visitor_key=new_secret()))


async def said_to_a_socket(stage: Stage, is_welcome: asyncio.Event) -> list[str]:
    """Stay on a socket until it is closed, and return the kinds of events that came."""
    heard: list[str] = []
    address = stage.socket_url(f"/realtime/v1/sites/{stage.public_keys[0]}")
    async with connect(address, origin=stage.origin, proxy=None) as socket:  # type: ignore[arg-type]
        await socket.send(hello().decode())
        try:
            while True:
                heard.append(json.loads(await socket.recv())["type"])
                is_welcome.set()
        except ConnectionClosed:
            assert socket.close_code == 1001
            return heard


async def said_to_a_poll(stage: Stage, is_waiting: asyncio.Event) -> list[str]:
    """Begin a line of polls, wait on it, and return the kinds of events that the waiting brought."""
    path = f"/realtime/v1/sites/{stage.public_keys[0]}/poll"
    headers = {"Origin": stage.origin, "Content-Type": "application/json"}

    async def post(**poll: object) -> dict[str, list[tuple[int, dict[str, str]]]]:
        status, body = await ask(stage.base_url, "POST", path, headers=headers, body=json.dumps(poll).encode())
        assert status == 200
        return json.loads(body)  # type: ignore[no-any-return]

    begun = await post(session=None, frames=[json.loads(hello())], wait_seconds=LONG_POLL_SECONDS)
    waiting = asyncio.create_task(
        post(session=begun["session"], after=begun["events"][-1][0], wait_seconds=LONG_POLL_SECONDS)
    )
    is_waiting.set()
    return [event["type"] for _, event in (await waiting)["events"]]


async def test_sockets_and_polls_hear_goodbye_and_the_server_goes_at_once(server: Server) -> None:
    stage = server.open_stage(operators=1)
    is_welcome, is_waiting = asyncio.Event(), asyncio.Event()
    socket = asyncio.create_task(said_to_a_socket(stage, is_welcome))
    poll = asyncio.create_task(said_to_a_poll(stage, is_waiting))
    await asyncio.wait_for(asyncio.gather(is_welcome.wait(), is_waiting.wait()), 10)
    began_at = time.monotonic()
    await asyncio.to_thread(server.stop)
    assert time.monotonic() - began_at < GONE_SECONDS
    assert await socket == ["welcome_visitor", "goodbye"]
    assert await poll == ["goodbye"]
