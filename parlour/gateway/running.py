"""The gateway that runs in this process, if one does: commands on the command line have none."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parlour.gateway.gateway import Gateway

_running: "list[Gateway]" = []


def running() -> "Gateway | None":
    """Return the gateway of this process, or None."""
    return _running[-1] if _running else None


def set_running(gateway: "Gateway | None") -> None:
    """Say which gateway runs from now on."""
    _running[:] = [gateway] if gateway else []
