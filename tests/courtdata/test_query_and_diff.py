"""A release is asked in SQL and only read; two are compared to the row."""

import datetime as dt
import json
import shutil

import pytest

from forbear.cli.main import main
from forbear.courtdata.diff import diff
from forbear.courtdata.ingest import Wishes, ingest
from forbear.courtdata.query import query
from forbear.courtdata.release import open_release
from forbear.problem import BadInput


@pytest.fixture(scope="module")
def two(little, tmp_path_factory):
    """A release and the next: an appeal gone, one new, one of another type; a completion entered late."""
    folder = tmp_path_factory.mktemp("two")
    newer = shutil.copytree(little, folder / "newer")
    appeals = (newer / "tblAppeal.csv").read_bytes().split(b"\r\n")
    appeals[2] = appeals[2].replace(b"Case Appeal", b"Bond Appeal")
    appeals[3] = b"9999999" + appeals[3][7:]
    (newer / "tblAppeal.csv").write_bytes(b"\r\n".join(appeals))
    proceedings = (newer / "B_TblProceeding.csv").read_bytes().split(b"\r\n")
    header = proceedings[0].decode().split("\t")
    place, code = header.index("COMP_DATE"), header.index("DEC_CODE")
    at = next(n for n, row in enumerate(proceedings[1:], 1) if row and len(row.split(b"\t")) == len(header) and not row.split(b"\t")[place])
    row = proceedings[at].split(b"\t")
    row[place], row[code] = b"2026-08-20 00:00:00.000", b"T"
    proceedings[at] = b"\t".join(row)
    (newer / "B_TblProceeding.csv").write_bytes(b"\r\n".join(proceedings))
    ingest(little, folder / "out", Wishes(day=dt.date(2026, 9, 1)))
    ingest(newer, folder / "out", Wishes(day=dt.date(2026, 10, 1)))
    return folder / "out"


def test_what_changed_is_told_by_row_and_column(two, capsys):
    found = diff(open_release(two, "2026-09-01"), open_release(two, "2026-10-01"))
    by = {table.name: table for table in found.tables}
    appeals = by["tblAppeal"]
    assert (appeals.added, appeals.gone, appeals.changed, appeals.changed_by_column) == (1, 1, 1, {"strappealtype": 1})
    assert len(appeals.gone_keys) == 1
    assert by["B_TblProceeding"].changed_by_column["comp_date"] == 1
    assert by["A_TblCase"].added == by["A_TblCase"].gone == by["A_TblCase"].changed == 0
    late = {month.month: month for month in found.late_completions}
    assert late[dt.date(2026, 8, 1)].late == 1
    assert sum(month.late for month in found.late_completions) == 1
    assert main(["court-data", "diff", "2026-09-01", "2026-10-01", "--dir", str(two)]) == 0
    assert "No longer released" in capsys.readouterr().out
    gone = query(open_release(two, "2026-09-01"), f"SELECT count(*) FROM tblappeal WHERE idnappeal = {appeals.gone_keys[0]}")
    assert gone.rows == [(1,)]


def test_two_folders_are_compared_as_well_and_json_says_the_same(two, capsys):
    folders = [str(two / "releases" / name) for name in ("2026-09-01", "2026-10-01")]
    assert main(["court-data", "diff", *folders, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["old"] == {"release": "2026-09-01", "day": "2026-09-01"}
    assert next(table for table in told["tables"] if table["name"] == "tblAppeal")["gone"] == 1
    assert main(["court-data", "diff", "2026-09-01", "2026-12-01", "--dir", str(two)]) == 2
    assert "no release '2026-12-01'; here are 2026-09-01, 2026-10-01" in capsys.readouterr().err


def test_rows_are_data_with_dates_in_iso(two, capsys):
    sql = "SELECT max(comp_date) AS day, count(*) AS n, sum(idncase) AS s, 1.5 AS x, NULL AS x FROM b_tblproceeding"
    assert main(["court-data", "query", str(two), sql, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["day"].startswith("2026-")
    assert isinstance(row["n"], int)
    assert isinstance(row["s"], int)
    assert (row["x"], row["x_2"]) == (1.5, None)
    assert main(["court-data", "query", str(two), "SELECT idncase FROM a_tblcase ORDER BY 1", "--limit", "3"]) == 0
    assert "3 rows; there are more" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DROP VIEW a_tblcase", "expected a SELECT, found DROP"),
        ("SELECT 1; SELECT 2", "expected one sentence, found 2"),
        ("", "expected one sentence, found 0"),
        ("COPY a_tblcase TO '/tmp/stolen.csv'", "expected a SELECT"),
        ("ATTACH '/tmp/x.db'", "expected a SELECT"),
        ("INSTALL httpfs", "expected a SELECT"),
        ("SET enable_external_access = true", "expected a SELECT"),
        ("CREATE TABLE x AS SELECT 1", "expected a SELECT"),
        ("SELECT * FROM read_csv('/etc/passwd')", "no file"),
        ("SELECT * FROM read_text('/etc/hostname')", "no file"),
        ("SELECT * FROM glob('/*')", "no file"),
        ("SELECT case_typ FROM a_tblcase", 'Candidate bindings: "case_type"'),
        ("SELECT count(* FROM a_tblcase", "syntax error"),
        ("SELECT * FROM nothing", "does not exist"),
    ],
)
def test_anything_but_reading_the_tables_is_refused(two, sql, said):
    with pytest.raises(BadInput) as bad:
        query(open_release(two), sql)
    assert said in str(bad.value)
    assert "\n" not in str(bad.value)


def test_a_folder_without_a_release_says_what_to_do(tmp_path, capsys):
    assert main(["court-data", "query", str(tmp_path), "SELECT 1"]) == 2
    assert "forbear court-data ingest" in capsys.readouterr().err
