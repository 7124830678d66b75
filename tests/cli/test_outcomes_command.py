"""`outcomes` as an office keeps it: asked, answered, looked up before the next request, taken out when a client asks."""

import csv
import io
import json
import shutil
from importlib import resources
from pathlib import Path

import pytest
import yaml
from tests.conftest import text_of

from forbear.cli.main import main

DEMO = Path(str(resources.files("forbear.demo")))
ON = ["--on", "2026-11-16"]
CLOSURE = ["--form", "administrative-closure", "--office", "OPLA Denver"]


@pytest.fixture
def matters(tmp_path, monkeypatch):
    """A folder of three cases, in which the office works."""
    folder = tmp_path / "matters"
    shutil.copytree(DEMO / "orozco", folder / "orozco", ignore=shutil.ignore_patterns("exhibits"))
    shutil.copytree(DEMO / "batz", folder / "batz", ignore=shutil.ignore_patterns("exhibits"))
    case = yaml.safe_load((folder / "orozco" / "case.yaml").read_text(encoding="utf-8"))
    (folder / "plain.yaml").write_text(yaml.safe_dump(case | {"evidence": []}), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(capsys, *arguments, code=0):
    assert main(["outcomes", *arguments, *ON]) == code
    return capsys.readouterr()


def data(capsys, *arguments, code=0):
    return json.loads(run(capsys, *arguments, "--json", code=code).out)


def asked(capsys, case, *more, form=CLOSURE, day="2026-10-05"):
    return data(capsys, "add", case, *form, "--asked", day, *more)["entry"]


def test_a_request_is_recorded_beside_its_case_and_the_place_is_told(matters, capsys):
    said = run(capsys, "add", "orozco", *CLOSURE, "--asked", "2026-10-05")
    assert f"log: {matters / 'outcomes.jsonl'}" in said.err
    assert "under the policy of OPLA" in said.err
    assert "administrative closure, asked of OPLA Denver on Mon 5 Oct 2026 under opla-19 – waiting for an answer" in said.out
    line = json.loads((matters / "outcomes.jsonl").read_text(encoding="utf-8"))
    assert (line["office"], line["form"], line["asked"], line["regime"]) == (
        "OPLA Denver",
        "administrative-closure",
        "2026-10-05",
        "opla-19",
    )
    assert line["picture"]["favourable"]["length-of-residence"]["verdict"] == "yes"


@pytest.mark.parametrize("case", ["orozco", "orozco/", "orozco/case.yaml", "../matters/orozco", "plain.yaml"])
def test_the_log_stands_in_the_folder_that_holds_the_case_however_it_is_named(matters, capsys, case):
    assert data(capsys, "add", case, *CLOSURE, "--asked", "2026-10-05")["log"] == str(matters / "outcomes.jsonl")


def test_an_answer_is_recorded_later_and_may_be_put_right(matters, capsys):
    ident = asked(capsys, "orozco")["id"]
    entry = data(capsys, "answer", ident, "--answer", "refused", "--answered", "2026-11-02", "--reason", "no joint motions")["entry"]
    assert (entry["answer"], entry["days"], entry["reason"]) == ("refused", 28, "no joint motions")
    said = run(capsys, "answer", ident, "--answer", "granted", "--answered", "2026-11-03")
    assert "until now it was recorded as refused" in said.err
    assert [item["answer"] for item in data(capsys, "list")["entries"]] == ["granted"]


def test_the_log_and_all_that_comes_out_of_it_name_no_client(matters, capsys):
    asked(capsys, "orozco", "--answer", "refused", "--answered", "2026-11-02", "--reason", "no joint motions")
    out = [(matters / "outcomes.jsonl").read_text(encoding="utf-8")]
    out += [run(capsys, *command).out for command in (["list"], ["rates"], ["list", "--json"], ["export", "--json"], ["rates", "--json"])]
    for text in out:
        for word in ("Orozco", "orozco", "Carmen", "A200", "200-555", "1981", "Naco"):
            assert word not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--form", "closure", "--office", "X", "--asked", "2026-10-05"], "did you mean administrative-closure?"),
        ([*CLOSURE, "--asked", "2026-11-17"], "is after 2026-11-16, the day judged"),
        ([*CLOSURE, "--asked", "2026-10-05", "--answer", "refused", "--answered", "2026-10-04"], "is before 2026-10-05, the day asked"),
        ([*CLOSURE, "--asked", "2026-10-05", "--answer", "refused", "--answered", "2026-11-17"], "is after 2026-11-16"),
        ([*CLOSURE, "--asked", "2026-10-05", "--answer", "refused"], "give the day of the answer"),
        ([*CLOSURE, "--asked", "2026-10-05", "--answered", "2026-10-09"], "say what came of it"),
        ([*CLOSURE, "--asked", "2026-10-05", "--answer", "denied"], "is no answer"),
        ([*CLOSURE, "--asked", "2026-10-05", "--actor", "ice"], "is no actor of the law"),
        ([*CLOSURE, "--asked", "2026-10-05", "--answer", "moot", "--reason", "Ms. Orozco left"], "of the client's name"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(matters, capsys, arguments, said):
    refused = run(capsys, "add", "orozco", *arguments, code=2)
    assert said in refused.err
    assert refused.out == ""
    assert sorted(path.name for path in matters.iterdir()) == ["batz", "orozco", "plain.yaml"]


def test_a_request_on_record_already_is_refused_with_its_id(matters, capsys):
    ident = asked(capsys, "orozco")["id"]
    spelled = ["--form", "administrative-closure", "--office", " opla  DENVER"]
    assert f"on record as {ident}" in run(capsys, "add", "orozco", *spelled, "--asked", "2026-10-05", code=2).err
    asked(capsys, "batz")
    assert len(data(capsys, "list")["entries"]) == 2


def test_a_new_spelling_of_an_office_is_recorded_and_pointed_out(matters, capsys):
    asked(capsys, "orozco")
    said = run(capsys, "add", "batz", "--form", "administrative-closure", "--office", "OPLA Denvr", "--asked", "2026-10-05")
    assert "if you meant 'OPLA Denver', erase" in said.err


def test_filters_name_what_is_on_record_or_offer_the_nearest(matters, capsys):
    mine = asked(capsys, "orozco", "--answer", "refused", "--answered", "2026-11-02")["id"]
    old = asked(capsys, "batz", "--answer", "granted", "--answered", "2022-06-02", day="2022-05-12")["id"]
    stay = asked(capsys, "batz", form=["--form", "stay-of-removal-ice", "--office", "ERO Boston"])["id"]

    def ids(*filters):
        return {entry["id"] for entry in data(capsys, "list", *filters)["entries"]}

    assert ids("--office", "opla denver") == {mine, old}
    assert ids("--form", "stay-of-removal-ice") == {stay}
    assert ids("--regime", "opla-13") == {old}
    assert ids("--regime", "in-force") == {mine, stay}
    assert ids("--answer", "waiting") == {stay}
    assert ids("--since", "2026-01-01", "--answer", "refused") == {mine}
    assert "did you mean OPLA Denver?" in run(capsys, "list", "--office", "OPLA Denvr", code=2).err
    assert "did you mean opla-19?" in run(capsys, "rates", "--regime", "opla19", code=2).err
    assert "did you mean granted?" in run(capsys, "list", "--answer", "grant", code=2).err


def test_cases_like_this_one_are_set_beside_it_by_named_factors_under_the_regime_in_force(matters, capsys):
    like = asked(capsys, "plain.yaml", "--answer", "refused", "--answered", "2026-11-02")["id"]
    own = asked(capsys, "orozco")["id"]
    old = asked(capsys, "batz", "--answer", "granted", "--answered", "2022-06-02", day="2022-05-12")["id"]
    found = data(capsys, "list", "--like", "orozco", *CLOSURE)
    rows = {entry["id"]: entry for entry in found["entries"]}
    assert rows[old]["likeness"] is None
    assert (rows[own]["same_case"], rows[like]["same_case"]) == (True, False)
    assert "length-of-residence" in rows[like]["likeness"]["favourable"]["both"]
    assert "length-of-residence" in rows[like]["likeness"]["proved_more"]
    (beside,) = found["a_fortiori"]
    assert beside["open"]["refused"] == [like]
    assert beside["weaker_than_none_refused"] == "unknown"
    page = run(capsys, "list", "--like", "orozco", *CLOSURE).out
    for words in ("Not known which is stronger", "This very case", "Under other regimes, apart", "What would tell, of this case"):
        assert words in page


def test_rates_are_told_apart_as_asked_and_always_by_regime(matters, capsys):
    asked(capsys, "orozco", "--answer", "refused", "--answered", "2026-11-02")
    asked(capsys, "batz", "--answer", "granted", "--answered", "2022-06-02", day="2022-05-12")
    found = data(capsys, "rates", "--by", "form")
    assert [(row["by"], row["regime"], row["in_force"], row["counted"], row["few"]) for row in found["rates"]] == [
        ({"form": "administrative-closure"}, "opla-19", True, 1, True),
        ({"form": "administrative-closure"}, "opla-13", False, 1, True),
    ]
    assert "Wilson" in found["definition"]
    page = run(capsys, "rates", "--by", "office,detained").out
    assert "fewer than 10" in page
    assert "do not add them up" in page
    assert "did you mean office?" in run(capsys, "rates", "--by", "offices", code=2).err


def test_an_export_is_a_table_in_which_no_cell_is_a_formula(matters, capsys):
    asked(capsys, "orozco", "--answer", "refused", "--answered", "2026-11-02", "--reason", "=HYPERLINK(1)")
    assert "1 request" in run(capsys, "export", "--csv", "requests.csv").out
    (row,) = csv.DictReader(io.StringIO((matters / "requests.csv").read_text(encoding="utf-8-sig")))
    assert (row["reason"], row["days"], row["answer"]) == ("'=HYPERLINK(1)", "28", "refused")
    assert row["favourable.length-of-residence"] == "documented"
    assert "matter" not in row
    assert data(capsys, "export")["entries"][0]["days"] == 28
    assert "name the file to write" in run(capsys, "export", code=2).err
    assert "ending in .csv" in run(capsys, "export", "--csv", "requests.xlsx", code=2).err


def test_a_client_s_requests_are_erased_and_others_stay(matters, capsys):
    gone, stays = asked(capsys, "orozco")["id"], asked(capsys, "batz")["id"]
    assert data(capsys, "erase", "--case", "orozco")["erased"] == [gone]
    assert [entry["id"] for entry in data(capsys, "list")["entries"]] == [stays]
    assert gone not in (matters / "outcomes.jsonl").read_text(encoding="utf-8")
    assert "nothing of it is on record" in run(capsys, "erase", gone, code=2).err
    assert "name one request" in run(capsys, "erase", code=2).err
    assert data(capsys, "erase", stays)["erased"] == [stays]


def test_a_torn_line_is_told_and_the_command_exits_with_1(matters, capsys):
    asked(capsys, "orozco")
    with (matters / "outcomes.jsonl").open("ab") as file:
        file.write(b'{"format":"forbear-outcome/1","id":"to')
    found = data(capsys, "list", code=1)
    assert len(found["entries"]) == 1
    assert "the last line is torn" in found["problems"][0]
    assert "kept in outcomes.jsonl.torn" in run(capsys, "add", "batz", *CLOSURE, "--asked", "2026-10-05", code=1).err
    assert data(capsys, "list")["problems"] == []


def test_without_a_log_it_says_what_makes_one(matters, capsys):
    for command in (["list"], ["rates"], ["export", "--json"], ["answer", "x", "--answer", "moot"], ["erase", "x"]):
        assert "forbear outcomes add makes one" in run(capsys, *command, code=2).err


def test_an_assessment_shows_the_office_s_record_beside_each_form_where_a_log_is_named(matters, capsys):
    asked(capsys, "plain.yaml", "--answer", "refused", "--answered", "2026-11-02")
    assert main(["assess", "orozco", *ON, "--log", "outcomes.jsonl", "--json"]) == 0
    options = {option["form"]: option for option in json.loads(capsys.readouterr().out)["options"]}
    record = options["administrative-closure"]["office_record"]
    assert "Wilson" in record["definition"]
    assert (record["cells"][0]["refused"], record["cells"][0]["by"]["office"]) == (1, "OPLA Denver")
    assert record["a_fortiori"][0]["weaker_than_none_refused"] == "unknown"
    assert options["parole"]["office_record"]["cells"] == []
    assert main(["assess", "orozco", *ON, "--log", "outcomes.jsonl"]) == 0
    assert "On record – OPLA Denver, under opla-19: 1 asked – 1 refused" in " ".join(capsys.readouterr().out.split())
    assert main(["assess", "orozco", *ON, "--json"]) == 0
    assert "office_record" not in capsys.readouterr().out


def test_the_memo_says_what_is_on_record(matters, capsys):
    asked(capsys, "plain.yaml", "--answer", "refused", "--answered", "2026-11-02")
    assert main(["memo", "orozco", *ON, "--log", "outcomes.jsonl", "--out", "memo.pdf"]) == 0
    assert "On record – OPLA Denver, under opla-19: 1 asked – 1 refused" in " ".join(text_of("memo.pdf"))


def test_a_docket_passes_over_the_log_that_stands_beside_its_cases(matters, capsys):
    pytest.importorskip("polars")
    asked(capsys, "orozco")
    assert main(["docket", "triage", ".", *ON, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["cases"], found["refused"]) == (3, 0)
