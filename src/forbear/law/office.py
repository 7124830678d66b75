"""What does this office know that the corpus does not? Local notes, and changes of law seen this morning.

An office's overlay is a folder with the same files as the corpus, any of which may be left out, and `office.yaml` with notes
and changes. A change suspends, ends or revives an entry from a day; it has an author and a source, and it wins visibly.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from forbear.law.authority import Authority
from forbear.law.entry import Part, Period, Span

LOCAL = ("page-limit", "judge", "court")  # topics on which a note speaks of one court or one judge
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

    def said(self, place: Sequence[str] | None) -> str:
        """The note in words; nothing where it speaks of another place than that of a case, whose court and judge are named.

        Where the case names no court, or the note is of a kind that may bind beyond one court, it is said as general.
        """
        text = f"{self.about}: {self.text} ({self.author})"
        if place is None or any(_same(self.about, name) for name in place):
            return text
        if self.topic in LOCAL and place:
            return ""
        return f"general, not matched to this case's court – {text}"


def _same(about: str, name: str) -> bool:
    one, other = (" ".join(re.findall(r"\w+", word.casefold())) for word in (about, name))
    return bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


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

    def holds(self, on: dt.date) -> bool:
        """Whether the change counts on the day."""
        return self.start <= on and (self.end is None or on < self.end)

    def said(self) -> str:
        """The change as every page says it."""
        until = f" to {self.end}" if self.end else ""
        return f"{self.act} {self.authority} from {self.start}{until}{f', {self.note}' if self.note else ''} ({self.author}; {self.source})"


OLDEST, NEWEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)  # days on which an office's own law may begin
BY_OFFICE = "office: "  # how the note of a period begins that an office has set
STATUS: dict[str, Literal["suspended", "rescinded", "in_force"]] = {"suspend": "suspended", "end": "rescinded", "revive": "in_force"}


def named_by_id(changes: Iterable[Change], aliases: Mapping[str, str]) -> list[Change]:
    """The changes, each with the id kept where its authority is named by an id given up."""
    return [msgspec.structs.replace(change, authority=aliases.get(change.authority, change.authority)) for change in changes]


def check_office(changes: Iterable[Change], notes: Iterable[OfficeNote], say: Say) -> None:
    """Every change and note has an author, a source and days in order; no two changes say two things of one authority on one day."""
    seen: dict[tuple[str, dt.date], Change] = {}
    items: list[Change | OfficeNote] = [*changes, *notes]
    for item in items:
        if item.end is not None and item.end <= item.start:
            say("office.yaml", item.id, f"from {item.start} to {item.end} is no day at all; `to` is the first day it no longer holds")
        if not OLDEST <= item.start <= NEWEST:
            say("office.yaml", item.id, f"begins on {item.start}; expected a day from {OLDEST.year} to {NEWEST.year}")
        for word, value in (("author", item.author), ("source", item.source)):
            if not value.strip():
                say("office.yaml", item.id, f"has no {word}; write who says so, and where it was read")
        if isinstance(item, Change) and (other := seen.setdefault((item.authority, item.start), item)) is not item:
            say("office.yaml", item.id, f"another change says {other.act} of the same authority from the same day; keep one")


def apply_changes(authorities: Mapping[str, Authority], changes: Iterable[Change], say: Say) -> dict[str, Authority]:
    """The authorities with an office's changes cut into their lives.

    When an entry was last looked at is left as it is: a change says that one thing turned, not that all else was read again.
    """
    changed = dict(authorities)
    for change in sorted(changes, key=lambda change: change.start):  # the later day wins, wherever it stands in the file
        entry = changed.get(change.authority)
        if entry is None:
            say("office.yaml", change.id, f"unknown authority {change.authority!r}")
            continue
        note = BY_OFFICE + change.said()
        new = Period(start=change.start, end=change.end, status=STATUS[change.act], by=None, note=note)
        changed[entry.id] = msgspec.structs.replace(entry, in_force=_cut(entry.in_force, new))
    return changed


def days_off(entry: Authority) -> list[Span]:
    """The days on which the office, and not the corpus, has taken an authority out of force."""
    return [period for period in entry.in_force if period.note.startswith(BY_OFFICE) and period.status != "in_force"]


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
