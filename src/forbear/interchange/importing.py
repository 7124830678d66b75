"""What would become of a table? Every row as a case file, or why not.

Nothing is written here. Case folders that stand are never touched: a row that would need one is refused. Two rows of one A-number are one
person, and the second is refused; two of one name are, unless their A-numbers or birth dates differ.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from forbear.casefile.fields import Sensitivity, plain, sensitivity
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import check_case, read_case
from forbear.casefile.tree import Tree
from forbear.interchange.cells import Reading, decoded, folded_cell, read_cell
from forbear.interchange.days import SAID, Decision, decide
from forbear.interchange.mapping import Column, Mapping
from forbear.interchange.places import build, leaf
from forbear.interchange.sheet import Unread, Value, blank, letter
from forbear.interchange.tables import Row, Table
from forbear.interchange.words import folded
from forbear.problem import BadInput, Problem

MOST_NAME = 60  # characters of a folder's name
NOT_FOR_WINDOWS = frozenset(["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))])
DATED = ("date", "date-range", "list-of-date", "list-of-date-or-text")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact out of a row. `column` is where it stood; None for what the mapping says of every row."""

    path: str
    value: object
    column: int | None

    @property
    def sensitivity(self) -> Sensitivity:
        """How sensitive it is."""
        return sensitivity(self.path)


@dataclass(frozen=True, slots=True)
class RowPreview:
    """What would become of one row: a case file in a folder of this name, unless there are problems."""

    row: int
    folder: str
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    file: CaseFile | None = None


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column: which field it means, and in which order its dates were read."""

    index: int
    column: Column
    reading: Reading


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a table. `left` are the columns that are not taken over; `notes` say how the table was read."""

    table: Table
    columns: tuple[ReadColumn, ...]
    left: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[RowPreview, ...]

    @property
    def good(self) -> list[RowPreview]:
        """The rows that can be imported."""
        return [row for row in self.rows if not row.problems]

    @property
    def bad(self) -> list[RowPreview]:
        """The rows that are refused."""
        return [row for row in self.rows if row.problems]


def preview(table: Table, mapping: Mapping, into: Path | None) -> Preview:
    """Every row as it would be imported into a folder, if one is named. Raises BadInput where the mapping does not fit the table."""
    places = _places(table, mapping)
    columns = tuple(
        ReadColumn(places[column.header], column, _reading(table, places[column.header], column, mapping)) for column in mapping.columns
    )
    case = places[mapping.case] if mapping.case is not None else None
    mapped = {read.index for read in columns} | ({case} if case is not None else set())
    notes = [f"column {letter(read.index)} ({read.column.header}): {note}" for read in columns for note in _notes(table, read, columns)]
    standing, unread = _standing(into)
    rows = [_row(table, row, columns, case, mapping) for row in table.rows]
    rows = _apart(table, rows, standing, into)
    left = tuple(header for index, header in enumerate(table.headers) if index not in mapped)
    return Preview(table, columns, left, (*table.notes, *notes, *unread), tuple(rows))


def _places(table: Table, mapping: Mapping) -> dict[str, int]:
    """Where each column of the mapping stands in the table. Raises BadInput naming those that it lacks."""
    by_name = {folded(header): index for index, header in reversed(list(enumerate(table.headers)))}
    exact = {header: index for index, header in reversed(list(enumerate(table.headers)))}
    wanted = [*(column.header for column in mapping.columns), *([mapping.case] if mapping.case is not None else [])]
    problems = []
    for header in wanted:
        if header not in exact and folded(header) not in by_name:
            near = get_close_matches(folded(header), by_name, n=1)
            hint = f"; did you mean {table.headers[by_name[near[0]]]!r}?" if near else ""
            problems.append(
                Problem(table.name, None, f"has no column {header!r}, which the mapping names{hint} (null leaves a column out)")
            )
    if problems:
        raise BadInput(problems)
    return {header: exact.get(header, by_name.get(folded(header), 0)) for header in wanted}


def _reading(table: Table, index: int, column: Column, mapping: Mapping) -> Reading:
    kind = item.type if (item := leaf(column.path)) else ""
    decision = Decision(None)
    if kind in DATED and not column.exact:
        between = re.escape(column.separator) if column.separator else r"[;,\n]" if kind == "list-of-date" else r"[;\n]"
        cells = [value for row in table.rows if isinstance(value := row.cells[index], str) and folded_cell(value) not in column.values]
        texts = [part.strip() for text in cells for part in (re.split(between, text) if kind.startswith("list") else [text])]
        decision = decide(texts, column.dates or mapping.dates)
    return Reading(decision, column.separator, column.values, column.last_first, column.exact, table.serial_base)


def _notes(table: Table, read: ReadColumn, columns: tuple[ReadColumn, ...]) -> Iterator[str]:
    """What a person should know of how a column was read, and what is left to them to say."""
    decision = read.reading.decision
    if decision.open:
        others = {SAID[other.reading.decision.order] for other in columns if other.reading.decision.order is not None}
        beside = f" (other columns of this table: {', '.join(sorted(others))})" if others else ""
        yield f"{decision.because}; say dates: mdy or dates: dmy for it{beside}"
    elif decision.because:
        yield decision.because
    if read.column.path == "person.full_name" and not (read.column.part or read.column.last_first or read.column.exact):
        names = [value for row in table.rows if isinstance(value := row.cells[read.index], str) and not blank(value)]
        if sum(name.count(",") == 1 for name in names) * 2 > len(names):
            yield "most names are written with a comma; say name_order: last-first where the last name comes first"
    if read.column.needs_review:
        yield f"not verified: {read.column.needs_review}"


def _row(table: Table, row: Row, columns: tuple[ReadColumn, ...], case: int | None, mapping: Mapping) -> RowPreview:
    problems: list[Problem] = []
    facts = [Fact(path, value, None) for path, value in mapping.always.items()]
    parts: dict[str, list[tuple[int, str, int]]] = {}
    if any(not blank(value) for value in row.cells[table.named :]):
        message = f"holds more cells than there are names of columns ({table.named}); put a text that holds a delimiter in quotation marks"
        problems.append(Problem(table.place(row.number), None, message))
    for read in columns:
        value = row.cells[read.index]
        if value == "" if read.column.exact else blank(value):
            continue
        found, wanted = read_cell(value, leaf(read.column.path), read.reading)
        if wanted:
            problems.append(Problem(table.place(row.number, read.index), None, _refused(value, wanted)))
        elif found is None and not read.column.exact:
            continue
        elif read.column.part and isinstance(found, str):
            parts.setdefault(read.column.path, []).append((read.column.part, found, read.index))
        else:
            facts.append(Fact(read.column.path, found, read.index))
    for path, pieces in parts.items():
        between = ", " if (item := leaf(path)) and item.type == "address" else " "
        facts.append(Fact(path, between.join(text for _, text, _ in sorted(pieces)), min(pieces)[2]))
    file, found_wrong = _file(table, row, facts)
    problems += found_wrong
    if file is not None and not problems and not _names(file):
        message = "holds neither a name nor an A-number, so nobody could tell whose case it is"
        problems.append(Problem(table.place(row.number), None, message))
    folder = _folder(row, case, columns, file)
    return RowPreview(row.number, folder, tuple(facts), tuple(problems), file=file and replace(file, name=folder))


def _refused(value: Value, wanted: str) -> str:
    if isinstance(value, Unread):
        return value.because
    shown = value.isoformat() if isinstance(value, dt.date) else value if isinstance(value, str) else str(value).lower()
    return f"expected {wanted}, found {shown if len(shown) <= 40 else shown[:40] + '…'!r}"


def _file(table: Table, row: Row, facts: list[Fact]) -> tuple[CaseFile | None, list[Problem]]:
    """The case file of a row, checked as every case file is; its problems at the columns that they come from."""
    try:
        return check_case(Tree(build({fact.path: fact.value for fact in facts}), {}), f"row-{row.number}"), []
    except BadInput as bad:
        at = {plain(fact.path): fact.column for fact in reversed(facts)}
        return None, [
            Problem(table.place(row.number, at.get(plain(problem.place))), None, f"{problem.place}: {problem.message}")
            for problem in bad.problems
        ]


def _folder(row: Row, case: int | None, columns: tuple[ReadColumn, ...], file: CaseFile | None) -> str:
    """The name of the folder: what the column for it says, else the client's name, else the row."""
    told = row.cells[case] if case is not None else ""
    said = told if isinstance(told, str) else ""
    if said and columns and columns[0].column.exact:
        said = str(decoded(said, None)[0])
    named = re.sub(r"[^\w.]+", "-", said or (file.text("person.full_name") or "" if file else "")).strip("-._")[:MOST_NAME].strip("-._")
    named = named if said else named.lower()
    return named if named and named.casefold().split(".")[0] not in NOT_FOR_WINDOWS else f"row-{row.number}"


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody whose case stands already, in the folder or higher up in the table."""

    said: str
    number: str
    name: str
    born: dt.date | None


def _known(file: CaseFile, said: str) -> _Known:
    digits = re.sub(r"\D", "", file.text("person.a_number") or "")
    name = " ".join(sorted(folded(file.text("person.full_name") or "").split()))
    return _Known(said, digits.zfill(9) if digits else "", name, file.date("person.birth_date"))


def _names(file: CaseFile) -> bool:
    return bool(file.text("person.full_name") or file.text("person.a_number"))


def _same(one: _Known, other: _Known) -> str:
    """Why two are one person, or may be."""
    if one.number and one.number == other.number:
        return "the same A-number"
    if not one.name or one.name != other.name or (one.number and other.number):
        return ""
    if one.born and other.born:
        return "the same name and birth date" if one.born == other.born else ""
    return "the same name, and nothing that tells the two apart"


def _standing(into: Path | None) -> tuple[dict[str, _Known | None], list[str]]:
    """Whose cases stand in the folder, by the name of what stands there."""
    found: dict[str, _Known | None] = {}
    notes: list[str] = []
    if into is None or not into.is_dir():
        return found, notes
    for item in sorted(into.iterdir()):
        found[item.name.casefold()] = None
        if (item / "case.yaml").is_file() or item.suffix.lower() in (".yaml", ".json"):
            try:
                found[item.name.casefold()] = _known(read_case(item), f"the case {item.name!r} in {into.name or into}")
            except BadInput:
                notes.append(f"{item.name} in {into.name or into} could not be read, so a row may be the same person")
    return found, notes


def _apart(table: Table, rows: list[RowPreview], standing: dict[str, _Known | None], into: Path | None) -> list[RowPreview]:
    """The rows with their folders kept apart, and with what stands against each other or against a case that stands."""
    numbers: dict[str, _Known] = {}
    names: dict[str, list[_Known]] = {}
    taken = set(standing)
    found = []

    def note(known: _Known) -> None:
        if known.number:
            numbers.setdefault(known.number, known)
        if known.name:
            names.setdefault(known.name, []).append(known)

    for known in standing.values():
        if known is not None:
            note(known)
    for row in rows:
        if row.file is None:
            found.append(row)
            continue
        here = _known(row.file, f"row {row.row}")
        beside = [*([numbers[here.number]] if here.number in numbers else []), *names.get(here.name, ())]
        problems, notes = list(row.problems), []
        same = next(((other, why) for other in beside if (why := _same(here, other))), None)
        if same is not None:
            message = f"is perhaps the same person as {same[0].said}: {same[1]}; keep one of them, or add what tells them apart"
            problems.append(Problem(table.place(row.row), None, message.replace("perhaps ", "") if "nothing" not in same[1] else message))
        elif beside:
            notes.append(f"has the name of {beside[0].said}, and another A-number or birth date")
        folder = row.folder
        if folder.casefold() in taken and folder.casefold() not in standing:
            folder = f"{folder}-row-{row.row}"
        if into is not None and folder.casefold() in standing:
            message = f"would be written as {folder}, which stands in {into.name or into} already; what stands there is not touched"
            problems.append(Problem(table.place(row.row), None, message))
        elif not problems:
            taken.add(folder.casefold())
        if not problems or same is None:
            note(here)
        found.append(replace(row, folder=folder, problems=tuple(problems), notes=tuple(notes), file=replace(row.file, name=folder)))
    return found
