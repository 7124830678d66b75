"""`forbear court-data rates` and `answer`, and the cases like this one in an assessment, as people and other programs use them."""

import csv
import json
from importlib import resources
from pathlib import Path

import pytest
from tests.courtdata.small import case, motion, release_of, stay

from forbear.cli.main import main

DEMO = Path(str(resources.files("forbear.demo")))


@pytest.fixture(scope="module")
def eoir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("eoir")
    stays = [stay(number, number, begun="2023-01-01", ended="2024-02-01", dec="U" if number < 30 else "X") for number in range(1, 101)]
    stays += [stay(number, number, begun="2015-01-01", base_city_code="BOS") for number in range(101, 300)]
    stays.append(stay(300, 300, begun="2023-01-01", ended="2024-02-01", dec="X", base_city_code="=1+1"))
    tables = {
        "a_tblcase": [case(number, e_28_date="2016-01-01" if 100 < number < 300 else None) for number in range(1, 301)],
        "b_tblproceeding": stays,
        "b_tblproceedcharges": [{"idncase": number, "charge": "212a06Ai"} for number in range(101, 300)],
        "tbl_court_motions": [motion(1, 1, "U", "B", on="2024-02-01")],
    }
    release_of(folder, tables)
    return folder


def said(capsys, *arguments, code=0):
    assert main([*map(str, arguments)]) == code
    return capsys.readouterr()


def test_the_answer_for_programs_is_a_list_of_rows(capsys, eoir):
    rows = json.loads(said(capsys, "court-data", "rates", eoir, "--outcome", "dismissed", "--json").out)
    (sea,) = [row for row in rows if row["court"] == "SEA"]
    assert (sea["fiscal_year"], sea["events"], sea["at_risk"], sea["rate"], sea["completions"]) == (2024, 29, 100, 0.29, 29)
    assert sea["low"] < sea["plain_low"] + 1e-9 < 0.29 < sea["high"]
    assert {"note", "definition", "denominator", "of", "n", "release", "pooled"} <= sea.keys()


def test_the_page_says_what_is_counted_of_what_and_from_which_release(capsys, eoir):
    page = said(capsys, "court-data", "rates", eoir, "--outcome", "dismissed", "--width", "160").out
    assert page.startswith("Dismissed by the judge, by court, fiscal year")
    assert "Release of Wed 30 Sep 2026" in page
    assert "SEA Seattle" in page
    assert "29.0%" in page
    assert "it says nothing of what will happen in any one case" in page


def test_rows_go_to_a_spreadsheet_without_formulas(capsys, eoir, tmp_path):
    out = tmp_path / "rates.csv"
    said(capsys, "court-data", "rates", eoir, "--outcome", "removal_order", "--csv", out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["court"] for row in rows} == {"SEA", "'=1+1"}
    assert said(capsys, "court-data", "rates", eoir, "--outcome", "closure", "--csv", "rates.txt", code=2).err.startswith("--csv: expected")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--outcome", "granted"], "--outcome: no outcome 'granted'"),
        (["--outcome", "closure", "--by", "lawyer"], "--by: no column 'lawyer'"),
        (["--outcome", "closure", "--where", "custody = 'D' UNION SELECT 1"], "--where: expected one condition"),
        (["--outcome", "closure", "--stratum", "2000-01-01"], "--stratum: no stratum '2000-01-01'"),
        (["--outcome", "closure", "--unit", "final", "--denominator", "hazard"], "--unit: hazard is counted by event or first"),
        (["--definition", "mine"], "--definition: no definition 'mine'"),
        ([], "one of the arguments --outcome --definition is required"),
    ],
)
def test_what_is_wrong_is_one_sentence(capsys, eoir, arguments, says):
    if arguments:
        assert main(["court-data", "rates", str(eoir), *arguments]) == 2
    else:
        with pytest.raises(SystemExit, match="2"):
            main(["court-data", "rates", str(eoir)])
    assert says in capsys.readouterr().err


def test_a_folder_without_data_says_how_to_get_them(capsys, tmp_path):
    assert "court-data ingest" in said(capsys, "court-data", "rates", tmp_path, "--outcome", "closure", code=2).err


def test_questions_are_listed_answered_and_shown_as_sql(capsys, eoir):
    listed = json.loads(said(capsys, "court-data", "answer", eoir, "--json").out)
    assert {"upcoming-hearings", "recalendaring", "motions"} <= {row["question"] for row in listed}
    rows = json.loads(said(capsys, "court-data", "answer", eoir, "dismissals-by-mover", "--json").out)
    assert {row["moved_by"]: row["dismissals"] for row in rows} == {"joint": 1, "not on record": 28}
    sql = said(capsys, "court-data", "answer", eoir, "cohorts", "--sql").out
    assert json.loads(said(capsys, "court-data", "query", eoir, sql, "--json").out) == json.loads(
        said(capsys, "court-data", "answer", eoir, "cohorts", "--json").out
    )


def test_an_assessment_shows_cases_like_this_one_beside_each_form(capsys, eoir):
    arguments = ("assess", DEMO / "batz", "--on", "2026-11-16", "--court-data", eoir)
    options = {item["form"]: item["cases_like_this"] for item in json.loads(said(capsys, *arguments, "--json").out)["options"]}
    assert options["dismissal-without-prejudice"]["status"] == "counted"
    assert options["dismissal-without-prejudice"]["n"] == 199
    assert options["deferred-action"]["status"] == "no-data"
    page = said(capsys, *arguments).out
    assert "Cases like this: 0 of 199 cases like this" in page
    without = json.loads(said(capsys, "assess", DEMO / "batz", "--on", "2026-11-16", "--json").out)
    assert "cases_like_this" not in without["options"][0]
