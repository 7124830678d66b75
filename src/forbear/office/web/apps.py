"""What every page shares, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, style and words of every page."""

    name = "forbear.office.web"
    label = "web"
