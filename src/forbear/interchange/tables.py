"""What does a table from outside say? Rows of cells out of a CSV or XLSX file, and what a person should know of how it was read.

Nothing is evaluated and nothing is fetched: a formula is a text that is not looked at, a link is no link. Sizes are limited before
anything large is built. Rows are numbered as a spreadsheet program shows them, columns by their letters.
"""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from forbear.casefile.content import read_bytes
from forbear.interchange.sheet import (
    BASE_1900,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Merged,
    Sheet,
    Unread,
    Value,
    blank,
    letter,
    refuse,
)
from forbear.interchange.workbook import read_sheet
from forbear.problem import BadInput, Problem

MOST_BYTES = 20_000_000
DELIMITERS = (",", ";", "\t", "|")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"), (b"\xff\xfe", "utf-16", "UTF-16"), (b"\xfe\xff", "utf-16", "UTF-16"))
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of .xlsx files under a password
KINDS = "a table is a .csv, .tsv or .xlsx file"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and its cells, as many as there are headers."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headers; from the column `named` on none has a name. `notes` are sentences on how the file was read."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    named: int
    notes: tuple[str, ...] = ()
    serial_base: dt.date = BASE_1900

    def place(self, row: int | None, column: int | None = None) -> str:
        """Where a cell stands, as a person looks for it: `clients.csv, row 7, column D (Entry date)`."""
        found = self.name if row is None else f"{self.name}, row {row}"
        return found if column is None else f"{found}, column {letter(column)} ({self.headers[column]})"


def read_table(path: Path, sheet: str | None = None, header_rows: Sequence[int] = ()) -> Table:
    """The table in a file. Without `header_rows` the first row with two texts is the header. Raises BadInput."""
    return table_in(read_bytes(path, KINDS, "split it, or leave columns out", MOST_BYTES), path.name, sheet, header_rows)


def table_in(content: bytes, name: str, sheet: str | None = None, header_rows: Sequence[int] = ()) -> Table:
    """The table in a file's content, for whoever has it in no file. Raises BadInput."""
    if len(content) > MOST_BYTES:
        refuse(name, f"is larger than {MOST_BYTES // 1_000_000} MB; split it, or leave columns out")
    if content.startswith(OLD_EXCEL):
        refuse(name, "is an old .xls file or is under a password; save it as .xlsx without a password, or as .csv")
    if content.startswith(b"PK"):
        return headed(name, read_sheet(content, name, sheet), header_rows)
    if sheet is not None:
        refuse(name, f"has no sheets, so none is called {sheet!r}; leave the sheet out")
    return headed(name, read_csv(content, name), header_rows)


def read_csv(content: bytes, name: str) -> Sheet:
    """The cells of a text with delimiters; its encoding and delimiter are found out, and said where they are not the common ones."""
    text, notes = _decoded(content, name)
    delimiter, text = _told(text)
    records = _records(text, delimiter, name) if delimiter else _best(text, name)
    return Sheet([(number, list(record)) for number, record in records if any(cell.strip() for cell in record)], notes=tuple(notes))


def _decoded(content: bytes, name: str) -> tuple[str, list[str]]:
    for mark, encoding, said in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), [] if said == "UTF-8" else [f"read as {said}"]
            except UnicodeDecodeError:
                refuse(name, f"begins as {said} and does not go on so; save it as UTF-8 (in Excel: CSV UTF-8)")
    if b"\0" in content:
        refuse(name, f"is not text (it holds NUL bytes); {KINDS}")
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), ["read as Windows-1252, for it is not UTF-8; look whether names with accents are right"]
    except UnicodeDecodeError:
        refuse(name, "is neither UTF-8 nor Windows-1252; save it as UTF-8 (in Excel: CSV UTF-8)")


def _told(text: str) -> tuple[str, str]:
    """The delimiter that Excel writes into a first line of its own, if it did, and the rest with that line left empty."""
    first, _, rest = text.partition("\n")
    first = first.rstrip("\r").strip('"')
    return (first[4], f"\n{rest}") if len(first) == 5 and first.lower().startswith("sep=") else ("", text)


Records = list[tuple[int, list[str]]]


def _best(text: str, name: str) -> Records:
    """The reading in which most rows are as wide as the first, the widest of them; a file of one column has no delimiter to find."""
    best: tuple[float, int, Records] | None = None
    wrong: BadInput | None = None
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        try:
            records = _records(text, delimiter, name)
        except BadInput as bad:
            wrong = wrong or bad
            continue
        widths = Counter(len(record) for _, record in records if record)
        width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(0, 0))
        score = (times / max(1, widths.total()) if width > 1 else 0.0, width)
        if best is None or score > best[:2]:
            best = (*score, records)
    if best is not None and best[1] > 1 and (wrong is None or best[0] > 0.9):
        return best[2]
    if wrong is not None:
        raise wrong
    return _records(text, ",", name)


def _records(text: str, delimiter: str, name: str) -> Records:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: Records = []
    cells = 0
    try:
        for record in reader:
            records.append((len(records) + 1, record))
            cells += len(record) or 1
            if cells > MOST_CELLS:
                refuse(name, f"holds more than {MOST_CELLS:,} cells; split it, or leave columns out")
    except csv.Error as error:
        said = str(error)
        why = (
            "a quotation mark is opened and never closed"
            if "unexpected end" in said
            else "a quotation mark stands within a quoted cell; write it twice"
            if "expected after" in said
            else "a cell is too long"
            if "field larger" in said
            else "a line cannot be read"
        )
        raise BadInput([Problem(name, reader.line_num, f"is not a sound CSV file here: {why}")]) from None
    return records


def headed(name: str, sheet: Sheet, header_rows: Sequence[int] = ()) -> Table:
    """The table under its header. A header over several columns is put before the names below it: `Entry / Date`."""
    notes = list(sheet.notes)
    if not sheet.grid:
        refuse(name, "holds no cells; give a table with one client a row under a row of names")
    width = max(len(cells) for _, cells in sheet.grid)
    if width > MOST_COLUMNS:
        refuse(name, f"holds {width} columns; leave some out, {MOST_COLUMNS} are the most")
    rows = {number: [*cells, *[""] * (width - len(cells))] for number, cells in sheet.grid}
    chosen = list(header_rows) or _header_rows(sheet, rows, notes)
    if any(number not in rows for number in chosen):
        refuse(name, f"has nothing in row {next(number for number in chosen if number not in rows)}, where its header was said to stand")
    headers = _names([_spread(number, rows[number], sheet.merged, number == chosen[-1]) for number in chosen], notes)
    kept = [(number, cells) for number, cells in rows.items() if number > chosen[-1]]
    if len(kept) > MOST_ROWS:
        refuse(name, f"holds more than {MOST_ROWS:,} rows; split it")
    used = [index for index in range(width) if headers[index] or any(not blank(cells[index]) for _, cells in kept)]
    last = max(used, default=-1) + 1
    named = max((index for index in used if headers[index]), default=-1) + 1
    notes += [f"column {letter(index)} has no name above it" for index in used if not headers[index]]
    headers = [header or f"column {letter(index)}" for index, header in enumerate(headers)]
    below = [area for area in sheet.merged if area[1] > area[0] and area[0] > chosen[-1]]
    notes += [f"rows {top}–{end} are merged in column {letter(left)}; only row {top} has the value" for top, end, left, _ in below]
    found = tuple(Row(number, tuple(cells[:last])) for number, cells in kept)
    return Table(name, tuple(headers[:last]), found, named, tuple(notes), sheet.serial_base)


def _header_rows(sheet: Sheet, rows: dict[int, list[Value]], notes: list[str]) -> list[int]:
    """The first row with two texts, and the one below it where a name is merged over several columns; titles above are passed over."""
    numbers = list(rows)
    texts = {number: sum(isinstance(value, str) and not blank(value) for value in cells) for number, cells in rows.items()}
    first = next((number for number in numbers if texts[number] > 1), numbers[0])
    if first != numbers[0]:
        notes.append(f"the names of the columns were found in row {first}; what stands above was not read")
    wide = any(top == first and right > left for top, _, left, right in sheet.merged)
    below = next((number for number in numbers if number > first), None)
    return [first, below] if wide and below is not None else [first]


def _spread(number: int, cells: list[Value], merged: Iterable[Merged], lowest: bool) -> list[str]:
    """The names in one row of the header, a merged one over all its columns."""
    names = ["" if isinstance(value, (Unread, bool)) else str(value).strip() for value in cells]
    for top, _, left, right in merged:
        if top == number and not lowest:
            names[left : right + 1] = [names[left]] * (min(right, len(names) - 1) + 1 - left)
    return names


def _names(levels: list[list[str]], notes: list[str]) -> list[str]:
    names = [" / ".join(dict.fromkeys(filter(None, (" ".join(name.split()) for name in parts)))) for parts in zip(*levels, strict=True)]
    seen: Counter[str] = Counter()
    for index, name in enumerate(names):
        if not name:
            continue
        seen[name.casefold()] += 1
        if seen[name.casefold()] > 1:
            names[index] = f"{name} ({seen[name.casefold()]})"
            notes.append(f"column {letter(index)} is called {name!r} like another one; it is named {names[index]!r} here")
    return names
