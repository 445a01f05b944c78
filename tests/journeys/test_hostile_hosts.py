"""The widget on websites that make it hard, and on those that may not have it."""

import json

from playwright.sync_api import Page, expect

from tests.journeys.hosts import HostSite, snippet
from tests.journeys.house import House
from tests.journeys.people import VisitorWindow

RESET = """<style>
*:not(html) { all: unset !important; display: block !important; color: red !important; font: 40px/3 fantasy !important;
    position: static !important; transform: rotate(3deg) !important; pointer-events: none !important; }
div, button, p { visibility: hidden !important; width: 7px !important; }
</style>"""
POLLUTED = """<script>
Array.prototype.toJSON = function () { return '[broken]'; };
String.prototype.toJSON = function () { return 'broken'; };
Array.prototype.each = function (run) { for (const each of this) run(each); };
Array.prototype.remove = function () { this.length = 0; };
window.Prototype = {};
</script>"""
LOOK = """element => {
    const {color, fontSize, fontFamily, position, transform, pointerEvents} = getComputedStyle(element);
    return [color, fontSize, fontFamily, position, transform, pointerEvents];
}"""
SHIFTS = """
window.shift = 0;
// Messages that come in push others up inside the widget; what counts here is what belongs to the page.
const isThePages = ({node}) => node && document.body?.contains(node);
new PerformanceObserver(list => list.getEntries().filter(entry => entry.sources.some(isThePages))
    .forEach(entry => window.shift += entry.value))
    .observe({type: 'layout-shift', buffered: true});
"""
MESSAGES = """
window.listened = [];
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (type === 'message' && this === window) window.listened.push(String(rest[0]));
    return listen.call(this, type, ...rest);
};
"""


def on_the_host(house: House, address: str, **context: object) -> VisitorWindow:
    opened = house.context(**context)
    opened.add_init_script(SHIFTS + MESSAGES)
    return VisitorWindow(opened.new_page()).goes_to(address)


def the_widget_works(house: House, vic: VisitorWindow, words: str) -> None:
    ada = house.operator("Ada")
    vic.opens_chat().sees("We are online").says(words)
    ada.takes(words).says(f"Yes: {words}")
    vic.sees("is here for you").hears(f"Yes: {words}")
    assert vic.said() == ada.said() == house.said_in(ada.chat_id)
    vic.minimises()


def moved(page: Page) -> float:
    return float(page.evaluate("shift"))


def embed(house: House) -> str:
    return snippet(house.server.base_url, house.site()["public_key"])


def test_a_page_that_restyles_everything_does_not_restyle_the_widget(house: House, host: HostSite) -> None:
    plain = on_the_host(house, host.puts("/plain", f"<body><h1>A shop</h1>{embed(house)}"))
    hostile = on_the_host(house, host.puts("/css", f"<body><h1>A shop</h1>{embed(house)}", head=RESET))
    for vic in (plain, hostile):
        vic.opens_chat().sees("Leave a message.")
        vic.panel.evaluate("panel => Promise.all(panel.getAnimations().map(each => each.finished))")
    boxes = [vic.panel.bounding_box() for vic in (plain, hostile)]
    assert boxes[0] == boxes[1]
    for part in (".bubble", ".panel", ".panel h2", ".panel textarea"):
        assert plain.page.locator(part).first.evaluate(LOOK) == hostile.page.locator(part).first.evaluate(LOOK), part
    hostile.minimises()
    the_widget_works(house, hostile, "Through the stylesheet")
    assert house.witness.complaints == []


def test_a_page_whose_arrays_speak_another_json_loses_no_message(house: House, host: HostSite) -> None:
    address = host.puts("/prototype", f"<body>{embed(house)}", head=POLLUTED)
    vic = on_the_host(house, address)
    vic.bubble.wait_for()
    vic.page.evaluate("Parlour.setFields({plan: 'gold'})")
    the_widget_works(house, vic, "Between old libraries")
    assert house.witness.complaints == []


def test_the_script_twice_on_a_page_makes_one_widget(house: House, host: HostSite) -> None:
    vic = on_the_host(house, host.puts("/twice", f"<body>{embed(house)}{embed(house)}"))
    vic.bubble.wait_for()
    vic.page.add_script_tag(url=f"{house.server.base_url}/widget.js")
    vic.page.wait_for_load_state("networkidle")
    expect(vic.bubble).to_have_count(1)
    the_widget_works(house, vic, "Only once, please")
    assert house.witness.complaints == []


def test_a_page_with_a_strict_policy_runs_the_widget_without_a_complaint(house: House, host: HostSite) -> None:
    server = house.server.base_url
    policy = (
        f"default-src 'none'; script-src {server}; connect-src {server} {server.replace('http', 'ws')}; "
        f"img-src {server}; style-src 'self'; require-trusted-types-for 'script'"
    )
    vic = on_the_host(
        house, host.puts("/policy", f"<body><h1>A bank</h1>{embed(house)}", Content_Security_Policy=policy)
    )
    the_widget_works(house, vic, "Behind the policy")
    assert [said for said in house.witness.complaints if "favicon" not in said] == []


def test_a_page_from_right_to_left_keeps_its_layout_and_the_widget_its_side(house: House, host: HostSite) -> None:
    filler = "<p>نص</p>" * 60
    vic = on_the_host(house, host.puts("/rtl", f"<body>{filler}{embed(house)}", html='dir="rtl" lang="ar"'))
    vic.bubble.wait_for()
    vic.bubble.click()
    expect(vic.panel).to_have_attribute("dir", "rtl")
    box = vic.bubble.bounding_box()
    assert box is not None
    assert box["x"] > 1000, "the owner chose the right side"
    assert vic.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert moved(vic.page) == 0
    assert house.witness.complaints == []


def test_the_hosts_layout_does_not_move_and_its_document_is_left_alone(house: House, host: HostSite) -> None:
    filler = "<p>Plants and pots</p>" * 80
    vic = on_the_host(house, host.puts("/still", f"<body><main>{filler}</main>{embed(house)}"))
    the_widget_works(house, vic, "Do not disturb")
    assert moved(vic.page) == 0
    assert vic.page.evaluate("document.body.children.length") == 2, "the page's own main and script"
    added = vic.page.evaluate(
        """() => { const frame = document.createElement('iframe'); document.body.append(frame);
        const known = new Set(Object.getOwnPropertyNames(frame.contentWindow)); frame.remove();
        return Object.getOwnPropertyNames(window).filter(name => !known.has(name) && !/^\\d+$/.test(name)); }"""
    )
    assert set(added) <= {"Parlour", "shift", "listened", "listen", "isThePages"}
    assert vic.page.evaluate("listened") == [], "nothing listens to postMessage"
    assert house.witness.complaints == []


def test_messages_from_other_windows_move_nothing(house: House, host: HostSite) -> None:
    vic = on_the_host(house, host.puts("/post", f"<body>{embed(house)}"))
    vic.bubble.wait_for()
    for said in (
        {"type": "open"},
        {"method": "setUser", "name": "X"},
        {"open": "javascript:alert(1)"},
        "open",
        [["open"]],
    ):
        vic.page.evaluate(f"postMessage({json.dumps(said)}, '*')")
        vic.page.evaluate(f"postMessage({json.dumps(json.dumps(said))}, '*')")
    vic.page.wait_for_load_state("networkidle")
    assert vic.page.locator(".panel").count() == 0
    assert vic.page.evaluate("localStorage.length") == 0


def test_a_single_page_application_keeps_the_widget_through_its_navigation(house: House, host: HostSite) -> None:
    vic = on_the_host(house, host.puts("/app", f"<body><main>One</main>{embed(house)}"))
    ada = house.operator("Ada")
    vic.opens_chat().sees("We are online").says("On page one")
    ada.takes("On page one")
    vic.page.evaluate(
        """() => { history.pushState(null, '', '/app/two'); document.title = 'Page two';
        document.body.innerHTML = '<main>Two</main>'; }"""
    )
    expect(ada.details).to_contain_text("Page two")
    expect(ada.details).to_contain_text("/app/two")
    vic.says("On page two")
    ada.hears("On page one", "On page two")
    assert house.witness.complaints == []


def test_a_website_that_is_not_on_the_list_gets_no_widget_and_no_data(house: House) -> None:
    with HostSite() as stranger:
        house.homes.append(stranger.origin)
        vic = on_the_host(house, stranger.puts("/", f"<body>{embed(house)}"))
        with vic.page.expect_console_message(lambda said: "not among the site's allowed websites" in said.text):
            vic.page.reload()
        assert vic.page.locator("button.bubble").count() == 0
        address = f"{house.server.base_url}/api/v1/sites/{house.site()['public_key']}/look"
        told = vic.page.evaluate("address => fetch(address).then(answer => answer.text(), () => 'refused')", address)
        assert "Demo shop" not in told
        socket = f"{house.server.base_url.replace('http', 'ws')}/realtime/v1/sites/{house.site()['public_key']}"
        opened = vic.page.evaluate(
            """address => new Promise(done => { const socket = new WebSocket(address);
            socket.onopen = () => done('open'); socket.onerror = () => done('refused'); })""", socket,
        )  # fmt: skip
        assert opened == "refused"
