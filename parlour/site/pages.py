"""Pages that are not the API: the console's frame, the demo shop, the API's description, photos, the widget's loader."""

import re
import sys
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render

from parlour.lib.refusals import NotFound
from parlour.operators.photos import photo_path
from parlour.organizations.models import Site

_BUILT = Path(__file__).parent / "built"
_PHOTO_NAME = re.compile(r"[0-9a-f]{32}\.webp")


def home(_request: HttpRequest) -> HttpResponse:
    """Lead to the console."""
    return redirect("/console/")


def console(_request: HttpRequest, path: str = "") -> HttpResponse:  # noqa: ARG001  # the script reads it
    """Return the console's frame; its own script decides by the path what to show."""
    return _built_page("console/index.html")


def demo_shop(request: HttpRequest) -> HttpResponse:
    """Return a small shop with the widget of the oldest site on it."""
    site = Site.objects.order_by("created_at").first()
    if site is None:
        raise NotFound("There is no site yet. Start with the console.")
    base_url = f"{'https' if settings.IS_SECURE else request.scheme}://{request.get_host()}"
    return render(request, "demo/shop.html", {"public_key": site.public_key, "base_url": base_url})


def loader(request: HttpRequest) -> HttpResponse:
    """Return the script that host pages embed. Asked for again after five minutes, so that an upgrade reaches them."""
    path = _BUILT / "widget" / "loader.js"
    if not path.is_file():
        raise NotFound("The front end is not built. Run make serve.")
    content = path.read_bytes()
    tag = f'"{sha256(content).hexdigest()[:20]}"'
    response: HttpResponse
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        response = _packed(request, path) or HttpResponse(content)
        response["Content-Type"] = "text/javascript; charset=utf-8"
    response["Vary"] = "Accept-Encoding"
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=300"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _packed(request: HttpRequest, path: Path) -> HttpResponse | None:
    """Return the file as it was compressed by the build, in a way that the browser understands, or None."""
    accepted = request.headers.get("Accept-Encoding", "")
    for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
        packed = path.with_name(path.name + ending)
        if encoding in accepted and packed.is_file():
            return HttpResponse(packed.read_bytes(), headers={"Content-Encoding": encoding})
    return None


def photo(_request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """Return an operator's photo: public, as visitors see it; its name is random and never used again."""
    path = photo_path(name)
    if not _PHOTO_NAME.fullmatch(name) or not path.is_file():
        raise NotFound
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def api_description(request: HttpRequest) -> HttpResponse:
    """Return the API's description as a page, made from the same document as /api/v1/openapi.json."""
    from parlour.site.api import api

    document = api.get_openapi_schema()
    doors = [
        {"method": method.upper(), "path": path, "tag": (door.get("tags") or [""])[0], **door}
        for path, methods in document["paths"].items()
        for method, door in methods.items()
    ]
    return render(request, "api_description.html", {"info": document["info"], "doors": doors})


def health(_request: HttpRequest) -> HttpResponse:
    """Say whether the process can read its database; nothing else is told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer an address that leads nowhere: people get a page, programs the one shape of refusals."""
    from parlour.site.guard import answer_to

    if not request.path.startswith("/api/") and "text/html" in request.headers.get("Accept", ""):
        return render(request, "missing.html", status=HTTPStatus.NOT_FOUND)

    return answer_to(NotFound("There is no such page."), request)


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that Django will not read: a foreign Host, too many fields."""
    from parlour.site.guard import answer_to

    return answer_to(exception or SuspiciousOperation(), request)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer what went wrong outside a page, in a middleware, as the guard answers what goes wrong inside one."""
    from parlour.site.guard import answer_to

    error = sys.exc_info()[1]
    return answer_to(error if isinstance(error, Exception) else RuntimeError(), request)


def _built_page(name: str) -> HttpResponse:
    path = _BUILT / name
    if not path.is_file():
        return HttpResponse(
            "The front end is not built. Run make serve.\n",
            content_type="text/plain",
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    response = HttpResponse(path.read_bytes(), content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
