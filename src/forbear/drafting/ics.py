"""The dates of a case as a calendar (RFC 5545).

An event's name and text hold no fact of the case unless that is asked for: a calendar is shared, printed and seen over
shoulders. Its identity is stable, so that importing again updates.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event

from forbear.assessment.finding import DeadlineFinding
from forbear.casefile.model import CaseFile

LEADS = (14, 7, 1)  # calendar days before, at which a person is reminded
SAYS = {"file by": "File by", "answer by": "Answer by", "leave by": "Leave by", "do by": "Do by", "ask by": "Ask by"}


@dataclass(frozen=True, slots=True)
class Hearing:
    """The next hearing: its day, its kind, and the hour if the file gives one (local time of the court)."""

    date: dt.date
    kind: str
    time: dt.time | None


def next_hearing(case: CaseFile) -> Hearing | None:
    """The next hearing of a case file, if it is dated."""
    date = case.date("proceedings.next_hearing.date")
    clock = re.match(r"([01]?\d|2[0-3]):([0-5]\d)\s*([ap]\.?m\.?)?", (case.text("proceedings.next_hearing.time") or "").lower())
    time = None
    if clock:
        hour = int(clock[1]) % 12 + (12 if clock[3].startswith("p") else 0) if clock[3] else int(clock[1])
        time = dt.time(hour, int(clock[2]))
    return Hearing(date, case.text("proceedings.next_hearing.type") or "", time) if date else None


def calendar(case: str, deadlines: Iterable[DeadlineFinding], on: dt.date, *, hearing: Hearing | None = None, named: bool = False) -> bytes:
    """The hearing and the dates from a day on. `named` puts the case's name into each title."""
    made = Calendar()
    made.add("prodid", "-//forbear//deadlines//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if hearing is not None and hearing.date >= on:
        made.add_component(_hearing(case, hearing, on=on, named=named))
    for item in deadlines:
        days = [(item.due, "")]
        if item.protective and item.protective != item.due:
            days.append((item.protective, "aim for: "))
        for day, prefix in days:
            if day is not None and day >= on and item.done is None:
                made.add_component(_event(case, item, day, prefix, on=on, named=named))
    return bytes(made.to_ical())


def _hearing(case: str, hearing: Hearing, *, on: dt.date, named: bool) -> Event:
    title = f"{hearing.kind.capitalize()} hearing" if hearing.kind in ("master", "individual", "bond") else "Hearing"
    start = dt.datetime.combine(hearing.date, hearing.time) if hearing.time else hearing.date
    end = start + dt.timedelta(hours=1) if hearing.time else start + dt.timedelta(days=1)
    text = "Confirm the day, the hour and the mode with the court the day before."
    return _made(case, "next-hearing", title, text, on=on, named=named, span=(start, end), busy=True)


def _event(case: str, item: DeadlineFinding, day: dt.date, prefix: str, *, on: dt.date, named: bool) -> Event:
    title = f"{prefix}{SAYS.get(item.says, item.says.capitalize())}: {item.title}"
    text = f"Authority: {'; '.join(item.authority)}. If missed: {item.missed_means}"
    return _made(case, f"{item.id}|{prefix}", title, text, on=on, named=named, span=(day, day + dt.timedelta(days=1)))


def _made(
    case: str, key: str, title: str, text: str, *, on: dt.date, named: bool, span: tuple[dt.date, dt.date], busy: bool = False
) -> Event:
    event = Event()
    event.add("uid", f"{hashlib.sha256(f'{case}|{key}'.encode()).hexdigest()[:24]}@forbear")
    event.add("dtstamp", dt.datetime.combine(on, dt.time(0, 0), dt.UTC))
    event.add("dtstart", span[0])
    event.add("dtend", span[1])
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    event.add("summary", f"{title} – {case}" if named else title)
    event.add("description", text)
    for lead in LEADS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", dt.timedelta(days=-lead))
        event.add_component(alarm)
    return event
