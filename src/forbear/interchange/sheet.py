"""What is a sheet before its names are known? Cells by row and column, as a file stored them."""

import datetime as dt
from dataclasses import dataclass
from typing import NoReturn

from forbear.problem import BadInput, Problem

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 500, 2_000_000
BASE_1900, BASE_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)  # Excel's two systems of days, by their day 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that says nothing that could be taken over, and why."""

    because: str


Value = str | bool | dt.date | Unread
Grid = list[tuple[int, list[Value]]]  # rows that hold something, each with its number
Merged = tuple[int, int, int, int]  # first row, last row, first column, last column; columns from 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet. `notes` are sentences on how it was read."""

    grid: Grid
    merged: tuple[Merged, ...] = ()
    notes: tuple[str, ...] = ()
    serial_base: dt.date = BASE_1900


def refuse(name: str, message: str) -> NoReturn:
    """Says what is wrong with the whole file."""
    raise BadInput([Problem(name, None, message)])


def letter(column: int) -> str:
    """The letters of a column counted from 0: A, …, Z, AA."""
    return (letter(column // 26 - 1) if column > 25 else "") + chr(ord("A") + column % 26)


def blank(value: Value) -> bool:
    """Whether a cell holds nothing."""
    return isinstance(value, str) and not value.strip()


def day_of(number: int, base: dt.date) -> dt.date | None:
    """The date of one of Excel's day numbers. Day 60 of the 1900 system is a 29 February that never was; days before it count one less."""
    if base == BASE_1900 and number <= 60:
        return dt.date(1899, 12, 31) + dt.timedelta(number) if 0 < number < 60 else None
    try:
        return base + dt.timedelta(number) if number >= 0 else None
    except OverflowError:
        return None
