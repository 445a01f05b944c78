"""The one tree of refusals: what a command says when it will not. Doors translate it once; anything else is a bug."""

from typing import ClassVar


class Refusal(Exception):
    """A request that cannot be carried out, with a sentence for the person who made it.

    `code` is for programs, `message` for people, `status` the HTTP status, `is_retryable` whether the same request
    may succeed later, `field` the input at fault (a dotted path) and `retry_after_seconds` how long to wait.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    is_retryable: ClassVar[bool] = False
    default_message: ClassVar[str] = "This cannot be done."

    def __init__(
        self, message: str | None = None, *, field: str | None = None, retry_after_seconds: float | None = None
    ) -> None:
        self.message = message or self.default_message
        self.field = field
        self.retry_after_seconds = retry_after_seconds
        super().__init__(self.message)


class InvalidInput(Refusal):
    """The request does not have the agreed shape or size."""

    code = "invalid_input"
    status = 422
    default_message = "This value is not valid."


class NotSignedIn(Refusal):
    """The door needs to know who is asking."""

    code = "not_signed_in"
    status = 401
    default_message = "Sign in first."


class NotAllowed(Refusal):
    """The person is known, and may not."""

    code = "not_allowed"
    status = 403
    default_message = "You may not do this."


class WrongMethod(NotAllowed):
    """The door exists and does not know this method of HTTP."""

    status = 405
    default_message = "This door does not know that method."


class NotFound(Refusal):
    """There is no such thing, or it belongs to another organization: the answer is the same."""

    code = "not_found"
    status = 404
    default_message = "There is nothing here with that id."


class Conflict(Refusal):
    """Somebody else was quicker, or the thing has moved on."""

    code = "conflict"
    status = 409
    default_message = "This has changed in the meantime."


class ChatEnded(Conflict):
    """The chat is over; a new one can be started."""

    code = "chat_ended"
    default_message = "This chat has ended. Start a new one to go on."


class ClientIdTaken(Conflict):
    """The same client id came before with another text or from another sender."""

    code = "client_id_taken"
    default_message = "This client_id was used for another message. Give each message a new one."


class TooLarge(Refusal):
    """The request is larger than the door accepts."""

    code = "too_large"
    status = 413
    default_message = "This is too large."


class TooMany(Refusal):
    """The caller goes too fast; `retry_after_seconds` says how long to wait."""

    code = "too_many"
    status = 429
    is_retryable = True
    default_message = "That was too fast. Wait a moment and try again."


class Unavailable(Refusal):
    """Nothing was stored; the same request may succeed in a moment."""

    code = "unavailable"
    status = 503
    is_retryable = True
    default_message = "This could not be stored just now. Nothing was lost: try again in a moment."


ALL: tuple[type[Refusal], ...] = (
    InvalidInput, NotSignedIn, NotAllowed, NotFound, Conflict, ChatEnded, ClientIdTaken, TooLarge, TooMany, Unavailable,
)  # fmt: skip
