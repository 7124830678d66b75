"""How does a row look? Its cells are written once a language and a day: a docket is looked at more often than it changes."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from forbear.office.docket.words import GRAVE, MOVED
from forbear.office.matters.forgetting import Kept
from forbear.office.matters.rows import Row
from forbear.office.today import today

MOST_KEPT = 8_000  # rows
MOST_NAMED = 3  # of what moved alike; the rest are counted

_kept: Kept[tuple[object, ...], SafeString] = Kept(MOST_KEPT)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row, and its cells as they are printed."""

    row: Row
    cells: SafeString

    @property
    def id(self) -> uuid.UUID:
        """The matter."""
        return self.row.id


def shown(row: Row, *, moved: bool) -> Shown:
    """A row as it looks today in the language of the page; `moved`: with the column of what moved."""
    key = (row.id, row.revision, row.on, row.law, row.since, len(row.moved), get_language(), today(), moved)
    cells = _kept.get(key)
    if cells is None:
        cells = SafeString(get_template("docket/row.html").render({"row": row, "moved": moves_told(row) if moved else None}))
        _kept.put(key, cells)
    return Shown(row, cells)


def moves_told(row: Row) -> list[tuple[object, list[str], int, bool]]:
    """What moved for a matter, kind by kind, the gravest first: in words, of what, how many more, and whether it is grave."""
    by_kind = {kind: [move.title for move in row.moved if move.kind == kind] for kind in (*GRAVE, *MOVED)}
    return [
        (MOVED[kind], [] if kind == "stage" else titles[:MOST_NAMED], max(0, len(titles) - MOST_NAMED), kind in GRAVE)
        for kind, titles in by_kind.items()
        if titles
    ]


def judged_today(row: Row, on: dt.date, law: str) -> bool:
    """Whether a row says what holds today."""
    return (row.on, row.law) == (on, law)
