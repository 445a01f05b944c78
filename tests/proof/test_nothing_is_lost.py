"""The promise itself, in short: three kills under thirty people, and nothing that was acknowledged is missing."""

from pathlib import Path

from bench.faults.run import BACK_SECONDS, run_faults
from bench.server import Server


async def test_no_acknowledged_message_is_lost_doubled_or_reordered_by_kills(server: Server, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    outcome = await run_faults(server, kills=3, clients=30, notes=notes, between=1.0)
    assert outcome.findings == []
    assert outcome.kills == 3
    assert outcome.acknowledged > 100
    assert max(outcome.back_seconds) <= BACK_SECONDS
