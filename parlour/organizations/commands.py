"""Writes of organizations and sites."""

import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

import msgspec
from django.db import transaction

from parlour.lib import text
from parlour.lib.refusals import InvalidInput
from parlour.organizations.events import SiteChanged
from parlour.organizations.models import Organization, Site
from parlour.protocol import limits
from parlour.protocol.snapshots import Consent, FormField
from parlour.realtime.announce import announce

CHOICES_AT_MOST = 50
Shape = TypeVar("Shape", bound=msgspec.Struct)


@transaction.atomic
def create_organization(*, name: str) -> Organization:
    """Make an organization. Refuses an empty name."""
    return Organization.objects.create(
        name=text.one_line(name, field="name", at_most=limits.NAME_CHARACTERS, at_least=1)
    )


@transaction.atomic
def rename_organization(organization: Organization, *, name: str) -> None:
    """Give the organization another name. Refuses an empty one."""
    organization.name = text.one_line(name, field="organization_name", at_most=limits.NAME_CHARACTERS, at_least=1)
    organization.save(update_fields=["name"])


@transaction.atomic
def create_site(organization: Organization, *, name: str, allowed_origins: list[str]) -> Site:
    """Make a site with a public key of its own. Refuses an empty name and what is no origin."""
    return Site.objects.create(
        organization=organization,
        public_key=f"pk_{secrets.token_hex(16)}",
        name=text.one_line(name, field="name", at_most=limits.NAME_CHARACTERS, at_least=1),
        allowed_origins=_checked_origins(allowed_origins),
    )


@transaction.atomic
def change_site(site: Site, changes: Mapping[str, Any]) -> Site:
    """Change some settings of a site. Refuses an unknown setting and a bad value, naming it; then nothing is changed."""
    for name, value in changes.items():
        if name not in _CHECKS:
            raise InvalidInput("There is no such setting.", field=name)
        setattr(site, name, _CHECKS[name](value))
    site.save(update_fields=list(changes))
    announce(SiteChanged(site.organization_id, site.pk, site.public_key))
    return site


@transaction.atomic
def replace_identity_secret(site: Site) -> str:
    """Make a new secret for signing identities and return it, this once; signatures under the old one fit no more."""
    site.identity_secret = secrets.token_hex(32)
    site.save(update_fields=["identity_secret"])
    announce(SiteChanged(site.organization_id, site.pk, site.public_key))
    return site.identity_secret


def _checked_origins(origins: list[str]) -> list[str]:
    kept = []
    for index, origin in enumerate(origins[:50]):
        parts = _parts(origin.strip().lower(), field=f"allowed_origins[{index}]")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise InvalidInput(
                "An origin is a scheme and a host, such as https://shop.example.", field=f"allowed_origins[{index}]"
            )
        kept.append(f"{parts.scheme}://{parts.netloc}")
    return list(dict.fromkeys(kept))


def _checked_color(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise InvalidInput("A colour is # and six hex digits, such as #0f766e.", field="color")
    return value.lower()


def _checked_position(value: str) -> str:
    if value not in Site.Position.values:
        raise InvalidInput("The position is left or right.", field="position")
    return value


def _checked_form(value: list[Any]) -> list[dict[str, Any]]:
    if len(value) > limits.FIELDS_COUNT:
        raise InvalidInput(f"Use at most {limits.FIELDS_COUNT} questions.", field="form")
    form = [_shaped(item, FormField, field=f"form[{index}]") for index, item in enumerate(value)]
    kept = []
    for index, item in enumerate(form):
        at = f"form[{index}]"
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", item.key):
            raise InvalidInput("A key is small letters, digits and _, beginning with a letter.", field=f"{at}.key")
        if [other.key for other in form].count(item.key) > 1:
            raise InvalidInput("Each question needs a key of its own.", field=f"{at}.key")
        label = text.one_line(item.label, field=f"{at}.label", at_most=limits.NAME_CHARACTERS, at_least=1)
        if item.kind == "choice" and not item.choices:
            raise InvalidInput("Give at least one choice.", field=f"{at}.choices")
        if len(item.choices) > CHOICES_AT_MOST:
            raise InvalidInput(f"Give at most {CHOICES_AT_MOST} choices.", field=f"{at}.choices")
        choices = tuple(
            text.one_line(choice, field=f"{at}.choices", at_most=limits.NAME_CHARACTERS, at_least=1)
            for choice in item.choices
        )
        kept.append(msgspec.to_builtins(msgspec.structs.replace(item, label=label, choices=choices)))
    return kept


def _checked_consent(value: dict[str, str] | None) -> dict[str, str] | None:
    if value is None:
        return None
    consent = _shaped(value, Consent, field="consent")
    consent = Consent(
        text=text.checked(consent.text, field="consent.text", at_most=1000, at_least=1),
        version=text.one_line(consent.version, field="consent.version", at_most=64, at_least=1),
        policy_url=text.one_line(consent.policy_url, field="consent.policy_url", at_most=limits.URL_CHARACTERS),
    )
    if _parts(consent.policy_url, field="consent.policy_url").scheme not in ("http", "https"):
        raise InvalidInput("Give the whole address of the policy, with https://.", field="consent.policy_url")
    converted: dict[str, str] = msgspec.to_builtins(consent)
    return converted


def _parts(address: str, *, field: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        # Half a bracket of an IPv6 address, for one.
        raise InvalidInput("This is not an address.", field=field) from None


def _shaped(value: Any, shape: type[Shape], *, field: str) -> Shape:
    unknown = sorted(set(value) - set(shape.__struct_fields__)) if isinstance(value, Mapping) else []
    if unknown:
        raise InvalidInput("There is no such setting.", field=f"{field}.{unknown[0]}")
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        raise InvalidInput(str(error), field=field) from None


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "name": lambda value: text.one_line(value, field="name", at_most=limits.NAME_CHARACTERS, at_least=1),
    "greeting": lambda value: text.one_line(value, field="greeting", at_most=300),
    "offline_greeting": lambda value: text.one_line(value, field="offline_greeting", at_most=300),
    "color": _checked_color,
    "position": _checked_position,
    "allowed_origins": _checked_origins,
    "form": _checked_form,
    "consent": _checked_consent,
    "is_preview_on": bool,
}
