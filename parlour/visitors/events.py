"""What happens to visitors."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class VisitorDescribed:
    """A visitor gave a name, an address or fields, or was proven to be somebody."""

    organization_id: UUID
    visitor_id: UUID


@dataclass(frozen=True, slots=True)
class VisitorKeyRevoked:
    """A browser's key opens nothing any more: what is open through it has to close."""

    fingerprint: str
    is_replaced: bool
