"""Sites over HTTP."""

from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from parlour.lib.answers import answered
from parlour.lib.ids import inside, outside
from parlour.lib.refusals import NotAllowed
from parlour.lib.shapes import model
from parlour.organizations import commands, queries
from parlour.organizations.models import Site
from parlour.organizations.permissions import Seat, may_manage_sites
from parlour.protocol import snapshots

router = Router()


class SeatRequest(HttpRequest):
    """A request whose seat is known."""

    auth: Seat


class SiteSettings(msgspec.Struct, frozen=True):
    """All settings of a site. The identity secret is never among them."""

    id: str
    public_key: str
    name: str
    color: str
    position: str
    greeting: str
    offline_greeting: str
    allowed_origins: list[str]
    form: list[snapshots.FormField]
    consent: snapshots.Consent | None
    is_preview_on: bool
    has_identity_secret: bool


class Sites(msgspec.Struct, frozen=True):
    """The organization's sites, oldest first."""

    sites: list[SiteSettings]


class IdentitySecret(msgspec.Struct, frozen=True):
    """A new secret for signing identities: 64 hex digits, shown this once."""

    secret: str


class NewSite(Schema):
    """A site to be made."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(max_length=500)]
    allowed_origins: Annotated[list[str], Field(max_length=50)]


class SiteChanges(Schema):
    """Settings to be changed; what is absent stays."""

    model_config = ConfigDict(extra="forbid")
    name: str | None = None
    color: str | None = None
    position: str | None = None
    greeting: str | None = None
    offline_greeting: str | None = None
    allowed_origins: list[str] | None = None
    form: list[dict[str, Any]] | None = None
    consent: dict[str, str] | None = None
    is_preview_on: bool | None = None


@router.get("/sites", response=model(Sites), summary="The organization's sites")
def sites(request: SeatRequest) -> HttpResponse:
    """Return every site with its settings."""
    return answered(Sites([_shape(site) for site in queries.sites(request.auth.organization)]))


@router.post("/sites", response={201: model(SiteSettings)}, summary="Make a site")
def make_site(request: SeatRequest, payload: NewSite) -> HttpResponse:
    """Make a site. Refuses anybody but an owner."""
    _check_owner(request)
    site = commands.create_site(request.auth.organization, name=payload.name, allowed_origins=payload.allowed_origins)
    return answered(_shape(site), status=201)


@router.patch("/sites/{site_id}", response=model(SiteSettings), summary="Change a site")
def change_site(request: SeatRequest, site_id: str, payload: SiteChanges) -> HttpResponse:
    """Change some settings. Refuses anybody but an owner, and a bad value by its field."""
    _check_owner(request)
    site = queries.site(request.auth.organization, inside("sit", site_id))
    changes = payload.dict(exclude_unset=True)
    # Only a consent can be taken away by null; for every other setting null means nothing.
    wanted = {name: value for name, value in changes.items() if value is not None or name == "consent"}
    return answered(_shape(commands.change_site(site, wanted)))


@router.post("/sites/{site_id}/identity-secret", response=model(IdentitySecret), summary="Make a new identity secret")
def replace_identity_secret(request: SeatRequest, site_id: str) -> HttpResponse:
    """Make a new secret; the old one is void at once. Refuses anybody but an owner."""
    _check_owner(request)
    site = queries.site(request.auth.organization, inside("sit", site_id))
    return answered(IdentitySecret(commands.replace_identity_secret(site)))


def _check_owner(request: SeatRequest) -> None:
    if not may_manage_sites(request.auth):
        raise NotAllowed("Only an owner can change sites.")


def _shape(site: Site) -> SiteSettings:
    look = queries.look(site)
    return SiteSettings(
        id=outside("sit", site.pk), public_key=site.public_key, name=site.name, color=site.color,
        position=site.position, greeting=site.greeting, offline_greeting=site.offline_greeting,
        allowed_origins=site.allowed_origins, form=list(look.form), consent=look.consent,
        is_preview_on=site.is_preview_on, has_identity_secret=bool(site.identity_secret),
    )  # fmt: skip
