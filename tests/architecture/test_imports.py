"""Imports go down the floors, and every room stands on one."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tools.sources import PROJECT, rooms


def test_every_import_contract_is_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-logo", "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_floor_that_the_contract_names_has_its_room() -> None:
    # The contract itself refuses a room without a floor; this is the other half.
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    named = {room.strip(" ()") for floor in floors for room in floor.split("|")}
    assert named == set(rooms())
