"""How Django knows the room."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """The room of organizations."""

    name = "parlour.organizations"
    default_auto_field = "django.db.models.BigAutoField"
