"""What a widget reads before anybody has clicked on it."""

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from parlour.gateway.http import refusal_body
from parlour.gateway.reads import site_look
from parlour.lib.answers import answered
from parlour.lib.refusals import NotAllowed, NotFound
from parlour.lib.shapes import model
from parlour.organizations.models import Site
from parlour.organizations.queries import is_allowed_origin, site_by_public_key
from parlour.protocol.snapshots import SiteLook

router = Router()


@router.get("/sites/{public_key}/look", response=model(SiteLook), summary="How the widget looks on a site")
def look(request: HttpRequest, public_key: str) -> HttpResponse:
    """Return the look of a site to one of its own pages. Reads no cookie and keeps nothing of who asks."""
    origin = request.headers.get("Origin")
    # A page of our own origin sends no Origin with a GET.
    site = _site_for(public_key, origin or f"{request.scheme}://{request.get_host()}")
    if site is None:
        refusal = answered(refusal_body(NotAllowed(_NOT_HERE)), status=403)
        # It says nothing about any site, and lets a page that is not listed tell its builder why there is no widget.
        refusal["Access-Control-Allow-Origin"] = "*"
        return refusal
    response = HttpResponse(msgspec.json.encode(site_look(site)), content_type="application/json")
    if origin:
        response["Access-Control-Allow-Origin"] = origin
    response["Vary"] = "Origin"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


_NOT_HERE = "There is no site with this key, or not for this page."


def _site_for(public_key: str, origin: str) -> Site | None:
    try:
        site = site_by_public_key(public_key)
    except NotFound:
        return None
    return site if is_allowed_origin(site, origin) else None
