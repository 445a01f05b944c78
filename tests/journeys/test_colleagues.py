"""Several operators in one house: who takes a chat, who comes in, who takes a break, who leaves."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.house import PASSWORD, House
from tests.journeys.people import OperatorWindow


def pressed_together(*buttons: Locator) -> None:
    at = buttons[0].evaluate("() => Date.now() + 300")
    for button in buttons:
        # Not awaited: the page presses when the moment has come.
        button.evaluate("(button, at) => void setTimeout(() => button.click(), at - Date.now())", at)


def test_two_who_take_the_same_chat_at_once_are_told_who_was_quicker(house: House) -> None:
    ada = house.operator("Ada")
    ben = house.operator("Ben")
    vic = house.visitor().opens_chat().sees("We are online").says("Whoever is free")
    take = re.compile("^Take")
    buttons = [each.row("Whoever is free").get_by_role("button", name=take) for each in (ada, ben)]
    for button in buttons:
        button.wait_for()
    pressed_together(*buttons)
    vic.sees("is here for you")
    quick, slow = (ada, ben) if "Ada" in vic.panel.inner_text() else (ben, ada)
    expect(quick.field).to_be_visible()
    slow.sees("was quicker: the chat is theirs.")
    expect(slow.field).to_have_count(0)
    expect(vic.panel.get_by_text("is here for you")).to_have_count(1)
    slow.opens("Whoever is free").sees("answers here.")


def test_a_colleague_comes_in_by_a_link_and_ends_with_the_seat(house: House) -> None:
    ada = house.operator("Ada").visits("Team")
    ada.button("Invite a colleague").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill("Cleo")
    dialog.get_by_role("textbox", name="E-mail").fill("cleo@parlour.example")
    dialog.get_by_role("button", name="Make the link").click()
    link = dialog.get_by_role("textbox", name="Link").input_value()
    dialog.get_by_role("button", name="Close").click()
    ada.sees("Invited", "cleo@parlour.example")

    cleo = OperatorWindow(house.context().new_page()).goes_to(link).sees("Welcome to")
    expect(cleo.page.get_by_role("textbox", name="E-mail")).not_to_be_editable()
    cleo.page.get_by_label("Password", exact=True).fill("short")
    cleo.button("Come in").click()
    expect(cleo.page.get_by_label("Password", exact=True)).to_have_attribute("aria-invalid", "true")
    cleo.page.get_by_label("Password", exact=True).fill(PASSWORD)
    cleo.button("Come in").click()
    cleo.page.get_by_role("navigation", name="Main").wait_for()

    row = ada.page.get_by_role("listitem").filter(has_text="cleo@parlour.example")
    expect(row).to_contain_text("Online")
    vic = house.visitor().opens_chat().sees("We are online").says("Is Cleo there?")
    cleo.takes("Is Cleo there?").says("That is me.")
    vic.hears("That is me.")

    row.get_by_role("button", name="Remove Cleo").click()
    ada.page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    ada.sees("Cleo has no seat any more.")
    expect(
        cleo.page.get_by_text(re.compile("no seat here any more|have been signed out|seat was taken away"))
    ).to_be_visible()
    cleo.reloads().sees("Sign in")
    ada.visits("Chats").takes("That is me.")
    vic.says("And who are you?")
    ada.hears("And who are you?").says("Ada. Cleo has left.")
    vic.hears("Ada. Cleo has left.")


def test_a_break_is_seen_by_visitors_and_colleagues_at_once(house: House) -> None:
    ada = house.operator("Ada")
    ben = house.operator("Ben").visits("Team")
    vic = house.visitor().opens_chat().sees("We are online", "Ada Marlow", "Ben Okoro")
    ben.accepts_chats(is_on=False)
    expect(vic.panel.get_by_text("Ben Okoro")).to_have_count(0)
    ada.accepts_chats(is_on=False)
    vic.sees("We are away right now", "Leave a message. Your answer will wait for you right here.")
    ada.visits("Team")
    expect(ada.page.get_by_text("Takes a break")).to_have_count(2)
    ada.accepts_chats(is_on=True)
    vic.sees("We are online", "Ada Marlow")
    expect(ben.page.get_by_role("listitem").filter(has_text="ada@parlour.example")).to_contain_text("Online")
    ben.accepts_chats(is_on=True)


def test_signing_in_refuses_a_wrong_password_and_lets_the_right_one_in(house: House) -> None:
    ben = OperatorWindow(house.context().new_page()).goes_to("/console/").sees("Good to see you.")
    ben.page.get_by_role("textbox", name="E-mail").fill("ben@parlour.example")
    password = ben.page.get_by_label("Password", exact=True)
    password.fill("not the password")
    ben.button("Sign in").click()
    expect(ben.page.get_by_role("alert").filter(has_text="password")).to_be_visible()
    password.fill(PASSWORD)
    ben.button("Sign in").click()
    ben.is_in()
    ben.button(re.compile("^Your account")).click()
    ben.button("Sign out").click()
    ben.sees("Good to see you.")
