"""The people as Django knows them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who works in the office."""

    name = "forbear.office.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A wrong password stands in the log with whose it was to be."""
        from django.contrib.auth.signals import user_login_failed

        from forbear.office.people.adapter import note_wrong_password

        user_login_failed.connect(note_wrong_password, dispatch_uid="forbear wrong password")
