"""The evening and the morning as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class MorningConfig(AppConfig):
    """The page that is opened every evening."""

    name = "forbear.office.morning"
    label = "morning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Its link."""
        add_link("tomorrow", _("Tomorrow"), 20)
