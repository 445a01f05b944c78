"""What a host page may say to the widget, and what it hears back."""

import hashlib
import hmac
import time

from playwright.sync_api import expect

from tests.journeys.house import House, write
from tests.journeys.people import VisitorWindow

HEARD = """
window.heard = [];
window.Parlour = [];
for (const name of ['ready', 'open', 'close', 'status', 'chat_started', 'message', 'chat_ended', 'rated', 'unread'])
    window.Parlour.push(['on', name, detail => window.heard.push([name, detail ?? null])]);
"""


def identity(secret: str, external_id: str, name: str) -> dict[str, object]:
    expires_at = int(time.time()) + 3600
    said = f"{external_id}\n{expires_at}".encode()
    signature = hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
    return {"externalId": external_id, "signature": signature, "expiresAt": expires_at, "name": name}


def new_secret(house: House) -> str:
    site = house.site()
    made = write(house.signed_in("Ada"), "post", f"/api/v1/sites/{site['id']}/identity-secret").json()
    return str(made["secret"])


def visitors_key(vic: VisitorWindow) -> str:
    key = vic.page.evaluate("localStorage[Object.keys(localStorage).find(name => name.endsWith(':key'))]")
    return str(key)


def test_a_page_opens_closes_hides_and_shows_the_widget(house: House) -> None:
    vic = house.visitor()
    vic.bubble.wait_for()
    vic.page.evaluate("Parlour.open()")
    expect(vic.panel).to_be_visible()
    vic.page.evaluate("Parlour.close()")
    expect(vic.panel).to_be_hidden()
    vic.page.evaluate("Parlour.hide()")
    expect(vic.bubble).to_be_hidden()
    vic.page.evaluate("Parlour.show()")
    vic.opens_chat()


def test_a_page_hears_what_happens_in_the_chat(house: House) -> None:
    ada = house.operator("Ada")
    context = house.context()
    context.add_init_script(HEARD)
    vic = VisitorWindow(context.new_page()).goes_to("/demo/").opens_chat().sees("We are online")
    vic.says("Hello")
    ada.takes("Hello")
    vic.minimises()
    ada.says("Good morning")
    expect(vic.badge).to_have_text("1")
    vic.opens_chat().ends_chat().rates("Good", "")

    heard = [(name, detail) for name, detail in vic.page.evaluate("heard")]
    names = [name for name, _ in heard]
    assert names.index("ready") < names.index("open") < names.index("chat_started") < names.index("close")
    assert ("message", {"text": "Good morning"}) in heard
    assert ("unread", {"count": 1}) in heard
    assert ("unread", {"count": 0}) in heard
    assert ("chat_ended", {"chatId": ada.chat_id}) in heard
    assert ("rated", {"score": 3}) in heard
    assert ("status", {"isOnline": True}) in heard


def test_a_signed_visitor_is_shown_as_verified_and_gets_a_new_key(house: House) -> None:
    secret = new_secret(house)
    ada, vic = house.talk("Who am I?")
    expect(ada.details.get_by_text("Verified", exact=True)).to_have_count(0)
    key_before = visitors_key(vic)

    vic.page.evaluate("identity => Parlour.identify(identity)", identity(secret, "member-7", "Vic Sandoval"))
    vic.page.evaluate("Parlour.setFields({plan: 'Gold', since: '2019'})")
    expect(ada.details.get_by_text("Verified", exact=True)).to_be_visible()
    for fact in ("Vic Sandoval", "Gold", "2019"):
        expect(ada.details).to_contain_text(fact)
    assert visitors_key(vic) != key_before, "whoever put the first key into this browser is out"
    vic.says("Still the same chat")
    ada.hears("Who am I?", "Still the same chat")


def test_a_signature_that_does_not_hold_proves_nothing_and_hinders_nothing(house: House) -> None:
    new_secret(house)
    forged = identity("0" * 64, "member-7", "Somebody Else")
    context = house.context()
    context.add_init_script(f"window.Parlour = [['identify', {forged}]]")
    ada = house.operator("Ada")
    vic = VisitorWindow(context.new_page()).goes_to("/demo/").opens_chat().sees("We are online")
    vic.says("Let me in")
    ada.takes("Let me in").says("As a guest, gladly.")
    vic.hears("As a guest, gladly.")
    expect(ada.details.get_by_text("Verified", exact=True)).to_have_count(0)
    assert "Somebody Else" not in ada.details.inner_text()


def test_signing_out_forgets_the_browser(house: House) -> None:
    ada, vic = house.talk("On a shared computer")
    vic.page.evaluate("Parlour.signOut()")
    expect(ada.pane.get_by_text("Has left the site")).to_be_visible()
    vic.page.wait_for_function("localStorage.length === 0")
    vic.reloads().opens_chat()
    vic.sees("We are online")
    assert vic.said() == []
