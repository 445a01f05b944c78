"""From the installer's link to a chat that is found again in the archive."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from bench.server import Server
from tests.journeys.house import PASSWORD, House, owner_link
from tests.journeys.people import OperatorWindow


@pytest.fixture
def new_house(server: Server, chromium: Browser) -> Iterator[House]:
    """An installation into which nobody has moved yet."""
    with House(server, chromium, seats=None) as opened:
        yield opened


def the_owner_enters(house: House) -> OperatorWindow:
    owner = OperatorWindow(house.context().new_page())
    owner.goes_to(owner_link(house.server))
    owner.sees("Welcome to Parlour")
    for label, answer in (("Organization", "Quillfern"), ("E-mail", "ada@parlour.example"), ("Name", "Ada Marlow")):
        owner.page.get_by_role("textbox", name=label, exact=True).fill(answer)
    owner.page.get_by_label("Password", exact=True).fill(PASSWORD)
    owner.button("Come in").click()
    return owner.sees("All quiet")


def test_the_first_day_of_a_shop(new_house: House) -> None:
    ada = the_owner_enters(new_house)
    assert "#" not in ada.page.url, "the one-time token left the address"

    vic = new_house.visitor().opens_chat()
    vic.sees("We are online", "Ada Marlow").says("Does a fern like the sun?")
    vic.sees("Somebody will be with you in a moment.")

    expect(ada.page).to_have_title("(1) Parlour")
    ada.takes("Does a fern like the sun?")
    vic.sees("is here for you")
    expect(ada.page).to_have_title("Parlour")
    ada.says("It likes the shade.")
    vic.hears("It likes the shade.")
    expect(ada.mark_of("It likes the shade.")).to_have_text("Read")

    vic.writes("And wa")
    ada.sees("is writing")
    assert "And wa" not in ada.pane.inner_text(), "words that were not sent are not shown while the switch is off"
    ada.writes("Let me look it up")
    expect(vic.panel.get_by_role("img", name="is typing")).to_be_visible()
    vic.says("And water?")
    ada.hears("And water?")
    expect(vic.mark).to_have_text("Read")

    ada.visits("Team")
    vic.says("Every day, or less?")
    expect(vic.mark).to_have_text("Delivered")
    expect(ada.page).to_have_title("(1) Parlour")
    ada.visits("Chats")
    expect(ada.row("Every day, or less?").get_by_text("1 unread message")).to_have_count(1)
    ada.opens("Every day, or less?").hears("Every day, or less?")
    expect(vic.mark).to_have_text("Read")

    chat_id = ada.chat_id
    vic.ends_chat().rates("Very good", "Quick and kind")
    ada.sees("ended the chat", "Rated 4 of 5 stars", "Quick and kind", "This chat is over.")

    ada.searches_archive("shade")
    found = ada.page.get_by_role("region", name="Ended chats").get_by_role("listitem")
    expect(found).to_have_count(1)
    expect(found.locator("mark")).to_have_text("shade")
    found.get_by_role("link").click()
    ada.hears("Does a fern like the sun?", "Every day, or less?").sees("It likes the shade.", "Quick and kind")
    assert ada.chat_id == chat_id
    ada.page.get_by_role("searchbox").fill("cactus")
    ada.sees("Nothing found")

    vic.button("Start a new chat").click()
    vic.says("One more thing").sees("Somebody will be with you in a moment.")
    ada.visits("Chats").takes("One more thing")
    assert ada.chat_id != chat_id
    assert vic.said() == ada.said() == [("visitor", "One more thing")]


def test_an_owners_link_opens_the_door_once(new_house: House) -> None:
    link = owner_link(new_house.server)
    late = OperatorWindow(new_house.context().new_page())
    owner_link(new_house.server)
    late.goes_to(link)
    late.sees("This link does not work any more")
