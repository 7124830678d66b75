"""Which policy governed an actor on a day, and how open was it?"""

import datetime as dt
from typing import Literal

from forbear.law.entry import Confidence, Entry, Part

Posture = Literal["broad-discretion", "priorities-guided", "restricted", "no-categories-exempt", "vacated-guidance-case-by-case"]


class Meaning(Part, frozen=True, kw_only=True):
    """A word of a scale and what it means."""

    id: str
    meaning: str


class Regime(Part, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """One period of an actor's timeline."""

    id: str
    start: dt.date
    end: dt.date | None = None
    posture: Posture
    authorities: list[str]
    ask: str
    confidence: Confidence
    note: str = ""
    uncertainty: str = ""
    recheck_days: int = 180

    def holds(self, on: dt.date) -> bool:
        """Whether the regime governed on the day."""
        return self.start <= on and (self.end is None or on < self.end)


class PostureWord(Part, frozen=True, kw_only=True):
    """A posture: how open an actor is, and how often a request is then granted, as a convention of practice."""

    id: Posture
    realistic: Literal["common", "possible", "rare", "litigation-only"]
    meaning: str


class Actor(Part, frozen=True, kw_only=True):
    """An actor and its timeline, without gap or overlap."""

    id: str
    title: str
    meaning: str
    last_direct_evidence: dt.date
    note: str = ""
    periods: list[Regime]

    def on(self, day: dt.date) -> Regime | None:
        """The regime that governed on a day; None before the timeline begins."""
        return next((regime for regime in self.periods if regime.holds(day)), None)


class Answer(Part, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """What an overlay answers in one period: live or not, or a word."""

    start: dt.date
    end: dt.date | None = None
    live: bool | None = None
    answer: str = ""
    by: str = ""
    note: str = ""

    def holds(self, on: dt.date) -> bool:
        """Whether the answer was true on the day."""
        return self.start <= on and (self.end is None or on < self.end)


class Overlay(Part, frozen=True, kw_only=True):
    """A question that lies across all actors, such as whether interior expedited removal is live."""

    id: str
    title: str
    note: str = ""
    periods: list[Answer]

    def on(self, day: dt.date) -> Answer | None:
        """The answer on a day."""
        return next((answer for answer in self.periods if answer.holds(day)), None)


class OpenQuestion(Entry, frozen=True, kw_only=True):
    """Something the sources do not answer, and why it matters."""

    why: str
    newest_source_seen: dt.date
