"""`read` from the command line: what programs rely on, one key a fact for a person, and what a bad file gets."""

import io
import json
import sys

import pikepdf
import pytest
from tests.interchange.papers.fictional_papers import KINDS
from tests.packet.handed_in import content, paper

from forbear.casefile.reading import read_case
from forbear.cli.main import main

CASE = "format: forbear-case/1\ncourt: Denver\ncircuit: '10'\nperson: {a_number: A200-555-001}\n"


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "paredes"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "nta.pdf"
    path.write_bytes(KINDS["nta-i862"](31).pdf)
    return path


def read(capsys, *arguments, code=0):
    assert main(["read", *map(str, arguments)]) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured


def test_json_proposes_with_page_and_words_and_writes_nothing(capsys, case, notice):
    found = json.loads(read(capsys, notice, "--into", case, "--json").out)
    assert all({"fact", "value", "page", "words", "confidence"} <= one.keys() for one in found)
    facts = {one["fact"]: one for one in found}
    assert facts["person.a_number"]["conflicts_with"] == {"fact": "person.a_number", "value": "A200-555-001"}
    assert "conflicts_with" not in facts["proceedings.nta_date"]
    assert facts["person.nationalities"]["alleged"]
    assert sorted(path.name for path in case.iterdir()) == ["case.yaml"]
    assert (case / "case.yaml").read_text(encoding="utf-8") == CASE


def typed(monkeypatch, keys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(keys))


def test_each_fact_waits_for_its_key(capsys, case, notice, monkeypatch):
    proposed = json.loads(read(capsys, notice, "--into", case, "--json").out)
    keys = {"proceedings.nta_date": "a", "proceedings.court": "e\nBoston"}
    typed(monkeypatch, "".join(f"{keys.get(one['fact'], 'r')}\n" for one in proposed))
    out = read(capsys, notice, "--into", case).out
    assert "they differ" in out
    assert "2 facts taken" in out
    made = read_case(case)
    assert made.date("proceedings.nta_date") is not None
    assert made.text("proceedings.court") == "Boston"
    assert made.text("person.a_number") == "A200-555-001"


def test_what_was_accepted_before_the_person_left_is_kept(capsys, case, notice, monkeypatch):
    typed(monkeypatch, "a\n")
    read(capsys, notice, "--into", case)
    assert read_case(case).text("person.a_number") != "A200-555-001"
    assert read_case(case).date("proceedings.nta_date") is None


class Watched(io.StringIO):
    """Keys of a person, with a look into the case file before each."""

    def __init__(self, keys, look):
        super().__init__(keys)
        self.look, self.seen = look, []

    def readline(self, *_):
        self.seen.append(self.look())
        return super().readline()


def test_each_accepted_fact_is_in_the_file_before_the_next_is_asked(capsys, case, notice, monkeypatch):
    keys = Watched("a\na\nq\n", lambda: read_case(case))
    monkeypatch.setattr(sys, "stdin", keys)
    read(capsys, notice, "--into", case)
    before, first, second = keys.seen
    assert before.text("person.a_number") == "A200-555-001" != first.text("person.a_number")
    assert [len(now.items("evidence")[0]["pins"]) for now in (first, second)] == [1, 2]
    assert len(list((case / "counsel-only").iterdir())) == 1  # the case as it was before the paper, not before each fact


def test_a_case_that_another_program_changes_meanwhile_is_not_written_over(capsys, case, notice, monkeypatch):
    def change():
        if len(keys.seen) == 1:
            file = case / "case.yaml"
            file.write_text(file.read_text(encoding="utf-8") + "# a colleague\n", encoding="utf-8")

    keys = Watched("a\na\nq\n", change)
    monkeypatch.setattr(sys, "stdin", keys)
    assert "was changed by another program" in read(capsys, notice, "--into", case, code=2).err
    assert "# a colleague" in (case / "case.yaml").read_text(encoding="utf-8")
    assert read_case(case).text("person.a_number") != "A200-555-001"


def locked(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as made:
        made.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


BAD = {
    "locked.pdf": (lambda: locked(paper([content(["Notice to Appear"])])), "protected by a password"),
    "torn.pdf": (lambda: b"%PDF-1.7\n" + b"\x00garbage" * 400, "damaged"),
    "nothing.pdf": (lambda: b"", "empty"),
    "virus.pdf": (lambda: b"MZ" + b"\x00" * 500, "program or a script"),
    "photo.jpg": (lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 300, "damaged"),
    "notes.txt": (lambda: b"Notice to Appear", "not taken in"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_reason_and_the_others_are_read(capsys, case, notice, tmp_path, name):
    make, reason = BAD[name]
    bad = tmp_path / name
    bad.write_bytes(make())
    captured = read(capsys, bad, notice, "--into", case, "--json", code=1)
    assert name in captured.err
    assert reason in captured.err
    assert json.loads(captured.out)
    assert reason in read(capsys, bad, "--into", case, code=2).err


def test_a_file_without_a_known_paper_is_named(capsys, case, notice, tmp_path):
    lease = tmp_path / "lease.pdf"
    lease.write_bytes(
        paper([content(["Mietvertrag", "Dies ist ein Vertrag ueber eine Wohnung, und sonst nichts von Belang fuer jemand."])])
    )
    captured = read(capsys, lease, notice, "--into", case, "--json", code=1)
    assert "lease.pdf: holds no paper that is known here" in captured.err
    assert json.loads(captured.out)
    assert json.loads(read(capsys, lease, "--into", case, "--json", code=1).out) == []


def test_words_that_the_page_does_not_show_are_not_read(capsys, case, tmp_path):
    hidden = b"BT /F1 12 Tf 3 Tr 72 400 Td (File No: A111 222 333) Tj ET"
    path = tmp_path / "order.pdf"
    path.write_bytes(
        paper([content(["Order of Release on Recognizance", "You have been arrested.", "Form I-220A", *["more words"] * 9]) + hidden])
    )
    found = json.loads(read(capsys, path, "--into", case, "--json").out)
    assert "person.a_number" not in {one["fact"] for one in found}
