"""What happens to a login."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """A person signed out, or a session of theirs was ended: what it opened has to close."""

    session_fingerprint: str


@dataclass(frozen=True, slots=True)
class AccountClosed:
    """An account was deactivated, or its password changed: every session of it is over."""

    account_id: UUID
