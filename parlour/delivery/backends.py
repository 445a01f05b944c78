"""Where mail goes when no mail server is set: into files of the data directory, and a line on the console."""

from collections.abc import Sequence

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from parlour.lib.ids import new_id

log = structlog.get_logger()


class PrintedMail(BaseEmailBackend):
    """Keeps each mail as a file that only this user can read. The log names the file, never the reader or the words."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Write the mails down and return how many."""
        folder = settings.DATA_DIR / "mail"
        folder.mkdir(mode=0o700, exist_ok=True)
        for message in messages:
            path = folder / f"{new_id().hex}.eml"
            path.touch(mode=0o600)
            path.write_bytes(message.message().as_bytes())
            log.info("mail_kept_as_file", file=f"mail/{path.name}")
        return len(messages)
