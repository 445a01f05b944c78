"""The people of the stories, by the windows they look at: what a visitor and an operator do and see."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect

expect.set_options(timeout=20_000)

_SAID_BY_VISITOR = """rows => rows.map(row => {
    const words = row.cloneNode(true);
    words.querySelectorAll('.hidden').forEach(each => each.remove());
    return [row.closest('.mine') ? 'visitor' : 'operator', words.textContent];
})"""
_SAID_IN_CONSOLE = """rows => rows.map(row =>
    [row.closest('.said').matches('.said--visitor') ? 'visitor' : 'operator', row.textContent])"""

Said = list[tuple[str, str]]


class Window:
    """A page that somebody looks at."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goes_to(self, path: str) -> Self:
        """Open an address."""
        self.page.goto(path)
        return self

    def reloads(self) -> Self:
        """Load the page again."""
        self.page.reload()
        return self

    def closes(self) -> None:
        """Close the browser, storage and all."""
        self.page.context.close()

    def button(self, name: str | re.Pattern[str], *, exact: bool = True) -> Locator:
        """A button by its accessible name."""
        return self.page.get_by_role("button", name=name, exact=exact)


class VisitorWindow(Window):
    """A page of somebody's website with the widget on it."""

    @property
    def bubble(self) -> Locator:
        """The round button that opens and closes the chat."""
        return self.page.locator("button.bubble")

    @property
    def panel(self) -> Locator:
        """The chat's panel."""
        return self.page.locator(".panel")

    @property
    def field(self) -> Locator:
        """Where a message is written."""
        return self.panel.get_by_role("textbox", name="Your message")

    @property
    def log(self) -> Locator:
        """The messages."""
        return self.panel.get_by_role("log")

    @property
    def badge(self) -> Locator:
        """How many unread messages the bubble shows."""
        return self.page.locator(".badge")

    @property
    def mark(self) -> Locator:
        """How far the visitor's newest message has come, in words."""
        return self.panel.locator(".mark.last .word")

    def opens_chat(self) -> Self:
        """Press the bubble."""
        self.bubble.click()
        expect(self.panel).to_be_visible()
        return self

    def minimises(self) -> Self:
        """Press the arrow of the panel."""
        self.panel.get_by_role("button", name="Minimise chat").click()
        expect(self.panel).to_be_hidden()
        return self

    def writes(self, text: str) -> Self:
        """Write words and leave them unsent."""
        self.field.fill(text)
        return self

    def says(self, *texts: str) -> Self:
        """Write and send, one message after the other."""
        for text in texts:
            self.writes(text).field.press("Enter")
            expect(self.panel.locator(".mine .message").filter(has_text=text).last).to_be_visible()
        return self

    def sees(self, *texts: str) -> Self:
        """Wait until these words stand in the panel."""
        for text in texts:
            expect(self.panel.get_by_text(text).filter(visible=True).first).to_be_visible()
        return self

    def hears(self, *texts: str) -> Self:
        """Wait until the other side has said this, once."""
        for text in texts:
            expect(self.panel.locator(".theirs .message").filter(has_text=text)).to_have_count(1)
        return self

    def said(self) -> Said:
        """Return who said what, as it is drawn; what is still on its way too."""
        rows = self.panel.locator(".message:not(.typing)").evaluate_all(_SAID_BY_VISITOR)
        return [(author, text) for author, text in rows]

    def ends_chat(self) -> Self:
        """End the chat and confirm."""
        self.panel.get_by_role("button", name="More").click()
        self.panel.get_by_role("menuitem", name="End chat").click()
        self.panel.get_by_role("alertdialog").get_by_role("button", name="End chat").click()
        return self.sees("You ended the chat")

    def rates(self, score: str, comment: str) -> Self:
        """Judge the chat that has ended."""
        self.panel.get_by_role("radio", name=score, exact=True).check(force=True)
        self.panel.get_by_role("textbox", name="Would you like to tell us more?").fill(comment)
        self.panel.get_by_role("button", name="Send rating").click()
        return self.sees("Thank you for your rating!")


class OperatorWindow(Window):
    """The console."""

    @property
    def list(self) -> Locator:
        """The open chats."""
        return self.page.get_by_role("region", name="Open chats")

    @property
    def pane(self) -> Locator:
        """The chat that is open."""
        return self.page.locator(".main-pane")

    @property
    def details(self) -> Locator:
        """What is known of the visitor."""
        return self.page.get_by_role("region", name="Visitor details")

    @property
    def field(self) -> Locator:
        """Where an answer is written."""
        return self.pane.get_by_role("textbox", name=re.compile("^Write to"))

    @property
    def chat_id(self) -> str:
        """The chat whose address is open."""
        return self.page.url.rpartition("/")[2]

    def is_in(self) -> Self:
        """Wait until the console has its line to the server."""
        expect(self._availability).to_be_enabled()
        return self

    @property
    def _availability(self) -> Locator:
        return self.page.get_by_role("navigation", name="Main").get_by_role("switch", name="Accept chats")

    def row(self, text: str) -> Locator:
        """The line of the list that shows this."""
        return self.list.get_by_role("listitem").filter(has_text=text)

    def takes(self, text: str) -> Self:
        """Take the waiting chat whose line shows this text."""
        self.row(text).get_by_role("button", name=re.compile("^Take")).click()
        expect(self.field).to_be_visible()
        return self

    def opens(self, text: str) -> Self:
        """Open the chat whose line shows this text."""
        self.row(text).get_by_role("link").click()
        return self

    def writes(self, text: str) -> Self:
        """Write words and leave them unsent."""
        self.field.fill(text)
        return self

    def says(self, *texts: str) -> Self:
        """Write and send, one message after the other."""
        for text in texts:
            self.writes(text).field.press("Enter")
            expect(self.pane.locator(".said__bubble").filter(has_text=text).last).to_be_visible()
        return self

    def sees(self, *texts: str) -> Self:
        """Wait until these words stand on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
        return self

    def hears(self, *texts: str) -> Self:
        """Wait until the visitor has said this, once, in the chat that is open."""
        for text in texts:
            expect(self.pane.locator(".said--visitor .said__bubble").filter(has_text=text)).to_have_count(1)
        return self

    def said(self) -> Said:
        """Return who said what, as it is drawn; what is still on its way too."""
        rows = self.pane.locator(".said__bubble").evaluate_all(_SAID_IN_CONSOLE)
        return [(author, text) for author, text in rows]

    def mark_of(self, text: str) -> Locator:
        """How far a message has come, in words."""
        said = self.pane.locator(".said", has=self.page.locator(".said__bubble", has_text=text))
        return said.locator(".mark .hidden-visually")

    def visits(self, place: str) -> Self:
        """Go to a place of the rail: Chats, Archive, Team or Settings."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=place).click()
        return self

    def searches_archive(self, word: str) -> Self:
        """Look for a word in the chats that have ended."""
        self.visits("Archive")
        self.page.get_by_role("searchbox", name="Search in ended chats").fill(word)
        return self

    def accepts_chats(self, *, is_on: bool) -> Self:
        """Set the switch by which one takes a break."""
        expect(self._availability).to_be_enabled()
        if self._availability.is_checked() != is_on:
            self._availability.click()
        expect(self._availability).to_be_checked(checked=is_on)
        return self
