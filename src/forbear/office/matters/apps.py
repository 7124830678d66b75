"""The matters as Django knows them."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """The office's matters."""

    name = "forbear.office.matters"
    label = "matters"
    default_auto_field = "django.db.models.BigAutoField"
