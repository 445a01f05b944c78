"""Bytes that no browser sends: the server closes as RFC 6455 says, logs none of them, and stays well."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from parlour.lib.ids import new_secret
from parlour.protocol import commands
from parlour.protocol.limits import FRAME_BYTES
from tests.doors.callers import name, operating, visiting
from tests.doors.conftest import House
from tests.doors.raw import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, RawSocket, dialling, frame

MEGABYTE = 2**20
PINGED = frame(TEXT, b'{"type":"ping"}')


@asynccontextmanager
async def socket_of(house: House) -> AsyncIterator[RawSocket]:
    path = f"/realtime/v1/sites/{house.ours.public_keys[0]}"
    async with dialling(house.server.port, path, origin=house.ours.origin) as socket:
        assert socket.status == 101
        yield socket


async def assert_well(house: House) -> None:
    """Fail unless a newcomer is answered at once."""
    async with socket_of(house) as socket:
        await socket.send(PINGED)
        async with asyncio.timeout(2):
            assert await socket.next() == (TEXT, b'{"type":"pong"}')


@pytest.mark.parametrize(
    ("what", "frames", "codes"),
    [
        ("one byte too many", [frame(TEXT, b"a" * (FRAME_BYTES + 1))], {1009}),
        ("2**63 - 1 bytes announced", [frame(TEXT, b"", announced=2**63 - 1)], {1009}),
        ("2**64 - 1 bytes announced", [frame(TEXT, b"", announced=2**64 - 1)], {1002, 1009}),
        ("a message too large in parts", [frame(TEXT, b"a" * 30_000, is_last=False), frame(CONTINUATION, b"a" * 3_000)], {1009}),
        ("100 MB", [frame(TEXT, b"", announced=100 * MEGABYTE), *([b"a" * MEGABYTE] * 100)], {1009, None}),
        ("invalid UTF-8", [frame(TEXT, b"\xc3\x28")], {1007}),
        ("invalid UTF-8 split over parts", [frame(TEXT, b"\xf0\x9f", is_last=False), frame(CONTINUATION, b"\x28\x28")], {1007}),
        ("an encoded surrogate", [frame(TEXT, b"\xed\xa0\x80")], {1007}),
        ("a reserved opcode", [frame(0x3, b"")], {1002}),
        ("a reserved control opcode", [frame(0xB, b"")], {1002}),
        ("a reserved bit", [frame(TEXT, b"{}", reserved=2)], {1002}),
        ("the bit of compression, which is off", [frame(TEXT, zlib.compress(b"a" * MEGABYTE), reserved=4)], {1002}),
        ("no mask", [frame(TEXT, b"{}", is_masked=False)], {1002}),
        ("a ping of 126 bytes", [frame(PING, b"a" * 126)], {1002}),
        ("a ping in parts", [frame(PING, b"", is_last=False)], {1002}),
        ("a continuation of nothing", [frame(CONTINUATION, b"{}")], {1002}),
        ("a text inside a text", [frame(TEXT, b"{", is_last=False), frame(TEXT, b"}")], {1002}),
        ("closing code 1005", [frame(CLOSE, b"\x03\xed")], {1002}),
        ("half a closing code", [frame(CLOSE, b"\x03")], {1002}),
    ],
)  # fmt: skip
async def test_the_server_closes_with_the_code_of_the_rfc_wsk_07_wsk_12(
    house: House, what: str, frames: list[bytes], codes: set[int | None]
) -> None:
    """WSK-07, WSK-12."""
    before = house.server.resident_bytes()
    async with socket_of(house) as socket:
        await socket.send(*frames)
        assert await socket.closing_code() in codes
    await assert_well(house)
    assert house.server.resident_bytes() - before < 64 * MEGABYTE
    assert "aaaaaaaa" not in house.log()


async def test_a_million_empty_parts_neither_grow_nor_block_the_server_wsk_07(house: House) -> None:
    """WSK-07: empty continuations are legal; meanwhile others are answered."""
    before = house.server.resident_bytes()
    async with socket_of(house) as socket:
        await socket.send(frame(TEXT, b"", is_last=False))
        empty = frame(CONTINUATION, b"", is_last=False) * 20_000
        for _ in range(10):
            await socket.send(empty)
            await assert_well(house)
    assert house.server.resident_bytes() - before < 64 * MEGABYTE


async def test_compression_is_declined_wsk_08(house: House) -> None:
    """WSK-08: whoever offers permessage-deflate is served without it, so that no bomb can be sent."""
    path = f"/realtime/v1/sites/{house.ours.public_keys[0]}"
    offered = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
    async with dialling(house.server.port, path, origin=house.ours.origin, headers=offered) as socket:
        assert socket.status == 101
        assert b"extensions" not in socket.head.lower()


async def test_a_binary_frame_and_broken_json_are_refused_and_ten_of_them_end_the_line_wsk_12(house: House) -> None:
    """WSK-12, API-03: nine are answered each, the tenth closes with 4000."""
    async with socket_of(house) as socket:
        for number in range(10):
            await socket.send(frame(BINARY, b"\x00\x01") if number % 2 else frame(TEXT, b"{"))
            kind, payload = await socket.next()
            assert kind == TEXT
            assert b'"invalid_input"' in payload
        assert await socket.closing_code() == 4000


async def test_pings_of_the_protocol_are_answered_in_floods_without_harm_wsk_11(house: House) -> None:
    """WSK-11: 10,000 control pings get pongs, and others are answered at once meanwhile."""
    before = house.server.resident_bytes()
    async with socket_of(house) as socket:
        pongs = asyncio.create_task(_pongs(socket, 10_000))
        for _ in range(10):
            await socket.send(frame(PING, b"x") * 1_000)
        await assert_well(house)
        assert await asyncio.wait_for(pongs, 10) == 10_000
    assert house.server.resident_bytes() - before < 64 * MEGABYTE


async def _pongs(socket: RawSocket, count: int) -> int:
    heard = 0
    while heard < count:
        kind, _ = await socket.next()
        heard += kind == PONG
    return heard


async def test_a_flood_of_frames_is_limited_and_then_closed_wsk_11(strict_house: House) -> None:
    """WSK-11: beyond 120 frames at once nothing is answered; beyond 300 more the line ends with 4029."""
    async with socket_of(strict_house) as socket:
        await socket.send(PINGED * 1_000)
        answered = 0
        async with asyncio.timeout(10):
            while (heard := await socket.next())[0] == TEXT:
                answered += 1
        assert heard == (CLOSE, (4029).to_bytes(2, "big"))
        assert 120 <= answered < 250
    await assert_well(strict_house)


async def test_a_caller_who_stops_reading_is_let_go_and_nobody_else_notices_wsk_10(house: House) -> None:
    """WSK-10: what waits for one is bounded; then they are closed with 4009 and come back; others hear everything."""
    before = house.server.resident_bytes()
    cookie = house.ours.cookies[2]
    async with (
        visiting(house.ours) as vic,
        operating(house.ours, 1) as ben,
        dialling(house.server.port, "/realtime/v1/console", origin=house.ours.base_url, cookie=cookie) as stuck,
    ):
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        await ben.ask(commands.OpenChat(name(), chat_id))
        opening = f'{{"type":"open_chat","client_id":"{name()}","chat_id":"{chat_id}"}}'.encode()
        await stuck.send(frame(TEXT, opening))
        stuck.writer.transport.pause_reading()  # type: ignore[attr-defined]
        text = "ä" * 4_000
        for start in range(0, 1_500, 50):
            await vic.send(*(commands.SendMessage(name(), chat_id, text) for _ in range(50)))
            await ben.shown(start + 51)
            await vic.hear("stored", position=start + 51)
        stuck.writer.transport.resume_reading()  # type: ignore[attr-defined]
        assert await stuck.closing_code() == 4009
    assert house.server.resident_bytes() - before < 64 * MEGABYTE


async def test_a_key_in_a_frame_is_not_logged_wsk_12(house: House) -> None:
    """WSK-12, LOG-01: what stood in a broken frame stands in no line of the log."""
    secret = new_secret()
    async with socket_of(house) as socket:
        await socket.send(frame(TEXT, f'{{"type":"authenticate","visitor_key":"{secret}","x":1}}'.encode()))
        await socket.next()
        await socket.send(frame(TEXT, secret.encode() + b"\xff"))
        assert await socket.closing_code() == 1007
    assert secret not in house.log()
