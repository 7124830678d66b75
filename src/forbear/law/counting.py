"""When is it due? One deadline counted from its event, every step shown.

Day 0 is the event; calendar days are counted one by one; a last day on a weekend or legal holiday moves to the next business
day where the rule of counting says so, toward the hearing when counting back (ICPM 3.1(c); FRAP 26(a); 8 CFR 1.2). The
length is that in force on the day of the event. The protective day is one on which offices are surely open.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from forbear.law.calendar import Calendar, same_day_in
from forbear.law.timing import Deadline, DeadlineException, DeadlinePeriod, Length, Trigger, Unit

USCIS_ROLLS_SINCE = dt.date(2023, 3, 29)
ROLLS = ("eoir-after-event", "eoir-before-hearing", "eoir-specific-date", "frap-26")
LIVING = ("in_force", "superseded")  # a length that was later replaced still governed the events of its day
DECLARED = ("frap-26",)  # FRAP 26(a)(6): a day that the President declares a holiday is a legal holiday too
FILED_YEARS = ("asylum-one-year",)  # 8 CFR 208.4(a)(2)(ii): a filing, so a last day on a weekend moves


@dataclass(frozen=True, slots=True)
class CountedStep:
    """One step of a count: what was done, and the day it led to."""

    what: str
    date: dt.date | None


@dataclass(slots=True)
class Counted:
    """A deadline counted: its day or the reason why there is none, and how it came about."""

    id: str
    due: dt.date | None
    protective: dt.date | None = None
    steps: list[CountedStep] = field(default_factory=list)
    authority: list[str] = field(default_factory=list)
    reason: str = ""
    conflict: dict[str, object] | None = None
    opens: dt.date | None = None
    closes: dt.date | None = None
    second: dict[str, object] | None = None
    missed_means: str = ""
    notes: list[str] = field(default_factory=list)

    def step(self, what: str, date: dt.date | None = None) -> None:
        """Adds a step."""
        self.steps.append(CountedStep(what, date))


def count(
    deadline: Deadline,
    event: dt.date,
    calendar: Calendar,
    *,
    facts: Sequence[str] = (),
    dates: Mapping[str, dt.date] | None = None,
    delay_days: int = 0,
) -> Counted:
    """The deadline counted from its event.

    `facts` are ids of exceptions of the deadline that hold; `dates` are those of its other events. `delay_days` are calendar
    days of delay by the applicant, which the asylum clock does not count.
    """
    found = Counted(deadline.id, None, authority=list(deadline.citations), missed_means=deadline.consequence_of_missing)
    found.step(
        f"day 0: {deadline.trigger.event.replace('_', ' ')}" + (f" – {deadline.trigger.meaning}" if deadline.trigger.meaning else ""), event
    )
    period = next((item for item in deadline.in_force if item.holds(event)), None)
    value, unit = deadline.period.value, deadline.period.unit
    if period is not None:
        value = deadline.length_in(period)
        if period.status not in LIVING:
            found.reason = f"{period.status} on that day: {period.note or period.by or ''}".rstrip(": ")
            return found
        _say_period(found, period, value, unit)
    elif deadline.in_force:
        found.reason = "not in force on the day of the event"
        return found
    holding = [item for item in deadline.exceptions if item.id in facts]
    for item in holding:
        found.step(f"{item.id.replace('-', ' ')}: {item.effect}" + (f" ({item.cite})" if item.cite else ""))
        if item.act == "lifts":
            found.reason = item.effect
            return found
        if item.act == "replaces" and item.value is not None:
            value, unit = item.value, item.unit
    if value is None or unit == "count":
        found.reason = deadline.note or deadline.consequence_of_missing
        return found
    _lay(found, deadline, event, (value, unit), calendar, delay_days=delay_days)
    if period is not None and not any(item.act == "replaces" for item in holding):
        _follow_the_next_length(found, deadline, period, event, delay_days=delay_days)
        _meet_doubt(found, deadline, period, event, calendar)
    _move_for_outage(found, holding, calendar)
    _meet_closure(found, deadline, event, calendar)
    _meet_conflict(found, deadline, event, calendar, facts)
    _second(found, deadline, event, dates or {})
    _say_what_else(found, deadline, calendar)
    return found


def _say_period(found: Counted, period: DeadlinePeriod, value: int | None, unit: Unit) -> None:
    since = f"since {period.start.isoformat()}" if period.start else "since before 2000"
    if period.value is not None:
        found.step(f"{value} {unit.replace('-', ' ')} {since}" + (f" ({period.by})" if period.by else ""))
    for text in (period.note, period.from_precision, period.to_precision):
        if text:
            found.notes.append(text)


def _lay(found: Counted, deadline: Deadline, event: dt.date, length: tuple[int, Unit], calendar: Calendar, *, delay_days: int) -> None:
    """The raw day, then the roll that the rule of counting asks for."""
    value, unit = length
    back = deadline.direction == "before"
    rule = deadline.counting_rule
    if unit == "business-days":
        due = calendar.business_days_after(event, value)
        found.step(f"{value} business day{'' if value == 1 else 's'} counted; weekends and legal holidays are passed over", due)
        found.due = due
        return
    raw = _raw(found, event, -value if back else value, unit, calendar, accrues=deadline.accrues)
    if delay_days:
        raw += dt.timedelta(days=delay_days)
        found.step(f"{delay_days} days of delay by the applicant are not counted", raw)
    if deadline.window:
        found.opens, found.closes = raw, event
        found.step("the window opens on this day and closes on day 0", raw)
    rolls = rule in ROLLS or deadline.id in FILED_YEARS or (rule == "uscis-paper" and raw >= USCIS_ROLLS_SINCE and not deadline.window)
    reason = calendar.why_not(raw)
    found.due = raw
    if reason and rolls:
        found.due = calendar.on_or_after(raw)
        toward = " toward the hearing" if back and rule == "eoir-before-hearing" else ""
        found.step(f"{raw.isoformat()} is {reason}: moves to the next business day{toward}", found.due)
        if not deadline.earliest:
            found.protective = found.protective or calendar.open_on_or_before(raw)
            found.step("aim for the business day before", found.protective)
    elif reason and not deadline.accrues and not deadline.window and rule in ("uscis-paper", "anniversary"):
        found.protective = calendar.open_on_or_before(raw)
        found.step(f"{raw.isoformat()} is {reason} and nothing moves it: aim for the business day before", found.protective)


def _raw(found: Counted, event: dt.date, value: int, unit: Unit, calendar: Calendar, *, accrues: bool) -> dt.date:
    way = "back " if value < 0 else ""
    if unit == "years":
        there = same_day_in(value, event)
        if there is None:
            there = dt.date(event.year + value, 3, 1)
            if accrues and value > 0:  # what becomes possible is complete on 1 March; a day earlier may be too early
                found.step("29 February does not exist in that year: complete on 1 March", there)
            else:
                safe = dt.date(event.year + value, 2, 28)
                found.protective = safe if accrues else calendar.open_on_or_before(safe)
                found.step("29 February does not exist in that year: 1 March counts, 28 February is safe", there)
        else:
            found.step(f"{way}{abs(value)} year{'' if abs(value) == 1 else 's'}: the same calendar date", there)
        if accrues:
            found.step("time accrues; no day moves it", there)
        return there
    there = event + dt.timedelta(days=value)
    found.step(f"{way}{abs(value)} calendar days, each day counted", there)
    return there


def _follow_the_next_length(found: Counted, deadline: Deadline, period: DeadlinePeriod, event: dt.date, *, delay_days: int) -> None:
    """A length that ended for pending cases too: the next one counts for them, but not before its first day."""
    following = next((item for item in deadline.in_force if item.start and item.start == period.end), None)
    value = deadline.length_in(following) if following else None
    if not period.ends_for_pending or following is None or following.start is None or value is None:
        return
    there = max(event + dt.timedelta(days=value + delay_days), following.start)
    if found.due is not None and there < found.due:
        found.due = there
        found.step(f"that length ended on {following.start.isoformat()} for pending cases too: {value} days, not before that day", there)


def _meet_doubt(found: Counted, deadline: Deadline, period: DeadlinePeriod, event: dt.date, calendar: Calendar) -> None:
    """Where the day of a change of length is not known, the earlier of the two days is the one to aim for."""
    doubt = period.doubt
    if doubt is None or event < doubt.start:
        return
    there = calendar.open_on_or_before(event + dt.timedelta(days=-doubt.value if deadline.direction == "before" else doubt.value))
    if found.due is not None and there < (found.protective or found.due):
        found.protective = there
        found.step(f"{doubt.value} days may already have been the length ({doubt.why}): aim for this day", there)


def _move_for_outage(found: Counted, holding: Sequence[DeadlineException], calendar: Calendar) -> None:
    if found.due is not None and any(item.act == "next-business-day" for item in holding):
        found.due = calendar.on_or_after(found.due + dt.timedelta(days=1))
        found.step("the first business day on which the system works again", found.due)


def _meet_closure(found: Counted, deadline: Deadline, event: dt.date, calendar: Calendar) -> None:
    """A due day on which offices are closed by order: nothing surely moves it, so an open day before it is the one to aim for."""
    kind = calendar.closures.get(found.due) if found.due else None
    if found.due is None or kind is None or deadline.accrues or deadline.earliest or deadline.window:
        return
    safe = calendar.open_on_or_before(found.due)
    if deadline.direction == "after" and safe <= event:
        return
    found.protective = min(safe, found.protective or safe)
    if deadline.counting_rule not in DECLARED:
        found.step(f"{found.due.isoformat()} is {kind}; no legal holiday, so nothing moves: aim for an open day before", found.protective)
        return
    moved = calendar.open_on_or_after(found.due)
    found.conflict = {
        "what": f"FRAP 26(a)(6) also counts a day that the President declares a holiday; {found.due.isoformat()} is {kind}, and no"
        " legal holiday under 5 U.S.C. 6103.",
        "handle": f"If it counts, the last day moves to {moved.isoformat()}; do not rely on that, and file by"
        f" {found.protective.isoformat()}.",
        "aim": found.protective,
        "limit": found.due,
    }
    found.step(f"{found.due.isoformat()} is {kind}: it may be a legal holiday under FRAP 26(a)(6), and the last day then", moved)
    found.step("the texts can be read both ways: aim for an open day before", found.protective)


def _meet_conflict(found: Counted, deadline: Deadline, event: dt.date, calendar: Calendar, facts: Sequence[str]) -> None:
    """Where texts conflict, the shorter reading is the date to aim for; both are shown."""
    conflict = deadline.conflict
    if conflict is None or event < conflict.start or conflict.settled_by in facts:
        return
    shorter = calendar.open_on_or_before(event + dt.timedelta(days=conflict.value))
    found.protective = shorter
    found.conflict = {"what": conflict.what, "handle": conflict.handle, "aim": shorter, "limit": found.due}
    found.step(f"the texts conflict: day {conflict.value}, or the business day before it, is the date to aim for", shorter)


def _second(found: Counted, deadline: Deadline, event: dt.date, dates: Mapping[str, dt.date]) -> None:
    """A second length: from the same event it has an effect of its own; from another event both must be complete."""
    second = deadline.second_period
    if second is None or second.unit != "years":
        return
    start = dates.get(second.event) if second.event else event
    called = f"{second.value} year{'' if second.value == 1 else 's'}"
    if start is None:
        found.notes.append(f"{called} from the {second.event.replace('_', ' ')} must be complete too; that day was not given")
        return
    there = same_day_in(second.value, start) or dt.date(start.year + second.value, 3, 1)
    found.second = {"due": there, "effect": second.effect}
    found.step(f"{called}: {second.effect}" if second.effect else f"{called} from the {second.event.replace('_', ' ')}", there)
    if second.event and found.due and there > found.due:
        found.due = there
        found.step("both must be complete: the later day counts", there)


def _say_what_else(found: Counted, deadline: Deadline, calendar: Calendar) -> None:
    found.notes += [text for text in (deadline.note, deadline.recheck and f"recheck {deadline.recheck}") if text]
    if deadline.filed_when != "n/a":
        found.step(f"counts as done by {deadline.filed_when}")
    for day in dict.fromkeys(day for day in (found.due, found.protective) if day and not deadline.accrues):
        if not calendar.covers(day):
            found.notes.append(f"{day.isoformat()} lies outside the table of holidays; check that day")


def ahead_of(deadline: Deadline, title: str) -> Deadline:
    """The same deadline, counted back from the day in force of another that it must precede. `title` names that other."""
    assert deadline.ahead_of is not None
    return msgspec.structs.replace(
        deadline,
        trigger=Trigger(event="filing_deadline_in_force", meaning=title),
        period=Length(value=deadline.ahead_of.value, unit="calendar-days"),
        direction="before",
    )


def rule_changed(deadline: Deadline, event: dt.date, due: dt.date | None) -> str:
    """Says where the length changed between the due day and the event, so that it must be asked which one is held to."""
    if due is None:
        return ""
    low, high = min(event, due), max(event, due)
    living = [item for item in deadline.in_force if item.status in LIVING]
    changes = [
        later.start
        for earlier, later in pairwise(living)
        if later.start and low < later.start <= high and deadline.length_in(earlier) != deadline.length_in(later)
    ]
    return f"the length changed on {changes[0].isoformat()}, between the two days; confirm which one is held to" if changes else ""
