"""A release of a few invented cases, written by hand: what a test says is all there is."""

import datetime as dt
import json
from pathlib import Path

import duckdb

from forbear.courtdata.events import READS, make_events
from forbear.courtdata.packaged import HERE
from forbear.courtdata.release import Release, open_release

DAY = dt.date(2026, 9, 30)
MORE = {
    "a_tblcase": {"date_of_entry": "DATE"},
    "tbl_schedule": {"adj_date": "DATE"},
    "tbl_court_motions": {"base_city_code": "VARCHAR"},
    "tblappeal": {"datbiadecision": "DATE", "strbiadecision": "VARCHAR"},
}


def release_of(folder: Path, tables: dict[str, list[dict]], day: dt.date = DAY) -> Release:
    """A release with these rows; columns that a row does not name are blank. A table that is not named is not there."""
    base = folder / "releases" / day.isoformat()
    connection = duckdb.connect()
    for table, rows in tables.items():
        columns = READS.get(table, {}) | MORE.get(table, {})
        place = base / table / "fiscal_year=2024"
        place.mkdir(parents=True)
        connection.execute(f"CREATE TABLE {table} ({', '.join(f'{name} {type}' for name, type in columns.items())})")
        for row in rows:
            assert row.keys() <= columns.keys(), row
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
        connection.execute(f"COPY {table} TO '{place / 'part.parquet'}' (FORMAT parquet)")
    (base / "lookups").mkdir()
    for file in HERE.joinpath("lookups").iterdir():
        (base / "lookups" / file.name).write_bytes(file.read_bytes())
    (base / "release.json").write_text(json.dumps({"release": {"day": day.isoformat()}, "tables": [{"name": name} for name in tables]}))
    (folder / "current.json").write_text(json.dumps({"release": day.isoformat()}))
    return open_release(folder)


def case(number: int, **given) -> dict:
    """A removal case."""
    return {"idncase": number, "case_type": "RMV", "nat": "HO", "custody": "N"} | given


def stay(number: int, of: int, *, begun: str, ended: str | None = None, dec: str | None = None, other: str | None = None, **given) -> dict:
    """A proceeding of a case: begun with the Notice to Appear unless a day is given, ended by a decision or a completion."""
    given = {"osc_date": begun, "base_city_code": "SEA", "ij_code": "SA1", "case_type": "RMV", "custody": "N"} | given
    return {"idnproceeding": number, "idncase": of, "input_date": begun, "comp_date": ended, "dec_code": dec, "other_comp": other} | given


def motion(number: int, of: int, type: str, party: str, *, on: str | None, dec: str | None = "G", **given) -> dict:
    """A motion in a proceeding."""
    return {"idnmotion": number, "idnproceeding": of, "rec_type": type, "strfilingparty": party, "dec": dec, "comp_date": on} | given


def events_of(folder: Path, **tables: list[dict]) -> list[dict]:
    """The events of a small release, in the order of the proceedings."""
    from forbear.courtdata.events import connect

    release = release_of(folder, tables)
    make_events(release)
    cursor = connect(release).execute("SELECT * FROM events ORDER BY proceeding")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
