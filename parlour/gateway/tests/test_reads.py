"""What a door shows: one's own, as it stands, and nothing of others."""

from uuid import UUID

import pytest

from parlour.chats.commands import MessageDraft, send_messages
from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor, Caller
from parlour.gateway.reads import answer
from parlour.gateway.steps import (
    OlderEntries,
    OpenView,
    OperatorView,
    Question,
    Recognise,
    Recognised,
    Standpoint,
    VisitorView,
)
from parlour.lib.ids import new_id, outside
from parlour.lib.refusals import NotFound, NotSignedIn
from parlour.organizations.models import Site
from parlour.protocol import commands, events, limits
from parlour.visitors.commands import describe_visitor, revoke_key
from parlour.visitors.models import Visitor


def by(site: Site, caller: Caller | None = None) -> Standpoint:
    organization_id = caller.organization_id if caller else site.organization_id
    return Standpoint("a-connection", organization_id, caller, public_key=site.public_key)


def opened(site: Site, caller: Caller, chat_id: UUID, after: int | None = None) -> events.ChatOpened:
    shown = answer(OpenView("client-1", chat_id, after), by(site, caller))
    assert isinstance(shown, events.ChatOpened)
    return shown


@pytest.fixture
def long_chat(bens_chat: Chat, as_vic: AsVisitor) -> Chat:
    send_messages([MessageDraft(as_vic, bens_chat.pk, f"client-{n:04}", f"{n}") for n in range(3, 251)])
    return bens_chat


def test_a_chat_opens_with_its_newest_entries(site: Site, long_chat: Chat, as_ben: AsOperator) -> None:
    shown = opened(site, as_ben, long_chat.pk)
    assert [entry.position for entry in shown.entries] == list(range(251 - limits.OPEN_ENTRIES, 251))
    assert (shown.has_older, shown.has_newer, shown.chat.last_position) == (True, False, 250)


def test_resuming_in_steps_misses_nothing(site: Site, long_chat: Chat, as_vic: AsVisitor) -> None:
    first = opened(site, as_vic, long_chat.pk, after=1)
    assert [entry.position for entry in first.entries] == list(range(2, 2 + limits.RESUME_ENTRIES))
    assert (first.has_older, first.has_newer) == (True, True)
    rest = opened(site, as_vic, long_chat.pk, after=first.entries[-1].position)
    assert [entry.position for entry in rest.entries] == list(range(2 + limits.RESUME_ENTRIES, 251))
    assert not rest.has_newer


def test_resuming_beyond_the_end_gives_nothing(site: Site, bens_chat: Chat, as_vic: AsVisitor) -> None:
    shown = opened(site, as_vic, bens_chat.pk, after=2**53 - 1)
    assert (shown.entries, shown.has_newer, shown.chat.last_position) == ((), False, 2)


def test_history_reads_backwards_without_gaps(site: Site, long_chat: Chat, as_vic: AsVisitor) -> None:
    positions: list[int] = []
    before, has_older = 251, True
    while has_older:
        page = answer(OlderEntries("client-1", long_chat.pk, before, 100), by(site, as_vic))
        assert isinstance(page, events.History)
        positions = [entry.position for entry in page.entries] + positions
        before, has_older = positions[0], page.has_older
    assert positions == list(range(1, 251))


def test_an_operator_sees_the_visitor_and_a_visitor_does_not(
    site: Site, bens_chat: Chat, as_vic: AsVisitor, as_ada: AsOperator
) -> None:
    card = opened(site, as_ada, bens_chat.pk).chat.visitor
    assert card is not None
    assert card.short_address == "198.51.100.0/24"
    assert opened(site, as_vic, bens_chat.pk).chat.visitor is None


def test_another_organizations_chat_is_not_there(site: Site, bens_chat: Chat, as_cleo: AsOperator) -> None:
    stranger = AsVisitor(site.organization_id, new_id())
    for caller in (as_cleo, stranger):
        for chat_id in (bens_chat.pk, new_id()):
            questions: list[Question] = [OpenView("client-1", chat_id), OlderEntries("client-1", chat_id, 9, 9)]
            for question in questions:
                with pytest.raises(NotFound):
                    answer(question, by(site, caller))


def test_nobody_sees_nothing(site: Site, bens_chat: Chat) -> None:
    with pytest.raises(NotSignedIn):
        answer(OpenView("client-1", bens_chat.pk), by(site))


def recognised(site: Site, key: str) -> Recognised:
    found = answer(Recognise(commands.Authenticate(visitor_key=key)), by(site))
    assert isinstance(found, Recognised)
    return found


def test_a_known_key_leads_to_the_newest_chat(site: Site, chat: Chat, as_vic: AsVisitor, vics_key: str) -> None:
    assert recognised(site, vics_key) == Recognised(as_vic, chat.pk)


def test_a_new_key_belongs_to_nobody_and_nothing_is_stored(site: Site) -> None:
    assert recognised(site, "N" * 43) == Recognised(None)
    assert not Visitor.objects.exists()


def test_a_key_that_opens_nothing_any_more_is_replaced(site: Site, vic: Visitor, vics_key: str) -> None:
    revoke_key(vics_key)
    found = recognised(site, vics_key)
    assert found.caller is None
    assert found.visitor_key is not None
    assert found.visitor_key != vics_key


def test_a_key_of_another_site_opens_nothing(other_site: Site, chat: Chat, vics_key: str) -> None:
    found = recognised(other_site, vics_key)
    assert (found.caller, found.chat_id) == (None, None)


def test_a_visitors_welcome_says_what_we_know_of_them(site: Site, vic: Visitor, chat: Chat, as_vic: AsVisitor) -> None:
    describe_visitor(vic, name="Vic", email="vic@home.example")
    welcome = answer(VisitorView(chat.pk, "client-1", "N" * 43), by(site, as_vic))
    assert isinstance(welcome, events.WelcomeVisitor)
    assert (welcome.name, welcome.email, welcome.visitor_key) == ("Vic", "vic@home.example", "N" * 43)
    assert welcome.chat is not None
    assert [entry.position for entry in welcome.entries] == [1]
    assert welcome.site.name == "Shop"


def test_an_operators_welcome_lists_every_open_chat_of_the_organization_only(
    site: Site, bens_chat: Chat, as_ben: AsOperator, as_cleo: AsOperator
) -> None:
    welcome = answer(OperatorView(), by(site, as_ben))
    assert isinstance(welcome, events.WelcomeOperator)
    assert [row.id for row in welcome.rows] == [outside("cht", bens_chat.pk)]
    assert {colleague.name for colleague in welcome.colleagues} == {"Ada", "Ben"}
    theirs = answer(OperatorView(), by(site, as_cleo))
    assert isinstance(theirs, events.WelcomeOperator)
    assert (theirs.rows, theirs.sites) == ((), ())
    assert {colleague.name for colleague in theirs.colleagues} == {"Cleo"}
