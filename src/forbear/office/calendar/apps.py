"""Time as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link, add_tab


class CalendarConfig(AppConfig):
    """The tab of a matter's time, and the calendar of the docket."""

    name = "forbear.office.calendar"
    label = "calendar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Its tab and its link; a person's link to their calendar ends with their right to come in."""
        from forbear.office.calendar.feeds import withdraw
        from forbear.office.people.ending import add_ending

        add_ending(withdraw)
        add_tab("time", _("Time"), 50)
        add_link("calendar", _("Calendar"), 30)
