"""Who watches every window of a story: where its requests go, and whether anything ran that nobody meant to run."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, WebError, WebSocket

_LOCAL_SCHEMES = {"about", "blob", "data"}


class Witness:
    """Remembers what the windows of a story did."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.sockets: list[str] = []
        self.dialogs: list[str] = []
        self.uncaught: list[str] = []
        self.complaints: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Watch every page of a context, those that are opened later too."""
        context.on("request", self._ask)
        context.on("console", self._complain)
        context.on("weberror", self._throw)
        context.on("page", self._watch_page)

    def _watch_page(self, page: Page) -> None:
        page.on("websocket", self._connect)
        page.on("dialog", self._refuse)

    def _ask(self, request: Request) -> None:
        self.requests.append(request.url)

    def _connect(self, socket: WebSocket) -> None:
        self.sockets.append(socket.url)

    def _complain(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)

    def _throw(self, failure: WebError) -> None:
        self.uncaught.append(str(failure.error))

    def _refuse(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def foreign(self, *homes: str) -> list[str]:
        """Return every address that was asked for and belongs to none of these hosts."""
        known = {urlsplit(home).netloc for home in homes}
        asked = (urlsplit(address) for address in self.requests + self.sockets)
        return [each.geturl() for each in asked if each.scheme not in _LOCAL_SCHEMES and each.netloc not in known]

    def swear(self, *homes: str) -> None:
        """Fail unless every request went home, no dialog came up and no script threw."""
        assert self.foreign(*homes) == []
        assert self.dialogs == []
        assert self.uncaught == []
