"""The dates of a case as a calendar (RFC 5545).

An event's name and text hold no fact of the case unless that is asked for: a calendar is shared, printed and seen over
shoulders. Its identity is stable, so that importing again updates.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Event

from forbear.assessment.finding import DeadlineFinding

LEADS = (14, 7, 1)  # calendar days before, at which a person is reminded
SAYS = {"file by": "File by", "answer by": "Answer by", "leave by": "Leave by", "do by": "Do by", "ask by": "Ask by"}


def calendar(case: str, deadlines: Iterable[DeadlineFinding], on: dt.date, *, named: bool = False) -> bytes:
    """The dates from a day on. `named` puts the case's name into each title."""
    made = Calendar()
    made.add("prodid", "-//forbear//deadlines//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for item in deadlines:
        days = [(item.due, "")]
        if item.protective and item.protective != item.due:
            days.append((item.protective, "aim for: "))
        for day, prefix in days:
            if day is not None and day >= on and item.done is None:
                made.add_component(_event(case, item, day, prefix, on=on, named=named))
    return bytes(made.to_ical())


def _event(case: str, item: DeadlineFinding, day: dt.date, prefix: str, *, on: dt.date, named: bool) -> Event:
    event = Event()
    identity = hashlib.sha256(f"{case}|{item.id}|{prefix}".encode()).hexdigest()[:24]
    event.add("uid", f"{identity}@forbear")
    event.add("dtstamp", dt.datetime.combine(on, dt.time(0, 0), dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    title = f"{prefix}{SAYS.get(item.says, item.says.capitalize())}: {item.title}"
    event.add("summary", f"{title} – {case}" if named else title)
    event.add("description", f"Authority: {'; '.join(item.authority)}. If missed: {item.missed_means}")
    for lead in LEADS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", dt.timedelta(days=-lead))
        event.add_component(alarm)
    return event
