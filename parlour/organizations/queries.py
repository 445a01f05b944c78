"""Reads of organizations and sites."""

from uuid import UUID

import msgspec
from django.db.models import QuerySet

from parlour.lib.ids import outside
from parlour.lib.refusals import NotFound
from parlour.organizations.models import Organization, Site
from parlour.protocol.snapshots import Consent, FormField, SiteCard, SiteLook


def site_by_public_key(public_key: str) -> Site:
    """Return the site with this public key. The one read that is not inside an organization: it finds out which one."""
    site = Site.objects.select_related("organization").filter(public_key=public_key).first()
    if site is None:
        raise NotFound("There is no site with this key. Copy the snippet from the console again.")
    return site


def sites(organization: Organization) -> QuerySet[Site]:
    """Return the organization's sites, oldest first."""
    return Site.objects.filter(organization=organization).order_by("created_at")


def site(organization: Organization, site_id: UUID) -> Site:
    """Return one site of the organization. Refuses any other."""
    found = sites(organization).filter(pk=site_id).first()
    if found is None:
        raise NotFound
    return found


def site_cards(organization: Organization) -> tuple[SiteCard, ...]:
    """Return the sites as operators see them."""
    return tuple(
        SiteCard(id=outside("sit", site.pk), name=site.name, is_preview_on=site.is_preview_on)
        for site in sites(organization)
    )


def look(site: Site) -> SiteLook:
    """Return how the widget looks on this site; who is there to answer is added by the door."""
    return SiteLook(
        name=site.name,
        color=site.color,
        position="left" if site.position == Site.Position.LEFT else "right",
        greeting=site.greeting,
        offline_greeting=site.offline_greeting,
        form=tuple(msgspec.convert(site.form, list[FormField])),
        consent=msgspec.convert(site.consent, Consent) if site.consent else None,
        is_preview_on=site.is_preview_on,
    )


def is_allowed_origin(site: Site, origin: str | None) -> bool:
    """Tell whether a page of this origin may carry the site's widget.

    The whole origin has to fit, scheme and port too; a suffix or a `null` origin never does.
    """
    return bool(origin) and origin in site.allowed_origins
