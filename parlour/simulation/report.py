"""What a replay found: how much, how fast, and whether anything was lost."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.table import Table


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile: the smallest sample that `share` of all do not exceed. NaN without any."""
    if not samples:
        return math.nan
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(kw_only=True)
class Report:
    """The sum of a replay. Durations in seconds, one for each message."""

    dialogues: int = 0
    stored: int = 0
    lost: int = 0
    duplicated: int = 0
    out_of_order: int = 0
    seconds: float = 0.0
    acknowledged_seconds: list[float] = field(default_factory=list)
    delivered_seconds: list[float] = field(default_factory=list)
    reconnections: int = 0
    failures: list[str] = field(default_factory=list)
    """Dialogues that did not come to their end, or whose transcript is not what was said: the id and why."""

    @property
    def exit_status(self) -> int:
        """0 when every dialogue was played and reads back letter for letter, else 1."""
        return 1 if self.failures or self.lost or self.duplicated or self.out_of_order else 0

    def table(self) -> Table:
        """Return the report as people read it."""
        table = Table("what", "figure", title="Replay", title_justify="left")
        table.columns[1].justify = "right"
        rate = self.stored / self.seconds if self.seconds else 0.0
        table.add_row("dialogues played", f"{self.dialogues:,}")
        table.add_row("messages stored", f"{self.stored:,}")
        table.add_row("in", f"{self.seconds:,.1f} s, {rate:,.0f} messages/s")
        table.add_row("acknowledged p50 / p99", _pair(self.acknowledged_seconds))
        table.add_row("delivered p50 / p99", _pair(self.delivered_seconds))
        table.add_row("lines that broke and came back", f"{self.reconnections:,}")
        for name, count in (("lost", self.lost), ("duplicated", self.duplicated), ("out of order", self.out_of_order)):
            table.add_row(name, f"[{'red' if count else 'green'}]{count:,}[/]")
        table.add_row("transcripts that differ or are missing", f"{len(self.failures):,}")
        return table


def _pair(seconds: Sequence[float]) -> str:
    return f"{percentile(seconds, 0.5) * 1000:,.1f} / {percentile(seconds, 0.99) * 1000:,.1f} ms"
