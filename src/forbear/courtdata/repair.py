"""Which row did EOIR mean, where a stray tab has moved its fields or a value stands in the wrong column?

A row is put right only where exactly one reading fits: take one empty field out, and every value must be what its column holds
(type, code list, the values of the rows that are sound) and what must be filled together is. Where two readings differ and both fit, or
none does, the row is kept aside. A single value that is not what its column holds, in a row that fits in all else, is set aside alone.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from forbear.courtdata.schema import Column

DIGITS = re.compile(r"-?\d{1,18}", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?", re.ASCII)
FLAGS = ("0", "1", "Y", "N", "T", "F", "TRUE", "FALSE")
IDENTITY = re.compile(r"\{?[0-9A-Fa-f-]{1,40}\}?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sound:
    """A row as it is to be read, whether a stray tab was taken out, and values that are not what their columns hold."""

    fields: tuple[str, ...]
    repaired: bool = False
    strays: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a file in its order (None: unknown), the key, what is filled together, and the values that sound rows hold."""

    columns: Sequence[Column | None]
    key: int
    together: Mapping[int, Sequence[int]]
    known: Mapping[int, frozenset[str]]
    ragged: bool = False


def judge(fields: Sequence[str], layout: Layout) -> Sound | str:
    """The row that was meant, or in one sentence why nobody can tell."""
    width = len(layout.columns)
    values = [field.strip() for field in fields]
    as_is = _cut(values, width)
    if as_is is not None and (len(values) <= width or layout.ragged) and _fits(as_is, layout, closely=len(values) > width):
        return Sound(as_is)
    readings = {reading for reading in _without_one_blank(values, width) if _fits(reading, layout, closely=True)}
    if len(readings) == 1:
        return Sound(readings.pop(), repaired=True)
    if len(readings) > 1:
        return "a stray tab has moved its fields, and they can be put back in more ways than one"
    if not key_fits(values[layout.key] if layout.key < len(values) else "", layout.columns[layout.key]):
        return "the key is not what a key of this table is"
    if as_is is None or len(values) > width:
        return f"it has {len(values)} fields instead of {width}, and taking out an empty one does not make it fit"
    strays = _strays(as_is, layout)
    if len(strays) == 1:
        rest = ["" if (column, value) in strays else value for column, value in zip(_names(layout), as_is, strict=True)]
        if _fits(rest, layout, closely=True):
            return Sound(as_is, strays=tuple(strays))
    return f"values stand in columns that do not hold them ({', '.join(name for name, _ in strays[:4])})"


def key_fits(value: str, column: Column | None) -> bool:
    """Whether a value can be the key of a row."""
    return bool(value) and column is not None and CHECKS[column.type](value, column)


def holds(column: Column, value: str) -> bool:
    """Whether a column can hold a value by its type alone; blank always can."""
    return not value or CHECKS[column.type](value, column)


def _without_one_blank(values: Sequence[str], width: int) -> set[tuple[str, ...]]:
    """The rows that are left when one empty field is taken out."""
    readings = set()
    for place, value in enumerate(values):
        if not value:
            reading = _cut([*values[:place], *values[place + 1 :]], width)
            if reading is not None:
                readings.add(reading)
    return readings


def _cut(values: Sequence[str], width: int) -> tuple[str, ...] | None:
    """A row of a width: what is missing at the end is blank, and only what is blank may be cut off."""
    return None if any(values[width:]) else (*values[:width], *[""] * (width - len(values)))


def _fits(values: Sequence[str], layout: Layout, closely: bool) -> bool:
    if not key_fits(values[layout.key], layout.columns[layout.key]) or _strays(values, layout):
        return False
    if not closely:
        return True
    for place, (column, value) in enumerate(zip(layout.columns, values, strict=True)):
        if value and column and not _is_usual(value, column, layout.known.get(place)):
            return False
    return all(bool(values[done]) == (sum(bool(values[one]) for one in by) == 1) for done, by in layout.together.items())


def _is_usual(value: str, column: Column, known: frozenset[str] | None) -> bool:
    """Whether a value is one that this column holds elsewhere, or of its shape where it holds too many to list."""
    if column.pattern and not re.fullmatch(column.pattern, value, re.ASCII):
        return False
    if known is not None:
        return (value.upper() if column.upper else value) in known
    return column.width is None or len(value) <= column.width


def _strays(values: Sequence[str], layout: Layout) -> list[tuple[str, str]]:
    return [(column.name, value) for column, value in zip(layout.columns, values, strict=True) if column and not holds(column, value)]


def _names(layout: Layout) -> list[str]:
    return [column.name if column else "" for column in layout.columns]


def _is_moment(value: str, column: Column) -> bool:
    try:
        return MOMENT.fullmatch(value) is not None and dt.datetime.fromisoformat(value[:19]) is not None
    except ValueError:
        return False


def _is_code(value: str, column: Column) -> bool:
    """A code is short; one that is longer than it should be is a time, an amount or a date only where it holds digits."""
    return column.width is None or len(value) <= column.width or not re.search(r"\d{3}", value)


CHECKS: dict[str, Callable[[str, Column], bool]] = {
    "integer": lambda value, column: DIGITS.fullmatch(value) is not None,
    "date": _is_moment,
    "time": _is_moment,
    "flag": lambda value, column: value.upper() in FLAGS,
    "id": lambda value, column: IDENTITY.fullmatch(value) is not None,
    "code": _is_code,
    "text": lambda value, column: True,
}
