"""`templates` as an office uses it: copy the shells, restyle them in Word, check them, draft with them."""

import io
import json
from importlib import resources
from pathlib import Path

import docx
import pytest

from forbear.cli.main import main

OROZCO = str(Path(str(resources.files("forbear.demo"))) / "orozco")
DRAFT = ["draft", OROZCO, "--on", "2026-11-16", "--form", "administrative-closure"]


@pytest.fixture
def copied(tmp_path):
    folder = tmp_path / "overlay" / "templates"
    assert main(["templates", "copy", str(folder), "--json"]) == 0
    return folder


def break_letter(folder):
    paper = docx.Document(str(folder / "letter.docx"))
    paper.add_paragraph("Dear {{ firm }}")
    paper.save(str(folder / "letter.docx"))


def test_shells_are_copied_and_checked(copied, capsys):
    capsys.readouterr()
    assert main(["templates", "check", str(copied), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {item["template"] for item in found} >= {"letter.docx", "court.docx", "plain.docx", "letter.docx (shipped)"}
    assert all(item["problems"] == [] for item in found)


def test_a_shell_at_fault_is_named_with_exit_1(copied, capsys):
    break_letter(copied)
    assert main(["templates", "check", str(copied)]) == 1
    assert "letter.docx: asks for 'firm', which no paper has" in capsys.readouterr().out


def test_an_offices_own_shell_is_never_written_over(copied, capsys):
    break_letter(copied)
    before = (copied / "letter.docx").read_bytes()
    assert main(["templates", "copy", str(copied)]) == 2
    assert "already holds" in capsys.readouterr().err
    assert (copied / "letter.docx").read_bytes() == before


@pytest.mark.parametrize(("arguments", "words"), [(["check", "nowhere"], "not a folder"), (["copy"], "name the folder")])
def test_wrong_use_is_one_sentence_with_exit_2(arguments, words, capsys):
    assert main(["templates", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_folder_without_shells_says_how_to_get_them(tmp_path, capsys):
    assert main(["templates", "check", str(tmp_path)]) == 2
    assert "templates copy" in capsys.readouterr().err


def test_papers_are_set_in_the_shells_of_the_overlay(copied, tmp_path):
    paper = docx.Document(str(copied / "letter.docx"))
    paper.styles["Forbear Body"].font.name = "Book Antiqua"
    paper.save(str(copied / "letter.docx"))
    out = tmp_path / "out"
    assert main([*DRAFT, "--overlay", str(copied.parent), "--out", str(out)]) == 1  # the demonstration lacks counsel's name
    made = docx.Document(io.BytesIO((out / "outgoing" / "pd-request-letter.docx").read_bytes()))
    assert made.styles["Forbear Body"].font.name == "Book Antiqua"


def test_drafting_with_a_broken_shell_names_it(copied, tmp_path, capsys):
    break_letter(copied)
    assert main([*DRAFT, "--templates", str(copied), "--out", str(tmp_path / "out")]) == 2
    assert "letter.docx" in capsys.readouterr().err
