"""The work behind the pages as Django knows it."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Jobs, and the workers that do them."""

    name = "forbear.office.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"
