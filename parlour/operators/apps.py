from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    name = "parlour.operators"
    default_auto_field = "django.db.models.BigAutoField"
