"""A site has a public key, origins that may carry it, and a look that is checked before it is kept."""

from typing import Any

import pytest

from parlour.lib.ids import new_id
from parlour.lib.refusals import InvalidInput, NotFound
from parlour.organizations.commands import change_site, create_organization, create_site, replace_identity_secret
from parlour.organizations.events import SiteChanged
from parlour.organizations.models import Organization, Site
from parlour.organizations.queries import is_allowed_origin, look, site, site_by_public_key, site_cards, sites

FIELD = {"key": "size", "label": "Size"}
CONSENT = {"text": "We keep what you write.", "policy_url": "https://shop.example/privacy", "version": "1"}


def test_a_site_is_found_by_its_public_key(site: Site) -> None:
    assert site_by_public_key(site.public_key) == site
    for key in ("", "pk_", site.public_key.upper(), site.public_key + " "):
        with pytest.raises(NotFound):
            site_by_public_key(key)


def test_another_organizations_site_is_not_there(shop: Organization, other_site: Site) -> None:
    for site_id in (other_site.pk, new_id()):
        with pytest.raises(NotFound):
            site(shop, site_id)
    assert list(sites(shop)) == []
    assert site_cards(shop) == ()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://Shop.example", "https://shop.example"),
        (" https://shop.example/ ", "https://shop.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_kept_as_browsers_say_it(shop: Organization, written: str, kept: str) -> None:
    made = create_site(shop, name="Shop", allowed_origins=[written, written])
    assert made.allowed_origins == [kept]
    assert is_allowed_origin(made, kept)


@pytest.mark.parametrize(
    "origin",
    ["", "shop.example", "//shop.example", "ftp://shop.example", "javascript:alert(1)", "https://", "null", "*",
     "https://shop.example/path", "https://shop.example?x", "https://[::1"],
)  # fmt: skip
def test_what_is_no_origin_is_refused_by_its_place(shop: Organization, origin: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_site(shop, name="Shop", allowed_origins=["https://shop.example", origin])
    assert refused.value.field == "allowed_origins[1]"
    assert not Site.objects.exists()


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://shop.example", "https://shop.example:8443", "https://shop.example.evil.example",
     "https://evil-shop.example", "https://shop.example/", "https://SHOP.example"],
)  # fmt: skip
def test_only_the_whole_origin_fits(site: Site, origin: str | None) -> None:
    assert not is_allowed_origin(site, origin)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"color": "red"}, "color"),
        ({"color": "#0f766e;}"}, "color"),
        ({"color": "#0f766e\n"}, "color"),
        ({"position": "top"}, "position"),
        ({"greeting": "x" * 301}, "greeting"),
        ({"offline_greeting": "a\x00b"}, "offline_greeting"),
        ({"public_key": "pk_mine"}, "public_key"),
        ({"identity_secret": ""}, "identity_secret"),
        ({"form": [FIELD | {"key": "Size"}]}, "form[0].key"),
        ({"form": [FIELD, FIELD]}, "form[0].key"),
        ({"form": [FIELD | {"label": ""}]}, "form[0].label"),
        ({"form": [FIELD | {"kind": "choice"}]}, "form[0].choices"),
        ({"form": [FIELD | {"key": f"k{n}"} for n in range(21)]}, "form"),
        ({"consent": CONSENT | {"policy_url": "javascript:alert(1)"}}, "consent.policy_url"),
        ({"consent": CONSENT | {"policy_url": "https://[::1"}}, "consent.policy_url"),
        ({"consent": CONSENT | {"text": ""}}, "consent.text"),
        ({"consent": CONSENT | {"version": "x" * 65}}, "consent.version"),
    ],
)
def test_a_bad_value_is_refused_by_its_field_and_nothing_is_changed(
    announced: list[object], site: Site, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        change_site(site, {"greeting": "Hello!"} | changes)
    assert refused.value.field == field
    assert not announced
    site.refresh_from_db()
    assert (site.name, site.greeting, site.form, site.consent) == ("Shop", "", [], None)


def test_settings_change_together_and_are_told_once(announced: list[object], site: Site) -> None:
    change_site(
        site, {"color": "#ABCDEF", "position": "left", "form": [FIELD], "consent": CONSENT, "is_preview_on": True}
    )
    assert announced == [SiteChanged(site.organization_id, site.pk, site.public_key)]
    site.refresh_from_db()
    shown = look(site)
    assert (shown.color, shown.position, shown.is_preview_on) == ("#abcdef", "left", True)
    assert (shown.form[0].key, shown.form[0].kind) == ("size", "text")
    assert shown.consent is not None
    assert shown.consent.version == "1"
    assert look(change_site(site, {"consent": None})).consent is None


def test_a_new_identity_secret_is_shown_once_and_another_each_time(announced: list[object], site: Site) -> None:
    secrets = {replace_identity_secret(site) for _ in range(2)}
    assert len(secrets) == 2
    assert {len(secret) for secret in secrets} == {64}
    assert announced == [SiteChanged(site.organization_id, site.pk, site.public_key)] * 2
    assert not any(secret in str(look(site)) for secret in secrets)


def test_an_organization_has_a_name(db: None) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_organization(name="  ")
    assert refused.value.field == "name"
