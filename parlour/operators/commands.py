"""Writes of seats and invitations."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from parlour.accounts.commands import change_password, checked_email, create_account
from parlour.accounts.models import Account
from parlour.accounts.queries import account_by_email
from parlour.delivery.commands import queue_mail
from parlour.lib import clock, text
from parlour.lib.ids import fingerprint, new_secret
from parlour.lib.refusals import Conflict, NotAllowed, NotFound
from parlour.operators import queries
from parlour.operators.events import OperatorChanged, OperatorRemoved
from parlour.operators.models import Invitation, Operator
from parlour.operators.permissions import may_manage_operators
from parlour.organizations.commands import rename_organization
from parlour.organizations.models import Organization
from parlour.protocol import limits
from parlour.realtime.announce import announce

INVITATION_DAYS = 7


@transaction.atomic
def invite_owner(organization: Organization, *, name: str, email: str) -> str:
    """Make the link by which an owner enters for the first time, and return it. No mail is sent.

    Links made before for an owner are void: only the newest opens the door.
    """
    queries.pending_invitations(organization).filter(role=Operator.Role.OWNER).update(revoked_at=clock.now())
    _, link = _make_invitation(organization, name=name, email=checked_email(email), role=Operator.Role.OWNER)
    return link


@transaction.atomic
def invite_operator(by: Operator, *, name: str, email: str) -> tuple[Invitation, str]:
    """Offer a seat by mail, and return the invitation with its link. An older invitation of the address is taken back.

    Refuses anybody but an owner, and an address that has a seat here already.
    """
    if not may_manage_operators(by):
        raise NotAllowed("Only an owner can invite colleagues.")
    email = checked_email(email)
    if queries.operators(by.organization).filter(account__email__iexact=email).exists():
        raise Conflict("This person is one of you already.", field="email")
    queries.pending_invitations(by.organization).filter(email=email).update(revoked_at=clock.now())
    invitation, link = _make_invitation(by.organization, name=name, email=email, role=Operator.Role.OPERATOR)
    queue_mail(
        by.organization,
        recipient=email,
        subject=f"{by.name} invites you to answer chats at {by.organization.name}",
        text=(
            f"Hello {invitation.name},\n\n{by.name} has a seat for you at {by.organization.name}.\n"
            f"Take it here within {INVITATION_DAYS} days:\n\n{link}\n\n"
            "The link works once. If you do not know what this is about, leave it: nothing happens.\n"
        ),
    )
    return invitation, link


@transaction.atomic
def revoke_invitation(by: Operator, invitation_id: UUID) -> None:
    """Take an invitation back; its link opens nothing any more. Refuses anybody but an owner."""
    if not may_manage_operators(by):
        raise NotAllowed("Only an owner can take invitations back.")
    if not queries.pending_invitations(by.organization).filter(pk=invitation_id).update(revoked_at=clock.now()):
        raise NotFound


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What somebody says who takes a seat. `email` and `organization_name` are for the first owner only, whom nobody knows."""

    name: str
    password: str
    email: str | None = None
    organization_name: str | None = None


@transaction.atomic
def accept_invitation(token: str, said: Acceptance) -> Operator:
    """Take the seat that was offered, making the login if there is none. Works once, whoever tries at the same time.

    Refuses a link that is over, a bad password, a login that exists with another password, and another address than the
    invited one, except for the first owner.
    """
    invitation = queries.invitation_by_token(token)
    # The update decides between two who click at once; the look above only found the sentence to say.
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=clock.now()):
        raise NotFound("This link was used already or is over. Ask for a new one.")
    email = _introduced(invitation, said)
    account = account_by_email(email)
    if account is None:
        account = create_account(email=email, name=said.name, password=said.password)
    elif invitation.role == Operator.Role.OWNER and said.email is None:
        # Such a link was made on the server's command line for this very address: there one may do as one likes anyhow.
        change_password(account, password=said.password)
        seat = queries.operators(invitation.organization).filter(account=account).first()
        if seat is not None:
            return seat
    elif not account.check_password(said.password):
        raise Conflict("You have a login with another password already. Use that password here.", field="password")
    return take_seat(invitation.organization, account, name=said.name, role=Operator.Role(invitation.role))


@transaction.atomic
def take_seat(organization: Organization, account: Account, *, name: str, role: Operator.Role) -> Operator:
    """Give the person a seat. Refuses somebody who has one in this organization."""
    if queries.operators(organization).filter(account=account).exists():
        raise Conflict("You have a seat here already. Sign in.")
    operator = Operator.objects.create(
        organization=organization, account=account, role=role,
        name=text.one_line(name, field="name", at_most=limits.NAME_CHARACTERS, at_least=1),
    )  # fmt: skip
    announce(OperatorChanged(organization.pk, operator.pk))
    return operator


@transaction.atomic
def change_profile(operator: Operator, *, name: str | None, job_title: str | None, motto: str | None) -> Operator:
    """Change how the operator is shown to visitors; None leaves a part as it is. Refuses an empty name."""
    if name is not None:
        operator.name = text.one_line(name, field="name", at_most=limits.NAME_CHARACTERS, at_least=1)
    if job_title is not None:
        operator.job_title = text.one_line(job_title, field="job_title", at_most=120)
    if motto is not None:
        operator.motto = text.one_line(motto, field="motto", at_most=200)
    operator.save(update_fields=["name", "job_title", "motto"])
    announce(OperatorChanged(operator.organization_id, operator.pk))
    return operator


@transaction.atomic
def set_photo_name(operator: Operator, photo_name: str) -> Operator:
    """Show this stored photo, or initials when the name is empty."""
    operator.photo_name = photo_name
    operator.save(update_fields=["photo_name"])
    announce(OperatorChanged(operator.organization_id, operator.pk))
    return operator


@transaction.atomic
def set_availability(organization: Organization, operator_id: UUID, *, accepts_chats: bool) -> None:
    """Accept new chats from now on, or none; chats that are theirs go on. Refuses a seat that was taken away."""
    seats = queries.operators(organization).filter(pk=operator_id)
    operator = seats.first()
    if operator is None:
        raise NotFound
    seats.update(accepts_chats=accepts_chats)
    announce(OperatorChanged(organization.pk, operator.pk))


@transaction.atomic
def remove_operator(by: Operator, operator_id: UUID) -> None:
    """Take a seat away; past messages keep their author. Refuses anybody but an owner, and the last owner."""
    if not may_manage_operators(by):
        raise NotAllowed("Only an owner can take a seat away.")
    seats = queries.operators(by.organization)
    operator = seats.filter(pk=operator_id).first()
    if operator is None:
        raise NotFound
    # Locked before they are counted: two owners who remove each other at once would leave none.
    owners = seats.select_for_update(of=("self",)).filter(role=Operator.Role.OWNER)
    if operator.role == Operator.Role.OWNER and len(owners) == 1:
        raise Conflict("The last owner stays. Make somebody else an owner first.")
    operator.deactivated_at = clock.now()
    operator.save(update_fields=["deactivated_at"])
    announce(OperatorRemoved(by.organization_id, operator.pk))


def _make_invitation(
    organization: Organization, *, name: str, email: str, role: Operator.Role
) -> tuple[Invitation, str]:
    token = new_secret()
    invitation = Invitation.objects.create(
        organization=organization, email=email, role=role, token_fingerprint=fingerprint(token),
        name=text.one_line(name, field="name", at_most=limits.NAME_CHARACTERS, at_least=1),
        expires_at=clock.now() + timedelta(days=INVITATION_DAYS),
    )  # fmt: skip
    # Behind the # it never leaves the browser: no access log and no Referer carries it.
    return invitation, f"{settings.BASE_URL}/console/welcome#{token}"


def _introduced(invitation: Invitation, said: Acceptance) -> str:
    """Return the address of whoever takes the seat; the first owner names it, and the organization, on entering."""
    if said.email is None and said.organization_name is None:
        return invitation.email
    if not queries.is_first_owner(invitation):
        raise NotAllowed("The invitation is for another address.", field="email")
    if said.organization_name is not None:
        rename_organization(invitation.organization, name=said.organization_name)
    return checked_email(said.email) if said.email is not None else invitation.email
