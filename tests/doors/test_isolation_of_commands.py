"""Every command of the protocol with somebody else's chat: the answer is that of a chat that does not exist.

The matrix is made from the protocol's unions: a new command fails here until it stands in one of the two tables.
"""

import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import get_args

import msgspec
import pytest

from parlour.lib.ids import new_secret
from parlour.protocol import commands
from parlour.protocol.commands import Command, OperatorCommand, VisitorCommand
from parlour.protocol.snapshots import Page
from tests.doors.callers import DOORS, Caller, Door, Heard, calling, name, operating, visiting
from tests.doors.conftest import House

WITH_A_CHAT: dict[type[Command], Callable[[str], Command]] = {
    commands.SendMessage: lambda chat: commands.SendMessage(name(), chat, "Let me in"),
    commands.OpenChat: lambda chat: commands.OpenChat(name(), chat),
    commands.Resume: lambda chat: commands.Resume(name(), chat, after=0),
    commands.LeaveChat: commands.LeaveChat,
    commands.ReadHistory: lambda chat: commands.ReadHistory(name(), chat, before=99),
    commands.Mark: lambda chat: commands.Mark(chat, delivered=2, read=2),
    commands.Typing: lambda chat: commands.Typing(chat, text="I am somebody else"),
    commands.EndChat: lambda chat: commands.EndChat(name(), chat),
    commands.RateChat: lambda chat: commands.RateChat(name(), chat, score=1, comment="Bad"),
    commands.TakeChat: lambda chat: commands.TakeChat(name(), chat),
}
WITHOUT_A_CHAT = {
    commands.Authenticate, commands.StartChat, commands.Identify, commands.DescribeVisitor, commands.VisitPage,
    commands.SignOut, commands.SetAvailability, commands.Ping,
}  # fmt: skip
OPERATOR, VISITOR = get_args(OperatorCommand), get_args(VisitorCommand)


@dataclass
class Talk:
    """Vic's chat with Ben, both of whom hear what happens in it; the visitor is the first side."""

    house: House
    chat_id: str
    sides: tuple[Caller, Caller]

    async def nothing_happened(self) -> None:
        """Fail if either side heard anything since."""
        for side in self.sides:
            start = len(side.heard)
            await side.fence()
            told = {event["type"] for event in side.heard[start:]}
            assert not told & {"entry_added", "stored", "marked", "typing_changed", "visitor_changed"}, told


@pytest.fixture
async def talk(house: House) -> AsyncIterator[Talk]:
    """A chat of ours that was begun, taken, answered and has both sides looking at it."""
    async with visiting(house.ours) as vic, operating(house.ours, 1) as ben:
        opened = await vic.ask(commands.StartChat(name(), "Where is my parcel?"))
        chat_id = opened["chat"]["id"]
        await ben.ask(commands.OpenChat(name(), chat_id))
        await ben.ask(commands.TakeChat(name(), chat_id))
        await ben.ask(commands.SendMessage(name(), chat_id, "On its way."))
        await vic.until(lambda event: event["type"] == "entry_added" and event["entry"]["position"] == 3)
        yield Talk(house, chat_id, (vic, ben))


def test_every_command_stands_in_the_matrix_idr_01() -> None:
    """IDR-01: a new command is covered the day it appears, or this fails."""
    for command in (*OPERATOR, *VISITOR):
        has_chat = "chat_id" in command.__struct_fields__
        assert (command in WITH_A_CHAT) == has_chat, f"{command.__name__} belongs into WITH_A_CHAT"
        assert (command in WITHOUT_A_CHAT) != has_chat, f"{command.__name__} belongs into WITHOUT_A_CHAT"
        assert [field for field in command.__struct_fields__ if field.endswith("_id")] == [
            field for field in ("client_id", "chat_id") if field in command.__struct_fields__
        ], f"{command.__name__} takes an id that this matrix does not try"


async def answers(caller: Caller, chat_id: str, kind: type[Command]) -> list[Heard | None]:
    """Send the command alone, then right behind an `open_chat` of the same id, and return what each was answered."""
    given: list[Heard | None] = []
    for together in (
        [WITH_A_CHAT[kind](chat_id)],
        [commands.OpenChat(name(), chat_id), WITH_A_CHAT[kind](chat_id)],
    ):
        await caller.send(*together)
        for command in together:
            client_id = getattr(command, "client_id", None)
            given.append(client_id and await caller.answer(client_id))
    if kind is commands.SendMessage:
        # Whether the chat still counted as asked for when the words came is a matter of time, not of whose it is.
        given[-1] = {"type": given[-1] and given[-1]["type"]}
    # What is written and not answered was written before this is answered.
    await caller.ask(commands.EndChat(name(), f"cht_{uuid.uuid4().hex}"))
    return [event and {**event, "client_id": ""} for event in given]


async def assert_denied(talk: Talk, stranger: Caller, kind: type[Command]) -> None:
    before = talk.house.written()
    unknown = f"cht_{uuid.uuid4().hex}"
    as_unknown = await answers(stranger, unknown, kind)
    as_foreign = await answers(stranger, talk.chat_id, kind)
    assert as_foreign == as_unknown
    assert talk.house.written() == before
    await talk.nothing_happened()


@pytest.mark.parametrize("door", DOORS)
async def test_an_operator_of_another_organization_finds_no_chat_of_ours_idr_01(talk: Talk, door: Door) -> None:
    """IDR-01, WSK-03, WSK-04: every operator's command with a real id of ours, over socket and poll."""
    async with operating(talk.house.theirs, door=door) as cleo:
        for kind in OPERATOR:
            if kind in WITH_A_CHAT:
                await assert_denied(talk, cleo, kind)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("whose", ["ours", "theirs"])
async def test_a_visitor_finds_no_chat_of_another_visitor_idr_02(talk: Talk, door: Door, whose: str) -> None:
    """IDR-02, WSK-03, WSK-04: v2 of the same site and w1 of another organization, each with a chat of their own."""
    stage = getattr(talk.house, whose)
    async with visiting(stage, door=door) as stranger:
        await stranger.ask(commands.StartChat(name(), "I have a chat of my own"))
        for kind in VISITOR:
            if kind in WITH_A_CHAT:
                await assert_denied(talk, stranger, kind)


async def test_whoever_is_nobody_yet_finds_no_chat_idr_02(talk: Talk) -> None:
    """IDR-02: a key that is new and has no chat at all."""
    async with visiting(talk.house.ours) as stranger:
        unknown = f"cht_{uuid.uuid4().hex}"
        for kind in (commands.OpenChat, commands.Resume, commands.ReadHistory, commands.EndChat, commands.RateChat):
            foreign, missing = [await stranger.ask(WITH_A_CHAT[kind](chat)) for chat in (talk.chat_id, unknown)]
            assert {**foreign, "client_id": ""} == {**missing, "client_id": ""}
    await talk.nothing_happened()


async def test_an_id_of_another_type_is_refused_before_any_look_idr_03(house: House) -> None:
    """IDR-03, API-01, API-07: ids as number, list, object, null, padded; unknown fields; numbers out of range."""
    chat = f"cht_{uuid.uuid4().hex}"
    wrong: list[object] = [1, 1.0, True, None, [], {"$ne": 1}, "1abc", f" {chat}", chat.upper(), f"{chat}0", "*", ""]
    numbers = [-1, 2**53, 2**63, 1e308, 1.5, "1", "01", "１", True, None, []]
    frames: list[Heard] = [{"type": "resume", "client_id": name(), "chat_id": value, "after": 0} for value in wrong]
    frames += [{"type": "resume", "client_id": name(), "chat_id": chat, "after": value} for value in numbers]
    frames += [
        {"type": "read_history", "client_id": name(), "chat_id": chat, "before": 9, "limit": value}
        for value in (0, -1, 201, 2**63, "60")
    ]
    for extra in ("organization_id", "operator_id", "author", "position", "created_at", "role", "is_admin"):
        frames.append({"type": "send_message", "client_id": name(), "chat_id": chat, "text": "Hi", extra: "x"})
    for frame in frames:
        # A connection of its own for each: ten broken frames end one.
        async with operating(house.theirs) as cleo:
            await cleo.send(frame)
            refused = await cleo.hear("refused")
            assert (refused["code"], refused["status"]) == ("invalid_input", 422), frame


@pytest.mark.parametrize(
    "command", ["take_chat", "set_availability", "rows_changed", "entry_added", "stored", "goodbye"]
)
async def test_a_visitor_cannot_say_what_only_others_say_wsk_04(house: House, command: str) -> None:
    """WSK-04: commands of operators and events of the server are no commands of a visitor; the line stays."""
    async with visiting(house.ours) as stranger:
        await stranger.send({"type": command, "client_id": name(), "chat_id": f"cht_{uuid.uuid4().hex}"})
        assert (await stranger.hear("refused"))["code"] == "invalid_input"
        await stranger.fence()


@pytest.mark.parametrize("door", DOORS)
async def test_before_authenticate_everything_is_refused_wsk_02(house: House, door: Door) -> None:
    """WSK-02: every command of a visitor sent first is refused, and nothing of the organization is told."""
    samples: dict[type[Command], Command] = {
        **{kind: make(f"cht_{uuid.uuid4().hex}") for kind, make in WITH_A_CHAT.items() if kind in VISITOR},
        commands.StartChat: commands.StartChat(name(), "Hello"),
        commands.Identify: commands.Identify(name(), commands.Identity("me", "0" * 64, 2**40)),
        commands.DescribeVisitor: commands.DescribeVisitor(name(), name="Vic"),
        commands.VisitPage: commands.VisitPage(Page(url="https://shop.example/")),
        commands.SignOut: commands.SignOut(name()),
    }
    assert set(VISITOR) == {*samples, commands.Authenticate, commands.Ping}
    path = f"/realtime/v1/sites/{house.ours.public_keys[0]}"
    async with calling(house.ours, path, door=door, origin=house.ours.origin) as caller:
        before = house.written()
        await caller.send(*samples.values())
        await caller.fence()
        assert {event["type"] for event in caller.heard} == {"refused", "pong"}
        assert {event["code"] for event in caller.heard if event["type"] == "refused"} == {"not_signed_in"}
        assert house.written() == before
        await caller.send({"type": "authenticate", "visitor_key": new_secret()})
        await caller.hear("welcome_visitor")
        assert msgspec.json.encode(caller.heard).find(b"organization") == -1
