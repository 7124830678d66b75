"""The pages of figures as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link, add_tab


class FiguresConfig(AppConfig):
    """The office's record, and the courts' rates."""

    name = "forbear.office.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Links of the head, and the tab of a matter."""
        add_link("rates", _("Rates"), 50)
        add_link("record", _("Record"), 60)
        add_tab("record-matter", _("Record"), 70)
