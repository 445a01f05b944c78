"""The door for networks that block sockets: a whole chat over it, with lost answers and a restart, and its own limits."""

import asyncio
import json

import pytest

from parlour.lib.ids import new_secret
from parlour.protocol import commands
from parlour.simulation.client import OperatorClient, VisitorClient
from parlour.simulation.transcripts import read_transcript
from tests.doors.callers import Caller, LineRefused, PollLine, name, operating, visiting
from tests.doors.conftest import House


def lines_of(*callers: Caller) -> list[PollLine]:
    found = [caller.line for caller in callers]
    assert all(isinstance(line, PollLine) for line in found)
    return found  # type: ignore[return-value]


async def test_a_whole_chat_goes_over_polls_and_over_a_restart(house: House) -> None:
    """REL-01, RAC-06: both sides poll; the server is killed in the middle; the transcript is whole and in order."""
    ours = house.ours
    async with (
        OperatorClient(ours, cookie=ours.cookies[1], is_polling=True) as ben,
        VisitorClient(ours, is_polling=True) as vic,
    ):
        await vic.until(lambda: vic.is_up)
        chat_id = await vic.start("Where is my parcel?")
        await ben.take(chat_id)
        for number in range(5):
            await vic.say(chat_id, f"Question {number}")
            await ben.say(chat_id, f"Answer {number}")
        house.server.kill()
        talking = asyncio.gather(vic.say(chat_id, "Are you there?"), ben.say(chat_id, "One moment."))
        await asyncio.to_thread(house.server.start)
        await talking
        await ben.end(chat_id)
        await vic.rate(chat_id, 5, "Thank you")
        await vic.has_seen(chat_id, 16)
    entries = await read_transcript(ours.base_url, cookie=ours.cookies[0], chat_id=chat_id)
    assert [entry.position for entry in entries] == list(range(1, 17))
    texts = [getattr(entry, "text", type(entry).__name__) for entry in entries]
    assert texts[:2] == ["Where is my parcel?", "Taken"]
    assert texts[2:12] == [f"{what} {number}" for number in range(5) for what in ("Question", "Answer")]
    assert sorted(texts[12:14]) == ["Are you there?", "One moment."]
    assert texts[14:] == ["Ended", "Rated"]


async def test_an_answer_that_was_lost_is_given_again(house: House) -> None:
    """RAC-03: asked with the old `after` the same events come with the same numbers; confirmed ones never again."""
    async with visiting(house.ours, door="poll") as vic:
        (line,) = lines_of(vic)
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        await vic.fence()
        known = line.after
        command = commands.SendMessage(name(), chat_id, "Did you get this?")
        await line.send(json.dumps({"type": "send_message", **_fields(command)}).encode())
        # News of who is there may come before the answer.
        first = await line.post([], wait_seconds=5, after=known)
        async with asyncio.timeout(10):
            while all(event["type"] != "stored" for _, event in first):
                first = await line.post([], wait_seconds=5, after=known)
        again = [await line.post([], wait_seconds=5, after=known) for _ in range(3)]
        assert first
        assert all(answer[: len(first)] == first for answer in again)
        assert [event["position"] for _, event in first if event["type"] == "stored"] == [2]
        # The frame itself comes again, as from a client that never saw the answer: stored once, same position.
        await line.send(json.dumps({"type": "send_message", **_fields(command)}).encode())
        await vic.hear("stored", client_id=command.client_id, position=2)
        await vic.fence()
        assert await line.post([], wait_seconds=0) == []
        entries = house.ada.ask("GET", f"/api/v1/chats/{chat_id}/entries").shape["entries"]
        assert [entry["position"] for entry in entries] == [1, 2]


def _fields(command: commands.SendMessage) -> dict[str, str]:
    return {"client_id": command.client_id, "chat_id": command.chat_id, "text": command.text}


async def test_a_number_from_the_future_confirms_what_there_is_and_no_more_wsk_17(house: House) -> None:
    """WSK-17: `after` beyond every event forgets what waits; what comes later is still given."""
    async with visiting(house.ours, door="poll") as vic:
        (line,) = lines_of(vic)
        assert await line.post([b'{"type":"ping"}'], wait_seconds=0, after=2**53 - 1) == []
        await vic.fence()


async def test_a_position_from_the_future_shows_the_chat_as_it_is_wsk_17(house: House) -> None:
    """WSK-17: `resume` after the newest entry, and history before it, are clamped to what there is."""
    key = new_secret()
    async with visiting(house.ours, key=key) as vic:
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        for after in (1, 2, 99, 2**53 - 1):
            resumed = await vic.ask(commands.Resume(name(), chat_id, after=after))
            assert resumed["type"] == "chat_opened"
            assert resumed.get("entries", []) == []
            assert resumed["chat"]["last_position"] == 1
        for before in (2, 2**53 - 1):
            history = await vic.ask(commands.ReadHistory(name(), chat_id, before=before))
            assert [entry["position"] for entry in history["entries"]] == [1]
        assert (await vic.ask(commands.ReadHistory(name(), chat_id, before=0))).get("entries", []) == []


async def test_an_unknown_session_is_told_to_begin_anew_wsk_17(house: House) -> None:
    """WSK-17: a session that is over or never was is not_found, and a fresh one serves the same key."""
    key = new_secret()
    async with visiting(house.ours, key=key, door="poll") as vic:
        (line,) = lines_of(vic)
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        line.session, before = new_secret(), line.session
        with pytest.raises(LineRefused) as refused:
            await line.post([], wait_seconds=0)
        assert (refused.value.status, refused.value.refusal["code"]) == (404, "not_found")
        assert before
    async with visiting(house.ours, key=key, door="poll") as again:
        assert again.heard[0]["chat"]["id"] == chat_id


async def fetch_often(caller: Caller) -> None:
    for _ in range(5):
        caller.heard += await caller.line.next()


async def ask_often(line: PollLine, frame: bytes) -> None:
    for _ in range(60):
        await line.post([frame] * 5, wait_seconds=0, after=0)


async def test_a_poller_who_fetches_nothing_is_let_go_and_comes_back_wsk_10(house: House) -> None:
    """WSK-10: 1 MiB or 1,000 events wait at most; then the line ends, instead of going on with a hole in it."""
    key = new_secret()
    before = house.server.resident_bytes()
    async with visiting(house.ours, key=key) as vic, operating(house.ours, 3, door="poll") as stuck:
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        await stuck.ask(commands.OpenChat(name(), chat_id))
        for start in range(0, 1_200, 100):
            await vic.send(*(commands.SendMessage(name(), chat_id, "ä" * 1_000) for _ in range(100)))
            await vic.hear("stored", position=start + 101)
        with pytest.raises(LineRefused, match="404"):
            await fetch_often(stuck)
        numbers = [event["entry"]["position"] for event in stuck.heard if event["type"] == "entry_added"]
        assert numbers == sorted(numbers)
    async with operating(house.ours, 3, door="poll") as again:
        resumed = await again.ask(commands.Resume(name(), chat_id, after=1_150))
        assert len(resumed["entries"]) == 51
    assert house.server.resident_bytes() - before < 64 * 2**20


async def test_a_poller_who_asks_for_much_and_fetches_nothing_is_bounded_wsk_10(house: House) -> None:
    """WSK-10: answers count by their size too: 400 pages of history wait nowhere."""
    async with visiting(house.ours) as vic:
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        messages = [commands.SendMessage(name(), chat_id, "ä" * 4_000) for _ in range(200)]
        await vic.send(*messages)
        await vic.answer(messages[-1].client_id)
        async with operating(house.ours, 3, door="poll") as stuck:
            (line,) = lines_of(stuck)
            before = house.server.resident_bytes()
            asked = json.dumps(
                {"type": "read_history", "client_id": name(), "chat_id": chat_id, "before": 999, "limit": 200}
            )
            with pytest.raises(LineRefused, match="404"):
                await ask_often(line, asked.encode())
            assert house.server.resident_bytes() - before < 64 * 2**20
