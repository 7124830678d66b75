"""Whom does an edit of the office's law touch? Asked of the matters that one may see, before it is saved, some at a time.

Findings are compared as `forbear docket changes` compares them: the same facts on the same day, under the law with and without the edit.
"""

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forbear.assessment.assess import place_of
from forbear.docket.cases import Placed
from forbear.docket.changes import Change, find_changes
from forbear.docket.pairs import AtHand, Side
from forbear.law.corpus import Corpus
from forbear.office.matters import reading
from forbear.office.matters.rows import Row
from forbear.office.people.models import Person

PART = 25  # matters compared at once
SECONDS = 2.5  # for comparing in one request


@dataclass(frozen=True, slots=True)
class Touched:
    """A matter that an edit touches: findings that turn, notes that it will say, and notes that it will no longer say."""

    row: Row
    changes: list[Change]
    notes: list[str]
    notes_gone: list[str]


@dataclass(frozen=True, slots=True)
class Look:
    """Some of the matters compared: `read` of `of`, up to and without the number `next`, where the next look begins."""

    touched: list[Touched]
    start: int
    next: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether no matter is left."""
        return self.next >= self.of


def touched(person: Person, before: Corpus, after: Corpus, on: dt.date, *, start: int = 0, seconds: float = SECONDS) -> Look:
    """Whom it touches, from the matter at `start` on, in the order of names, for as long as there is time."""
    rows = sorted(reading.rows(person), key=lambda row: (row.name.casefold(), row.id))
    until, found, at = time.monotonic() + seconds, list[Touched](), max(0, start)
    while at < len(rows) and (at == start or time.monotonic() < until):
        part = rows[at : at + PART]
        found += _part(person, part, Side(before, on), Side(after, on))
        at += len(part)
    return Look(found, start, at, len(rows))


def _part(person: Person, rows: Sequence[Row], before: Side, after: Side) -> Iterator[Touched]:
    opened = [reading.opened(person, row.id) for row in rows]
    changes: dict[str, list[Change]] = {}
    for change in find_changes(AtHand((Placed(str(each.id), each.case) for each in opened), before, after)):
        changes.setdefault(change.place, []).append(change)
    for row, each in zip(rows, opened, strict=True):
        place = place_of(each.case)
        was, now = (side.corpus.notes_for(side.on, place) for side in (before, after))
        new, gone = [note for note in now if note not in was], [note for note in was if note not in now]
        if changes.get(str(row.id)) or new or gone:
            yield Touched(row, changes.get(str(row.id), []), new, gone)
