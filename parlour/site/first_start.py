"""What a new installation needs before anybody can enter: an organization, a site for the demo shop, an owner's link."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from parlour.operators.commands import invite_owner
from parlour.operators.models import Operator
from parlour.organizations.commands import change_site, create_organization, create_site
from parlour.organizations.models import Organization, Site

OWNER_EMAIL = "owner@parlour.example"


@transaction.atomic
def prepare() -> str | None:
    """Make what is missing; return the owner's link while nobody has entered yet, None afterwards.

    The link of an earlier start is void: only the newest one, printed last, opens the door.
    """
    organization = Organization.objects.order_by("created_at").first()
    if organization is None:
        organization = create_organization(name="My company")
        create_site(organization, name="Demo shop", allowed_origins=own_origins())
    _let_own_pages_in(organization)
    if Operator.objects.filter(deactivated_at=None).exists():
        return None
    return invite_owner(organization, name="Owner", email=OWNER_EMAIL)


def _let_own_pages_in(organization: Organization) -> None:
    """Let the demo shop carry the widget under whatever address this installation is served now."""
    site = Site.objects.filter(organization=organization).order_by("created_at").first()
    missing = [origin for origin in own_origins() if site and origin not in site.allowed_origins]
    if site and missing:
        change_site(site, {"allowed_origins": [*site.allowed_origins, *missing]})


def own_origins() -> list[str]:
    """Return the origins under which this installation itself is reached, for the demo shop."""
    parts = urlsplit(settings.BASE_URL)
    names = {parts.hostname or "localhost"}
    if names & {"127.0.0.1", "localhost"}:
        names |= {"127.0.0.1", "localhost"}
    port = f":{parts.port}" if parts.port else ""
    return [f"{parts.scheme}://{name}{port}" for name in sorted(names)]
