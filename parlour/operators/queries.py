"""Reads of seats and invitations."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from parlour.accounts.models import Account
from parlour.lib import clock
from parlour.lib.ids import fingerprint, outside
from parlour.lib.refusals import NotFound
from parlour.operators.models import Invitation, Operator
from parlour.organizations.models import Organization
from parlour.protocol.snapshots import Colleague, OperatorFace
from parlour.realtime.presence import presence


def seat_of(account: Account) -> Operator | None:
    """Return the seat that the person holds, the oldest if there are several, or None. It finds out the organization."""
    return (
        Operator.objects.select_related("organization", "account")
        .filter(account=account, deactivated_at=None)
        .order_by("created_at")
        .first()
    )


def operators(organization: Organization) -> QuerySet[Operator]:
    """Return who has a seat, oldest first."""
    return (
        Operator.objects.select_related("account")
        .filter(organization=organization, deactivated_at=None)
        .order_by("created_at")
    )


def operator(organization: Organization, operator_id: UUID) -> Operator:
    """Return one seat of the organization. Refuses any other, and one that was taken away."""
    found = operators(organization).filter(pk=operator_id).first()
    if found is None:
        raise NotFound
    return found


def face(operator: Operator) -> OperatorFace:
    """Return the operator as visitors see one."""
    return OperatorFace(
        id=outside("opr", operator.pk),
        name=operator.name,
        job_title=operator.job_title,
        motto=operator.motto,
        photo_url=f"/photos/{operator.photo_name}" if operator.photo_name else None,
    )


def colleague(operator: Operator) -> Colleague:
    """Return the operator as colleagues see one, with whether they are here now."""
    return Colleague(
        id=outside("opr", operator.pk),
        name=operator.name,
        email=operator.account.email,
        role="owner" if operator.role == Operator.Role.OWNER else "operator",
        job_title=operator.job_title,
        motto=operator.motto,
        photo_url=f"/photos/{operator.photo_name}" if operator.photo_name else None,
        is_online=presence.is_here(operator.pk),
        accepts_chats=operator.accepts_chats,
    )


def answering(organization: Organization) -> tuple[OperatorFace, ...]:
    """Return who is here and accepts chats: the organization is online when there is one."""
    willing: Iterable[Operator] = operators(organization).filter(accepts_chats=True)
    return tuple(face(operator) for operator in willing if presence.is_here(operator.pk))


def pending_invitations(organization: Organization) -> QuerySet[Invitation]:
    """Return the invitations that can still be accepted, newest first."""
    return Invitation.objects.filter(
        organization=organization, accepted_at=None, revoked_at=None, expires_at__gt=clock.now()
    ).order_by("-created_at")


def invitation_by_token(token: str) -> Invitation:
    """Return the invitation behind a link. Refuses one that was used, taken back or is over, in one and the same way."""
    found = (
        Invitation.objects.select_related("organization")
        .filter(token_fingerprint=fingerprint(token), accepted_at=None, revoked_at=None, expires_at__gt=clock.now())
        .first()
    )
    if found is None:
        raise NotFound("This link was used already or is over. Ask for a new one.")
    return found


def is_first_owner(invitation: Invitation) -> bool:
    """Tell whether the invitation is the one by which an installation is entered for the first time."""
    return invitation.role == Operator.Role.OWNER and not operators(invitation.organization).exists()
