"""The life of an entry as a line of dated periods: when it began, how it stood, who ended it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forbear.law.authority import Authority
from forbear.law.entry import Period
from forbear.law.office import BY_OFFICE
from forbear.law.regime import Actor

WIDE = 1000  # units of the drawing
LEAST = 4  # units of a period that lasted days
BEFORE = dt.timedelta(days=365)  # shown before a life whose beginning is not dated


@dataclass(frozen=True, slots=True)
class Stretch:
    """One period of a life. `x` and `width` place it in the drawing; `by` set it; `here` is whether the day looked at falls in it."""

    start: dt.date | None
    end: dt.date | None
    status: str
    x: float
    width: float
    here: bool
    by: Authority | None = None
    by_name: str = ""
    note: str = ""
    by_office: bool = False
    approximate: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """A life drawn: its stretches in order, and where the day looked at stands in the drawing."""

    stretches: list[Stretch]
    mark: float
    first: dt.date
    last: dt.date


def life_of(periods: Sequence[Period], authorities: Mapping[str, Authority], on: dt.date, today: dt.date) -> Life:
    """The life of an authority, from its periods."""
    scale = _Scale([(period.start, period.end) for period in periods], on, today)
    stretches = []
    for period in periods:
        x, width = scale.place(period.start, period.end)
        by_office = period.note.startswith(BY_OFFICE)
        stretches.append(
            Stretch(
                start=period.start,
                end=period.end,
                status=period.status,
                x=x,
                width=width,
                here=period.holds(on),
                by=authorities.get(period.by or ""),
                by_name=period.by or "",
                note=period.note.removeprefix(BY_OFFICE),
                by_office=by_office,
                approximate=period.approximate,
            )
        )
    return Life(stretches, scale.at(on), scale.first, scale.last)


def regimes_of(actor: Actor, on: dt.date, today: dt.date) -> Life:
    """The regimes of an actor, one after the other."""
    scale = _Scale([(regime.start, regime.end) for regime in actor.periods], on, today)
    stretches = []
    for regime in actor.periods:
        x, width = scale.place(regime.start, regime.end)
        stretches.append(
            Stretch(
                start=regime.start,
                end=regime.end,
                status=regime.posture,
                x=x,
                width=width,
                here=regime.holds(on),
                note=regime.note,
                title=regime.id,
            )
        )
    return Life(stretches, scale.at(on), scale.first, scale.last)


class _Scale:
    """Days on a line as wide as the drawing."""

    def __init__(self, spans: Sequence[tuple[dt.date | None, dt.date | None]], on: dt.date, today: dt.date) -> None:
        starts = [start for start, _ in spans if start]
        ends = [end for _, end in spans if end]
        known = [*starts, *ends, today]
        self.first = min([*known, on]) if all(start for start, _ in spans) else min([*known, on]) - BEFORE
        self.last = max([*known, on])

    def at(self, day: dt.date) -> float:
        """Where a day stands."""
        whole = max((self.last - self.first).days, 1)
        return round((day - self.first).days / whole * WIDE, 1)

    def place(self, start: dt.date | None, end: dt.date | None) -> tuple[float, float]:
        """Where a period begins, and how long it is."""
        x = self.at(start or self.first)
        return x, max(round(self.at(end or self.last) - x, 1), LEAST)
