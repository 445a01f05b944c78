"""Weight: the bytes that a page of somebody else has to load before a visitor can talk."""

from collections.abc import AsyncIterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # It ships no types.

from bench.figure import Figure
from bench.setting import Setting

_BUILT = Path(__file__).parent.parent.parent / "parlour" / "site" / "built" / "widget"
_BUDGETS = {"loader": 4_096.0, "panel": 30_720.0}


async def measure(setting: Setting) -> AsyncIterator[Figure]:  # noqa: ARG001  # Every bench takes the setting.
    """Yield the size of the loader, and of the panel with its heaviest language, as brotli sends them."""
    languages = [_packed(file) for file in _BUILT.glob("[a-z][a-z]-*.js")]
    for part, budget in _BUDGETS.items():
        files = [*_BUILT.glob(f"{part}*.js"), *_BUILT.glob(f"{part}*.css")]
        if not files:
            raise FileNotFoundError(f"There is no {part} in {_BUILT}. Build the front end first: bin/setup")
        size = sum(map(_packed, files)) + (max(languages, default=0) if part == "panel" else 0)
        yield Figure(bench="weight", name=f"the widget's {part}, brotli", unit="bytes", rounds=(size,), target=budget)


def _packed(file: Path) -> int:
    return len(brotli.compress(file.read_bytes(), quality=11))
