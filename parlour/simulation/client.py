"""A visitor and an operator as programs, as far as they differ."""

import uuid

from parlour.lib.ids import new_secret
from parlour.protocol.commands import Authenticate, OpenChat, RateChat, StartChat, TakeChat
from parlour.protocol.events import ChatOpened, Done, Event, RowsChanged, WelcomeOperator, WelcomeVisitor
from parlour.protocol.snapshots import ChatRow, Page
from parlour.simulation.history import History, Intended, nothing
from parlour.simulation.person import Person
from parlour.simulation.stage import Stage


class VisitorClient(Person):
    """A visitor of one site, in a browser that has never been there before."""

    def __init__(
        self, stage: Stage, *, public_key: str | None = None, address: str | None = None,
        history: History = nothing, is_polling: bool = False,
    ) -> None:  # fmt: skip
        self._key = new_secret()
        super().__init__(
            stage, f"/realtime/v1/sites/{public_key or stage.public_keys[0]}", origin=stage.origin, cookie=None,
            address=address, history=history, is_polling=is_polling,
        )  # fmt: skip
        self._page = Page(url=stage.origin + "/", title="Rehearsal")

    async def start(self, text: str, *, name: str = "", email: str = "") -> str:
        """Begin a chat with these words; returns its id once they are stored."""
        command = StartChat(client_id=str(uuid.uuid4()), text=text, name=name, email=email)
        self.history(Intended(chat_id="", client_id=command.client_id, text=text))
        return (await self.ask(command, ChatOpened)).chat.id

    async def rate(self, chat_id: str, score: int, comment: str = "") -> None:
        """Judge the chat."""
        await self.ask(RateChat(client_id=str(uuid.uuid4()), chat_id=chat_id, score=score, comment=comment), Done)

    async def _greet(self) -> None:
        await self._line.send(Authenticate(visitor_key=self._key, language="en", page=self._page))

    async def _hear(self, event: Event) -> None:
        if isinstance(event, WelcomeVisitor):
            if event.chat is not None and event.chat.id not in self.positions:
                await self._follow(event.chat.id, event.entries)
            self._welcomed()
        await super()._hear(event)


class OperatorClient(Person):
    """An operator at the console, known by a session cookie. `rows` is the list as the server last told it."""

    def __init__(
        self, stage: Stage, *, cookie: str, address: str | None = None,
        history: History = nothing, is_polling: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(
            stage, "/realtime/v1/console", origin=stage.base_url, cookie=cookie,
            address=address, history=history, is_polling=is_polling,
        )  # fmt: skip
        self.rows: dict[str, ChatRow] = {}

    async def take(self, chat_id: str) -> None:
        """Wait until the chat stands in the list, open it and make it one's own."""
        await self.until(lambda: chat_id in self.rows)
        await self.ask(OpenChat(client_id=str(uuid.uuid4()), chat_id=chat_id), ChatOpened)
        await self.ask(TakeChat(client_id=str(uuid.uuid4()), chat_id=chat_id), Done)

    async def _hear(self, event: Event) -> None:
        match event:
            case WelcomeOperator():
                self.rows = {row.id: row for row in event.rows}
                self._welcomed()
            case RowsChanged():
                for row in event.rows:
                    self.rows[row.id] = row
                    if row.state == "ended":
                        del self.rows[row.id]
        await super()._hear(event)
