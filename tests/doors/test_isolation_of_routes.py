"""Every route of the API with somebody else's ids, and without a seat: made from the API's own description."""

import uuid
from typing import Any

import pytest

from parlour.protocol import commands
from tests.doors.callers import name, operating, visiting
from tests.doors.conftest import House
from tests.doors.routes import BODIES, IDS, OPEN_TO_ALL, Route, described_routes
from tests.doors.web import Answer, Web


@pytest.fixture(scope="session")
def routes(house: House) -> list[Route]:
    return described_routes(house.server.base_url)


@pytest.fixture
async def real_ids(house: House) -> dict[str, str]:
    """One real id of ours for each kind of id."""
    async with visiting(house.ours) as vic, operating(house.ours, 1) as ben:
        opened = await vic.ask(commands.StartChat(name(), "Where is my parcel?", name="Vic"))
        chat_id = opened["chat"]["id"]
        visitor_id = (await ben.ask(commands.OpenChat(name(), chat_id)))["chat"]["visitor"]["id"]
        await vic.ask(commands.EndChat(name(), chat_id))
    body = {"name": "Dana", "email": f"dana-{uuid.uuid4().hex}@example.com"}
    return {
        "chat_id": chat_id,
        "visitor_id": visitor_id,
        "operator_id": house.ada.ask("GET", "/api/v1/operators").shape["operators"][-1]["id"],
        "invitation_id": house.ada.ask("POST", "/api/v1/operators/invitations", body).shape["id"],
        "site_id": house.ada.ask("GET", "/api/v1/sites").shape["sites"][0]["id"],
    }


def told(answer: Answer) -> tuple[int, Any, str]:
    return answer.status, answer.body and answer.shape, answer.header("content-type")


def test_every_route_stands_in_the_matrix_idr_01(routes: list[Route]) -> None:
    """IDR-01: a new route is covered the day it appears, or this fails."""
    assert {route.key for route in routes if route.has_json_body} == set(BODIES)
    assert {route.key for route in routes} >= OPEN_TO_ALL
    assert {identifier for route in routes for identifier in route.ids} == set(IDS)
    assert all(len(route.ids) <= 1 for route in routes)


def test_an_id_of_ours_answers_cleo_as_one_that_does_not_exist_idr_01(
    house: House, routes: list[Route], real_ids: dict[str, str]
) -> None:
    """IDR-01, IDR-04: status and body are equal for every route and every method, and nothing is written."""
    cleo, before = house.cleo, house.written()
    for route in (route for route in routes if route.ids):
        (kind,) = route.ids
        unknown = f"{IDS[kind]}_{uuid.uuid4().hex}"
        for method in (route.method, "GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS"):
            body = BODIES.get((method, route.path)) if method == route.method else {}
            foreign, missing = [cleo.ask(method, route.at({kind: value}), body) for value in (real_ids[kind], unknown)]
            assert told(foreign) == told(missing), (method, route.path)
            assert foreign.status in (404, 405), (method, route.path)
            if method == route.method:
                assert foreign.shape["code"] == "not_found", route
    assert house.written() == before


def test_a_method_cannot_be_overridden_idr_01(house: House, real_ids: dict[str, str]) -> None:
    """IDR-01, AUT-17: headers, query and form fields that other frameworks take for the method."""
    before = house.written()
    path = f"/api/v1/operators/{real_ids['operator_id']}"
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert house.ada.ask("POST", path, {}, headers={header: "DELETE"}).status == 405
    assert house.ada.ask("POST", f"{path}?_method=DELETE", {"_method": "DELETE"}).status == 405
    assert house.written() == before


def test_without_a_seat_every_route_answers_401_wid_10(house: House, routes: list[Route]) -> None:
    """WID-10: nobody, and the public key in every place where a credential could stand."""
    key = house.ours.public_keys[0]
    posing: list[tuple[Web, dict[str, str]]] = [
        (house.nobody, {}),
        (house.nobody, {"Authorization": f"Bearer {key}"}),
        (house.nobody, {"X-API-Key": key}),
        (Web(house.server.base_url, {"parlour_session": key}), {}),
    ]
    before = house.written()
    for route in (route for route in routes if route.key not in OPEN_TO_ALL):
        path = route.at({kind: f"{prefix}_{uuid.uuid4().hex}" for kind, prefix in IDS.items()})
        for web, headers in posing:
            answer = web.ask(route.method, path, route.body, headers=headers)
            # A write is refused for its missing CSRF token before it is asked who writes.
            assert answer.shape["code"] in ("not_signed_in", "not_allowed"), (route, answer.body)
            assert answer.status in (401, 403)
            if route.method == "GET":
                assert answer.status == 401
    assert house.written() == before


def test_unknown_fields_are_refused_by_every_write_api_01(
    house: House, routes: list[Route], real_ids: dict[str, str]
) -> None:
    """API-01, IDR-04: mass assignment of what only the server decides is 422 and writes nothing."""
    extra = (
        "is_admin", "role", "is_verified", "organization_id", "tenant_id", "owner_id", "created_at", "id", "public_key",
        "identity_secret", "account_id", "photo_name", "deactivated_at",
    )  # fmt: skip
    ada, before = house.ada, house.written()
    for route in (route for route in routes if route.has_json_body):
        for field in extra:
            answer = ada.ask(route.method, route.at(real_ids), {**(route.body or {}), field: "x"})
            assert (answer.status, answer.shape["field"]) == (422, field), (route, answer.body)
    assert house.written() == before


def test_unknown_fields_inside_a_form_and_a_consent_are_refused_api_01(house: House, real_ids: dict[str, str]) -> None:
    """API-01: nested objects are held to their shape too."""
    path = f"/api/v1/sites/{real_ids['site_id']}"
    question = {"key": "order", "label": "Order"}
    consent = {"text": "We keep your words.", "policy_url": "https://shop.example/privacy", "version": "1"}
    for body in (
        {"form": [{**question, "is_admin": True}]}, {"form": [{**question, "label": 1}]}, {"form": [question, question]},
        {"form": [{**question, "kind": "choice"}]}, {"form": ["order"]}, {"consent": {**consent, "role": "owner"}},
        {"consent": {"text": "Only text"}}, {"position": "top"}, {"color": "red"}, {"is_preview_on": "perhaps"},
    ):  # fmt: skip
        answer = house.ada.ask("PATCH", path, body)
        assert (answer.status, answer.shape["code"]) == (422, "invalid_input"), body


def test_an_id_in_another_shape_is_not_found_and_a_number_out_of_range_is_refused_api_07(
    house: House, real_ids: dict[str, str]
) -> None:
    """API-07, IDR-03: ids of another shape find nothing; limits and positions are whole numbers within their range."""
    chat = real_ids["chat_id"]
    for wrong in (
        "1",
        "0",
        "-1",
        "true",
        "null",
        "1abc",
        chat.upper(),
        f"%20{chat}",
        f"{chat}%00",
        f"{chat}%0a",
        "%2e%2e",
    ):
        answer = house.ada.ask("GET", f"/api/v1/chats/{wrong}")
        assert (answer.status, answer.shape["code"]) == (404, "not_found"), wrong
    numbers = ("-1", str(2**53), str(2**63), "1e308", "1.5", "true", "", "abc", "%EF%BC%91", "1%00", "[]", "0x10")
    for query in (f"{field}={value}" for field in ("after", "before", "limit") for value in numbers):
        answer = house.ada.ask("GET", f"/api/v1/chats/{chat}/entries?{query}")
        assert (answer.status, answer.shape["code"]) == (422, "invalid_input"), query
    for query in ("limit=0", "limit=101", "limit=201", "state=open", "state=", f"search={'a' * 201}", "search=a%00b"):
        assert house.ada.ask("GET", f"/api/v1/chats?{query}").status == 422, query


@pytest.mark.parametrize("path", ["/api/v1/chats", "/api/v1/visitors/{visitor_id}/chats"])
def test_a_cursor_that_did_not_come_from_us_is_refused_wsk_17(
    house: House, real_ids: dict[str, str], path: str
) -> None:
    """WSK-17, API-12: broken, huge and forged cursors are 422, never 500."""
    import base64

    hexes = "0" * 32
    forged = [
        "x", "%00", "=" * 40, "4pyT",
        *(
            base64.urlsafe_b64encode(text.encode()).decode()
            for text in (
                " ", f"now {hexes}", f"0001-01-01T00:00:00+14:00 {hexes}", f"9999-12-31T23:59:59-14:00 {hexes}",
                f"2026-01-01T00:00:00+00:00 {hexes}0", f"2026-01-01T00:00:00+00:00 {'x' * 32}", "' OR 1=1 --",
            )
        ),
    ]  # fmt: skip
    for cursor in forged:
        answer = house.ada.ask("GET", f"{path.format(**real_ids)}?cursor={cursor}")
        assert (answer.status, answer.shape["code"]) == (422, "invalid_input"), (cursor, answer.body)


def test_a_search_finds_nothing_of_another_organization_idr_01(house: House, real_ids: dict[str, str]) -> None:
    """IDR-01: words of ours and operators of the index find Cleo nothing, and break nothing."""
    organization = "organization"
    for search in (
        "parcel",
        "*",
        '"',
        'parcel" OR "',
        f"{organization}:*",
        "parcel) OR (parcel",
        "NEAR(a b)",
        "^parcel",
        "-",
        "()",
    ):
        answer = house.cleo.ask("GET", "/api/v1/chats?search=" + "".join(f"%{byte:02x}" for byte in search.encode()))
        assert (answer.status, answer.shape) == (200, {"rows": [], "next_cursor": None}), search
