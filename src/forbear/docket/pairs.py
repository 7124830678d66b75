"""What was known of each case, and what is? The same cases on two days, each read once; a part of them in memory at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

import polars as pl

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.finding import DeadlineFinding
from forbear.assessment.matter import Matter
from forbear.docket.cases import Placed, Unreadable, sound, sound_cases
from forbear.docket.docket import table_among
from forbear.docket.table import Rows, frame_of, matter_of, row_of
from forbear.law.corpus import Corpus

PART = 2_000  # cases that are in memory at once


@dataclass(frozen=True, slots=True)
class Side:
    """A day and the law by which it is judged."""

    corpus: Corpus
    on: date


Dates = list[DeadlineFinding]


@dataclass(slots=True)
class Pair:
    """Some cases on both days: their profiles, their dates (None for a table), and each as a matter on either side."""

    before: pl.DataFrame
    after: pl.DataFrame
    dates: list[tuple[Dates, Dates]] | None
    matter: Callable[[int, Side], Matter]


Judged = tuple[Placed, tuple[tuple[object, ...], tuple[object, ...]], tuple[Dates, Dates]]


class Compared(Protocol):
    """Cases on two days, a part at a time."""

    before: Side
    after: Side

    def __iter__(self) -> Iterator[Pair]: ...


class Pairs:
    """The cases at the paths on two days. `left_out` fills while they are read."""

    def __init__(self, paths: Sequence[Path], before: Side, after: Side) -> None:
        self.paths = paths
        self.before = before
        self.after = after
        self.table = table_among(paths)
        self.left_out: list[Unreadable] = []
        self.refused = 0

    def __iter__(self) -> Iterator[Pair]:
        return self._cases() if self.table is None else self._rows(self.table)

    def notes(self) -> list[str]:
        """What the reader must know of how the cases were read."""
        return (
            []
            if self.table is None
            else ["the facts of the table stand as they are on both days; only the law moves, and no date is counted"]
        )

    def _cases(self) -> Iterator[Pair]:
        judged = partial(_judged, self.before, self.after)
        return _parts(sound_cases(self.paths, judged, self._leave_out), PART)

    def _rows(self, path: Path) -> Iterator[Pair]:
        for frame, bad, refused in Rows(path, self.before.on, any_day=True):
            self.left_out += bad
            self.refused += refused
            before = frame.with_columns(pl.lit(self.before.on).alias("judged_on"))
            after = frame.with_columns(pl.lit(self.after.on).alias("judged_on"))

            def matter(number: int, side: Side, old: pl.DataFrame = before, new: pl.DataFrame = after) -> Matter:
                return matter_of((old if side is self.before else new).row(number, named=True), side.corpus, side.on)

            yield Pair(before, after, None, matter)

    def _leave_out(self, item: Unreadable) -> None:
        self.left_out.append(item)
        self.refused += 1


class AtHand:
    """Cases that are at hand already, such as those of an office, on two days, `part` of them at a time. `left_out` fills while they are
    read."""

    def __init__(self, cases: Iterable[Placed], before: Side, after: Side, part: int = PART) -> None:
        self.cases = cases
        self.before = before
        self.after = after
        self.part = part
        self.left_out: list[Unreadable] = []

    def __iter__(self) -> Iterator[Pair]:
        return _parts(sound(self.cases, partial(_judged, self.before, self.after), self.left_out.append), self.part)


def _judged(before: Side, after: Side, item: Placed) -> Judged:
    old, new = (Matter(item.case, side.corpus, side.on) for side in (before, after))
    both = find_deadlines(old), find_deadlines(new)
    return item, (row_of(item.place, old), row_of(item.place, new)), both


def _parts(judged: Iterable[Judged], size: int) -> Iterator[Pair]:
    judged = iter(judged)
    while part := list(islice(judged, size)):
        yield _pair([item for item, _, _ in part], [row for _, row, _ in part], [dates for _, _, dates in part])


def _pair(kept: list[Placed], rows: list[tuple[tuple[object, ...], tuple[object, ...]]], dates: list[tuple[Dates, Dates]]) -> Pair:
    def matter(number: int, side: Side) -> Matter:
        return Matter(kept[number].case, side.corpus, side.on)

    return Pair(frame_of([old for old, _ in rows]), frame_of([new for _, new in rows]), dates, matter)
