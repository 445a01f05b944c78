"""`python -m bench`: measure, print, and write the figures down; `python -m bench faults`: kill, and count what is lost."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Annotated

import typer
import uvloop
from rich.console import Console
from rich.table import Table

from bench import machine, tell
from bench.faults.run import BACK_SECONDS, Outcome, run_faults
from bench.figure import Figure, written
from bench.figures import archive, messages, sockets, weight
from bench.profile import costliest
from bench.server import Server, on_cores
from bench.setting import Setting, quick
from parlour.simulation.report import percentile

_BENCHES: dict[str, Callable[[Setting], AsyncIterator[Figure]]] = {
    "messages": messages.measure, "sockets": sockets.measure, "archive": archive.measure, "weight": weight.measure,
}  # fmt: skip
_FIGURES = Path(__file__).parent.parent / "docs" / "bench"
_PROFILES = Path(__file__).parent.parent / "data" / "profiles"
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
# What is piped into a file has no edge to be wrapped at.
console = Console() if sys.stdout.isatty() else Console(width=160)


@app.callback(invoke_without_command=True)
def bench(
    context: typer.Context,
    only: Annotated[
        list[str] | None, typer.Option(help="Run only this one (may be repeated): " + ", ".join(_BENCHES))
    ] = None,
    quickly: Annotated[bool, typer.Option("--quick", help="A short form, which is not written down.")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Also write collapsed stacks to data/profiles.")] = False,
) -> None:
    """Measure every figure that Parlour claims, with its floor beside it."""
    if context.invoked_subcommand is not None:
        return
    for name in only or ():
        if name not in _BENCHES:
            raise typer.BadParameter(f"There is no bench {name!r}.")
    machine.allow_many_files()
    directory = Path(tempfile.mkdtemp(prefix="parlour-bench-"))
    profiles = _PROFILES if profile else None
    setting = quick(directory, profiles) if quickly else Setting(directory=directory, profiles=profiles)
    try:
        runs = uvloop.run(_measure(setting, only or list(_BENCHES)))
    finally:
        shutil.rmtree(directory)
    console.print(tell.table([figure for run in runs.values() for figure in run.figures]))
    if profiles and "messages" in runs:
        _tell_profile(profiles / "messages.txt")
    if not quickly:
        tell.write(runs, machine.describe(), _FIGURES)


@app.command()
def faults(
    kills: Annotated[int, typer.Option(help="How often the server is killed.")] = 20,
    clients: Annotated[int, typer.Option(help="How many people talk meanwhile, visitors and operators.")] = 200,
) -> None:
    """Kill the server again and again under people who talk; nothing that was acknowledged may be lost or doubled."""
    machine.allow_many_files()
    with tempfile.TemporaryDirectory(prefix="parlour-faults-") as place:
        data, notes = Path(place) / "data", Path(place) / "notes"
        data.mkdir()
        notes.mkdir()
        with Server(data) as server:
            outcome = asyncio.run(run_faults(server, kills=kills, clients=clients, notes=notes))
    _tell_faults(outcome)
    raise typer.Exit(0 if outcome.is_good else 1)


async def _measure(setting: Setting, names: list[str]) -> dict[str, tell.Run]:
    """Run the benches one after the other, with the load on cores of its own."""
    runs = {}
    with on_cores(setting.load_cores):
        for name in names:
            load, figures = machine.load_average(), []
            async for figure in _BENCHES[name](setting):
                console.print(f"{figure.name}: {written(figure.median)} {figure.unit}", highlight=False)
                figures.append(figure)
            runs[name] = tell.run_of(figures, load=load)
    return runs


def _tell_faults(outcome: Outcome) -> None:
    table = Table("what", "figure", title="Faults", title_justify="left")
    table.columns[1].justify = "right"
    table.add_row("people talking", f"{outcome.clients:,}")
    table.add_row("kills", f"{outcome.kills:,}")
    table.add_row("times a third of the lines was cut", f"{outcome.cuts:,}")
    table.add_row("times the server stood still", f"{outcome.stalls:,}")
    table.add_row("messages acknowledged", f"{outcome.acknowledged:,}")
    table.add_row("messages kept", f"{outcome.kept:,}")
    table.add_row("server back after, median", f"{percentile(outcome.down_seconds, 0.5):.2f} s")
    table.add_row("the last person back after that, median", f"{percentile(outcome.back_seconds, 0.5):.2f} s")
    table.add_row("and at most", f"{max(outcome.back_seconds, default=0):.2f} s (allowed {BACK_SECONDS:.0f})")
    for kind in ("lost", "duplicated", "reordered", "foreign", "unseen"):
        table.add_row(kind, f"{sum(finding.kind == kind for finding in outcome.findings):,}")
    console.print(table)
    for finding in outcome.findings[:20]:
        console.print(f"{finding.kind} in {finding.chat_id}: {finding.detail}", highlight=False)


def _tell_profile(stacks: Path) -> None:
    table = Table("function", "itself", "with what it calls", title="Where the time goes", title_justify="left")
    for name, alone, whole in costliest(stacks):
        table.add_row(name, f"{alone:.1%}", f"{whole:.1%}")
    console.print(table)


if __name__ == "__main__":
    app()
