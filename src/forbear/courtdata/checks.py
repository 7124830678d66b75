"""What does a cleaned release show only as a whole? Its newest day, rows that join nothing, cases of two types, code lists that differ."""

import csv
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.courtdata.cleaning import ident, quoted
from forbear.courtdata.codes import folded
from forbear.courtdata.schema import lookup, schema, table_named

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# our code list -> the released file, and its columns for code and meaning
RELEASED = {
    "nationality": (("tblLookupAlienNat", "tblLookupNationality"), ("strCode", "NAT_CODE"), ("strDescription", "NAT_NAME")),
    "base_city": (("tblLookupBaseCity",), ("BASE_CITY_CODE",), ("BASE_CITY_NAME",)),
    "adjournment": (("tblAdjournmentcodes",), ("strcode",), ("strDesciption",)),
    "court_decision": (("tblLookupCourtDecision",), ("strDecCode",), ("strDecDescription",)),
}


def open_tables(db: "DuckDBPyConnection", folder: Path, tables: list[str]) -> None:
    """A view a table over the files of a release that is still being made."""
    for table in tables:
        files = ", ".join(map(quoted, sorted((folder / table).glob("*/*.parquet"))))
        db.execute(f"CREATE OR REPLACE VIEW {ident(table)} AS SELECT * FROM read_parquet([{files}], hive_partitioning = false)")


def newest_day(db: "DuckDBPyConnection", tables: list[str]) -> dt.date | None:
    """The newest day on which a proceeding was completed or entered. A day that comes more than a year after all others is a slip."""
    if "b_tblproceeding" not in tables:
        return None
    row = db.execute(
        "WITH days AS (SELECT comp_date AS day FROM b_tblproceeding UNION SELECT input_date FROM b_tblproceeding), "
        "gaps AS (SELECT day, day - lag(day) OVER (ORDER BY day) AS gap FROM days WHERE day IS NOT NULL), "
        "middle AS (SELECT median(day)::DATE AS day FROM days) "
        "SELECT max(day) FROM gaps WHERE day < coalesce((SELECT min(g.day) FROM gaps g, middle m WHERE g.gap > 366 AND g.day > m.day), "
        "DATE '9999-12-31')"
    ).fetchone()
    return row[0] if row else None


def orphans(db: "DuckDBPyConnection", tables: list[str]) -> list[dict[str, Any]]:
    """Rows whose case, proceeding or appeal is in no table: counted, never dropped."""
    found = []
    for table in schema().tables:
        for column, other in table.joins.items():
            target = table_named(other)
            through = "B_TblProceeding" in table.joins.values() and other == "A_TblCase"  # its proceeding tells its case
            if target and table.folder in tables and target.folder in tables and not through:
                name = ident(column.lower())
                row = db.execute(
                    f"SELECT count(*), count({name}), (SELECT count(*) FROM {table.folder}) FROM {table.folder} ANTI JOIN {target.folder} "
                    f"ON {table.folder}.{name} = {target.folder}.{ident(target.key.lower())}"
                ).fetchone()
                assert row is not None
                found.append({"table": table.name, "column": column, "of": target.name, "rows": row[1], "blank": row[0] - row[1]})
    return found


def cases(db: "DuckDBPyConnection", tables: list[str]) -> dict[str, int]:
    """Cases without a proceeding, and proceedings whose case type is not that of the case or of its other proceedings."""
    if not {"a_tblcase", "b_tblproceeding"} <= set(tables):
        return {}
    row = db.execute(
        "WITH mixed AS (SELECT idncase, count(*) AS n FROM b_tblproceeding GROUP BY 1 HAVING min(case_type) <> max(case_type)) SELECT "
        "(SELECT count(*) FROM a_tblcase ANTI JOIN b_tblproceeding USING (idncase)), "
        "(SELECT count(*) FROM a_tblcase c ANTI JOIN b_tblproceeding p ON c.idncase = p.idncase WHERE c.case_type = 'DDC'), "
        "(SELECT count(*) FROM b_tblproceeding p JOIN a_tblcase c USING (idncase) WHERE p.case_type <> c.case_type), "
        "(SELECT count(*) FROM mixed), (SELECT coalesce(sum(n), 0)::BIGINT FROM mixed)"
    ).fetchone()
    assert row is not None
    names = ("without_proceeding", "of_them_ddc", "proceedings_unlike_case", "of_mixed_type", "proceedings_of_mixed_cases")
    return dict(zip(names, row, strict=True))


def compare_lookups(folder: Path) -> list[dict[str, Any]]:
    """Where the code lists that came with the release say something else than ours: codes only there, meanings that differ."""
    files = {path.stem.lower(): path for path in folder.glob("*.csv")}
    answer = []
    for ours, (names, codes, meanings) in RELEASED.items():
        path = next((files[name.lower()] for name in names if name.lower() in files), None)
        if path is None:
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        theirs = {_key(ours, row, codes): _first(row, meanings) for row in rows if _first(row, codes)}
        known = {_ours(ours, row): row.get("description") or row.get("name") or "" for row in lookup(ours)}
        new = [code for code in theirs if code not in known]
        other = [code for code, said in theirs.items() if code in known and said and _words(said) != _words(known[code])]
        gone = [code for code in known if code not in theirs]
        answer.append({"lookup": ours, "file": path.name, "new": new[:50], "other_meaning": other[:50], "not_released": len(gone)})
    return answer


def _key(ours: str, row: dict[str, str], codes: tuple[str, ...]) -> str:
    if ours == "court_decision":
        return " ".join((row.get("strCaseType") or "", row.get("strDecType") or "", _first(row, codes)))
    return folded(_first(row, codes))


def _ours(ours: str, row: dict[str, str]) -> str:
    return f"{row['case_type']} {row['dec_type']} {row['code']}" if ours == "court_decision" else folded(row["code"])


def _first(row: dict[str, str], names: tuple[str, ...]) -> str:
    return next((row[name].strip() for name in names if row.get(name)), "")


def _words(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())
