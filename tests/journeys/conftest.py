"""Chromium, and one server for the stories of a file. Where the browser or the built front end is absent, stories are
skipped with the reason; in CI a skip is a failure (see tests/environment.py)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bench.server import Server
from tests.journeys.hosts import HostSite
from tests.journeys.house import House, Seats

_ROOT = Path(__file__).parent.parent.parent
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Playwright's event loop stays on this thread while it runs, and Django's ORM refuses to work beside one: so the browser
# lives as long as the stories of one file, and tests of other folders never meet it.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of a file's stories."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("the browser stories need Chromium (Debian: apt-get install chromium)")
    if not (_ROOT / "parlour" / "site" / "built" / "console" / "index.html").is_file():
        pytest.skip("the browser stories need the front end (cd web && npm ci && node build.mjs)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without limits by address: every window of a file's stories comes from the same one."""
    with Server(tmp_path_factory.mktemp("house"), settings={"PARLOUR_RATE_LIMITS": "off"}) as running:
        yield running


@pytest.fixture(scope="module")
def seats(server: Server, chromium: Browser) -> Seats:
    """Ada and Ben, signed in."""
    return Seats(server, chromium)


@pytest.fixture
def house(server: Server, chromium: Browser, seats: Seats) -> Iterator[House]:
    """The installation, for one story."""
    with House(server, chromium, seats) as opened:
        yield opened


@pytest.fixture
def host(house: House) -> Iterator[HostSite]:
    """A website on another origin, which the site's settings allow."""
    with HostSite() as site:
        house.homes.append(site.origin)
        house.change_site(allowed_origins=[house.server.base_url, site.origin])
        yield site
