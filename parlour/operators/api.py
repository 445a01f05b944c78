"""Seats over HTTP: entering, one's own profile, colleagues and invitations."""

from datetime import datetime
from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from ninja.utils import check_csrf
from pydantic import ConfigDict, Field

from parlour.accounts.commands import proven, sign_in, sign_in_account, sign_out
from parlour.accounts.models import Account
from parlour.accounts.queries import account_by_email
from parlour.lib.answers import answered
from parlour.lib.ids import inside, outside
from parlour.lib.refusals import NotAllowed, NotSignedIn
from parlour.lib.shapes import model
from parlour.operators import commands, queries
from parlour.operators.models import Invitation, Operator
from parlour.operators.photos import delete_photo, store_photo
from parlour.protocol.snapshots import Colleague

enter_router = Router()
router = Router()
Short = Annotated[str, Field(max_length=500)]


class SeatRequest(HttpRequest):
    """A request whose operator is known."""

    auth: Operator


class Me(msgspec.Struct, frozen=True):
    """Who is signed in, and where."""

    me: Colleague
    organization_name: str


class InvitationCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """An invitation that can still be accepted; `link` only in the answer that made it."""

    id: str
    name: str
    email: str
    expires_at: datetime
    link: str | None = None


class Team(msgspec.Struct, frozen=True):
    """Who has a seat, and who is asked to take one."""

    operators: list[Colleague]
    invitations: list[InvitationCard]


class Offer(msgspec.Struct, frozen=True):
    """What an invitation's link offers. `is_first`: whoever accepts may say their own address and the firm's name."""

    name: str
    email: str
    organization_name: str
    role: str
    is_first: bool


class _Body(Schema):
    model_config = ConfigDict(extra="forbid")


class Credentials(_Body):
    """What a person signs in with."""

    email: Short
    password: Short


class Token(_Body):
    """The part of an invitation's link behind the #."""

    token: Short


class Accepted(Token):
    """Taking the seat that was offered; the first owner also says their address and the firm's name."""

    name: Short
    password: Short
    email: Short | None = None
    organization_name: Short | None = None


class ProfileChanges(_Body):
    """Parts of one's own profile; what is absent stays."""

    name: Short | None = None
    job_title: Short | None = None
    motto: Short | None = None


class NewInvitation(_Body):
    """Whom to invite."""

    name: Short
    email: Short


# In the router of the other methods of this path: Django asks only the first pattern that fits.
@router.get("/me", response=model(Me), auth=None, summary="Who is signed in")
def me(request: HttpRequest) -> HttpResponse:
    """Return who is signed in. Sets the CSRF cookie either way. Refuses when nobody is."""
    get_token(request)
    seat = queries.seat_of(request.user) if isinstance(request.user, Account) else None
    if seat is None:
        raise NotSignedIn
    return _me(seat)


@enter_router.post("/session", response=model(Me), summary="Sign in")
def begin_session(request: HttpRequest, payload: Credentials) -> HttpResponse:
    """Sign in with address and password. Refuses a wrong one, and somebody without a seat, in the same words."""
    _check_page(request)
    account = sign_in(request, email=payload.email, password=payload.password)
    seat = queries.seat_of(account)
    if seat is None:
        sign_out(request)
        raise NotSignedIn("E-mail address and password do not fit together.")
    return _me(seat)


@enter_router.delete("/session", response={204: None}, summary="Sign out")
def end_session(request: HttpRequest) -> HttpResponse:
    """Sign out; every connection that the session opened ends at once."""
    _check_page(request)
    sign_out(request)
    response = HttpResponse(status=204)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@enter_router.post("/invitations/look", response=model(Offer), summary="What an invitation offers")
def look_at_invitation(
    request: HttpRequest,  # noqa: ARG001  # ninja hands it to every door
    payload: Token,
) -> HttpResponse:
    """Return whom an invitation is for. Refuses one that was used or is over."""
    offer = queries.invitation_by_token(payload.token)
    return answered(Offer(offer.name, offer.email, offer.organization.name, offer.role, queries.is_first_owner(offer)))


@enter_router.post("/invitations/accept", response=model(Me), summary="Take the seat that was offered")
def accept_invitation(request: HttpRequest, payload: Accepted) -> HttpResponse:
    """Take the seat and sign in. Refuses a link that was used or is over, and a weak password."""
    _check_page(request)
    offer = queries.invitation_by_token(payload.token)
    named = payload.email or offer.email
    if account_by_email(named) is not None and (payload.email or offer.role != Operator.Role.OWNER):
        # The password of a login that exists is asked for as at sign-in, where attempts are counted.
        proven(request, email=named, password=payload.password)
    said = commands.Acceptance(payload.name, payload.password, payload.email, payload.organization_name)
    seat = commands.accept_invitation(payload.token, said)
    sign_in_account(request, seat.account)
    return _me(seat)


@router.patch("/me", response=model(Me), summary="Change one's own profile")
def change_me(request: SeatRequest, payload: ProfileChanges) -> HttpResponse:
    """Change how one is shown to visitors."""
    return _me(
        commands.change_profile(request.auth, name=payload.name, job_title=payload.job_title, motto=payload.motto)
    )


@router.put("/me/photo", response=model(Me), summary="Show another photo of oneself")
def change_photo(request: SeatRequest, photo: File[UploadedFile]) -> HttpResponse:
    """Show this photo. Refuses what is not a PNG, JPEG or WebP picture of at most 5 MB."""
    old = request.auth.photo_name
    seat = commands.set_photo_name(request.auth, store_photo(photo.read()))
    delete_photo(old)
    return _me(seat)


@router.delete("/me/photo", response=model(Me), summary="Show initials")
def remove_photo(request: SeatRequest) -> HttpResponse:
    """Remove the photo, file and all."""
    old = request.auth.photo_name
    seat = commands.set_photo_name(request.auth, "")
    delete_photo(old)
    return _me(seat)


@router.get("/operators", response=model(Team), summary="Colleagues and invitations")
def team(request: SeatRequest) -> HttpResponse:
    """Return who has a seat and who is asked to take one."""
    organization = request.auth.organization
    return answered(
        Team(
            [queries.colleague(operator) for operator in queries.operators(organization)],
            [_card(invitation) for invitation in queries.pending_invitations(organization).filter(role="operator")],
        )
    )


@router.post("/operators/invitations", response={201: model(InvitationCard)}, summary="Invite a colleague")
def invite(request: SeatRequest, payload: NewInvitation) -> HttpResponse:
    """Send one mail with a link. Refuses anybody but an owner."""
    invitation, link = commands.invite_operator(request.auth, name=payload.name, email=payload.email)
    return answered(_card(invitation, link), status=201)


@router.delete("/operators/invitations/{invitation_id}", response={204: None}, summary="Take an invitation back")
def revoke_invitation(request: SeatRequest, invitation_id: str) -> HttpResponse:
    """Make the link void. Refuses anybody but an owner."""
    commands.revoke_invitation(request.auth, inside("inv", invitation_id))
    return HttpResponse(status=204)


@router.delete("/operators/{operator_id}", response={204: None}, summary="Take a seat away")
def remove_operator(request: SeatRequest, operator_id: str) -> HttpResponse:
    """Take a seat away; what it had open ends at once. Refuses anybody but an owner, and the last owner."""
    commands.remove_operator(request.auth, inside("opr", operator_id))
    return HttpResponse(status=204)


def _check_page(request: HttpRequest) -> None:
    if check_csrf(request) is not None:
        raise NotAllowed("This page is out of date. Load it again and try once more.")


def _me(seat: Operator) -> HttpResponse:
    return answered(Me(queries.colleague(seat), seat.organization.name))


def _card(invitation: Invitation, link: str | None = None) -> InvitationCard:
    return InvitationCard(outside("inv", invitation.pk), invitation.name, invitation.email, invitation.expires_at, link)
