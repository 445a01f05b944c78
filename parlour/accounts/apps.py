"""How Django knows the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room of accounts."""

    name = "parlour.accounts"
    default_auto_field = "django.db.models.BigAutoField"
