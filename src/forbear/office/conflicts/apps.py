"""The conflict check as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link


class ConflictsConfig(AppConfig):
    """A page for who leads matters, and for administrators."""

    name = "forbear.office.conflicts"
    label = "conflicts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Its link, the same for everybody who may lead, whether anything waits or not."""
        from forbear.office.matters.membership import LEADERS

        add_link("conflicts", _("Conflicts"), 70, lambda person: person.role in LEADERS)
