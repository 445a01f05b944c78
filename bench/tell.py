"""The figures as people and as programs read them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.table import Table

from bench.figure import Figure, written

_HEADS = ("what", "median", "least to most", "unit", "floor", "target", "met")


def table(figures: Sequence[Figure]) -> Table:
    """Return the figures for a terminal."""
    shown = Table(*_HEADS, title="Figures, and the floor under each in the same run", title_justify="left")
    for figure in figures:
        colour = {True: "green", False: "red", None: "default"}[figure.is_met]
        shown.add_row(*_cells(figure), style=colour)
    return shown


def write(figures: Sequence[Figure], machine: Mapping[str, str], directory: Path, *, load: float) -> None:
    """Write `latest.json` and `README.md`; `load` is what else the machine was doing when the run began."""
    directory.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC).replace(microsecond=0)
    raw = {"at": at, "load_before": load, "machine": machine, "figures": figures}
    (directory / "latest.json").write_bytes(msgspec.json.format(msgspec.json.encode(raw), indent=1) + b"\n")
    lines = [
        "# Figures",
        "",
        f"Written by `python -m bench` on {at:%Y-%m-%d %H:%M} UTC. Raw values: [latest.json](latest.json).",
        f"How each is measured: [the proof](../subjects/proof.md). Load of the machine before the run: {load:.1f}.",
        "",
        "Machine: " + "; ".join(f"{name} {value}" for name, value in machine.items()) + ".",
        "",
        "| " + " | ".join(_HEADS) + " |",
        "|---|---:|---:|---|---|---|---|",
        *("| " + " | ".join(_cells(figure)) + " |" for figure in figures),
    ]
    (directory / "README.md").write_text("\n".join(lines) + "\n")


def _cells(figure: Figure) -> tuple[str, ...]:
    span = f"{written(min(figure.rounds))} to {written(max(figure.rounds))}" if len(figure.rounds) > 1 else "one round"
    floor = f"{written(figure.floor.value)} ({figure.floor.name})" if figure.floor else ""
    target = (
        f"{'at most' if figure.is_ceiling else 'at least'} {written(figure.target)}"
        if figure.target is not None
        else ""
    )
    met = {True: "yes", False: "**no**", None: ""}[figure.is_met]
    return figure.name, written(figure.median), span, figure.unit, floor, target, met
