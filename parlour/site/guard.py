"""Stands before every page and every answer of Django: security headers, and refusals in the one shape."""

import secrets
from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse

from parlour.gateway.http import refusal_body
from parlour.lib.refusals import InvalidInput, NotAllowed, Refusal, WrongMethod

log = structlog.get_logger()

_POLICY = "; ".join(  # noqa: FLY002  # one directive a line
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self' {sockets}",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)


class Guard:
    """Adds the headers that tell a browser what our pages may do, which is little."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        sockets = settings.BASE_URL.replace("http", "ws", 1)
        self._policy = _POLICY.format(sockets=sockets)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request and dress the answer."""
        response = self._get_response(request)
        if response.status_code == 405:
            allowed = response.headers.get("Allow", "")
            response = answer_to(WrongMethod(), request)
            response.headers["Allow"] = allowed
        headers = response.headers
        headers.setdefault("Content-Security-Policy", self._policy)
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        if settings.IS_SECURE:
            headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        if request.path.startswith("/api/"):
            headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """Turn what went wrong into an answer: a refusal as it is, anything else as a number to ask about."""
        return answer_to(error, request)


def answer_to(error: Exception, request: HttpRequest) -> HttpResponse:
    """Return the answer to an error. A bug is logged once, by a number, without anything the person sent."""
    if isinstance(error, SuspiciousOperation):
        # A foreign Host, too many fields: Django's word for what no browser of ours sends. It is no bug.
        error = InvalidInput("This request cannot be read.")
    if isinstance(error, Refusal):
        response = JsonResponse(refusal_body(error), status=error.status)
        if error.retry_after_seconds:
            response["Retry-After"] = str(max(1, round(error.retry_after_seconds)))
        return response
    number = secrets.token_hex(6)
    route = request.resolver_match.route if request.resolver_match else ""
    log.error("request_failed", error_id=number, route=route, method=request.method, exc_info=error)
    message = f"Something is broken on our side. Tell your administrator this number: {number}."
    body = {"code": "internal", "message": message, "status": 500, "is_retryable": True, "field": None}
    return JsonResponse({**body, "retry_after_seconds": None}, status=500)


def refuse_forged_request(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django names it
    """Answer a write that did not come from our own page."""
    return answer_to(NotAllowed("This page is out of date. Load it again and try once more."), request)
