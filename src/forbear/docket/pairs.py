"""What was known of each case, and what is? The same cases on two days, each read once; a part of them in memory at a time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
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


LeaveOut = Callable[[Unreadable], None]
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
        return _parts(sound_cases(self.paths, judged, self._leave_out), PART, self.before, self.after, self._leave_out)

    def _rows(self, path: Path) -> Iterator[Pair]:
        for frame, bad, refused in Rows(path, self.before.on, any_day=True):
            self.left_out += bad
            self.refused += refused
            before = frame.with_columns(pl.lit(self.before.on).alias("judged_on"))
            after = frame.with_columns(pl.lit(self.after.on).alias("judged_on"))
            before, after, _ = _sound(before, after, self.before, self.after, self._leave_out)

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
        judged = partial(_judged, self.before, self.after)
        leave_out = self.left_out.append
        return _parts(sound(self.cases, judged, leave_out), self.part, self.before, self.after, leave_out)


def _judged(before: Side, after: Side, item: Placed) -> Judged:
    old, new = (Matter(item.case, side.corpus, side.on) for side in (before, after))
    both = find_deadlines(old), find_deadlines(new)
    return item, (row_of(item.place, old), row_of(item.place, new)), both


def _parts(judged: Iterable[Judged], size: int, before: Side, after: Side, leave_out: LeaveOut) -> Iterator[Pair]:
    judged = iter(judged)
    while part := list(islice(judged, size)):
        old, new = frame_of([row[0] for _, row, _ in part]), frame_of([row[1] for _, row, _ in part])
        old, new, said = _sound(old, new, before, after, leave_out)
        yield _pair(old, new, [each for number, each in enumerate(part) if number not in said])


def _pair(old: pl.DataFrame, new: pl.DataFrame, kept: list[Judged]) -> Pair:
    def matter(number: int, side: Side) -> Matter:
        return Matter(kept[number][0].case, side.corpus, side.on)

    return Pair(old, new, [dates for _, _, dates in kept], matter)


def _sound(
    old: pl.DataFrame, new: pl.DataFrame, before: Side, after: Side, leave_out: LeaveOut
) -> tuple[pl.DataFrame, pl.DataFrame, Collection[int]]:
    """The rows in which no two exceptions to a rule both hold, before, after, or with the facts of after under the law of before."""
    sides = ((old, before), (new, after), (new, before))
    said = {number: because for frame, side in sides for number, because in conflicts_in(frame, side.corpus, side.on).items()}
    for number, because in said.items():
        leave_out(Unreadable(new["place"][number], [because]))
    return without(old, said), without(new, said), said
