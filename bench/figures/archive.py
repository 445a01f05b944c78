"""The archive: opening a chat, the first page and a search, as the archive grows ten times and a hundred times."""

import asyncio
import http.client
import time
from collections.abc import AsyncIterator, Sequence

from bench.figure import Figure
from bench.load import Crowd
from bench.plant import plant
from bench.server import NotWell, Server
from bench.setting import Setting
from parlour.simulation.report import percentile
from parlour.simulation.stage import Stage

_ASKED = 100
_SEARCH = "a search in the archive"
_DOORS = {
    "opening a chat over HTTP": "/api/v1/chats/{chat}/entries?after=0&limit=200",
    "the first page of the archive": "/api/v1/chats?state=ended&limit=50",
    _SEARCH: "/api/v1/chats?state=ended&search=kettle&limit=50",
}


async def measure(setting: Setting) -> AsyncIterator[Figure]:
    """Yield the median answer of each door at each size of the archive."""
    with Server(setting.place("archive"), cores=setting.server_cores) as server:
        stage = server.open_stage(operators=1)
        planted = 0
        smallest: dict[str, float] = {}
        for size in setting.archives:
            chats = await asyncio.to_thread(plant, server.database, size - planted, seed=size)
            planted = size
            rounds: dict[str, list[float]] = {name: [] for name in ("opening a chat over its socket", *_DOORS)}
            for _ in range(setting.rounds):
                for name, path in _DOORS.items():
                    rounds[name].append(await asyncio.to_thread(_median_get, stage, path, chats))
                rounds["opening a chat over its socket"].append(await _median_open(server.port, stage, chats))
            for name, values in rounds.items():
                # A search finds more in a larger archive, and may take longer; the others show the same whatever lies around.
                may_grow = name == _SEARCH or name not in smallest
                figure = Figure(
                    bench="archive", name=f"{name}, {size:,} ended chats", unit="ms", rounds=tuple(values),
                    target=None if may_grow else max(2 * smallest[name], smallest[name] + 1.0),
                )  # fmt: skip
                smallest.setdefault(name, figure.median)
                yield figure


def _median_get(stage: Stage, path: str, chats: Sequence[str]) -> float:
    """Ask a hundred times over one kept connection; returns the median in milliseconds."""
    connection = http.client.HTTPConnection(stage.base_url.removeprefix("http://"), timeout=30)
    took = []
    for number in range(_ASKED):
        began_at = time.perf_counter()
        target = path.format(chat=chats[number % len(chats)])
        connection.request("GET", target, headers={"Cookie": stage.cookies[0]})
        answer = connection.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - began_at) * 1000)
        if answer.status != 200:
            raise NotWell(f"GET {target} answers {answer.status}: {body[:200]!r}")
    connection.close()
    return percentile(took, 0.5)


async def _median_open(port: int, stage: Stage, chats: Sequence[str]) -> float:
    """Open a hundred chats on an operator's socket, slower than its limit; returns the median in milliseconds."""
    crowd = Crowd(port)
    operator, _ = await crowd.dial("/realtime/v1/console", origin=stage.base_url, cookie=stage.cookies[0])
    took = []
    for number in range(_ASKED):
        began_at = time.perf_counter()
        await crowd.ask(operator, type="open_chat", chat_id=chats[number % len(chats)])
        took.append((time.perf_counter() - began_at) * 1000)
    crowd.close()
    return percentile(took, 0.5)
