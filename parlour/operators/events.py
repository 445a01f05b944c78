"""What happens to seats."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OperatorChanged:
    """A seat was taken, or its name, photo or availability changed."""

    organization_id: UUID
    operator_id: UUID


@dataclass(frozen=True, slots=True)
class OperatorRemoved:
    """A seat was taken away: whatever it had open has to close."""

    organization_id: UUID
    operator_id: UUID
