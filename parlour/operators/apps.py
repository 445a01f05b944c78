"""How Django knows the room."""

from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    """The room of operators."""

    name = "parlour.operators"
    default_auto_field = "django.db.models.BigAutoField"
