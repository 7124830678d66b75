"""Dates as pages."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from forbear.assessment.finding import DeadlineFinding, FollowUp, Timing, WindowFinding
from forbear.assessment.words import day, field_words, meaning, sentence
from forbear.cli.page import judged_as_of
from forbear.law.counting import Counted
from forbear.law.timing import Deadline


def print_deadlines(
    console: Console,
    found: Sequence[DeadlineFinding],
    follow_up: Sequence[FollowUp] | None,
    on: dt.date,
    today: dt.date,
    *,
    changed: Sequence[str] = (),
) -> None:
    """The dates of a case: the next first, then what has passed, then what has no date and why."""
    judged_as_of(console, on, today, changed)
    groups = (
        ("Ahead", [item for item in found if item.due and not item.passed and item.done is None]),
        ("Passed", [item for item in found if item.passed and item.done is None]),
        ("Done", [item for item in found if item.due and item.done]),
        ("Without a date", [item for item in found if item.due is None]),
    )
    for title, items in groups:
        if not items:
            continue
        console.print(Text(title, style="bold blue"))
        for item in items:
            _print_one(console, item, on)
    for step in follow_up or ():
        _line(console, f"Follow up {day(step.due, on)}: {step.title}", 2)
    if follow_up == []:
        _line(console, "No day to follow up is left before the filing deadline in force: act on the client's own motion", 2)
    if not found:
        console.print("No date of the corpus runs for this case on this day.")


def _print_one(console: Console, item: DeadlineFinding, on: dt.date) -> None:
    when = f"{sentence(item.says)} {day(item.due, on)}" if item.due else f"No date – {item.reason}"
    console.print(Padding(Text(f"{item.title}", style="bold"), (0, 0, 0, 2)))
    aim = f"; aim for {day(item.protective)}" if item.protective and item.protective != item.due else ""
    done = f"; done on {day(item.done)}" if item.done else ""
    _line(console, f"{when}{aim}{done}", 4)
    if item.only_if:
        _line(console, f"Only if {item.only_if}", 4)
    if item.opens and item.closes:
        _line(console, f"The window opens {day(item.opens)} and closes {day(item.closes)}", 4)
    if item.default:
        _line(console, f"A judge's order wins over the default of {day(item.default)}", 4)
    if item.second:
        _line(console, f"And {day(item.second['due'])}: {item.second['effect']}", 4)  # type: ignore[arg-type]
    if item.conflict:
        _line(console, f"The texts conflict: {item.conflict['handle']}", 4)
    if item.start:
        counted = "; ".join(step.what for step in item.steps[1:3])
        _line(console, f"From {day(item.start)} ({field_words(item.field)})" + (f": {counted}" if counted else ""), 4)
    _line(console, f"{'; '.join(item.authority[:2])} [{item.rule}, {item.confidence}]. {meaning(item)}", 4)


def print_windows(console: Console, found: Sequence[WindowFinding], on: dt.date, today: dt.date) -> None:
    """Every form that can be asked now or later, the days on which its window moves, and what would move it."""
    judged_as_of(console, on, today)
    for item in found:
        if item.status == "unavailable" and not item.moves:
            continue
        console.print(Text(item.title, style="bold"))
        _line(console, f"Now {window_word(item.timing)}: {item.because}", 2)
        for move in item.moves:
            _line(console, f"{day(move.on, on)}: {window_word(move.to)}" + (f" – {move.because}" if move.because else ""), 2)
        for mover in item.moved_by:
            what = field_words(mover.what) if mover.kind == "fact" else mover.what
            _line(console, f"· {mover.kind}: {what} – {mover.because}", 2)
    _line(console, "After the next hearing the file says nothing; a later policy can move every window. It informs counsel's judgment.", 0)


def window_word(timing: Timing | None) -> str:
    """A window in words; nothing is said of a form that has no basis yet."""
    return {"best": "ripe, consent on file", "too-early": "too early", "avoid": "to be avoided", None: "no basis yet"}.get(
        timing, timing or ""
    )


def print_counted(console: Console, deadline: Deadline, counted: Counted) -> None:
    """One count with its steps."""
    console.print(Text(deadline.title, style="bold"))
    _line(console, f"Due {day(counted.due)}" if counted.due else f"No date – {counted.reason}", 2)
    if counted.protective:
        _line(console, f"Aim for {day(counted.protective)}", 2)
    if counted.conflict:
        _line(console, f"The texts conflict: {counted.conflict['what']} {counted.conflict['handle']}", 2)
    for step in counted.steps:
        _line(console, f"· {step.what}" + (f" → {day(step.date)}" if step.date else ""), 2)
    for note in counted.notes:
        _line(console, f"Note: {note}", 2)
    _line(console, f"{'; '.join(counted.authority)}. If missed: {counted.missed_means}", 2)
    age = day(deadline.current_as_of) if deadline.current_as_of else "never dated"
    _line(console, f"Read as {deadline.confidence}; looked at {age}. It informs counsel's judgment and is no legal advice.", 2)


def print_rules(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """The deadlines that can be counted."""
    for row in rows:
        _line(console, f"{row['id']} – {row['title']} (from {row['event'].replace('_', ' ')})", 0)


def _line(console: Console, text: str, indent: int) -> None:
    console.print(Padding(Text(text), (0, 0, 0, indent)))
