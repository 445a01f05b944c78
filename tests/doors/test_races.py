"""Many at once at the same chat: one owner, one message, one order."""

import asyncio
import random
from contextlib import AsyncExitStack
from typing import Any

import msgspec
import pytest

from parlour.lib.ids import new_secret
from parlour.protocol import commands
from parlour.simulation.client import OperatorClient, VisitorClient
from parlour.simulation.history import Note, Received
from parlour.simulation.transcripts import read_transcript
from tests.doors.callers import Caller, Heard, name, operating, visiting
from tests.doors.conftest import House

OPERATORS, ROUNDS = 20, 20


async def waiting_chat(vic: Caller) -> str:
    opened = await vic.ask(commands.StartChat(name(), "Is anybody there?"))
    return str(opened["chat"]["id"])


def entries_of(house: House, chat_id: str) -> list[Any]:
    entries: list[Any] = []
    while True:
        page = house.ada.ask("GET", f"/api/v1/chats/{chat_id}/entries?after={len(entries)}").shape
        entries += page["entries"]
        if not page["has_newer"]:
            return entries


async def test_of_twenty_operators_exactly_one_takes_the_chat_rac_01(house: House) -> None:
    """RAC-01: in each of 20 rounds one is told done, all others who was quicker, and there is one entry `taken`."""
    async with AsyncExitStack() as stack:
        operators = [await stack.enter_async_context(operating(house.ours, number)) for number in range(OPERATORS)]
        for _ in range(ROUNDS):
            vic = await stack.enter_async_context(visiting(house.ours))
            chat_id = await waiting_chat(vic)
            answers = await asyncio.gather(*(each.ask(commands.TakeChat(name(), chat_id)) for each in operators))
            winners = [number for number, answer in enumerate(answers) if answer["type"] == "done"]
            refusals = [answer for answer in answers if answer["type"] == "refused"]
            assert (len(winners), len(refusals)) == (1, OPERATORS - 1)
            owner = f"Operator {winners[0] + 1} "
            assert {(answer["code"], answer["status"]) for answer in refusals} == {("conflict", 409)}
            assert all(answer["message"].startswith(owner) for answer in refusals)
            assert [entry["kind"] for entry in entries_of(house, chat_id)] == ["message", "taken"]


async def test_a_message_sent_twenty_times_through_three_doors_is_stored_once_rac_03(house: House) -> None:
    """RAC-03: two sockets and a poll of the same visitor; every copy is answered with the same position."""
    key = new_secret()
    async with visiting(house.ours, key=key) as first:
        chat_id = await waiting_chat(first)
        async with visiting(house.ours, key=key) as second, visiting(house.ours, key=key, door="poll") as third:
            lines = (first, second, third)
            for _ in range(5):
                command = commands.SendMessage(name(), chat_id, f"Only once, please {random.random()}")
                await asyncio.gather(*(line.send(*[command] * 20) for line in lines))
                answers = await asyncio.gather(*(stored(line, command.client_id) for line in lines))
                assert len({(answer["position"], answer["created_at"]) for answer in answers}) == 1
            texts = [entry["text"] for entry in entries_of(house, chat_id)]
            assert len(texts) == len(set(texts)) == 6


async def stored(line: Caller, client_id: str) -> Heard:
    """Wait until all 20 copies are answered, and return the one answer that they all were."""

    def found() -> list[Heard]:
        return [event for event in line.heard if event["type"] == "stored" and event["client_id"] == client_id]

    while len(found()) < 20:
        await line.fence()
    assert len({msgspec.json.encode(answer) for answer in found()}) == 1
    assert len(found()) == 20
    return found()[0]


async def test_the_same_id_with_other_words_or_from_the_other_side_is_refused_rac_03(house: House) -> None:
    """RAC-03, RAC-04: what is stored stays, and the answer says that the id was used."""
    async with visiting(house.ours) as vic, operating(house.ours, 1) as ben:
        chat_id = await waiting_chat(vic)
        await ben.ask(commands.OpenChat(name(), chat_id))
        await ben.ask(commands.TakeChat(name(), chat_id))
        command = commands.SendMessage(name(), chat_id, "The first words")
        await vic.ask(command)
        for caller, text in ((vic, "Other words"), (ben, "The first words")):
            await caller.send(msgspec.structs.replace(command, text=text))
            refused = await caller.hear("refused", client_id=command.client_id)
            assert (refused["code"], refused["status"]) == ("client_id_taken", 409)
        assert [entry.get("text") for entry in entries_of(house, chat_id)][2:] == ["The first words"]


async def test_a_thousand_messages_of_both_sides_have_one_order_for_everybody_rac_05(house: House) -> None:
    """RAC-05: two visitors' tabs, the operator, a colleague who looks on, and the API hear one gap-free sequence."""
    key, each_side = new_secret(), 500
    async with (
        visiting(house.ours, key=key) as vic,
        operating(house.ours, 1) as ben,
        operating(house.ours, 2) as ada,
    ):
        chat_id = await waiting_chat(vic)
        for caller in (ben, ada):
            await caller.ask(commands.OpenChat(name(), chat_id))
        await ben.ask(commands.TakeChat(name(), chat_id))
        async with visiting(house.ours, key=key) as tab:
            sent = {
                caller: [commands.SendMessage(name(), chat_id, f"{who} {number}") for number in range(each_side)]
                for caller, who in ((vic, "Vic"), (ben, "Ben"))
            }
            await asyncio.gather(*(jittered(caller, messages) for caller, messages in sent.items()))
            last = 2 + 2 * each_side
            orders = [await order_of(caller, chat_id, last) for caller in (vic, ben, ada, tab)]
        told = [(entry["position"], entry.get("client_id")) for entry in entries_of(house, chat_id)][2:]
        assert [position for position, _ in told] == list(range(3, last + 1))
        assert orders == [told] * 4
        for messages in sent.values():
            mine = {message.client_id for message in messages}
            assert [client_id for _, client_id in told if client_id in mine] == [each.client_id for each in messages]


async def jittered(caller: Caller, messages: list[commands.SendMessage]) -> None:
    """Send in bursts of 1 to 40, waiting for a pong in between."""
    start = 0
    while start < len(messages):
        end = start + random.randint(1, 40)
        await caller.send(*messages[start:end])
        await caller.fence()
        start = end


async def order_of(caller: Caller, chat_id: str, last: int) -> list[tuple[int, str | None]]:
    """Return positions and ids from 3 on as this caller heard of them, in that order."""

    def heard() -> list[tuple[int, str | None]]:
        pairs: list[tuple[int, str | None]] = []
        for event in caller.heard:
            if event["type"] == "stored" and event["chat_id"] == chat_id:
                pairs.append((event["position"], event["client_id"]))
            elif event["type"] == "entry_added" and event["chat_id"] == chat_id:
                pairs.append((event["entry"]["position"], event["entry"].get("client_id")))
        return [pair for pair in pairs if pair[0] > 2]

    while not heard() or heard()[-1][0] < last:
        await caller.until(lambda event: event["type"] in ("stored", "entry_added"))
    return heard()


@pytest.mark.parametrize("is_polling", [False, True])
async def test_after_being_away_the_state_is_that_of_a_fresh_load_rac_06(house: House, is_polling: bool) -> None:
    """RAC-06: while Vic's line is cut, Ben writes 250 messages and ends; Vic comes back alone and has all of it."""
    seen: list[int] = []

    def note(each: Note) -> None:
        if isinstance(each, Received) and each.is_new:
            seen.append(each.entry.position)

    ours = house.ours
    async with (
        OperatorClient(ours, cookie=ours.cookies[1], is_polling=is_polling) as ben,
        VisitorClient(ours, history=note, is_polling=is_polling) as vic,
    ):
        await vic.until(lambda: vic.is_up)
        chat_id = await vic.start("Where is my parcel?")
        await ben.take(chat_id)
        await vic.has_seen(chat_id, 2)
        vic.lose_the_line()
        for number in range(250):
            await ben.say(chat_id, f"I am looking, step {number}")
        await ben.end(chat_id)
        await vic.has_seen(chat_id, 253)
        assert seen == list(range(1, 254))
        fresh = await read_transcript(ours.base_url, cookie=ours.cookies[0], chat_id=chat_id)
        assert [entry.position for entry in fresh] == seen
        await ben.until(lambda: chat_id not in ben.rows)
