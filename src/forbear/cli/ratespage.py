"""Base rates and answers as pages: what is counted, of what, from which release; then a plain table and what to know of its rows."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from forbear.assessment.words import day, sentence
from forbear.courtdata.answers import Asked
from forbear.courtdata.packaged import rows as listed
from forbear.courtdata.published import ByDefinition
from forbear.courtdata.rates import Rate, Rates

GUIDANCE = "What happened to cases in the courts' data; it says nothing of what will happen in any one case."
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def print_rates(console: Console, found: Rates, most: int) -> None:
    """The answer to a question of rates."""
    hazard = found.question.denominator == "hazard"
    per, ends = ("per 100 case-years", "") if hazard else ("rate", "%")
    console.print(
        Text(f"{sentence(found.outcome.title)}, by {', '.join(name.replace('_', ' ') for name in found.by) or 'nothing'}", style="bold")
    )
    _line(console, f"Release of {day(found.release)} · {found.definition}")
    _line(console, f"Of: {found.denominator}")
    for note in found.notes:
        _line(console, f"! {note}")
    table = _table(*(name.replace("_", " ") for name in found.by))
    for heading in ("events", "of" if not hazard else "case-years", per, "95%", "pooled", "95%", ""):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    marks: dict[str, str] = {}
    for row in found.rows[:most]:
        rate = (_percent(value) for value in (row.rate, row.pooled))
        spans = (_span(row.low, row.high), _span(row.pooled_low, row.pooled_high))
        raw, pooled = (f"{value}{ends}" if value else "–" for value in rate)
        at_risk = f"{row.at_risk:,.1f}" if hazard else f"{row.at_risk:,}"
        table.add_row(*_group(row), f"{row.events:,}", at_risk, raw, spans[0], pooled, spans[1], _marks(row.notes, marks))
    console.print()
    console.print(table)
    if not found.rows:
        _line(console, "No case meets this.")
    _more(console, len(found.rows), most)
    for note, mark in marks.items():
        _line(console, f"({mark}) {note}")
    if found.rows and found.strata:
        _line(console, "Strata: " + "; ".join(f"{one.id} {one.what}{f' [{one.origin}]' if one.origin else ''}" for one in found.strata))
    _line(
        console,
        "pooled: drawn toward the rates of court and nation in the same stratum, the more the fewer cases; intervals count families once",
    )
    console.print(Text(GUIDANCE, style="italic"))


def print_definition(console: Console, found: ByDefinition, most: int) -> None:
    """A publisher's definition over the release, beside what was published."""
    console.print(Text(found.title, style="bold"))
    _line(console, f"Release of {day(found.release)} · {found.says}")
    _line(console, "! another's definition: never set beside our own rates")
    groups = list(found.rows[0].group) if found.rows else []
    table = _table(*(name.replace("_", " ") for name in groups))
    for heading in ("events", "of", "share", "95%"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("published")
    for row in found.rows[:most]:
        share = f"{_percent(row.rate)}%" if row.rate is not None else "–"
        table.add_row(
            *map(_word, row.group.values()), f"{row.events:,}", f"{row.at_risk:,}", share, _span(row.low, row.high), row.published
        )
    console.print(table)
    _more(console, len(found.rows), most)


def print_questions(console: Console, questions: Sequence[Asked]) -> None:
    """What can be asked by name."""
    for question in questions:
        console.print(Text(question.name, style="bold"), Text(f"– {question.title}"))
        _line(console, question.says, 4)


def print_answer(console: Console, question: Asked, rows: Sequence[Mapping[str, Any]], release: dt.date, most: int) -> None:
    """The rows that answer a named question."""
    console.print(Text(question.title, style="bold"))
    _line(console, f"Release of {day(release)} · {question.says}")
    table = _table(*(name.replace("_", " ") for name in (rows[0] if rows else ())))
    for row in rows[:most]:
        table.add_row(*map(_word, row.values()))
    console.print(table if rows else "No case meets this.")
    _more(console, len(rows), most)
    console.print(Text(GUIDANCE, style="italic"))


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _group(row: Rate) -> list[str]:
    named: dict[str, Callable[[object], str]] = {"court": _court, "nationality": _nation}
    return [named.get(name, _word)(value) for name, value in row.group.items()]


def _court(code: object) -> str:
    city = next((row["city"] for row in listed("lookups/base_city") if row["code"] == code), "")
    return f"{code} {city}".strip() if code is not None else "–"


def _nation(code: object) -> str:
    name = next((row["description"] for row in listed("lookups/nationality") if row["code"] == code), "")
    return f"{code} {name.title()}".strip() if code is not None else "–"


def _word(value: object) -> str:
    if value is None:
        return "–"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _percent(value: float | None) -> str:
    """A share in hundredths: one decimal, two where it is under one."""
    if value is None:
        return ""
    return f"{100 * value:.2f}" if 0 < 100 * value < 1 else f"{100 * value:.1f}"


def _span(low: float | None, high: float | None) -> str:
    return f"{_percent(low)}–{_percent(high)}" if low is not None and high is not None else "–"


def _marks(notes: Sequence[str], marks: dict[str, str]) -> str:
    """Letters for notes, which stand once below the table."""
    for note in notes:
        number = len(marks)
        marks.setdefault(note, LETTERS[number % 26] * (number // 26 + 1))
    return " ".join(f"({marks[note]})" for note in notes)


def _more(console: Console, of: int, most: int) -> None:
    if of > most:
        _line(console, f"… and {of - most:,} rows more; --where narrows, --most, --csv and --json show all")


def _line(console: Console, text: str, indent: int = 2) -> None:
    console.print(Padding(Text(text), (0, 0, 0, indent)))
