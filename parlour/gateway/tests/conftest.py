"""Sessions without a network: frames in, steps out. Nobody here needs a database but where a test asks for one."""

import json
from typing import Any
from uuid import UUID

import pytest

from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.gateway.operator_session import OperatorSession
from parlour.gateway.rates import Rates
from parlour.gateway.session import Session
from parlour.gateway.steps import Recognised, Send, Standpoint, Step, VisitorView
from parlour.gateway.visitor_session import VisitorSession
from parlour.lib import clock
from parlour.lib.ids import new_id, outside
from parlour.protocol import commands, events
from parlour.protocol.snapshots import SiteLook
from parlour.visitors.commands import Browser

KEY = "K" * 43
NOW = 1_000.0


def frame(kind: str, **fields: Any) -> str:
    """Write a command as a client does."""
    return json.dumps({"type": kind, **fields})


def said(steps: list[Step]) -> list[dict[str, Any]]:
    """Read what a session wants sent."""
    return [json.loads(step.frame) for step in steps if isinstance(step, Send)]


def other_steps(steps: list[Step]) -> list[Step]:
    """Return what a session wants done besides sending."""
    return [step for step in steps if not isinstance(step, Send)]


def hello() -> str:
    """Write a visitor's first frame."""
    return frame("authenticate", visitor_key=KEY, language="en", page={"url": "https://shop.example/"})


def welcomed(session: VisitorSession, caller: AsVisitor | None = None, chat_id: UUID | None = None) -> list[Step]:
    """Bring a visitor's session through its greeting, as whoever and in whichever chat; return the last steps."""
    session.receive(hello(), NOW)
    authenticate = commands.Authenticate(visitor_key=KEY)
    session.answered(authenticate, Recognised(caller, chat_id))
    look = SiteLook(name="Shop", color="#0f766e")
    welcome = events.WelcomeVisitor(server_time=clock.now(), site=look)
    return session.answered(VisitorView(chat_id), welcome)


@pytest.fixture
def organization_id() -> UUID:
    """An organization that nobody has stored."""
    return new_id()


@pytest.fixture
def chat_id() -> UUID:
    """A chat that nobody has stored."""
    return new_id()


@pytest.fixture
def cht(chat_id: UUID) -> str:
    """The same chat, as the outside calls it."""
    return outside("cht", chat_id)


@pytest.fixture
def vic_asks(organization_id: UUID) -> AsVisitor:
    """Vic, as a session knows him."""
    return AsVisitor(organization_id, new_id())


@pytest.fixture
def stranger(organization_id: UUID) -> VisitorSession:
    """A visitor's session that has heard nothing yet."""
    browser = Browser(user_agent="Firefox", address="198.51.100.7")
    standpoint = Standpoint("vics-connection", organization_id, public_key="pk_1", browser=browser)
    return VisitorSession(standpoint, Rates(), NOW, is_preview_on=False)


@pytest.fixture
def vics(stranger: VisitorSession, vic_asks: AsVisitor, chat_id: UUID) -> VisitorSession:
    """Vic's session: welcomed, and following the chat."""
    welcomed(stranger, vic_asks, chat_id)
    return stranger


@pytest.fixture
def bens(organization_id: UUID) -> OperatorSession:
    """Ben's session, that has not begun."""
    caller = AsOperator(organization_id, new_id())
    return OperatorSession(Standpoint("bens-connection", organization_id, caller=caller), Rates(), NOW)


@pytest.fixture(params=["visitor", "operator"])
def session(request: pytest.FixtureRequest, vics: VisitorSession, bens: OperatorSession) -> Session:
    """Either side's session: what both have in common."""
    return vics if request.param == "visitor" else bens
