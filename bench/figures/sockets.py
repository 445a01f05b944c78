"""Sockets: what an idle visitor costs in memory, and how long a herd takes to come back after a restart."""

import asyncio
from collections.abc import AsyncIterator

from bench.figure import Figure, Floor
from bench.floors import EchoServer
from bench.load import Crowd
from bench.server import Process, Server
from bench.setting import Setting
from bench.waiting import until

_WARM = 200


async def measure(setting: Setting) -> AsyncIterator[Figure]:
    """Yield the memory of an idle socket at each number, the whole process at the last, and the return of all."""
    place = setting.place("sockets")
    floors = await _echo_memory(setting)
    with Server(place, cores=setting.server_cores) as server:
        stage = server.open_stage(operators=1)
        crowd = Crowd(server.port)
        await crowd.come_idle(stage, _WARM)
        empty = await _settled(server)
        for number, before in zip(setting.sockets, (0, *setting.sockets), strict=False):
            await crowd.come_idle(stage, number - before)
            full = await _settled(server)
            yield Figure(
                bench="sockets", name=f"memory of an idle visitor's socket, {number:,} of them", unit="KB",
                rounds=((full - empty) / number / 1024,), floor=Floor("bare echo", floors[number] / 1024), target=30.0,
            )  # fmt: skip
            yield Figure(
                bench="sockets", name=f"memory of the whole server with {number:,} idle sockets", unit="MB",
                rounds=(full / 2**20,), target=512.0,
            )  # fmt: skip
        crowd.close()
        await until(lambda: crowd.closed >= _WARM + setting.sockets[-1], within=60)
        for number in setting.sockets:
            yield Figure(
                bench="sockets", name=f"all of {number:,} sockets are back after a kill and a restart", unit="s",
                rounds=(await _herd(server, number),), target=20.0,
            )  # fmt: skip


async def _herd(server: Server, number: int) -> float:
    """Connect a herd, kill the server, start it, and return the seconds from its health to the last welcome.

    Each comes back as the wire asks: after a random time between half and all of one second, then of two ...
    """
    stage = server.open_stage(operators=1)
    crowd = Crowd(server.port)
    await crowd.come_idle(stage, number)
    await asyncio.to_thread(server.kill)
    await until(lambda: crowd.closed >= number, within=60)
    await asyncio.to_thread(server.start)
    loop = asyncio.get_running_loop()
    began_at = loop.time()
    back = Crowd(server.port)
    await back.come_back(stage, number)
    took = loop.time() - began_at
    back.close()
    await until(lambda: back.closed >= number, within=60)
    return took


async def _echo_memory(setting: Setting) -> dict[int, float]:
    """Return the memory of an idle socket of a bare echo server, in bytes, at each number."""
    with EchoServer(setting.place("echo"), cores=setting.server_cores) as echo:
        crowd = Crowd(echo.port)
        await crowd.echo_with(_WARM)
        empty = await _settled(echo)
        floors = {}
        for number, before in zip(setting.sockets, (0, *setting.sockets), strict=False):
            await crowd.echo_with(number - before)
            floors[number] = (await _settled(echo) - empty) / number
        crowd.close()
        return floors


async def _settled(server: Process) -> float:
    """Return the memory of the server once it has stopped growing."""
    before = 0
    while (now := server.resident_bytes()) > before * 1.001:
        before = now
        await asyncio.sleep(1)
    return now
