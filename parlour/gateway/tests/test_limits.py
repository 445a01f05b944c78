"""Nobody goes faster than the wire allows, and silence has an end."""

from uuid import UUID

import pytest

from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.gateway.rates import Rates
from parlour.gateway.session import Session
from parlour.gateway.steps import Close, Standpoint, Write
from parlour.gateway.tests.conftest import NOW, frame, said, welcomed
from parlour.gateway.visitor_session import VisitorSession
from parlour.lib.ids import new_id
from parlour.protocol import limits
from parlour.visitors.commands import Browser


def test_a_silent_connection_ends(session: Session) -> None:
    session.receive(frame("ping"), NOW + 10)
    assert session.tick(NOW + 10 + limits.SILENCE_SECONDS) == []
    assert session.tick(NOW + 10.1 + limits.SILENCE_SECONDS) == [Close(4008)]


def test_any_sign_of_life_counts(session: Session) -> None:
    session.heard(NOW + 40)
    assert session.tick(NOW + 60) == []


def test_a_flood_of_frames_is_refused_where_somebody_waits_and_dropped_where_not(session: Session) -> None:
    ping = frame("ping")
    for _ in range(limits.FRAMES_BURST + 1):
        session.receive(ping, NOW)
    assert session.receive(ping, NOW) == []
    chat = "cht_" + "0" * 32
    (refused,) = said(session.receive(frame("open_chat", client_id="client-1", chat_id=chat), NOW))
    assert (refused["code"], refused["client_id"], refused["is_retryable"]) == ("too_many", "client-1", True)
    assert said(session.receive(ping, NOW + 1)) == [{"type": "pong"}]


def test_a_flood_that_does_not_stop_ends_the_connection(session: Session) -> None:
    frames = limits.FRAMES_BURST + 301
    ends = [step for _ in range(frames + 1) for step in session.receive(frame("ping"), NOW) if isinstance(step, Close)]
    assert ends[:1] == [Close(4029)]


def message(cht: str, number: int) -> str:
    return frame("send_message", client_id=f"client-{number}", chat_id=cht, text="hi")


def test_a_visitor_writes_twenty_at_once_and_one_a_second_after_that(vics: VisitorSession, cht: str) -> None:
    for number in range(limits.MESSAGES_BURST):
        (step,) = vics.receive(message(cht, number), NOW)
        assert isinstance(step, Write)
    (refused,) = said(vics.receive(message(cht, 20), NOW))
    assert (refused["code"], refused["client_id"]) == ("too_many", "client-20")
    assert 0 < refused["retry_after_seconds"] <= 1
    (step,) = vics.receive(message(cht, 20), NOW + refused["retry_after_seconds"])
    assert isinstance(step, Write)


def test_a_new_key_does_not_make_new_chats_cheaper(organization_id: UUID) -> None:
    rates = Rates()

    def start(number: int, address: str) -> list[object]:
        standpoint = Standpoint(
            f"connection-{number}", organization_id, public_key="pk", browser=Browser(address=address)
        )
        session = VisitorSession(standpoint, rates, NOW, is_preview_on=False)
        welcomed(session)
        return list(session.receive(frame("start_chat", client_id=f"client-{number}", text="hi"), NOW))

    for number in range(limits.CHATS_PER_ADDRESS_PER_MINUTE):
        assert isinstance(start(number, f"2001:db8:1:2::{number}")[0], Write)
    (refused,) = said(start(99, "2001:db8:1:2:ffff::1"))  # type: ignore[arg-type]
    assert refused["code"] == "too_many"
    assert isinstance(start(100, "2001:db8:1:3::1")[0], Write)


@pytest.mark.parametrize("kind", ["visitor", "operator"])
def test_where_limits_are_off_nothing_waits(kind: str) -> None:
    rates = Rates(are_limits_on=False)
    organization = new_id()
    caller = AsVisitor(organization, new_id()) if kind == "visitor" else AsOperator(organization, new_id())
    assert not any(rates.message(caller, "198.51.100.7", NOW) for _ in range(500))
    assert not any(rates.chat("198.51.100.7", NOW) or rates.frame("one", NOW) for _ in range(500))


def test_an_operator_may_write_faster() -> None:
    rates, caller = Rates(), AsOperator(new_id(), new_id())
    assert not any(rates.message(caller, "", NOW) for _ in range(limits.OPERATOR_MESSAGES_BURST))
    assert rates.message(caller, "", NOW) == pytest.approx(1 / limits.OPERATOR_MESSAGES_PER_SECOND)


def test_many_visitors_of_one_office_share_a_wide_limit() -> None:
    rates, organization = Rates(), new_id()
    allowed = sum(not rates.message(AsVisitor(organization, new_id()), "198.51.100.7", NOW) for _ in range(300))
    assert allowed == limits.MESSAGES_BURST * 10
