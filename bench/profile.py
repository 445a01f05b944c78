"""Where the server's time goes: py-spy looks at it from outside and writes collapsed stacks, one a line with its count."""

import contextlib
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.server import Process


@contextlib.contextmanager
def profiled(server: Process, target: Path | None, *, seconds: float) -> Iterator[None]:
    """Sample the server's stacks while the block runs, for at most `seconds`. Without a target, only run the block."""
    if target is None:
        yield
        return
    spy = shutil.which("py-spy") or str(Path(sys.executable).with_name("py-spy"))
    target.parent.mkdir(parents=True, exist_ok=True)
    record = [
        spy,
        "record",
        "--pid",
        str(server.pid),
        "--format",
        "raw",
        "--output",
        str(target),
        "--rate",
        "500",
        "--gil",
    ]
    child = subprocess.Popen([*record, "--duration", str(int(seconds)), "--nonblocking"], stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        child.wait(60)


def costliest(stacks: Path, *, at_most: int = 40) -> list[tuple[str, float, float]]:
    """Return functions with their share of all samples: alone, and with what they call; the latter in order."""
    alone: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for line in stacks.read_text().splitlines():
        stack, _, count = line.rpartition(" ")
        frames = [frame.rpartition(":")[0] or frame for frame in stack.split(";")]
        alone[frames[-1]] += int(count)
        whole.update(dict.fromkeys(frames, int(count)))
    total = sum(alone.values()) or 1
    return [(name, alone[name] / total, count / total) for name, count in whole.most_common(at_most)]
