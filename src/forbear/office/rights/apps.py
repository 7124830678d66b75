"""People and rights as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class RightsConfig(AppConfig):
    """Who works here, and what they may do."""

    name = "forbear.office.rights"
    label = "rights"

    def ready(self) -> None:
        """A link for administrators, and a page of each matter."""
        add_link("people", _("People"), 80, lambda person: person.is_administrator)
