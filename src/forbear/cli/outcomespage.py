"""The office's own log as pages: requests newest first, counts before rates, this case beside each by named factors."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from forbear.assessment.words import day, plain_name
from forbear.cli.page import judged_as_of
from forbear.record.comparison import A_FORTIORI, AFortiori, Likeness, Overlap
from forbear.record.outcomes import WAITING, Request
from forbear.record.rates import DEFINITION, Cell, counts_in_words

MOST_NAMED = 8  # factors in one line of a page; JSON names them all
RELATIONS = {
    "stronger": "this case is stronger",
    "same": "the same factors",
    "weaker": "this case is weaker",
    "neither": "neither holds the other",
    "unknown": "not known which is stronger",
}


def print_list(
    console: Console,
    entries: Sequence[Request],
    *,
    current: Collection[str],
    likeness: Mapping[str, Likeness],
    same: Collection[str],
    beside: Sequence[AFortiori],
    on: dt.date,
    today: dt.date,
) -> None:
    """Requests under the regimes in force, then under others, apart; and a case beside the former, where one was named."""
    judged_as_of(console, on, today)
    if not entries:
        console.print("No request on record is like that.")
    for title, shown in (
        ("Under the regime in force", [entry for entry in entries if entry.id in current]),
        ("Under other regimes, apart", [entry for entry in entries if entry.id not in current]),
    ):
        if not shown:
            continue
        _title(console, title)
        if likeness:
            for entry in shown:
                _beside(console, entry, likeness.get(entry.id), same=entry.id in same)
        else:
            _table(console, shown)
    for found in beside:
        _title(console, f"This case: {plain_name(found.form)}, {found.office}, {found.regime}")
        _line(console, f"{found.said[:1].upper()}{found.said[1:]}.")
        if found.ask:
            _line(console, f"What would tell, of this case: {_names(found.ask, len(found.ask))}.")
    if beside:
        console.print()
        console.print(Text(A_FORTIORI, style="italic"))


def print_rates(console: Console, cells: Sequence[Cell], on: dt.date, today: dt.date) -> None:
    """Counts and rates, the regimes in force first."""
    judged_as_of(console, on, today)
    if not cells:
        console.print("No request on record is like that.")
    for title, shown in (
        ("Under the regime in force", [cell for cell in cells if cell.in_force]),
        ("Under other regimes, apart – do not add them up", [cell for cell in cells if not cell.in_force]),
    ):
        if not shown:
            continue
        _title(console, title)
        for cell in shown:
            words = [
                f"{plain_name(name)} {_value(value)}" if name not in ("office", "form") else _value(value)
                for name, value in cell.by.items()
            ]
            console.print(Text(f"  {' · '.join([*words, cell.regime or 'no regime'])}", style="bold"))
            _line(console, f"{counts_in_words(cell)}; asked {day(cell.first_asked)} to {day(cell.last_asked)}", 4)
    if cells:
        console.print()
        console.print(Text(DEFINITION, style="italic"))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not known" if value is None else str(value)


def _table(console: Console, entries: Sequence[Request]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for heading in ("Id", "Asked", "Of", "Form", "What came of it", "Days", "Regime"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        came = plain_name(entry.answer or WAITING) + (f" – “{entry.reason}”" if entry.reason else "")
        days = "" if entry.days is None else str(entry.days)
        table.add_row(entry.id, entry.asked.isoformat(), entry.office, entry.form, came, days, entry.regime or "–")
    console.print(Padding(table, (0, 0, 0, 2)))


def _beside(console: Console, entry: Request, found: Likeness | None, *, same: bool) -> None:
    """One request, and what it shares with this case. Under another regime nothing is compared."""
    came = plain_name(entry.answer or WAITING)
    if entry.days is not None:
        came += f" after {entry.days} day{'' if entry.days == 1 else 's'}"
    head = Text(f"  {entry.id} {day(entry.asked)}, {entry.office}, {plain_name(entry.form)}, {entry.regime or 'no regime'}", style="bold")
    head.append(f" – {came}", style="not bold")
    console.print(head)
    if same:
        _line(console, "This very case, as it stood then; no precedent for itself.", 4)
    if entry.reason:
        _line(console, f"“{entry.reason}”", 4)
    if found is None:
        return
    _line(console, f"{RELATIONS[found.relation][:1].upper()}{RELATIONS[found.relation][1:]}.", 4)
    for title, overlap in (("For", found.favourable), ("Against", found.adverse)):
        if text := _overlap(overlap):
            _line(console, f"{title}: {text}.", 4)
    for title, factors in (
        ("Proved less well here", found.proved_less),
        ("Proved better here", found.proved_more),
        ("Turns on what is not known here", found.turns_on_here),
        ("Turns on what was not known there", found.turns_on_there),
    ):
        if factors:
            _line(console, f"{title}: {_names(factors)}.", 4)
    if found.differs:
        _line(console, f"Stands otherwise: {'; '.join(found.differs)}.", 4)


def _overlap(overlap: Overlap) -> str:
    parts = (("both", overlap.both), ("here only", overlap.only_here), ("there only", overlap.only_there))
    return "; ".join(f"{title} {_names(names)}" for title, names in parts if names)


def _names(names: Sequence[str], most: int = MOST_NAMED) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(plain_name, names[:most])) + more


def _title(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold blue"))


def _line(console: Console, text: str, indent: int = 2) -> None:
    console.print(Padding(Text(text), (0, 0, 0, indent)))
