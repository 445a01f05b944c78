"""A seat is offered by a link that opens once, for seven days, in one organization (AUT-04)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from parlour.accounts.models import Account
from parlour.delivery.events import MailQueued
from parlour.delivery.models import OutgoingMail
from parlour.lib import clock
from parlour.lib.refusals import Conflict, InvalidInput, NotAllowed, NotFound, Refusal
from parlour.operators.commands import (
    INVITATION_DAYS,
    Acceptance,
    accept_invitation,
    invite_operator,
    invite_owner,
    revoke_invitation,
)
from parlour.operators.events import OperatorChanged
from parlour.operators.models import Invitation, Operator
from parlour.operators.queries import invitation_by_token, pending_invitations
from parlour.organizations.models import Organization

DORA = Acceptance("Dora", "correct horse battery staple")


def token_of(link: str) -> str:
    return link.partition("#")[2]


@pytest.fixture
def link(ada: Operator) -> str:
    """A link for Dora, who has no seat yet."""
    _, link = invite_operator(ada, name="Dora", email="Dora@Shop.example")
    return link


def test_an_invitation_sends_one_mail_with_the_link(announced: list[object], ada: Operator) -> None:
    announced.clear()
    invitation, link = invite_operator(ada, name="Dora", email="Dora@Shop.example")
    mail = OutgoingMail.objects.get(recipient="dora@shop.example")
    assert link in mail.text
    assert announced == [MailQueued(mail.pk)]
    assert token_of(link) not in {invitation.token_fingerprint, str(invitation.pk)}


def test_whoever_has_the_link_takes_the_seat_once(announced: list[object], shop: Organization, link: str) -> None:
    announced.clear()
    dora = accept_invitation(token_of(link), DORA)
    assert (dora.organization_id, dora.role, dora.account.email) == (shop.pk, "operator", "dora@shop.example")
    assert announced == [OperatorChanged(shop.pk, dora.pk)]
    with pytest.raises(NotFound):
        accept_invitation(token_of(link), DORA)
    assert Operator.objects.filter(account=dora.account).count() == 1


def test_a_link_is_over_after_seven_days(link: str) -> None:
    late = clock.now() + timedelta(days=INVITATION_DAYS, seconds=1)
    with time_machine.travel(late, tick=False), pytest.raises(NotFound):
        accept_invitation(token_of(link), DORA)
    assert accept_invitation(token_of(link), DORA).name == "Dora"


def test_an_invitation_that_was_taken_back_opens_nothing(ada: Operator, link: str) -> None:
    revoke_invitation(ada, pending_invitations(ada.organization).get().pk)
    with pytest.raises(NotFound):
        accept_invitation(token_of(link), DORA)
    assert not Account.objects.filter(email="dora@shop.example").exists()


def test_a_newer_invitation_makes_the_older_one_void(ada: Operator, link: str) -> None:
    _, newer = invite_operator(ada, name="Dora", email="dora@shop.example")
    with pytest.raises(NotFound):
        accept_invitation(token_of(link), DORA)
    assert accept_invitation(token_of(newer), DORA).name == "Dora"


def test_used_revoked_over_and_unknown_links_are_refused_in_the_same_words(ada: Operator, link: str) -> None:
    accept_invitation(token_of(link), DORA)
    _, revoked = invite_operator(ada, name="Eva", email="eva@shop.example")
    revoke_invitation(ada, pending_invitations(ada.organization).get().pk)
    sentences = set()
    for token in (token_of(link), token_of(revoked), "", "x" * 43, "é\x00"):
        with pytest.raises(NotFound) as refused:
            invitation_by_token(token)
        sentences.add(refused.value.message)
    assert len(sentences) == 1


def test_only_an_owner_invites_and_takes_back(ben: Operator, ada: Operator) -> None:
    with pytest.raises(NotAllowed):
        invite_operator(ben, name="Dora", email="dora@shop.example")
    invitation, _ = invite_operator(ada, name="Dora", email="dora@shop.example")
    with pytest.raises(NotAllowed):
        revoke_invitation(ben, invitation.pk)


def test_another_organizations_invitation_is_not_there(ada: Operator, other_shop: Organization) -> None:
    invite_owner(other_shop, name="Fay", email="fay@other.example")
    theirs = pending_invitations(other_shop).get()
    with pytest.raises(NotFound):
        revoke_invitation(ada, theirs.pk)
    assert pending_invitations(other_shop).exists()


def test_a_link_opens_its_own_organization_only(cleo: Operator, ada: Operator) -> None:
    _, link = invite_operator(ada, name="Cleo", email="cleo@other.example")
    seat = accept_invitation(token_of(link), Acceptance("Cleo", "correct horse battery staple"))
    assert seat.organization_id == ada.organization_id
    assert seat.account_id == cleo.account_id


def test_a_colleague_is_not_invited_again(ada: Operator, ben: Operator) -> None:
    with pytest.raises(Conflict):
        invite_operator(ada, name="Ben", email="BEN@shop.example")


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a@b.example\nBcc: c@d.example", "x" * 250 + "@shop.example"])
def test_what_is_no_address_is_refused_by_its_field(ada: Operator, email: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        invite_operator(ada, name="Dora", email=email)
    assert refused.value.field == "email"


def test_a_login_that_exists_needs_its_own_password_and_the_link_stays_good(cleo: Operator, ada: Operator) -> None:
    _, link = invite_operator(ada, name="Cleo", email="cleo@other.example")
    with pytest.raises(Conflict) as refused:
        accept_invitation(token_of(link), Acceptance("Cleo", "another long password"))
    assert refused.value.field == "password"
    assert accept_invitation(token_of(link), Acceptance("Cleo", "correct horse battery staple")).name == "Cleo"


@pytest.mark.parametrize("password", ["short", "password123", "dora@shop.example", "1234567890"])
def test_a_weak_password_is_refused_and_the_link_stays_good(link: str, password: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        accept_invitation(token_of(link), Acceptance("Dora", password))
    assert refused.value.field == "password"
    assert accept_invitation(token_of(link), DORA).name == "Dora"


def test_another_address_than_the_invited_one_takes_no_seat(link: str) -> None:
    with pytest.raises(NotAllowed):
        accept_invitation(token_of(link), Acceptance("Mallory", DORA.password, email="mallory@other.example"))
    with pytest.raises(NotAllowed):
        accept_invitation(token_of(link), Acceptance("Mallory", DORA.password, organization_name="Mine"))


def test_the_first_owner_says_their_address_and_the_firms_name(shop: Organization) -> None:
    link = invite_owner(shop, name="Owner", email="owner@parlour.example")
    said = Acceptance("Ada", DORA.password, email="Ada@Home.example", organization_name="Ada's new shop")
    ada = accept_invitation(token_of(link), said)
    shop.refresh_from_db()
    assert (ada.account.email, ada.role, shop.name) == ("ada@home.example", "owner", "Ada's new shop")


def test_an_owner_who_forgot_the_password_sets_another_by_a_link_of_the_command_line(
    shop: Organization, ada: Operator
) -> None:
    link = invite_owner(shop, name="Somebody", email=ada.account.email)
    again = accept_invitation(token_of(link), Acceptance("Somebody", "another battery staple"))
    again.account.refresh_from_db()
    assert (again.pk, again.name) == (ada.pk, "Ada")
    assert again.account.check_password("another battery staple")


def test_the_first_owner_cannot_name_somebody_elses_login(shop: Organization, cleo: Operator) -> None:
    link = invite_owner(shop, name="Owner", email="owner@parlour.example")
    with pytest.raises(Conflict):
        accept_invitation(token_of(link), Acceptance("Mallory", "another battery staple", email=cleo.account.email))
    cleo.account.refresh_from_db()
    assert not cleo.account.check_password("another battery staple")


@pytest.mark.django_db(transaction=True)
def test_of_many_who_click_at_once_one_takes_the_seat(shop: Organization, link: str) -> None:
    barrier = Barrier(8)

    def click(_: int) -> Operator | Refusal:
        barrier.wait(timeout=10)
        try:
            return accept_invitation(token_of(link), DORA)
        except Refusal as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(click, range(8)))
    assert sum(isinstance(answer, Operator) for answer in answers) == 1
    assert Operator.objects.filter(organization=shop, name="Dora").count() == 1
    assert Invitation.objects.filter(email="dora@shop.example", accepted_at__isnull=False).count() == 1
