"""What docket was given: case files, or a table? Both give profiles a part at a time, and each row as a matter again."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import polars as pl

from forbear.assessment.matter import Matter
from forbear.docket.cases import Placed, Unreadable, case_at, find_case, read_cases, sound
from forbear.docket.conflicts import conflicts_in, without
from forbear.docket.dates import NEXT, next_date
from forbear.docket.proofs import Given
from forbear.docket.table import TABLES, Rows, frame_of, matter_of, row_of
from forbear.law.corpus import Corpus
from forbear.problem import BadInput, Problem

PART = 2_000  # cases that are in memory at once; processes that read proofs begin when the first are read


class Docket(Protocol):
    """Many cases on one day. `dated`: the next date of each case is counted. `left_out` fills while the parts are read."""

    on: dt.date
    dated: bool
    left_out: list[Unreadable]
    refused: int

    def parts(self) -> Iterator[pl.DataFrame]:
        """Profiles, a part at a time. Raises BadInput where nothing can be read at all."""

    def given(self) -> Iterator[Given]:
        """The cases of the part just given, fit to be handed to another process."""

    def again(self, on: dt.date) -> pl.DataFrame | None:
        """The profiles of the part just given on another day; None where no case file says what that day brings."""

    def matter(self, place: str) -> Matter:
        """The case at a place, as a matter. Raises BadInput."""

    def named(self, name: str) -> Matter:
        """The case of a name, or at a place, as a matter. Raises BadInput."""

    def notes(self) -> list[str]:
        """What the reader must know of how the docket was read."""


def open_docket(paths: Sequence[Path], corpus: Corpus, on: dt.date, *, dated: bool = True) -> Docket:
    """The docket at the paths: one table, or cases. Raises BadInput."""
    table = table_among(paths)
    if table is None:
        return Cases(paths, corpus, on, dated=dated)
    return Table(table, corpus, on)


def table_among(paths: Sequence[Path]) -> Path | None:
    """The table at the paths, if they name one. Raises BadInput where other cases stand beside it."""
    tables = [path for path in paths if path.suffix.lower() in TABLES and not path.is_dir()]
    if tables and len(paths) > 1:
        raise BadInput([Problem(str(tables[0]), None, "a table is read alone; give the other cases apart")])
    return tables[0] if tables else None


class Cases:
    """A docket of case files, or of cases that are at hand already, such as those of an office."""

    def __init__(
        self, paths: Sequence[Path], corpus: Corpus, on: dt.date, *, dated: bool = True, at_hand: Sequence[Placed] | None = None
    ) -> None:
        self.paths = paths
        self.at_hand = at_hand
        self.corpus = corpus
        self.on = on
        self.dated = dated
        self.left_out: list[Unreadable] = []
        self.refused = 0
        self._part: list[Placed] = []

    def parts(self) -> Iterator[pl.DataFrame]:
        """Profiles with the next date of each case, a part at a time."""
        self.left_out, self.refused = [], 0
        rows: list[tuple[object, ...]] = []
        dates: list[Mapping[str, object]] = []
        self._part = []
        read = read_cases(self.paths) if self.at_hand is None else self.at_hand
        for item, row, day in sound(read, self._judged, self._leave_out):
            self._part.append(item)
            rows.append(row)
            dates.append(day)
            if len(rows) == PART:
                yield self._frame(rows, dates)
                rows, dates, self._part = [], [], []
        if rows:
            yield self._frame(rows, dates)

    def given(self) -> Iterator[Given]:
        """The case files of the part just given, without the lines of their fields."""
        return ((item.place, replace(item.case, lines={})) for item in self._part)

    def again(self, on: dt.date) -> pl.DataFrame:
        """The profiles of the part just given on another day."""
        return frame_of([row_of(item.place, Matter(item.case, self.corpus, on)) for item in self._part])

    def _judged(self, item: Placed) -> tuple[Placed, tuple[object, ...], Mapping[str, object]]:
        matter = Matter(item.case, self.corpus, self.on)
        day = next_date(matter) if self.dated else {}
        return item, row_of(item.place, matter), day

    def _leave_out(self, item: Unreadable) -> None:
        self.left_out.append(item)
        self.refused += 1

    def _frame(self, rows: Sequence[tuple[object, ...]], dates: Sequence[Mapping[str, object]]) -> pl.DataFrame:
        frame = frame_of(rows)
        if self.dated:
            frame = frame.hstack(pl.DataFrame(dates, schema=dict(NEXT)))
        said = conflicts_in(frame, self.corpus, self.on)
        for number, because in said.items():
            self._leave_out(Unreadable(self._part[number].place, [because]))
        self._part = [item for number, item in enumerate(self._part) if number not in said]
        return without(frame, said)

    def matter(self, place: str) -> Matter:
        """The case at a place."""
        return Matter(case_at(place), self.corpus, self.on)

    def named(self, name: str) -> Matter:
        """The case of a name."""
        return Matter(find_case(self.paths, name), self.corpus, self.on)

    def notes(self) -> list[str]:
        """Nothing: case files are read whole."""
        return []


class Table:
    """A docket that is a table with some of the facts."""

    dated = False

    def __init__(self, path: Path, corpus: Corpus, on: dt.date) -> None:
        self.corpus = corpus
        self.on = on
        self.rows = Rows(path, on)
        self._part = pl.DataFrame()
        self.left_out: list[Unreadable] = []
        self.refused = 0

    def parts(self) -> Iterator[pl.DataFrame]:
        """Profiles, a part at a time."""
        self.left_out, self.refused = [], 0
        for frame, bad, refused in self.rows:
            self.left_out += bad
            said = conflicts_in(frame, self.corpus, self.on)
            self.left_out += [Unreadable(frame["place"][number], [because]) for number, because in said.items()]
            self.refused += refused + len(said)
            self._part = without(frame, said)
            yield self._part

    def given(self) -> Iterator[Given]:
        """The rows of the part just given."""
        return ((row["place"], row) for row in self._part.iter_rows(named=True))

    def again(self, on: dt.date) -> None:
        """Nothing: a table says nothing of another day."""
        del on

    def matter(self, place: str) -> Matter:
        """The row at a place."""
        return matter_of(self.rows.named(place), self.corpus, self.on)

    def named(self, name: str) -> Matter:
        """The row of a name."""
        return self.matter(name)

    def notes(self) -> list[str]:
        """How much of the profile the table holds."""
        held = len(self.rows.names)
        notes = [f"the table names {held} of the facts; all others are not known, and no date is counted without case files"]
        if self.rows.left:
            shown = ", ".join(map(repr, self.rows.left[:8])) + (" …" if len(self.rows.left) > 8 else "")
            notes.append(f"columns that name no fact were not read: {shown}")
        return notes
