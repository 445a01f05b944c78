"""Who may shake hands: origins, credentials in the wrong place, frames before a word of who one is."""

import asyncio

import pytest

from parlour.lib.ids import new_secret
from tests.doors.callers import PollLine
from tests.doors.conftest import House
from tests.doors.raw import dialling

CONSOLE = "/realtime/v1/console"


def foreign_origins(own: str) -> list[str | None]:
    """Return origins that resemble our own and are not."""
    host = own.removeprefix("http://")
    return [
        None, "null", "https://evil.example", f"https://{host}", f"ws://{host}", own.rsplit(":", 1)[0], f"{own}0",
        f"{own}.evil.example", f"http://evil.example/{own}", f"http://{host}@evil.example", f"{own}/", own.upper(),
        f" {own} x", "http://[", "http://[::1", "//" + host, "file://", "*", f"{own}, https://evil.example",
    ]  # fmt: skip


async def test_only_our_own_page_opens_the_console_wsk_01(house: House) -> None:
    """WSK-01: with a good cookie, every foreign or missing origin is 403 before the upgrade; also by poll."""
    cookie = house.ours.cookies[0]
    for origin in foreign_origins(house.ours.base_url):
        async with dialling(house.server.port, CONSOLE, origin=origin, cookie=cookie) as socket:
            assert socket.status == 403, origin
        headers = {"Cookie": cookie, **({"Origin": origin} if origin is not None else {})}
        answer = house.nobody.ask("POST", f"{CONSOLE}/poll", {"session": None}, headers=headers)
        assert (answer.status, answer.shape["code"]) == (403, "not_allowed"), origin
    async with dialling(house.server.port, CONSOLE, origin=house.ours.base_url, cookie=cookie) as socket:
        assert socket.status == 101


async def test_a_widget_is_only_spoken_to_from_its_sites_origins_wsk_01(house: House) -> None:
    """WSK-01, WID-06, API-11: by socket, poll and look; the refusal tells nothing of the organization."""
    key = house.ours.public_keys[0]
    for origin in foreign_origins(house.ours.origin):
        async with dialling(house.server.port, f"/realtime/v1/sites/{key}", origin=origin) as socket:
            assert socket.status == 403, origin
        headers = {"Origin": origin} if origin is not None else {}
        looks = [house.nobody.ask("POST", f"/realtime/v1/sites/{key}/poll", {"session": None}, headers=headers)]
        if origin is not None:
            looks.append(house.nobody.ask("GET", f"/api/v1/sites/{key}/look", headers=headers))
        for answer in looks:
            assert (answer.status, answer.shape["code"]) == (403, "not_allowed"), origin
            # A look refused may be read by every page, which can then say in its console why there is no widget.
            assert answer.header("access-control-allow-origin") in ("", "*"), origin
            assert b"Stage" not in answer.body


async def test_an_unknown_key_answers_as_a_foreign_page_wid_06(house: House) -> None:
    """WID-06: whether a public key exists cannot be asked from elsewhere."""
    foreign = {"Origin": "https://evil.example"}
    for path in ("/api/v1/sites/{}/look", "/realtime/v1/sites/{}/poll"):
        method, body = ("GET", None) if path.endswith("look") else ("POST", {"session": None})
        real, unknown = [
            house.nobody.ask(method, path.format(key), body, headers=foreign)
            for key in (house.ours.public_keys[0], "pk_" + "0" * 32)
        ]
        assert (real.status, real.body) == (unknown.status, unknown.body)
    for key in ("", "%00", "pk_%2e%2e", "../console", "a" * 3000, "%ff%fe"):
        assert house.nobody.ask("GET", f"/api/v1/sites/{key}/look", headers=foreign).status in (403, 404)


async def test_a_credential_in_the_address_opens_nothing_wsk_15(house: House) -> None:
    """WSK-15: the session in the query or in a header of its own is not accepted, and no log line holds it."""
    session = house.ours.cookies[0].split("=", 1)[1]
    for path in (f"{CONSOLE}?token={session}", f"{CONSOLE}?parlour_session={session}", f"{CONSOLE}/{session}"):
        async with dialling(house.server.port, path, origin=house.ours.base_url) as socket:
            assert socket.status == 403
    for headers in ({"Authorization": f"Bearer {session}"}, {"Sec-WebSocket-Protocol": session}):
        async with dialling(house.server.port, CONSOLE, origin=house.ours.base_url, headers=headers) as socket:
            assert socket.status == 403
    key = new_secret()
    path = f"/realtime/v1/sites/{house.ours.public_keys[0]}"
    async with dialling(house.server.port, f"{path}?visitor_key={key}", origin=house.ours.origin) as socket:
        assert socket.status == 101
        await socket.send(bytes([0x81, 0x80 | 15]) + b"\0\0\0\0" + b'{"type":"ping"}')
        assert await socket.next() == (1, b'{"type":"pong"}')
    assert session not in house.log()
    assert key not in house.log()


@pytest.mark.parametrize(
    "cookie", ["", "parlour_session=", "parlour_session=%00", "parlour_session=' OR 1=1", "=;;=", "x" * 5000]
)
async def test_a_broken_cookie_is_nobody_wsk_02(house: House, cookie: str) -> None:
    """WSK-02: no session, no connection; a broken header breaks nothing."""
    async with dialling(house.server.port, CONSOLE, origin=house.ours.base_url, cookie=cookie) as socket:
        assert socket.status in (400, 403)
    async with dialling(house.server.port, CONSOLE, origin=house.ours.base_url, cookie=house.ours.cookies[0]) as socket:
        assert socket.status == 101


async def test_whoever_does_not_say_who_they_are_is_closed_wsk_02(house: House) -> None:
    """WSK-02: silence and pings after the handshake end within the 10 s and a tick; no event was sent."""
    path = f"/realtime/v1/sites/{house.ours.public_keys[0]}"
    async with (
        dialling(house.server.port, path, origin=house.ours.origin) as silent,
        dialling(house.server.port, path, origin=house.ours.origin) as pinging,
    ):
        await pinging.send(bytes([0x81, 0x80 | 15]) + b"\0\0\0\0" + b'{"type":"ping"}')
        assert await pinging.next() == (1, b'{"type":"pong"}')
        async with asyncio.timeout(16):
            assert [(await socket.next())[0] for socket in (silent, pinging)] == [8, 8]


async def test_a_poll_session_serves_only_the_seat_that_opened_it_wsk_03(house: House) -> None:
    """WSK-03: its name, once guessed or seen, is not_found for a colleague, for Cleo and for a visitor's door."""
    line = PollLine(house.ours, CONSOLE, {"Cookie": house.ours.cookies[0], "Origin": house.ours.base_url}, None)
    await line.post([], wait_seconds=0)
    body = {"session": line.session, "after": 0}
    for cookie in (house.ours.cookies[1], house.theirs.cookies[0]):
        headers = {"Cookie": cookie, "Origin": house.ours.base_url}
        assert house.nobody.ask("POST", f"{CONSOLE}/poll", body, headers=headers).status == 404
    path = f"/realtime/v1/sites/{house.ours.public_keys[0]}/poll"
    assert house.nobody.ask("POST", path, body, headers={"Origin": house.ours.origin}).status == 404
    assert house.nobody.ask("POST", f"{CONSOLE}/poll", body, headers={"Origin": house.ours.base_url}).status == 401
