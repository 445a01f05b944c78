"""The HTTP API: routers of the rooms under one roof, one way to know who asks, one shape of refusals."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import APIKeyCookie

from parlour import __version__
from parlour.accounts.models import Account
from parlour.chats.api import router as chats_router
from parlour.gateway.api import router as look_router
from parlour.lib.refusals import InvalidInput, NotFound, NotSignedIn, Refusal
from parlour.operators.api import enter_router
from parlour.operators.api import router as operators_router
from parlour.operators.models import Operator
from parlour.operators.queries import seat_of
from parlour.organizations.api import router as sites_router
from parlour.site.guard import answer_to, refuse_forged_request


class SeatFromCookie(APIKeyCookie):
    """Knows an operator by the session cookie, and guards writes against other pages (CSRF)."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Operator | None:
        """Return the seat of whoever is signed in; it stands in `request.auth`."""
        account = request.user
        seat = seat_of(account) if isinstance(account, Account) and account.is_active else None
        if seat is None:
            raise NotSignedIn
        return seat


api = NinjaAPI(title="Parlour", version=__version__, docs_url=None, openapi_url="/openapi.json", urls_namespace="api")
api.add_router("", look_router, tags=["widget"])
api.add_router("", enter_router, tags=["sign-in"])
api.add_router("", operators_router, auth=SeatFromCookie(), tags=["operators"])
api.add_router("", sites_router, auth=SeatFromCookie(), tags=["sites"])
api.add_router("", chats_router, auth=SeatFromCookie(), tags=["chats"])


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, error: Refusal | type[Refusal]) -> HttpResponse:
    return answer_to(error if isinstance(error, Refusal) else error(), request)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    first: dict[str, Any] = error.errors[0] if isinstance(error, ValidationError) else {}
    where = [str(part) for part in first["loc"] if part not in ("body", "query", "path", "payload", "form", "file")]
    return answer_to(InvalidInput(f"{first['msg']}.", field=".".join(where) or None), request)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    status = error.status_code if isinstance(error, HttpError) else 400
    if status == 403:
        # The one way to 403 inside ninja is a write without its CSRF token.
        return refuse_forged_request(request)
    if status in _BY_STATUS:
        return answer_to(_BY_STATUS[status](), request)
    return answer_to(InvalidInput("This request is not JSON in UTF-8."), request)


_BY_STATUS: dict[int, type[Refusal]] = {401: NotSignedIn, 404: NotFound}
