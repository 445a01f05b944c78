"""A visitor who reloads, walks about, opens a second tab, or comes back days later goes on where they were."""

import re

from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.people import VisitorWindow

BEFORE = [("visitor", "Do you have ferns?"), ("operator", "Two kinds.")]


def test_a_reload_and_another_page_of_the_shop_keep_the_chat_and_the_draft(house: House) -> None:
    ada, vic = house.talk("Do you have ferns?")
    ada.says("Two kinds.")
    vic.hears("Two kinds.").writes("And do th")

    vic.reloads().hears("Two kinds.")
    expect(vic.field).to_have_value("And do th")
    assert vic.said() == BEFORE

    vic.goes_to("/demo/?page=delivery").hears("Two kinds.")
    expect(vic.field).to_have_value("And do th")
    expect(ada.details).to_contain_text("page=delivery")
    vic.page.get_by_role("link", name="Plants").click()
    expect(ada.details).to_contain_text("page=plants")
    assert vic.said() == BEFORE

    vic.says("And do they bloom?")
    ada.hears("And do they bloom?")


def test_two_tabs_show_each_message_once(house: House) -> None:
    ada, vic = house.talk("From the first tab")
    second = VisitorWindow(vic.page.context.new_page()).goes_to("/demo/?page=plants")
    second.sees("From the first tab").says("From the second tab")
    ada.says("To both tabs")
    vic.says("And again from the first")
    texts = ["From the first tab", "From the second tab", "To both tabs", "And again from the first"]
    for tab in (vic, second):
        tab.hears("To both tabs").sees(texts[-1])
        expect(tab.panel.locator(".message")).to_have_count(4)
        assert [text for _, text in tab.said()] == texts
    assert house.said_in(ada.chat_id) == ada.said() == vic.said()


def test_days_later_the_same_browser_finds_the_chat_again(house: House) -> None:
    ada, vic = house.talk("Please call me on Friday")
    kept = vic.page.context.storage_state()
    vic.closes()
    expect(ada.pane.get_by_text("Has left the site")).to_be_visible()
    ada.says("It is Friday!")

    back = house.visitor(storage_state=kept)
    back.hears("It is Friday!").says("Thank you for waiting")
    ada.hears("Thank you for waiting")
    assert back.said() == ada.said()


def test_a_minimised_chat_counts_what_comes_in(house: House) -> None:
    ada, vic = house.talk("I go on looking around")
    vic.minimises()
    ada.says("Do!", "I am here.")
    expect(vic.badge).to_have_text("2")
    expect(vic.bubble).to_have_accessible_name(re.compile("2 unread messages"))
    expect(ada.mark_of("I am here.")).to_have_text("Delivered")
    vic.reloads()
    expect(vic.badge).to_have_text("2")
    vic.opens_chat().hears("Do!", "I am here.")
    expect(vic.badge).to_be_empty()
    expect(ada.mark_of("I am here.")).to_have_text("Read")


def test_on_a_phone_the_last_words_stay_in_sight_when_the_rating_takes_room(house: House) -> None:
    ada, vic = house.talk("A small screen", viewport={"width": 320, "height": 560})
    ada.says("One.", "Two.", "Three.", "Four.", "Goodbye!")
    vic.hears("Goodbye!").ends_chat()
    vic.panel.get_by_role("radio", name="Good", exact=True).check(force=True)
    expect(vic.panel.get_by_role("button", name="Send rating")).to_be_visible()
    expect(vic.panel.locator(".theirs .message").last).to_be_in_viewport(ratio=1)
    gap = vic.log.evaluate("list => list.scrollHeight - list.clientHeight - list.scrollTop")
    assert gap < 2
