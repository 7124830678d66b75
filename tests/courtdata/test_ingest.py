"""What is planted in a release is found in the tables, to the row."""

import datetime as dt
import shutil
import zipfile
from collections import Counter

import duckdb
import pytest

from forbear.courtdata.ingest import Wishes, ingest
from forbear.courtdata.release import open_release, release_names
from forbear.courtdata.schema import table_named

CLASS = (  # the letters of removal cases, as the truth names them; the two kinds of removal orders differ by ABSENTIA
    "CASE WHEN p.comp_date IS NULL THEN 'pending' WHEN p.dec_code = 'X' AND p.absentia = 'Y' THEN 'removal_in_absentia' "
    "WHEN p.dec_code = 'X' THEN 'removal_merits' WHEN p.dec_code = 'U' THEN 'dismissed' WHEN p.dec_code = 'T' THEN 'terminated' "
    "WHEN p.dec_code = 'R' THEN 'relief_granted' WHEN p.dec_code IN ('E', 'G', 'Z') THEN 'withholding_or_cat' "
    "WHEN p.dec_code = 'V' THEN 'voluntary_departure' WHEN p.dec_code = 'W' THEN 'other' "
    "WHEN p.other_comp IN ('Y', 'M') THEN 'admin_closed_pd' "
    "WHEN p.other_comp = 'K' THEN 'admin_closed_unspecified' WHEN p.other_comp = 'A' THEN 'admin_closed_other' "
    "WHEN p.other_comp = 'F' THEN 'nta_not_filed' WHEN p.other_comp IN ('O', 'P') THEN 'other' WHEN p.other_comp IN ('C', 'T') "
    "THEN 'venue_or_transfer' WHEN p.other_comp = 'X' THEN 'zero_bond_record' ELSE 'unread' END"
)
YEAR = "year(p.comp_date) + (month(p.comp_date) >= 10)::INT"


def tree(rows):
    """Nested counts as truth.json has them."""
    answer = {}
    for *path, last, count in rows:
        place = answer
        for key in path:
            place = place.setdefault(key, {})
        place[last] = count
    return answer


def test_every_row_is_accounted_for_and_what_is_put_right_is_what_was_planted(taken_in):
    quirks, rows = taken_in.truth["quirks"], taken_in.truth["rows"]
    for table in taken_in.release.report["tables"]:
        name = table["name"]
        assert table["rows_in"] == table["rows_out"] + table["rejected"] + table["duplicates"]
        assert table["rows_out"] == rows[name] == table["count_txt"]
        assert table["repaired"] == sum(n for said, n in quirks.items() if said.startswith(f"{name}: rows with an extra tab"))
        assert table["duplicates"] == quirks.get(f"{name}: exact duplicate rows", 0)
        assert table["rejected"] == quirks.get(f"{name}: junk lines", 0)
        assert (table["strays"], table["conflicting"], table["new_columns"], table["unknown_codes"]) == (0, 0, [], [])
        lines = (taken_in.dump / f"{name}.csv").read_bytes().count(b"\n")
        assert table["rows_in"] == lines - 1
    assert taken_in.release.report["release"] == {"day": taken_in.truth["release"], "known_by": "newest row"}
    assert taken_in.release.report["problems"] == []


def test_final_states_by_court_and_year_are_the_planted_ones(taken_in):
    found = taken_in.db.execute(
        f"SELECT {CLASS}, p.base_city_code, coalesce(({YEAR})::VARCHAR, 'pending'), count(*) "
        "FROM b_tblproceeding p JOIN a_tblcase c USING (idncase) WHERE c.case_type = 'RMV' AND "
        "p.idnproceeding = (SELECT max(q.idnproceeding) FROM b_tblproceeding q WHERE q.idncase = c.idncase) "
        "GROUP BY ALL"
    ).fetchall()
    assert tree(found) == taken_in.truth["final_by_court_fy"]


def test_completions_closings_and_motions_are_the_planted_ones(taken_in):
    of = "FROM b_tblproceeding p JOIN a_tblcase c USING (idncase) WHERE c.case_type = 'RMV' AND p.comp_date IS NOT NULL"
    completions = taken_in.db.execute(
        f"SELECT {CLASS} AS class, ({YEAR})::VARCHAR, count(*) {of} AND coalesce(p.other_comp, '') NOT IN ('C', 'T') GROUP BY ALL"
    ).fetchall()
    closings = taken_in.db.execute(
        f"SELECT p.other_comp, ({YEAR})::VARCHAR, count(*) {of} AND p.other_comp IN ('A', 'Y', 'M', 'K') GROUP BY ALL"
    ).fetchall()
    motions = taken_in.db.execute(
        "SELECT rec_type, strfilingparty, coalesce(dec, ''), count(*) FROM tbl_court_motions GROUP BY ALL"
    ).fetchall()
    assert tree(completions) == taken_in.truth["completions_by_class_fy"]
    assert tree(closings) == taken_in.truth["closures"]["by_code_fy"]
    assert tree(motions) == taken_in.truth["motions"]


def test_what_the_release_shows_as_a_whole_is_counted(taken_in):
    report, quirks = taken_in.release.report, taken_in.truth["quirks"]
    assert all(found["rows"] == 0 for found in report["orphans"])
    assert report["cases"]["without_proceeding"] == report["cases"]["of_them_ddc"] > 0
    assert report["cases"]["proceedings_unlike_case"] == quirks["B_TblProceeding: first proceedings with another CASE_TYPE than the case"]
    assert {found["lookup"] for found in report["lookups"]} == {"nationality", "base_city", "court_decision"}
    assert all(not found["new"] and not found["other_meaning"] for found in report["lookups"])
    impossible = "date_of_entry < DATE '1950-01-01' OR date_of_entry > DATE '2026-09-30'"
    planted = quirks["A_TblCase: impossible DATE_OF_ENTRY"]
    assert taken_in.db.execute(f"SELECT count(*) FROM a_tblcase WHERE {impossible}").fetchone() == (planted,)


def test_values_are_typed_and_clean(taken_in):
    one = taken_in.db.execute
    assert one("SELECT DISTINCT typeof(idncase), typeof(comp_date), typeof(dec_code) FROM b_tblproceeding").fetchall() == [
        ("BIGINT", "DATE", "VARCHAR")
    ]
    assert one("SELECT DISTINCT typeof(datcreatedon) FROM tbl_lead_rider").fetchall() == [("TIMESTAMP",)]
    assert one(
        "SELECT count(*) FROM b_tblproceeding WHERE dec_code = '' OR contains(other_comp, chr(0)) OR nat <> trim(nat)"
    ).fetchone() == (0,)
    cities = {city for (city,) in one("SELECT DISTINCT alien_city FROM a_tblcase").fetchall()}
    assert {"MAYAGÜEZ", "CAÑON CITY", '"EL PASO', "DORAL\\", "O'FALLON"} <= cities
    assert one("SELECT count(*) FROM tbl_schedule WHERE adj_medium = 'p'").fetchone() == (0,)
    assert ("212a07Ai I",) in one("SELECT DISTINCT charge FROM b_tblproceedcharges").fetchall()
    assert one("SELECT count(DISTINCT parent_table) FROM tbl_repsassigned").fetchone() == (1,)
    assert one("SELECT count(*) FROM lookup_court_decision WHERE outcome_class = 'dismissed'").fetchone() == (13,)


def test_each_file_holds_one_fiscal_year_sorted_by_key(taken_in):
    for table in taken_in.release.report["tables"]:
        known = table_named(table["name"])
        for file in (taken_in.release.folder / known.folder).glob("*/*.parquet"):
            keys = [key for (key,) in duckdb.sql(f"SELECT {known.key} FROM '{file}'").fetchall()]
            assert keys == sorted(keys)
            year = file.parent.name.removeprefix("fiscal_year=")
            if known.year_by and year.isdigit():
                (span,) = duckdb.sql(f"SELECT min({known.year_by}), max({known.year_by}) FROM '{file}'").fetchall()
                assert f"{int(year) - 1}-10-01" <= str(span[0])[:10] <= str(span[1])[:10] <= f"{year}-09-30"


def fingerprint(release):
    connection = release.connect()
    return {
        table: connection.execute(f"SELECT count(*), bit_xor(hash(t)) FROM (SELECT * EXCLUDE fiscal_year FROM {table}) t").fetchone()
        for table in release.tables
    }


@pytest.mark.parametrize("separator", ["/", "\\"])
def test_a_zip_is_the_folder_it_holds(little, tmp_path, separator):
    archive = tmp_path / "EOIR Case Data 2026-0930.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for path in little.rglob("*"):
            if path.is_file() and path.name != "truth.json":
                out.write(path, separator.join(["EOIR Case Data", *path.relative_to(little).parts]))
    packed, plain = ingest(archive, tmp_path / "a"), ingest(little, tmp_path / "b")
    assert fingerprint(packed) == fingerprint(plain)
    assert packed.report["release"] == {"day": "2026-09-30", "known_by": "name"}
    assert (packed.folder / "lookups" / "released" / "tblLookupCourtDecision.csv").is_file()


def test_the_same_release_again_changes_nothing_and_a_newer_one_replaces_it(little, tmp_path):
    first = ingest(little, tmp_path / "out")
    again = ingest(little, tmp_path / "out")
    assert again.report["already"]
    assert release_names(tmp_path / "out") == [first.name]
    newer = shutil.copytree(little, tmp_path / "newer")
    with (newer / "tbl_Lead_Rider.csv").open("a", newline="") as file:
        file.write("999999\t2000000\t2000007" + "\t" * 8 + "\r\n")
    for day in ("2026-10-31", "2026-11-30"):
        ingest(newer, tmp_path / "out", Wishes(day=dt.date.fromisoformat(day), keep=2))
    assert release_names(tmp_path / "out") == ["2026-10-31", "2026-11-30"]
    assert open_release(tmp_path / "out").name == "2026-11-30"
    assert [path.name for path in (tmp_path / "out" / "releases").iterdir() if path.name.startswith(".")] == []


def rewritten(dump, folder, name, change):
    """A copy of a release with one file changed line by line."""
    copy = shutil.copytree(dump, folder / "changed")
    lines = (copy / f"{name}.csv").read_bytes().split(b"\r\n")[:-1]
    (copy / f"{name}.csv").write_bytes(b"".join(line + b"\r\n" for line in change(lines)))
    return copy


def reported(release, name):
    return next(table for table in release.report["tables"] if table["name"] == name)


def test_new_columns_are_kept_as_text_and_missing_ones_are_null(little, tmp_path):
    def change(lines):
        rows = [line.split(b"\t") for line in lines]
        return [b"\t".join([*row[:-1], b"Brand_New" if at == 0 else b" x "]) for at, row in enumerate(rows)]

    release = ingest(rewritten(little, tmp_path, "tblAppeal", change), tmp_path / "out")
    table = reported(release, "tblAppeal")
    assert (table["new_columns"], table["missing_columns"]) == (["Brand_New"], ["strProbono"])
    assert release.connect().execute("SELECT DISTINCT brand_new, strprobono FROM tblappeal").fetchall() == [("x", None)]


def test_single_values_that_cannot_be_are_null_and_kept_aside(little, tmp_path):
    def change(lines):
        first, second = lines[1].split(b"\t"), lines[2].split(b"\t")
        first[4], second[2] = b"0000-00-00", b"09:30:00.000 0930"
        return [lines[0], b"\t".join(first), b"\t".join(second), *lines[3:]]

    release = ingest(rewritten(little, tmp_path, "tbl_CustodyHistory", change), tmp_path / "out")
    table = reported(release, "tbl_CustodyHistory")
    assert (table["strays"], table["rejected"], table["rows_in"] - table["rows_out"]) == (2, 0, 0)
    kept = (release.folder / "rejected" / "tbl_custodyhistory.strays.tsv").read_text().splitlines()
    assert [line.split("\t")[1:] for line in kept] == [["column", "value"], ["datreleased", "0000-00-00"], ["custody", "09:30:00.000 0930"]]


def test_a_key_that_stands_twice_with_other_values_is_kept_aside_and_counted(little, tmp_path):
    def change(lines):
        other = lines[1].split(b"\t")
        other[2] = b"D" if other[2] != b"D" else b"R"
        return [*lines, b"\t".join(other), lines[2]]

    release = ingest(rewritten(little, tmp_path, "tbl_CustodyHistory", change), tmp_path / "out")
    table = reported(release, "tbl_CustodyHistory")
    assert (table["duplicates"], table["conflicting"], table["rejected"]) == (2, 1, 0)
    assert "the key stands already" in (release.folder / "rejected" / "tbl_custodyhistory.tsv").read_text()


def test_unknown_codes_stand_as_they_are_and_their_share_is_told(little, tmp_path):
    release = ingest(
        rewritten(little, tmp_path, "B_TblProceedCharges", lambda lines: [line.replace(b"237a01B", b"999z01B") for line in lines]),
        tmp_path / "out",
    )
    found = reported(release, "B_TblProceedCharges")["unknown_codes"]
    counted = Counter(dict(release.connect().execute("SELECT charge, count(*) FROM b_tblproceedcharges GROUP BY 1").fetchall()))
    assert [(one["column"], one["rows"], one["codes"]) for one in found] == [("CHARGE", counted["999z01B"], ["999z01B"])]
    assert found[0]["share"] == pytest.approx(counted["999z01B"] / counted.total(), abs=1e-6)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_utf_8_and_a_mark_at_the_start_make_no_difference(little, tmp_path, end):
    copy = shutil.copytree(little, tmp_path / "changed")
    for file in copy.glob("*.csv"):
        text = file.read_bytes().replace(b"\r\n", b"\n").decode("latin-1")
        file.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8").replace(b"\n", end))
    assert fingerprint(ingest(copy, tmp_path / "a")) == fingerprint(ingest(little, tmp_path / "b"))
