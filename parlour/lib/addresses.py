"""IP addresses: shortened before anything keeps them."""

import ipaddress


def shortened(address: str) -> str:
    """Remove what points at one person: keep a /24 of IPv4 and a /48 of IPv6; an empty string for anything else."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    prefix = 24 if parsed.version == 4 else 48
    network = ipaddress.ip_network((parsed, prefix), strict=False)
    return f"{network.network_address}/{prefix}"


def limit_key(address: str) -> str:
    """Return the key under which an address is rate limited: itself for IPv4, its /64 for IPv6.

    One subscriber holds a whole /64 (RFC 6177), so limits by single IPv6 address would limit nothing.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def client_address(peer: str, forwarded_for: str, trusted_proxies: list[str]) -> str:
    """Return who is really asking: the peer, or, when the peer is a trusted proxy, the last hop that is not one.

    Everything to the left of that hop was written by the asker and means nothing.
    """
    address = peer
    for hop in reversed([part.strip() for part in forwarded_for.split(",") if part.strip()]):
        if not _is_within(address, trusted_proxies):
            break
        address = hop
    return address


def _is_within(address: str, networks: list[str]) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    # A server that listens on both families sees a proxy's IPv4 address in the clothes of IPv6.
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return any(parsed in ipaddress.ip_network(network, strict=False) for network in networks)
