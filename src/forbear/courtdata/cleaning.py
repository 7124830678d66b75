"""How is a line of a released file turned into a typed row? The SQL that reads, cleans and marks what is odd, for any header."""

from collections.abc import Sequence
from pathlib import Path

from forbear.courtdata.repair import FLAGS
from forbear.courtdata.schema import Column, Table

SPARE = 4  # fields beyond the header that a row may have; a row with more is read by its line
NOTHING = "\x01\x02"  # stands in no file, so that an empty field and a missing one can be told apart
FIRST_YEAR, LAST_YEAR = 1950, 2099  # a governing date outside them is a slip: its row lies with those that have no date
KINDS = {"integer": "BIGINT", "date": "DATE", "time": "TIMESTAMP"}


def name_of(column: Column | str) -> str:
    """The name in a cleaned release."""
    return (column if isinstance(column, str) else column.name).lower()


def quoted(text: object) -> str:
    """A text as SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def ident(name: str) -> str:
    """A name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def reading(path: Path, width: int, newline: str, header: bool) -> str:
    """The rows of a plain tab-separated file as `f0`, `f1` …: nothing is quoted, short rows are padded, a missing field is null."""
    fields = ", ".join(f"'f{place}': 'VARCHAR'" for place in range(width + SPARE))
    return (
        f"read_csv({quoted(path)}, delim = '\t', quote = '', escape = '', header = false, skip = {int(header)}, auto_detect = false, "
        f"columns = {{{fields}}}, null_padding = true, nullstr = '{NOTHING}', new_line = '{newline}', "
        "encoding = 'utf-8', ignore_errors = true, store_rejects = true, max_line_size = 4000000)"
    )


def cleaned(header: Sequence[Column | str], table: Table, source: str) -> str:
    """The typed rows of a source: every column of the table, those that are not known as text, and `~raw`.

    `~raw` holds the fields as they stand in rows that are odd: another key than a number, more fields than the header, or a value
    that its column cannot hold, which is null in the row.
    """
    known = {column.name for column in header if isinstance(column, Column)}
    values, strays = [], []
    for place, column in enumerate(header):
        value, stray = _value(f"trim(f{place})", column)
        values.append(f"{value} AS {ident(name_of(column))}")
        if stray:
            strays.append(f"coalesce({stray}, false)")
    missing = [
        f"CAST(NULL AS {KINDS.get(column.type, 'VARCHAR')}) AS {ident(name_of(column))}"
        for column in table.columns
        if column.name not in known
    ]
    width = len(header)
    key = next(place for place, column in enumerate(header) if isinstance(column, Column) and column.name == table.key)
    odd = " OR ".join([f"f{width} IS NOT NULL", f"coalesce(trim(f{key}), '') = ''", *strays])
    fields = ", ".join(f"f{place}" for place in range(width + SPARE))
    return f'SELECT {", ".join(values + missing)}, CASE WHEN {odd} THEN [{fields}] END AS "~raw" FROM {source}'


def _value(text: str, column: Column | str) -> tuple[str, str | None]:
    """The SQL of a value, and the SQL that tells that the text is nothing that the column holds."""
    kind = "text" if isinstance(column, str) else column.type
    if isinstance(column, str) or kind in ("text", "id"):
        return f"nullif({text}, '')", None
    if kind == "integer":
        number = f"regexp_full_match({text}, '-?\\d{{1,18}}')"
        return f"CASE WHEN {number} THEN CAST({text} AS BIGINT) END", f"{text} <> '' AND NOT {number}"
    if kind in KINDS:
        value = f"TRY_CAST({text} AS {KINDS[kind]})"
        return value, f"{text} <> '' AND {value} IS NULL"
    value = f"upper({text})" if column.upper else text
    if column.squeeze:
        value = f"regexp_replace({value}, '\\s+', ' ', 'g')"
    if kind == "flag":
        stray = f"{text} <> '' AND {text} NOT IN ('0', '1') AND upper({text}) NOT IN {FLAGS}"
    elif column.width is None:
        return f"nullif({value}, '')", None
    else:  # the looser test runs only where the strict one fails
        stray = f"CASE WHEN length({text}) > {column.width} THEN regexp_matches({text}, '\\d{{3}}') ELSE false END"
    return f"CASE WHEN {stray} THEN NULL ELSE nullif({value}, '') END", stray


def fiscal_year(table: Table) -> str:
    """The SQL of a row's fiscal year, October to September, by the table's governing date."""
    if table.year_by is None:
        return "CAST(NULL AS SMALLINT)"
    day = ident(name_of(table.year_by))
    year = f"(year({day}) + CAST(month({day}) >= 10 AS INTEGER))"
    return f"CASE WHEN {year} BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN CAST({year} AS SMALLINT) END"
