"""A chat begins with its first message, once, and only when what the site asks for is there."""

from typing import Any

import pytest

from parlour.chats.commands import end_chat, start_chat
from parlour.chats.events import ChatStarted, MessageSent
from parlour.chats.models import Chat
from parlour.chats.permissions import AsVisitor
from parlour.chats.tests.conftest import Texts
from parlour.lib.refusals import ClientIdTaken, Conflict, InvalidInput
from parlour.organizations.commands import change_site
from parlour.organizations.models import Site
from parlour.protocol.commands import StartChat
from parlour.visitors.events import VisitorDescribed
from parlour.visitors.models import ConsentGiven, Visitor

FORM = [
    {"key": "name", "label": "Your name", "is_required": True},
    {"key": "email", "label": "Your address", "kind": "email"},
    {"key": "size", "label": "Size", "kind": "choice", "choices": ["S", "M"], "is_required": True},
]
CONSENT = {"text": "We keep what you write.", "policy_url": "https://shop.example/privacy", "version": "3"}


def wish(**answers: Any) -> StartChat:
    return StartChat(**{"client_id": "a-new-chat", "text": "Hello?"} | answers)


def begun(visitor: Visitor, wanted: StartChat) -> Chat:
    # What `site` holds was read before a test changed it.
    visitor.site.refresh_from_db()
    return start_chat(visitor, wanted, is_anybody_there=True)


def test_a_chat_begins_waiting_with_its_first_message(announced: list[object], vic: Visitor, texts: Texts) -> None:
    chat = begun(vic, wish())
    chat.refresh_from_db()
    assert (chat.state, chat.last_position, chat.is_left_message) == ("waiting", 1, False)
    assert texts(chat.pk) == ["Hello?"]
    message, started = announced
    assert isinstance(message, MessageSent)
    assert started == ChatStarted(vic.organization_id, chat.pk, vic.pk)


def test_with_nobody_there_it_is_a_message_left_for_later(vic: Visitor) -> None:
    assert start_chat(vic, wish(), is_anybody_there=False).is_left_message


def test_the_same_client_id_gives_the_same_chat_again(announced: list[object], vic: Visitor, texts: Texts) -> None:
    first = begun(vic, wish())
    announced.clear()
    assert begun(vic, wish()).pk == first.pk
    assert not announced
    assert texts(first.pk) == ["Hello?"]


def test_rac_04_the_same_client_id_with_another_text_is_refused_and_changes_nothing(vic: Visitor, texts: Texts) -> None:
    first = begun(vic, wish())
    with pytest.raises(ClientIdTaken):
        begun(vic, wish(text="Something else"))
    assert texts(first.pk) == ["Hello?"]


def test_a_retry_after_the_end_is_answered_with_the_ended_chat(vic: Visitor, as_vic: AsVisitor) -> None:
    first = begun(vic, wish())
    end_chat(as_vic, first.pk)
    assert begun(vic, wish()).pk == first.pk


def test_a_second_chat_waits_for_the_end_of_the_first(chat: Chat, vic: Visitor, as_vic: AsVisitor) -> None:
    with pytest.raises(Conflict, match="open already"):
        begun(vic, wish())
    end_chat(as_vic, chat.pk)
    assert begun(vic, wish()).pk != chat.pk


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"fields": {"size": "S"}}, "name"),
        ({"name": "  ", "fields": {"size": "S"}}, "name"),
        ({"name": "Vic"}, "fields.size"),
        ({"name": "Vic", "fields": {"size": "XXL"}}, "fields.size"),
        ({"name": "Vic", "email": "no address", "fields": {"size": "S"}}, "email"),
    ],
)
def test_an_answer_that_the_form_does_not_accept_is_refused_by_its_field(
    vic: Visitor, answers: dict[str, Any], field: str
) -> None:
    change_site(vic.site, {"form": FORM})
    with pytest.raises(InvalidInput) as refused:
        begun(vic, wish(**answers))
    assert refused.value.field == field
    assert not Chat.objects.filter(visitor=vic).exists()


def test_the_answers_of_the_form_become_the_contact(announced: list[object], vic: Visitor) -> None:
    change_site(vic.site, {"form": FORM})
    begun(vic, wish(name="Vic", email="Vic@Home.example", fields={"size": "M"}))
    vic.refresh_from_db()
    assert vic.contact is not None
    assert (vic.contact.name, vic.contact.email, vic.contact.fields) == ("Vic", "vic@home.example", {"size": "M"})
    assert VisitorDescribed(vic.organization_id, vic.pk) in announced


@pytest.mark.parametrize("version", [None, "2", ""])
def test_without_the_consent_in_force_nothing_begins(vic: Visitor, version: str | None) -> None:
    change_site(vic.site, {"consent": CONSENT})
    with pytest.raises(InvalidInput) as refused:
        begun(vic, wish(consent_version=version))
    assert refused.value.field == "consent_version"
    assert not ConsentGiven.objects.exists()


def test_the_consent_is_kept_in_the_words_that_were_shown(vic: Visitor) -> None:
    change_site(vic.site, {"consent": CONSENT})
    begun(vic, wish(consent_version="3"))
    given = ConsentGiven.objects.get(visitor=vic)
    assert {"text": given.text, "policy_url": given.policy_url, "version": given.version} == CONSENT


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4_001, "a\x00b"])
def test_a_first_message_that_cannot_be_kept_leaves_nothing_behind(
    announced: list[object], vic: Visitor, text: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        begun(vic, wish(text=text, name="Vic"))
    assert refused.value.field == "text"
    assert not Chat.objects.exists()
    vic.refresh_from_db()
    assert vic.contact is None
    assert not announced


def test_a_chat_belongs_to_the_organization_of_its_site(chat: Chat, site: Site) -> None:
    assert (chat.organization_id, chat.site_id) == (site.organization_id, site.pk)
