"""axe-core on every view of the widget and the console: light, dark, from right to left, and 320 pixels wide."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import House, owner_link
from tests.journeys.people import OperatorWindow, VisitorWindow

_AXE = Path(__file__).parent.parent.parent / "web" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = "options => axe.run(document, options)"
# A host page is its owner's affair: of it only the widget is looked at.
_WIDGET_ONLY = "options => axe.run({include: 'html > div[data-side]'}, options)"
_SETTLED = """Promise.allSettled(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().iterations !== Infinity).map(each => each.finished))"""
_OPTIONS = {"resultTypes": ["violations"], "rules": {"region": {"enabled": False}}}

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "rtl": {"color_scheme": "light"},
    "narrow": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
}
SHOTS = os.environ.get("PARLOUR_SHOTS")


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> str:
    if not _AXE.is_file():
        pytest.skip("the accessibility stories need axe-core (cd web && npm ci)")
    name: str = request.param
    return name


def how(look: str) -> dict[str, Any]:
    return {"bypass_csp": True, "reduced_motion": "reduce", **LOOKS[look]}


class Inspector:
    """Looks at views and remembers what is wrong with each, so that one run tells of all."""

    def __init__(self, look: str) -> None:
        self._look = look
        self.found: list[str] = []

    def looks_at(self, page: Page, view: str, run: str = _RUN) -> None:
        page.evaluate(_SETTLED)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{view}-{self._look}.png")
        if not page.evaluate("'axe' in window"):
            page.evaluate(_AXE.read_text())
        result = page.evaluate(run, _OPTIONS)
        assert result["passes"], "axe found something to look at"
        for violation in result["violations"]:
            for node in violation["nodes"]:
                self.found.append(f"{view}: {violation['id']} at {node['target']}: {node['failureSummary']}")
        widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if widths[0] > widths[1]:
            self.found.append(f"{view}: {widths[0]} pixels wide in a window of {widths[1]}")


@pytest.fixture
def inspector(look: str) -> Iterator[Inspector]:
    inspector = Inspector(look)
    yield inspector
    assert not inspector.found, "\n".join(inspector.found)


def test_every_view_of_the_widget(house: House, look: str, inspector: Inspector) -> None:
    context = house.context(**how(look))
    if look == "rtl":
        context.add_init_script(
            "document.addEventListener('readystatechange', () => { document.documentElement.lang = 'ar'; })"
        )
    vic = VisitorWindow(context.new_page()).goes_to("/demo/")

    def see(view: str) -> None:
        inspector.looks_at(vic.page, f"widget-{view}", _WIDGET_ONLY)

    words = vic.panel.locator("textarea")
    vic.bubble.wait_for()
    see("bubble")
    vic.bubble.click()
    expect(vic.panel.locator(".presence:not(.on)")).to_be_visible()
    see("offline")
    vic.panel.locator("form button[type=submit]").click()
    see("offline-refused")
    ada = house.operator("Ada")
    expect(vic.panel.locator(".presence.on")).to_be_visible()
    see("home")
    words.fill(f"Does a fern like the sun? ({look})")
    words.press("Enter")
    vic.panel.locator(".note.wait").wait_for()
    see("waiting")
    ada.takes(f"the sun? ({look})").says(
        "It likes the shade, and a bath now and then. https://fern.example/care", "Shall I send you one?"
    )
    expect(vic.panel.locator(".theirs .message")).to_have_count(2)
    words.fill("Yes, please!")
    words.press("Enter")
    ada.writes("Wonder")
    vic.panel.locator(".typing").wait_for()
    see("chat")
    vic.panel.locator("button[aria-haspopup=dialog]").last.click()
    vic.panel.locator(".picker button").first.wait_for()
    see("emoji")
    vic.page.keyboard.press("Escape")
    vic.panel.locator("button[aria-haspopup=menu]").click()
    see("menu")
    vic.panel.get_by_role("menuitem").click()
    see("end-question")
    vic.panel.get_by_role("alertdialog").locator("button").last.click()
    vic.panel.locator(".rating").wait_for()
    see("rating")
    vic.panel.get_by_role("radio").nth(3).check(force=True)
    see("rating-comment")
    vic.panel.locator(".rating button[type=submit]").click()
    vic.panel.locator(".thanks").wait_for()
    see("thanks")


def test_the_form_before_a_chat(house: House, look: str, inspector: Inspector) -> None:
    choices = {
        "key": "topic",
        "label": "What is it about?",
        "kind": "choice",
        "choices": ["A plant", "A parcel"],
        "is_required": True,
    }
    name = {"key": "name", "label": "Your name", "kind": "text", "is_required": True}
    consent = {"text": "I agree that you read this.", "policy_url": "https://shop.example/privacy", "version": "1"}
    house.change_site(form=[name, choices], consent=consent)
    house.operator("Ada")
    vic = house.visitor(**how(look)).opens_chat().sees("We are online")
    inspector.looks_at(vic.page, "widget-form", _WIDGET_ONLY)
    vic.button("Start chat").click()
    vic.sees("Please agree first.")
    inspector.looks_at(vic.page, "widget-form-refused", _WIDGET_ONLY)
    house.change_site(form=[], consent=None)


def turned(window: OperatorWindow, look: str) -> OperatorWindow:
    if look == "rtl":
        window.page.context.add_init_script(
            "document.addEventListener('readystatechange', () => { document.documentElement.dir = 'rtl'; })"
        )
        window.reloads()
    return window


def some_chats(house: House, look: str) -> VisitorWindow:
    """Two that wait, and one in which somebody will have talked with Ada; returns the window of that visitor."""
    for text in (
        f"Where is my parcel? ({look})",
        f"A very long question about the light in a north-facing room ({look})",
    ):
        house.visitor().opens_chat().sees("We are online").says(text)
    return house.visitor("/demo/?page=care").opens_chat().sees("We are online").says(f"My fern sulks ({look})")


def test_every_view_of_the_console(house: House, look: str, inspector: Inspector) -> None:
    ada = turned(house.operator("Ada", **how(look)), look).is_in()

    def see(view: str) -> None:
        inspector.looks_at(ada.page, f"console-{view}")

    see("chats-nothing-open")
    vic = some_chats(house, look)
    ada.row(f"My fern sulks ({look})").wait_for()
    see("chats-waiting")
    ada.takes(f"My fern sulks ({look})").says("Give it a bath.", "And less sun, if you can: https://fern.example/light")
    vic.says("It had two baths already.", "Should I worry?")
    ada.hears("Should I worry?").writes("Not")
    vic.writes("It looks at me so sadl")
    ada.sees("is writing")
    see("chat")
    if look == "narrow":
        ada.button("Visitor details").click()
        ada.details.wait_for()
        see("details")
        ada.details.get_by_role("button", name="Close").click()
    ada.page.get_by_role("button", name="End chat").click()
    see("end-question")
    ada.button("End chat").last.click()
    vic.sees("The chat was ended").rates("Very good", "Kind people")
    ada.sees("This chat is over.")
    see("chat-ended")


def test_every_other_view_of_the_console(house: House, look: str, inspector: Inspector) -> None:
    talker, vic = house.talk("My cactus leans")
    talker.says("Give it a bath.")
    vic.ends_chat().rates("Very good", "Kind people")
    ada = turned(house.operator("Ada", **how(look)), look).is_in()

    def see(view: str) -> None:
        inspector.looks_at(ada.page, f"console-{view}")

    ada.page.goto("/console/archive")
    found = ada.page.get_by_role("region", name="Ended chats").get_by_role("listitem").first
    found.wait_for()
    see("archive")
    ada.page.get_by_role("searchbox").fill("bath")
    ada.page.locator("mark").first.wait_for()
    found.get_by_role("link").click()
    ada.sees("Kind people")
    see("archive-found")
    ada.page.goto("/console/archive")
    ada.page.get_by_role("searchbox").fill("zebra")
    ada.sees("Nothing found")
    see("archive-nothing")

    for place, words in (
        ("team", "Owner"),
        ("settings", "Settings"),
        ("profile", "What visitors see"),
        ("elements", "Elements"),
    ):
        ada.page.goto(f"/console/{place}")
        ada.sees(words)
        ada.page.wait_for_load_state("networkidle")
        see(place)
    ada.page.goto("/console/settings")
    ada.page.get_by_role("link", name="Demo shop").click()
    ada.sees("Look")
    see("settings-site")
    ada.button("Add a question").click()
    ada.sees("Changes are not saved yet.")
    see("settings-changed")

    ada.page.goto("/console/")
    ada.is_in()
    ada.button("Notifications").click()
    ada.page.get_by_role("dialog", name="Notifications").wait_for()
    see("notifications")
    ada.page.keyboard.press("Escape")
    ada.button(re.compile("^Your account")).click()
    see("account")
    ada.page.keyboard.press("Escape")
    ada.page.keyboard.press("?")
    ada.page.get_by_role("dialog", name="Keyboard shortcuts").wait_for()
    see("shortcuts")


def test_the_doors_of_the_console(house: House, look: str, inspector: Inspector) -> None:
    door = turned(OperatorWindow(house.context(**how(look)).new_page()).goes_to("/console/"), look)
    door.sees("Good to see you.")
    inspector.looks_at(door.page, "console-sign-in")
    door.page.get_by_role("textbox", name="E-mail").fill("ada@parlour.example")
    door.page.get_by_label("Password", exact=True).fill("wrong, I am afraid")
    door.button("Sign in").click()
    door.page.get_by_role("alert").filter(has_text="password").wait_for()
    inspector.looks_at(door.page, "console-sign-in-refused")
    door.goes_to(owner_link(house.server)).reloads()
    door.page.get_by_label("Password", exact=True).wait_for()
    inspector.looks_at(door.page, "console-welcome")
    door.goes_to("/console/welcome#nonsense").reloads()
    door.sees("This link does not work any more")
    inspector.looks_at(door.page, "console-welcome-broken")
