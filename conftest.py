"""The cast of every test: Ada (owner), Ben (operator), Cleo (operator of another organization), Vic (visitor)."""

from collections.abc import Iterator

import hypothesis
import pytest
from pytest_django import Settings

from parlour.accounts.commands import create_account
from parlour.chats.commands import start_chat, take_chat
from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.operators.commands import Acceptance, accept_invitation, invite_operator, invite_owner, take_seat
from parlour.operators.models import Operator
from parlour.organizations.commands import create_organization, create_site
from parlour.organizations.models import Organization, Site
from parlour.protocol.commands import StartChat
from parlour.realtime.announce import wire
from parlour.site.wiring import TABLE
from parlour.visitors.commands import Browser, welcome_visitor
from parlour.visitors.models import Visitor

PASSWORD = "correct horse battery staple"  # noqa: S105  # the cast's

hypothesis.settings.register_profile(
    "house",
    deadline=None,
    max_examples=50,
    # The database of a test is shared by its examples: each begins chats of its own.
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def _hash_passwords_fast(settings: Settings) -> None:
    """Argon2 is slow on purpose; the cast would spend most of the run signing up."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def announced(transactional_db: None) -> Iterator[list[object]]:
    """Every event that was announced and committed, in order; nobody else hears them."""
    heard: list[object] = []
    wire(dict.fromkeys(TABLE, (heard.append,)))
    yield heard
    wire(TABLE)


@pytest.fixture
def shop(db: None) -> Organization:
    """Ada's and Ben's organization."""
    return create_organization(name="Ada's shop")


@pytest.fixture
def site(shop: Organization) -> Site:
    """The website of Ada's shop."""
    return create_site(shop, name="Shop", allowed_origins=["https://shop.example"])


@pytest.fixture
def other_shop(db: None) -> Organization:
    """Cleo's organization."""
    return create_organization(name="Cleo's shop")


@pytest.fixture
def other_site(other_shop: Organization) -> Site:
    """The website of Cleo's shop."""
    return create_site(other_shop, name="Other", allowed_origins=["https://other.example"])


@pytest.fixture
def ada(shop: Organization) -> Operator:
    """The owner."""
    link = invite_owner(shop, name="Ada", email="ada@shop.example")
    return accept_invitation(link.partition("#")[2], Acceptance("Ada", PASSWORD))


@pytest.fixture
def ben(ada: Operator) -> Operator:
    """Ada's colleague."""
    _, link = invite_operator(ada, name="Ben", email="ben@shop.example")
    return accept_invitation(link.partition("#")[2], Acceptance("Ben", PASSWORD))


@pytest.fixture
def cleo(other_shop: Organization) -> Operator:
    """An operator of another organization."""
    account = create_account(email="cleo@other.example", name="Cleo", password=PASSWORD)
    return take_seat(other_shop, account, name="Cleo", role=Operator.Role.OPERATOR)


@pytest.fixture
def vics_key() -> str:
    """The key in Vic's browser."""
    return "V" * 43


@pytest.fixture
def vic(site: Site, vics_key: str) -> Visitor:
    """A visitor of Ada's shop."""
    return welcome_visitor(site, vics_key, Browser(language="en", address="198.51.100.7"))


@pytest.fixture
def as_ada(ada: Operator) -> AsOperator:
    """Ada at the door."""
    return AsOperator(ada.organization_id, ada.pk)


@pytest.fixture
def as_ben(ben: Operator) -> AsOperator:
    """Ben at the door."""
    return AsOperator(ben.organization_id, ben.pk)


@pytest.fixture
def as_cleo(cleo: Operator) -> AsOperator:
    """Cleo at the door."""
    return AsOperator(cleo.organization_id, cleo.pk)


@pytest.fixture
def as_vic(vic: Visitor) -> AsVisitor:
    """Vic at the door."""
    return AsVisitor(vic.organization_id, vic.pk)


@pytest.fixture
def chat(vic: Visitor) -> Chat:
    """A chat that Vic has begun and nobody has taken; its first message stands at position 1."""
    return start_chat(vic, StartChat(client_id="first-message", text="Hello?"), is_anybody_there=True)


@pytest.fixture
def bens_chat(chat: Chat, as_ben: AsOperator) -> Chat:
    """The same chat, taken by Ben: position 2."""
    take_chat(as_ben, chat.pk)
    chat.refresh_from_db()
    return chat
