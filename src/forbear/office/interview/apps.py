"""The interview as Django knows it."""

from django.apps import AppConfig


class InterviewConfig(AppConfig):
    """One question a page."""

    name = "forbear.office.interview"
    label = "interview"
