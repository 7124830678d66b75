"""The overview as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_tab


class OverviewConfig(AppConfig):
    """The first page of a matter."""

    name = "forbear.office.overview"
    label = "overview"

    def ready(self) -> None:
        """The first tab."""
        add_tab("overview", _("Overview"), 10)
