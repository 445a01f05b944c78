"""News for many, gathered for a moment: the list's lines, and who is there to answer."""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections import defaultdict
from uuid import UUID

import structlog

from parlour.chats.queries import rows
from parlour.gateway import topics
from parlour.lib.threads import Crossing
from parlour.operators import queries as operators
from parlour.operators.models import Operator
from parlour.organizations.models import Organization
from parlour.protocol.events import AvailabilityChanged, ColleagueChanged, RowsChanged
from parlour.realtime.hub import hub

log = structlog.get_logger()

GATHERING_SECONDS = 0.2


class Gathered(ABC):
    """Collects what changed by organization and, after a moment, has it read in a thread and published once."""

    def __init__(self, crossing: Crossing) -> None:
        self._crossing = crossing
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()
        self._changed: dict[UUID, set[UUID]] = defaultdict(set)
        self._running: set[asyncio.Task[None]] = set()

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        """Work on this loop from now on."""
        self._loop = loop

    def changed(self, organization_id: UUID, what: UUID) -> None:
        """Note a change. Callable from any thread; nothing is read while nobody follows."""
        if self._loop is None or self._loop.is_closed() or not self.is_wanted(organization_id):
            return
        with self._lock:
            is_first = organization_id not in self._changed
            self._changed[organization_id].add(what)
        if is_first:
            self._loop.call_soon_threadsafe(self._wait, organization_id)

    def is_wanted(self, organization_id: UUID) -> bool:
        """Tell whether anybody would hear."""
        return hub.is_followed(topics.operators(organization_id))

    @abstractmethod
    def publish(self, organization_id: UUID, what: set[UUID]) -> None:
        """Read how things stand and publish it; runs in a thread."""

    def _wait(self, organization_id: UUID) -> None:
        asyncio.get_running_loop().call_later(GATHERING_SECONDS, self._flush, organization_id)

    def _flush(self, organization_id: UUID) -> None:
        with self._lock:
            what = self._changed.pop(organization_id, set())
        task = asyncio.ensure_future(self._publish(organization_id, what))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _publish(self, organization_id: UUID, what: set[UUID]) -> None:
        try:
            await self._crossing.run(self.publish, organization_id, what)
        except Exception:
            # The next change, or the next fresh load, shows how things stand.
            log.exception("feed_failed", feed=type(self).__name__)


class RowFeed(Gathered):
    """Lines of the console's list."""

    def publish(self, organization_id: UUID, what: set[UUID]) -> None:
        """Send the changed lines, as they stand now, to all operators of the organization."""
        hub.publish(topics.operators(organization_id), RowsChanged(rows(organization_id, what)))


class AvailabilityFeed(Gathered):
    """Operators who come, go, or change how they are shown."""

    def is_wanted(self, organization_id: UUID) -> bool:
        """Visitors want to know as well as colleagues."""
        return True

    def publish(self, organization_id: UUID, what: set[UUID]) -> None:
        """Tell colleagues who changed, and visitors whether somebody is there.

        Also when that is what was told last: a visitor who came while an operator reloaded has seen nobody there.
        """
        organization = Organization(pk=organization_id)
        for operator in Operator.objects.select_related("account").filter(
            pk__in=what, organization=organization, deactivated_at=None
        ):
            hub.publish(topics.operators(organization_id), ColleagueChanged(operators.colleague(operator)))
        faces = operators.answering(organization)
        hub.publish(topics.visitors(organization_id), AvailabilityChanged(bool(faces), faces[:5]))
