"""Messages: how many a second can be stored on one core, and how long a person waits for a word to arrive."""

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from bench.figure import Figure, Floor, median_floor
from bench.floors import EchoServer
from bench.load import CHATS_PER_OPERATOR, OPERATORS_PER_ORGANIZATION, Crowd, Sample
from bench.profile import profiled
from bench.server import Server, on_cores
from bench.setting import Setting
from parlour.simulation.report import percentile

_WINDOW = 400
_BATCHES = (1, 50, 400)


async def measure(setting: Setting) -> AsyncIterator[Figure]:
    """Yield latencies at each rate, then the highest rate, then the processor time that a message costs."""
    place = setting.place("messages")
    with Server(place, cores=setting.server_cores) as server, EchoServer(
        place, cores=setting.server_cores
    ) as echo:  # fmt: skip
        crowd, echoes = Crowd(server.port), Crowd(echo.port)
        organizations = -(-setting.chats // (CHATS_PER_OPERATOR * OPERATORS_PER_ORGANIZATION))
        stages = [server.open_stage(operators=OPERATORS_PER_ORGANIZATION) for _ in range(organizations)]
        began_at = time.perf_counter()
        await crowd.open_chats(stages, setting.chats)
        yield Figure(
            bench="messages", name="chats begun, opened and taken on one core", unit="chats/s", is_ceiling=False,
            rounds=(setting.chats / (time.perf_counter() - began_at),),
        )  # fmt: skip
        await echoes.echo_with(setting.chats)
        for rate in setting.rates:
            samples, floors = [], []
            for _ in range(setting.rounds):
                floors.append(await echoes.at_rate(rate, setting.seconds))
                samples.append(await crowd.at_rate(rate, setting.seconds))
            for figure in _latencies(rate, samples, floors):
                yield figure
        flat_out, costs, floors = [], [], []
        for number in range(setting.rounds):
            floors.append(await echoes.flat_out(setting.seconds / 2, window=_WINDOW))
            stacks = setting.profiles / "messages.txt" if setting.profiles and number == 0 else None
            before = server.processor_seconds()
            with profiled(server, stacks, seconds=setting.seconds):
                flat_out.append(await crowd.flat_out(setting.seconds, window=_WINDOW))
            costs.append((server.processor_seconds() - before) / flat_out[-1].sent)
        for figure in _throughput(flat_out, floors, costs):
            yield figure
        for figure in _commits(place, server.database, setting):
            yield figure
        crowd.close()
        echoes.close()


def _latencies(rate: int, samples: Sequence[Sample], floors: Sequence[Sample]) -> list[Figure]:
    """Return p50 and p99 of the acknowledgement and of the delivery at one rate."""
    figures = [
        Figure(
            bench="messages", name=f"refused at {rate:,} messages/s", unit="messages", target=0.0,
            rounds=tuple(sample.refused.total() for sample in samples),
        )
    ]  # fmt: skip
    for what in ("acknowledged", "delivered"):
        for share in (0.5, 0.99):
            target = {("acknowledged", 0.99, 1000): 50.0}.get((what, share, rate))
            figures.append(
                Figure(
                    bench="messages", name=f"{what} p{share * 100:.0f} at {rate:,} messages/s", unit="ms", target=target,
                    rounds=tuple(percentile(getattr(sample, what), share) * 1000 for sample in samples),
                    floor=median_floor("bare echo", [percentile(one.acknowledged, share) * 1000 for one in floors]),
                )
            )  # fmt: skip
    return figures


def _throughput(samples: Sequence[Sample], floors: Sequence[Sample], costs: Sequence[float]) -> list[Figure]:
    rates = tuple(len(sample.acknowledged) / sample.seconds for sample in samples)
    echoed = [len(sample.acknowledged) / sample.seconds for sample in floors]
    echo = median_floor("bare echo", echoed)
    return [
        Figure(
            bench="messages", name="refused meanwhile", unit="messages", target=0.0,
            rounds=tuple(sample.refused.total() for sample in samples),
        ),
        Figure(
            bench="messages", name="stored, acknowledged and delivered on one core", unit="messages/s", rounds=rates,
            floor=echo, target=3000.0, is_ceiling=False,
        ),
        Figure(
            bench="messages", name="processor time of the server for a message", unit="µs",
            rounds=tuple(cost * 1e6 for cost in costs), floor=Floor("bare echo", 1e6 / echo.value),
        ),
    ]  # fmt: skip


def _commits(place: Path, database: Path, setting: Setting) -> list[Figure]:
    """Return the floor of the floor: the same rows into the same table, with nothing around it."""
    figures = []
    rounds: dict[int, list[float]] = defaultdict(list)
    for _ in range(setting.rounds):
        for batch in _BATCHES:
            command = [
                sys.executable,
                "-m",
                "bench.floors",
                str(place),
                str(database),
                str(batch),
                str(setting.seconds / 4),
            ]
            with on_cores(setting.server_cores):
                rounds[batch].append(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
    for batch, rates in rounds.items():
        name = f"bare commit of the same rows, {batch} at once"
        figures.append(Figure(bench="messages", name=name, unit="rows/s", rounds=tuple(rates)))
    return figures
