"""What every page shares, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, style and words of every page."""

    name = "forbear.office.web"
    label = "web"

    def ready(self) -> None:
        """Registers the questions of `check --deploy`."""
        from forbear.office.web import checks  # noqa: F401
