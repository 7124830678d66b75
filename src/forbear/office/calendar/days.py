"""Which days lie ahead, of one matter and of the whole docket, as a list and month by month?"""

import calendar
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from forbear.assessment.finding import DeadlineFinding
from forbear.drafting.deadlines import act_by, ahead
from forbear.drafting.timeline import Event
from forbear.office.matters.rows import Dated, Row

MOST_DRAWN = 12
MOST_A_DAY = 5  # entries shown in a square of the month; the rest are counted
KINDS = ("hearings", "deadlines")


@dataclass(frozen=True, slots=True)
class Groups:
    """The dates of a matter: to keep, passed, done, and those without a day."""

    ahead: list[DeadlineFinding]
    passed: list[DeadlineFinding]
    done: list[DeadlineFinding]
    undated: list[DeadlineFinding]


def grouped(found: Sequence[DeadlineFinding], on: dt.date) -> Groups:
    """Every date of a matter in one of the groups, the next first."""
    return Groups(
        ahead=ahead(found, on),
        passed=[item for item in found if item.passed and item.done is None],
        done=[item for item in found if item.due and item.done],
        undated=[item for item in found if item.due is None],
    )


def line(groups: Groups, hearing: dt.date | None, on: dt.date) -> list[Event]:
    """The next dates, today and the hearing, to be drawn."""
    found = [Event(on, "day judged", False, today=True)]
    found += [Event(act_by(item, on), f"{number} · {item.says}", True) for number, item in enumerate(groups.ahead[:MOST_DRAWN], start=1)]
    if hearing and hearing >= on:
        found.append(Event(hearing, "next hearing", True))
    return sorted(found, key=lambda event: (event.date, not event.today))


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one matter."""

    row: Row
    dated: Dated


@dataclass(frozen=True, slots=True)
class Among:
    """Which days are asked for: of hearings or deadlines alone, of some matters alone, from a day on, to a day at the latest."""

    first: dt.date
    last: dt.date = dt.date.max
    kind: str = ""
    matters: AbstractSet[uuid.UUID] | None = None

    def of(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Dated]]:
        """Those days, in no order."""
        hearings = {"hearings": True, "deadlines": False}.get(self.kind)
        for row in rows:
            if self.matters is None or row.id in self.matters:
                for dated in row.dates:
                    if self.first <= dated.on <= self.last and (hearings is None or dated.hearing is hearings):
                        yield row, dated


def docket_days(rows: Iterable[Row], among: Among) -> list[Day]:
    """The days that are asked for, the next first."""
    found = [Day(row, dated) for row, dated in among.of(rows)]
    return sorted(found, key=lambda day: (day.dated.on, not day.dated.hearing, day.dated.time or dt.time.max, day.row.name, day.dated.key))


def next_days(rows: Sequence[Row], among: Among, most: int) -> tuple[list[Day], dt.date | None]:
    """The first so many of the days that are asked for, and the day on which the next one stands, if there are more.

    A docket of thousands has tens of thousands of days: no more of them are put in order than are shown.
    """
    counts = Counter(dated.on for _, dated in among.of(rows))
    number, last = 0, among.last
    for day in sorted(counts):
        number += counts[day]
        if number > most:
            last = day
            break
    days = docket_days(rows, replace(among, last=last))
    return days[:most], days[most].dated.on if len(days) > most else None


@dataclass(frozen=True, slots=True)
class Square:
    """One day of a month's page: what stands on it, and how much more; `within` is false for days of the months beside it."""

    date: dt.date
    within: bool
    days: list[Day]
    more: int


def month(days: Sequence[Day], first: dt.date) -> list[list[Square]]:
    """The weeks of a month, from Sunday on."""
    by_date: dict[dt.date, list[Day]] = {}
    for day in days:
        by_date.setdefault(day.dated.on, []).append(day)
    return [[_square(date, first, by_date.get(date, [])) for date in week] for week in month_of(first)]


def month_of(first: dt.date) -> list[list[dt.date]]:
    """The dates on a month's page, week by week."""
    return calendar.Calendar(firstweekday=calendar.SUNDAY).monthdatescalendar(first.year, first.month)


def _square(date: dt.date, first: dt.date, days: list[Day]) -> Square:
    return Square(date, date.month == first.month, days[:MOST_A_DAY], max(0, len(days) - MOST_A_DAY))


def neighbours(first: dt.date) -> tuple[dt.date, dt.date]:
    """The first days of the month before and of the month after."""
    before = (first - dt.timedelta(days=1)).replace(day=1)
    return before, (first + dt.timedelta(days=32)).replace(day=1)
