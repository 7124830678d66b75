"""Papers that are read, as Django knows them."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """Papers handed in and read. They are reached from the facts, the evidence and the form of a new matter."""

    name = "forbear.office.reading"
    label = "reading"
