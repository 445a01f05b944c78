"""An archive of any size, planted straight into a database: chats that ended long ago, with their words."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from parlour.lib.ids import new_id
from parlour.simulation.script import SAMPLE, Dialogue, read_script

_AT_ONCE = 500


def plant(database: Path, count: int, *, seed: int = 7) -> list[str]:
    """Add so many ended chats to the newest organization of a database; returns the ids of some, as doors know them."""
    connection = sqlite3.connect(database, isolation_level=None, timeout=30)
    connection.execute("PRAGMA synchronous=NORMAL")
    (organization,) = connection.execute("SELECT id FROM organizations_organization ORDER BY id DESC").fetchone()
    (site,) = connection.execute(
        "SELECT id FROM organizations_site WHERE organization_id = ?", [organization]
    ).fetchone()
    (operator,) = connection.execute(
        "SELECT id FROM operators_operator WHERE organization_id = ?", [organization]
    ).fetchone()
    planter = _Planter(connection, organization, site, operator, random.Random(seed))
    dialogues = read_script(SAMPLE)
    ids = []
    for begin in range(0, count, _AT_ONCE):
        chats = range(begin, min(begin + _AT_ONCE, count))
        connection.execute("BEGIN IMMEDIATE")
        ids += [planter.plant_one(dialogues[number % len(dialogues)], number) for number in chats]
        connection.execute("COMMIT")
    connection.execute("PRAGMA optimize")
    connection.close()
    return random.Random(seed).sample(ids, min(200, len(ids)))


class _Planter:
    """Writes one chat after another, each a few minutes older than the one before."""

    def __init__(
        self, connection: sqlite3.Connection, organization: str, site: str, operator: str, chance: random.Random
    ) -> None:
        self._connection = connection
        self._organization, self._site, self._operator = organization, site, operator
        self._chance = chance

    def plant_one(self, dialogue: Dialogue, number: int) -> str:
        began_at = datetime.now(UTC) - timedelta(minutes=5 * (number + 1), seconds=self._chance.random() * 60)
        chat, visitor = new_id().hex, new_id().hex
        self._add(
            "visitors_visitor", id=visitor, organization_id=self._organization, site_id=self._site, contact_id=None,
            browser="Firefox", system="Linux", language="en", short_address="192.0.2.0", created_at=_column(began_at),
        )  # fmt: skip
        last = dialogue.turns[-1]
        size, ended_at = len(dialogue.turns) + 2, began_at + timedelta(seconds=20 * len(dialogue.turns))
        self._add(
            "chats_chat", id=chat, organization_id=self._organization, site_id=self._site, visitor_id=visitor,
            operator_id=self._operator, client_id=f"planted-{number}", state="ended", is_left_message=0,
            last_position=size, last_text=last.text[:140], last_author=last.side, last_at=_column(ended_at),
            visitor_delivered=size, visitor_read=size, operator_delivered=size, operator_read=size,
            started_at=_column(began_at), ended_at=_column(ended_at), ended_by="operator", rating_score=None,
            rating_comment="",
        )  # fmt: skip
        for entry in self._entries(dialogue, chat, began_at):
            self._add("chats_entry", **entry)
        words = "\n".join(turn.text for turn in dialogue.turns)
        self._add("chats_archived_words", organization=self._organization, chat=chat, words=words)
        return f"cht_{chat}"

    def _entries(self, dialogue: Dialogue, chat: str, began_at: datetime) -> Iterator[dict[str, object]]:
        """The first words, the taking, the rest, the end: positions 1, 2, 3 ... of one chat."""
        said = [("message", turn.side, turn.text) for turn in dialogue.turns]
        for index, (kind, author, text) in enumerate(
            [said[0], ("taken", "operator", ""), *said[1:], ("ended", "operator", "")]
        ):
            face = f'{{"operator": {{"id": "opr_{self._operator}", "name": "Ben"}}}}' if kind == "taken" else None
            yield {
                "chat_id": chat, "position": index + 1, "organization_id": self._organization, "kind": kind,
                "author": author, "operator_id": self._operator if author == "operator" else None, "text": text,
                "client_id": f"planted-{index:04}" if kind == "message" else None, "data": face,
                "created_at": _column(began_at + timedelta(seconds=20 * index)),
            }  # fmt: skip

    def _add(self, table: str, **row: object) -> None:
        places = ", ".join("?" * len(row))
        self._connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))  # noqa: S608


def _column(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")
