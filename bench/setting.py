"""How much of everything is measured, and the place where it is measured."""

import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The size of a run. `directory` is where databases and logs go; `profiles` where profiles go, if they are wanted."""

    directory: Path
    rounds: int = 3
    seconds: float = 5.0
    chats: int = 1500
    rates: tuple[int, ...] = (500, 1000, 2000)
    sockets: tuple[int, ...] = (5_000, 10_000)
    archives: tuple[int, ...] = (1_000, 10_000, 100_000)
    profiles: Path | None = None
    server_cores: set[int] | None = field(default_factory=lambda: {0} if _cores() > 1 else None)
    load_cores: set[int] | None = field(default_factory=lambda: set(range(1, _cores())) if _cores() > 1 else None)

    def place(self, name: str) -> Path:
        """Return an empty directory of this name."""
        path = self.directory / name
        path.mkdir(parents=True)
        return path


def quick(directory: Path, profiles: Path | None) -> Setting:
    """Return the short form: a look, not a figure to be quoted."""
    return Setting(
        directory=directory, profiles=profiles, rounds=1, seconds=4.0, chats=700, rates=(1000,),
        sockets=(1_000,), archives=(1_000, 10_000),
    )  # fmt: skip


def _cores() -> int:
    return os.cpu_count() or 1
