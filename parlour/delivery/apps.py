"""How Django knows the room."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """The room of delivery."""

    name = "parlour.delivery"
    default_auto_field = "django.db.models.BigAutoField"
