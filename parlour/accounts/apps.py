from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "parlour.accounts"
    default_auto_field = "django.db.models.BigAutoField"
