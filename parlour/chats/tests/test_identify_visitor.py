"""A visitor turns out to be somebody: only the host's signature proves it (WID-01, WID-02, WID-03)."""

import hashlib
import hmac
from dataclasses import dataclass

import pytest

from parlour.chats.commands import identify_visitor, start_chat
from parlour.chats.models import Chat
from parlour.lib import clock
from parlour.lib.refusals import NotAllowed
from parlour.organizations.commands import replace_identity_secret
from parlour.organizations.models import Site
from parlour.protocol.commands import Identity, StartChat
from parlour.visitors.commands import Browser, Identified, welcome_visitor
from parlour.visitors.events import VisitorDescribed, VisitorKeyRevoked
from parlour.visitors.models import Contact, Visitor
from parlour.visitors.queries import visitor_of_key

SECRET_HOLDER = "A" * 43


@dataclass
class Host:
    """The shop's own server, which signs."""

    site: Site
    secret: str

    def identity(
        self, external_id: str = "42", *, secret: str | None = None, seconds: int = 600, **more: str
    ) -> Identity:
        expires_at = int(clock.now().timestamp()) + seconds
        signed = f"{external_id}\n{expires_at}".encode()
        signature = hmac.new((self.secret if secret is None else secret).encode(), signed, hashlib.sha256).hexdigest()
        return Identity(external_id, signature, expires_at, **more)

    def identified(self, key: str, identity: Identity) -> Identified:
        return identify_visitor(self.site, key, identity, Browser())


@pytest.fixture
def host(site: Site) -> Host:
    return Host(site, replace_identity_secret(site))


def test_a_signed_visitor_is_recognised_and_gets_a_new_key(
    announced: list[object], host: Host, vic: Visitor, vics_key: str
) -> None:
    known = host.identified(vics_key, host.identity(name="Vic", email="vic@home.example"))
    assert known.visitor.pk == vic.pk
    assert known.visitor_key is not None
    assert visitor_of_key(host.site, known.visitor_key) == vic
    assert visitor_of_key(host.site, vics_key) is None
    contact = Contact.objects.get(external_id="42")
    assert (contact.name, contact.email) == ("Vic", "vic@home.example")
    assert any(isinstance(event, VisitorKeyRevoked) and event.is_replaced for event in announced)
    assert VisitorDescribed(vic.organization_id, vic.pk) in announced


def test_the_same_identity_again_keeps_the_key(host: Host, vics_key: str) -> None:
    key = host.identified(vics_key, host.identity()).visitor_key
    assert key is not None
    again = host.identified(key, host.identity())
    assert again.visitor_key is None
    assert visitor_of_key(host.site, key) == again.visitor


def test_a_second_browser_finds_the_same_visitor(host: Host) -> None:
    first, second = (host.identified(key * 43, host.identity()) for key in "AB")
    assert first.visitor == second.visitor
    assert first.visitor_key != second.visitor_key


def test_what_was_said_before_goes_on_under_the_name(host: Host, chat: Chat, vics_key: str) -> None:
    known = host.identified(SECRET_HOLDER, host.identity()).visitor
    merged = host.identified(vics_key, host.identity())
    chat.refresh_from_db()
    assert chat.visitor_id == known.pk == merged.visitor.pk


def test_the_chats_of_another_person_stay_theirs(host: Host, site: Site) -> None:
    one = host.identified(SECRET_HOLDER, host.identity("one"))
    assert one.visitor_key is not None
    ones = start_chat(one.visitor, StartChat(client_id="ones-chat", text="Mine"), is_anybody_there=True)
    other = host.identified(one.visitor_key, host.identity("other"))
    ones.refresh_from_db()
    assert other.merged is None
    assert ones.visitor_id == one.visitor.pk != other.visitor.pk
    assert visitor_of_key(site, one.visitor_key) is None


def wrong_signatures(host: Host, other_site: Site) -> list[Identity]:
    good = host.identity()
    return [
        Identity(good.external_id, signature, good.expires_at)
        for signature in ("", "0" * 64, good.signature.upper(), good.signature[:-1], good.signature + "0", "é" * 64)
    ] + [
        host.identity(secret=""),
        host.identity(secret=replace_identity_secret(other_site)),
        Identity("43", good.signature, good.expires_at),
        Identity(good.external_id, good.signature, good.expires_at + 1),
        Identity("42\n9", good.signature, good.expires_at),
    ]


def test_nothing_but_the_sites_signature_proves_anything(
    announced: list[object], host: Host, other_site: Site, vic: Visitor, vics_key: str
) -> None:
    wrong = wrong_signatures(host, other_site)
    announced.clear()
    for identity in wrong:
        with pytest.raises(NotAllowed) as refused:
            host.identified(vics_key, identity)
        assert refused.value.field == "identity.signature"
    assert not announced
    assert not Contact.objects.exists()
    assert visitor_of_key(host.site, vics_key) == vic


def test_a_site_without_a_secret_believes_nobody(site: Site) -> None:
    host = Host(site, "")
    with pytest.raises(NotAllowed):
        host.identified("K" * 43, host.identity())


def test_an_old_secret_signs_nothing_any_more(host: Host) -> None:
    old = host.identity()
    replace_identity_secret(host.site)
    with pytest.raises(NotAllowed):
        host.identified("K" * 43, old)


def test_a_signature_that_is_over_proves_nothing(host: Host) -> None:
    host.identified("K" * 43, host.identity(seconds=-30))
    with pytest.raises(NotAllowed) as refused:
        host.identified("K" * 43, host.identity(seconds=-90))
    assert refused.value.field == "identity.expires_at"


def test_an_id_means_somebody_within_its_organization_only(host: Host, other_site: Site) -> None:
    here = host.identified("K" * 43, host.identity())
    elsewhere = Host(other_site, replace_identity_secret(other_site))
    there = elsewhere.identified("L" * 43, elsewhere.identity())
    assert here.visitor != there.visitor
    assert here.visitor.organization_id != there.visitor.organization_id


def test_a_key_from_another_site_is_not_merged(host: Host, other_site: Site) -> None:
    stranger = welcome_visitor(other_site, "S" * 43, Browser())
    known = host.identified("S" * 43, host.identity())
    assert known.merged is None
    assert known.visitor != stranger
