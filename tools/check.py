"""Run the checks and tests one after the other and close with a table of verdicts and each runner's own last word.

`python -m tools.check static` leaves the tests out; `all` runs everything. The exit status is 1 when one of them failed.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable


class Step(NamedTuple):
    """One runner: its name in the table, its command, and which of its lines is the closing one (else the last).

    `incomplete` is what a closing line must not say in CI, where nothing may be missing.
    """

    name: str
    command: tuple[str, ...]
    closing: str = ""
    incomplete: str = ""


class Outcome(NamedTuple):
    """How a step went."""

    step: Step
    is_passed: bool
    seconds: float
    closing_line: str


STATIC = (
    Step("ruff check", (PYTHON, "-m", "ruff", "check", "."), r"Found .*"),
    Step("ruff format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Step("mypy", (PYTHON, "-m", "mypy")),
    Step("import contracts", (str(Path(PYTHON).with_name("lint-imports")), "--no-logo"), r"Contracts: .*"),
    Step("generated types", (PYTHON, "-m", "tools.generate_protocol", "--check")),
    Step("sizes", (PYTHON, "-m", "tools.measure", "--check")),
    Step("tsc", (PYTHON, "-m", "tools.front_end", "types")),
)
TESTS = (
    Step("vitest", (PYTHON, "-m", "tools.front_end", "test"), r"\s*Tests  .*", incomplete="skipped"),
    Step("pytest", (PYTHON, "-m", "pytest", "-n", "2"), r"=+ .* in .* =+"),
)


def closing_line(step: Step, lines: list[str]) -> str:
    """Return the runner's own last word, without colours."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in lines if line.strip()]
    fitting = [line for line in plain if re.fullmatch(step.closing, line)] if step.closing else []
    return (fitting or plain or ["no findings"])[-1]


def run(step: Step) -> Outcome:
    """Run one step, passing its output on as it comes."""
    print(f"\n==> {step.name}", flush=True)
    started, lines = time.monotonic(), []
    with subprocess.Popen(step.command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    last_word = closing_line(step, lines)
    is_complete = not step.incomplete or step.incomplete not in last_word or not os.environ.get("CI")
    return Outcome(step, process.returncode == 0 and is_complete, time.monotonic() - started, last_word)


def print_table(outcomes: list[Outcome]) -> None:
    """Print a line for each runner; pytest's closing line ends the output as pytest wrote it."""
    print()
    for outcome in outcomes:
        verdict = "ok" if outcome.is_passed else "FAILED"
        print(f"{outcome.step.name:17}{verdict:7}{outcome.seconds:6.1f} s  {outcome.closing_line.strip('= ')}")
    if outcomes[-1].step.name == "pytest":
        print(outcomes[-1].closing_line)


def main() -> int:
    """Run the steps that the first argument names."""
    steps = STATIC if sys.argv[1:] == ["static"] else STATIC + TESTS
    with tempfile.TemporaryDirectory(prefix="parlour-check-") as directory:
        # Reading the settings makes a data directory with a secret key in it: not the developer's own.
        os.environ["PARLOUR_DATA_DIR"] = directory
        outcomes = [run(step) for step in steps]
    print_table(outcomes)
    return 0 if all(outcome.is_passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
