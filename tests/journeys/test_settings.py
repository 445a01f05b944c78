"""What an owner sets in the console, visitors meet: the form, the consent, the preview."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.people import OperatorWindow


@pytest.fixture(autouse=True)
def _plain_site(house: House) -> None:
    house.change_site(form=[], consent=None, is_preview_on=False)


def adds_question(ada: OperatorWindow, label: str, kind: str, *, choices: str = "", is_required: bool = True) -> None:
    ada.button("Add a question").click()
    question = ada.page.get_by_role("group", name=re.compile("^Question")).last
    question.get_by_role("combobox", name="Kind").select_option(label=kind)
    question.get_by_role("textbox", name="Question").fill(label)
    if choices:
        question.get_by_role("textbox", name="Choices, one per line").fill(choices)
    if is_required:
        question.get_by_role("checkbox", name="Must be answered").check()


def saves(ada: OperatorWindow) -> None:
    ada.button("Save").click()
    ada.sees("The settings are saved.")
    expect(ada.button("Save")).to_have_count(0)


def test_the_form_that_an_owner_makes_is_asked_and_refuses_at_the_field(house: House) -> None:
    ada = house.operator("Ada").visits("Settings")
    adds_question(ada, "Your name", "Name")
    adds_question(ada, "Your e-mail", "E-mail", is_required=False)
    adds_question(ada, "What is it about?", "Choice", choices="A plant\nA parcel")
    ada.page.get_by_role("switch", name="Ask for consent before a chat").check()
    ada.page.get_by_role("textbox", name="Consent text").fill("I agree that you read this.")
    ada.page.get_by_role("textbox", name="Privacy policy").fill("https://shop.example/privacy")
    saves(ada)

    vic = house.visitor().opens_chat().sees("We are online")
    name = vic.panel.get_by_role("textbox", name="Your name")
    email = vic.panel.get_by_role("textbox", name=re.compile("Your e-mail"))
    topic = vic.panel.get_by_role("combobox", name="What is it about?")
    agreed = vic.panel.get_by_role("checkbox", name="I agree that you read this.")
    start = vic.button("Start chat")
    policy = vic.panel.get_by_role("link", name="Privacy policy")
    expect(policy).to_have_attribute("href", "https://shop.example/privacy")

    email.fill("vic@nowhere")
    start.click()
    for field in (name, topic, vic.field):
        expect(field).to_have_accessible_description("Please fill this in.")
    expect(email).to_have_accessible_description("This does not look like an e-mail address.")
    expect(agreed).to_have_accessible_description("Please agree first.")
    expect(name).to_be_focused()

    name.fill("V" * 200)
    email.fill("vic@visitor.example")
    topic.select_option("A parcel")
    agreed.check()
    vic.writes("Where is my fern?")
    start.click()
    expect(name).to_have_accessible_description(re.compile("120"))
    expect(email).to_have_value("vic@visitor.example")
    expect(vic.field).to_have_value("Where is my fern?")

    name.fill("Vic Sandoval")
    agreed.check()
    start.click()
    vic.sees("Somebody will be with you in a moment.")
    ada.visits("Chats").takes("Where is my fern?")
    for fact in ("Vic Sandoval", "vic@visitor.example", "A parcel"):
        expect(ada.details).to_contain_text(fact)


def test_a_wrong_setting_is_refused_at_its_field_and_nothing_is_saved(house: House) -> None:
    ada = house.operator("Ada").visits("Settings")
    origins = ada.page.get_by_role("textbox", name="Allowed websites")
    origins.fill("not a website")
    ada.button("Save").click()
    expect(origins).to_have_attribute("aria-invalid", "true")
    expect(origins).to_have_value("not a website")
    ada.button("Undo changes").click()
    expect(origins).to_have_value(re.compile("127.0.0.1"))
    assert house.site()["allowed_origins"] != ["not a website"]


def test_words_are_previewed_only_where_the_site_says_so_and_the_visitor_is_told(house: House) -> None:
    ada = house.operator("Ada").visits("Settings")
    ada.page.get_by_role("switch", name="See what visitors type before they send it").check()
    saves(ada)

    vic = house.visitor().opens_chat().sees("We are online").says("Hello")
    ada.visits("Chats").takes("Hello")
    vic.sees("is here for you").writes("I was about to say")
    vic.sees("can see what you type")
    ada.sees("is writing, not sent yet")
    expect(ada.pane.locator(".sneak__text")).to_have_text("I was about to say")
    assert ("visitor", "I was about to say") not in ada.said()
    vic.writes("")
    expect(ada.pane.locator(".sneak__text")).to_have_count(0)


def test_a_colleague_sees_the_settings_and_changes_nothing(house: House) -> None:
    ben = house.operator("Ben").visits("Settings")
    ben.sees("Only the owner can change these settings.")
    expect(ben.page.get_by_role("textbox", name="Greeting", exact=True)).to_be_disabled()
    expect(ben.button("Add a site")).to_have_count(0)
