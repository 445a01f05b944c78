"""The judge: compares what each person noted with what is kept, and names every broken promise.

The rules, each with the name of the finding:

- *lost*: what was acknowledged is kept, with the same words, at the position that was named;
- *duplicated*: a message is kept once, and shown once to each person;
- *reordered*: a chat's positions are 1, 2, 3 ...; a person is shown them in that order, and one person's messages are
  kept in the order in which they were written;
- *foreign*: whatever a person was shown is kept, in that chat, in those words, and the chat is one of theirs; and
  whatever is kept was written by somebody;
- *unseen*: when all is quiet, both sides have been shown the whole chat.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from parlour.simulation.history import Acknowledged, AnyNote, Intended, Received

Kind = Literal["lost", "duplicated", "reordered", "foreign", "unseen"]


@dataclass(frozen=True)
class Kept:
    """An entry as the database has it; `client_id` and `text` only where it is a message."""

    chat_id: str
    position: int
    client_id: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Finding:
    """A broken promise: which, in which chat, and what was seen."""

    kind: Kind
    chat_id: str
    detail: str


@dataclass(frozen=True)
class Witness:
    """One person: their notes, and the chats they may know of."""

    name: str
    chats: frozenset[str]
    notes: Sequence[AnyNote]


def judge(witnesses: Sequence[Witness], kept: Sequence[Kept]) -> list[Finding]:
    """Return every finding, none when all promises were kept. `kept` is in the order of chat and position."""
    chats: dict[str, list[Kept]] = defaultdict(list)
    for entry in kept:
        chats[entry.chat_id].append(entry)
    written = {
        note.client_id: note.text for witness in witnesses for note in witness.notes if isinstance(note, Intended)
    }
    findings = list(_of_what_is_kept(chats, written))
    for witness in witnesses:
        findings += _of_acknowledgements(witness, chats)
        findings += _of_receipts(witness, chats)
        findings += _of_writing_order(witness, kept)
    return findings


def _of_what_is_kept(chats: Mapping[str, list[Kept]], written: Mapping[str, str]) -> Iterator[Finding]:
    times = Counter(entry.client_id for entries in chats.values() for entry in entries if entry.client_id)
    for chat_id, entries in chats.items():
        if [entry.position for entry in entries] != list(range(1, len(entries) + 1)):
            yield Finding("reordered", chat_id, "the positions kept are not 1, 2, 3 ...")
        for entry in entries:
            if entry.client_id is None:
                continue
            if times[entry.client_id] > 1:
                yield Finding("duplicated", chat_id, f"{entry.client_id} is kept {times[entry.client_id]} times")
            if written.get(entry.client_id) != entry.text:
                yield Finding("foreign", chat_id, f"nobody wrote what is kept at {entry.position}")


def _of_acknowledgements(witness: Witness, chats: Mapping[str, list[Kept]]) -> Iterator[Finding]:
    for note in witness.notes:
        if not isinstance(note, Acknowledged):
            continue
        places = [entry.position for entry in chats.get(note.chat_id, ()) if entry.client_id == note.client_id]
        if not places:
            yield Finding("lost", note.chat_id, f"{witness.name}: {note.client_id} was acknowledged")
        elif note.position not in places:
            yield Finding(
                "reordered",
                note.chat_id,
                f"{witness.name}: {note.client_id} acknowledged at {note.position}, kept at {places}",
            )


def _of_receipts(witness: Witness, chats: Mapping[str, list[Kept]]) -> Iterator[Finding]:
    """Follow what a person was shown, receipts and own acknowledged messages alike, chat by chat."""
    shown: dict[str, list[tuple[int, str | None, str | None]]] = defaultdict(list)
    reached: dict[str, int] = defaultdict(int)
    for note in witness.notes:
        if isinstance(note, Received):
            client_id, text = getattr(note.entry, "client_id", None), getattr(note.entry, "text", None)
            if note.is_new:
                shown[note.chat_id].append((note.entry.position, client_id, text))
                reached[note.chat_id] = max(reached[note.chat_id], note.entry.position)
            yield from _of_one_receipt(witness, note.chat_id, (note.entry.position, client_id, text), chats)
        elif isinstance(note, Acknowledged) and note.position == reached[note.chat_id] + 1:
            # `stored` stands in the sender's stream where others get the entry: it moves the sender on.
            shown[note.chat_id].append((note.position, note.client_id, None))
            reached[note.chat_id] = note.position
    for chat_id, entries in shown.items():
        yield from _of_one_view(witness, chat_id, entries)
    for chat_id in witness.chats:
        if reached[chat_id] < len(chats.get(chat_id, ())):
            yield Finding("unseen", chat_id, f"{witness.name} was shown {reached[chat_id]} of {len(chats[chat_id])}")


def _of_one_view(
    witness: Witness, chat_id: str, entries: Iterable[tuple[int, str | None, str | None]]
) -> Iterator[Finding]:
    entries = list(entries)
    for client_id, times in Counter(client_id for _, client_id, _ in entries if client_id).items():
        if times > 1:
            yield Finding("duplicated", chat_id, f"{witness.name} was shown {client_id} {times} times")
    for (one, *_), (other, *_) in pairwise(entries):
        if other != one + 1:
            yield Finding("reordered", chat_id, f"{witness.name} was shown {other} after {one}")


def _of_one_receipt(
    witness: Witness, chat_id: str, receipt: tuple[int, str | None, str | None], chats: Mapping[str, list[Kept]]
) -> Iterator[Finding]:
    position, client_id, text = receipt
    entries = chats.get(chat_id, [])
    kept = next((entry for entry in entries[position - 1 : position] if entry.position == position), None)
    if chat_id not in witness.chats:
        yield Finding("foreign", chat_id, f"{witness.name} was shown a chat that is not theirs")
    elif kept is None:
        yield Finding("lost", chat_id, f"{witness.name} was shown {position}, which is not kept")
    elif (kept.client_id, kept.text if kept.client_id else None) != (client_id, text if client_id else None):
        yield Finding("foreign", chat_id, f"{witness.name} was shown other words at {position} than are kept")


def _of_writing_order(witness: Witness, kept: Sequence[Kept]) -> Iterator[Finding]:
    order = {note.client_id: number for number, note in enumerate(witness.notes) if isinstance(note, Intended)}
    by_chat: dict[str, list[int]] = defaultdict(list)
    for entry in kept:
        if entry.client_id in order:
            by_chat[entry.chat_id].append(order[entry.client_id])
    for chat_id, numbers in by_chat.items():
        if numbers != sorted(numbers):
            yield Finding("reordered", chat_id, f"the messages of {witness.name} are not kept as they were written")
