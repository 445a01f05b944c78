"""Where the network blocks sockets, the whole chat works by asking again and again."""

from playwright.sync_api import BrowserContext, expect

from tests.journeys.house import House
from tests.journeys.people import OperatorWindow, VisitorWindow

# What a proxy does that does not know the upgrade: every socket fails before it has opened.
BLOCKED = """
window.WebSocket = class extends EventTarget {
    readyState = 0;
    constructor() {
        super();
        setTimeout(() => {
            this.readyState = 3;
            for (const event of [new Event('error'), new CloseEvent('close', {code: 1006})]) {
                this['on' + event.type]?.(event);
                this.dispatchEvent(event);
            }
        });
    }
    send() { throw new DOMException('not open', 'InvalidStateError'); }
    close() {}
};
"""


def blocked(context: BrowserContext) -> BrowserContext:
    context.add_init_script(BLOCKED)
    return context


def test_a_whole_chat_without_sockets_on_either_side(house: House) -> None:
    ada = OperatorWindow(blocked(house.signed_in("Ada")).new_page()).goes_to("/console/").is_in()
    vic = VisitorWindow(blocked(house.context()).new_page()).goes_to("/demo/").opens_chat()
    vic.says("Can you hear me?")
    ada.takes("Can you hear me?").says("Loud and clear.")
    vic.sees("is here for you").hears("Loud and clear.")
    vic.says("One", "Two", "Three")
    ada.hears("One", "Two", "Three").writes("Wait")
    expect(vic.panel.get_by_role("img", name="is typing")).to_be_visible()
    expect(vic.mark).to_have_text("Read")
    expect(ada.mark_of("Loud and clear.")).to_have_text("Read")
    vic.ends_chat().rates("Excellent", "")
    ada.sees("ended the chat", "Rated 5 of 5 stars")
    assert vic.said() == ada.said() == house.said_in(ada.chat_id)
    assert house.witness.sockets == []
    assert any(address.endswith("/poll") for address in house.witness.requests)
