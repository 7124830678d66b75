"""What becomes of a file that is handed in: pages, or a flaw that names it. Nothing in it is run or stops the others."""

import hashlib
import io
import os
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.conftest import text_of
from tests.guard.papers import docx, paragraph, zipped
from tests.packet.handed_in import LEASE, bomb, circling, coded, content, crowded, laughing, paper, picture_of

from forbear.packet.intake import take_in
from forbear.packet.office import program

LEASES = paper([content([f"Page {number}", *LEASE]) for number in range(1, 6)])
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
PICTURE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
WORD = docx(paragraph("The tenant has lived at the house since May 2015."))


def failures(taken):
    return [flaw.kind for flaw in taken.flaws if flaw.level == "fail"]


def test_a_pdf_comes_in_with_its_pages_words_and_digest(taken):
    lease = taken(LEASES)
    assert (lease.pages, lease.digest, failures(lease)) == (5, hashlib.sha256(LEASES).hexdigest(), [])
    assert [(text.page, text.how) for text in lease.texts] == [(number, "text") for number in range(1, 6)]
    assert lease.texts[2].text.split("\n")[:2] == ["Page 3", LEASE[0]]
    assert text_of(lease.pdf) == [" ".join(text.text.split()) for text in lease.texts]


def test_an_excerpt_brings_its_pages_in_its_order_and_nothing_of_the_others(taken):
    lease = taken(LEASES, pages=[4, 2])
    assert [text[:6] for text in text_of(lease.pdf)] == ["Page 4", "Page 2"]
    with pikepdf.open(lease.pdf) as pdf:
        streams = [thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/Type" not in thing]
    assert not any(b"Page 3" in stream for stream in streams)


@pytest.mark.parametrize("pages", [[6], [0], []])
def test_an_excerpt_of_pages_that_are_not_there_is_refused(taken, pages):
    assert failures(taken(LEASES, pages=pages)) == ["empty"]


def test_the_same_file_gives_the_same_bytes(taken):
    first = taken(LEASES).pdf.read_bytes()
    assert taken(LEASES).pdf.read_bytes() == first


HOSTILE = {
    "encrypted": (paper([content(LEASE)], encryption=pikepdf.Encryption(user="a", owner="b")), "lease.pdf", "encrypted"),
    "empty": (b"", "lease.pdf", "empty"),
    "no pages": (paper([]), "lease.pdf", "empty"),
    "cut off": (LEASES[:2000], "lease.pdf", "corrupt"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "lease.pdf", "corrupt"),
    "an archive named a PDF": (zipped({"a.txt": "hello"}), "lease.pdf", "unknown-type"),
    "a Word file named a PDF": (WORD, "lease.pdf", "unknown-type"),
    "a script named a PDF": (b"#!/bin/sh\ntouch SENTINEL\n%PDF-1.7", "lease.pdf", "script"),
    "a program": (b"MZ" + b"\x00" * 400, "lease.exe", "script"),
    "a text": (b"The tenant has lived here.", "lease.txt", "unknown-type"),
    "a page of gigabytes": (bomb(), "lease.pdf", "too-large"),
    "forms beyond counting": (laughing(), "lease.pdf", "too-large"),
    "a billion pages in a kilobyte": (crowded(), "lease.pdf", "corrupt"),
    "a picture of 20,000 by 20,000": (coded(Image.new("1", (20_000, 20_000)), "PNG"), "photo.png", "too-large"),
    "half a photograph": (coded(picture_of(LEASE))[:9000], "photo.jpg", "corrupt"),
    "a Word file with macros": (docx(paragraph("Hello"), {"word/vbaProject.bin": b"x"}), "letter.docx", "macro"),
    "a Word file for macros": (docx(paragraph("Hello"), {"word/vbaProject.bin": b"x"}), "letter.docm", "macro"),
    "a locked Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "letter.docx", "encrypted"),
    "a Word file that loads a picture": (
        docx(
            paragraph("Hello"),
            {
                "word/_rels/document.xml.rels": RELS.format(
                    f'<Relationship Id="a" Type="{PICTURE}" Target="https://x.test/" TargetMode="External"/>'
                )
            },
        ),
        "letter.docx",
        "links",
    ),
    "a Word file of gigabytes": (docx(paragraph("a" * 60_000_000)), "letter.docx", "too-large"),
    "a form for Adobe's programs": (
        paper([content(["Please wait"])], lambda made: made.Root.__setitem__("/NeedsRendering", True)),
        "form.pdf",
        "form",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_filed_is_named_and_not_dropped(taken, case):
    content_, name, kind = HOSTILE[case]
    found = taken(content_, name)
    assert found.pdf is None
    assert kind in failures(found)
    assert {(flaw.exhibit, flaw.file) for flaw in found.flaws} == {("C", name)}
    assert not Path("SENTINEL").exists()


def test_a_form_that_draws_itself_is_drawn_once(taken):
    assert failures(taken(circling())) == []


def test_the_exhibit_after_a_hostile_one_comes_in(taken):
    taken(laughing())
    assert failures(taken(LEASES)) == []


def test_links_folders_pipes_and_missing_files_are_named(tmp_path, reader):
    (tmp_path / "lease.pdf").write_bytes(LEASES)
    (tmp_path / "link.pdf").symlink_to(tmp_path / "lease.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()
    for name in ("link.pdf", "pipe.pdf", "folder.pdf", "missing.pdf"):
        assert failures(take_in("C", tmp_path / name, tmp_path / "work", reader=reader)) == ["not-a-file"], name


def test_a_file_over_the_limit_is_named(tmp_path, reader):
    with (tmp_path / "lease.pdf").open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(101_000_000)
    assert failures(take_in("C", tmp_path / "lease.pdf", tmp_path / "work", reader=reader)) == ["too-large"]


@pytest.mark.skipif(program() is not None, reason="LibreOffice is installed")
def test_a_word_file_without_libreoffice_asks_for_a_pdf(taken):
    (flaw,) = taken(WORD, "letter.docx").flaws
    assert (flaw.kind, flaw.level) == ("unknown-type", "fail")
    assert "PDF" in flaw.text


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_a_word_file_becomes_pages(taken):
    made, into = Document(), io.BytesIO()
    made.add_paragraph("The tenant has lived at the house since May 2015.")
    made.save(into)
    letter = taken(into.getvalue(), "letter.docx")
    assert "since May 2015" in letter.texts[0].text
    assert failures(letter) == []


def test_a_damaged_table_is_repaired_and_said(taken):
    at = LEASES.rindex(b"startxref")
    lease = taken(LEASES[:at] + b"startxref\n99\n%%EOF\n")
    assert [(flaw.kind, flaw.level) for flaw in lease.flaws if flaw.kind == "corrupt"] == [("corrupt", "ask")]
    assert lease.pages == 5


def test_names_stay_inside_the_folder_of_work(tmp_path, reader):
    (tmp_path / "lease.pdf").write_bytes(LEASES)
    lease = take_in("../../C 1", tmp_path / "lease.pdf", tmp_path / "work", reader=reader)
    assert lease.pdf.parent == tmp_path / "work"
    assert list((tmp_path / "work").iterdir()) == [lease.pdf]


def test_numbers_that_must_be_redacted_are_named_by_page_and_not_repeated(taken):
    found = taken(paper([content(LEASE), content(["His SSN is 219-09-9999.", "Bank account number: 123456789"])]))
    told = [flaw for flaw in found.flaws if flaw.kind == "identifier"]
    assert [(flaw.page, flaw.level) for flaw in told] == [(2, "ask"), (2, "ask")]
    assert not any("219" in flaw.text or "1234" in flaw.text for flaw in told)


MADE = [LEASES, coded(picture_of(LEASE, size=(400, 300))), coded(picture_of(LEASE, size=(400, 300)), "PNG"), WORD]


@given(st.data())
@settings(max_examples=40)
def test_whatever_the_bytes_are_an_answer_comes_out(tmp_path, reader, data):
    made = bytearray(data.draw(st.sampled_from(MADE)) if data.draw(st.booleans()) else data.draw(st.binary(max_size=300)))
    for _ in range(data.draw(st.integers(0, 12))):
        if made:
            made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    made = made[: data.draw(st.integers(0, len(made)))] if data.draw(st.booleans()) else made
    name = data.draw(st.sampled_from(["a.pdf", "a.jpg", "a.png", "a.docx", "a.tiff", "a.heic", "a"]))
    (tmp_path / name).write_bytes(bytes(made))
    found = take_in("C", tmp_path / name, tmp_path / "work", ocr=False, reader=reader)
    assert (found.pdf is None) == bool(failures(found))
    assert [text.page for text in found.texts] == list(range(1, found.pages + 1))
