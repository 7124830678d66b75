"""What was known of each case, and what is? The same cases on two days, each read once; a part of them in memory at a time."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.finding import DeadlineFinding
from forbear.assessment.matter import Matter
from forbear.docket.cases import Placed, Unreadable, sound_cases
from forbear.docket.conflicts import conflicts_in, without
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
        kept: list[Placed] = []
        rows: list[tuple[tuple[object, ...], tuple[object, ...]]] = []
        dates: list[tuple[Dates, Dates]] = []
        for item, row, both in sound_cases(self.paths, self._judged, self._leave_out):
            kept.append(item)
            rows.append(row)
            dates.append(both)
            if len(kept) == PART:
                yield self._pair(kept, rows, dates)
                kept, rows, dates = [], [], []
        if kept:
            yield self._pair(kept, rows, dates)

    def _judged(self, item: Placed) -> tuple[Placed, tuple[tuple[object, ...], tuple[object, ...]], tuple[Dates, Dates]]:
        old, new = (Matter(item.case, side.corpus, side.on) for side in (self.before, self.after))
        both = find_deadlines(old), find_deadlines(new)
        return item, (row_of(item.place, old), row_of(item.place, new)), both

    def _rows(self, path: Path) -> Iterator[Pair]:
        for frame, bad, refused in Rows(path, self.before.on, any_day=True):
            self.left_out += bad
            self.refused += refused
            before = frame.with_columns(pl.lit(self.before.on).alias("judged_on"))
            after = frame.with_columns(pl.lit(self.after.on).alias("judged_on"))
            before, after, _ = self._sound(before, after)

            def matter(number: int, side: Side, old: pl.DataFrame = before, new: pl.DataFrame = after) -> Matter:
                return matter_of((old if side is self.before else new).row(number, named=True), side.corpus, side.on)

            yield Pair(before, after, None, matter)

    def _leave_out(self, item: Unreadable) -> None:
        self.left_out.append(item)
        self.refused += 1

    def _pair(
        self, kept: list[Placed], rows: list[tuple[tuple[object, ...], tuple[object, ...]]], dates: list[tuple[Dates, Dates]]
    ) -> Pair:
        old, new, said = self._sound(frame_of([old for old, _ in rows]), frame_of([new for _, new in rows]))
        kept = [item for number, item in enumerate(kept) if number not in said]
        dates = [both for number, both in enumerate(dates) if number not in said]

        def matter(number: int, side: Side) -> Matter:
            return Matter(kept[number].case, side.corpus, side.on)

        return Pair(old, new, dates, matter)

    def _sound(self, old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, Collection[int]]:
        """The rows in which no two exceptions to a rule both hold, before, after, or with the facts of after under the law of before."""
        sides = ((old, self.before), (new, self.after), (new, self.before))
        said = {number: because for frame, side in sides for number, because in conflicts_in(frame, side.corpus, side.on).items()}
        for number, because in said.items():
            self._leave_out(Unreadable(new["place"][number], [because]))
        return without(old, said), without(new, said), said
