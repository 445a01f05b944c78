"""Reads of visitors: who a browser's key belongs to, and whether a signature holds."""

import hashlib
import hmac
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from ua_parser import parse

from parlour.lib.ids import fingerprint
from parlour.lib.refusals import NotAllowed, NotFound
from parlour.organizations.models import Organization, Site
from parlour.protocol.commands import Identity
from parlour.visitors.models import Visitor, VisitorKey

CLOCK_TOLERANCE_SECONDS = 60


def visitors(organization: Organization) -> QuerySet[Visitor]:
    """Return the organization's visitors with their contacts."""
    return Visitor.objects.select_related("contact").filter(organization=organization)


def visitor(organization: Organization, visitor_id: UUID) -> Visitor:
    """Return one visitor of the organization. Refuses any other."""
    found = visitors(organization).filter(pk=visitor_id).first()
    if found is None:
        raise NotFound
    return found


def visitor_of_key(site: Site, visitor_key: str) -> Visitor | None:
    """Return whose key this is on this site, or None when it is new or opens nothing any more."""
    return (
        visitors(site.organization)
        .filter(site=site, keys__fingerprint=fingerprint(visitor_key), keys__revoked_at=None)
        .first()
    )


def is_spent_key(visitor_key: str) -> bool:
    """Tell whether this key was given to somebody already, on whatever site and however long ago."""
    return VisitorKey.objects.filter(fingerprint=fingerprint(visitor_key)).exists()


def check_identity(site: Site, identity: Identity, now: datetime) -> None:
    """Refuse an identity that the host did not sign for this site, or whose time is over."""
    signed = f"{identity.external_id}\n{identity.expires_at}".encode()
    expected = hmac.new(site.identity_secret.encode(), signed, hashlib.sha256).hexdigest()
    # Compared even where there is no secret, so that the time tells nothing; an empty secret never fits.
    is_genuine = hmac.compare_digest(expected.encode(), identity.signature.encode()) and bool(site.identity_secret)
    if not is_genuine:
        raise NotAllowed("This identity is not signed with the site's secret.", field="identity.signature")
    if identity.expires_at + CLOCK_TOLERANCE_SECONDS < now.timestamp():
        raise NotAllowed("This identity is over. Ask the site for a new signature.", field="identity.expires_at")


@lru_cache(maxsize=4096)
def browser_and_system(user_agent: str) -> tuple[str, str]:
    """Return browser and operating system with their main version, such as ("Firefox 128", "Windows 10")."""
    parsed = parse(user_agent[:500])
    browser, system = parsed.user_agent, parsed.os
    return (
        " ".join(part for part in (browser.family, browser.major) if part)[:60] if browser else "",
        " ".join(part for part in (system.family, system.major) if part)[:60] if system else "",
    )
