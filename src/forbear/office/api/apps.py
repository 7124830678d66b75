"""The API as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class ApiConfig(AppConfig):
    """Tokens, and what they open."""

    name = "forbear.office.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Its page in the head."""
        add_link("tokens", _("Programs"), 85)
