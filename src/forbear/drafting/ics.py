"""The dates of a case as a calendar (RFC 5545).

An event's name and text hold no fact of the case unless that is asked for: a calendar is shared, printed and seen over
shoulders. An event's identity is that of the client, whatever the file is called, so that importing again updates: DTSTAMP is
the day judged; SEQUENCE and LAST-MODIFIED are the moment of writing, so that the later writing wins.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `key` tells it from the client's others; `title` holds no fact of the case, `told` may. An hour is the court's own."""

    key: str
    title: str
    told: str
    text: str
    date: dt.date
    time: dt.time | None = None
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Client:
    """Whose events: a word that tells nobody who, the name to put into titles (empty: none), and the events."""

    identity: str
    name: str
    entries: Sequence[Entry]


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
    found = entries(case, deadlines, on, neutral=neutral, follow_up=follow_up)
    return file_of([Client(identity(case), case.name if named else "", found)], on, made=made)


def entries(
    case: CaseFile,
    deadlines: Iterable[DeadlineFinding],
    on: dt.date,
    *,
    neutral: Mapping[str, str] = {},
    follow_up: Iterable[FollowUp] = (),
) -> list[Entry]:
    """The hearing, the dates and the follow-ups from a day on, each as an event."""
    found = []
    hearing = next_hearing(case)
    if hearing is not None and hearing.date >= on:
        title = f"{hearing.kind.capitalize()} hearing" if hearing.kind in ("master", "individual", "bond") else "Hearing"
        # The file gives the court's local hour and no time zone, so the hour floats: it stands where the calendar's reader is.
        text = "Local time of the court. Confirm the day, the hour and the mode with the court the day before."
        found.append(Entry("next-hearing", title, title, text, hearing.date, hearing.time, busy=True))
    for item in deadlines:
        for day, prefix in ((item.due, ""), (item.protective if item.protective != item.due else None, "aim for: ")):
            if day is not None and day >= on and item.done is None:
                called = neutral.get(item.rule)
                says = SAYS.get(item.says) or ("" if called else item.says.capitalize())  # how long is complete would tell of an entry
                marked = " – if it applies" if called and item.only_if else ""
                title = f"{prefix}{says + ': ' if says else ''}{called or item.title}{marked}"
                told = f"{prefix}{item.says}: {item.title}" + (f" (only if {item.only_if})" if item.only_if else "")
                found.append(Entry(f"{item.id}|{prefix}", title, told, ELSEWHERE, day))
    for step in follow_up:
        title = f"Follow up: {step.title}"
        found.append(Entry(step.id, title, title, "Convention of practice; no rule sets this day.", step.due))
    return found


def file_of(clients: Iterable[Client], on: dt.date, *, made: dt.datetime, reminded: bool = True) -> bytes:
    """The events of clients as one file. `reminded` adds alarms, which programs leave out of calendars that they subscribe to."""
    file = Calendar()
    file.add("prodid", "-//forbear//deadlines//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    for client in clients:
        for entry in client.entries:
            file.add_component(_event(client, entry, on, made, reminded=reminded))
    return bytes(file.to_ical())


def _event(client: Client, entry: Entry, on: dt.date, made: dt.datetime, *, reminded: bool) -> Event:
    start = dt.datetime.combine(entry.date, entry.time) if entry.time else entry.date
    event = Event()
    event.add("uid", f"{hashlib.sha256(f'{client.identity}|{entry.key}'.encode()).hexdigest()[:24]}@forbear")
    event.add("dtstamp", dt.datetime.combine(on, dt.time(0, 0), dt.UTC))
    event.add("last-modified", made)
    event.add("sequence", int((made - EPOCH).total_seconds()))
    event.add("dtstart", start)
    event.add("dtend", start + (dt.timedelta(hours=1) if entry.time else DAY))
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    event.add("summary", f"{entry.title} – {client.name}" if client.name else entry.title)
    event.add("description", entry.text)
    for lead in LEADS if reminded else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", dt.timedelta(days=-lead))
        event.add_component(alarm)
    return event


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
