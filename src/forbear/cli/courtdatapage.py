"""A release taken in, two compared, and the rows of a question, as pages."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from forbear.courtdata.diff import Diff
    from forbear.courtdata.query import Answer

KNOWN_BY = {"said": "as said", "name": "by its name", "newest row": "the newest day in its rows; --release says it otherwise"}
MOST_COLUMNS = 8
CITE = "Cite it as: US Department of Justice, Executive Office for Immigration Review, EOIR case data, release of {day}."


def print_ingest(console: Console, report: Mapping[str, Any]) -> None:
    """What a release holds and what became of its rows."""
    day = report["release"]["day"]
    done = "was taken in before; nothing was changed" if report["already"] else f"taken in in {report['seconds']:,.1f} s"
    console.print(Text(f"Release of {day} ({KNOWN_BY[report['release']['known_by']]}): {done}", style="bold"))
    _line(console, report["folder"])
    table = _table("Table", "Rows in", "Rows out", "Put right", "Kept aside", "Twice", "Count.txt")
    for row in report["tables"]:
        cells = (row["rows_in"], row["rows_out"], row["repaired"], row["rejected"], row["duplicates"], row["count_txt"])
        table.add_row(row["name"], *("–" if cell is None else f"{cell:,}" for cell in cells))
    console.print(Padding(table, (1, 0, 0, 2)))
    console.print()
    for row in report["tables"]:
        for sentence in _remarks(row):
            _line(console, f"{row['name']}: {sentence}")
    for row in report["orphans"]:
        if row["rows"]:
            _line(console, f"{row['table']}: {row['rows']:,} rows name a {row['of']} that is not there ({row['column']})")
    cases = report["cases"]
    if cases:
        _line(console, f"{cases['without_proceeding']:,} cases have no proceeding, {cases['of_them_ddc']:,} of them of type DDC")
        _line(console, f"{cases['proceedings_unlike_case']:,} proceedings carry another case type than their case; use that of the case")
    for found in report["lookups"]:
        if found["new"] or found["other_meaning"]:
            other = ", ".join([*found["new"], *found["other_meaning"]][:MOST_COLUMNS])
            _line(console, f"{found['file']} differs from the code list here ({other}): read it before using rates")
    if report["missing_tables"]:
        _line(console, f"not in this release: {', '.join(report['missing_tables'])}")
    if report["unknown_files"]:
        _line(console, f"not known here, and left out: {', '.join(report['unknown_files'][:MOST_COLUMNS])}")
    for problem in report["problems"]:
        console.print(Text(f"! {problem}", style="bold"))
    console.print(Text(CITE.format(day=day), style="dim"))


def _remarks(row: Mapping[str, Any]) -> list[str]:
    said = []
    if row["strays"]:
        said.append(f"{row['strays']:,} values that their column cannot hold are null; they stand in rejected/")
    if row["conflicting"]:
        said.append(f"{row['conflicting']:,} rows repeat a key with other values; the first is kept, the others stand in rejected/")
    if row["new_columns"]:
        said.append(f"new columns, kept as text: {', '.join(row['new_columns'])}")
    if row["missing_columns"]:
        said.append(f"columns that are not released here, and null: {', '.join(row['missing_columns'])}")
    for found in row["unknown_codes"]:
        codes = ", ".join(found["codes"])
        said.append(
            f"{found['column']}: {found['share']:.2%} of codes are in no list and stand as they are ({found['rows']:,} rows: {codes})"
        )
    return said


def print_diff(console: Console, found: "Diff") -> None:
    """Two releases side by side."""
    console.print(Text(f"From {found.old['release']} to {found.new['release']}", style="bold"))
    table = _table("Table", "Rows before", "Rows now", "Added", "No longer released", "Changed", "Changed most")
    for one in found.tables:
        most = sorted(one.changed_by_column.items(), key=lambda pair: -pair[1])[:MOST_COLUMNS]
        numbers = (one.rows_old, one.rows_new, one.added, one.gone, one.changed)
        table.add_row(one.name, *("–" if n is None else f"{n:,}" for n in numbers), ", ".join(f"{name} {n:,}" for name, n in most))
    console.print(Padding(table, (1, 0, 0, 2)))
    if any(one.gone for one in found.tables):
        console.print()
        _line(console, f"What is no longer released stays in the release of {found.old['day']}; --json names the keys.")
    if found.late_completions:
        console.print(Padding(Text("Completions entered late", style="bold"), (1, 0, 0, 0)))
        late = _table("Month", "Completions", "Only in the newer", "Share")
        for month in found.late_completions[:12]:
            late.add_row(f"{month.month:%Y-%m}", f"{month.completions:,}", f"{month.late:,}", f"{month.share:.1%}")
        console.print(Padding(late, (0, 0, 0, 2)))


def print_query(console: Console, answer: "Answer", day: dt.date) -> None:
    """The rows of a question."""
    table = _table(*answer.columns, left=len(answer.columns))
    for row in answer.rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)
    more = "; there are more: --limit N shows them" if answer.more else ""
    console.print(Text(f"{len(answer.rows):,} rows{more}. Release of {day}.", style="dim"))


def _table(*headings: str, left: int = 1) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for number, heading in enumerate(headings):
        words = number < left or heading.startswith("Changed most")
        table.add_column(heading, justify="left" if words else "right", overflow="fold")
    return table


def _line(console: Console, text: str) -> None:
    console.print(Padding(Text(text), (0, 0, 0, 2)))
