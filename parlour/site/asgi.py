"""The one ASGI application: realtime doors beside Django, in one process."""

from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from parlour.gateway.asgi import RealtimeDoor
from parlour.gateway.gateway import Gateway
from parlour.gateway.rates import Rates
from parlour.gateway.running import set_running
from parlour.gateway.sockets import Receive, SendMessage
from parlour.lib.threads import Crossing
from parlour.protocol.limits import SOCKETS_PER_ADDRESS
from parlour.site.wsgi_bridge import WsgiBridge


class Application:
    """Routes each scope to the door it belongs to; makes the machinery at the start and takes it down at the end."""

    def __init__(self) -> None:
        self._bridge = WsgiBridge(get_wsgi_application(), threads=settings.WORKER_THREADS)
        self._crossing: Crossing | None = None

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: SendMessage) -> None:
        """Serve one scope."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["path"].startswith("/realtime/") or scope["type"] == "websocket":
            await self._door(scope, receive, send)
        else:
            await self._bridge(scope, receive, send)

    async def _live(self, receive: Receive, send: SendMessage) -> None:
        await receive()
        gateway = self._started()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await gateway.stop()
        set_running(None)
        if self._crossing:
            self._crossing.close()
        self._bridge.close()
        await send({"type": "lifespan.shutdown.complete"})

    def _started(self) -> Gateway:
        self._crossing = Crossing(threads=settings.WORKER_THREADS, name="reader")
        per_address = SOCKETS_PER_ADDRESS if settings.ARE_RATE_LIMITS_ON else 0
        gateway = Gateway(
            crossing=self._crossing,
            rates=Rates(are_limits_on=settings.ARE_RATE_LIMITS_ON),
            sockets_per_address=per_address,
        )
        gateway.start()
        set_running(gateway)
        self._door = RealtimeDoor(gateway)
        return gateway


application = Application()
