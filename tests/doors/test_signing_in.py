"""Guessing addresses and passwords, and what is open when a person leaves."""

import asyncio
import time

import pytest
from websockets.exceptions import ConnectionClosed

from tests.doors.callers import DOORS, Caller, Door, LineRefused, calling
from tests.doors.conftest import House
from tests.doors.test_forgery import new_colleague, page, sign_in
from tests.doors.web import set_cookies, signed_in

WRONG = "not the right password"


def test_a_known_and_an_unknown_address_are_answered_alike_aut_01(house: House) -> None:
    """AUT-01: status, body, headers; and the password of an unknown address is hashed as well."""
    email, _ = new_colleague(house)
    unknown = "nobody@example.com"
    answers, seconds = {}, {}
    for address in (email, unknown, f" {email.upper()} "):
        began_at = time.perf_counter()
        answer = sign_in(house, address, WRONG)
        seconds[address] = time.perf_counter() - began_at
        names = sorted(name for name in answer.headers if name != "date")
        answers[address] = (answer.status, answer.body, names)
    assert len(set(map(repr, answers.values()))) == 1
    assert answers[email][0] == 401
    # A hash takes tens of milliseconds: an answer without one would be many times as fast.
    assert seconds[unknown] > seconds[email] / 3


def test_guessing_is_slowed_down_for_known_and_unknown_addresses_alike_aut_01(strict_house: House) -> None:
    """AUT-01, AUT-02: after a few failures the account's door answers 429 with Retry-After, whoever it is."""
    email, password = new_colleague(strict_house)
    for address in (email, "somebody@example.com"):
        answers = [sign_in(strict_house, address, WRONG) for _ in range(7)]
        assert answers[-1].status == 429
        assert answers[-1].shape["code"] == "too_many"
        assert answers[-1].shape["is_retryable"] is True
        assert int(answers[-1].header("retry-after")) > 0
    # What the answer was for the right password must not tell that it was right.
    assert sign_in(strict_house, email, password).status == 429


async def assert_ends(caller: Caller, within: float = 2.0) -> None:
    """Fail unless the line ends in time; what is said before the end is kept in `heard`."""
    async with asyncio.timeout(within):
        while True:
            try:
                caller.heard += await caller.line.next()
            except (ConnectionClosed, LineRefused):
                return


@pytest.mark.parametrize("door", DOORS)
async def test_a_seat_that_was_taken_away_hears_nothing_more_wsk_05(house: House, door: Door) -> None:
    """WSK-05, AUT-14: socket and poll end within 2 s with goodbye; session and API are shut at once."""
    email, password = new_colleague(house)
    cookie = f"parlour_session={set_cookies(sign_in(house, email, password))['parlour_session']}"
    dana = signed_in(house.server.base_url, cookie)
    identifier = dana.ask("GET", "/api/v1/me").shape["me"]["id"]
    origin = house.ours.base_url
    async with calling(house.ours, "/realtime/v1/console", door=door, origin=origin, cookie=cookie) as caller:
        if door == "poll":
            await caller.send()
        await caller.hear("welcome_operator")
        assert house.ada.ask("DELETE", f"/api/v1/operators/{identifier}").status == 204
        await assert_ends(caller)
        if door == "socket":
            assert caller.heard[-1]["type"] == "goodbye"
            assert caller.heard[-1]["code"] == "seat_removed"
            assert caller.line.socket.close_code == 4001  # type: ignore[attr-defined]
    assert dana.ask("GET", "/api/v1/me").status == 401
    assert dana.ask("GET", "/api/v1/chats").status == 401
    assert sign_in(house, email, password).status == 401


@pytest.mark.parametrize("door", DOORS)
async def test_signing_out_ends_what_the_session_opened_wsk_05(house: House, door: Door) -> None:
    """WSK-05: the session's sockets and polls end within 2 s; another session of the person goes on."""
    email, password = new_colleague(house)
    cookies = [f"parlour_session={set_cookies(sign_in(house, email, password))['parlour_session']}" for _ in range(2)]
    origin = house.ours.base_url
    async with (
        calling(house.ours, "/realtime/v1/console", door=door, origin=origin, cookie=cookies[0]) as leaving,
        calling(house.ours, "/realtime/v1/console", origin=origin, cookie=cookies[1]) as staying,
    ):
        if door == "poll":
            await leaving.send()
        await leaving.hear("welcome_operator")
        await staying.hear("welcome_operator")
        answer = signed_in(house.server.base_url, cookies[0]).ask("DELETE", "/api/v1/session")
        assert answer.status == 204
        assert "storage" in answer.header("clear-site-data")
        await assert_ends(leaving)
        await staying.fence()
    assert page(house, parlour_session=cookies[0].split("=", 1)[1]).ask("GET", "/api/v1/me").status == 401
