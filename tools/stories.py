"""Chats that are lived through to the end, so that the law between snapshots and events can be told by examples.

Importable only once Django is ready.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import time_machine

from parlour.accounts.commands import create_account
from parlour.accounts.models import Account
from parlour.chats import commands as chats
from parlour.chats import queries
from parlour.chats.commands import MarkDraft, MessageDraft
from parlour.chats.permissions import AsOperator, AsVisitor, Caller
from parlour.operators.commands import remove_operator, take_seat
from parlour.operators.models import Operator
from parlour.organizations.commands import create_organization, create_site
from parlour.organizations.models import Site
from parlour.protocol.commands import StartChat
from parlour.visitors.commands import Browser, welcome_visitor

Case = dict[str, Any]
BEGAN_AT = "2026-01-01T09:00:00+00:00"


@dataclass(frozen=True)
class House:
    """An organization with its site and two operators."""

    site: Site
    ada: Operator
    ben: Operator


class Stage:
    """One chat in which things are done one after the other, a second apart; each new entry gives two cases."""

    def __init__(self, house: House, story: str, traveller: time_machine.Traveller) -> None:
        visitor = welcome_visitor(house.site, f"{story:_<43.43}", Browser(language="en", address="198.51.100.7"))
        self.vic = AsVisitor(visitor.organization_id, visitor.pk)
        self.ada = AsOperator(house.ada.organization_id, house.ada.pk)
        self.ben = AsOperator(house.ben.organization_id, house.ben.pk)
        self.house = house
        self.cases: list[Case] = []
        self._story, self._traveller, self._said = story, traveller, 0
        wanted = StartChat(client_id=f"{story}-first", text="Hello?")
        self._chat_id = chats.start_chat(visitor, wanted, is_anybody_there=True).pk

    def say(self, caller: Caller, text: str) -> None:
        """Say something."""
        self._said += 1
        client_id = f"{self._story}-{self._said:08}"
        self._do(lambda: chats.send_messages([MessageDraft(caller, self._chat_id, client_id, text)]))

    def take(self, caller: AsOperator) -> None:
        """Take the chat."""
        self._do(lambda: chats.take_chat(caller, self._chat_id))

    def end(self, caller: Caller) -> None:
        """End the chat."""
        self._do(lambda: chats.end_chat(caller, self._chat_id))

    def rate(self, score: int, comment: str = "") -> None:
        """Judge the chat."""
        self._do(lambda: chats.rate_chat(self.vic, self._chat_id, score=score, comment=comment))

    def read(self, caller: Caller, position: int) -> None:
        """Mark the chat as read up to a position."""
        self._do(lambda: chats.mark_chats([MarkDraft(caller, self._chat_id, position, position)]))

    def _do(self, act: Callable[[], object]) -> None:
        self._traveller.shift(1)
        viewers: dict[str, Caller] = {"visitor": self.vic, "operator": self.ada}
        before = {name: queries.chat_for(caller, self._chat_id) for name, caller in viewers.items()}
        act()
        reached = before["visitor"].last_position
        entries, _ = queries.entries_after(self.vic.organization_id, self._chat_id, after=reached)
        for entry in entries:
            for name, caller in viewers.items():
                case = {
                    "name": f"{self._story}: {entry.position}, as the {name} sees it",
                    "chat": before[name], "entry": entry, "expected": queries.chat_for(caller, self._chat_id),
                }  # fmt: skip
                self.cases.append(msgspec.json.decode(msgspec.json.encode(case)))


def a_question_is_answered(stage: Stage) -> None:
    """The usual chat."""
    stage.take(stage.ben)
    stage.say(stage.ben, "Good morning! How can I help?")
    stage.read(stage.vic, 3)
    stage.say(stage.vic, "Where is my parcel?\nIt should have come on Monday.")
    stage.read(stage.ben, 4)
    stage.end(stage.ben)
    stage.rate(5, "Quick and kind.")


def words_of_every_kind(stage: Stage) -> None:
    """Texts that are shortened for a list line, in scripts of one, two and four bytes, and white space of every kind."""
    for text in (
        " a \n\t b ", "x" * 140, "x" * 141, "x" * 139 + " y", "x" * 138 + " yy", "ž" * 200, "क्षि " * 60, "😀" * 140,
        "😀" * 141, "👩‍👩‍👧‍👦" * 30, "سلام " * 50, "a\x1c\x1d\x85\u2028b", "a\ufeffb\u200bc", "e\u0301" * 100, " " * 300 + "late",
    ):  # fmt: skip
        stage.say(stage.vic, text)


def nobody_comes(stage: Stage) -> None:
    """The visitor gives up."""
    stage.say(stage.vic, "Is anybody there?")
    stage.end(stage.vic)


def a_verdict_is_changed(stage: Stage) -> None:
    """Ratings before and after the end; a later one takes the place of the first."""
    stage.take(stage.ada)
    stage.rate(1, "You keep me waiting")
    stage.say(stage.ada, "I am sorry. I am here now.")
    stage.rate(3)
    stage.end(stage.vic)
    stage.rate(4, "It went well in the end")


def a_seat_is_taken_away(stage: Stage) -> None:
    """A colleague goes on where somebody has left the firm."""
    stage.take(stage.ben)
    stage.say(stage.ben, "One moment")
    remove_operator(stage.house.ada, stage.ben.operator_id)
    stage.take(stage.ada)
    stage.say(stage.ada, "Ben has left; I go on here.")
    stage.end(stage.ada)


STORIES = (a_question_is_answered, words_of_every_kind, nobody_comes, a_verdict_is_changed, a_seat_is_taken_away)


def told() -> Iterator[Case]:
    """Live through every story and yield a case for each entry and side."""
    with time_machine.travel(BEGAN_AT, tick=False) as traveller:
        ada, ben = (_account(name) for name in ("Ada", "Ben"))
        for story in STORIES:
            traveller.shift(60)
            stage = Stage(_house(ada, ben), story.__name__.replace("_", " "), traveller)
            story(stage)
            yield from stage.cases


def _house(ada: Account, ben: Account) -> House:
    organization = create_organization(name="Ada's shop")
    site = create_site(organization, name="Shop", allowed_origins=["https://shop.example"])
    owner, operator = Operator.Role.OWNER, Operator.Role.OPERATOR
    return House(
        site,
        take_seat(organization, ada, name="Ada", role=owner),
        take_seat(organization, ben, name="Ben", role=operator),
    )


def _account(name: str) -> Account:
    email = f"{name.lower()}@shop.example"
    return create_account(email=email, name=name, password="never used again, and long")  # noqa: S106
