"""How Django knows the room."""

from django.apps import AppConfig


class ChatsConfig(AppConfig):
    """The room of chats."""

    name = "parlour.chats"
    default_auto_field = "django.db.models.BigAutoField"
