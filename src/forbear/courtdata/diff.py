"""What changed between two releases? Rows added, no longer released, changed by column; and how late completions are entered."""

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from forbear.courtdata.cleaning import ident, quoted
from forbear.courtdata.release import Release
from forbear.courtdata.schema import table_named
from forbear.courtdata.workplace import engine
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN, MONTHS = 20, 24


class TableDiff(msgspec.Struct):
    """One table in two releases: rows by key. `gone` rows are no longer released; the earlier release still holds them."""

    name: str
    rows_old: int | None
    rows_new: int | None
    added: int
    gone: int
    changed: int
    changed_by_column: dict[str, int]
    gone_keys: list[int | str]
    columns_only_old: list[str]
    columns_only_new: list[str]


class Late(msgspec.Struct):
    """The completions of a month as the newer release has them, and those of them that the earlier one did not have yet."""

    month: dt.date
    completions: int
    late: int
    share: float


class Diff(msgspec.Struct):
    """Two releases compared."""

    old: dict[str, str]
    new: dict[str, str]
    tables: list[TableDiff]
    late_completions: list[Late]


def diff(old: Release, new: Release) -> Diff:
    """Compares two releases table by table. Raises BadInput where they cannot be read."""
    import duckdb

    with engine(None) as db:
        try:
            for side, release in (("old", old), ("new", new)):
                db.execute(f"CREATE SCHEMA {side}")
                for table in release.tables:
                    files = ", ".join(map(quoted, sorted((release.folder / table).glob("*/*.parquet"))))
                    db.execute(f"CREATE VIEW {side}.{ident(table)} AS SELECT * FROM read_parquet([{files}], hive_partitioning = false)")
            names = [*new.tables, *(table for table in old.tables if table not in new.tables)]
            tables = [_table(db, name, name in old.tables, name in new.tables) for name in names]
            late = _late(db, old.day) if "b_tblproceeding" in old.tables and "b_tblproceeding" in new.tables else []
        except duckdb.Error as error:
            reason = " ".join(str(error).split())[:200]
            raise BadInput([Problem(str(new.folder), None, f"cannot be compared ({reason}); check the disk, or ingest it again")]) from None
    return Diff(_named(old), _named(new), tables, late)


def _named(release: Release) -> dict[str, str]:
    return {"release": release.name, "day": release.day.isoformat()}


def _table(db: "DuckDBPyConnection", name: str, in_old: bool, in_new: bool) -> TableDiff:
    table = table_named(name)
    shown = table.name if table else name
    old = _count(db, f"SELECT count(*) FROM old.{ident(name)}") if in_old else None
    new = _count(db, f"SELECT count(*) FROM new.{ident(name)}") if in_new else None
    if table is None or old is None or new is None:
        return TableDiff(shown, old, new, new or 0, old or 0, 0, {}, [], [], [])
    key = ident(table.key.lower())
    columns = {side: _columns(db, side, name) for side in ("old", "new")}
    both = [column for column in columns["new"] if column in columns["old"] and column != table.key.lower()]
    for side in ("old", "new"):
        hashed = f"hash({', '.join(map(ident, both))})" if both else "0"
        db.execute(f"CREATE OR REPLACE TEMP TABLE {side}_rows AS SELECT {key} AS key, {hashed} AS said FROM {side}.{ident(name)}")
    gone = "FROM old_rows ANTI JOIN new_rows USING (key)"
    db.execute("CREATE OR REPLACE TEMP TABLE other AS SELECT o.key FROM old_rows o JOIN new_rows n USING (key) WHERE o.said <> n.said")
    counts = ", ".join(f"count(*) FILTER (o.{ident(column)} IS DISTINCT FROM n.{ident(column)})" for column in both) or "0"
    row = db.execute(
        f"SELECT {counts} FROM (SELECT * FROM old.{ident(name)} SEMI JOIN other ON {key} = other.key) o "
        f"JOIN (SELECT * FROM new.{ident(name)} SEMI JOIN other ON {key} = other.key) n USING ({key})"
    ).fetchone()
    assert row is not None
    return TableDiff(
        name=shown,
        rows_old=old,
        rows_new=new,
        added=_count(db, "SELECT count(*) FROM new_rows ANTI JOIN old_rows USING (key)"),
        gone=_count(db, f"SELECT count(*) {gone}"),
        changed=_count(db, "SELECT count(*) FROM other"),
        changed_by_column={column: n for column, n in zip(both, row, strict=False) if n},
        gone_keys=[key for (key,) in db.execute(f"SELECT key {gone} ORDER BY key LIMIT {SHOWN}").fetchall()],
        columns_only_old=[column for column in columns["old"] if column not in columns["new"]],
        columns_only_new=[column for column in columns["new"] if column not in columns["old"]],
    )


def _late(db: "DuckDBPyConnection", day: dt.date) -> list[Late]:
    """Of the completions up to the earlier release, by month: how many only the newer release has. Rates need it for their last months."""
    found = db.execute(
        "SELECT date_trunc('month', n.comp_date)::DATE AS month, count(*), "
        "count(*) FILTER (o.comp_date IS NULL OR date_trunc('month', o.comp_date) <> date_trunc('month', n.comp_date)) "
        "FROM new.b_tblproceeding n LEFT JOIN old.b_tblproceeding o USING (idnproceeding) "
        f"WHERE n.comp_date <= DATE '{day}' AND n.comp_date > DATE '{day}' - INTERVAL {MONTHS} MONTH GROUP BY 1 ORDER BY 1 DESC"
    ).fetchall()
    return [Late(month, completions, late, round(late / completions, 6)) for month, completions, late in found]


def _columns(db: "DuckDBPyConnection", side: str, name: str) -> list[str]:
    return [str(row[0]) for row in db.execute(f"DESCRIBE {side}.{ident(name)}").fetchall()]


def _count(db: "DuckDBPyConnection", sql: str) -> int:
    row = db.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
