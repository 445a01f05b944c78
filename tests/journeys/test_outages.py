"""The server dies, the network goes: nothing is lost, nothing is shown twice, and nobody is told a comfortable lie."""

from typing import Any

from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.people import OperatorWindow, VisitorWindow

# Tall enough that no message of these chats leaves the console's list of drawn rows.
TALL: dict[str, Any] = {"viewport": {"width": 1280, "height": 1600}}


def windows_agree_with_the_server(house: House, ada: OperatorWindow, vic: VisitorWindow, count: int) -> None:
    expect(vic.panel.locator(".message.sending, .message.failed")).to_have_count(0)
    expect(ada.pane.get_by_text("Goes out when you are back online")).to_have_count(0)
    expect(ada.pane.get_by_text("Sending", exact=True)).to_have_count(0)
    expect(vic.panel.locator(".message:not(.typing)")).to_have_count(count)
    expect(ada.pane.locator(".said__bubble")).to_have_count(count)
    assert vic.said() == ada.said() == house.said_in(ada.chat_id)


def test_a_server_that_is_killed_while_both_write_loses_and_repeats_nothing(house: House) -> None:
    ada, vic = house.talk("Good morning", operator=TALL, **TALL)
    for number in range(6):
        vic.says(f"Question {number}")
        ada.says(f"Answer {number}")
        if number == 2:
            house.server.kill()
    expect(vic.panel.locator(".message.sending").filter(has_text="Question 5")).to_be_visible()
    expect(ada.pane.get_by_text("Goes out when you are back online")).not_to_have_count(0)
    vic.sees("No connection.", "Sending…")
    ada.sees("The connection is lost. What you write is kept.")
    expect(ada.button("Send")).to_be_visible()
    assert vic.mark.count() == 0, "the newest message does not look sent"

    house.server.start()
    vic.hears(*(f"Answer {number}" for number in range(6)))
    ada.hears(*(f"Question {number}" for number in range(6)))
    windows_agree_with_the_server(house, ada, vic, 13)
    expect(vic.panel.get_by_text("No connection.")).to_have_count(0)
    expect(ada.page.get_by_text("The connection is lost.")).to_have_count(0)
    assert [text for author, text in vic.said() if author == "operator"] == [f"Answer {number}" for number in range(6)]


def test_a_visitor_in_a_tunnel_sees_what_waits_and_gets_what_was_missed(house: House) -> None:
    ada, vic = house.talk("I am on a train", operator=TALL, **TALL)
    vic.page.context.set_offline(True)
    vic.says("Into the tunnel", "Still in the tunnel").sees("Sending…")
    vic.sees("No connection.")
    ada.says("Take your time")
    expect(ada.mark_of("Take your time")).to_have_text("Sent")
    assert "Into the tunnel" not in ada.pane.inner_text()

    vic.page.context.set_offline(False)
    vic.hears("Take your time")
    ada.hears("Into the tunnel", "Still in the tunnel")
    windows_agree_with_the_server(house, ada, vic, 4)


def test_an_operator_whose_network_goes_keeps_writing_and_nothing_looks_sent(house: House) -> None:
    ada, vic = house.talk("Are you there?", operator=TALL, **TALL)
    ada.page.context.set_offline(True)
    ada.says("Yes, in a moment").sees("The connection is lost. What you write is kept.")
    ada.sees("Goes out when you are back online")
    vic.says("Hello?")
    expect(vic.mark).to_have_text("Sent")
    assert "in a moment" not in vic.panel.inner_text()

    ada.page.context.set_offline(False)
    vic.hears("Yes, in a moment")
    ada.hears("Hello?")
    windows_agree_with_the_server(house, ada, vic, 3)


def test_a_message_written_while_the_first_one_is_still_on_its_way_follows_it(house: House) -> None:
    ada = house.operator("Ada", **TALL)
    vic = house.visitor(**TALL).opens_chat().sees("We are online")
    vic.page.context.set_offline(True)
    vic.says("First", "Second").sees("Sending…")
    vic.page.context.set_offline(False)
    ada.takes("Second").hears("First", "Second")
    windows_agree_with_the_server(house, ada, vic, 2)
