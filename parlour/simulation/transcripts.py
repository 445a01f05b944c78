"""Transcripts read back through the HTTP door, and compared with what was said."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from msgspec import Struct

from parlour.protocol import limits
from parlour.protocol.snapshots import Entry, Message
from parlour.simulation.asking import ask
from parlour.simulation.script import Turn

_TRIES = 30


class Entries(Struct):
    """One page of a chat's entries, as the HTTP door gives it."""

    entries: tuple[Entry, ...]
    has_older: bool
    has_newer: bool


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How a transcript differs from what was said; all zero when it does not."""

    lost: int = 0
    duplicated: int = 0
    out_of_order: int = 0
    is_equal: bool = True


async def read_transcript(base_url: str, *, cookie: str, chat_id: str) -> list[Entry]:
    """Read all entries of a chat with an operator's cookie. A server that is down for a moment is asked again."""
    entries: list[Entry] = []
    has_newer = True
    while has_newer:
        after = entries[-1].position if entries else 0
        path = f"/api/v1/chats/{chat_id}/entries?after={after}&limit={limits.RESUME_ENTRIES}"
        page = msgspec.json.decode(await _get(base_url, path, cookie), type=Entries)
        entries += page.entries
        has_newer = page.has_newer and bool(page.entries)
    return entries


def compare(entries: Sequence[Entry], turns: Sequence[Turn], acknowledged: Mapping[str, int]) -> Comparison:
    """Compare a transcript with the turns that were played and with what the server had acknowledged.

    `acknowledged` maps each client_id to the position that the server named for it.
    """
    messages = [entry for entry in entries if isinstance(entry, Message)]
    times = Counter(message.client_id for message in messages)
    placed = {message.client_id: message.position for message in messages}
    numbers = [entry.position for entry in entries]
    is_numbered = numbers == list(range(1, len(entries) + 1))
    said = [(turn.side, turn.text) for turn in turns]
    kept = [(message.author, message.text) for message in messages]
    moved = sum(placed.get(client_id, position) != position for client_id, position in acknowledged.items())
    return Comparison(
        lost=sum(client_id not in placed for client_id in acknowledged),
        duplicated=sum(count - 1 for count in times.values()),
        out_of_order=moved + (not is_numbered) + (kept != said and sorted(kept) == sorted(said)),
        is_equal=kept == said and is_numbered,
    )


async def _get(base_url: str, path: str, cookie: str) -> bytes:
    for attempt in range(_TRIES):
        try:
            status, body = await ask(base_url, "GET", path, headers={"Cookie": cookie})
        except OSError:
            status, body = 503, b"no connection"
        if status == 200:
            return body
        if status not in (429, 503):
            break
        await asyncio.sleep(min(0.25 * 2**attempt, 5))
    raise ConnectionError(f"GET {path} answers {status}: {body[:200]!r}")
