"""Word templates as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class ShellsConfig(AppConfig):
    """The page of Word templates."""

    name = "forbear.office.shells"
    label = "shells"

    def ready(self) -> None:
        """The link, for who answers for papers."""
        from forbear.office.matters.membership import LEADERS

        add_link("shells", _("Templates"), 75, lambda person: person.role in LEADERS)
