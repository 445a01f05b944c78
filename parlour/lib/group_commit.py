"""One writer for many askers: what gathers while a batch is being committed is the next batch. No timer is needed."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Work = TypeVar("Work")


class GroupCommit(Generic[Work]):
    """A thread that takes everything waiting, in the order it came, and hands it to `commit` as one batch.

    `commit` must not raise: it answers each piece of work itself. Under no load a batch holds one piece and nobody waits;
    under load the cost of a commit is shared by all that came during the last one.
    """

    def __init__(self, commit: Callable[[Sequence[Work]], None], *, at_most: int, name: str) -> None:
        self._commit = commit
        self._at_most = at_most
        self._waiting: deque[Work] = deque()
        self._wake = threading.Condition()
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to take work."""
        self._thread.start()

    def put(self, work: Work) -> None:
        """Queue one piece of work; never blocks. Callable from any thread."""
        with self._wake:
            self._waiting.append(work)
            self._wake.notify()

    def __len__(self) -> int:
        """Tell how much work is waiting, so that a door can push back."""
        return len(self._waiting)

    def close(self, *, timeout_seconds: float = 10) -> None:
        """Finish what is queued and end the thread."""
        with self._wake:
            self._is_closing = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(timeout_seconds)

    def _run(self) -> None:
        while batch := self._next_batch():
            self._commit(batch)

    def _next_batch(self) -> list[Work]:
        with self._wake:
            while not self._waiting and not self._is_closing:
                self._wake.wait()
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), self._at_most))]
