"""Kill, cut and stall a server again and again while people talk, and find out whether anything they were promised is missing."""

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.checker import Finding, Witness, judge
from bench.faults.notebook import Notebook, read_notes
from bench.faults.truth import kept_by_door, kept_in_database
from bench.server import Server
from bench.waiting import until
from parlour.simulation.client import OperatorClient, VisitorClient
from parlour.simulation.history import Acknowledged
from parlour.simulation.person import Person
from parlour.simulation.stage import Stage, loopback_address
from parlour.simulation.transcripts import read_transcript

_WORDS = ("yes", "one moment please", "děkuji", "धन्यवाद", "شكرا", "👩‍👩‍👦", "<b>", "…", "the left one", "12.50")
_PAIRS_IN_AN_OFFICE, _OPERATORS_IN_AN_OFFICE = 10, 5
BACK_SECONDS = 5.0
"""Within so long after a server is back, everybody is to be connected again."""


@dataclass(kw_only=True)
class Outcome:
    """What a fault run came to. `back_seconds` has, for each kill, how long the last person took to come back."""

    clients: int
    kills: int = 0
    cuts: int = 0
    stalls: int = 0
    acknowledged: int = 0
    kept: int = 0
    down_seconds: list[float] = field(default_factory=list)
    back_seconds: list[float] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, doubled, reordered or strange, and everybody came back in time."""
        return not self.findings and max(self.back_seconds, default=0.0) <= BACK_SECONDS


@dataclass
class Pair:
    """A visitor and an operator who talk until they are asked to stop, and the chat they have."""

    visitor: VisitorClient
    operator: OperatorClient
    notebooks: tuple[Notebook, Notebook]
    cookie: str
    chat_id: str = ""
    is_writing: bool = False

    def people(self) -> tuple[Person, Person]:
        return self.visitor, self.operator

    async def talk(self, has_ended: asyncio.Event) -> None:
        """Begin a chat; then both write, each in their own time, and a message is sent the moment it is written."""
        self.chat_id = await self.visitor.start("Hello, is somebody there?")
        await self.operator.take(self.chat_id)
        self.is_writing = True
        await asyncio.gather(*(self._write(person, has_ended) for person in self.people()))
        last = max(person.positions[self.chat_id] for person in self.people())
        await asyncio.gather(*(person.has_seen(self.chat_id, last) for person in self.people()))

    async def _write(self, person: Person, has_ended: asyncio.Event) -> None:
        number = 0
        while not has_ended.is_set():
            number += 1
            await person.say(self.chat_id, f"{random.choice(_WORDS)} {number}")
            await asyncio.sleep(random.expovariate(2))


async def run_faults(server: Server, *, kills: int, clients: int, notes: Path, between: float = 3.0) -> Outcome:
    """Let `clients` people talk, half visitors and half operators, kill the server `kills` times, and judge.

    Before each kill either a third of all lines are cut, or the server stands still for a moment. `server` runs already;
    `between` is the longest time in seconds from everybody's return to the lesser fault, and from there to the kill.
    """
    outcome = Outcome(clients=clients // 2 * 2)
    offices = -(-outcome.clients // (2 * _PAIRS_IN_AN_OFFICE))
    stages = [await asyncio.to_thread(server.open_stage, operators=_OPERATORS_IN_AN_OFFICE) for _ in range(offices)]
    pairs = [_pair(number, stages[number % offices], notes) for number in range(clients // 2)]
    has_ended = asyncio.Event()
    async with AsyncExitStack() as people, asyncio.TaskGroup() as talks:
        for pair in pairs:
            for person in pair.people():
                await people.enter_async_context(person)
            talks.create_task(pair.talk(has_ended))
        await until(lambda: all(pair.is_writing for pair in pairs), within=120)
        for _ in range(kills):
            await asyncio.sleep(random.uniform(0.2, between))
            await random.choice((_cut_some, _stall_once))(server, pairs, outcome)
            await asyncio.sleep(random.uniform(0.0, between))
            await _kill_once(server, pairs, outcome)
        await asyncio.sleep(between)
        has_ended.set()
    for pair in pairs:
        for notebook in pair.notebooks:
            notebook.close()
    await _judge(server, pairs, outcome)
    return outcome


async def _kill_once(server: Server, pairs: Sequence[Pair], outcome: Outcome) -> None:
    """SIGKILL, start again, and wait until everybody has been welcomed anew."""
    killed_at = time.monotonic()
    await asyncio.to_thread(server.kill)
    outcome.down_seconds.append(await asyncio.to_thread(server.start))
    started_at = time.monotonic()
    notebooks = [notebook for pair in pairs for notebook in pair.notebooks]
    await until(lambda: all(notebook.welcomed_at[-1] > killed_at for notebook in notebooks), within=60)
    returns = [next(at for at in notebook.welcomed_at if at > killed_at) for notebook in notebooks]
    outcome.back_seconds.append(max(0.0, max(returns) - started_at))
    outcome.kills += 1


async def _cut_some(_: Server, pairs: Sequence[Pair], outcome: Outcome) -> None:
    """Cut the lines of a third of the people, all in one moment."""
    people = [person for pair in pairs for person in pair.people()]
    for person in random.sample(people, len(people) // 3):
        person.lose_the_line()
    outcome.cuts += 1


async def _stall_once(server: Server, _: Sequence[Pair], outcome: Outcome) -> None:
    """Let the server stand still for up to two seconds."""
    await asyncio.to_thread(server.stall, random.uniform(0.5, 2))
    outcome.stalls += 1


async def _judge(server: Server, pairs: Sequence[Pair], outcome: Outcome) -> None:
    """Compare every notebook with the file under the server, and the file with what the HTTP door shows of it."""
    witnesses = [
        Witness(notebook.path.stem, frozenset((pair.chat_id,)), read_notes(notebook.path))
        for pair in pairs
        for notebook in pair.notebooks
    ]
    kept = kept_in_database(server.database)
    outcome.kept = sum(entry.client_id is not None for entry in kept)
    outcome.acknowledged = len(
        {note.client_id for witness in witnesses for note in witness.notes if isinstance(note, Acknowledged)}
    )
    outcome.findings = judge(witnesses, kept)
    for pair in pairs:
        shown = await read_transcript(server.base_url, cookie=pair.cookie, chat_id=pair.chat_id)
        if kept_by_door(pair.chat_id, shown) != [entry for entry in kept if entry.chat_id == pair.chat_id]:
            outcome.findings.append(Finding("foreign", pair.chat_id, "the HTTP door shows another chat than is kept"))


def _pair(number: int, stage: Stage, notes: Path) -> Pair:
    cookie = random.choice(stage.cookies)
    address = loopback_address(number)
    # One pair in ten sits in a network that blocks sockets.
    is_polling = number % 10 == 9
    books = Notebook(notes / f"visitor-{number:04}.jsonl"), Notebook(notes / f"operator-{number:04}.jsonl")
    return Pair(
        VisitorClient(stage, address=address, history=books[0], is_polling=is_polling),
        OperatorClient(stage, cookie=cookie, address=address, history=books[1], is_polling=is_polling),
        books,
        cookie,
    )
