"""The evidence as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_tab


class EvidenceConfig(AppConfig):
    """Exhibits of a matter, and the papers that are still missing."""

    name = "forbear.office.evidence"
    label = "evidence"

    def ready(self) -> None:
        """The tab."""
        add_tab("evidence", _("Evidence"), 30)
