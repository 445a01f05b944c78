"""Writes from other people's pages, cookies, frames around our pages, and reading across origins."""

import re
import uuid

import pytest

from tests.doors.conftest import House
from tests.doors.routes import BODIES, Route, described_routes
from tests.doors.web import Answer, Web

PAGES = (
    "/",
    "/console/",
    "/console/chats",
    "/demo/",
    "/api/v1/docs",
    "/api/v1/openapi.json",
    "/healthz",
    "/nowhere",
    "/photos/x",
)
WRITES = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="session")
def writes(house: House) -> list[Route]:
    # Looking at an invitation is a POST only so that its token stands in no address; it writes nothing.
    return [
        route
        for route in described_routes(house.server.base_url)
        if route.method in WRITES and route.path != "/api/v1/invitations/look"
    ]


def path_of(house: House, route: Route) -> str:
    """The path with real ids where there are some, so that a write would succeed if it were let through."""
    site = house.ada.ask("GET", "/api/v1/sites").shape["sites"][0]["id"]
    operator = house.ada.ask("GET", "/api/v1/operators").shape["operators"][-1]["id"]
    return route.at({"site_id": site, "operator_id": operator, "invitation_id": f"inv_{uuid.uuid4().hex}"})


def test_a_write_without_its_token_is_refused_aut_17(house: House, writes: list[Route]) -> None:
    """AUT-17: no token, an empty, a wrong, another session's; from a form; from another origin; login and logout too."""
    ada, foreign_token = house.ada, house.cleo.cookies["parlour_csrf"]
    before = house.written()
    for route in writes:
        path = path_of(house, route)
        for headers in (
            {"X-CSRFToken": ""}, {"X-CSRFToken": "x" * 32}, {"X-CSRFToken": foreign_token},
            {"Origin": "https://evil.example"}, {"Origin": "null"},
            {"Content-Type": "text/plain", "X-CSRFToken": ""},
            {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": ""},
        ):  # fmt: skip
            answer = ada.ask(route.method, path, route.body, headers=headers)
            assert (answer.status, answer.shape["code"]) == (403, "not_allowed"), (route, headers, answer.body)
        no_cookie = ada.without("parlour_csrf").ask(
            route.method, path, route.body, headers={"X-CSRFToken": ada.cookies["parlour_csrf"]}
        )
        assert no_cookie.status == 403, route
    assert house.written() == before
    assert house.ada.ask("GET", "/api/v1/me").status == 200


def test_nothing_is_changed_by_a_get_aut_17(house: House) -> None:
    """AUT-17: reading every page and every route, as owner, writes nothing."""
    ada = house.ada
    before = house.written()
    for page in PAGES:
        ada.ask("GET", page)
    for route in described_routes(house.server.base_url):
        ada.ask("GET", route.path.replace("{", "").replace("}", ""))
    assert house.written() == before


def test_every_page_has_a_strict_policy_xss_20(house: House) -> None:
    """XSS-20, WID-07: no unsafe-inline, no unsafe-eval, no wildcard; nothing may frame us; no sniffing, no referrer."""
    for page in (*PAGES, "/api/v1/me", "/static/nothing.js", "/api/v1/nothing"):
        answer = house.nobody.ask("GET", page)
        policy = dict(
            part.strip().split(" ", 1) for part in answer.header("content-security-policy").split(";") if part.strip()
        )
        assert policy["default-src"] == "'none'", page
        assert policy["script-src"] == "'self'", page
        for directive in ("object-src", "base-uri", "frame-ancestors"):
            assert policy[directive] == "'none'", page
        for value in policy.values():
            assert not re.search(r"unsafe|\*|data:.*script|https?:\s|https?:$|blob:", value), (page, value)
        assert answer.header("x-frame-options") == "DENY", page
        assert answer.header("x-content-type-options") == "nosniff", page
        assert answer.header("referrer-policy") == "no-referrer", page


def test_no_page_of_ours_runs_an_inline_script_or_style_xss_20(house: House) -> None:
    """XSS-20: what the policy forbids is not in the pages either, or they would be broken."""
    for page in ("/console/", "/demo/", "/api/v1/docs"):
        answer = house.nobody.ask("GET", page)
        if answer.status != 200:
            continue
        body = answer.body.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", body), page
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", body), page


def test_cookies_are_set_on_purpose_wid_08(house: House) -> None:
    """WID-08: the session is HttpOnly and SameSite; the token for writes is readable and Strict; nothing else is set."""
    email, password = new_colleague(house)
    answer = sign_in(house, email, password)
    assert answer.status == 200
    lines = {line.split("=", 1)[0]: line.lower() for line in answer.headers["set-cookie"]}
    assert set(lines) == {"parlour_session", "parlour_csrf"}
    assert "httponly" in lines["parlour_session"]
    assert "samesite=lax" in lines["parlour_session"]
    assert "samesite=strict" in lines["parlour_csrf"]
    assert all("domain=" not in line and email not in line for line in lines.values())
    for page in PAGES:
        assert "set-cookie" not in house.nobody.ask("GET", page).headers, page
    look = f"/api/v1/sites/{house.ours.public_keys[0]}/look"
    assert "set-cookie" not in house.nobody.ask("GET", look, headers={"Origin": house.ours.origin}).headers


def test_the_session_is_another_after_signing_in_aut_18(house: House) -> None:
    """AUT-18: a session that was put into the browser before is not the one that is signed in."""
    email, password = new_colleague(house)
    # Signing in over it ends it, so it is one that no other test holds.
    planted = house.ours.cookies[-1].split("=", 1)[1]
    answer = sign_in(house, email, password, planted=planted)
    assert answer.status == 200
    assert f"parlour_session={planted}" not in answer.header("set-cookie")


def test_no_foreign_origin_may_read_with_credentials_api_11(house: House) -> None:
    """API-11: the API answers no origin; look and polls name exactly the asker, if it is listed, and no credentials."""
    key, own = house.ours.public_keys[0], house.ours.origin
    for origin in ("https://evil.example", "null", f"{own}.evil.example", own.replace("http:", "https:"), own):
        for method in ("GET", "OPTIONS", "POST"):
            for path in ("/api/v1/me", "/api/v1/chats", "/api/v1/session"):
                answer = house.ada.ask(
                    method, path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
                )
                assert "access-control-allow-origin" not in answer.headers, (origin, path)
    answers = (
        house.nobody.ask("GET", f"/api/v1/sites/{key}/look", headers={"Origin": own}),
        house.nobody.ask("POST", f"/realtime/v1/sites/{key}/poll", {"session": None}, headers={"Origin": own}),
    )
    for answer in answers:
        assert answer.status == 200
        assert answer.header("access-control-allow-origin") == own
        assert "origin" in answer.header("vary").lower()
        assert "access-control-allow-credentials" not in answer.headers
    console = house.ada.ask("POST", "/realtime/v1/console/poll", {"session": None}, headers={"Origin": own})
    assert "access-control-allow-origin" not in console.headers


def new_colleague(house: House) -> tuple[str, str]:
    """Take a seat by invitation and return the address and the password."""
    email, password = f"dana-{uuid.uuid4().hex}@example.com", "correct horse battery staple"
    invited = house.ada.ask("POST", "/api/v1/operators/invitations", {"name": "Dana", "email": email})
    body = {"token": invited.shape["link"].split("#")[1], "name": "Dana", "password": password}
    assert page(house).ask("POST", "/api/v1/invitations/accept", body).status == 200
    return email, password


def page(house: House, **cookies: str) -> Web:
    """Somebody with the console's page open, holding its CSRF cookie."""
    answer = house.nobody.ask("GET", "/api/v1/me")
    token = next(line for line in answer.headers["set-cookie"] if line.startswith("parlour_csrf="))
    return Web(house.server.base_url, {"parlour_csrf": token.split("=", 1)[1].split(";")[0], **cookies})


def sign_in(house: House, email: str, password: str, planted: str = "") -> Answer:
    cookies = {"parlour_session": planted} if planted else {}
    return page(house, **cookies).ask("POST", "/api/v1/session", {"email": email, "password": password})


def test_the_bodies_of_the_matrix_would_be_accepted_with_their_token_aut_17(house: House) -> None:
    """AUT-17: the refusals above are the token's doing, not the body's."""
    ada = house.ada
    site = ada.ask("GET", "/api/v1/sites").shape["sites"][-1]["id"]
    for method, path in BODIES:
        if "session" in path or "invitations" in path:
            continue
        answer = ada.ask(
            method, path.format(site_id=site), BODIES[method, path], headers={"Origin": house.ours.base_url}
        )
        assert answer.status in (200, 201), (method, path, answer.body)
