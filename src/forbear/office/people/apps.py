"""The people as Django knows them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who works in the office."""

    name = "forbear.office.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
