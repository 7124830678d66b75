"""What stands in the law on a day: regimes, entries list by list, and what a search finds."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forbear.assessment.words import plain_name
from forbear.law.authority import Authority
from forbear.law.corpus import SHELVES, Corpus
from forbear.law.entry import Entry
from forbear.law.regime import Regime
from forbear.law.shown import governing

LISTS: dict[str, str | Promise] = {
    "authorities": _("Authorities"),
    "forms": _("Forms of discretion"),
    "factors": _("Factors"),
    "deadlines": _("Deadlines"),
    "admissions": _("Admissions"),
    "filing": _("Filing rules"),
    "transitions": _("Transitions"),
    "effects": _("Effects"),
    "states": _("States"),
    "counting_rules": _("Counting rules"),
    "documents": _("Documents"),
    "evidence_factors": _("Proof of factors"),
    "evidence_rules": _("Rules of evidence"),
    "records_requests": _("Requests for records"),
    "admission_rules": _("Rules on admissions"),
    "guards": _("Guards"),
    "open_questions": _("Open questions"),
}
assert LISTS.keys() == SHELVES.keys()
MOST_FOUND = 60  # entries of one search


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list: how it stood on the day, where that is known, and whether it must be looked at again first."""

    shelf: str
    id: str
    title: str
    about: str
    status: str
    recheck: bool


@dataclass(frozen=True, slots=True)
class Governs:
    """What governs one actor on the day: its regime, as it is told everywhere else."""

    actor: str
    regime: Regime | None
    meaning: str
    said: dict[str, Any]
    authorities: list[Authority]
    ended: list[tuple[Authority, str]]


def governs(corpus: Corpus, on: dt.date) -> list[Governs]:
    """What governs each actor on a day."""
    return [_governs(corpus, name, on) for name in corpus.actors]


def lines(corpus: Corpus, shelf: str, on: dt.date, *, kind: str = "", in_force: bool = False) -> list[Line]:
    """The entries of a list; of authorities those of a kind, or in force on the day, if asked."""
    entries: Iterable[Entry] = corpus.shelf(shelf)
    if shelf == "authorities":
        entries = [
            entry
            for entry in entries
            if isinstance(entry, Authority) and (not kind or entry.kind == kind) and (not in_force or entry.status(on) == "in_force")
        ]
    found = [line(shelf, entry, on) for entry in entries]
    return sorted(found, key=lambda each: each.title.casefold())


def kinds(corpus: Corpus) -> list[str]:
    """The kinds of authority that there are."""
    return sorted({entry.kind for entry in corpus.authorities.values()})


def sought(corpus: Corpus, words: str, on: dt.date) -> tuple[list[Line], int]:
    """What holds all the words, the nearest first, and how many there are in all. An id given up leads to the one kept."""
    found: Sequence[tuple[str, Entry]] = corpus.search(words.split())
    by_name = corpus.find(words.strip()) if words.strip() else []
    ordered = [*by_name, *(each for each in found if each not in by_name)]
    return [line(shelf, entry, on) for shelf, entry in ordered[:MOST_FOUND]], len(ordered)


def line(shelf: str, entry: Entry, on: dt.date) -> Line:
    """An entry as a list shows it."""
    if isinstance(entry, Authority):
        return Line(shelf, entry.id, entry.cite, entry.title, entry.status(on) or "not yet", _recheck(entry, on))
    about = str(getattr(entry, "plain_name", "") or getattr(entry, "definition", "") or "")
    return Line(shelf, entry.id, entry.title or entry.id, about, "", entry.stale(on))


def told(value: object) -> list[str]:
    """A value of an entry in words, a line an item."""
    items = value if isinstance(value, list) else [value]
    return [_told(item) for item in items]


def _told(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{plain_name(str(name))}: {_told(each)}" for name, each in value.items() if each not in ("", [], {}, None))
    return ", ".join(map(_told, value)) if isinstance(value, list) else str(value)


def _recheck(entry: Authority, on: dt.date) -> bool:
    """Only what is still open can have changed since it was looked at."""
    period = entry.period(on)
    return period is not None and period.end is None and entry.stale(on)


def _governs(corpus: Corpus, actor: str, on: dt.date) -> Governs:
    said = governing(corpus, actor, on, None, None)
    regime = corpus.actors[actor].on(on)
    return Governs(
        actor=actor,
        regime=regime,
        meaning=corpus.postures[regime.posture].meaning if regime else "",
        said=said,
        authorities=[corpus.authorities[item["id"]] for item in said["authorities"]],
        ended=[(corpus.authorities[item["id"]], item["status"]) for item in said["not_in_force"]],
    )
