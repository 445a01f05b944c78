"""What the server writes down while marked data goes through every door, in good times and with a broken table."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from parlour.lib.ids import new_secret
from parlour.protocol import commands
from tests.doors.callers import DOORS, calling, name, operating, visiting
from tests.doors.conftest import House
from tests.doors.routes import IDS, described_routes
from tests.doors.test_forgery import page, sign_in
from tests.doors.test_inputs import assert_refused

MARK = "Marked7e57"


@contextmanager
def broken(house: House, table: str) -> Iterator[None]:
    """Take a table away for a while, as no request can, so that whatever reads it fails in the middle."""
    with closing(sqlite3.connect(house.server.database, timeout=10, isolation_level=None)) as database:
        database.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
        try:
            yield
        finally:
            database.execute(f"ALTER TABLE {table}_away RENAME TO {table}")


async def say_everything(house: House, key: str) -> None:
    """Put the mark into every kind of field of the realtime doors; what is refused is refused."""
    for door in DOORS:
        path = f"/realtime/v1/sites/{house.ours.public_keys[0]}"
        async with calling(house.ours, path, door=door, origin=house.ours.origin) as vic:
            await vic.send(
                {
                    "type": "authenticate", "visitor_key": key,
                    "page": {"url": f"https://{MARK}.example/?q={MARK}", "title": MARK, "referrer": MARK},
                },
                {
                    "type": "start_chat", "client_id": name(), "text": MARK, "name": MARK, "email": f"{MARK}@example.com",
                    "fields": {MARK: MARK},
                },
                {
                    "type": "identify", "client_id": name(),
                    "identity": {"external_id": MARK, "signature": "0" * 64, "expires_at": 1},
                },
                {"type": "describe_visitor", "client_id": name(), "name": MARK, "email": MARK},
                {"type": "send_message", "client_id": name(), "chat_id": MARK, "text": MARK},
                {"type": MARK}, f'"{MARK}"'.encode(),
            )  # fmt: skip
            await vic.fence()


def ask_everything(house: House, token: str) -> None:
    """Put the mark into paths, queries, headers and bodies of the HTTP doors."""
    headers = {"User-Agent": MARK, "Referer": MARK, "Authorization": f"Bearer {token}", "X-Request-Id": MARK}
    for method, path, body in (
        ("GET", f"/{MARK}?token={token}", None), ("GET", f"/api/v1/chats/{MARK}", None),
        ("GET", f"/api/v1/chats?search={MARK}&cursor={MARK}", None), ("PATCH", "/api/v1/me", {MARK: MARK}),
        ("POST", "/api/v1/operators/invitations", {"name": MARK, "email": f"{MARK}@example.com"}),
        ("POST", "/api/v1/invitations/look", {"token": token}), ("GET", f"/photos/{MARK}", None),
    ):  # fmt: skip
        house.ada.ask(method, path, body, headers=headers)


async def test_nothing_of_a_person_and_no_secret_is_logged_log_01(house: House) -> None:
    """LOG-01: names, words, addresses, passwords, tokens, cookies and keys through every door, with and without faults."""
    key, token, password = new_secret(), new_secret(), f"{MARK} correct horse battery"
    await say_everything(house, key)
    ask_everything(house, token)
    sign_in(house, f"{MARK}@example.com", password)
    for table in ("chats_entry", "visitors_visitorkey"):
        async with operating(house.ours, 1) as ben, visiting(house.ours) as vic:
            chat_id = (await vic.ask(commands.StartChat(name(), MARK)))["chat"]["id"]
            with broken(house, table):
                for command in (commands.SendMessage(name(), chat_id, MARK), commands.OpenChat(name(), chat_id)):
                    answer = await vic.ask(command)
                    if table == "chats_entry":
                        assert (answer["code"], answer["is_retryable"]) == ("unavailable", True)
                await ben.ask(commands.ReadHistory(name(), chat_id, before=9))
            # Nothing was acknowledged, and nothing is lost: the same message goes again.
            again = commands.SendMessage(name(), chat_id, f"{MARK} again")
            assert (await vic.ask(again))["type"] == "stored"
    with broken(house, "accounts_account"):
        assert sign_in(house, f"{MARK}@example.com", password).status == 500
    log = house.log()
    assert "failed" in log
    sessions = [cookie.split("=", 1)[1] for cookie in (*house.ours.cookies, *house.theirs.cookies)]
    for secret in (MARK, MARK.lower(), key, token, password, *sessions, "127.0.0.1:"):
        assert secret not in log.replace(house.server.base_url, ""), secret


def test_a_log_line_cannot_be_forged_log_02(house: House) -> None:
    """LOG-02: line breaks, escapes, quotes and a user agent of 60 KB leave every line a JSON object of bounded length."""
    for text in ('x"}{"event":"forged"', "x\x1b[31m", "%0d%0aforged", "x" * 60_000):
        for path in ("/api/v1/me", "/nowhere"):
            house.nobody.ask("GET", path, headers={"User-Agent": text, "X-Forwarded-For": text})
    house.nobody.ask("GET", "/%0d%0a%7b%22event%22:%22forged%22%7d")
    lines = house.log().splitlines()
    assert all(isinstance(json.loads(line), dict) and len(line) < 8_000 for line in lines)
    assert "forged" not in house.log()


def test_every_route_breaks_in_the_one_shape_api_12(house: House) -> None:
    """API-12: with a table gone each route answers a number to ask about, and nothing of the fault."""
    ada, key = house.ada, house.ours.public_keys[0]
    values = {kind: f"{prefix}_{'0' * 32}" for kind, prefix in IDS.items()}
    with broken(house, "operators_operator"):
        for route in described_routes(house.server.base_url):
            if not route.path.startswith(("/api/v1/session", "/api/v1/invitations", "/api/v1/sites/{public_key}")):
                answer = ada.ask(route.method, route.at(values), route.body)
                assert_refused(answer, 500)
                assert answer.shape["code"] == "internal"
                assert answer.shape["is_retryable"] is True
    with broken(house, "organizations_site"):
        origin = {"Origin": house.ours.origin}
        assert_refused(house.nobody.ask("GET", f"/api/v1/sites/{key}/look", headers=origin), 500)
        polled = house.nobody.ask("POST", f"/realtime/v1/sites/{key}/poll", {"session": None}, headers=origin)
        assert_refused(polled, 503)
        assert polled.shape["is_retryable"] is True
    with broken(house, "django_session"):
        assert_refused(ada.ask("GET", "/api/v1/chats"), 500)
        assert_refused(page(house).ask("GET", "/nowhere"), 404)
    assert ada.ask("GET", "/api/v1/me").status == 200
