"""A thread that brings out the mail: at once when there is some, and now and then for what has to be tried again."""

import threading

import structlog
from django.db import close_old_connections

from parlour.delivery.commands import send_due_mail

log = structlog.get_logger()

ROUND_SECONDS = 30.0


class Postman:
    """Sends what is due until it is told to stop."""

    def __init__(self) -> None:
        self._wake = threading.Event()
        self._is_stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin the rounds."""
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="postman", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Begin the next round now. Callable from any thread."""
        self._wake.set()

    def stop(self) -> None:
        """End after the mail in hand."""
        self._is_stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._is_stopping:
            self._wake.clear()
            try:
                close_old_connections()
                send_due_mail()
            except Exception:
                # A round that failed is tried again; the postman outlives a database that is away.
                log.exception("mail_round_failed")
            self._wake.wait(ROUND_SECONDS)


postman = Postman()
"""The process's own postman."""
