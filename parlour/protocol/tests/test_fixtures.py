"""The examples that Python and TypeScript are both held to."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from parlour.protocol.advance import advance
from parlour.protocol.snapshots import Chat, Entry

PROJECT = Path(__file__).parents[3]
FILES = sorted((PROJECT / "web" / "protocol" / "fixtures").glob("*.json"))
CASES: list[dict[str, Any]] = [case for path in FILES for case in json.loads(path.read_text())["cases"]]


def test_there_are_examples_of_every_kind_of_entry() -> None:
    assert {path.stem for path in FILES} == {"message", "taken", "ended", "rated"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_entry_makes_of_the_chat_what_the_database_said(case: dict[str, Any]) -> None:
    chat, expected = (msgspec.convert(case[name], Chat) for name in ("chat", "expected"))
    entry: Entry = msgspec.convert(case["entry"], Entry)
    assert advance(chat, entry) == expected


def test_the_examples_are_up_to_date() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARLOUR_")}
    check = subprocess.run(
        [sys.executable, "-m", "tools.generate_fixtures", "--check"],
        cwd=PROJECT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert check.returncode == 0, check.stdout + check.stderr
