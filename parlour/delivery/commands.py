"""Writes of mail: put it down with the change that caused it, send it afterwards, try again when it fails."""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction

from parlour.delivery.events import MailQueued
from parlour.delivery.models import OutgoingMail
from parlour.lib import clock
from parlour.organizations.models import Organization
from parlour.realtime.announce import announce

_WAITS_SECONDS = (60, 300, 1_800, 7_200, 28_800)
"""After six failures in about ten hours a mail is given up; it stays in the table for the administrator."""


def queue_mail(organization: Organization, *, recipient: str, subject: str, text: str) -> OutgoingMail:
    """Store a mail in the running transaction; it leaves after the commit. The subject loses its line breaks."""
    mail = OutgoingMail.objects.create(
        organization=organization, recipient=recipient, subject=" ".join(subject.split())[:300], text=text
    )
    announce(MailQueued(mail.pk))
    return mail


def send_due_mail(*, at_most: int = 50) -> int:
    """Send what is due and return how many left. A failure is written down and tried again later."""
    due = OutgoingMail.objects.filter(sent_at=None, next_attempt_at__lte=clock.now()).order_by("next_attempt_at")
    return sum(_send(mail) for mail in due[:at_most])


def _send(mail: OutgoingMail) -> bool:
    with transaction.atomic():
        # Claimed before it is sent: of two senders one gets it. A crash after the sending sends it again (at least once).
        wait = _WAITS_SECONDS[mail.attempts] if mail.attempts < len(_WAITS_SECONDS) else None
        claimed = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts, sent_at=None).update(
            attempts=mail.attempts + 1,
            next_attempt_at=clock.now() + timedelta(seconds=wait) if wait else None,
        )
    if not claimed:
        return False
    try:
        EmailMessage(subject=mail.subject, body=mail.text, to=[mail.recipient]).send()
    except (OSError, ValueError):
        # Also what the library will not put into a header: one bad mail must not hold up the others.
        return False
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=clock.now(), next_attempt_at=None, text="", subject="")
    return True
