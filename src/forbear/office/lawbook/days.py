"""The law of which day is looked at? The one that the address names, else today; a slider and a field choose another."""

import datetime as dt
import re
from dataclasses import dataclass

from django.http import QueryDict

from forbear.law.corpus import Corpus

FIRST = dt.date(2000, 11, 17)  # the first day of the first policy that the corpus holds
AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Day:
    """The day looked at, whether it is today, and what was wrong with what was typed, if anything."""

    on: dt.date
    today: dt.date
    typed: str = ""
    wrong: bool = False

    @property
    def is_today(self) -> bool:
        """Whether the law of today is looked at."""
        return self.on == self.today

    @property
    def query(self) -> str:
        """What links carry, so that the day stays."""
        return "" if self.is_today else f"on={self.on.isoformat()}"

    @property
    def number(self) -> int:
        """The day as the slider counts it."""
        return max(0, min((self.on - FIRST).days, self.most))

    @property
    def most(self) -> int:
        """The last day of the slider."""
        return (self.today + AHEAD - FIRST).days


def day_asked(given: QueryDict, today: dt.date) -> Day:
    """The day that the address asks for: `on`, a date, or `day`, a place of the slider. What cannot be read stays in its field."""
    slid, typed = given.get("day", ""), given.get("on", "").strip()
    if re.fullmatch(r"\d{1,5}", slid, re.ASCII):
        return Day(min(FIRST + dt.timedelta(days=int(slid)), today + AHEAD), today)
    if not typed:
        return Day(today, today)
    try:
        on = dt.date.fromisoformat(typed) if re.fullmatch(r"\d{4}-\d\d-\d\d", typed, re.ASCII) else None
    except ValueError:
        on = None
    if on is None or not 1900 <= on.year < 2100:
        return Day(today, today, typed[:40], wrong=True)
    return Day(on, today)


def turns(corpus: Corpus, actor: str) -> list[dt.date]:
    """The days on which an actor's regime turned, the newest first."""
    return [regime.start for regime in reversed(corpus.actors[actor].periods)]
