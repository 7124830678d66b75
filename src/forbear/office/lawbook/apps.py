"""The law browser as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class LawbookConfig(AppConfig):
    """The law's pages."""

    name = "forbear.office.lawbook"
    label = "lawbook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Its link in the head."""
        add_link("law", _("Law"), 40)
