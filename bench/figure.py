"""A figure: what was measured in several rounds, the floor beside it, and the target it is held to."""

import statistics
from collections.abc import Sequence

from msgspec import Struct


class Floor(Struct, frozen=True):
    """What the machine did at best at the same, in the same run."""

    name: str
    value: float


class Figure(Struct, frozen=True, kw_only=True):
    """One line of the table. `rounds` has a value for each round; `is_ceiling` when the target is not to be passed."""

    bench: str
    name: str
    unit: str
    rounds: tuple[float, ...]
    floor: Floor | None = None
    target: float | None = None
    is_ceiling: bool = True

    @property
    def median(self) -> float:
        """The middle round."""
        return statistics.median(self.rounds)

    @property
    def is_met(self) -> bool | None:
        """Whether the median keeps to the target; None without one."""
        if self.target is None:
            return None
        return self.median <= self.target if self.is_ceiling else self.median >= self.target


def median_floor(name: str, rounds: Sequence[float]) -> Floor:
    """Return the floor of several rounds."""
    return Floor(name, statistics.median(rounds))


def written(value: float) -> str:
    """Write a number with three significant figures at least, and thousands apart."""
    if abs(value) >= 100 or value == 0:
        return f"{value:,.0f}"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:,.2f}"
