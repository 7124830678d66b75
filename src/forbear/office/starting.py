"""Starts Django for the office of this program, opening the office's keys first."""

import os
from typing import Any

from forbear.office.place import Place, current

SETTINGS = "forbear.office.settings"


def set_up(place: Place | None = None) -> Place:
    """Makes Django ready. Raises BadInput, WrongKey where an office is there that cannot be opened."""
    import django

    place = place or current()
    if place.founded and not place.is_open:
        place.open()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    return place


def application() -> Any:
    """The office as a WSGI application, for a Django that is ready."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def migrate() -> None:
    """Brings the database to what this version expects."""
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connections.close_all()  # a worker that is started later opens its own


def collect_static() -> None:
    """Lays style sheets, scripts and fonts where the server finds them, each named by its content, packed once."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
