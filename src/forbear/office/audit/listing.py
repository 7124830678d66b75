"""What does the log say, for whoever may read it? Who did what when; a matter by its number, never by a fact."""

import csv
import datetime as dt
import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from forbear.interchange.cells import guarded
from forbear.office.audit.models import Entry
from forbear.office.people.models import Person

SLICE = 100
MOST_EXPORTED = 1_000_000
COLUMNS = ("line", "at (UTC)", "person", "action", "matters", "outcome", "mark")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the log; what is None asks for nothing. Days are UTC, the last one included."""

    person: uuid.UUID | None = None
    matter: uuid.UUID | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with the person's name where they are known."""

    entry: Entry
    person: str
    matters: list[str]

    @property
    def stands_out(self) -> bool:
        """Whether it has a name of its own, in capitals, to be found at a glance."""
        return self.entry.action.isupper()


def entries(asked: Asked) -> "QuerySet[Entry]":
    """The lines that are asked for, the newest first."""
    found = Entry.objects.order_by("-seq")
    if asked.person is not None:
        found = found.filter(person=str(asked.person))
    if asked.matter is not None:
        found = found.filter(matters__contains=str(asked.matter))
    if asked.first is not None:
        found = found.filter(at__gte=dt.datetime.combine(asked.first, dt.time(), dt.UTC))
    if asked.last is not None:
        found = found.filter(at__lt=dt.datetime.combine(asked.last + dt.timedelta(days=1), dt.time(), dt.UTC))
    if asked.refused:
        found = found.filter(outcome__in=("400", "403", "404", "429", "failed", "wrong password"))
    return found


def lines(found: "QuerySet[Entry]", page: int) -> list[Line]:
    """A slice of lines."""
    names = {str(person.pk): str(person) for person in Person.objects.all()}
    slice_ = found[(page - 1) * SLICE : page * SLICE]
    return [Line(entry, names.get(entry.person, entry.person or "–"), entry.matters.split()) for entry in slice_]


def as_csv(found: "QuerySet[Entry]") -> Iterator[str]:
    """The lines as a table, oldest first, no cell of which a spreadsheet takes for a formula."""
    yield _row(COLUMNS)
    for entry in found.order_by("seq")[:MOST_EXPORTED].iterator(chunk_size=2000):
        at = entry.at.astimezone(dt.UTC).isoformat(timespec="seconds")
        yield _row((str(entry.seq), at, entry.person, entry.action, entry.matters, entry.outcome, bytes(entry.mark).hex()))


def _row(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(map(guarded, cells))
    return text.getvalue()
