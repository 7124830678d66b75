"""The audit as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class AuditConfig(AppConfig):
    """The log of the office."""

    name = "forbear.office.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A link for who may read the log."""
        add_link("log", _("Log"), 90, lambda person: person.reads_the_log)
