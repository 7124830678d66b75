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
        """Its page in the head; tokens end with their person's right to come in."""
        from forbear.office.api.tokens import end_all
        from forbear.office.people.ending import add_ending
        from forbear.office.people.may import Act, may

        add_link("tokens", _("Programs"), 85, lambda person: may(person, Act.CONNECT))
        add_ending(end_all)
