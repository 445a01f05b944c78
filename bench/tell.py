"""The figures as people and as programs read them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct
from rich.table import Table

from bench.figure import Figure, written

_HEADS = ("what", "median", "least to most", "unit", "floor", "target", "met")


class Run(Struct, frozen=True, kw_only=True):
    """One bench as it was last run; `load_before` is how many processes wanted a core in the minute before it."""

    at: datetime
    load_before: float
    figures: tuple[Figure, ...]


class Record(Struct, kw_only=True):
    """All that is written down: the machine, and the last run of each bench on it."""

    machine: dict[str, str]
    runs: dict[str, Run]


def run_of(figures: Sequence[Figure], *, load: float) -> Run:
    """Return the figures of one bench, stamped with the present time."""
    return Run(at=datetime.now(UTC).replace(microsecond=0), load_before=round(load, 1), figures=tuple(figures))


def table(figures: Sequence[Figure]) -> Table:
    """Return the figures for a terminal."""
    shown = Table(*_HEADS, title="Figures, and the floor under each in the same run", title_justify="left")
    for figure in figures:
        colour = {True: "green", False: "red", None: "default"}[figure.is_met]
        shown.add_row(*_cells(figure), style=colour)
    return shown


def write(runs: dict[str, Run], machine: dict[str, str], directory: Path) -> None:
    """Write `latest.json` and `README.md`. Benches that were not run keep their figures, if they are of this machine."""
    directory.mkdir(parents=True, exist_ok=True)
    raw = directory / "latest.json"
    earlier = msgspec.json.decode(raw.read_bytes(), type=Record) if raw.exists() else None
    kept = earlier.runs if earlier and earlier.machine == machine else {}
    record = Record(machine=machine, runs={**kept, **runs})
    raw.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    (directory / "README.md").write_text("\n".join(_page(record)) + "\n")


def _page(record: Record) -> Iterator[str]:
    yield "# Figures"
    yield ""
    yield "Written by `python -m bench`; the values of each round are in [latest.json](latest.json)."
    yield "How each is measured, and what a floor is: [the proof](../subjects/proof.md)."
    yield ""
    yield "Machine: " + "; ".join(f"{name} {value}" for name, value in record.machine.items()) + "."
    for name, run in record.runs.items():
        yield ""
        yield f"## {name.capitalize()}"
        yield ""
        yield (
            f"{run.at:%Y-%m-%d %H:%M} UTC. Processes that wanted a core in the minute before: {run.load_before:.1f};"
            " what the floors lost to others, the figures lost too."
        )
        yield ""
        yield "| " + " | ".join(_HEADS) + " |"
        yield "|---|---:|---:|---|---|---|---|"
        yield from ("| " + " | ".join(_cells(figure)) + " |" for figure in run.figures)


def _cells(figure: Figure) -> tuple[str, ...]:
    span = f"{written(min(figure.rounds))} to {written(max(figure.rounds))}" if len(figure.rounds) > 1 else "one round"
    floor = f"{written(figure.floor.value)} ({figure.floor.name})" if figure.floor else ""
    has_target = figure.target is not None
    target = f"{'at most' if figure.is_ceiling else 'at least'} {written(figure.target or 0.0)}" if has_target else ""
    met = {True: "yes", False: "**no**", None: ""}[figure.is_met]
    return figure.name, written(figure.median), span, figure.unit, floor, target, met
