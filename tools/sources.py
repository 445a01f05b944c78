"""The project's own files, for the rules that read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parent.parent
HOUSE = PROJECT / "parlour"


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is in the repository or about to be: known to git, or new and not ignored."""
    listing = subprocess.run(
        # A checkout that belongs to somebody else, as in CI, is no danger: nothing of it is run.
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return tuple(path for name in sorted(set(listing.stdout.splitlines())) if (path := PROJECT / name).is_file())


def named(path: Path) -> str:
    """Return a file's name as a finding tells it: from the project's root."""
    return path.relative_to(PROJECT).as_posix()


def python_files(below: Path = PROJECT) -> Iterator[Path]:
    """Yield the Python files below a folder, without migrations: Django writes those."""
    for path in files():
        if path.suffix == ".py" and path.is_relative_to(below) and "migrations" not in path.parts:
            yield path


def typescript_files() -> Iterator[Path]:
    """Yield the TypeScript files that people write."""
    for path in files():
        if path.suffix in {".ts", ".tsx"} and path.name != "protocol.ts":
            yield path


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(), filename=named(path))


def rooms() -> list[str]:
    """Return the rooms of the house: the packages of `parlour` that hold a Python file."""
    return sorted(path.parent.name for path in files() if path.parent.parent == HOUSE and path.name == "__init__.py")
