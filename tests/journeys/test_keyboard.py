"""Without a pointer: a whole chat by keys alone, on both sides."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.house import House
from tests.journeys.people import OperatorWindow, VisitorWindow

FOCUSED_NAME = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute('aria-label') || at?.labels?.[0]?.textContent || at?.textContent || '';
}"""
MOST_STOPS = 40


def tabs_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until the focus stands on something of this name."""
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        passed.append(page.evaluate(FOCUSED_NAME).strip())
        if re.search(name, passed[-1]):
            return
    raise AssertionError(f"no stop is called {name}: {passed}")


def types(page: Page, text: str) -> None:
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_a_visitor_and_an_operator_do_a_whole_chat_by_keys(house: House) -> None:
    ada, vic = house.operator("Ada"), house.visitor()
    vic.bubble.wait_for()
    tabs_to(vic.page, "Open chat")
    vic.page.keyboard.press("Enter")
    vic.sees("We are online")
    tabs_to(vic.page, "Your message")
    types(vic.page, "By keys alone")

    expect(ada.row("By keys alone")).to_be_visible()
    ada.page.keyboard.press("j")
    ada.hears("By keys alone")
    ada.page.keyboard.press("t")
    expect(ada.field).to_be_focused()
    types(ada.page, "Me too")
    vic.hears("Me too")

    expect(vic.field).to_be_focused()
    vic.page.keyboard.type("First line")
    vic.page.keyboard.press("Shift+Enter")
    types(vic.page, "second line")
    expect(ada.pane.locator(".said--visitor .said__bubble").last).to_have_text("First line\nsecond line")

    tabs_to(vic.page, "^More$", "Shift+Tab")
    vic.page.keyboard.press("Enter")
    vic.page.keyboard.press("Enter")
    expect(vic.panel.get_by_role("button", name="Go on chatting")).to_be_focused()
    tabs_to(vic.page, "End chat")
    vic.page.keyboard.press("Enter")
    vic.sees("You ended the chat")
    tabs_to(vic.page, "Poor|Excellent")
    for _ in range(2):
        vic.page.keyboard.press("ArrowRight")
    tabs_to(vic.page, "tell us more")
    vic.page.keyboard.type("No mouse was moved")
    tabs_to(vic.page, "Send rating")
    vic.page.keyboard.press("Enter")
    vic.sees("Thank you for your rating!")
    ada.sees("No mouse was moved")


def test_escape_minimises_the_chat_and_gives_the_focus_back(house: House) -> None:
    vic = house.visitor()
    vic.bubble.focus()
    vic.page.keyboard.press("Enter")
    vic.sees("We are away right now")
    vic.writes("Half a thought")
    vic.page.keyboard.press("Escape")
    expect(vic.panel).to_be_hidden()
    expect(vic.bubble).to_be_focused()
    vic.page.keyboard.press("Enter")
    expect(vic.field).to_have_value("Half a thought")


def three_chats(house: House) -> tuple[OperatorWindow, list[VisitorWindow]]:
    ada = house.operator("Ada")
    visitors = []
    for text in ("A first question", "A second question", "A third question"):
        visitors.append(house.visitor().opens_chat().sees("We are online").says(text))
        expect(ada.row(text)).to_be_visible()
    return ada, visitors


def test_j_and_k_walk_through_the_chats_and_the_sheet_lists_the_keys(house: House) -> None:
    ada, _ = three_chats(house)
    ada.page.keyboard.press("j")
    ada.hears("A third question")
    ada.page.keyboard.press("j")
    ada.hears("A second question")
    ada.page.keyboard.press("k")
    ada.hears("A third question")
    ada.page.keyboard.press("Alt+ArrowDown")
    ada.hears("A second question")

    ada.page.keyboard.press("?")
    sheet = ada.page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_contain_text("Next chat")
    ada.page.keyboard.press("j")
    ada.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    ada.hears("A second question")

    ada.page.keyboard.press("t")
    expect(ada.field).to_be_focused()
    ada.page.keyboard.type("jt?")
    expect(ada.field).to_have_value("jt?")
    ada.page.keyboard.press("Escape")
    expect(ada.field).not_to_be_focused()
    ada.page.keyboard.press("e")
    expect(ada.button("Keep it open")).to_be_focused()
    tabs_to(ada.page, "End chat")
    ada.page.keyboard.press("Enter")
    ada.sees("This chat is over.")
