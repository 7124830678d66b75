"""What happened in each proceeding, and who was it about? One table, `events`, made once for a release and kept in its folder.

`events.sql` is its definition. The file is named after that definition and the code lists: where either changes it is made again. It
appears whole or not at all. A release whose folder nobody may write to is read with a table made for the occasion.
"""

import hashlib
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from forbear.courtdata.packaged import rows, text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from forbear.courtdata.release import Release

# The columns read of each table. A table or a column that a release lacks is not known, row by row.
READS: dict[str, dict[str, str]] = {
    "a_tblcase": {**dict.fromkeys(("case_type", "nat", "custody", "c_asy_type"), "VARCHAR"), "idncase": "BIGINT", "e_28_date": "DATE"},
    "b_tblproceeding": {
        **dict.fromkeys(("idnproceeding", "idncase"), "BIGINT"),
        **dict.fromkeys(("osc_date", "input_date", "trans_in_date", "comp_date"), "DATE"),
        **dict.fromkeys(("base_city_code", "hearing_loc_code", "ij_code", "dec_code", "other_comp"), "VARCHAR"),
        **dict.fromkeys(("absentia", "custody", "case_type", "nat"), "VARCHAR"),
    },
    "b_tblproceedcharges": {"idncase": "BIGINT", "charge": "VARCHAR"},
    "tbl_lead_rider": {"idnridercase": "BIGINT", "idnleadcase": "BIGINT"},
    "tbl_schedule": {"idnproceeding": "BIGINT", "adj_rsn": "VARCHAR", "cal_type": "VARCHAR"},
    "tbl_repsassigned": {"idncase": "BIGINT", "strattytype": "VARCHAR", "strattylevel": "VARCHAR", "e_28_date": "DATE"},
    "a_tblcaseidentifier": {"idncase": "BIGINT", "case_id": "VARCHAR"},
    "tbl_court_motions": {
        **dict.fromkeys(("idnmotion", "idnproceeding"), "BIGINT"),
        **dict.fromkeys(("rec_type", "dec", "strfilingparty"), "VARCHAR"),
        "comp_date": "DATE",
    },
}


def connect(release: "Release") -> "DuckDBPyConnection":
    """A connection that sees the events of a release and nothing else; the table is made first where it is not there yet."""
    import duckdb

    file = _file(release)
    if not file.is_file() and not os.access(release.folder, os.W_OK):
        connection = release.connect()
        add_events(connection, release)
        return connection
    if not file.is_file():
        make_events(release)
    connection = duckdb.connect(config={"python_enable_replacements": False, "autoinstall_known_extensions": False})
    connection.execute("SET enable_progress_bar = false")  # it would print into what programs read
    connection.execute(f"CREATE VIEW events AS SELECT * FROM read_parquet({_quoted(file)})")
    connection.execute(f"SET allowed_paths = [{_quoted(file)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def add_events(connection: "DuckDBPyConnection", release: "Release") -> None:
    """Lets a connection to the tables of a release see its events too."""
    file = _file(release)
    if not file.is_file() and not os.access(release.folder, os.W_OK):
        connection.execute(f"CREATE TABLE events AS {_prepare(connection, release)}")
        return
    if not file.is_file():
        make_events(release)
    connection.execute(f"CREATE VIEW events AS SELECT * FROM read_parquet({_quoted(file)})")


def make_events(release: "Release") -> Path:
    """Makes the table of a release and puts it in its place whole; a table of an older definition goes."""
    file = _file(release)
    part = file.with_name(f".events-{secrets.token_hex(8)}.part")
    connection = release.connect()
    try:
        connection.execute(f"COPY ({_prepare(connection, release)}) TO {_quoted(part)} (FORMAT parquet)")
        with part.open("rb") as made:
            os.fsync(made.fileno())
        part.replace(file)
    finally:
        connection.close()
        with suppress(OSError):
            part.unlink(missing_ok=True)
    for older in release.folder.glob("events-*.parquet"):
        if older != file:
            older.unlink(missing_ok=True)
    return file


def _prepare(connection: "DuckDBPyConnection", release: "Release") -> str:
    """Runs all of the definition but its last sentence, which is the table itself and is returned."""
    _stand_ins(connection)
    connection.execute(f"CREATE TEMP MACRO release_day() AS DATE '{release.day}'")
    codes = [(row["case_type"], row["field"], row["code"], row["outcome_class"]) for row in rows("lookups/court_decision")]
    _list(connection, "decision", ("case_type", "field", "code", "outcome_class"), codes)
    groups = [(row["prefix"], row["group"], int(row["rank"])) for row in rows("charge_groups")]
    _list(connection, "charge_group", ("prefix", "group", "rank"), groups)
    states = {state: row["circuit"] for row in rows("circuits") for state in row["states"].split()}
    courts = [(row["code"], states[row["state"]]) for row in rows("lookups/base_city") if row["state"] in states]
    _list(connection, "court_circuit", ("court", "circuit"), courts)
    *before, table = connection.extract_statements(text("events.sql"))
    for statement in before:
        connection.execute(statement)
    return table.query.strip().rstrip(";")


def _stand_ins(connection: "DuckDBPyConnection") -> None:
    """Gives each table that lacks a column, or is not there, what is read of it as unknown."""
    there: dict[str, set[str]] = {}
    for table, column in connection.execute("SELECT table_name, lower(column_name) FROM duckdb_columns() WHERE NOT internal").fetchall():
        there.setdefault(table, set()).add(column)
    for table, columns in READS.items():
        found = there.get(table, set())
        if columns.keys() <= found:
            continue
        chosen = ", ".join(name if name in found else f"NULL::{type} AS {name}" for name, type in columns.items())
        source = f"memory.main.{table}" if found else "(SELECT 1) WHERE false"
        connection.execute(f"CREATE TEMP VIEW {table} AS SELECT {chosen} FROM {source}")


def _list(connection: "DuckDBPyConnection", name: str, columns: tuple[str, ...], values: Sequence[tuple[str | int, ...]]) -> None:
    """A list of the package as a table."""
    listed = ", ".join("(" + ", ".join(_literal(value) for value in row) + ")" for row in values)
    named = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM (VALUES {listed}) AS listed({named})")


def _file(release: "Release") -> Path:
    """Where the table of a release stands: named after what its content hangs on."""
    said = [
        text("events.sql"),
        *(repr(rows(name)) for name in ("lookups/court_decision", "lookups/base_city", "charge_groups", "circuits")),
    ]
    return release.folder / f"events-{hashlib.sha256(chr(10).join(said).encode()).hexdigest()[:12]}.parquet"


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _quoted(path: Path) -> str:
    return _literal(str(path))
