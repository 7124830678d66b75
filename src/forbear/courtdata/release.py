"""Which cleaned release lies in a folder, and how is it read? The layout that ingest writes and everything else reads.

    OUT/current.json                            {"release": "2026-09-30"}; replaced whole at the end of an ingest
    OUT/releases/2026-09-30/release.json        day, source, rows in and out, what was wrong
                           /b_tblproceeding/fiscal_year=2013/*.parquet
                           /lookups/court_decision.csv
                           /rejected/b_tblproceeding.tsv

A table's fiscal years (October to September) count by its own date; rows without one lie under `HIVE_DEFAULT`, which DuckDB and
Spark both read as null. Columns are named as EOIR names them, in lower case; blank is null; codes are text.
"""

import datetime as dt
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from forbear.courtdata.schema import lookups
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HIVE_DEFAULT = "__HIVE_DEFAULT_PARTITION__"
MEMORY = "2GB"
CURRENT, RELEASES, REPORT = "current.json", "releases", "release.json"


@dataclass(frozen=True, slots=True)
class Release:
    """A cleaned release: its folder, its name there, the day it was released, and the report of its ingest."""

    folder: Path
    name: str
    day: dt.date
    report: dict[str, Any]

    @property
    def tables(self) -> list[str]:
        """The tables in it, by their names in SQL."""
        return [str(table["name"]).lower() for table in self.report["tables"]]

    def connect(self, memory: str = MEMORY, threads: int | None = None) -> "DuckDBPyConnection":
        """A DuckDB connection with one view a table and one a code list (`lookup_court_decision`), and with no other way to a file.

        What people type goes through `query`, which lets nothing but one reading sentence pass.
        """
        import duckdb

        connection = duckdb.connect(
            config={
                "memory_limit": memory,
                "threads": threads or os.cpu_count() or 1,
                "temp_directory": str(Path(tempfile.gettempdir()) / f"forbear-spill-{secrets.token_hex(4)}"),
                "python_enable_replacements": False,  # a table's name never finds a Python variable
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        connection.execute("SET enable_progress_bar = false")  # it would print into what programs read
        for table in self.tables:
            files = ", ".join(map(_quoted, sorted((self.folder / table).glob("*/*.parquet"))))
            source = f"read_parquet([{files}], hive_partitioning = true, hive_types = {{'fiscal_year': 'SMALLINT'}})"
            connection.execute(f'CREATE VIEW "{table}" AS SELECT * FROM {source}')
        for name in lookups():
            file = _quoted(self.folder / "lookups" / f"{name}.csv")
            connection.execute(
                f"CREATE VIEW lookup_{name} AS SELECT * FROM read_csv({file}, all_varchar = true, header = true, quote = '\"')"
            )
        connection.execute(f"SET allowed_directories = [{_quoted(self.folder)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection


def open_release(folder: Path, name: str | None = None) -> Release:
    """The release that stands in a folder: the current one, or the one of that name; a release's own folder opens as itself.

    Raises BadInput.
    """
    if (folder / REPORT).is_file():
        return _read(folder)
    current = folder / CURRENT
    if name is None:
        if not current.is_file():
            raise BadInput(
                [Problem(str(folder), None, "holds no court data; take a release in with `forbear court-data ingest DIR --out DIR`")]
            )
        try:
            name = str(msgspec.json.decode(current.read_bytes(), type=dict[str, str])["release"])
        except (msgspec.DecodeError, KeyError, OSError):
            raise BadInput([Problem(str(current), None, "cannot be read; run the ingest again, which writes it anew")]) from None
    known = release_names(folder)
    if name not in known:
        found = f"here are {', '.join(known)}" if known else "there is none here"
        raise BadInput([Problem(str(folder), None, f"no release {name!r}; {found}")])
    return _read(folder / RELEASES / name)


def release_names(folder: Path) -> list[str]:
    """The names of the whole releases in a folder, oldest first."""
    releases = folder / RELEASES
    if not releases.is_dir():
        return []
    names = [path.name for path in releases.iterdir() if (path / REPORT).is_file() and not path.name.startswith(".")]
    return sorted(names, key=_order)


def _order(name: str) -> tuple[str, int]:
    """By day, then by number: `2026-09-30.10` comes after `2026-09-30.2`."""
    day, _, number = name.partition(".")
    return day, int(number) if number.isdigit() else 0


def _read(folder: Path) -> Release:
    try:
        report = msgspec.json.decode((folder / REPORT).read_bytes(), type=dict[str, Any])
        return Release(folder.resolve(), folder.resolve().name, dt.date.fromisoformat(report["release"]["day"]), report)
    except (msgspec.DecodeError, KeyError, TypeError, ValueError, OSError):
        raise BadInput(
            [Problem(str(folder / REPORT), None, "cannot be read; run the ingest again, which writes the release anew")]
        ) from None


def _quoted(path: Path) -> str:
    """A path as SQL text."""
    return "'" + str(path).replace("'", "''") + "'"
