"""One connection's conversation with the house, without any input or output: frames in, steps out.

No socket, no clock, no database: whoever holds the session brings frames, time and answers, and carries the steps out.
"""

from abc import ABC, abstractmethod
from typing import ClassVar, Final
from uuid import UUID

import msgspec

from parlour.gateway import topics
from parlour.gateway.rates import Rates
from parlour.gateway.steps import (
    Answer,
    Close,
    Follow,
    OlderEntries,
    OpenView,
    Publish,
    Question,
    Read,
    Send,
    Standpoint,
    Step,
    Unfollow,
    Write,
)  # fmt: skip
from parlour.lib.ids import inside
from parlour.lib.refusals import InvalidInput, Refusal, TooMany
from parlour.protocol import commands, events, limits
from parlour.protocol.encode import encoded, fault
from parlour.protocol.snapshots import Message
from parlour.realtime.hub import Delivery

BROKEN_FRAMES_AT_MOST: Final = 10
FRAMES_OVER_RATE_AT_MOST: Final = 300


class Session(ABC):
    """What both sides share: decoding, limits, following chats, messages, marks, history, signs of life."""

    decoder: ClassVar[msgspec.json.Decoder[commands.VisitorCommand] | msgspec.json.Decoder[commands.OperatorCommand]]

    def __init__(self, standpoint: Standpoint, rates: Rates, now: float) -> None:
        self.standpoint = standpoint
        self._rates = rates
        self._heard_at = now
        self._broken_frames = 0
        self._frames_over_rate = 0
        self._following: set[UUID] = set()
        # Following begins before it is known whether the caller may; a chat that was shown to them is certain.
        self._shown: set[UUID] = set()
        # While a chat is being read, what happens to it waits here, so that it comes after what was read.
        self._held: dict[str, list[Delivery]] = {}

    def receive(self, frame: str | bytes, now: float) -> list[Step]:
        """Take one frame and return what to do. Never raises for anything a client can send."""
        self._heard_at = now
        try:
            command = self.decoder.decode(frame)
        except (msgspec.MsgspecError, RecursionError, ValueError) as error:
            return self._broken(frame, error)
        wait = self._rates.frame(self.standpoint.connection_id, now)
        try:
            if wait:
                return self._over_rate(command, wait)
            return self.obey(command, now)
        except Refusal as refusal:
            return [self.refused(refusal, getattr(command, "client_id", None))]

    def obey(self, command: commands.Command, now: float) -> list[Step]:  # noqa: PLR0911  # one line a command
        """Return the steps for one well-formed command. Raises a Refusal when it cannot be."""
        match command:
            case commands.SendMessage():
                return self._send_message(command, now)
            case commands.Mark(chat_id=chat_id):
                return [self.write(command)] if self._chat(chat_id) in self._following else []
            case commands.Typing():
                return self._typing(command)
            case commands.OpenChat(client_id=client_id, chat_id=chat_id):
                return self._open(OpenView(client_id, self._chat(chat_id)))
            case commands.Resume(client_id=client_id, chat_id=chat_id, after=after):
                return self._open(OpenView(client_id, self._chat(chat_id), after))
            case commands.LeaveChat(chat_id=chat_id):
                return self._leave(self._chat(chat_id))
            case commands.ReadHistory(client_id=client_id, chat_id=chat_id, before=before, limit=limit):
                return [self.read(OlderEntries(client_id, self._chat(chat_id), before, limit))]
            case commands.Ping():
                return [Send(encoded(events.Pong()))]
        return [self.write(command)]

    def deliver(self, delivery: Delivery) -> list[Step]:
        """Take an event of a followed topic and return what to send."""
        if delivery.topic in self._held:
            self._held[delivery.topic].append(delivery)
            return []
        event = delivery.event
        is_own = delivery.origin == self.standpoint.connection_id
        if not self.may_hear(event, is_own=is_own):
            return []
        if isinstance(event, events.Goodbye):
            return [Send(delivery.frame), Close(4001 if event.reconnect_after_seconds is None else 1001)]
        if is_own and isinstance(event, events.EntryAdded) and isinstance(event.entry, Message):
            return [Send(encoded(_stored(event.chat_id, event.entry)))]
        return [Send(delivery.frame)]

    @abstractmethod
    def may_hear(self, event: events.Event, *, is_own: bool) -> bool:
        """Tell whether this side is told of the event at all."""

    def answered(self, asked: commands.Command | Question, answer: Answer) -> list[Step]:
        """Take the answer to a Write or Read and return what to do."""
        client_id = getattr(asked, "client_id", None)
        if isinstance(answer, Refusal):
            return [self.refused(answer, client_id), *self._after_refused_view(asked, answer)]
        if isinstance(answer, events.ChatOpened) and isinstance(asked, OpenView):
            return [Send(encoded(answer)), *self.shown(asked.chat_id)]
        if isinstance(answer, events.Event):
            return [Send(encoded(answer))]
        return []

    def heard(self, now: float) -> None:
        """Note a sign of life that was not a frame."""
        self._heard_at = now

    def tick(self, now: float) -> list[Step]:
        """Tell the session how late it is; it ends a connection that has been silent for too long."""
        if now - self._heard_at > limits.SILENCE_SECONDS:
            return [Close(4008)]
        return []

    def refused(self, refusal: Refusal, client_id: str | None) -> Send:
        """Return the frame that says why something was not done."""
        return Send(
            encoded(
                events.Refused(
                    code=refusal.code, message=refusal.message, status=refusal.status,
                    is_retryable=refusal.is_retryable, client_id=client_id, field=refusal.field,
                    retry_after_seconds=refusal.retry_after_seconds,
                )
            )
        )  # fmt: skip

    def write(self, command: commands.Command) -> Write:
        """Return the step that carries the command out for whoever this is now."""
        return Write(command, self.standpoint)

    def read(self, question: Question) -> Read:
        """Return the step that answers the question for whoever this is now."""
        return Read(question, self.standpoint)

    def follow_held(self, chat_id: UUID) -> list[Step]:
        """Follow a chat, and keep what happens to it until what was read of it has been sent."""
        self._following.add(chat_id)
        self._held.setdefault(topics.chat(chat_id), [])
        return [Follow(topics.chat(chat_id))]

    def shown(self, chat_id: UUID) -> list[Step]:
        """Note that the caller was shown the chat, and let out what happened to it meanwhile."""
        if chat_id in self._following:
            self._shown.add(chat_id)
        return self._release(topics.chat(chat_id))

    def _send_message(self, command: commands.SendMessage, now: float) -> list[Step]:
        caller = self.standpoint.caller
        if caller is None or self._chat(command.chat_id) not in self._following:
            raise InvalidInput("Open the chat before you write in it.", field="chat_id")
        wait = self._rates.message(caller, self.standpoint.browser.address, now)
        if wait:
            raise TooMany("You are writing very fast. Wait a moment.", retry_after_seconds=round(wait, 1))
        return [self.write(command)]

    def _typing(self, command: commands.Typing) -> list[Step]:
        chat_id = self._chat(command.chat_id)
        # Nobody checks it after us, so a chat that is merely asked for is not enough.
        if chat_id not in self._shown:
            return []
        return [Publish(topics.chat(chat_id), self.typing_event(command))]

    @abstractmethod
    def typing_event(self, command: commands.Typing) -> events.TypingChanged:
        """Return what the other side learns of this side's typing."""

    def _open(self, view: OpenView) -> list[Step]:
        return [*self.follow_held(view.chat_id), self.read(view)]

    def _leave(self, chat_id: UUID) -> list[Step]:
        self._following.discard(chat_id)
        self._shown.discard(chat_id)
        self._held.pop(topics.chat(chat_id), None)
        return [Unfollow(topics.chat(chat_id)), Unfollow(topics.chat_operators(chat_id))]

    def _release(self, topic: str) -> list[Step]:
        return [step for delivery in self._held.pop(topic, ()) for step in self.deliver(delivery)]

    def _after_refused_view(self, asked: object, refusal: Refusal) -> list[Step]:
        if not isinstance(asked, OpenView):
            return []
        if refusal.is_retryable and asked.chat_id in self._shown:
            return self._release(topics.chat(asked.chat_id))
        # Following began before it was known whether the caller may: undone before anything held is let out.
        return self._leave(asked.chat_id)

    def _chat(self, chat_id: str) -> UUID:
        return inside("cht", chat_id)

    def _broken(self, frame: str | bytes, error: Exception) -> list[Step]:
        self._broken_frames += 1
        message, field = fault(error)
        steps: list[Step] = [self.refused(InvalidInput(message, field=field), _client_id_of(frame))]
        return steps if self._broken_frames < BROKEN_FRAMES_AT_MOST else [*steps, Close(4000)]

    def _over_rate(self, command: commands.Command, wait: float) -> list[Step]:
        self._frames_over_rate += 1
        if self._frames_over_rate > FRAMES_OVER_RATE_AT_MOST:
            return [Close(4029)]
        client_id = getattr(command, "client_id", None)
        # What nobody waits for is dropped in silence: an answer would only add to the flood.
        return [self.refused(TooMany(retry_after_seconds=round(wait, 1)), client_id)] if client_id else []


def _stored(chat_id: str, message: Message) -> events.Stored:
    return events.Stored(
        client_id=message.client_id, chat_id=chat_id, position=message.position, created_at=message.created_at
    )


class _Named(msgspec.Struct):
    client_id: str | None = None


_named = msgspec.json.Decoder(_Named)


def _client_id_of(frame: str | bytes) -> str | None:
    """Read the client_id of a frame that has another fault, so that whoever waits for an answer gets it."""
    try:
        return _named.decode(frame).client_id
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
