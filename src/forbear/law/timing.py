"""Which deadlines are there, and how are their days counted?"""

import datetime as dt
from typing import Literal

from forbear.law.entry import Confidence, Entry, Part, Period

Unit = Literal["calendar-days", "business-days", "years", "count"]


class CountingRule(Entry, frozen=True, kw_only=True):
    """How days are counted: day 0, which days count, what a weekend does."""

    day_zero: str = ""
    counts: str
    last_day_weekend_or_holiday: str = ""
    filed: str = ""
    caution: str = ""
    legal_holiday_includes: str = ""
    cites: list[str]


class Trigger(Part, frozen=True, kw_only=True):
    """The event that starts the count."""

    event: str
    meaning: str = ""


class Length(Part, frozen=True, kw_only=True):
    """How long."""

    value: int | None = None
    unit: Unit


class DeadlineException(Part, frozen=True, kw_only=True):
    """What moves, stops or lifts the deadline. Without an act it is only said: a court may allow it, nobody may rely on it."""

    id: str
    effect: str
    cite: str = ""
    act: Literal["", "lifts", "replaces", "next-business-day"] = ""
    value: int | None = None
    unit: Unit = "calendar-days"


class Doubt(Part, frozen=True, kw_only=True, rename={"start": "from"}):
    """From this day of a period another length may already have governed, since the day of the change is not known."""

    start: dt.date
    value: int
    why: str


class DeadlinePeriod(Period, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A period of the deadline's life; `value` replaces its length while it ran.

    `ends_for_pending`: what was pending when the period ended follows the next period's length from its first day on.
    """

    value: int | None = None
    from_precision: str = ""
    to_precision: str = ""
    ends_for_pending: bool = False
    doubt: Doubt | None = None


class Conflict(Part, frozen=True, kw_only=True, rename={"start": "from"}):
    """Texts that conflict for events from a day: the shorter reading is the date to aim for. A fact may settle it."""

    what: str
    handle: str
    start: dt.date
    settled_by: str
    value: int
    unit: Unit


class Proposal(Part, frozen=True, kw_only=True, rename={"start": "from"}):
    """A proposed change."""

    start: dt.date
    by: str
    note: str


class SecondPeriod(Part, frozen=True, kw_only=True):
    """A second length that runs with the first."""

    event: str = ""
    value: int
    unit: Unit
    effect: str = ""


class Ahead(Part, frozen=True, kw_only=True):
    """Where one of these deadlines runs, the length is counted back from its day in force, not from the event."""

    deadlines: list[str]
    value: int


class Deadline(Entry, frozen=True, kw_only=True):
    """One deadline. Where time `accrues`, or the day is the `earliest` on which something may be done, no earlier day is safer."""

    applies_to: list[str]
    neutral: str = ""  # the title where others may read it, if the title itself tells of a claim, an order, an entry or a crime
    trigger: Trigger
    period: Length
    direction: Literal["after", "before"]
    counting_rule: str
    filed_when: str
    citations: list[str]
    exceptions: list[DeadlineException] = []
    consequence_of_missing: str
    in_force: list[DeadlinePeriod] = []
    conflict: Conflict | None = None
    recheck: str = ""
    proposed_change: Proposal | None = None
    amount_usd: dict[str, object] = {}
    second_period: SecondPeriod | None = None
    variant: dict[str, object] = {}
    accrues: bool = False
    earliest: bool = False
    window: bool = False
    ahead_of: Ahead | None = None

    def length_in(self, period: DeadlinePeriod) -> int | None:
        """The length while a period ran."""
        return period.value if period.value is not None else self.period.value


class Holiday(Part, frozen=True, kw_only=True):
    """A federal holiday on the day it is observed."""

    date: dt.date
    name: str


class Closure(Part, frozen=True, kw_only=True):
    """A day on which offices were closed by order; no legal holiday."""

    date: dt.date
    kind: str
    confidence: Confidence
    source: str = ""
