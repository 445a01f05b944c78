"""How Django knows the room."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The room of site."""

    name = "parlour.site"

    def ready(self) -> None:
        from parlour.site.wiring import connect

        connect()
