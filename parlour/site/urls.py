"""Every address of the house; /realtime/ is served beside it, by parlour.site.asgi."""

from django.urls import path, re_path

from parlour.site import pages
from parlour.site.api import api

urlpatterns = [
    path("", pages.home),
    path("healthz", pages.health),
    path("widget.js", pages.loader),
    path("demo/", pages.demo_shop),
    path("photos/<str:name>", pages.photo),
    path("api/v1/docs", pages.api_description),
    path("api/v1/", api.urls),
    re_path(r"^console/(?P<path>.*)$", pages.console),
]
handler400 = "parlour.site.pages.malformed"
handler404 = "parlour.site.pages.missing"
handler500 = "parlour.site.pages.broken"
