"""What a widget reads before anybody has clicked on it."""

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from parlour.gateway.reads import site_look
from parlour.lib.refusals import NotAllowed, NotFound
from parlour.lib.shapes import model
from parlour.organizations.queries import is_allowed_origin, site_by_public_key
from parlour.protocol.snapshots import SiteLook

router = Router()


@router.get("/sites/{public_key}/look", response=model(SiteLook), summary="How the widget looks on a site")
def look(request: HttpRequest, public_key: str) -> HttpResponse:
    """Return the look of a site to one of its own pages. Reads no cookie and keeps nothing of who asks."""
    origin = request.headers.get("Origin")
    try:
        site = site_by_public_key(public_key)
    except NotFound:
        raise NotAllowed("There is no site with this key, or not for this page.") from None
    # A page of our own origin sends no Origin with a GET.
    if not is_allowed_origin(site, origin or f"{request.scheme}://{request.get_host()}"):
        raise NotAllowed("There is no site with this key, or not for this page.")
    response = HttpResponse(msgspec.json.encode(site_look(site)), content_type="application/json")
    if origin:
        response["Access-Control-Allow-Origin"] = origin
    response["Vary"] = "Origin"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
