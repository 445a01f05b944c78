"""Writes of visitors."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from parlour.accounts.commands import checked_email
from parlour.lib import clock, text
from parlour.lib.addresses import shortened
from parlour.lib.ids import fingerprint, new_secret
from parlour.lib.refusals import InvalidInput
from parlour.organizations.models import Site
from parlour.organizations.queries import look
from parlour.protocol import limits
from parlour.protocol.commands import Identity
from parlour.realtime.announce import announce
from parlour.visitors import queries
from parlour.visitors.events import VisitorDescribed, VisitorKeyRevoked
from parlour.visitors.models import ConsentGiven, Contact, Visitor, VisitorKey


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser tells of itself by connecting. The address is shortened before anything is stored."""

    user_agent: str = ""
    language: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Identified:
    """Who was recognised, the browser's new key if it needs one, and the nameless visitor it was before, whose chats go on."""

    visitor: Visitor
    visitor_key: str | None
    merged: Visitor | None


@transaction.atomic
def welcome_visitor(site: Site, visitor_key: str, browser: Browser) -> Visitor:
    """Return the visitor with this key, making one when the key is new: the first thing that is stored of anybody."""
    known = queries.visitor_of_key(site, visitor_key)
    if known is not None:
        return known
    visitor = _make_visitor(site, browser)
    _give_key(visitor, visitor_key)
    return visitor


@transaction.atomic
def describe_visitor(
    visitor: Visitor, *, name: str | None = None, email: str | None = None, fields: Mapping[str, str] | None = None
) -> None:
    """Write down what the visitor says of themselves; None and missing fields stay as they are. Nothing is proven by it.

    Refuses what is no address, fields that are too long, and more than 20 of them.
    """
    contact = visitor.contact or Contact(organization=visitor.organization)
    if name is not None:
        contact.name = text.one_line(name, field="name", at_most=limits.NAME_CHARACTERS)
    if email is not None:
        contact.email = checked_email(email) if email.strip() else ""
    contact.fields = {**contact.fields, **_checked_fields(fields or {})}
    if len(contact.fields) > limits.FIELDS_COUNT:
        raise InvalidInput(f"Use at most {limits.FIELDS_COUNT} fields.", field="fields")
    if not (contact.name or contact.email or contact.fields):
        return
    contact.save()
    if visitor.contact_id != contact.pk:
        visitor.contact = contact
        visitor.save(update_fields=["contact"])
    announce(VisitorDescribed(visitor.organization_id, visitor.pk))


@transaction.atomic
def identify_visitor(site: Site, visitor_key: str, identity: Identity, browser: Browser) -> Identified:
    """Recognise somebody by the host's signature and give them a new key; the old key opens nothing any more.

    Refuses a signature that does not hold.
    """
    queries.check_identity(site, identity, clock.now())
    before = queries.visitor_of_key(site, visitor_key)
    if before and before.contact and before.contact.external_id == identity.external_id:
        # The host says again on each page what is known already: the key is theirs, and other tabs use it.
        _describe_if_new(before, identity)
        return Identified(before, None, None)
    external_id = text.one_line(identity.external_id, field="identity.external_id", at_most=200)
    if external_id != identity.external_id:
        # The signature holds for what was signed. Tidied up, "bob " would be let in as "bob".
        raise InvalidInput("Use an id without control characters or spare blanks.", field="identity.external_id")
    contact, _ = Contact.objects.get_or_create(organization=site.organization, external_id=external_id)
    visitor = Visitor.objects.filter(site=site, contact=contact).order_by("created_at").first()
    if visitor is None:
        visitor = before if before and before.contact_id is None else _make_visitor(site, browser)
        visitor.contact = contact
        visitor.save(update_fields=["contact"])
    if before and before.contact and before.contact.external_id is None:
        _hand_over(before.contact, contact)
    describe_visitor(visitor, name=identity.name or None, email=identity.email or None)
    # A key that somebody else put into this browser must not open what the visitor says from now on.
    revoke_key(visitor_key, is_replaced=True)
    new_key = new_secret()
    _give_key(visitor, new_key)
    announce(VisitorDescribed(visitor.organization_id, visitor.pk))
    is_anonymous = before is not None and (before.contact is None or before.contact.external_id is None)
    merged = before if before and is_anonymous and before.pk != visitor.pk else None
    return Identified(visitor, new_key, merged)


def revoke_key(visitor_key: str, *, is_replaced: bool = False) -> None:
    """Make a browser's key open nothing any more. Changes nothing for a key that is unknown."""
    mark = fingerprint(visitor_key)
    if VisitorKey.objects.filter(fingerprint=mark, revoked_at=None).update(revoked_at=clock.now()):
        announce(VisitorKeyRevoked(mark, is_replaced))


def record_consent(visitor: Visitor, version: str | None) -> None:
    """Keep the proof that the visitor agreed. Refuses a missing consent, and a version that is not the one in force."""
    consent = look(visitor.site).consent
    if consent is None:
        return
    if version is None:
        raise InvalidInput("Agree to the privacy notice to begin.", field="consent_version")
    if version != consent.version:
        raise InvalidInput("The privacy notice has changed. Read it again to begin.", field="consent_version")
    ConsentGiven.objects.create(
        organization=visitor.organization, visitor=visitor,
        text=consent.text, policy_url=consent.policy_url, version=consent.version,
    )  # fmt: skip


def check_form(site: Site, *, name: str, email: str, fields: Mapping[str, str]) -> None:
    """Refuse answers that leave out what the site's form requires, naming the field."""
    answers = {**fields, "name": name, "email": email}
    for item in look(site).form:
        answer = answers.get(item.key, "").strip()
        at = item.key if item.key in ("name", "email") else f"fields.{item.key}"
        if item.is_required and not answer:
            raise InvalidInput("Please fill this in.", field=at)
        if answer and item.kind == "email":
            checked_email(answer, field=at)
        if answer and item.kind == "choice" and answer not in item.choices:
            raise InvalidInput("Choose one of the answers offered.", field=at)


def _hand_over(nameless: Contact, known: Contact) -> None:
    """Keep what the browser said of itself before, where nothing is known yet."""
    known.name = known.name or nameless.name
    known.email = known.email or nameless.email
    known.fields = dict(list({**nameless.fields, **known.fields}.items())[: limits.FIELDS_COUNT])
    known.save(update_fields=["name", "email", "fields"])


def _describe_if_new(visitor: Visitor, identity: Identity) -> None:
    contact = visitor.contact
    if contact and (contact.name, contact.email) != (identity.name or contact.name, identity.email or contact.email):
        describe_visitor(visitor, name=identity.name or None, email=identity.email or None)


def _make_visitor(site: Site, browser: Browser) -> Visitor:
    name, system = queries.browser_and_system(browser.user_agent)
    return Visitor.objects.create(
        organization=site.organization, site=site, browser=name, system=system,
        language=text.one_line(browser.language, field="language", at_most=35),
        short_address=shortened(browser.address),
    )  # fmt: skip


def _give_key(visitor: Visitor, visitor_key: str) -> None:
    VisitorKey.objects.create(organization=visitor.organization, visitor=visitor, fingerprint=fingerprint(visitor_key))


def _checked_fields(fields: Mapping[str, str]) -> dict[str, str]:
    return {
        text.one_line(key, field="fields", at_most=60, at_least=1): text.checked(
            value, field=f"fields.{key}", at_most=limits.FIELD_CHARACTERS
        )
        for key, value in fields.items()
    }
