from pathlib import Path

import pytest

from parlour.protocol import limits
from parlour.simulation.script import SAMPLE, BadScript, pause_seconds, read_script


def test_the_sample_is_a_script_of_many_tongues() -> None:
    dialogues = read_script(SAMPLE)
    texts = [turn.text for dialogue in dialogues for turn in dialogue.turns]
    assert len({dialogue.id for dialogue in dialogues}) == len(dialogues) >= 25
    assert len(texts) >= 240
    for sign in ("ř", "क्ष", "ش", "\u200d", "e\u0301", "<script>", "\u00a0", "\\u0041", "𠮷"):
        assert any(sign in text for text in texts), f"nobody says {sign!r}"
    assert max(map(len, texts)) <= limits.MESSAGE_CHARACTERS


def test_a_line_of_another_shape_is_refused_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": "a", "turns": [{"from": "visitor", "text": "Hello"}]}\n{"id": "b"}\n')
    with pytest.raises(BadScript, match="line 2"):
        read_script(path)


@pytest.mark.parametrize("turns", ["[]", '[{"from": "operator", "text": "Hello"}]'])
def test_a_dialogue_that_the_visitor_does_not_begin_is_refused(tmp_path: Path, turns: str) -> None:
    path = tmp_path / "silent.jsonl"
    path.write_text(f'{{"id": "a", "turns": {turns}}}\n')
    with pytest.raises(BadScript, match="begins with the visitor"):
        read_script(path)


def test_empty_lines_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "airy.jsonl"
    path.write_text('\n{"id": "a", "turns": [{"from": "visitor", "text": "Hello"}]}\n\n')
    assert [dialogue.id for dialogue in read_script(path)] == ["a"]


def test_a_longer_text_takes_longer_to_write() -> None:
    assert pause_seconds("", "Hello") < pause_seconds("", "Hello, is anybody there?") < 10
