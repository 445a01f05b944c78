"""The dialogues that are played: JSON lines of `{"id", "turns": [{"from": "visitor" or "operator", "text"}]}`."""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

SAMPLE = Path(__file__).parent / "dialogues" / "sample.jsonl"


class BadScript(ValueError):
    """The file cannot be played; the sentence names the line."""


class Turn(Struct, frozen=True):
    """One message: who says it, and its words."""

    side: Literal["visitor", "operator"] = field(name="from")
    text: str


class Dialogue(Struct, frozen=True):
    """A talk from its first word to its last."""

    id: str
    turns: tuple[Turn, ...]


def read_script(path: Path) -> list[Dialogue]:
    """Read all dialogues of a file. Refuses a line of another shape, and a dialogue that the visitor does not begin."""
    decoder = msgspec.json.Decoder(Dialogue)
    dialogues = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                dialogue = decoder.decode(line)
            except msgspec.DecodeError as error:
                raise BadScript(f"{path.name}, line {number}: {error}") from None
            if not dialogue.turns or dialogue.turns[0].side != "visitor":
                raise BadScript(f"{path.name}, line {number}: a dialogue begins with the visitor's words.")
            dialogues.append(dialogue)
    return dialogues


def pause_seconds(heard: str, to_say: str) -> float:
    """Return how long a person takes to read one text and to type the other: 25 and 6 characters a second."""
    return 0.5 + len(heard) / 25 + len(to_say) / 6
