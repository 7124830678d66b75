"""The case on one line: what happened when, drawn as a picture, and the same in words for those who do not see it."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from forbear.casefile.model import CaseFile

STEPS = (
    ("residence.continuous_since", "here since"),
    ("proceedings.nta_date", "Notice to Appear"),
    ("proceedings.nta_filed_date", "filed with the court"),
    ("proceedings.pleadings_date", "pleadings"),
    ("proceedings.relief_filed_date", "relief filed"),
    ("proceedings.admin_closed.date", "closed"),
    ("proceedings.recalendared_date", "recalendared"),
    ("proceedings.in_absentia.date", "in absentia order"),
    ("proceedings.ij_decision.date", "decision"),
    ("proceedings.appeal.filed_date", "appeal"),
    ("proceedings.final_order_date", "final order"),
    ("proceedings.pfr.filed_date", "petition for review"),
    ("proceedings.reopened_date", "reopened"),
    ("proceedings.dhs_motion.date", "government's motion"),
    ("proceedings.next_hearing.date", "next hearing"),
)
WIDTH, LEFT, RIGHT, AXIS, ROW = 620, 30, 590, 118, 14
LETTER = 4.6  # the width of an average letter at 9 points


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event. A day ahead of the one judged is drawn open."""

    date: dt.date
    label: str
    ahead: bool
    today: bool = False


def events(case: CaseFile, on: dt.date) -> list[Event]:
    """The dated events of a case in order, the day judged among them; of a repeated entry the last is shown."""
    found = [Event(date, label, date > on) for path, label in STEPS if (date := case.date(path))]
    entries: list[Any] = [item["date"] for item in case.items("entry") or () if isinstance(item.get("date"), dt.date)]
    if entries:
        found = [event for event in found if event.label != "here since" or event.date not in entries]
        found.append(Event(max(entries), "last entry", max(entries) > on))
    found.append(Event(on, "day judged", False, today=True))
    return sorted(found, key=lambda event: (event.date, event.today))


def in_words(found: list[Event]) -> str:
    """The picture in words."""
    return "Timeline: " + "; ".join(f"{event.date.day} {event.date:%b %Y} {event.label}" for event in found) + "."


def draw(found: list[Event]) -> str:
    """The timeline as SVG, black on white, readable without colour: dates to scale, labels stacked where they would collide.

    Long quiet years are kept in scale with the busy ones by spacing with the square root of the gaps.
    """
    places = _places(found)
    above: list[float] = []
    below: list[float] = []
    lines = [f'<line x1="{LEFT}" y1="{AXIS}" x2="{RIGHT}" y2="{AXIS}" stroke="black" stroke-width="1"/>']
    grounds: list[str] = []  # white behind each label, so that no line runs through a word
    parts: list[str] = []
    height = AXIS + 20
    for number, (event, x) in enumerate(zip(found, places, strict=True)):
        text = f"{event.date.day} {event.date:%b %Y}"
        width = LETTER * max(len(text), len(event.label)) + 8
        start = min(max(x - width / 2, 0), WIDTH - width)
        rows = above if number % 2 == 0 else below
        row = next((index for index, end in enumerate(rows) if end < start), len(rows))
        rows[row : row + 1] = [start + width]
        up = number % 2 == 0
        y = AXIS - 22 - row * 2 * ROW if up else AXIS + 24 + row * 2 * ROW
        height = max(height, y + ROW + 10)
        fill = "white" if event.ahead else "black"
        lines.append(f'<line x1="{x:.1f}" y1="{AXIS}" x2="{x:.1f}" y2="{y + (3 if up else -9):.1f}" stroke="black" stroke-width="0.4"/>')
        if event.today:
            parts.append(f'<rect x="{x - 4:.1f}" y="{AXIS - 4}" width="8" height="8" fill="#1f3a73" stroke="black"/>')
        else:
            parts.append(f'<circle cx="{x:.1f}" cy="{AXIS}" r="3.4" fill="{fill}" stroke="black"/>')
        ground = f'x="{start + 4:.1f}" y="{y - 19 if up else y - 8:.1f}" width="{width - 8:.1f}" height="20"'
        grounds.append(f'<rect {ground} fill="white"/>')
        style = ' font-weight="bold"' if event.today else ""
        for offset, line in ((0, event.label), (10, text)):
            at = y - 10 + offset if up else y + offset
            parts.append(f'<text x="{start + width / 2:.1f}" y="{at:.1f}" font-size="9" text-anchor="middle"{style}>{escape(line)}</text>')
    top = AXIS - 46 - max(0, len(above) - 1) * 2 * ROW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {WIDTH} {height - top}" width="{WIDTH}" height="{height - top}"'
        f' font-family="Libertinus Serif">{"".join(lines + grounds + parts)}</svg>'
    )


def _places(found: list[Event]) -> list[float]:
    gaps = [max(1.0, float((second.date - first.date).days)) ** 0.5 for first, second in pairwise(found)]
    total = sum(gaps) or 1.0
    places, at = [float(LEFT)], float(LEFT)
    for gap in gaps:
        at += gap / total * (RIGHT - LEFT)
        places.append(at)
    return places if len(found) > 1 else [(LEFT + RIGHT) / 2]
