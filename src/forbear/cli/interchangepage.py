"""What a table would become, what was imported, and what goes out, as pages."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from forbear.assessment.words import plain_name
from forbear.casefile.fields import plain
from forbear.interchange.exporting import Exported
from forbear.interchange.importing import Preview, RowPreview
from forbear.interchange.mapping import Mapping, systems
from forbear.interchange.sheet import letter

MOST_SHOWN = 70  # characters of a value
COLOURS = {"dangerous-if-disclosed": "red", "privileged": "yellow"}


def print_preview(console: Console, shown: Preview, mapping: Mapping) -> None:
    """Every row: what becomes which fact, what is refused and why."""
    console.print(Text(f"{shown.table.name}: {_counted(shown)} Nothing is written.", style="bold"))
    print_columns(console, shown, mapping)
    for row in shown.rows:
        console.print()
        _row(console, row)


def print_columns(console: Console, shown: Preview, mapping: Mapping) -> None:
    """What the columns mean, and how the table was read."""
    console.print()
    grid = _grid()
    by_index = {read.index: read for read in shown.columns}
    for index, header in enumerate(shown.table.headers):
        read = by_index.get(index)
        if read is not None:
            grid.add_row(letter(index), header, read.column.path, _grade(read.column.sensitivity))
        else:
            grid.add_row(letter(index), header, "names the folder" if header == mapping.case else Text("not taken over", style="dim"), "")
    console.print("Columns")
    console.print(Padding(grid, (0, 0, 0, 2)))
    for path, value in mapping.always.items():
        _line(console, f"every row: {path} {value}")
    _notes(console, shown, mapping)


def print_written(console: Console, shown: Preview, into: Path) -> None:
    """What was imported, and what was left out."""
    count = len(shown.good)
    console.print(Text(f"{count} case {'folder was' if count == 1 else 'folders were'} written into {into}.", style="bold"))
    for row in shown.good:
        _line(console, f"row {row.row} → {row.folder}/ · {len(row.facts)} facts" + "".join(f" · {note}" for note in row.notes))
    if shown.bad:
        console.print()
        console.print(f"Left out ({len(shown.bad)}):")
        for row in shown.bad:
            for problem in row.problems:
                _line(console, f"{problem.place}: {problem.message}")


def print_exported(console: Console, out: Path, cases: int, made: Exported) -> None:
    """What a file holds, by how sensitive it is."""
    console.print(Text(f"{out}: {cases} {'case' if cases == 1 else 'cases'}.", style="bold"))
    for grade, paths in made.holds.items():
        if grade == "normal":
            _line(console, f"normal: {len(paths)} facts")
        else:
            _line(console, f"holds {plain_name(grade)} ({len(paths)}): {', '.join(dict.fromkeys(map(plain, paths)))}")
    for grade, paths in made.left_out.items():
        _line(console, f"left out, {plain_name(grade)} ({len(paths)}): {', '.join(dict.fromkeys(map(plain, paths)))}")


def _counted(shown: Preview) -> str:
    rows, bad = len(shown.rows), len(shown.bad)
    return f"{rows} {'row' if rows == 1 else 'rows'}, {rows - bad} can be imported, {bad} {'is' if bad == 1 else 'are'} refused."


def _notes(console: Console, shown: Preview, mapping: Mapping) -> None:
    notes: Sequence[str] = shown.notes
    if mapping.system is not None and mapping.system in systems():
        system = systems()[mapping.system]
        notes = [*notes, f"{system.name}, not verified: {system.needs_review}"]
    if notes:
        console.print()
        console.print("How it was read")
        for note in notes:
            _line(console, f"· {note}")


def _row(console: Console, row: RowPreview) -> None:
    console.print(
        Text(f"row {row.row} → {row.folder}/" if not row.problems else f"row {row.row}: refused", style="" if not row.problems else "red")
    )
    for problem in row.problems:
        _line(console, f"{problem.place.partition(', ')[2].partition(', ')[2] or 'the row'}: {problem.message}")
    for note in row.notes:
        _line(console, f"· {note}")
    grid = _grid()
    for fact in row.facts:
        grid.add_row("" if fact.column is None else letter(fact.column), fact.path, _shown(fact.value), _grade(fact.sensitivity))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _shown(value: object) -> str:
    if isinstance(value, list):
        text = "; ".join(_shown(item) for item in value) or "known none"
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    else:
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"


def _grade(grade: str) -> Text:
    return Text("" if grade == "normal" else plain_name(grade), style=COLOURS.get(grade, ""))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    for _ in range(4):
        grid.add_column()
    return grid


def _line(console: Console, text: str) -> None:
    console.print(Padding(Text(text), (0, 0, 0, 2)))
