"""A visitor turns out to be somebody, or leaves: the key changes, and what it opened with it (WID-03)."""

from uuid import UUID

from parlour.chats.permissions import AsVisitor
from parlour.gateway import topics
from parlour.gateway.steps import Close, Follow, Read, Recognised, Unfollow, VisitorView, Write
from parlour.gateway.tests.conftest import KEY, NOW, frame, said
from parlour.gateway.visitor_session import VisitorSession
from parlour.lib.ids import fingerprint, new_id
from parlour.lib.refusals import NotAllowed
from parlour.protocol import commands, events
from parlour.realtime.hub import Delivery

NEW_KEY = "N" * 43
IDENTITY = {"external_id": "42", "signature": "0" * 64, "expires_at": 2_000_000_000}
REPLACED = Delivery(
    topics.visitor_key(fingerprint(KEY)), events.Goodbye("key_replaced", "Anew.", reconnect_after_seconds=1.0)
)


def identify(session: VisitorSession) -> commands.Command:
    (write,) = session.receive(frame("identify", client_id="client-1", identity=IDENTITY), NOW)
    assert isinstance(write, Write)
    return write.command


def test_the_connection_that_proves_who_it_is_stays_and_gets_the_new_key(
    vics: VisitorSession, vic_asks: AsVisitor, chat_id: UUID
) -> None:
    command = identify(vics)
    assert vics.deliver(REPLACED) == []
    steps = vics.answered(command, Recognised(vic_asks, chat_id, NEW_KEY))
    assert Unfollow(topics.visitor_key(fingerprint(KEY))) in steps
    assert Follow(topics.visitor_key(fingerprint(NEW_KEY))) in steps
    read = steps[-1]
    assert isinstance(read, Read)
    assert read.question == VisitorView(chat_id, "client-1", NEW_KEY)
    assert vics.standpoint.visitor_key == NEW_KEY


def test_other_connections_of_the_old_key_end_and_come_back(vics: VisitorSession) -> None:
    steps = vics.deliver(REPLACED)
    assert [event["type"] for event in said(steps)] == ["goodbye"]
    assert steps[-1] == Close(1001)


def test_a_refused_identity_changes_nothing(vics: VisitorSession) -> None:
    command = identify(vics)
    (refused,) = said(vics.answered(command, NotAllowed(field="identity.signature")))
    assert refused["client_id"] == "client-1"
    assert vics.standpoint.visitor_key == KEY
    assert vics.deliver(REPLACED)[-1] == Close(1001)


def test_whoever_becomes_somebody_else_hears_no_more_of_the_first_ones_chat(
    vics: VisitorSession, chat_id: UUID, cht: str
) -> None:
    other, others_chat = AsVisitor(vics.standpoint.organization_id, new_id()), new_id()
    steps = vics.answered(identify(vics), Recognised(other, others_chat, NEW_KEY))
    assert Unfollow(topics.chat(chat_id)) in steps
    assert Follow(topics.chat(others_chat)) in steps
    (refused,) = said(vics.receive(frame("send_message", client_id="client-2", chat_id=cht, text="hi"), NOW))
    assert refused["field"] == "chat_id"


def test_a_chat_that_goes_on_is_not_left(vics: VisitorSession, vic_asks: AsVisitor, chat_id: UUID) -> None:
    steps = vics.answered(identify(vics), Recognised(vic_asks, chat_id, NEW_KEY))
    assert not [step for step in steps if isinstance(step, Unfollow) and "chat" in step.topic]


def test_signing_out_is_answered_and_then_the_line_ends(vics: VisitorSession) -> None:
    (write,) = vics.receive(frame("sign_out", client_id="client-1"), NOW)
    assert isinstance(write, Write)
    revoked = Delivery(topics.visitor_key(fingerprint(KEY)), events.Goodbye("key_replaced", "Out."))
    assert vics.deliver(revoked) == []
    steps = vics.answered(write.command, events.Done("client-1"))
    assert said(steps) == [{"type": "done", "client_id": "client-1"}]
    assert steps[-1] == Close(1000)
