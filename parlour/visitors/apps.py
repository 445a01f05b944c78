"""How Django knows the room."""

from django.apps import AppConfig


class VisitorsConfig(AppConfig):
    """The room of visitors."""

    name = "parlour.visitors"
    default_auto_field = "django.db.models.BigAutoField"
