"""The audit as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log of the office."""

    name = "forbear.office.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
