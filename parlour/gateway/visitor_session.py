"""A visitor's connection: nobody at first, then a key, then perhaps somebody with chats."""

from dataclasses import replace
from typing import Any, ClassVar, Final
from uuid import UUID

from parlour.chats.permissions import AsVisitor
from parlour.gateway import topics
from parlour.gateway.rates import Rates
from parlour.gateway.session import Session
from parlour.gateway.steps import (
    Answer,
    Arrive,
    Close,
    Follow,
    OpenView,
    Question,
    Recognise,
    Recognised,
    Send,
    Standpoint,
    Started,
    Step,
    Unfollow,
    VisitorView,
)  # fmt: skip
from parlour.lib.ids import fingerprint
from parlour.lib.refusals import Conflict, NotFound, NotSignedIn, Refusal, TooMany
from parlour.protocol import commands, events, limits
from parlour.protocol.encode import encoded, visitor_commands
from parlour.protocol.snapshots import Page
from parlour.realtime.hub import Delivery

TICK_SECONDS: Final = 1.0
"""How often a session is told the time: what ends after ten seconds ends between the ninth and the tenth."""


class VisitorSession(Session):
    """Answers `authenticate` first and everything else after it."""

    decoder: ClassVar = visitor_commands

    def __init__(self, standpoint: Standpoint, rates: Rates, now: float, *, is_preview_on: bool) -> None:
        super().__init__(standpoint, rates, now)
        self._began_at: Final = now
        self._is_preview_on = is_preview_on
        self._is_recognised = False
        # While its own command replaces the key, the order to leave that goes to all who hold the old key may be its own
        # doing; it waits for the answer, which tells.
        self._is_changing_key = False
        self._order_to_leave: Delivery | None = None
        self._page = Page()
        self._chat_id: UUID | None = None

    def obey(self, command: commands.Command, now: float) -> list[Step]:
        """As every session, and what only visitors ask. Refuses everything before `authenticate`."""
        if isinstance(command, commands.Authenticate):
            return self._authenticate(command)
        if not self._is_recognised and not isinstance(command, commands.Ping):
            raise NotSignedIn("Send authenticate first.")
        match command:
            case commands.OpenChat() | commands.Resume() if self.standpoint.caller is None:
                return self._look_again(command)
            case commands.Identify() | commands.SignOut():
                self._is_changing_key = True
            case commands.StartChat():
                wait = self._rates.chat(self.standpoint.browser.address, now)
                if wait:
                    raise TooMany(
                        "There were many new chats from here. Wait a moment.", retry_after_seconds=round(wait)
                    )
            case commands.VisitPage(page=page):
                self._page = _cut(page)
                return self._arrive()
            case commands.RateChat() | commands.DescribeVisitor():
                self._check_writer(now)
        return super().obey(command, now)

    def answered(self, asked: commands.Command | Question, answer: Answer) -> list[Step]:
        """As every session; a recognised visitor follows their newest chat before it is read."""
        if isinstance(asked, commands.Authenticate | commands.Identify | commands.SignOut):
            self._is_changing_key = False
            order, self._order_to_leave = self._order_to_leave, None
            has_new_key = isinstance(answer, Recognised) and answer.visitor_key is not None
            if order is not None and not has_new_key and not isinstance(answer, events.Done):
                # Somebody else replaced the key: to be busy with a command that fails is no way around it.
                return super().deliver(order)
        if isinstance(asked, Recognise) and asked.view is not None:
            return self._looked_again(asked.view, answer)
        if isinstance(asked, commands.Authenticate | Recognise) and isinstance(answer, Refusal):
            self._change_standpoint(visitor_key="")
        if isinstance(answer, Recognised):
            client_id = getattr(asked, "client_id", None)
            return [*self._recognised(answer), self.read(VisitorView(answer.chat_id, client_id, answer.visitor_key))]
        if isinstance(answer, Started) and isinstance(asked, commands.StartChat):
            self._stand(answer.caller, answer.chat_id)
            view = OpenView(asked.client_id, answer.chat_id)
            return [*self.follow_held(answer.chat_id), *self._arrive(), self.read(view)]
        if isinstance(asked, VisitorView) and isinstance(answer, Refusal):
            # Without its welcome a client knows nothing: it comes back and asks again.
            return [self.refused(answer, asked.client_id), Close(1001)]
        if isinstance(asked, VisitorView) and isinstance(answer, events.Event):
            return [Send(encoded(answer)), *(self.shown(asked.chat_id) if asked.chat_id else [])]
        steps = super().answered(asked, answer)
        if isinstance(asked, commands.SignOut) and not isinstance(answer, Refusal):
            steps.append(Close(1000))
        return steps

    def deliver(self, delivery: Delivery) -> list[Step]:
        """As every session; an order to leave waits while the session's own command may be its cause."""
        if self._is_changing_key and isinstance(delivery.event, events.Goodbye):
            self._order_to_leave = delivery
            return []
        return super().deliver(delivery)

    def may_hear(self, event: events.Event, *, is_own: bool) -> bool:
        """Visitors hear of the chat and of who is there; what they type themselves comes back to nobody."""
        if isinstance(event, events.TypingChanged):
            return event.side == "operator"
        return isinstance(event, events.EntryAdded | events.Marked | events.AvailabilityChanged | events.Goodbye)

    def tick(self, now: float) -> list[Step]:
        """As every session; a connection that has not said who it is within 10 seconds ends (WSK-02)."""
        if not self._is_recognised and now - self._began_at > limits.AUTHENTICATE_SECONDS - TICK_SECONDS:
            return [Close(4001)]
        return super().tick(now)

    def typing_event(self, command: commands.Typing) -> events.TypingChanged:
        """Return the visitor's typing, with the words only where the site shows previews."""
        text = command.text if self._is_preview_on and command.is_typing else ""
        return events.TypingChanged(command.chat_id, "visitor", command.is_typing, text=text)

    def _look_again(self, command: commands.OpenChat | commands.Resume) -> list[Step]:
        # Another window of the same browser may have begun the chat since this one was told that there is none.
        after = command.after if isinstance(command, commands.Resume) else None
        view = OpenView(command.client_id, self._chat(command.chat_id), after)
        return [self.read(Recognise(commands.Authenticate(self.standpoint.visitor_key), view))]

    def _looked_again(self, view: OpenView, answer: Answer) -> list[Step]:
        if not isinstance(answer, Recognised) or answer.caller is None:
            refusal = answer if isinstance(answer, Refusal) else NotFound()
            return [self.refused(refusal, view.client_id)]
        self._stand(answer.caller, answer.chat_id)
        return [*self._arrive(), *self.follow_held(view.chat_id), self.read(view)]

    def _check_writer(self, now: float) -> None:
        if self.standpoint.caller is None:
            raise NotFound("Start a chat first.")
        # What is written down counts like a message: a rating is an entry of the chat.
        wait = self._rates.message(self.standpoint.caller, self.standpoint.browser.address, now)
        if wait:
            raise TooMany(retry_after_seconds=round(wait, 1))

    def _authenticate(self, command: commands.Authenticate) -> list[Step]:
        if self.standpoint.visitor_key:
            raise Conflict("This connection has said already who it is.")
        browser = replace(self.standpoint.browser, language=command.language)
        self._change_standpoint(visitor_key=command.visitor_key, browser=browser)
        self._page = _cut(command.page)
        if command.identity is None:
            return [self.read(Recognise(command))]
        self._is_changing_key = True
        return [self.write(command)]

    def _recognised(self, answer: Recognised) -> list[Step]:
        steps: list[Step] = []
        if answer.visitor_key:
            steps.append(Unfollow(topics.visitor_key(fingerprint(self.standpoint.visitor_key))))
            self._change_standpoint(visitor_key=answer.visitor_key)
        if not self._is_recognised or answer.visitor_key:
            steps.append(Follow(topics.visitor_key(fingerprint(self.standpoint.visitor_key))))
        if not self._is_recognised:
            steps.append(Follow(topics.visitors(self.standpoint.organization_id)))
        self._is_recognised = True
        # Who was somebody else until now hears nothing more of what that person said.
        for chat_id in self._following - {answer.chat_id}:
            steps += self._leave(chat_id)
        if answer.caller is not None:
            self._stand(answer.caller, answer.chat_id)
            steps += self._arrive()
        if answer.chat_id is not None:
            steps += self.follow_held(answer.chat_id)
        return steps

    def _stand(self, caller: AsVisitor, chat_id: UUID | None) -> None:
        self._change_standpoint(caller=caller)
        self._chat_id = chat_id

    def _arrive(self) -> list[Step]:
        caller = self.standpoint.caller
        return [Arrive(caller.visitor_id, self._page, self._chat_id)] if isinstance(caller, AsVisitor) else []

    def _change_standpoint(self, **changes: Any) -> None:
        self.standpoint = replace(self.standpoint, **changes)


def _cut(page: Page) -> Page:
    """Cut a page's texts to what a screen shows: they come from the host's page and are as long as it likes."""
    return Page(
        url=page.url[: limits.URL_CHARACTERS],
        title=" ".join(page.title[: limits.TITLE_CHARACTERS].split()),
        referrer=page.referrer[: limits.URL_CHARACTERS],
    )
