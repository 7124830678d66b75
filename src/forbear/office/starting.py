"""Starts Django for the office of this program, opening the office's keys first."""

import hashlib
import os
from pathlib import Path
from typing import Any

from forbear.office.place import Place, current

SETTINGS = "forbear.office.settings"
NOT_SERVED = ("htmx-2.js", "htmx-4*", "htmax-*", "hx-*-4*", "*.map")  # what django-htmx brings that no page asks for
MADE_FROM = "made-from"


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
    """Lays style sheets, scripts and fonts where the server finds them, each named by its content and packed; once a version."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    place, total = current(), hashlib.blake2b(digest_size=16)
    for finder in get_finders():
        for path, storage in finder.list(list(NOT_SERVED)):
            state = Path(storage.path(path)).stat()
            total.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    made_from = place.static / MADE_FROM
    if made_from.is_file() and made_from.read_text() == total.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=list(NOT_SERVED))
    made_from.write_text(total.hexdigest())
