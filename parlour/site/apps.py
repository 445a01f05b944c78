from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "parlour.site"

    def ready(self) -> None:
        from parlour.site.wiring import connect

        connect()
