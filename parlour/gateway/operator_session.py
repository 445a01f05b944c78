"""An operator's connection: known from the first moment by the session of the page."""

from typing import ClassVar
from uuid import UUID

from parlour.chats.permissions import AsOperator
from parlour.gateway import topics
from parlour.gateway.session import Session
from parlour.gateway.steps import Answer, Arrive, Close, Follow, OperatorView, Question, Send, Step
from parlour.lib.ids import outside
from parlour.lib.refusals import NotSignedIn, Refusal
from parlour.protocol import commands, events
from parlour.protocol.encode import encoded, operator_commands


class OperatorSession(Session):
    """Says welcome by itself, and follows the organization's list."""

    decoder: ClassVar = operator_commands

    def begin(self) -> list[Step]:
        """Return the first steps: follow the list, then read it, so that nothing falls in between."""
        operator = self._operator()
        topic = topics.operators(operator.organization_id)
        self._held[topic] = []
        return [
            Arrive(operator.operator_id, None, None),
            Follow(topic),
            Follow(topics.seat(operator.operator_id)),
            self.read(OperatorView()),
        ]

    def answered(self, asked: commands.Command | Question, answer: Answer) -> list[Step]:
        """As every session; the welcome lets out what the list did meanwhile."""
        if isinstance(asked, OperatorView) and isinstance(answer, events.WelcomeOperator):
            topic = topics.operators(self._operator().organization_id)
            return [Send(encoded(answer)), *self._release(topic)]
        if isinstance(asked, OperatorView) and isinstance(answer, Refusal):
            # Without its welcome a client knows nothing: it comes back and asks again.
            return [self.refused(answer, None), Close(1001)]
        return super().answered(asked, answer)

    def may_hear(self, event: events.Event, *, is_own: bool) -> bool:
        """Operators hear everything of the chats they follow but their own typing."""
        return not (is_own and isinstance(event, events.TypingChanged))

    def typing_event(self, command: commands.Typing) -> events.TypingChanged:
        """Return that an operator types; visitors never see what."""
        operator_id = outside("opr", self._operator().operator_id)
        return events.TypingChanged(command.chat_id, "operator", command.is_typing, operator_id=operator_id)

    def follow_held(self, chat_id: UUID) -> list[Step]:
        """As every session, and what only operators learn of a chat."""
        return [*super().follow_held(chat_id), Follow(topics.chat_operators(chat_id))]

    def _operator(self) -> AsOperator:
        if not isinstance(self.standpoint.caller, AsOperator):
            raise NotSignedIn
        return self.standpoint.caller
