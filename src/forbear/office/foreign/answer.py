"""What does the process that opens a foreign file say of it? Goes as JSON, so that neither side runs what the other says."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from forbear.guard.document import Document
from forbear.interchange.sheet import Unread, Value
from forbear.interchange.tables import Row, Table
from forbear.problem import BadInput, Problem

TOLD = "told.json"  # in the folder of the job
Cell = str | bool | dict[str, str]


class SentTable(Struct, frozen=True):
    """A table, its days and unread cells as mappings of one key."""

    name: str
    headers: tuple[str, ...]
    rows: list[tuple[int, list[Cell]]]
    named: int
    notes: tuple[str, ...]
    serial_base: dt.date


class Told(Struct, frozen=True):
    """What was asked for, or what is wrong with the file."""

    problems: list[tuple[str, int | None, str]] = []
    document: Document | None = None
    table: SentTable | None = None
    sentences: list[str] | None = None  # what is wrong with a template; none is good


def sent(table: Table) -> SentTable:
    """A table as it goes."""
    rows = [(row.number, list(map(_cell, row.cells))) for row in table.rows]
    return SentTable(table.name, table.headers, rows, table.named, table.notes, table.serial_base)


def arrived(table: SentTable) -> Table:
    """A table as it came. Raises ValueError, KeyError where a cell is none."""
    rows = tuple(Row(number, tuple(map(_value, cells))) for number, cells in table.rows)
    return Table(table.name, table.headers, rows, table.named, table.notes, table.serial_base)


def wrong(problems: Sequence[Problem]) -> Told:
    """That a file is refused."""
    return Told([(problem.place, problem.line, problem.message) for problem in problems])


def raised(told: Told) -> Told:
    """What was told. Raises BadInput where the file is refused."""
    if told.problems:
        raise BadInput([Problem(*problem) for problem in told.problems])
    return told


def _cell(value: Value) -> Cell:
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    return {"unread": value.because} if isinstance(value, Unread) else value


def _value(cell: Cell) -> Value:
    if isinstance(cell, dict):
        return dt.date.fromisoformat(cell["day"]) if "day" in cell else Unread(cell["unread"])
    return cell
