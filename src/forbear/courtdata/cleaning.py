"""How is a line of a released file turned into a typed row? The SQL that reads and cleans, for any header.

The engine's reader sets a line aside (`reject_errors`) where a value is not of its column's type; those lines, and those with too many
fields, are judged one by one. All others are sound, or hold at most a code that is no code.
"""

from collections.abc import Sequence
from pathlib import Path

from forbear.courtdata.schema import Column, Table

FIRST_YEAR, LAST_YEAR = 1950, 2099  # a governing date outside them is a slip: its row lies with those that have no date
KINDS = {"integer": "BIGINT", "date": "DATE", "time": "TIMESTAMP"}
YEAR = '"~year"'  # no column that EOIR could release
LONGEST = 4_000_000  # characters of a line


def name_of(column: Column | str) -> str:
    """The name in a cleaned release."""
    return (column if isinstance(column, str) else column.name).lower()


def quoted(text: object) -> str:
    """A text as SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def ident(name: str) -> str:
    """A name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def cleaned(path: Path, header: Sequence[Column | str], table: Table, newline: str, first_line: bool = True) -> str:
    """The typed rows of a plain tab-separated file: its columns, those that are not known as text, missing ones as null, the fiscal year.

    Nothing is quoted, a row that stops early is padded, blank is null.
    """
    fields = ", ".join(f"'f{place}': '{_kind(column)}'" for place, column in enumerate(header))
    source = (
        f"read_csv({quoted(path)}, delim = '\t', quote = '', escape = '', header = false, skip = {int(first_line)}, auto_detect = false, "
        f"columns = {{{fields}}}, null_padding = true, nullstr = ['', ' '], new_line = '{newline}', "
        f"encoding = 'utf-8', ignore_errors = true, store_rejects = true, max_line_size = {LONGEST})"
    )
    values = [f"{_value(f'f{place}', column)} AS {ident(name_of(column))}" for place, column in enumerate(header)]
    values += [f"CAST(NULL AS {_kind(column)}) AS {ident(name_of(column))}" for column in missing(header, table)]
    return f"SELECT *, {fiscal_year(table)} AS {YEAR} FROM (SELECT {', '.join(values)} FROM {source})"


def missing(header: Sequence[Column | str], table: Table) -> list[Column]:
    """The columns of the table that a file does not have."""
    there = {column.name for column in header if isinstance(column, Column)}
    return [column for column in table.columns if column.name not in there]


def no_code(column: Column) -> str:
    """The SQL that tells a time, an amount or a date that stands where a code should: longer than any code, with digits in a row."""
    name = ident(name_of(column))
    return f"length({name}) > {column.width} AND regexp_matches({name}, '\\d{{3}}')"


def fiscal_year(table: Table) -> str:
    """The SQL of a row's fiscal year, October to September, by the table's governing date."""
    if table.year_by is None:
        return "CAST(NULL AS SMALLINT)"
    day = ident(name_of(table.year_by))
    year = f"(year({day}) + CAST(month({day}) >= 10 AS INTEGER))"
    return f"CASE WHEN {year} BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN CAST({year} AS SMALLINT) END"


def _kind(column: Column | str) -> str:
    return "VARCHAR" if isinstance(column, str) else KINDS.get(column.type, "VARCHAR")


def _value(field: str, column: Column | str) -> str:
    if _kind(column) != "VARCHAR":
        return field
    value = f"trim({field})"
    if isinstance(column, Column) and column.upper:
        value = f"upper({value})"
    if isinstance(column, Column) and column.squeeze:
        value = f"regexp_replace({value}, '\\s+', ' ', 'g')"
    return f"nullif({value}, '')"
