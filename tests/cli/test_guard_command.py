"""The guard from the command line: a text in, findings at its words out, decisions kept for counsel only."""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from forbear.cli.main import main

OROZCO = str(Path(__file__).parents[2] / "src" / "forbear" / "demo" / "orozco")
ON = ("--on", "2026-11-24")
LETTER = "Mr. Orozco volunteers at his parish.\n\nFor the warehouse job he ticked the box that said citizen. He has two children.\n"
KEYS = {"admission", "severity", "start", "end", "text", "ground", "authorities", "because", "instead"}


@pytest.fixture
def letter(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text(LETTER, encoding="utf-8")
    return file


def json_of(capsys, *arguments, code):
    assert main(["guard", *arguments, *ON, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def typed(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_findings_quote_the_very_words_with_page_keys_that_others_rely_on(capsys, letter):
    found = json_of(capsys, str(letter), code=1)
    assert found["unread"] == []
    (finding,) = [item for item in found["findings"] if item["admission"] == "false-claim-usc"]
    assert finding.keys() >= KEYS
    assert LETTER[finding["start"] : finding["end"]] == finding["text"]
    assert finding["paragraph"] == 2
    assert finding["severity"] == "critical"


def test_gravity_is_that_of_the_cases_stage(capsys, tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("He was born in Honduras and is a citizen of Honduras.", encoding="utf-8")
    alone = {item["admission"]: item["severity"] for item in json_of(capsys, str(file), code=1)["findings"]}
    pleaded = {item["admission"]: item["severity"] for item in json_of(capsys, str(file), "--case", OROZCO, code=1)["findings"]}
    assert alone["alienage-nationality"] == "critical"
    assert pleaded["alienage-nationality"] == "caution"


@pytest.mark.parametrize("purpose", ["sworn-declaration", "relief-form"])
def test_of_a_sworn_answer_it_is_never_said_to_leave_it_out(capsys, letter, purpose):
    for finding in json_of(capsys, str(letter), "--purpose", purpose, code=1)["findings"]:
        assert "leave it out" not in finding["instead"].lower()
        assert "answered truthfully or not filed; counsel decides" in finding["instead"]


def test_text_from_standard_input_is_read(capsys, monkeypatch):
    typed(monkeypatch, LETTER.encode())
    assert "false-claim-usc" in {item["admission"] for item in json_of(capsys, "-", code=1)["findings"]}


def test_lines_in_are_lines_out_in_the_same_order(capsys, monkeypatch):
    rows = [{"id": 7, "text": "For the job he ticked the box that said citizen."}, {"id": "b", "text": "She coaches the parish team."}]
    typed(monkeypatch, "\n".join(map(json.dumps, rows)).encode())
    assert main(["guard", "-", "--jsonl", *ON]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [7, "b"]
    assert lines[0]["findings"][0]["admission"] == "false-claim-usc"
    assert lines[1]["findings"] == []


def test_a_decision_is_kept_for_counsel_only_beside_the_text_and_reported(capsys, letter):
    ids = [item["id"] for item in json_of(capsys, str(letter), code=1)["findings"]]
    decide = [part for name in ids for part in ("--decide", name, "dismiss")]
    json_of(capsys, str(letter), *decide, "--by", "Ana Ruiz", "--reason", "charged and sustained", code=0)
    kept = letter.parent / "counsel-only" / "letter.txt.guard-log"
    assert json.loads(kept.read_text())["marking"].startswith("PRIVILEGED")
    assert kept.stat().st_mode & 0o077 == 0
    assert main(["guard", str(letter), "--report", *ON]) == 0
    page = capsys.readouterr().out
    assert "Ana Ruiz" in page
    assert "charged and sustained" in page
    letter.write_text("Mr. Orozco volunteers at his parish.", encoding="utf-8")
    assert main(["guard", str(letter), "--report", *ON]) == 0
    assert "no longer in the text" in " ".join(capsys.readouterr().out.split())


def test_the_page_marks_the_words_and_says_why_and_what_instead(capsys, letter):
    assert main(["guard", str(letter), "--explain", *ON, "--width", "100"]) == 1
    page = " ".join(capsys.readouterr().out.split())
    for said in (
        "PRIVILEGED",
        "!!! CRITICAL",
        "[For the warehouse job he ticked the box that said citizen.]",
        "Why:",
        "Instead:",
        "Evidence:",
        "not an oracle",
    ):
        assert said in page


def test_the_figures_of_a_labelled_set_are_printed(capsys, tmp_path):
    file = tmp_path / "own.jsonl"
    file.write_text(
        '{"text": "For the job he ticked the box that said citizen.", "labels": ["false-claim-usc"], "lang": "en"}\n'
        '{"text": "She coaches the parish team.", "labels": [], "lang": "en"}\n'
    )
    found = json_of(capsys, "--eval", str(file), code=0)
    assert found["overall"]["any_recall"] == 1.0
    assert found["overall"]["harmless_flagged"] == 0.0
    assert main(["guard", "--eval", str(file)]) == 0
    assert "false-claim-usc" in capsys.readouterr().out


WRONG = [
    ((), "FILE: name a .txt"),
    (("nowhere.txt",), "nowhere.txt: cannot be read"),
    (("-", "--report"), "has no place to keep decisions"),
    (("letter.txt", "--decide", "abc", "dismiss"), "--by: say who decides"),
    (("letter.txt", "--decide", "abc", "maybe", "--by", "A"), "--decide: expected accept"),
    (("letter.txt", "--decide", "abc", "dismiss", "--by", "A", "--reason", "b"), "abc: no finding of this text has this id"),
    (("letter.txt", "--purpose", "poem"), "invalid choice"),
    (("--eval", "nowhere.jsonl"), "nowhere.jsonl: cannot be read"),
    (("--eval", "letter.txt"), "letter.txt (line 1): expected"),
    (("letter.txt", "--jsonl"), "letter.txt (line 1): is not JSON"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(arguments) or "nothing" for arguments, _ in WRONG])
def test_wrong_input_is_one_plain_sentence_and_exit_2(capsys, letter, monkeypatch, arguments, said):
    monkeypatch.chdir(letter.parent)
    try:
        code = main(["guard", *arguments])
    except SystemExit as exit_:
        code = exit_.code
    assert code == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert "Traceback" not in captured.err
