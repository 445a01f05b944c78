"""Two real servers for the attacks of this folder: one that does not count, for volume, and one with every limit on."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.server import Server
from parlour.simulation.stage import Stage
from tests.doors.web import Web, signed_in


@dataclass(frozen=True)
class House:
    """A running server with two organizations: Ada and her colleagues' (`ours`), and Cleo's (`theirs`)."""

    server: Server
    ours: Stage
    theirs: Stage

    @property
    def ada(self) -> Web:
        """Ada, owner, over HTTP."""
        return signed_in(self.server.base_url, self.ours.cookies[0])

    @property
    def cleo(self) -> Web:
        """Cleo, owner of the other organization, over HTTP."""
        return signed_in(self.server.base_url, self.theirs.cookies[0])

    @property
    def nobody(self) -> Web:
        """Somebody who is not signed in."""
        return Web(self.server.base_url, {})

    def written(self) -> set[str]:
        """Everything that stands in the database now, as SQL; two equal answers mean that nothing was written between.

        Without the mails on their way, which the postman ticks off at times of his own.
        """
        database = sqlite3.connect(f"file:{self.server.database}?mode=ro", uri=True)
        try:
            return {line for line in database.iterdump() if "delivery_outgoingmail" not in line[:60]}
        finally:
            database.close()

    def log(self) -> str:
        """All that the server has logged."""
        return (self.server.data_dir / "server.log").read_text(errors="replace")


def opened_house(directory: Path, *, operators: int, **settings: str) -> Iterator[House]:
    with Server(directory, settings=settings) as server:
        yield House(server, server.open_stage(operators=operators, sites=2), server.open_stage(operators=1))


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that does not count, for tests of volume."""
    yield from opened_house(tmp_path_factory.mktemp("house"), operators=24, PARLOUR_RATE_LIMITS="false")


@pytest.fixture(scope="session")
def strict_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with every limit on, as people install it."""
    yield from opened_house(tmp_path_factory.mktemp("strict"), operators=3)
