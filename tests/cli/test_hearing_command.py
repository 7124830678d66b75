"""`forbear hearing` as other programs and tired people use it."""

import json
from importlib import resources
from pathlib import Path

import pypdfium2

from forbear.cli.main import main

OROZCO = str(Path(str(resources.files("forbear.demo"))) / "orozco")
ON = ["--on", "2026-11-16"]


def test_it_writes_one_page_and_says_where(capsys, tmp_path):
    target = tmp_path / "new" / "hearing.pdf"
    assert main(["hearing", OROZCO, *ON, "--out", str(target), "--json"]) == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert captured.err == ""
    assert (found["file"], found["pages"]) == (str(target), 1)
    assert found["hearing"]["hearing"]["date"] == "2027-02-10"
    assert len(pypdfium2.PdfDocument(target.read_bytes())) == 1
    assert main(["hearing", OROZCO, *ON, "--out", str(target)]) == 0
    assert "privileged" in capsys.readouterr().out


def test_a_file_without_a_hearing_ahead_is_told_what_to_hold(capsys, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("format: forbear-case/1\nproceedings: {nta_issued: false}\n", encoding="utf-8")
    assert main(["hearing", str(case), *ON, "--out", str(tmp_path / "page.pdf")]) == 0
    assert "proceedings.next_hearing" in capsys.readouterr().out
