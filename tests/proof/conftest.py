"""A real server for the tests of this folder: a process of its own, in a data directory of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.server import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    with Server(data_dir) as running:
        yield running
