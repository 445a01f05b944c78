"""Text and JSON of the worst kind in every field of every door: kept exactly or refused by its name, never a 500."""

import asyncio
import json
import unicodedata
from typing import Any

import pytest

from parlour.protocol import commands
from tests.doors.callers import calling, name, operating, visiting
from tests.doors.conftest import House
from tests.doors.raw import TEXT, dialling, frame
from tests.doors.web import Answer

NAUGHTY = (
    "undefined", "null", "NaN", "true", "-1/2", "1e309", "0x0", "١٢٣", "Ⅷ", "<script>alert(1)</script>",
    "\"'`<>&;", "' OR 1=1 --", "'; DROP TABLE chats_entry; --", "{{7*7}}${7*7}#{7*7}<%= 7*7 %>", "{% debug %}", "%s%x%n%d",
    "../../../etc/passwd", "$(touch /tmp/x)", "`id`", "=cmd|' /C calc'!A0", "javascript:alert(1)", "data:text/html,x",
    "\ufeffBOM", "zero\u200bwidth\u200d\u2060", "\u202eright to left\u202c", "\u2066isolated\u2069", "אֵ֤ת עברית", "مرحبا بالعالم",
    "Z̸̡̢̛͎͓̫̝a̵̛̱l̶͇͝g̷̰̈o̴͔͝", "é is not e\u0301", "ﷺ", "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪", "𝒯𝑒𝓍𝓉 𐐷", "田中さんにあげて下さい", "찦차를", "ЁЂЃЄ", "ⱭɁ", "¡™£¢∞§¶•ªº",
    "tab\there", "two\nlines", "\u2028line\u2029paragraph", "\u0085next", "\x0b\x0c\x1b[31mred", "\x7f", "\uffff\ufffe",
    "\U0010ffff", "a" * 1000, "\\", "\\u0000", "\\\\n", "//", "#", "%00", "\t", "x" + " " * 50 + "y",
    "İstanbul ǅ ß ﬀ", "COM1", "/dev/null",
)  # fmt: skip
"""One of each kind that has broken a product somewhere."""


def normalised(text: str) -> str:
    """The one normalisation that is made of messages: line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


JOINERS = "\u200c\u200d"


def flattened(text: str) -> str:
    """The one normalisation of names and titles: control characters and runs of blanks become one, what nobody sees goes."""
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf" or each in JOINERS)
    flat = " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in seen).split())
    return flat if flat.strip(JOINERS + " ") else ""


def assert_refused(answer: Answer, *statuses: int) -> None:
    """Fail unless the answer has the one shape of refusals and tells nothing of our insides."""
    assert answer.status in statuses, (answer.status, answer.body[:300])
    assert set(answer.shape) == {"code", "message", "status", "is_retryable", "field", "retry_after_seconds"}
    assert answer.shape["status"] == answer.status
    assert_tells_nothing(answer)


def assert_tells_nothing(answer: Answer) -> None:
    """Fail on a stack, SQL, a path or a version in body or headers (API-12)."""
    for word in (
        b"Traceback",
        b"SELECT",
        b"sqlite",
        b"django",
        b"Exception",
        b'File "',
        b"/site-packages",
        b"uvicorn",
        b"0x7f",
    ):
        assert word not in answer.body, word
    assert not {"server", "x-powered-by"} & set(answer.headers)


async def test_every_naughty_text_comes_back_exactly_as_a_message_api_02(house: House) -> None:
    """API-02: as a first message, a message, an answer of the form and a comment; over socket, poll and API."""
    texts = [text for text in NAUGHTY if text.strip()]
    async with visiting(house.ours) as vic, operating(house.ours, 1, door="poll") as ben:
        opened = await vic.ask(commands.StartChat(name(), texts[0], fields={"order": "x"}))
        chat_id = opened["chat"]["id"]
        await ben.ask(commands.OpenChat(name(), chat_id))
        await ben.ask(commands.TakeChat(name(), chat_id))
        for caller in (vic, ben):
            for text in texts:
                assert (await caller.ask(commands.SendMessage(name(), chat_id, text)))["type"] == "stored", text
        await vic.ask(commands.RateChat(name(), chat_id, score=5, comment=NAUGHTY[9]))
        for caller in (vic, ben):
            resumed = await caller.ask(commands.Resume(name(), chat_id, after=0))
            said = [entry["text"] for entry in resumed["entries"] if entry["kind"] == "message"]
            assert said == [normalised(text) for text in [texts[0], *texts, *texts]]
        page = house.ada.ask("GET", f"/api/v1/chats/{chat_id}/entries").shape
        assert [entry["text"] for entry in page["entries"] if entry["kind"] == "message"] == said
        assert page["entries"][-1]["comment"] == NAUGHTY[9]


async def test_every_naughty_text_is_kept_as_what_a_visitor_says_of_themselves_api_02(house: House) -> None:
    """API-02: in name and fields, seen by the operator as it was given, blanks apart."""
    async with visiting(house.ours) as vic, operating(house.ours, 1) as ben:
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        for text in NAUGHTY:
            short = text[:120]
            told = commands.DescribeVisitor(name(), name=short, fields={"order": text[:500]})
            assert (await vic.ask(told))["type"] == "done", text
            card = (await ben.ask(commands.OpenChat(name(), chat_id)))["chat"]["visitor"]
            assert (card.get("name", ""), card["fields"]) == (flattened(short), {"order": normalised(text[:500])})


def test_every_naughty_text_is_kept_or_refused_by_name_over_http_api_02(house: House) -> None:
    """API-02: profile, site and invitation; read back through the API."""
    ada = house.ada
    site = ada.ask("GET", "/api/v1/sites").shape["sites"][1]["id"]
    for text in NAUGHTY:
        short = text[:120]
        answer = ada.ask("PATCH", "/api/v1/me", {"motto": short, "job_title": short})
        assert answer.status == 200, text
        me = ada.ask("GET", "/api/v1/me").shape["me"]
        assert (me.get("motto", ""), me.get("job_title", "")) == (flattened(short), flattened(short))
        look = {"greeting": short, "offline_greeting": short}
        answer = ada.ask("PATCH", f"/api/v1/sites/{site}", look)
        assert (answer.status, answer.shape["greeting"]) == (200, flattened(short)), text
        for path, body in (
            (f"/api/v1/sites/{site}", {"color": text}),
            (f"/api/v1/sites/{site}", {"allowed_origins": [f"{text}://x y"]}),
            (f"/api/v1/sites/{site}", {"consent": {"text": "x", "version": "1", "policy_url": text}}),
        ):
            assert_refused(ada.ask("PATCH", path, body), 422)
        assert_refused(ada.ask("POST", "/api/v1/operators/invitations", {"name": "D", "email": text[:400]}), 422)
        assert_refused(ada.ask("POST", "/api/v1/invitations/look", {"token": text[:400]}), 404)
    ada.ask("PATCH", "/api/v1/me", {"motto": "", "job_title": ""})


@pytest.mark.parametrize("bad", ["\x00", "a\x00b", "\ud800", "a\udfffb", "\udc00\ud800"])
async def test_nul_and_half_characters_are_refused_by_the_name_of_their_field_api_04(house: House, bad: str) -> None:
    """API-04: in messages, names, fields, profile, site, search; 422 and never 500."""
    ada = house.ada
    site = ada.ask("GET", "/api/v1/sites").shape["sites"][1]["id"]
    choice = {"key": "order", "label": "x", "kind": "choice"}
    for method, path, body, field in (
        ("PATCH", "/api/v1/me", {"motto": bad}, "motto"),
        ("PATCH", "/api/v1/me", {"name": bad}, "name"),
        ("PATCH", f"/api/v1/sites/{site}", {"greeting": bad}, "greeting"),
        ("POST", "/api/v1/sites", {"name": bad, "allowed_origins": []}, "name"),
        ("POST", "/api/v1/operators/invitations", {"name": bad, "email": "dana@example.com"}, "name"),
        ("PATCH", f"/api/v1/sites/{site}", {"form": [{"key": "order", "label": bad}]}, "form"),
        ("PATCH", f"/api/v1/sites/{site}", {"form": [{**choice, "choices": [bad]}]}, "form"),
    ):  # fmt: skip
        answer = ada.ask(method, path, body)
        assert_refused(answer, 422)
        assert answer.shape["field"].startswith(field), (path, answer.body)
    async with visiting(house.ours) as vic:
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        for shape in (
            {"type": "send_message", "chat_id": chat_id, "text": bad},
            {"type": "describe_visitor", "name": bad},
            {"type": "describe_visitor", "fields": {"order": bad}},
            {"type": "describe_visitor", "fields": {bad: "order"}},
            {"type": "rate_chat", "chat_id": chat_id, "score": 5, "comment": bad},
        ):
            client_id = name()
            await vic.send(json.dumps({**shape, "client_id": client_id}).encode())
            refused = await vic.hear("refused")
            assert (refused["code"], refused["status"]) == ("invalid_input", 422), shape


BROKEN_JSON = (
    b"", b" ", b"{", b"}", b"[", b"[1", b"[1,]", b"[,1]", b"{'a':1}", b'{"a"}', b'{"a":}', b'{"a":1,}', b"{a:1}",
    b'{"a":1 "b":2}', b"nul", b"TRUE", b"+1", b"01", b"1.", b".5", b"1e", b"0x1", b"Infinity",
    b"-Infinity", b"NaN", b'"\x01"', b'"\\x"',
    b'"\\u12"', b'"unterminated', b'"\xc3\x28"', b'{"a":1}x', b"{} {}", b"\x00", b"/* */{}", b"{}//", b"\xef\xbb\xbf",
    b"[" * 100_000, b'{"a":' * 5_000, b"[" * 100_000 + b"]" * 100_000, b"-" + b"9" * 100_000, b"<xml/>",
)  # fmt: skip
"""In the manner of the n_ cases of nst/JSONTestSuite."""
STRANGE_JSON = (
    b"1", b"null", b"true", b'"text"', b"[]", b"[[]]", b"1e999", b"-0", b'{"":0}', b'{"a":1,"a":2}', b'{"type":null}',
    b'{"type":"ping","type":"nothing"}', b'{"\\ud800":1}', b'{"a":"\\udead"}', b"1" * 4_000,
    b'{"a":' + b"[" * 400 + b"]" * 400 + b"}",
    b'{"a":1e400}', b"[" + b"0," * 10_000 + b"0]",
)  # fmt: skip
"""In the manner of the i_ and y_ cases: JSON, or nearly, and never what a door expects."""


def test_what_is_no_json_is_refused_over_http_api_03(house: House) -> None:
    """API-03: every write that takes JSON answers 422, and never 500."""
    ada = house.ada
    for body in (*BROKEN_JSON, *STRANGE_JSON):
        for method, path in (("PATCH", "/api/v1/me"), ("POST", "/api/v1/sites"), ("POST", "/api/v1/session")):
            if method == "PATCH" and body.startswith(b'{"'):
                continue
            assert_refused(ada.ask(method, path, raw=body), 422)
    assert ada.ask("GET", "/api/v1/me").status == 200


def test_what_is_no_json_is_refused_by_polls_api_03(house: House) -> None:
    """API-03, API-07: the whole body, and numbers and shapes inside it."""
    cookie = {"Origin": house.ours.base_url}
    for body in (*BROKEN_JSON, *STRANGE_JSON):
        assert_refused(house.ada.ask("POST", "/realtime/v1/console/poll", raw=body, headers=cookie), 422)
    shapes: tuple[dict[str, Any], ...] = (
        {"session": 1}, {"after": -1}, {"after": 2**63}, {"after": 1.5}, {"wait_seconds": 26}, {"wait_seconds": -1},
        {"frames": {}}, {"frames": [{}] * 51}, {"wait_seconds": "1"}, {"session": "x" * 65}, {"is_admin": True}, {"after": True},
    )  # fmt: skip
    for shape in shapes:
        assert_refused(house.ada.ask("POST", "/realtime/v1/console/poll", shape, headers=cookie), 422)
    assert_refused(house.ada.ask("POST", "/realtime/v1/console/poll", {"session": "x"}, headers=cookie), 404)


async def test_what_is_no_json_is_refused_by_sockets_api_03(house: House) -> None:
    """API-03: each on a connection of its own; refused or closed as the RFC says, and the next is served."""
    path = f"/realtime/v1/sites/{house.ours.public_keys[0]}"
    for body in (*BROKEN_JSON, *STRANGE_JSON):
        async with dialling(house.server.port, path, origin=house.ours.origin) as socket:
            await socket.send(frame(TEXT, body))
            kind, payload = await asyncio.wait_for(socket.next(), 5)
            if kind == TEXT:
                refused = json.loads(payload)
                assert (refused["type"], refused["code"]) == ("refused", "invalid_input"), body[:50]
            else:
                assert payload[:2] in ((1007).to_bytes(2, "big"), (1009).to_bytes(2, "big")), body[:50]
    async with calling(house.ours, path, origin=house.ours.origin) as caller:
        await caller.fence()


def test_fifty_megabytes_are_refused_and_the_server_stays_well_api_03(house: House) -> None:
    """API-03: 413 at the limit of each door, without keeping what was sent."""
    before = house.server.resident_bytes()
    body = b'{"name":"' + b"a" * 50 * 2**20 + b'"}'
    for method, path in (("POST", "/api/v1/sites"), ("POST", "/realtime/v1/console/poll")):
        try:
            answer = house.ada.ask(method, path, raw=body, headers={"Origin": house.ours.base_url})
        except (BrokenPipeError, ConnectionResetError):
            # Refused while it was still being sent, and the line put down: just as well.
            pass
        else:
            assert_refused(answer, 413)
        assert house.server.is_well()
    assert house.server.resident_bytes() - before < 64 * 2**20


def test_every_error_has_one_shape_and_tells_nothing_api_12(house: House) -> None:
    """API-12: unknown pages, methods, hosts, types; one shape at every door, with no stack, SQL, path or version."""
    requests: tuple[tuple[str, str, dict[str, Any], int], ...] = (
        ("GET", "/nowhere", {}, 404), ("GET", "/api/v1/nowhere", {}, 404), ("GET", "/photos/../../etc/passwd", {}, 404),
        ("GET", "/photos/%2e%2e%2fparlour.sqlite3", {}, 404), ("GET", "/static/../settings.py", {}, 404),
        ("GET", "/realtime/v1/nowhere", {}, 404), ("POST", "/realtime/v1/nowhere/poll", {}, 404),
        ("PUT", "/api/v1/chats", {}, 405), ("GET", "/realtime/v1/console/poll", {}, 405),
        ("DELETE", "/realtime/v1/console/poll", {}, 405),
        ("GET", f"/api/v1/sites/{house.ours.public_keys[0]}/look", {"Host": "evil.example"}, 422),
        ("GET", "/demo/", {"Host": "evil.example"}, 422),
        ("GET", "/api/v1/chats?limit=0", {}, 422), ("GET", "/api/v1/chats/cht_x", {}, 404), ("GET", "/%ff%fe", {}, 404),
    )  # fmt: skip
    for method, path, headers, status in requests:
        assert_refused(house.ada.ask(method, path, headers=headers), status)
    for page in ("/healthz", "/api/v1/me", "/console/"):
        assert_tells_nothing(house.nobody.ask("GET", page))


def test_an_address_that_leads_nowhere_is_a_page_for_people_and_a_refusal_for_programs(house: House) -> None:
    person = house.ada.ask("GET", "/nope", headers={"Accept": "text/html"})
    program = house.ada.ask("GET", "/nope", headers={"Accept": "application/json"})
    assert person.status == 404
    assert b"There is nothing here" in person.body
    assert_refused(program, 404)
