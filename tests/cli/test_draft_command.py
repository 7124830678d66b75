"""Papers and packets from the command line: what others rely on, where privileged papers go, and what wrong input gets."""

import json
import shutil
from pathlib import Path

import pytest
from tests.packet.handed_in import content, paper

from forbear.cli.main import main

ON = ("--on", "2026-11-16")
CASE = """format: forbear-case/1
court: Denver
circuit: '10'
person: {full_name: Ana Lucía Paredes, a_number: A200-555-001, birth_date: 1985-04-02}
proceedings: {nta_date: 2019-01-08, nta_filed_date: 2019-02-05, pleadings_date: 2019-06-04, custody: {detained: false},
  next_hearing: {date: 2027-03-09, type: individual}}
residence: {continuous_since: 2006-05-01, state: CO}
family: [{relation: child, status: usc, birth_date: 2010-03-01}]
evidence:
- {id: e1, kind: birth-certificate-child, title: Birth certificate, file: birth.pdf, pages: 1, proves: [family-ties-usc-lpr]}
- {id: e2, kind: residence-proof, title: Leases, file: leases.pdf, pages: 2, proves: [length-of-residence]}
"""


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "paredes"
    (folder / "exhibits").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "exhibits" / "birth.pdf").write_bytes(paper([content(["A fictional certificate."])]))
    (folder / "exhibits" / "leases.pdf").write_bytes(paper([content(["Lease of 2008."]), content(["Lease of 2020."])]))
    return folder


def json_of(capsys, *arguments, code):
    assert main([*arguments, *ON, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def said_of(capsys, *arguments):
    assert main([*arguments, *ON]) == 2
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.err


def test_draft_makes_both_renderings_and_says_what_is_unproved(capsys, case, tmp_path):
    found = json_of(capsys, "draft", str(case), "--form", "administrative-closure", "--out", str(tmp_path / "out"), code=1)
    assert {"files", "unsupported", "dangers"} <= found.keys()
    kinds = {(file["kind"], Path(file["path"]).suffix) for file in found["files"]}
    assert {("pd-request-letter", ".docx"), ("pd-request-letter", ".pdf"), ("informed-consent-form", ".pdf")} <= kinds
    assert all(Path(file["path"]).is_file() for file in found["files"])
    assert found["cites"]
    assert all(cite["ok"] for cite in found["cites"])
    assert any("certificate" not in item["text"] for item in found["unsupported"])


def test_packet_tells_true_sizes_and_pages_from_one(capsys, case, tmp_path):
    found = json_of(capsys, "packet", str(case), "--form", "administrative-closure", "--out", str(tmp_path / "out"), code=1)
    assert {"files", "index", "checks"} <= found.keys()
    for file in found["files"]:
        assert Path(file["path"]).stat().st_size == file["bytes"]
    assert [row["tab"] for row in found["index"]] == ["A", "B"]
    assert all(row["from"] < row["to"] <= sum(file["pages"] for file in found["files"]) for row in found["index"])


@pytest.mark.parametrize("out", ["packet", "outgoing", "to-file/today"])
def test_privileged_papers_are_kept_clear_of_folders_that_go_out(capsys, case, tmp_path, out):
    found = json_of(capsys, "draft", str(case), "--form", "administrative-closure", "--out", str(tmp_path / out), code=1)
    (kept,) = [Path(file["path"]) for file in found["files"] if file["kind"] == "before-signing"]
    assert kept.parent.name == "counsel-only"
    assert kept.parent.parent == tmp_path


def test_a_broken_exhibit_is_named_with_exit_1_and_the_rest_is_made(capsys, case, tmp_path):
    (case / "exhibits" / "leases.pdf").write_bytes(b"%PDF-1.4 no more")
    found = json_of(capsys, "packet", str(case), "--form", "administrative-closure", "--out", str(tmp_path / "out"), code=1)
    assert [row["title"] for row in found["index"]] == ["Birth certificate"]
    assert any("leases.pdf" in check["because"] and check["verdict"] == "fail" for check in found["checks"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--form", "amnesty", "--out", "out"], "is no form"),
        (["--form", "administrative-closure", "--out", "case.yaml"], "is a file; name a folder"),
        (["--form", "administrative-closure", "--out", "out", "--templates", "nowhere"], "is not a folder"),
    ],
)
def test_wrong_input_gets_one_sentence(capsys, case, monkeypatch, arguments, said):
    monkeypatch.chdir(case)
    assert said in said_of(capsys, "draft", ".", *arguments)


def test_the_largest_file_is_a_size(capsys, case, tmp_path):
    with pytest.raises(SystemExit) as stopped:
        main(["packet", str(case), "--form", "administrative-closure", "--out", str(tmp_path / "o"), "--max-mb", "lots"])
    assert stopped.value.code == 2
    assert "expected a size in MB" in capsys.readouterr().err


def test_a_full_disk_or_a_closed_folder_is_said(capsys, case, tmp_path):
    (tmp_path / "out").write_text("a file")
    assert "is a file" in said_of(capsys, "packet", str(case), "--form", "administrative-closure", "--out", str(tmp_path / "out"))


def test_shells_are_copied_once_and_checked(capsys, tmp_path):
    folder = tmp_path / "templates"
    assert main(["templates", "copy", str(folder)]) == 0
    assert main(["templates", "check", str(folder)]) == 0
    assert "fills without fault" in capsys.readouterr().out
    assert main(["templates", "copy", str(folder)]) == 2
    assert "already holds" in capsys.readouterr().err
    (folder / "letter.docx").write_bytes(b"not a word file")
    assert main(["templates", "check", str(folder), "--json"]) == 1
    problems = {item["template"]: item["problems"] for item in json.loads(capsys.readouterr().out)}
    assert problems["letter.docx"]


def test_an_office_shell_is_used(capsys, case, tmp_path):
    import docx

    folder = tmp_path / "templates"
    main(["templates", "copy", str(folder)])
    shutil.copy(folder / "letter.docx", folder / "pd-request-letter.docx")
    shell = docx.Document(str(folder / "pd-request-letter.docx"))
    shell.add_paragraph("Okafor Law, since 1998")
    shell.save(str(folder / "pd-request-letter.docx"))
    out = tmp_path / "out"
    json_of_out = ["draft", str(case), "--form", "administrative-closure", "--out", str(out), "--templates", str(folder), *ON]
    assert main(json_of_out) == 1
    capsys.readouterr()
    made = docx.Document(str(out / "outgoing" / "pd-request-letter.docx"))
    assert made.paragraphs[-1].text == "Okafor Law, since 1998"
