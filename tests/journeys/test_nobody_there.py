"""When nobody is there a message waits, and so does its answer."""

from playwright.sync_api import expect

from tests.journeys.house import House


def test_a_message_left_at_night_is_answered_in_the_morning(house: House) -> None:
    vic = house.visitor().opens_chat()
    vic.sees("We are away right now", "Leave a message. Your answer will wait for you right here.")
    vic.panel.get_by_role("textbox", name="E-mail").fill("vic@visitor.example")
    vic.writes("My fern sulks.")
    vic.button("Leave message").click()
    vic.sees("We have your message. The answer will wait for you here.")
    kept = vic.page.context.storage_state()
    vic.closes()

    ada = house.operator("Ada")
    waiting = ada.row("My fern sulks.")
    expect(waiting).to_contain_text("Left a message")
    ada.takes("My fern sulks.").says("Give it a bath, and it will forgive you.")
    expect(ada.details).to_contain_text("vic@visitor.example")

    vic = house.visitor(storage_state=kept)
    vic.hears("Give it a bath, and it will forgive you.")
    assert vic.said() == ada.said()


def test_an_address_that_is_none_is_refused_at_its_field(house: House) -> None:
    vic = house.visitor().opens_chat()
    email = vic.panel.get_by_role("textbox", name="E-mail")
    email.fill("not an address")
    vic.writes("Hello?").button("Leave message").click()
    expect(email).to_have_accessible_description("This does not look like an e-mail address.")
    expect(email).to_be_focused()
    expect(vic.field).to_have_value("Hello?")
