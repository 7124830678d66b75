"""How does one released table become clean Parquet? Read, judge what is odd, drop what stands twice, write by fiscal year."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from forbear.courtdata.cleaning import cleaned, fiscal_year, ident, name_of, quoted, reading
from forbear.courtdata.codes import Unknown, unknown_codes
from forbear.courtdata.plain import line_numbers
from forbear.courtdata.release import HIVE_DEFAULT
from forbear.courtdata.repair import Layout, Sound, judge
from forbear.courtdata.schema import Column, Table
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_KNOWN = 1000  # values of a column that are listed when a row is judged; a column with more is judged by its type
MOST_ODD = 0.2  # of the rows: beyond this the file is not laid out as EOIR lays it out


class TableReport(msgspec.Struct, kw_only=True):
    """What became of a table's rows. `rows_in` = `rows_out` + `rejected` + `duplicates`."""

    name: str
    file: str
    sha256: str
    bytes: int
    rows_in: int
    rows_out: int
    repaired: int
    rejected: int
    duplicates: int
    conflicting: int  # of the duplicates: other values under a key that stands already; kept aside
    strays: int  # single values that their column cannot hold: null in the table, kept aside
    count_txt: int | None
    new_columns: list[str]
    missing_columns: list[str]
    unknown_codes: list[Unknown]
    undated: int | None  # rows without a governing date, or with an impossible one
    nuls: int
    foreign_bytes: int


def read_header(line: bytes, table: Table, place: str) -> list[Column | str]:
    """The columns of a file in its order: known ones, and the names of others. Raises BadInput."""
    text = line.decode("utf-8-sig", "forbear-1252").replace("\0", "").rstrip("\r\n")
    names = [name.strip() for name in text.split("\t")]
    while names and not names[-1]:
        names.pop()
    if len(names) < 2:
        other = next((sign for sign in (",", ";", "|") if sign in text), None)
        said = f"its fields are parted by {other!r}" if other else "its first line holds no tab"
        raise BadInput(
            [Problem(place, 1, f"{said}; EOIR parts fields by a tab in its .csv files: give the file as EOIR publishes it, unchanged")]
        )
    known = {column.name.lower(): column for column in table.columns}
    header: list[Column | str] = [known.get(name.lower(), name or f"column_{at}") for at, name in enumerate(names, start=1)]
    seen = [name_of(column) for column in header]
    twice = sorted({name for name in seen if seen.count(name) > 1})
    gone = [name for name in (table.key, *table.needs) if name.lower() not in seen]
    if twice:
        raise BadInput([Problem(place, 1, f"its first line names {', '.join(twice)} twice; a column cannot be told from another")])
    if gone:
        raise BadInput(
            [
                Problem(
                    place,
                    1,
                    f"its first line lacks {', '.join(gone)}, without which the figures of this table would mislead; give the file as EOIR "
                    "publishes it, and if EOIR has renamed the column, tell the maintainers",
                )
            ]
        )
    return [f"{c}_released" if isinstance(c, str) and c.lower() in ("fiscal_year", "~raw") else c for c in header]


class Cleaning:
    """The work on one table: its rows typed in the engine, then judged, then written."""

    def __init__(self, db: "DuckDBPyConnection", table: Table, header: Sequence[Column | str], plain: Path, newline: str) -> None:
        self.db, self.table, self.header, self.plain, self.newline = db, table, header, plain, newline
        self.key = ident(name_of(table.key))
        self.columns = [name_of(c) for c in header] + [name_of(c) for c in self._missing()]

    def run(self, rejected: Path, parquet: Path, work: Path) -> dict[str, Any]:
        """Writes the Parquet files and what is kept aside, and tells what became of the rows.

        Raises BadInput, and the engine's errors where disk or memory do not suffice.
        """
        db = self.db
        source = reading(self.plain, len(self.header), self.newline, header=True)
        db.execute(f"CREATE TABLE rows AS {cleaned(self.header, self.table, source)}")
        lines = [str(line) for (line,) in db.execute("SELECT DISTINCT ON (line) csv_line FROM reject_errors ORDER BY line").fetchall()]
        rows_in = self._number("SELECT count(*) FROM rows") + len(lines)
        odd = self._number('SELECT count(*) FROM rows WHERE "~raw" IS NOT NULL') + len(lines)
        if odd > max(1000, MOST_ODD * rows_in):
            self._refuse(odd, rows_in)
        aside, strays, repaired = self._judge(lines, work / "repaired.tsv") if odd else ([], [], 0)
        duplicates, conflicting = self._drop_twice()
        if aside or conflicting:
            self._keep_aside(rejected, aside, conflicting)
        if strays:
            self._keep_strays(rejected.with_suffix(".strays.tsv"), strays)
        self._write(parquet)
        return {
            "name": self.table.name,
            "rows_in": rows_in,
            "rows_out": self._number("SELECT count(*) FROM rows"),
            "repaired": repaired,
            "rejected": len(aside),
            "duplicates": duplicates,
            "conflicting": len(conflicting),
            "strays": len(strays),
            "new_columns": [c for c in self.header if isinstance(c, str)],
            "missing_columns": [c.name for c in self._missing()],
            "unknown_codes": unknown_codes(db, [c for c in self.header if isinstance(c, Column)]),
            "undated": self._number(f"SELECT count(*) FROM rows WHERE {fiscal_year(self.table)} IS NULL") if self.table.year_by else None,
        }

    def _missing(self) -> list[Column]:
        there = {c.name for c in self.header if isinstance(c, Column)}
        return [c for c in self.table.columns if c.name not in there]

    def _number(self, sql: str) -> int:
        row = self.db.execute(sql).fetchone()
        assert row is not None
        return int(row[0])

    def _judge(self, lines: Sequence[str], put_right: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]], int]:
        """Puts right or takes out every odd row: (reason, line) kept aside, (key, column, value) strays, and how many were put right."""
        layout = self._layout()
        aside, strays, gone, repaired = [], [], [], 0
        with put_right.open("w", encoding="utf-8", newline="") as out:
            for row, fields in self._odd(lines):
                verdict = judge(fields, layout)
                if isinstance(verdict, str):
                    aside.append((verdict, "\t".join(fields)))
                    gone.append(row)
                    continue
                strays += [(verdict.fields[layout.key], column, value) for column, value in verdict.strays]
                repaired += verdict.repaired
                if verdict.repaired or row is None:
                    _put(out, verdict)
                    gone.append(row)
        rowids = [row for row in gone if row is not None]
        if rowids:
            self.db.execute("DELETE FROM rows WHERE rowid IN (SELECT unnest(?))", [rowids])
        if put_right.stat().st_size:
            source = reading(put_right, len(self.header), "\\n", header=False)
            self.db.execute(f'INSERT INTO rows SELECT * REPLACE (NULL AS "~raw") FROM ({cleaned(self.header, self.table, source)})')
        return aside, strays, repaired

    def _odd(self, lines: Sequence[str]) -> Iterator[tuple[int | None, list[str]]]:
        """The odd rows with their place in the table, and the lines that have no place in it because they have far too many fields."""
        found = self.db.cursor().execute('SELECT rowid, "~raw" FROM rows WHERE "~raw" IS NOT NULL ORDER BY rowid')
        while some := found.fetchmany(5000):
            for row, fields in some:
                yield row, [field for field in fields if field is not None]
        for line in lines:
            yield None, line.split("\t")

    def _layout(self) -> Layout:
        """How sound rows look: for each column of few values, which ones."""
        known = {}
        for place, column in enumerate(self.header):
            if isinstance(column, Column) and column.type in ("code", "text", "flag"):
                name = ident(name_of(column))
                found = self.db.execute(
                    f'SELECT DISTINCT {name} FROM rows WHERE "~raw" IS NULL AND {name} IS NOT NULL LIMIT {MOST_KNOWN + 1}'
                ).fetchall()
                if len(found) <= MOST_KNOWN:
                    known[place] = frozenset(str(value) for (value,) in found)
        places = {column.name: place for place, column in enumerate(self.header) if isinstance(column, Column)}
        return Layout(
            [column if isinstance(column, Column) else None for column in self.header],
            places[self.table.key],
            {places[done]: [places[one] for one in by] for done, by in self.table.together.items()},
            known,
            self.table.ragged,
        )

    def _drop_twice(self) -> tuple[int, list[tuple[str, ...]]]:
        """Keeps the first row of a key: how many others there were, and those of them that say something else."""
        before = self._number("SELECT count(*) FROM rows")
        self.db.execute(
            f"CREATE OR REPLACE TEMP TABLE twice AS SELECT {self.key} AS key, min(rowid) AS first FROM rows GROUP BY 1 HAVING count(*) > 1"
        )
        columns = ", ".join(f"r.{ident(name)}" for name in self.columns)
        others = f"SELECT {columns} FROM rows r JOIN twice ON key = r.{self.key} WHERE r.rowid <> first"
        firsts = f"SELECT {columns} FROM rows d JOIN twice ON key = d.{self.key} JOIN rows r ON r.rowid = first WHERE d.rowid <> first"
        found = self.db.execute(f"SELECT COLUMNS(*)::VARCHAR FROM ({others} EXCEPT ALL {firsts})").fetchall()
        self.db.execute(f"DELETE FROM rows USING twice WHERE {self.key} = key AND rows.rowid <> first")
        return before - self._number("SELECT count(*) FROM rows"), [
            tuple("" if value is None else str(value) for value in row) for row in found
        ]

    def _keep_aside(self, target: Path, aside: Sequence[tuple[str, str]], conflicting: Sequence[tuple[str, ...]]) -> None:
        """Writes what was not taken in, each row with its reason and its line in the file."""
        numbers = line_numbers(self.plain, {line for _, line in aside})
        width = len(self.header)
        with target.open("w", encoding="utf-8", newline="") as out:
            out.write("\t".join(["reason", "line", *map(name_of, self.header)]) + "\n")
            for reason, line in aside:
                out.write(f"{reason}\t{numbers.get(line, '')}\t{line}\n")
            for row in conflicting:
                out.write("\t".join(["the key stands already, with other values; the first row is kept", "", *row[:width]]) + "\n")

    def _keep_strays(self, target: Path, strays: Sequence[tuple[str, str, str]]) -> None:
        with target.open("w", encoding="utf-8", newline="") as out:
            out.write(f"{name_of(self.table.key)}\tcolumn\tvalue\n")
            out.writelines(f"{key}\t{column.lower()}\t{value}\n" for key, column, value in strays)

    def _write(self, target: Path) -> None:
        """One folder a fiscal year, sorted by key; a table without rows has one file without rows."""
        shutil.rmtree(target, ignore_errors=True)
        columns = ", ".join(ident(name) for name in self.columns)
        if self.table.year_by is None or not self._number("SELECT count(*) FROM rows"):
            (target / f"fiscal_year={HIVE_DEFAULT}").mkdir(parents=True)
            file = target / f"fiscal_year={HIVE_DEFAULT}" / "data_0.parquet"
            self.db.execute(f"COPY (SELECT {columns} FROM rows ORDER BY {self.key}) TO {quoted(file)} (FORMAT parquet, COMPRESSION zstd)")
            return
        self.db.execute(
            f"COPY (SELECT {columns}, {fiscal_year(self.table)} AS fiscal_year FROM rows ORDER BY fiscal_year, {self.key}) "
            f"TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (fiscal_year))"
        )

    def _refuse(self, odd: int, rows: int) -> None:
        """Says which columns hold what they cannot, where that is no longer a matter of single rows. Raises BadInput."""
        layout = Layout([c if isinstance(c, Column) else None for c in self.header], 0, {}, {}, ragged=True)
        for _, fields in self._odd([]):
            verdict = judge(fields, layout)
            example = verdict.strays if isinstance(verdict, Sound) else ()
            said = f"such as {example[0][1]!r} in {example[0][0]}" if example else f"such as rows of {len(fields)} fields"
            break
        raise BadInput(
            [
                Problem(
                    f"{self.table.name}.csv",
                    None,
                    f"{odd:,} of {rows:,} rows do not fit the first line ({said}); the file is not laid out as EOIR lays it out. "
                    "Give the file as EOIR publishes it, unchanged",
                )
            ]
        )


def _put(out: TextIO, verdict: Sound) -> None:
    out.write("\t".join(verdict.fields) + "\n")
