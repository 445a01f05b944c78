"""What gathers is one transaction; what is wrong with one command is its own affair."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from parlour.chats.commands import end_chat
from parlour.chats.models import Chat, Entry
from parlour.chats.permissions import AsOperator, AsVisitor, Caller
from parlour.gateway.steps import Answer, Recognised, Standpoint, Started
from parlour.gateway.writes import COSTLY_AT_MOST, Work, commit
from parlour.lib.ids import new_id, outside
from parlour.lib.refusals import ChatEnded, Conflict, InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from parlour.operators.models import Operator
from parlour.organizations.commands import replace_identity_secret
from parlour.organizations.models import Site
from parlour.protocol import commands
from parlour.protocol.events import Done, Stored
from parlour.visitors.models import Visitor, VisitorKey
from parlour.visitors.queries import visitor_of_key

pytestmark = pytest.mark.django_db(transaction=True)


class Desk:
    """Hands commands in and keeps the answers in the order in which they came."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.answers: list[Answer] = []

    def work(self, caller: Caller | None, command: commands.Command, *, key: str = "K" * 43) -> Work:
        standpoint = Standpoint(
            "a-connection", self._site.organization_id, caller, public_key=self._site.public_key, visitor_key=key
        )
        return Work(command, standpoint, self.answers.append)

    def answer(self, caller: Caller | None, command: commands.Command, *, key: str = "K" * 43) -> Answer:
        self.answers.clear()
        commit([self.work(caller, command, key=key)])
        (answer,) = self.answers
        return answer


@pytest.fixture
def desk(site: Site) -> Desk:
    return Desk(site)


def message(chat: Chat, client_id: str, text: str = "hi") -> commands.SendMessage:
    return commands.SendMessage(client_id, outside("cht", chat.pk), text)


@pytest.fixture
def unlucky(transactional_db: None) -> Iterator[str]:
    """A text at which the database itself fails."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER unlucky BEFORE INSERT ON chats_entry WHEN NEW.text = 'thirteen'"
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )
        yield "thirteen"
        cursor.execute("DROP TRIGGER unlucky")


def test_a_new_message_is_answered_by_the_hub_and_a_repeat_at_once(
    desk: Desk, bens_chat: Chat, as_vic: AsVisitor
) -> None:
    assert desk.answer(as_vic, message(bens_chat, "client-1")) is None
    again = desk.answer(as_vic, message(bens_chat, "client-1"))
    assert isinstance(again, Stored)
    assert (again.client_id, again.chat_id, again.position) == ("client-1", outside("cht", bens_chat.pk), 3)
    assert again.created_at.tzinfo is not None


def test_each_of_a_batch_is_answered_in_its_place(
    desk: Desk, bens_chat: Chat, as_vic: AsVisitor, as_ben: AsOperator
) -> None:
    cht = outside("cht", bens_chat.pk)
    commit(
        [
            desk.work(as_vic, message(bens_chat, "client-1")),
            desk.work(as_vic, message(bens_chat, "client-2", "")),
            desk.work(as_ben, commands.Mark(cht, read=2)),
            desk.work(as_vic, commands.EndChat("client-3", cht)),
            desk.work(as_ben, message(bens_chat, "client-4")),
        ]
    )
    sent, empty, marked, ended, late = desk.answers
    assert (sent, marked) == (None, None)
    assert isinstance(empty, InvalidInput)
    assert ended == Done("client-3")
    assert isinstance(late, ChatEnded)


def test_a_refused_command_leaves_nothing_of_itself_behind(
    desk: Desk, other_site: Site, chat: Chat, as_ben: AsOperator
) -> None:
    start = commands.StartChat(client_id="client-1", text="")
    answer = desk.answer(None, start, key="N" * 43)
    assert isinstance(answer, InvalidInput)
    assert Visitor.objects.count() == 1


def test_one_that_the_database_refuses_does_not_spoil_the_others(
    desk: Desk, announced: list[object], bens_chat: Chat, as_vic: AsVisitor, unlucky: str
) -> None:
    announced.clear()
    commit([desk.work(as_vic, message(bens_chat, f"client-{text}", text)) for text in ("one", unlucky, "two")])
    assert [type(answer) for answer in desk.answers] == [type(None), Unavailable, type(None)]
    said = Entry.objects.filter(chat=bens_chat, kind="message").order_by("position").values_list("position", "text")
    assert list(said) == [(1, "Hello?"), (3, "one"), (4, "two")]
    assert [event.entry.text for event in announced] == ["one", "two"]  # type: ignore[attr-defined]


def test_whoever_was_told_unavailable_can_send_the_same_again(
    desk: Desk, bens_chat: Chat, as_vic: AsVisitor, unlucky: str
) -> None:
    refused = desk.answer(as_vic, message(bens_chat, "client-1", unlucky))
    assert isinstance(refused, Unavailable)
    assert refused.is_retryable
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER unlucky")
        cursor.execute("CREATE TRIGGER unlucky BEFORE INSERT ON chats_entry WHEN 0 BEGIN SELECT 1; END")
    assert desk.answer(as_vic, message(bens_chat, "client-1", unlucky)) is None


def test_a_locked_database_is_unavailable_and_stores_nothing(desk: Desk, bens_chat: Chat, as_vic: AsVisitor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(Path(connection.settings_dict["NAME"]), isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        commit([desk.work(as_vic, message(bens_chat, f"client-{number}")) for number in range(2)])
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 20000")
    assert [type(answer) for answer in desk.answers] == [Unavailable, Unavailable]
    assert desk.answer(as_vic, message(bens_chat, "client-0")) is None


def test_a_bug_in_one_command_is_unavailable_and_no_more(
    desk: Desk, bens_chat: Chat, as_vic: AsVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("parlour.chats.commands.rate_chat", broken)
    rating = commands.RateChat("client-1", outside("cht", bens_chat.pk), 5)
    commit([desk.work(as_vic, rating), desk.work(as_vic, message(bens_chat, "client-2"))])
    assert [type(answer) for answer in desk.answers] == [Unavailable, type(None)]


def test_a_first_chat_makes_the_visitor_and_says_whose_it_is(desk: Desk, site: Site) -> None:
    start = commands.StartChat(client_id="client-1", text="Hello?")
    started = desk.answer(None, start)
    assert isinstance(started, Started)
    visitor = visitor_of_key(site, "K" * 43)
    assert visitor is not None
    assert started.caller == AsVisitor(site.organization_id, visitor.pk)
    assert desk.answer(None, start) == started


def test_taking_ending_rating_and_describing_are_done(
    desk: Desk, chat: Chat, as_vic: AsVisitor, as_ben: AsOperator
) -> None:
    cht = outside("cht", chat.pk)
    asked: list[tuple[Caller, commands.Command]] = [
        (as_ben, commands.TakeChat("client-1", cht)),
        (as_ben, commands.SetAvailability("client-1", accepts_chats=False)),
        (as_vic, commands.DescribeVisitor("client-1", name="Vic")),
        (as_vic, commands.EndChat("client-1", cht)),
        (as_vic, commands.RateChat("client-1", cht, 5, "Fine")),
    ]
    assert [desk.answer(caller, command) for caller, command in asked] == [Done("client-1")] * len(asked)
    chat.refresh_from_db()
    assert (chat.state, chat.operator_id, chat.rating_score) == ("ended", as_ben.operator_id, 5)
    assert not Operator.objects.get(pk=as_ben.operator_id).accepts_chats


def test_each_side_does_only_what_is_its_own(
    desk: Desk, bens_chat: Chat, as_vic: AsVisitor, as_ben: AsOperator
) -> None:
    cht = outside("cht", bens_chat.pk)
    for caller, command in (
        (as_vic, commands.TakeChat("client-1", cht)),
        (as_vic, commands.SetAvailability("client-1", accepts_chats=True)),
        (as_ben, commands.RateChat("client-1", cht, 5)),
        (as_ben, commands.DescribeVisitor("client-1", name="Ben")),
    ):
        assert isinstance(desk.answer(caller, command), NotAllowed)
    for shared in (message(bens_chat, "client-1"), commands.EndChat("client-1", cht)):
        assert isinstance(desk.answer(None, shared), NotSignedIn)


def test_another_organizations_chat_is_not_there(desk: Desk, bens_chat: Chat, as_cleo: AsOperator) -> None:
    for chat_id in (bens_chat.pk, new_id()):
        cht = outside("cht", chat_id)
        for command in (commands.TakeChat("client-1", cht), commands.EndChat("client-1", cht)):
            assert isinstance(desk.answer(as_cleo, command), NotFound)
        assert isinstance(desk.answer(as_cleo, commands.SendMessage("client-1", cht, "hi")), NotFound)


def test_an_identity_without_the_sites_secret_is_not_allowed(desk: Desk, site: Site) -> None:
    replace_identity_secret(site)
    identity = commands.Identity("42", "0" * 64, 4_000_000_000)
    for command in (
        commands.Authenticate(visitor_key="K" * 43, identity=identity),
        commands.Identify("client-1", identity),
    ):
        answer = desk.answer(None, command)
        assert isinstance(answer, NotAllowed)
        assert answer.field == "identity.signature"
    assert not isinstance(answer, Recognised)
    assert not VisitorKey.objects.exists()


def test_a_second_chat_in_one_batch_is_told_of_the_first(desk: Desk, site: Site) -> None:
    commit([desk.work(None, commands.StartChat(client_id=f"client-{number}", text="Hello?")) for number in range(2)])
    started, second = desk.answers
    assert isinstance(started, Started)
    assert isinstance(second, Conflict)
    end_chat(started.caller, started.chat_id)
    assert isinstance(desk.answer(None, commands.StartChat(client_id="client-9", text="Again")), Started)


def test_after_a_few_costly_commands_the_transaction_ends_and_the_answers_go_out(
    desk: Desk, chat: Chat, as_vic: AsVisitor, as_ben: AsOperator
) -> None:
    stored_at_the_first_answer: list[bool] = []
    take = desk.work(as_ben, commands.TakeChat("take-chat", outside("cht", chat.pk)))

    def look(_: Answer) -> None:
        stored_at_the_first_answer.append(Entry.objects.filter(chat=chat, client_id="client-9").exists())

    takes = [Work(take.command, take.by, look) for _ in range(COSTLY_AT_MOST)]
    commit([*takes, desk.work(as_vic, message(chat, "client-9"))])
    assert stored_at_the_first_answer[0] is False
    assert Entry.objects.filter(chat=chat, client_id="client-9").count() == 1
