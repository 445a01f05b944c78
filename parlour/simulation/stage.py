"""Where a rehearsal plays: the addresses and the papers that its people need, as plain data."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One organization of a running server.

    `base_url` is the server's own address, `public_keys` those of the sites, `origin` one that all sites allow, and
    `cookies` the operators' sessions, each a whole `name=value` for the Cookie header.
    """

    base_url: str
    public_keys: tuple[str, ...]
    origin: str
    cookies: tuple[str, ...]

    def socket_url(self, path: str) -> str:
        """Return the address of a realtime door, `ws` for `http` and `wss` for `https`."""
        return "ws" + self.base_url.rstrip("/").removeprefix("http") + path

    def is_on_this_machine(self) -> bool:
        """Whether the server is reached over the loopback IPv4 network, where each person can have an own address."""
        return (urlsplit(self.base_url).hostname or "").startswith("127.")


def loopback_address(number: int) -> str:
    """Return the loopback address of the n-th person (127.1.0.1 and up), since a server counts what comes from each."""
    return f"127.{1 + number // 62_500 % 250}.{number // 250 % 250}.{1 + number % 250}"
