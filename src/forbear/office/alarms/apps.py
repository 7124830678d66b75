"""The alarms as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class AlarmsConfig(AppConfig):
    """Alarms, the rules over the log, and broken glass."""

    name = "forbear.office.alarms"
    label = "alarms"

    def ready(self) -> None:
        """A link for who may read the log."""
        add_link("alarms", _("Alarms"), 88, lambda person: person.reads_the_log)
