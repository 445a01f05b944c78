"""What happens to mail."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MailQueued:
    """A mail is stored and may leave."""

    mail_id: UUID
