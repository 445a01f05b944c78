"""Addresses are shortened before they are kept (PRV-14), and believed only from proxies that are ours (AUT-13)."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.lib.addresses import client_address, limit_key, shortened

PROXIES = ["10.0.0.0/8", "2001:db8:aaaa::/48", "203.0.113.9"]
addresses = st.ip_addresses()


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("198.51.100.77", "198.51.100.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:198.51.100.77", "198.51.100.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("unknown", ""),
        ("198.51.100.77:8000", ""),
        ("256.1.1.1", ""),
    ],
)
def test_what_points_at_one_person_is_removed(whole: str, short: str) -> None:
    assert shortened(whole) == short


@given(address=addresses)
def test_every_address_is_one_of_many_in_what_is_kept(address: IPv4Address | IPv6Address) -> None:
    kept = ip_network(shortened(str(address)))
    mapped = getattr(address, "ipv4_mapped", None)
    assert (mapped or address) in kept
    assert kept.num_addresses >= 256


@given(address=addresses)
def test_one_subscriber_has_one_limit(address: IPv4Address | IPv6Address) -> None:
    key = limit_key(str(address))
    assert limit_key(key) == key
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        neighbour = IPv6Address(int(address) ^ 0xFFFF)
        assert limit_key(str(neighbour)) == key


def test_an_address_of_an_interface_and_a_word_have_limits_too() -> None:
    assert limit_key("fe80::1%eth0") == "fe80::"
    assert limit_key("unknown") == "unknown"


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "asker"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "192.0.2.1", "198.51.100.7"),
        ("198.51.100.7", "10.0.0.1, 10.0.0.2", "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "192.0.2.1, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "192.0.2.1, 198.51.100.7, 203.0.113.9", "198.51.100.7"),
        ("10.0.0.1", " , 198.51.100.7 ,", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "nonsense", "nonsense"),
        ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("2001:db8:aaaa::1", "2001:db8:1::7", "2001:db8:1::7"),
    ],
)
def test_the_last_hop_that_is_not_ours_is_the_asker(peer: str, forwarded_for: str, asker: str) -> None:
    assert client_address(peer, forwarded_for, PROXIES) == asker


@given(written=st.text(max_size=80))
def test_what_a_stranger_writes_never_counts(written: str) -> None:
    assert client_address("198.51.100.7", written, PROXIES) == "198.51.100.7"
    assert client_address("10.0.0.1", f"{written}, 198.51.100.7", PROXIES) == "198.51.100.7"
    assert client_address("198.51.100.7", written, []) == "198.51.100.7"
