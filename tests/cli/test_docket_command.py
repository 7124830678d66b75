"""`forbear docket` as a managing attorney and other programs use it."""

import json
from importlib import resources
from pathlib import Path

import polars as pl
import pytest

from forbear.cli.main import main

DEMO = Path(str(resources.files("forbear.demo")))
ON = ["--on", "2026-11-16"]


def said(capsys, *arguments, code=0):
    assert main(["docket", *map(str, arguments)]) == code
    return capsys.readouterr()


@pytest.fixture
def swept(capsys, tmp_path):
    out = tmp_path / "docket.parquet"
    return out, json.loads(said(capsys, "sweep", DEMO, "--out", out, "--verify", "2", "--json", *ON).out)


def test_a_sweep_writes_a_table_and_answers_with_spans(swept):
    out, answer = swept
    assert set(answer) >= {"cases", "seconds", "counts", "file", "left_out", "verified"}
    assert answer["cases"] == 2
    assert answer["verified"] == {"rows": 2, "seed": 1, "differences": {}}
    assert set(answer["counts"]["outside_every_priority"]) >= {"from", "to"}
    frame = pl.read_parquet(out)
    assert frame["case"].to_list() == ["batz", "orozco"]
    assert {"stage", "option.administrative-closure", "window.administrative-closure", "next_act"} <= set(frame.columns)


def test_the_page_says_the_same_in_words(capsys, tmp_path):
    page = said(capsys, "sweep", DEMO, "--out", tmp_path / "d.parquet", "--width", "80", *ON).out
    assert "2 cases judged on Mon 16 Nov 2026" in page
    assert "Outside every priority in force:" in page
    assert max(map(len, page.splitlines())) <= 80


def test_a_bad_case_is_named_and_the_exit_says_so(capsys, tmp_path):
    (tmp_path / "bad.json").write_text('{"persn": {}}', encoding="utf-8")
    found = said(capsys, "sweep", tmp_path, DEMO, "--out", tmp_path / "d.parquet", "--json", *ON, code=1)
    answer = json.loads(found.out)
    assert (answer["cases"], answer["refused"]) == (2, 1)
    assert "did you mean person?" in answer["left_out"][0]["because"][0]
    assert found.err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sweep", "nowhere", "--out", "d.parquet"], "nowhere"),
        (["sweep", str(DEMO), "--out", "d.csv"], "expected a file name ending in .parquet"),
        (["sweep", str(DEMO), "--out", "d.parquet", "--engine", "spark"], "spark is not installed"),
        (["explain", str(DEMO), "nobody"], "no case of this name"),
        (["explain", str(DEMO), "orozco", "--fact", "detaned"], "did you mean detained?"),
        (["explain", str(DEMO), "orozco", "--option", "closure"], "closure"),
    ],
)
def test_what_is_wrong_is_one_sentence(capsys, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    found = said(capsys, *arguments, code=2)
    assert message in found.err
    assert found.err.count("\n") == 1
    assert found.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_row_is_explained_as_the_case_itself_is(capsys):
    row = json.loads(said(capsys, "explain", DEMO, "orozco", "--option", "administrative-closure", "--json", *ON).out)
    assert main(["explain", str(DEMO / "orozco"), "option:administrative-closure", "--json", *ON]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert {key: row[key] for key in whole} == whole
    reasons = json.loads(said(capsys, "explain", DEMO, "orozco", "--json", *ON).out)["reasons"]
    assert {"finding", "verdict", "because", "authorities"} <= set(reasons[0])
    fact = json.loads(said(capsys, "explain", DEMO, "orozco", "--fact", "detained", "--json", *ON).out)
    assert fact["from"] == ["proceedings.custody.detained"]


def test_a_row_of_a_table_is_explained_too(capsys, tmp_path):
    table = tmp_path / "clients.csv"
    table.write_text("case,detained\n4410,yes\n", encoding="utf-8")
    answer = json.loads(said(capsys, "explain", table, "4410", "--option", "bond-or-release", "--json", *ON).out)
    assert answer["case"] == "4410"
    assert "detained is True" in said(capsys, "explain", table, f"{table}:1", "--finding", "option:bond-or-release", *ON).out


def test_changes_answer_with_a_list_and_write_what_the_meeting_needs(capsys, tmp_path):
    pdf, table, notes = tmp_path / "meeting.pdf", tmp_path / "meeting.csv", tmp_path / "notes"
    days = ["--before", "2025-01-10", "--after", "2025-01-25"]
    answer = json.loads(said(capsys, "changes", DEMO, *days, "--pdf", pdf, "--csv", table, "--notes", notes, "--json").out)
    assert isinstance(answer, list)
    assert all(set(item) >= {"case", "was", "now", "because", "authorities", "moved_by", "group", "do"} for item in answer)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert table.read_bytes().count(b"\r\n") == len(answer) + 1
    assert len(list(notes.iterdir())) == len({item["case"] for item in answer})
    assert "cases touched between Fri 10 Jan 2025 and Sat 25 Jan 2025" in said(capsys, "changes", DEMO, *days).out


def test_changes_between_two_states_of_the_law(capsys, tmp_path):
    overlay = tmp_path / "our-law"
    overlay.mkdir()
    (overlay / "office.yaml").write_text("notes: []\n", encoding="utf-8")
    assert json.loads(said(capsys, "changes", DEMO, "--law-after", overlay, "--after", "2026-11-16", "--json").out) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--before", "2026-11-17", "--after", "2026-11-16"], "give the earlier day with --before"),
        (["--law-after", "nowhere"], "is not a folder"),
        (["--csv", "meeting.txt"], "ending in .csv"),
        (["--pdf", "meeting.doc"], "ending in .pdf"),
    ],
)
def test_what_is_wrong_with_changes_is_one_sentence(capsys, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    found = said(capsys, "changes", DEMO, *arguments, code=2)
    assert message in found.err
    assert found.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_triage_answers_with_the_order_its_rules_and_what_to_ask(capsys, tmp_path):
    answer = json.loads(said(capsys, "triage", DEMO, "--csv", tmp_path / "w.csv", "--json", *ON).out)
    assert [each["rank"] for each in answer["order"]] == [1, 2]
    rules = {rule["placed_by"] for rule in answer["rules"]}
    assert {each["placed_by"] for each in answer["order"]} <= {*rules, "later"}
    assert set(answer["ask"][0]) >= {"question", "text", "facts", "cases", "findings", "settles"}
    assert (tmp_path / "w.csv").read_bytes().count(b"\r\n") == 3
    page = said(capsys, "triage", DEMO, "--most", "1", "--width", "80", *ON).out
    assert "… and 1 more" in page
    assert max(map(len, page.splitlines())) <= 80
