"""Choices side by side as a page: columns where the page is wide enough, else topic by topic."""

import datetime as dt
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from forbear.assessment.finding import OptionFinding
from forbear.assessment.matter import Matter
from forbear.assessment.paths import PathFinding
from forbear.assessment.words import day, presumed
from forbear.cli.page import GUIDANCE, judged_as_of
from forbear.drafting.side_by_side import side_by_side

LABEL = 15  # the width of the first column, which names the row
LEAST = 26  # a column narrower than this is no longer read with ease


def print_comparison(
    console: Console, matter: Matter, options: Sequence[OptionFinding], found: Sequence[PathFinding], *, today: dt.date
) -> None:
    """The choices, row by row: what each is today, what it means on each side, who can undo it and what lies ahead."""
    console.print(Text(f"Choices side by side · {matter.case.name} · law of {day(matter.on)}", style="bold"))
    judged_as_of(console, matter.on, today)
    rows = [(row.title, row.words) for row in side_by_side(found, matter, options)]
    width = (console.width - LABEL - 2) // len(found) - 2
    if width >= LEAST:
        _columns(console, found, rows)
    else:
        _stacked(console, found, rows)
    _foot(console, matter, found)


def _columns(console: Console, found: Sequence[PathFinding], rows: Sequence[tuple[str, list[list[str]]]]) -> None:
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold", pad_edge=False, expand=True, width=min(console.width, 160))
    table.add_column("", width=LABEL, style="bold")
    for item in found:
        table.add_column(item.title, ratio=1, overflow="fold")
    for title, cells in rows:
        table.add_row(title, *("\n".join(f"· {line}" if len(cell) > 1 else line for line in cell) or "–" for cell in cells))
    console.print()
    console.print(table)


def _stacked(console: Console, found: Sequence[PathFinding], rows: Sequence[tuple[str, list[list[str]]]]) -> None:
    for title, cells in rows:
        console.print()
        console.print(Text(title, style="bold blue"))
        for item, cell in zip(found, cells, strict=True):
            if not cell:
                continue
            console.print(Padding(Text(item.title, style="bold"), (0, 0, 0, 2)))
            for line in cell:
                console.print(Padding(Text(f"· {line}" if len(cell) > 1 else line), (0, 0, 0, 4)))


def _foot(console: Console, matter: Matter, found: Sequence[PathFinding]) -> None:
    paths = {path for item in found for path in item.presumed}
    if paths:
        console.print(Text(f"Presumed not to have happened, since the file is silent: {presumed(sorted(paths))}."))
    states = [matter.corpus.graph.states[item.state] for item in found if item.state]
    dates = [state.current_as_of for state in states if state.current_as_of]
    undated = sum(1 for state in states if not state.current_as_of)
    if states:
        age = f"oldest entry looked at {day(min(dates))}" if dates else "no entry dated"
        console.print(Text(f"States of these paths: {age}" + (f"; {undated} never dated, recheck first." if undated else ".")))
    console.print(Text("[recalled] marks what has no source, or was written for another day's law: check it before relying on it."))
    console.print(Text(GUIDANCE, style="italic"))
