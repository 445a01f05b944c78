"""A mail leaves after the change that caused it, once, however often it has to be tried (EML-01)."""

import email
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import Message
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.conf import LazySettings
from django.db import transaction
from pytest_django import Settings

from parlour.delivery.commands import queue_mail, send_due_mail
from parlour.delivery.events import MailQueued
from parlour.delivery.models import OutgoingMail
from parlour.delivery.postman import Postman
from parlour.lib import clock
from parlour.organizations.models import Organization

PATIENCE_SECONDS = 10


@dataclass
class Mailbox:
    """What a mail server was given. It says no while `is_refusing`."""

    mails: list[Message] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    is_refusing: bool = False
    arrived: Event = field(default_factory=Event)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # the library's name
        if self.is_refusing:
            return "451 Come back later"
        self.mails.append(email.message_from_bytes(envelope.content))
        self.recipients += envelope.rcpt_tos
        self.arrived.set()
        return "250 OK"


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """A real mail server, and settings that lead to it."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, PATIENCE_SECONDS
    yield box
    controller.stop()


def queued(shop: Organization, subject: str = "Hello", text: str = "Come in.") -> OutgoingMail:
    with transaction.atomic():
        return queue_mail(shop, recipient="dora@shop.example", subject=subject, text=text)


def test_a_mail_is_announced_with_the_change_that_caused_it(announced: list[object], shop: Organization) -> None:
    mail = queued(shop)
    assert announced == [MailQueued(mail.pk)]


def test_a_mail_of_a_change_that_was_undone_never_was(announced: list[object], shop: Organization) -> None:
    def undone() -> None:
        with transaction.atomic():
            queue_mail(shop, recipient="dora@shop.example", subject="Hello", text="Come in.")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert not announced
    assert not OutgoingMail.objects.exists()


def test_a_mail_is_sent_once_and_its_words_are_forgotten(shop: Organization, mailbox: Mailbox) -> None:
    mail = queued(shop, text="Grüße, here is your link")
    assert [send_due_mail(), send_due_mail()] == [1, 0]
    (received,) = mailbox.mails
    assert (received["Subject"], mailbox.recipients) == ("Hello", ["dora@shop.example"])
    content = received.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert "Grüße" in content.decode()
    mail.refresh_from_db()
    assert mail.sent_at is not None
    assert (mail.text, mail.subject) == ("", "")


def test_no_line_break_of_a_subject_becomes_a_header(shop: Organization, mailbox: Mailbox) -> None:
    queued(shop, subject="Hello\r\nBcc: everybody@shop.example\n\nand a body")
    send_due_mail()
    (received,) = mailbox.mails
    assert received["Subject"] == "Hello Bcc: everybody@shop.example and a body"
    assert received["Bcc"] is None
    assert mailbox.recipients == ["dora@shop.example"]


def test_a_refused_mail_is_tried_again_later_and_sent_once(shop: Organization, mailbox: Mailbox) -> None:
    queued(shop)
    mailbox.is_refusing = True
    assert send_due_mail() == 0
    mailbox.is_refusing = False
    assert send_due_mail() == 0, "the second attempt waits"
    with time_machine.travel(clock.now() + timedelta(seconds=61), tick=False):
        assert send_due_mail() == 1
        assert send_due_mail() == 0
    assert len(mailbox.mails) == 1


def test_one_mail_that_cannot_leave_does_not_hold_up_the_others(shop: Organization, mailbox: Mailbox) -> None:
    for recipient in ("dora@shop.example\nBcc: c@d.example", "eva@shop.example"):
        with transaction.atomic():
            queue_mail(shop, recipient=recipient, subject="Hello", text="Come in.")
    assert send_due_mail() == 1
    assert mailbox.recipients == ["eva@shop.example"]


def test_a_server_that_is_away_is_tried_with_longer_and_longer_waits_and_then_no_more(
    shop: Organization, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mail = queued(shop)
    waits = []
    moment = clock.now()
    for _ in range(20):
        with time_machine.travel(moment, tick=False):
            assert send_due_mail() == 0
        mail.refresh_from_db()
        if mail.next_attempt_at is None:
            break
        waits.append((mail.next_attempt_at - moment).total_seconds())
        moment = mail.next_attempt_at
    assert waits == sorted(waits)
    assert len(waits) == mail.attempts - 1 == 5
    assert mail.sent_at is None
    assert mail.text == "Come in."


def test_without_a_mail_server_a_mail_is_kept_as_a_file_for_this_user_only(
    shop: Organization, settings: LazySettings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "parlour.delivery.backends.PrintedMail"
    settings.DATA_DIR = tmp_path
    queued(shop)
    assert send_due_mail() == 1
    (kept,) = (tmp_path / "mail").iterdir()
    assert "Come in." in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.django_db(transaction=True)
def test_the_postman_sends_as_soon_as_it_is_woken(shop: Organization, mailbox: Mailbox) -> None:
    postman = Postman()
    postman.start()
    try:
        queued(shop)
        postman.wake()
        assert mailbox.arrived.wait(PATIENCE_SECONDS)
    finally:
        postman.stop()
    assert len(mailbox.mails) == 1
