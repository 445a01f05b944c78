"""Answers over HTTP, in the one shape of refusals."""

from dataclasses import dataclass, field

import msgspec

from parlour.lib.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a JSON body, and headers beyond the usual."""

    status: int
    body: bytes
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)


def refusal_body(refusal: Refusal) -> dict[str, object]:
    """Return a refusal as every door shows it."""
    return {
        "code": refusal.code,
        "message": refusal.message,
        "status": refusal.status,
        "is_retryable": refusal.is_retryable,
        "field": refusal.field,
        "retry_after_seconds": refusal.retry_after_seconds,
    }


def refusal_answer(refusal: Refusal, headers: list[tuple[bytes, bytes]] | None = None) -> Answer:
    """Return a refusal as an HTTP answer."""
    extra = list(headers or [])
    if refusal.retry_after_seconds:
        extra.append((b"retry-after", str(max(1, round(refusal.retry_after_seconds))).encode()))
    return Answer(refusal.status, msgspec.json.encode(refusal_body(refusal)), extra)
