"""What happens to organizations and sites."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SiteChanged:
    """A site's settings are different now."""

    organization_id: UUID
    site_id: UUID
    public_key: str
