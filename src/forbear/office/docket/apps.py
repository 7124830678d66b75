"""The docket as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class DocketConfig(AppConfig):
    """The first page after sign-in."""

    name = "forbear.office.docket"
    label = "docket"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The first link of the head."""
        add_link("docket", _("Docket"), 10)
