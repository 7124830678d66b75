"""What does a server make ready before it answers, so that nobody is the first? Done once, before its workers start, who share it.

Opening the docket's rows is the office's own work, as judging them at night is: it shows nobody anything and leaves no line in the log.
"""

import gc
import uuid
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from django.apps import apps
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

from forbear.law.corpus import Corpus
from forbear.office.matters.judged import judgement, law_now
from forbear.office.matters.keeping import as_case
from forbear.office.matters.models import ListRow
from forbear.office.matters.rows import opened_rows
from forbear.office.papers.guarding import detector
from forbear.office.place import current
from forbear.office.today import today
from forbear.vault.keys import WontOpen

MOST_ROWS = 8_000  # opened beforehand
YOUNG, MIDDLE, OLD = 20_000, 20, 50  # objects, and collections, after which Python looks for rubbish; by default at every 700th object


def warm() -> None:
    """Reads all that a page needs, once: views, templates, words, law, the guard's model, the docket's rows. Sets it apart from rubbish."""
    _ = get_resolver().reverse_dict  # which imports every view
    for room in apps.get_app_configs():
        folder = Path(room.path) / "templates"
        if room.name.startswith("forbear.office"):
            for path in sorted(folder.rglob("*.html")):
                get_template(path.relative_to(folder).as_posix())
    with translation.override("es"):
        translation.gettext("Docket")
    if current().founded:
        _unpack_law()
        detector()
        with suppress(WontOpen):  # something is damaged: whoever asks for it is told
            opened_rows(ListRow.objects.all()[:0] if ListRow.objects.count() > MOST_ROWS else ListRow.objects.all())
    connections.close_all()  # a worker opens its own
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


def _unpack_law() -> None:
    """Every part of the law, and what the first case judged by it makes ready."""
    law = law_now()
    for name, part in vars(Corpus).items():
        if isinstance(part, cached_property):
            getattr(law.corpus, name)
    judgement(as_case({}, uuid.UUID(int=0)), today(), law)
