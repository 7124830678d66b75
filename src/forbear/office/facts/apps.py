"""The facts as Django knows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from forbear.office.web.places import add_link, add_tab


class FactsConfig(AppConfig):
    """Facts by form, their history, new matters and tables of clients."""

    name = "forbear.office.facts"
    label = "facts"

    def ready(self) -> None:
        """The tab, and the way to a new matter for who may lead one."""
        from forbear.office.matters.membership import LEADERS

        add_tab("facts", _("Facts"), 20)
        add_link("new-matter", _("New matter"), 15, lambda person: person.role in LEADERS)
