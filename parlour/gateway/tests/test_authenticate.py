"""A visitor's connection belongs to nobody until it has said who it is (WSK-02)."""

from uuid import UUID

import pytest

from parlour.chats.permissions import AsVisitor
from parlour.gateway import topics
from parlour.gateway.steps import Arrive, Close, Follow, OpenView, Read, Recognise, Recognised, VisitorView, Write
from parlour.gateway.tests.conftest import KEY, NOW, frame, hello, other_steps, said, welcomed
from parlour.gateway.visitor_session import VisitorSession
from parlour.lib.ids import fingerprint, new_id
from parlour.lib.refusals import NotAllowed, Unavailable
from parlour.protocol import commands
from parlour.protocol.snapshots import Page

CHAT = "cht_" + "0" * 32
IDENTITY = {"external_id": "42", "signature": "0" * 64, "expires_at": 2_000_000_000}
FIRST_OTHERS = [
    frame("send_message", client_id="client-1", chat_id=CHAT, text="hi"),
    frame("start_chat", client_id="client-1", text="hi"),
    frame("open_chat", client_id="client-1", chat_id=CHAT),
    frame("resume", client_id="client-1", chat_id=CHAT, after=0),
    frame("read_history", client_id="client-1", chat_id=CHAT, before=9),
    frame("mark", chat_id=CHAT, read=1),
    frame("typing", chat_id=CHAT),
    frame("end_chat", client_id="client-1", chat_id=CHAT),
    frame("rate_chat", client_id="client-1", chat_id=CHAT, score=5),
    frame("identify", client_id="client-1", identity=IDENTITY),
    frame("describe_visitor", client_id="client-1", name="Vic"),
    frame("visit_page", page={}),
    frame("sign_out", client_id="client-1"),
]


@pytest.mark.parametrize("first", FIRST_OTHERS)
def test_everything_before_authenticate_is_refused(stranger: VisitorSession, first: str) -> None:
    (step,) = stranger.receive(first, NOW)
    (refused,) = said([step])
    assert refused["code"] == "not_signed_in"


def test_a_sign_of_life_is_answered_before(stranger: VisitorSession) -> None:
    assert said(stranger.receive(frame("ping"), NOW)) == [{"type": "pong"}]


def test_a_connection_that_does_not_say_who_it_is_ends_after_ten_seconds(stranger: VisitorSession) -> None:
    stranger.receive(frame("ping"), NOW + 9)
    assert stranger.tick(NOW + 9) == []
    # The clock ticks once a second, so the tick before the tenth second is the last that is in time.
    assert stranger.tick(NOW + 9.1) == [Close(4001)]


def test_whoever_is_welcome_stays(vics: VisitorSession) -> None:
    assert vics.tick(NOW + 11) == []


def test_the_key_is_looked_up_and_not_stored(stranger: VisitorSession) -> None:
    (read,) = stranger.receive(hello(), NOW)
    assert isinstance(read, Read)
    assert isinstance(read.question, Recognise)
    assert (read.by.visitor_key, read.by.caller, read.by.browser.language) == (KEY, None, "en")


def test_a_new_visitor_follows_orders_and_who_is_there(stranger: VisitorSession) -> None:
    stranger.receive(hello(), NOW)
    authenticate = commands.Authenticate(visitor_key=KEY)
    *follows, read = stranger.answered(Recognise(authenticate), Recognised(None))
    visitors = topics.visitors(stranger.standpoint.organization_id)
    assert follows == [Follow(topics.visitor_key(fingerprint(KEY))), Follow(visitors)]
    assert isinstance(read, Read)
    assert read.question == VisitorView(None)


def test_somebody_who_is_known_follows_their_chat_before_it_is_read(
    stranger: VisitorSession, vic_asks: AsVisitor
) -> None:
    chat_id = new_id()
    stranger.receive(hello(), NOW)
    steps = stranger.answered(Recognise(commands.Authenticate(visitor_key=KEY)), Recognised(vic_asks, chat_id))
    assert Arrive(vic_asks.visitor_id, Page(url="https://shop.example/"), chat_id) in steps
    assert steps.index(Follow(topics.chat(chat_id))) < len(steps) - 1
    assert isinstance(steps[-1], Read)
    assert steps[-1].by.caller == vic_asks


def test_nobody_says_twice_who_they_are(vics: VisitorSession) -> None:
    (refused,) = said(vics.receive(hello(), NOW))
    assert refused["code"] == "conflict"


def test_an_identity_is_proven_by_a_command(stranger: VisitorSession) -> None:
    (write,) = stranger.receive(frame("authenticate", visitor_key=KEY, identity=IDENTITY), NOW)
    assert isinstance(write, Write)
    (refused,) = said(stranger.answered(write.command, NotAllowed(field="identity.signature")))
    assert (refused["code"], refused["field"]) == ("not_allowed", "identity.signature")
    (again,) = stranger.receive(hello(), NOW)
    assert isinstance(again, Read)


def test_whoever_could_not_be_looked_up_may_try_again(stranger: VisitorSession) -> None:
    (read,) = stranger.receive(hello(), NOW)
    assert isinstance(read, Read)
    (refused,) = said(stranger.answered(read.question, Unavailable()))
    assert refused["is_retryable"]
    (again,) = stranger.receive(hello(), NOW)
    assert isinstance(again, Read)


def test_the_welcome_is_the_first_thing_said(stranger: VisitorSession) -> None:
    steps = welcomed(stranger)
    assert [event["type"] for event in said(steps)] == ["welcome_visitor"]
    assert not other_steps(steps)


def test_a_page_with_endless_words_is_cut(vics: VisitorSession) -> None:
    page = {"url": "https://shop.example/" + "x" * 5_000, "title": "a\n b" * 500, "referrer": "y" * 5_000}
    (arrive,) = vics.receive(frame("visit_page", page=page), NOW)
    assert isinstance(arrive, Arrive)
    assert arrive.page is not None
    assert (len(arrive.page.url), len(arrive.page.referrer)) == (2_000, 2_000)
    assert len(arrive.page.title) <= 200
    assert "\n" not in arrive.page.title


def test_a_chat_that_another_window_began_is_looked_for_again(
    stranger: VisitorSession, vic_asks: AsVisitor, chat_id: UUID, cht: str
) -> None:
    welcomed(stranger)
    (again,) = stranger.receive(frame("open_chat", client_id="client-1", chat_id=cht), NOW)
    assert isinstance(again, Read)
    assert isinstance(again.question, Recognise)
    steps = stranger.answered(again.question, Recognised(vic_asks, chat_id))
    assert Follow(topics.chat(chat_id)) in steps
    assert isinstance(steps[-1], Read)
    assert (steps[-1].question, steps[-1].by.caller) == (OpenView("client-1", chat_id), vic_asks)


def test_a_stranger_who_is_still_nobody_finds_no_chat(stranger: VisitorSession, cht: str) -> None:
    welcomed(stranger)
    (again,) = stranger.receive(frame("resume", client_id="client-1", chat_id=cht, after=3), NOW)
    assert isinstance(again, Read)
    (refused,) = said(stranger.answered(again.question, Recognised(None)))
    assert (refused["code"], refused["client_id"]) == ("not_found", "client-1")
