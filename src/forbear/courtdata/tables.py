"""How does one released table become clean Parquet? Read, judge what is odd, drop what stands twice, write by fiscal year."""

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from forbear.courtdata.cleaning import YEAR, cleaned, ident, missing, name_of, no_code, quoted
from forbear.courtdata.codes import Unknown, unknown_codes
from forbear.courtdata.release import HIVE_DEFAULT
from forbear.courtdata.repair import Layout, holds, judge
from forbear.courtdata.schema import Column, Table, lookup
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NEWLINE = "\\n"
ODD = "SELECT DISTINCT ON (line) line, csv_line FROM reject_errors ORDER BY line"
Aside = tuple[str, int | None, str]  # reason, line in the file, the row
Stray = tuple[str, str, str]  # key, column, value
MOST_KNOWN = 1000  # values of a column that are listed when a row is judged; a column with more is judged by its type
FEW = 10  # rows a value, at least: where values hardly repeat, a new one is nothing odd
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
    utf8: bool


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
        raise BadInput(
            [
                Problem(
                    place,
                    1,
                    f"its first line names {', '.join(twice[:4])} twice, so that a column cannot be told from another; download it again",
                )
            ]
        )
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


@dataclass(frozen=True, slots=True)
class Plain:
    """A file that the engine can read, its line ends, and apart from it the lines that have too many fields."""

    path: Path
    newline: str
    long: Sequence[tuple[int, str]]


class Cleaning:
    """The work on one table: its rows typed in the engine, then judged, then written."""

    def __init__(self, db: "DuckDBPyConnection", table: Table, header: Sequence[Column | str]) -> None:
        self.db, self.table, self.header = db, table, header
        self.key = ident(name_of(table.key))
        self.columns = [name_of(c) for c in header] + [name_of(c) for c in missing(header, table)]

    def run(self, plain: Plain, rejected: Path, parquet: Path, work: Path) -> dict[str, Any]:
        """Writes the Parquet files and what is kept aside, and tells what became of the rows.

        Raises BadInput, and the engine's errors where disk or memory do not suffice.
        """
        source = cleaned(plain.path, self.header, self.table, plain.newline)
        self.db.execute(f"CREATE TABLE rows AS {source} ORDER BY {YEAR}, {self.key}")
        odd = sorted([*plain.long, *((line, text.strip("\r\n")) for line, text in self.db.execute(ODD).fetchall())])
        rows_in = self._number("SELECT count(*) FROM rows") + len(odd)
        if len(odd) > max(100, MOST_ODD * rows_in):
            self._refuse(odd[0], len(odd), rows_in)
        aside, strays, repaired = self._judge(odd, work / "judged.tsv") if odd else ([], [], 0)
        aside += self._without_key()
        strays += self._no_codes()
        rejects = len(aside)
        duplicates, conflicting = self._drop_twice()
        aside += conflicting
        self._keep_aside(rejected, aside)
        self._keep_strays(rejected.with_suffix(".strays.tsv"), strays)
        self._write(parquet)
        return {
            "name": self.table.name,
            "rows_in": rows_in,
            "rows_out": self._number("SELECT count(*) FROM rows"),
            "repaired": repaired,
            "rejected": rejects,
            "duplicates": duplicates,
            "conflicting": len(conflicting),
            "strays": len(strays),
            "new_columns": [c for c in self.header if isinstance(c, str)],
            "missing_columns": [c.name for c in missing(self.header, self.table)],
            "unknown_codes": unknown_codes(self.db, [c for c in self.header if isinstance(c, Column)]),
            "undated": self._number(f"SELECT count(*) FROM rows WHERE {YEAR} IS NULL") if self.table.year_by else None,
        }

    def _number(self, sql: str) -> int:
        row = self.db.execute(sql).fetchone()
        assert row is not None
        return int(row[0])

    def _judge(self, odd: Sequence[tuple[int, str]], judged: Path) -> tuple[list[Aside], list[Stray], int]:
        """Takes in the odd lines that can be read one way: what is kept aside, the values that are null, how many lost a stray tab."""
        layout = self._layout()
        aside: list[Aside] = []
        strays: list[Stray] = []
        repaired = 0
        with judged.open("w", encoding="utf-8", newline="") as out:
            names = [column.name if isinstance(column, Column) else "" for column in self.header]
            for line, text in odd:
                verdict = judge(text.split("\t"), layout)
                if isinstance(verdict, str):
                    aside.append((verdict, line, text))
                    continue
                gone = {column for column, _ in verdict.strays}
                out.write("\t".join("" if name in gone else field for name, field in zip(names, verdict.fields, strict=True)) + "\n")
                strays += [(verdict.fields[layout.key], column, value) for column, value in verdict.strays]
                repaired += verdict.repaired
        if judged.stat().st_size:
            self.db.execute(f"INSERT INTO rows {cleaned(judged, self.header, self.table, NEWLINE, first_line=False)}")
        return aside, strays, repaired

    def _without_key(self) -> list[Aside]:
        """Takes out the rows without a key; they are kept aside as they were read."""
        columns = ", ".join(ident(name) for name in self.columns[: len(self.header)])
        if not self._number(f"SELECT count(*) FROM rows WHERE {self.key} IS NULL"):
            return []
        found = self.db.execute(f"SELECT {columns} FROM rows WHERE {self.key} IS NULL").fetchall()
        self.db.execute(f"DELETE FROM rows WHERE {self.key} IS NULL")
        return [("it has no key", None, _line(row)) for row in found]

    def _no_codes(self) -> list[Stray]:
        """Sets aside times, amounts and dates that stand in columns of codes."""
        coded = [c for c in self.header if isinstance(c, Column) and c.type == "code" and c.width]
        if not coded or not self._number(f"SELECT count(*) FROM rows WHERE {' OR '.join(map(no_code, coded))}"):
            return []
        strays: list[Stray] = []
        for column in coded:
            name, where = ident(name_of(column)), no_code(column)
            strays += [
                (str(key), column.name, value)
                for key, value in self.db.execute(f"SELECT {self.key}, {name} FROM rows WHERE {where}").fetchall()
            ]
            self.db.execute(f"UPDATE rows SET {name} = NULL WHERE {where}")
        return strays

    def _layout(self) -> Layout:
        """How sound rows look: for each column of few values, which ones."""
        known = {}
        for place, column in enumerate(self.header):
            if isinstance(column, Column) and column.type in ("code", "text", "flag") and not column.pattern:
                name = ident(name_of(column))
                filled = self._number(f"SELECT count({name}) FROM rows")
                found = self.db.execute(f"SELECT DISTINCT {name} FROM rows WHERE {name} IS NOT NULL LIMIT {MOST_KNOWN + 1}").fetchall()
                if len(found) <= MOST_KNOWN and len(found) * FEW <= filled:
                    listed = {row["code"] for row in lookup(column.lookup)} if column.lookup else set()
                    known[place] = frozenset(listed | {str(value) for (value,) in found})
        places = {column.name: place for place, column in enumerate(self.header) if isinstance(column, Column)}
        return Layout(
            [column if isinstance(column, Column) else None for column in self.header],
            places[self.table.key],
            {places[done]: [places[one] for one in by] for done, by in self.table.together.items()},
            known,
            self.table.ragged,
        )

    def _drop_twice(self) -> tuple[int, list[Aside]]:
        """Keeps one row of a key: how many others there were, and those of them that say something else."""
        self.db.execute(f"CREATE TEMP TABLE keys AS SELECT {self.key} AS key FROM rows GROUP BY 1 HAVING count(*) > 1")
        columns = ", ".join(ident(name) for name in self.columns)
        self.db.execute(  # which one is kept hangs on what the rows say, and not on the order in which they were read
            f"CREATE TEMP TABLE twice AS SELECT {self.key} AS key, rowid AS row, hash({columns}) AS said, "
            f"row_number() OVER (PARTITION BY {self.key} ORDER BY hash({columns}), rowid) AS n FROM rows SEMI JOIN keys ON key = {self.key}"
        )
        other = "SELECT t.row FROM twice t JOIN twice f ON f.key = t.key AND f.n = 1 WHERE t.said <> f.said"
        found = self.db.execute(f"SELECT {columns} FROM rows WHERE rowid IN ({other}) ORDER BY {self.key}").fetchall()
        gone = self._number("SELECT count(*) FROM twice WHERE n > 1")
        if gone:
            self.db.execute("DELETE FROM rows WHERE rowid IN (SELECT row FROM twice WHERE n > 1)")
        said = "the key stands already, with other values; one row of a key is kept"
        return gone, [(said, None, _line(row[: len(self.header)])) for row in found]

    def _keep_aside(self, target: Path, aside: Sequence[Aside]) -> None:
        """Writes what was not taken in, each row with its reason and, where the reader could not read it, its line in the file."""
        if aside:
            with target.open("w", encoding="utf-8", newline="") as out:
                out.write("\t".join(["reason", "line", *map(name_of, self.header)]) + "\n")
                out.writelines(f"{reason}\t{line or ''}\t{text}\n" for reason, line, text in aside)

    def _keep_strays(self, target: Path, strays: Sequence[Stray]) -> None:
        if strays:
            with target.open("w", encoding="utf-8", newline="") as out:
                out.write(f"{name_of(self.table.key)}\tcolumn\tvalue\n")
                out.writelines(f"{key}\t{column.lower()}\t{value}\n" for key, column, value in strays)

    def _write(self, target: Path) -> None:
        """One file a fiscal year, sorted by key; a table without rows has one file without rows."""
        shutil.rmtree(target, ignore_errors=True)
        columns = ", ".join(ident(name) for name in self.columns)
        years = [year for (year,) in self.db.execute(f"SELECT DISTINCT {YEAR} FROM rows").fetchall()] or [None]

        def write(year: int | None) -> None:
            file = target / f"fiscal_year={HIVE_DEFAULT if year is None else year}" / "data_0.parquet"
            file.parent.mkdir(parents=True)
            rows = f"SELECT {columns} FROM rows WHERE {YEAR} IS NOT DISTINCT FROM {'NULL' if year is None else year} ORDER BY {self.key}"
            self.db.cursor().execute(f"COPY ({rows}) TO {quoted(file)} (FORMAT parquet)")

        with ThreadPoolExecutor(os.cpu_count()) as writers:
            list(writers.map(write, years))

    def _refuse(self, first: tuple[int, str], odd: int, rows: int) -> None:
        """Says what columns hold that they cannot, where that is no longer a matter of single rows. Raises BadInput."""
        line, text = first
        fields = text.split("\t")
        wrong = [
            f"{column.name} holds {value[:40]!r}"
            for column, value in zip(self.header, fields, strict=False)
            if isinstance(column, Column) and not holds(column, value.strip())
        ]
        said = ", ".join(wrong[:3]) or f"it has {len(fields)} fields where the first line has {len(self.header)}"
        raise BadInput(
            [
                Problem(
                    f"{self.table.name}.csv",
                    line,
                    f"{said}; so it is with {odd:,} of {rows:,} rows: the file is not laid out as EOIR lays it out. "
                    "Give it as EOIR publishes it",
                )
            ]
        )


def _line(row: Sequence[object]) -> str:
    return "\t".join("" if value is None else str(value) for value in row)
