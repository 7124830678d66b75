"""What every entry of the corpus has: an id, sources, how sure we are, and when it was last looked at."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal, TypeVar

import msgspec

Confidence = Literal["verified", "secondary", "recalled"]
Status = Literal["in_force", "enjoined", "stayed", "vacated", "rescinded", "superseded", "proposed", "suspended"]
Circuit = Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "dc"]
E = TypeVar("E", bound="Entry")
WEAKEST: tuple[Confidence, ...] = ("recalled", "secondary", "verified")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A piece of an entry. A key that is not listed is refused when the corpus is compiled."""


class Source(Part, frozen=True, kw_only=True):
    """A page that was read, its date (a year, a month or a day) and what it shows."""

    url: str
    date: str | None = None
    shows: str


class Span(Part, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A half-open period: `from` is its first day, `to` the first day after it; null is open."""

    start: dt.date | None = None
    end: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        """Whether the period includes the day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


class Period(Span, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A period of an authority's life: its status and who set it."""

    status: Status
    by: str | None = None
    approximate: bool = False
    note: str = ""


class Entry(Part, frozen=True, kw_only=True):
    """Base of every entry. `recheck_days` is how long after `current_as_of` it must be looked at again."""

    id: str
    title: str = ""
    sources: list[Source] = []
    confidence: Confidence | None = None
    current_as_of: dt.date | None = None
    recheck_days: int = 180
    note: str = ""
    needs_review: str = ""
    needs_human_check: bool = False
    related_reading: list[str] = []

    def stale(self, on: dt.date) -> bool:
        """Whether the entry must be looked at again before it is relied on: overdue on the day, or never dated."""
        return self.current_as_of is None or on > self.current_as_of + dt.timedelta(days=self.recheck_days)


def inherit(entry: E, parents: Sequence[Entry]) -> E:
    """The entry with what it lacks taken from those it cites: their sources, the weakest confidence, the oldest date."""
    changes: dict[str, object] = {}
    if not entry.sources and entry.confidence is None:
        seen: dict[str, Source] = {}
        for parent in parents:
            seen |= {source.url: source for source in parent.sources if source.url not in seen}
        changes["sources"] = list(seen.values())
    if entry.confidence is None:
        found = [parent.confidence for parent in parents if parent.confidence]
        changes["confidence"] = min(found, key=WEAKEST.index) if found else "recalled"
    if entry.current_as_of is None:
        dates = [parent.current_as_of for parent in parents if parent.current_as_of]
        changes["current_as_of"] = min(dates) if dates else None
    return msgspec.structs.replace(entry, **changes) if changes else entry
