"""What does this office know that the corpus does not? Local notes, and changes of law seen this morning.

An office's overlay is a folder with the same files as the corpus, any of which may be left out, and `office.yaml` with notes
and changes. A change suspends, ends or revives an entry from a day; it has an author and a source, and it wins visibly.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from forbear.law.authority import Authority
from forbear.law.entry import Part, Period

Say = Callable[[str, str, str], None]


class OfficeNote(Part, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A local note: a request channel, a page limit, what an office asks for on criminal records, a judge's practice."""

    id: str
    about: str
    topic: Literal["request-channel", "page-limit", "criminal-record", "judge", "court", "other"]
    text: str
    author: str
    source: str
    start: dt.date
    end: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        """Whether the note counts on the day."""
        return self.start <= on and (self.end is None or on < self.end)


class Change(Part, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A change of one authority from a day, until the day named or for good."""

    authority: str
    act: Literal["suspend", "end", "revive"]
    start: dt.date
    end: dt.date | None = None
    author: str
    source: str
    note: str = ""

    @property
    def id(self) -> str:
        """A name for messages."""
        return f"{self.act} {self.authority} from {self.start}"


STATUS: dict[str, Literal["suspended", "rescinded", "in_force"]] = {"suspend": "suspended", "end": "rescinded", "revive": "in_force"}


def apply_changes(authorities: Mapping[str, Authority], changes: Iterable[Change], say: Say) -> dict[str, Authority]:
    """The authorities with an office's changes cut into their lives."""
    changed = dict(authorities)
    for change in changes:
        entry = changed.get(change.authority)
        if entry is None:
            say("office.yaml", change.id, f"unknown authority {change.authority!r}")
            continue
        note = f"office: {change.note or change.act} ({change.author}; {change.source})"
        new = Period(start=change.start, end=change.end, status=STATUS[change.act], by=None, note=note)
        changed[entry.id] = msgspec.structs.replace(entry, in_force=_cut(entry.in_force, new), current_as_of=change.start)
    return changed


def _cut(periods: list[Period], new: Period) -> list[Period]:
    """A life with one period laid into it; what stood after the new period's end stands again."""
    kept: list[Period] = []
    for period in periods:
        before_end = min(period.end or dt.date.max, new.start or dt.date.min)
        if (period.start or dt.date.min) < before_end:
            kept.append(msgspec.structs.replace(period, end=before_end))
        if new.end is not None:
            after = max(period.start or dt.date.min, new.end)
            if after < (period.end or dt.date.max):
                kept.append(msgspec.structs.replace(period, start=after))
    return sorted([*kept, new], key=lambda period: period.start or dt.date.min)
