"""Who may come in, decided before anything is said; runs in a thread."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from django.conf import settings
from django.db import close_old_connections
from django.http.request import split_domain_port, validate_host

from parlour.accounts.queries import account_of_session
from parlour.chats.permissions import AsOperator
from parlour.gateway import topics
from parlour.gateway.steps import Standpoint
from parlour.lib.addresses import client_address
from parlour.lib.ids import fingerprint, new_secret
from parlour.lib.refusals import NotAllowed, NotFound, NotSignedIn
from parlour.operators.queries import seat_of
from parlour.organizations.queries import is_allowed_origin, site_by_public_key
from parlour.visitors.commands import Browser


@dataclass(frozen=True, slots=True)
class Knock:
    """What a connection brings to the door: its path, its headers (names in lower case), and the peer's address."""

    path: str
    headers: dict[str, str]
    peer: str

    @property
    def origin(self) -> str | None:
        """The page's origin as the browser states it."""
        return self.headers.get("origin")

    @property
    def address(self) -> str:
        """The asker's address, through trusted proxies only."""
        return client_address(self.peer, self.headers.get("x-forwarded-for", ""), settings.TRUSTED_PROXIES)


@dataclass(frozen=True, slots=True)
class Admitted:
    """Where the connection stands, and the topics that carry orders to it."""

    standpoint: Standpoint
    order_topics: tuple[str, ...] = ()
    is_preview_on: bool = False


def admit_operator(knock: Knock) -> Admitted:
    """Let an operator in by the session cookie. Refuses a foreign origin first, so that no page can borrow the cookie."""
    close_old_connections()
    if not is_own_origin(knock.origin, knock.headers.get("host", "")):
        raise NotAllowed("This page may not open the console's connection.")
    session_key = _cookie(knock.headers.get("cookie", ""), settings.SESSION_COOKIE_NAME)
    account = account_of_session(session_key) if session_key else None
    seat = seat_of(account) if account else None
    if account is None or seat is None:
        raise NotSignedIn
    standpoint = Standpoint(
        connection_id=new_secret(), organization_id=seat.organization_id, browser=_browser(knock),
        caller=AsOperator(seat.organization_id, seat.pk),
    )  # fmt: skip
    return Admitted(standpoint, (topics.sign_in(fingerprint(session_key)), topics.account(account.pk)))


def admit_visitor(knock: Knock, public_key: str) -> Admitted:
    """Let a page of the site in. Refuses an unknown key, and every origin that the site does not list."""
    close_old_connections()
    try:
        site = site_by_public_key(public_key)
    except NotFound:
        raise NotAllowed("There is no site with this key, or not for this page.") from None
    if not is_allowed_origin(site, knock.origin):
        raise NotAllowed("There is no site with this key, or not for this page.")
    standpoint = Standpoint(
        connection_id=new_secret(), organization_id=site.organization_id, public_key=public_key, browser=_browser(knock)
    )
    return Admitted(standpoint, is_preview_on=site.is_preview_on)


def is_own_origin(origin: str | None, host: str) -> bool:
    """Tell whether a page is one of ours: same scheme as the base address, same host and port as it was asked under."""
    domain, _ = split_domain_port(host)
    # Compared as a whole and never taken apart: half an address is a ValueError, and a path would pass unseen.
    own = f"{urlsplit(settings.BASE_URL).scheme}://{host}"
    return origin == own and validate_host(domain, settings.ALLOWED_HOSTS)


def _browser(knock: Knock) -> Browser:
    return Browser(user_agent=knock.headers.get("user-agent", ""), address=knock.address)


def _cookie(header: str, name: str) -> str:
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""
