"""Too much from one place, on the server with every limit on: refused with a time to wait, whoever one claims to be."""

import asyncio
from contextlib import AsyncExitStack
from itertools import count

from parlour.lib.ids import new_secret
from parlour.protocol import commands, limits
from parlour.protocol.snapshots import Page
from parlour.simulation.stage import loopback_address
from tests.doors.callers import DOORS, Caller, LineRefused, PollLine, name, operating, visiting
from tests.doors.conftest import House
from tests.doors.raw import dialling

_addresses = (loopback_address(number) for number in count(40_000))


async def messages(caller: Caller, chat_id: str, how_many: int) -> list[str]:
    """Send so many messages at once and return the kinds of their answers."""
    sent = [commands.SendMessage(name(), chat_id, f"Message {number}") for number in range(how_many)]
    await caller.send(*sent)
    answers = [await caller.answer(message.client_id) for message in sent]
    for answer in answers:
        if answer["type"] == "refused":
            assert (answer["code"], answer["status"], answer["is_retryable"]) == ("too_many", 429, True)
            assert answer["retry_after_seconds"] > 0
    return [answer["type"] for answer in answers]


async def test_a_visitor_writes_twenty_at_once_and_waits_then_wid_13(strict_house: House) -> None:
    """WID-13: the burst is stored, the rest told when to come again; a second line of the same key changes nothing."""
    key, address = new_secret(), next(_addresses)
    ours = strict_house.ours
    async with visiting(ours, key=key, address=address) as vic:
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        answers = await messages(vic, chat_id, 40)
        assert limits.MESSAGES_BURST - 1 <= answers.count("stored") <= limits.MESSAGES_BURST + 2
        for door in DOORS:
            async with visiting(ours, key=key, door=door, address=address) as again:
                assert (await messages(again, chat_id, 20)).count("stored") <= 3


async def test_new_chats_are_counted_by_address_and_not_by_key_wid_13(strict_house: House) -> None:
    """WID-13: ten a minute from one address however many new visitors it claims to be; a neighbour is not hindered."""
    address, ours = next(_addresses), strict_house.ours
    begun = 0
    async with operating(ours) as ada:
        for number in range(16):
            async with visiting(ours, address=address, door=DOORS[number % 2]) as vic:
                answer = await vic.ask(commands.StartChat(name(), "Me again"))
                if answer["type"] == "chat_opened":
                    begun += 1
                else:
                    assert (answer["code"], answer["status"]) == ("too_many", 429)
                    assert answer["retry_after_seconds"] > 0
        assert limits.CHATS_PER_ADDRESS_PER_MINUTE <= begun <= limits.CHATS_PER_ADDRESS_PER_MINUTE + 1
        async with visiting(ours, address=next(_addresses)) as neighbour:
            last = (await neighbour.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        # The list is gathered: operators are not told of each chat by itself.
        await ada.until(
            lambda event: event["type"] == "rows_changed" and any(row["id"] == last for row in event["rows"])
        )
        told = {row["id"] for event in ada.heard if event["type"] == "rows_changed" for row in event["rows"]}
        assert len(told) == begun + 1


async def test_an_address_that_lies_about_itself_is_counted_by_its_own_wid_13(strict_house: House) -> None:
    """WID-13, AUT-13: X-Forwarded-For and its cousins from a peer that is no trusted proxy mean nothing."""
    path = f"/realtime/v1/sites/{strict_house.ours.public_keys[0]}"
    refused = None
    for number in range(limits.SOCKETS_PER_ADDRESS + 2):
        claimed = f"203.0.113.{number}"
        names = ("X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP")
        headers = {"Origin": strict_house.ours.origin, "Forwarded": f"for={claimed}", **dict.fromkeys(names, claimed)}
        line = PollLine(strict_house.ours, path, headers, "127.250.7.7")
        try:
            await line.post([], wait_seconds=0)
        except LineRefused as error:
            refused = error
            break
    assert refused is not None
    assert number == limits.SOCKETS_PER_ADDRESS
    assert (refused.status, refused.refusal["code"]) == (429, "too_many")


async def test_fifty_connections_from_one_address_are_enough_wsk_02(strict_house: House) -> None:
    """WSK-02, WID-13: the 51st socket is 403, and room comes back when one ends; others are not hindered."""
    path = f"/realtime/v1/sites/{strict_house.ours.public_keys[0]}"
    origin, port = strict_house.ours.origin, strict_house.server.port
    async with AsyncExitStack() as stack:
        open_now = []
        async with asyncio.timeout(20):
            while True:
                socket = await stack.enter_async_context(dialling(port, path, origin=origin))
                if socket.status != 101:
                    break
                open_now.append(socket)
                assert len(open_now) <= limits.SOCKETS_PER_ADDRESS
            assert socket.status == 403
            async with visiting(strict_house.ours, address=next(_addresses)) as neighbour:
                await neighbour.fence()
            open_now[0].writer.close()
            while True:
                async with dialling(port, path, origin=origin) as again:
                    if again.status == 101:
                        break


async def test_page_views_are_limited_and_store_nothing_wid_13(strict_house: House) -> None:
    """WID-13: 300 page views at once by somebody who never said a word leave no trace."""
    async with visiting(strict_house.ours, address=next(_addresses)) as vic:
        before = strict_house.written()
        page = Page(url="https://shop.example/" + "a" * 3000, title="Shoes\n" * 200)
        await vic.send(*(commands.VisitPage(page) for _ in range(300)))
        # Over the limit this is refused, which is an answer too.
        await vic.ask(commands.OpenChat(name(), f"cht_{'0' * 32}"))
        assert strict_house.written() == before


async def test_an_office_behind_one_address_shares_room_for_ten_wid_13(strict_house: House) -> None:
    """WID-13: new keys from one address do not multiply the limit without end: 200 at once, all keys together."""
    address = next(_addresses)
    stored = 0
    async with AsyncExitStack() as stack:
        for _ in range(10):
            vic = await stack.enter_async_context(visiting(strict_house.ours, address=address))
            answer = await vic.ask(commands.StartChat(name(), "Hello"))
            stored += (await messages(vic, answer["chat"]["id"], 25)).count("stored")
    assert stored <= 10 * limits.MESSAGES_BURST + 20
