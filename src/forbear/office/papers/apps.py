"""Papers as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_tab


class PapersConfig(AppConfig):
    """Drafts, gate, packet, what was sent."""

    name = "forbear.office.papers"
    label = "papers"

    def ready(self) -> None:
        """The tab."""
        add_tab("papers", _("Papers"), 60)
