"""Play written dialogues through the real protocol, and read every one of them back."""

import asyncio
import math
import time
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from parlour.protocol.snapshots import Message
from parlour.simulation.client import OperatorClient, VisitorClient
from parlour.simulation.history import Acknowledged, AnyNote, Connected, Intended, Received
from parlour.simulation.line import TurnedAway
from parlour.simulation.person import WasRefused
from parlour.simulation.report import Report
from parlour.simulation.script import Dialogue, pause_seconds, read_script
from parlour.simulation.stage import Stage, loopback_address
from parlour.simulation.transcripts import compare, read_transcript


class Stopwatch:
    """The history of one dialogue, both sides: when each message went out, was acknowledged and reached the other."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._sent_at: dict[str, float] = {}
        self._under_way: set[str] = set()
        self._welcomes = 0
        self.acknowledged_at: dict[str, int] = {}

    def __call__(self, note: AnyNote) -> None:
        match note:
            case Intended():
                self._sent_at[note.client_id] = note.at
                # The first words wait until an operator takes the chat: that is a queue, not a delivery.
                if note.chat_id:
                    self._under_way.add(note.client_id)
            case Acknowledged():
                if note.client_id not in self.acknowledged_at:
                    self._report.acknowledged_seconds.append(note.at - self._sent_at[note.client_id])
                self.acknowledged_at[note.client_id] = note.position
            case Received(entry=Message(client_id=client_id)) if client_id in self._under_way:
                # After a reconnect the sender may hear its own words too; the first receipt stops the clock.
                self._under_way.remove(client_id)
                self._report.delivered_seconds.append(note.at - self._sent_at[client_id])
            case Connected():
                self._welcomes += 1
                self._report.reconnections += self._welcomes > 2


def replay(
    path: Path, stage: Stage, *, chats: int = 20, speed: float = math.inf, console: Console | None = None
) -> Report:
    """Play a file of dialogues, `chats` of them at a time, and compare each transcript with its dialogue.

    `speed` 1 is a person's pace of reading and typing, 10 ten times that, infinity as fast as answers come. Raises
    `BadScript` when the file is not a script, and `ValueError` when the speed is not above zero.
    """
    if not speed > 0:
        raise ValueError("The speed is a number above zero, or max.")
    dialogues = read_script(path)
    return asyncio.run(play(dialogues, stage, chats=chats, speed=speed, console=console))


async def play(
    dialogues: list[Dialogue], stage: Stage, *, chats: int = 20, speed: float = math.inf, console: Console | None = None
) -> Report:
    """As `replay`, for dialogues that are read already and a loop that runs."""
    report = Report()
    began_at = time.perf_counter()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console or Console(quiet=True), transient=True) as progress:
        bar = progress.add_task("Playing", total=len(dialogues))
        queue = iter(enumerate(dialogues))

        async def one_place() -> None:
            for number, dialogue in queue:
                await _guarded(number, dialogue, stage, speed, report)
                progress.advance(bar)

        await asyncio.gather(*(one_place() for _ in range(min(chats, len(dialogues)))))
    report.seconds = time.perf_counter() - began_at
    return report


async def _guarded(number: int, dialogue: Dialogue, stage: Stage, speed: float, report: Report) -> None:
    """Play one dialogue; whatever goes wrong with it is a line of the report, and the others go on."""
    try:
        await _play_one(number, dialogue, stage, speed, report)
    except (WasRefused, TurnedAway, OSError) as error:
        report.failures.append(f"{dialogue.id}: {str(error) or 'nothing was heard for too long'}")


async def _play_one(number: int, dialogue: Dialogue, stage: Stage, speed: float, report: Report) -> None:
    watch = Stopwatch(report)
    cookie = stage.cookies[number % len(stage.cookies)]
    public_key = stage.public_keys[number % len(stage.public_keys)]
    address = loopback_address(number) if stage.is_on_this_machine() else None
    visitor = VisitorClient(stage, public_key=public_key, address=address, history=watch)
    operator = OperatorClient(stage, cookie=cookie, address=address, history=watch)
    async with visitor, operator:
        first, *others = dialogue.turns
        await asyncio.sleep(pause_seconds("", first.text) / speed)
        chat_id = await visitor.start(first.text, name=f"Visitor {number + 1}")
        await operator.take(chat_id)
        heard = first.text
        for turn in others:
            speaker, hearer = (visitor, operator) if turn.side == "visitor" else (operator, visitor)
            if math.isfinite(speed):
                await speaker.show_typing(chat_id, turn.text)
                await asyncio.sleep(pause_seconds(heard, turn.text) / speed)
            stored = await speaker.say(chat_id, turn.text)
            await hearer.has_seen(chat_id, stored.position)
            heard = turn.text
        await operator.end(chat_id)
    report.dialogues += 1
    await _read_back(dialogue, chat_id, stage, cookie, watch.acknowledged_at, report)


async def _read_back(
    dialogue: Dialogue, chat_id: str, stage: Stage, cookie: str, acknowledged: dict[str, int], report: Report
) -> None:
    entries = await read_transcript(stage.base_url, cookie=cookie, chat_id=chat_id)
    found = compare(entries, dialogue.turns, acknowledged)
    report.stored += sum(isinstance(entry, Message) for entry in entries)
    report.lost += found.lost
    report.duplicated += found.duplicated
    report.out_of_order += found.out_of_order
    if not found.is_equal:
        report.failures.append(f"{dialogue.id}: the transcript of {chat_id} is not what was said")


def reasons(report: Report, *, at_most: int = 10) -> Iterable[str]:
    """Yield the first failures of a report as sentences."""
    yield from report.failures[:at_most]
    if len(report.failures) > at_most:
        yield f"... and {len(report.failures) - at_most:,} more"
