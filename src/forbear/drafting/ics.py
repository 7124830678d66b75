"""The dates of a case as a calendar (RFC 5545).

An event's name and text hold no fact of the case unless that is asked for: a calendar is shared, printed and seen over
shoulders. An event's identity is that of the client, whatever the file is called, so that importing again updates: DTSTAMP is
the day judged; SEQUENCE and LAST-MODIFIED are the moment of writing, so that the later writing wins.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event

from forbear.assessment.finding import DeadlineFinding, FollowUp
from forbear.casefile.model import CaseFile

DAY = dt.timedelta(days=1)
ELSEWHERE = "What it is, on what authority and what missing it means: forbear deadlines, in the case's own file."
LEADS = (14, 7, 1)  # calendar days before, at which a person is reminded
EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)  # SEQUENCE counts seconds since then: it only ever grows, and fits 32 bits until 2088
# "Leave by" would tell of an order to leave.
SAYS = {"file by": "File by", "answer by": "Answer by", "leave by": "Do by", "do by": "Do by", "ask by": "Ask by"}


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


def calendar(
    case: CaseFile,
    deadlines: Iterable[DeadlineFinding],
    on: dt.date,
    *,
    made: dt.datetime,
    neutral: Mapping[str, str] = {},
    follow_up: Iterable[FollowUp] = (),
    named: bool = False,
) -> bytes:
    """The hearing, the dates and the follow-ups from a day on. `made` is when it is written; `neutral` holds, by rule,
    titles for those that would tell of a claim, an order, an entry or a crime; `named` puts the case's name into titles."""
    client = identity(case)
    file = Calendar()
    file.add("prodid", "-//forbear//deadlines//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")

    def put(key: str, title: str, text: str, start: dt.date, length: dt.timedelta, *, busy: bool = False) -> None:
        event = Event()
        event.add("uid", f"{hashlib.sha256(f'{client}|{key}'.encode()).hexdigest()[:24]}@forbear")
        event.add("dtstamp", dt.datetime.combine(on, dt.time(0, 0), dt.UTC))
        event.add("last-modified", made)
        event.add("sequence", int((made - EPOCH).total_seconds()))
        event.add("dtstart", start)
        event.add("dtend", start + length)
        event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
        event.add("summary", f"{title} – {case.name}" if named else title)
        event.add("description", text)
        for lead in LEADS:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", title)
            alarm.add("trigger", dt.timedelta(days=-lead))
            event.add_component(alarm)
        file.add_component(event)

    hearing = next_hearing(case)
    if hearing is not None and hearing.date >= on:
        title = f"{hearing.kind.capitalize()} hearing" if hearing.kind in ("master", "individual", "bond") else "Hearing"
        # The file gives the court's local hour and no time zone, so the hour floats: it stands where the calendar's reader is.
        start = dt.datetime.combine(hearing.date, hearing.time) if hearing.time else hearing.date
        length = dt.timedelta(hours=1) if hearing.time else DAY
        text = "Local time of the court. Confirm the day, the hour and the mode with the court the day before."
        put("next-hearing", title, text, start, length, busy=True)
    for item in deadlines:
        for day, prefix in ((item.due, ""), (item.protective if item.protective != item.due else None, "aim for: ")):
            if day is not None and day >= on and item.done is None:
                called = neutral.get(item.rule)
                says = SAYS.get(item.says) or ("" if called else item.says.capitalize())  # how long is complete would tell of an entry
                marked = " – if it applies" if called and item.only_if else ""
                title = f"{prefix}{says + ': ' if says else ''}{called or item.title}{marked}"
                put(f"{item.id}|{prefix}", title, ELSEWHERE, day, DAY)
    for step in follow_up:
        put(step.id, f"Follow up: {step.title}", "Convention of practice; no rule sets this day.", step.due, DAY)
    return bytes(file.to_ical())


def identity(case: CaseFile) -> str:
    """Whose calendar it is, as a number that tells nobody who: from the A-number, else name and date of birth, else the file's name.

    An A-number has nine digits, and a plain hash of it is found by trying them all; so each try is made slow. A file that only
    later holds an A-number, or a name with its date of birth, changes its identity once.
    """
    digits = re.sub(r"\D", "", case.text("person.a_number") or "")
    name, born = " ".join((case.text("person.full_name") or "").casefold().split()), case.date("person.birth_date")
    person = f"person {name} {born.isoformat()}" if name and born else f"file {case.name}"
    who = f"a-number {digits.zfill(9)}" if digits else person
    return hashlib.scrypt(who.encode(), salt=b"forbear calendar", n=2**14, r=8, p=1).hex()
