"""Options as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_tab


class OptionsConfig(AppConfig):
    """The tab of what can be asked."""

    name = "forbear.office.options"
    label = "options"

    def ready(self) -> None:
        """Its tab."""
        add_tab("options", _("Options"), 40)
