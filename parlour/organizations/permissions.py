"""What a seat may do with the organization itself."""

from typing import Protocol

from parlour.organizations.models import Organization


class Seat(Protocol):
    """What has to be known of whoever asks; the room of seats stands above this one."""

    organization: Organization
    role: str


def may_manage_sites(seat: Seat) -> bool:
    """Owners make and change sites."""
    return seat.role == "owner"
