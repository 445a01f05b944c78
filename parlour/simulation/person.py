"""What a visitor and an operator have in common as programs: outbox, positions, resuming; the rules of the wire."""

import asyncio
import random
import uuid
from collections.abc import Callable
from typing import Self, TypeVar

from parlour.protocol import commands
from parlour.protocol.commands import Mark, Resume, SendMessage, StartChat, Typing
from parlour.protocol.events import ChatOpened, Done, EntryAdded, Event, Refused, Stored
from parlour.protocol.snapshots import Entry, Message
from parlour.simulation.history import Acknowledged, Connected, History, Intended, Received, nothing
from parlour.simulation.line import Line, TurnedAway
from parlour.simulation.polling import PollingLine
from parlour.simulation.stage import Stage

Answered = StartChat | SendMessage | commands.OpenChat | commands.EndChat | commands.RateChat | commands.TakeChat
Expected = TypeVar("Expected", bound=Event)
PATIENCE_SECONDS = 60.0
_MARK_EVERY_SECONDS = 0.3
_MOST_TRIES = 60


class WasRefused(Exception):
    """The server will not carry out a command, now or later."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__(f"{refused.code}: {refused.message}")


class Person:
    """What visitors and operators have in common. Use as `async with`: inside, the line keeps itself up.

    `positions` says how far each followed chat has been shown; with `is_polling` the line does without sockets.
    """

    def __init__(
        self, stage: Stage, path: str, *, origin: str, cookie: str | None, address: str | None,
        history: History = nothing, is_polling: bool = False,
    ) -> None:  # fmt: skip
        self.history = history
        self.positions: dict[str, int] = {}
        self.is_up = False
        self._line = (PollingLine if is_polling else Line)(
            stage, path, origin=origin, cookie=cookie, address=address,
            on_dialled=self._greet, on_event=self._hear, on_drop=self._drop,
        )  # fmt: skip
        self._outbox: dict[str, tuple[Answered, asyncio.Future[Event]]] = {}
        self._resuming: dict[str, str] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._changed = asyncio.Event()
        self._marking: dict[str, asyncio.Task[None]] = {}
        self._catching_up: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._keeping = asyncio.create_task(self._line.keep())
        self._keeping.add_done_callback(lambda _: self._changed.set())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._line.hang_up()
        leaving = [*self._marking.values(), *([self._keeping] if self._keeping else [])]
        for task in leaving:
            task.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)

    async def until(self, condition: Callable[[], bool], *, within: float = PATIENCE_SECONDS) -> None:
        """Wait until the condition holds. Raises `TimeoutError` after `within` seconds, `TurnedAway` when sent away."""
        async with asyncio.timeout(within):
            while not condition():
                if self._keeping is not None and self._keeping.done():
                    self._keeping.result()
                    raise TurnedAway("the line was put down")
                self._changed.clear()
                await self._changed.wait()

    async def has_seen(self, chat_id: str, position: int) -> None:
        """Wait until the chat has been shown as far as this position."""
        await self.until(lambda: self.positions.get(chat_id, 0) >= position)

    async def say(self, chat_id: str, text: str) -> Stored:
        """Send a message and wait until it is stored, through broken lines and waits; one of a chat at a time."""
        async with self._turns.setdefault(chat_id, asyncio.Lock()):
            command = SendMessage(client_id=str(uuid.uuid4()), chat_id=chat_id, text=text)
            self.history(Intended(chat_id=chat_id, client_id=command.client_id, text=text))
            return await self.ask(command, Stored)

    async def end(self, chat_id: str) -> None:
        """End the chat, and wait until that is so."""
        await self.ask(commands.EndChat(client_id=str(uuid.uuid4()), chat_id=chat_id), Done)

    async def show_typing(self, chat_id: str, text: str) -> None:
        """Let the other side see that one is typing."""
        await self._line.send(Typing(chat_id=chat_id, text=text))

    def lose_the_line(self) -> None:
        """Cut one's own connection without a farewell; it comes back by itself."""
        self._line.cut()

    async def ask(self, command: Answered, expected: type[Expected]) -> Expected:
        """Send a command until it is answered: again after each reconnect and each refusal that allows it.

        Raises `WasRefused` when the refusal is for good, `TimeoutError` when nothing is heard for too long, and
        `TypeError` when the answer is not the one that the wire names for this command.
        """
        attempt = 0
        while True:
            answer: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
            self._outbox[command.client_id] = command, answer
            try:
                if self.is_up:
                    await self._line.send(command)
                await self.until(answer.done)
            finally:
                self._outbox.pop(command.client_id, None)
            event = answer.result()
            if isinstance(event, expected):
                return event
            if not isinstance(event, Refused):
                raise TypeError(f"{type(command).__name__} was answered with {type(event).__name__}")
            if not event.is_retryable or attempt == _MOST_TRIES:
                raise WasRefused(event)
            longest = min(2**attempt, 30)
            await asyncio.sleep(event.retry_after_seconds or random.uniform(longest / 2, longest))
            attempt += 1

    async def _greet(self) -> None:
        """Say what has to be said first on a new connection."""

    def _drop(self) -> None:
        self.is_up = False
        if self._catching_up is not None:
            self._catching_up.cancel()
        self._resuming.clear()
        self._changed.set()

    async def _hear(self, event: Event) -> None:
        match event:
            case Stored():
                note = Acknowledged(chat_id=event.chat_id, client_id=event.client_id, position=event.position)
                self.history(note)
                await self._step(event.chat_id, event.position)
                self._settle(event.client_id, event)
            case EntryAdded():
                await self._show(event.chat_id, event.entry)
            case ChatOpened():
                await self._opened(event)
            case Done():
                self._settle(event.client_id, event)
            case Refused(client_id=str(client_id)):
                self._settle(client_id, event)
        self._changed.set()

    def _settle(self, client_id: str, event: Event) -> None:
        _, answer = self._outbox.get(client_id, (None, None))
        if answer is not None and not answer.done():
            answer.set_result(event)

    async def _step(self, chat_id: str, position: int) -> bool:
        """Move to the next position of a followed chat; returns whether it was the next. A gap is fetched."""
        known = self.positions.get(chat_id)
        if known is None or position <= known:
            return False
        if position == known + 1:
            self.positions[chat_id] = position
            return True
        await self._resume(chat_id)
        return False

    async def _show(self, chat_id: str, entry: Entry) -> None:
        is_new = await self._step(chat_id, entry.position)
        self.history(Received(chat_id=chat_id, entry=entry, is_new=is_new))
        if is_new and isinstance(entry, Message):
            self._mark_soon(chat_id)

    async def _opened(self, event: ChatOpened) -> None:
        chat_id = event.chat.id
        await self._follow(chat_id, event.entries)
        command, _ = self._outbox.get(event.client_id, (None, None))
        if isinstance(command, StartChat):
            # The beginning of a chat is acknowledged by the chat itself; its words are the entry with our client_id.
            for entry in event.entries:
                if isinstance(entry, Message) and entry.client_id == command.client_id:
                    self.history(Acknowledged(chat_id=chat_id, client_id=entry.client_id, position=entry.position))
        if self._resuming.get(chat_id) == event.client_id:
            del self._resuming[chat_id]
            if event.has_newer:
                await self._resume(chat_id)
        self._settle(event.client_id, event)

    async def _follow(self, chat_id: str, entries: tuple[Entry, ...]) -> None:
        """Show entries in order; a chat seen for the first time begins right before the oldest of them."""
        if entries:
            self.positions.setdefault(chat_id, entries[0].position - 1)
        for entry in entries:
            await self._show(chat_id, entry)

    async def _resume(self, chat_id: str) -> None:
        if chat_id not in self._resuming:
            self._resuming[chat_id] = str(uuid.uuid4())
            await self._line.send(
                Resume(client_id=self._resuming[chat_id], chat_id=chat_id, after=self.positions[chat_id])
            )

    def _welcomed(self) -> None:
        self.history(Connected())
        self._catching_up = asyncio.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        """Resume every followed chat, then send again what was not answered, the oldest first."""
        for chat_id in tuple(self.positions):
            await self._resume(chat_id)
        await self.until(lambda: not self._resuming)
        self.is_up = True
        for command, answer in tuple(self._outbox.values()):
            if not answer.done():
                await self._line.send(command)
        self._changed.set()

    def _mark_soon(self, chat_id: str) -> None:
        if chat_id not in self._marking:
            self._marking[chat_id] = asyncio.create_task(self._mark(chat_id))
            self._marking[chat_id].add_done_callback(lambda _: self._marking.pop(chat_id, None))

    async def _mark(self, chat_id: str) -> None:
        await asyncio.sleep(_MARK_EVERY_SECONDS)
        position = self.positions[chat_id]
        await self._line.send(Mark(chat_id=chat_id, delivered=position, read=position))
