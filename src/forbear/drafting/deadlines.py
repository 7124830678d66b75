"""The dates of a case on paper: what must be done by when, drawn on one line and told in a table, on one or two pages.

Each day stands with the day to aim for, a judge's order beside the default, the authority, and what missing the day means.
The paper is privileged work product and says so on every page.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from forbear.assessment.finding import DeadlineFinding, FollowUp
from forbear.assessment.matter import Matter
from forbear.assessment.words import day, meaning, sentence
from forbear.drafting.setting import name_above, other_day, pages, set_paper
from forbear.drafting.timeline import Event, draw, in_words

LAYOUTS = ((9.5, 99), (8.6, 99), (8.6, 6), (8.6, 0))  # points, and passed days that are told; the first that fits two pages
MOST_PAGES = 2
MOST_DRAWN = 12
MOST_CITED = 3


def ahead(found: Sequence[DeadlineFinding], on: dt.date) -> list[DeadlineFinding]:
    """The dates still to be kept, by the day to act."""
    kept = [item for item in found if item.due and not item.passed and item.done is None]
    return sorted(kept, key=lambda item: (act_by(item, on), item.id))


def beside(item: DeadlineFinding, on: dt.date) -> list[str]:
    """What stands beside the day: the day to aim for, the default that a judge's order beat, a window, a second day."""
    lines = []
    if item.protective and item.protective != item.due:
        lines.append(f"aim for {day(item.protective)}" + (" – passed" if item.protective < on else ""))
    lines += [f"a judge's order; the default was {day(item.default)}"] if item.default else []
    if item.opens and item.closes:
        lines.append(f"open from {day(item.opens)} to {day(item.closes)}")
    if item.second:
        lines.append(f"and {day(item.second['due'])}: {item.second['effect']}")  # type: ignore[arg-type]
    return lines


def deadlines_page(matter: Matter, found: Sequence[DeadlineFinding], follow_up: Sequence[FollowUp], *, today: dt.date) -> bytes:
    """The dates as a PDF (PDF/UA-1), the same bytes for the same case, day and law. Raises BadInput where it cannot be set.

    The type shrinks a little, then days that passed are only counted, before a third page is begun.
    """
    made = b""
    for size, told in LAYOUTS:
        words = content(matter, found, follow_up, today=today, told=told) | {"size": size}
        made = set_paper("deadlines", words, matter.case.name, notices="notices")
        if pages(made) <= MOST_PAGES:
            break
    return made


def content(
    matter: Matter, found: Sequence[DeadlineFinding], follow_up: Sequence[FollowUp], *, today: dt.date, told: int
) -> dict[str, Any]:
    """Everything the paper says, in order, as plain data. `told` is how many of the passed days are named."""
    case, on = matter.case, matter.on
    hearing = case.date("proceedings.next_hearing.date")
    rows = ahead(found, on)
    line = _line(rows, hearing, on)
    passed = [item for item in found if item.passed and item.done is None]
    return {
        "title": f"Dates – {name_above(case)}",
        "name": name_above(case),
        "mark": other_day(on, today),
        "box": [
            ["A-number", case.text("person.a_number") or "not in the file"],
            ["Court", case.court or "not known"],
            ["Next hearing", _hearing(matter, hearing)],
            ["Judge", case.text("proceedings.judge") or "not in the file"],
            ["Judged on", day(on)],
            ["Facts as of", day(case.as_of) if case.as_of else "not dated"],
        ],
        "notices": [sentence(text) for text in matter.corpus.changed_by_office(on)],
        "timeline": draw(line) if rows else "",
        "timeline_words": in_words(line),
        "rows": [_row(matter, item, number) for number, item in enumerate(rows, start=1)],
        "follow_up": [[day(step.due, on), sentence(step.title)] for step in follow_up],
        "passed": [_passed(item, on) for item in passed[:told]],
        "more_passed": max(0, len(passed) - told),
        "done": [f"{item.title}: done on {day(item.done)}" for item in found if item.done],
        "undated": [[item.title, f"{sentence(item.reason)} {_only_if(item)}".strip(), meaning(item)] for item in found if item.due is None],
        "recheck": sum(matter.corpus.deadlines[item.rule].stale(on) for item in rows),
    }


def act_by(item: DeadlineFinding, on: dt.date) -> dt.date:
    """The day to act: the one to aim for, or once that has passed the last one."""
    assert item.due is not None
    return item.protective if item.protective and item.protective >= on else item.due


def _line(rows: Sequence[DeadlineFinding], hearing: dt.date | None, on: dt.date) -> list[Event]:
    """The next dates by the number of their row, the day judged and the hearing among them."""
    found = [Event(on, "day judged", False, today=True)]
    found += [Event(act_by(item, on), f"{number} · {item.says}", True) for number, item in enumerate(rows[:MOST_DRAWN], start=1)]
    if hearing and hearing >= on:
        found.append(Event(hearing, "next hearing", True))
    return sorted(found, key=lambda event: (event.date, not event.today))


def _row(matter: Matter, item: DeadlineFinding, number: int) -> dict[str, Any]:
    deadline = matter.corpus.deadlines[item.rule]
    recheck = "; recheck first" if deadline.stale(matter.on) else ""
    return {
        "number": str(number),
        "says": sentence(item.says) + day(item.due, matter.on).removeprefix(day(item.due)),
        "day": day(item.due),
        "beside": beside(item, matter.on),
        "what": item.title,
        "conflict": " ".join(filter(None, (_only_if(item), f"The texts conflict. {item.conflict['handle']}" if item.conflict else ""))),
        "start": f"Counted from {day(item.start)}" if item.start else "",
        "authority": f"{'; '.join(item.authority[:MOST_CITED])} ({item.confidence}{recheck})",
        "missed": meaning(item),
    }


def _passed(item: DeadlineFinding, on: dt.date) -> list[str]:
    missed = meaning(item) if item.says.endswith("by") else ""  # of what is complete or has begun nothing was missed
    return [f"{sentence(item.says)} {day(item.due, on)}", item.title, " ".join(filter(None, (_only_if(item), missed)))]


def _only_if(item: DeadlineFinding) -> str:
    return f"Only if {item.only_if}." if item.only_if else ""


def _hearing(matter: Matter, hearing: dt.date | None) -> str:
    if hearing is None:
        return "none on file"
    kind, time = matter.case.text("proceedings.next_hearing.type"), matter.case.text("proceedings.next_hearing.time")
    return ", ".join([day(hearing, matter.on), *([time] if time else []), *([kind] if kind and kind not in ("none", "unknown") else [])])
