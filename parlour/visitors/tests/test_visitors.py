"""A visitor is a browser's key at first; what they say of themselves is kept, and their key can be made void."""

import pytest

from parlour.lib.ids import new_id
from parlour.lib.refusals import InvalidInput, NotFound
from parlour.organizations.models import Site
from parlour.protocol import limits
from parlour.visitors.commands import Browser, describe_visitor, revoke_key, welcome_visitor
from parlour.visitors.events import VisitorDescribed, VisitorKeyRevoked
from parlour.visitors.models import Contact, Visitor, VisitorKey
from parlour.visitors.queries import browser_and_system, is_spent_key, visitor, visitor_of_key

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


def test_a_new_key_makes_a_visitor_and_the_key_itself_is_not_kept(site: Site) -> None:
    browser = Browser(user_agent=FIREFOX, language="cs", address="198.51.100.77")
    made = welcome_visitor(site, "K" * 43, browser)
    assert (made.browser, made.system, made.language) == ("Firefox 128", "Windows 10", "cs")
    assert made.short_address == "198.51.100.0/24"
    assert "K" * 43 not in {str(value) for row in VisitorKey.objects.values() for value in row.values()}


def test_a_known_key_finds_its_visitor_again(site: Site, vic: Visitor, vics_key: str) -> None:
    assert welcome_visitor(site, vics_key, Browser()) == vic
    assert Visitor.objects.count() == 1


def test_a_key_opens_nothing_on_another_site(other_site: Site, vic: Visitor, vics_key: str) -> None:
    assert visitor_of_key(other_site, vics_key) is None


def test_a_revoked_key_opens_nothing_and_is_told_once(
    announced: list[object], site: Site, vic: Visitor, vics_key: str
) -> None:
    revoke_key(vics_key)
    revoke_key(vics_key)
    revoke_key("U" * 43)
    (event,) = announced
    assert isinstance(event, VisitorKeyRevoked)
    assert not event.is_replaced
    assert visitor_of_key(site, vics_key) is None
    assert is_spent_key(vics_key)
    assert not is_spent_key("U" * 43)


def test_another_organizations_visitor_is_not_there(vic: Visitor, other_site: Site) -> None:
    for visitor_id in (vic.pk, new_id()):
        with pytest.raises(NotFound):
            visitor(other_site.organization, visitor_id)


def test_what_a_visitor_says_of_themselves_is_kept_in_parts(announced: list[object], vic: Visitor) -> None:
    describe_visitor(vic, name=" Vic\n", fields={"size": "M"})
    describe_visitor(vic, email="Vic@Home.example", fields={"colour": "blue"})
    contact = Contact.objects.get(visitors=vic)
    assert (contact.name, contact.email) == ("Vic", "vic@home.example")
    assert contact.fields == {"size": "M", "colour": "blue"}
    assert contact.external_id is None
    assert announced == [VisitorDescribed(vic.organization_id, vic.pk)] * 2


def test_saying_nothing_makes_no_contact(announced: list[object], vic: Visitor) -> None:
    describe_visitor(vic)
    describe_visitor(vic, name="", email=" ")
    assert not announced
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": "x" * (limits.NAME_CHARACTERS + 1)}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"email": "nobody"}, "email"),
        ({"fields": {"size": "x" * (limits.FIELD_CHARACTERS + 1)}}, "fields.size"),
        ({"fields": {"size": "a\x00b"}}, "fields.size"),
        ({"fields": {" ": "x"}}, "fields"),
        ({"fields": {f"key {n}": "x" for n in range(limits.FIELDS_COUNT + 1)}}, "fields"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(vic: Visitor, said: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        describe_visitor(vic, **said)  # type: ignore[arg-type]  # each case is one argument
    assert refused.value.field == field
    assert not Contact.objects.exists()


def test_fields_do_not_grow_beyond_their_number_by_and_by(vic: Visitor) -> None:
    describe_visitor(vic, fields={f"key {n}": "x" for n in range(limits.FIELDS_COUNT)})
    with pytest.raises(InvalidInput):
        describe_visitor(visitor(vic.organization, vic.pk), fields={"one more": "x"})
    describe_visitor(visitor(vic.organization, vic.pk), fields={"key 0": "changed"})


@pytest.mark.parametrize("user_agent", ["", "x", "\x00", "Mozilla/5.0 " + "(" * 10_000, "😀" * 600])
def test_any_browser_may_say_anything(user_agent: str) -> None:
    browser, system = browser_and_system(user_agent)
    assert len(browser) <= 60
    assert len(system) <= 60
