"""Who has a hearing on a day, and what does their sheet say? The same functions as the command line's page."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from forbear.assessment.hearing import find_hearing
from forbear.drafting.hearing import content, hearing_page
from forbear.office.matters import reading
from forbear.office.matters.judged import proved
from forbear.office.matters.rows import Row
from forbear.office.people.models import Person

MOST_DAYS = 10  # days with hearings that are offered


@dataclass(frozen=True, slots=True)
class Sheet:
    """A client's sheet: the matter, and all that the page says of it, counsel's lines by their headings."""

    id: uuid.UUID
    name: str
    words: dict[str, Any]
    sections: list[tuple[str, list[dict[str, Any]]]]


def days(rows: Iterable[Row], on: dt.date) -> dict[dt.date, int]:
    """The next days with hearings from a day on, and how many hearings each has."""
    found: dict[dt.date, int] = {}
    for row in sorted((row for row in rows if row.hearing and row.hearing >= on), key=lambda row: row.hearing or on):
        assert row.hearing
        found[row.hearing] = found.get(row.hearing, 0) + 1
    return dict(list(found.items())[:MOST_DAYS])


def next_day(found: Iterable[dt.date], on: dt.date) -> dt.date | None:
    """The next day with hearings after today; today's where there is none after."""
    ordered = sorted(found)
    return next((day for day in ordered if day > on), ordered[0] if ordered else None)


def heard(rows: Iterable[Row], day: dt.date) -> list[Row]:
    """The matters heard on a day, by hour and name."""

    def hour(row: Row) -> dt.time:
        return next((each.time for each in row.dates if each.hearing and each.time), dt.time.max)

    return sorted((row for row in rows if row.hearing == day), key=lambda row: (hour(row), row.name, str(row.id)))


def sheets(person: Person, rows: Sequence[Row], on: dt.date) -> list[Sheet]:
    """The sheet of each matter, judged today. Raises NotThere."""
    return [_sheet(person, row, on) for row in rows]


def _sheet(person: Person, row: Row, on: dt.date) -> Sheet:
    judged = proved(reading.opened(person, row.id), on)
    words = content(judged.matter, judged.assessment, find_hearing(judged.matter, judged.assessment), today=on)
    by_section = groupby(words["items"], key=lambda item: item["section"])
    return Sheet(row.id, row.name, words, [(title, list(items)) for title, items in by_section])


def printed(person: Person, rows: Sequence[Row], on: dt.date) -> bytes:
    """Every sheet as one PDF, a page a client, made in memory. Raises NotThere, BadInput."""
    import pikepdf

    with pikepdf.new() as whole:
        for row in rows:
            judged = proved(reading.opened(person, row.id), on)
            page = hearing_page(judged.matter, judged.assessment, find_hearing(judged.matter, judged.assessment), today=on)
            with pikepdf.open(BytesIO(page)) as one:
                whole.pages.extend(one.pages)
        made = BytesIO()
        whole.save(made, deterministic_id=True)
    return made.getvalue()
