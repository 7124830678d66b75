"""`forbear cites`: a text in, every authority that it cites out, with whether it is in force."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from docx import Document as Word

from forbear.cli.main import main

ON = ("--on", "2026-11-24")
MOTION = """The judge may close the case. Matter of Cruz-Valdez, 28 I&N Dec. 326 (A.G. 2021); 8 C.F.R. § 1003.18(c). Id.

Matter of Avetisyan, 25 I&N Dec. 688, 696 (BIA 2012), lists the factors (Tab C at 14). See Romero v. Barr, 937 F.3d 282 (4th Cir. 2019).
"""
KEYS = {"cite", "id", "status", "start", "end", "because"}


@pytest.fixture
def motion(tmp_path):
    file = tmp_path / "motion.txt"
    file.write_text(MOTION, encoding="utf-8")
    return file


def json_of(capsys, *arguments, code):
    assert main(["cites", *map(str, arguments), *ON, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_list_of_findings_at_the_very_words(capsys, motion):
    found = json_of(capsys, motion, "--circuit", "10", code=1)
    assert all(each.keys() >= KEYS for each in found)
    assert all(MOTION[each["start"] : each["end"]] == each["text"] for each in found)
    assert [(each["id"], each["status"], each["paragraph"]) for each in found] == [
        ("cruz-valdez", "in_force", 1),
        ("cfr-1003-18-c", "in_force", 1),
        ("cfr-1003-18-c", "in_force", 1),
        ("avetisyan", "superseded", 2),
        (None, "exhibit", 2),
        ("romero", "elsewhere", 2),
    ]


def test_the_day_and_the_circuit_decide(capsys, motion):
    assert main(["cites", str(motion), "--on", "2022-05-12", "--circuit", "4", "--json"]) == 1
    found = {each["id"]: each["status"] for each in json.loads(capsys.readouterr().out)}
    assert (found["avetisyan"], found["cfr-1003-18-c"], found["romero"]) == ("in_force", "not_yet", "in_force")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Matter of Cruz-Valdez, 28 I&N Dec. 326 (A.G. 2021); 8 CFR 1003.18(c); Tab A at 2.", 0),
        ("She has lived here since 2006.", 0),
        ("Executive Order 13993", 1),
        ("18 U.S.C. § 1546", 1),
    ],
)
def test_the_exit_code_says_whether_all_stands(capsys, monkeypatch, text, code):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    json_of(capsys, "-", code=code)


def test_a_word_file_is_read(capsys, tmp_path):
    paper = Word()
    paper.add_paragraph("The Doyle memorandum governs.")
    paper.save(tmp_path / "letter.docx")
    (found,) = json_of(capsys, tmp_path / "letter.docx", code=1)
    assert (found["id"], found["status"]) == ("doyle-2022", "superseded")


def test_the_page_shows_what_may_not_be_cited_first_and_why(capsys, motion):
    assert main(["cites", str(motion), *ON, "--circuit", "10"]) == 1
    page = " ".join(capsys.readouterr().out.split())
    for said in (
        "!! SUPERSEDED Matter of Avetisyan, 25 I&N Dec. 688 [avetisyan] par. 2",
        "!! LAW OF OTHER CIRCUITS ONLY Romero v. Barr",
        "superseded since 2024-07-29 by 8 C.F.R. § 1003.18(c)",
        "In force Matter of Cruz-Valdez",
        "Tab C at 14",
        "4 cited; 2 in force; 2 not to be cited as they stand.",
    ):
        assert said in page
    assert page.index("SUPERSEDED") < page.index("In force Matter")
    assert main(["cites", str(motion), "--on", "2022-05-12"]) == 1
    page = " ".join(capsys.readouterr().out.split())
    assert "JUDGED AS OF THU 12 MAY 2022" in page
    assert "No circuit was given" in page


WRONG = [
    (("nowhere.txt",), "nowhere.txt: cannot be read"),
    (("motion.txt", "--circuit", "14"), "--circuit: unknown circuit '14'; expected one of 1, 2"),
    (("motion.txt", "--on", "tomorrow"), "expected a date such as 2026-11-16"),
    ((), "the following arguments are required: FILE|-"),
    (("empty.txt",), "empty.txt: is empty"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(arguments) or "nothing" for arguments, _ in WRONG])
def test_wrong_input_is_one_plain_sentence_and_exit_2(capsys, motion, monkeypatch, arguments, said):
    (motion.parent / "empty.txt").write_text("")
    monkeypatch.chdir(motion.parent)
    try:
        code = main(["cites", *arguments])
    except SystemExit as exit_:
        code = exit_.code
    assert code == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert "Traceback" not in captured.err


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit):
        main(["cites", "--help"])
    assert "forbear cites motion.docx --on 2026-11-24 --circuit 10" in capsys.readouterr().out
