"""Token buckets: how fast somebody may go, with room for a burst."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second after that."""

    burst: float
    per_second: float


class Buckets:
    """One bucket for each key. Buckets that are full again are forgotten, so that the table stays as small as the load."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._levels: dict[str, tuple[float, float]] = {}
        self._next_sweep = 0.0

    def wait(self, key: str, now: float) -> float:
        """Take a token and return 0, or take none and return the seconds until there is one.

        `now` is in seconds of any clock that never steps back.
        """
        if now >= self._next_sweep:
            self._sweep(now)
        level, at = self._levels.get(key, (self._rate.burst, now))
        level = min(self._rate.burst, level + (now - at) * self._rate.per_second)
        if level < 1:
            return (1 - level) / self._rate.per_second
        self._levels[key] = (level - 1, now)
        return 0.0

    def _sweep(self, now: float) -> None:
        full_after = self._rate.burst / self._rate.per_second
        self._levels = {key: kept for key, kept in self._levels.items() if now - kept[1] < full_after}
        self._next_sweep = now + full_after
