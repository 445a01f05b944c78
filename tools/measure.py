"""Measure the house against its own limits: sizes of files and functions, and how much is explained.

`python -m tools.measure` prints the figures; `--check` fails when one is outside its limits.
"""

import ast
import io
import statistics
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.sources import named, python_files, tree, typescript_files

FILE_MEDIAN, FILE_LONGEST = 90, 400
FUNCTION_MEDIAN, FUNCTION_P95, FUNCTION_LONGEST = 10, 40, 60
TYPESCRIPT_LONGEST = 400
COMMENTS_FEWEST, COMMENTS_MOST = 4.0, 16.0


class Figure(NamedTuple):
    """One measured figure and the limits it has to keep; `culprit` is where the figure comes from."""

    name: str
    value: float
    least: float
    most: float
    culprit: str = ""

    @property
    def is_kept(self) -> bool:
        """Tell whether the figure is within its limits."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        limits = f"{self.least:g} to {self.most:g}" if self.least else f"at most {self.most:g}"
        verdict = "" if self.is_kept else "  OUTSIDE"
        return f"{self.name:38}{self.value:8.1f}  {limits:16}{self.culprit}{verdict}"


def line_count(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the length in lines of each function of a Python file, and where it is."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield length, f"{named(path)}:{node.lineno} {node.name}"


def explanations(path: Path) -> int:
    """Return how many comments and docstrings a Python file has; neighbouring comment lines are one comment."""
    count, previous = 0, -1
    for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith(("# fmt", "# noqa", "# type")):
            count += token.start[0] != previous + 1
            previous = token.start[0]
    strings = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Expr))
    return count + sum(isinstance(node.value, ast.Constant) and isinstance(node.value.value, str) for node in strings)


def figures() -> list[Figure]:
    """Measure everything."""
    paths = list(python_files())
    lengths = sorted((line_count(path), named(path)) for path in paths)
    bodies = sorted(body for path in paths for body in functions(path))
    scripts = sorted((line_count(path), named(path)) for path in typescript_files()) or [(0, "")]
    sizes = [length for length, _ in bodies]
    # Tests explain themselves by their names.
    product = [path for path in paths if "tests" not in path.parts]
    density = 100 * sum(map(explanations, product)) / sum(map(line_count, product))
    return [
        Figure("Python files, median lines", statistics.median(length for length, _ in lengths), 0, FILE_MEDIAN),
        Figure("Python files, longest", lengths[-1][0], 0, FILE_LONGEST, lengths[-1][1]),
        Figure("Python functions, median lines", statistics.median(sizes), 0, FUNCTION_MEDIAN),
        Figure("Python functions, 95th percentile", statistics.quantiles(sizes, n=20)[-1], 0, FUNCTION_P95),
        Figure("Python functions, longest", bodies[-1][0], 0, FUNCTION_LONGEST, bodies[-1][1]),
        Figure("comments and docstrings per 100 lines", density, COMMENTS_FEWEST, COMMENTS_MOST),
        Figure("TypeScript files, longest", scripts[-1][0], 0, TYPESCRIPT_LONGEST, scripts[-1][1]),
    ]


def main() -> int:
    """Print the figures; with `--check` the exit status is 1 when one is outside its limits."""
    measured = figures()
    for figure in measured:
        print(figure)
    outside = sum(not figure.is_kept for figure in measured)
    print(f"{len(measured)} figures, {outside} outside their limits")
    return 1 if outside and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
