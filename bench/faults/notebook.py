"""Each person's own append-only file of notes; the judge reads nothing else of what they saw."""

from pathlib import Path

import msgspec

from parlour.simulation.history import AnyNote

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(AnyNote)


class Notebook:
    """A file that grows by a line a note. Call it with each note; it is a `History`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.welcomed_at: list[float] = []
        self._file = path.open("ab", buffering=0)

    def __call__(self, note: AnyNote) -> None:
        self._file.write(_ENCODER.encode(note) + b"\n")
        if note.__struct_config__.tag == "connected":
            self.welcomed_at.append(note.at)

    def close(self) -> None:
        """Write no more."""
        self._file.close()


def read_notes(path: Path) -> list[AnyNote]:
    """Return the notes of one person, oldest first."""
    return [_DECODER.decode(line) for line in path.read_bytes().splitlines()]
