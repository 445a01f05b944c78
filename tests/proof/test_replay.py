"""Written dialogues go through the real protocol into a real server, and come back letter for letter."""

import os
from pathlib import Path

import pytest

from bench.server import Server
from parlour.simulation.replay import play
from parlour.simulation.report import Report
from parlour.simulation.script import SAMPLE, Dialogue, read_script

CHATS_AT_ONCE = 8


async def played(server: Server, dialogues: list[Dialogue]) -> Report:
    stage = server.open_stage(operators=CHATS_AT_ONCE, sites=2)
    report = await play(dialogues, stage, chats=CHATS_AT_ONCE)
    assert report.failures == []
    return report


def assert_nothing_is_missing(report: Report, dialogues: list[Dialogue]) -> None:
    messages = sum(len(dialogue.turns) for dialogue in dialogues)
    assert report.exit_status == 0
    assert (report.dialogues, report.stored) == (len(dialogues), messages)
    assert (report.lost, report.duplicated, report.out_of_order) == (0, 0, 0)
    assert len(report.acknowledged_seconds) == messages
    assert len(report.delivered_seconds) == messages - len(dialogues)


async def test_every_dialogue_of_the_sample_reads_back_letter_for_letter(server: Server) -> None:
    dialogues = read_script(SAMPLE)
    assert_nothing_is_missing(await played(server, dialogues), dialogues)


@pytest.mark.skipif("PARLOUR_DIALOGUES" not in os.environ, reason="PARLOUR_DIALOGUES names no file of dialogues")
async def test_dialogues_of_real_people_read_back_letter_for_letter(server: Server) -> None:
    dialogues = read_script(Path(os.environ["PARLOUR_DIALOGUES"]))
    slice_of_all = dialogues[:: max(1, len(dialogues) // 60)][:60]
    assert_nothing_is_missing(await played(server, slice_of_all), slice_of_all)
