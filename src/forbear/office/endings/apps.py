"""The ends of matters as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class EndingsConfig(AppConfig):
    """Closed matters, the rule by which they are kept, and what was erased."""

    name = "forbear.office.endings"
    label = "endings"

    def ready(self) -> None:
        """A link for everybody who may see any matter, or how they are kept."""
        add_link("ends", _("Closed"), 70)
