"""An installation with people in it: a real server, Ada the owner, Ben her colleague, and windows to look at it."""

import subprocess
import sys
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import APIResponse, Browser, BrowserContext, StorageState

from bench.server import Server
from tests.journeys.people import OperatorWindow, VisitorWindow
from tests.journeys.witness import Witness

PASSWORD = "a fern likes the shade"
_ROOT = Path(__file__).parent.parent.parent


def owner_link(server: Server) -> str:
    """Return the one-time link that the installer prints."""
    command = [sys.executable, "-m", "parlour", "owner", "--email", "ada@parlour.example", "--name", "Ada"]
    printed = subprocess.run(
        command, cwd=_ROOT, env=server.environment(), capture_output=True, text=True, check=True
    )  # fmt: skip
    return printed.stdout.strip().splitlines()[-1].strip()


def write(context: BrowserContext, method: str, path: str, body: object = None) -> APIResponse:
    """Write through the API as the person of this context; the page's own forgery check is passed as a page passes it."""
    context.request.get("/api/v1/me")
    token = next(cookie["value"] for cookie in context.cookies() if cookie["name"].endswith("parlour_csrf"))
    return context.request.fetch(path, method=method, data=body, headers={"X-CSRFToken": token})


class Seats:
    """The cast of an installation, signed in once; a story's windows begin with their cookies."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self._server, self._browser = server, browser
        self.states: dict[str, StorageState] = {}
        link = owner_link(server)
        company = {"email": "ada@parlour.example", "organization_name": "Quillfern"}
        with self._accept(link, "Ada Marlow", company) as ada:
            self.states["Ada"] = ada.storage_state()
            invited = write(
                ada, "post", "/api/v1/operators/invitations", {"name": "Ben", "email": "ben@parlour.example"}
            )
            link = invited.json()["link"]
        with self._accept(link, "Ben Okoro", {}) as ben:
            self.states["Ben"] = ben.storage_state()

    def _accept(self, link: str, name: str, more: dict[str, str]) -> BrowserContext:
        context = self._browser.new_context(base_url=self._server.base_url)
        token = link.partition("#")[2]
        answer = write(
            context, "post", "/api/v1/invitations/accept", {"token": token, "name": name, "password": PASSWORD, **more}
        )
        assert answer.ok, answer.text()
        return context


class House:
    """One story's view of the installation. Its windows close with it, and the witness swears."""

    def __init__(self, server: Server, browser: Browser, seats: Seats | None) -> None:
        self.server, self._browser, self._seats = server, browser, seats
        self.witness = Witness()
        self.homes = [server.base_url]
        self._contexts: list[BrowserContext] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failed: object) -> None:
        for context in self._contexts:
            context.close()
        if failed[0] is None:
            self.witness.swear(*self.homes)

    def context(self, **how: Any) -> BrowserContext:
        """Open a browser of its own: no cookie and nothing stored, unless `how` brings it along."""
        how = {"base_url": self.server.base_url, "viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **how}
        context = self._browser.new_context(**how)
        context.set_default_timeout(20_000)
        self.witness.watch(context)
        self._contexts.append(context)
        return context

    def signed_in(self, name: str, **how: Any) -> BrowserContext:
        """Open a browser in which this operator is signed in."""
        assert self._seats is not None
        return self.context(storage_state=self._seats.states[name], **how)

    def operator(self, name: str, path: str = "/console/", **how: Any) -> OperatorWindow:
        """Open the console as this operator."""
        window = OperatorWindow(self.signed_in(name, **how).new_page())
        return window.goes_to(path).is_in()

    def visitor(self, path: str = "/demo/", **how: Any) -> VisitorWindow:
        """Open a page that carries the widget, as somebody who has never been here."""
        window = VisitorWindow(self.context(**how).new_page())
        window.goes_to(path)
        return window

    def talk(
        self, first: str, *, operator: dict[str, Any] | None = None, **visitor: Any
    ) -> tuple[OperatorWindow, VisitorWindow]:
        """Let a visitor begin a chat with these words and Ada take it; returns both windows."""
        ada = self.operator("Ada", **(operator or {}))
        vic = self.visitor(**visitor).opens_chat().sees("We are online")
        vic.says(first)
        ada.takes(first)
        return ada, vic.sees("is here for you")

    def said_in(self, chat_id: str) -> list[tuple[str, str]]:
        """Return who said what in a chat, in the order in which the server stored it."""
        context = self.signed_in("Ada")
        said: list[tuple[str, str]] = []
        after, has_newer = 0, True
        while has_newer:
            page = context.request.get(f"/api/v1/chats/{chat_id}/entries?after={after}").json()
            entries, has_newer = page["entries"], page["has_newer"]
            said += [(each["author"], each["text"]) for each in entries if each["kind"] == "message"]
            after = entries[-1]["position"] if entries else after
        return said

    def site(self) -> dict[str, Any]:
        """Return the settings of the site that the demo shop carries."""
        sites: list[dict[str, Any]] = self.signed_in("Ada").request.get("/api/v1/sites").json()["sites"]
        return sites[0]

    def change_site(self, **settings: object) -> None:
        """Change the demo shop's site as its owner."""
        context = self.signed_in("Ada")
        site_id = context.request.get("/api/v1/sites").json()["sites"][0]["id"]
        answer = write(context, "patch", f"/api/v1/sites/{site_id}", settings)
        assert answer.ok, answer.text()
