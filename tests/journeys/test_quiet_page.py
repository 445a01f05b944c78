"""Before the visitor's first click nothing is stored, nothing identifies anybody, and nobody else is asked."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request

from tests.journeys.house import House
from tests.journeys.people import VisitorWindow

NOTHING: dict[str, list[object]] = {"cookies": [], "origins": []}


def kept_by(context: BrowserContext, page: Page) -> dict[str, object]:
    state = context.storage_state(indexed_db=True)
    in_session = page.evaluate("Object.entries(sessionStorage)")
    databases = page.evaluate("indexedDB.databases()")
    return {"cookies": state["cookies"], "origins": state["origins"] + in_session + databases}


def test_a_page_that_is_only_looked_at_stores_nothing_and_says_nothing(house: House) -> None:
    context = house.context()
    asked: list[Request] = []
    context.on("request", lambda request: asked.append(request))  # noqa: PLW0108  # a bound built-in cannot be wrapped
    vic = VisitorWindow(context.new_page()).goes_to("/demo/")
    vic.bubble.wait_for()
    vic.page.get_by_role("link", name="Care").click()
    vic.page.mouse.wheel(0, 400)
    vic.page.keyboard.press("Tab")
    vic.page.evaluate(
        """() => {
            Parlour.identify({externalId: '7', signature: '0'.repeat(64), expiresAt: 4e9, name: 'Vic'});
            Parlour.setVisitor({name: 'Vic', email: 'vic@visitor.example'});
            Parlour.setFields({plan: 'gold'});
        }"""
    )
    vic.page.wait_for_load_state("networkidle")
    assert kept_by(context, vic.page) == NOTHING
    assert house.witness.sockets == []
    for request in asked:
        assert request.method == "GET", request.url
        assert urlsplit(request.url).query in {"", "page=care"}, request.url
        assert not {"cookie", "authorization"} & request.all_headers().keys(), request.url
        assert "/realtime/" not in request.url


def test_a_page_that_opens_the_chat_by_itself_waits_for_the_visitors_touch(house: House) -> None:
    context = house.context()
    context.add_init_script("window.Parlour = [['open']]")
    vic = VisitorWindow(context.new_page()).goes_to("/demo/")
    vic.panel.wait_for()
    vic.page.wait_for_load_state("networkidle")
    assert kept_by(context, vic.page) == NOTHING
    assert house.witness.sockets == []

    vic.writes("Now I do talk").button("Leave message").click()
    vic.sees("We have your message.")
    state = context.storage_state()
    assert state["cookies"] == [], "the widget never sets a cookie"
    assert [origin["origin"] for origin in state["origins"]] == [house.server.base_url]
