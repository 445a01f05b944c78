"""msgspec structs as HTTP answers of Django."""

import msgspec
from django.http import HttpResponse


def answered(value: object, *, status: int = 200) -> HttpResponse:
    """Return a struct, or anything else that msgspec writes, as JSON."""
    return HttpResponse(msgspec.json.encode(value), content_type="application/json", status=status)
