"""Who is connected to this process at the moment: operators, and visitors with the page they have open.

Kept in memory only: presence is true while a connection lives, and never worth a row.
"""

import threading
from collections import defaultdict
from uuid import UUID

from parlour.protocol.snapshots import Page


class Presence:
    """Counts connections by person. Callable from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connections: dict[UUID, dict[str, Page | None]] = defaultdict(dict)

    def arrive(self, person: UUID, connection: str, page: Page | None = None) -> bool:
        """Note a connection, or the page it has open now. Return whether the person was away before."""
        with self._lock:
            was_away = not self._connections.get(person)
            # Taken out first, so that the newest page stands last.
            self._connections[person].pop(connection, None)
            self._connections[person][connection] = page
            return was_away

    def leave(self, person: UUID, connection: str) -> bool:
        """Forget a connection. Return whether it was the person's last."""
        with self._lock:
            connections = self._connections.get(person)
            if not connections or connections.pop(connection, self) is self:
                return False
            if connections:
                return False
            del self._connections[person]
            return True

    def is_here(self, person: UUID) -> bool:
        """Tell whether the person has a connection."""
        with self._lock:
            return bool(self._connections.get(person))

    def page(self, person: UUID) -> Page | None:
        """Return the page the person opened last, or None."""
        with self._lock:
            pages = [page for page in self._connections.get(person, {}).values() if page]
            return pages[-1] if pages else None


presence = Presence()
"""The process's own presence."""
