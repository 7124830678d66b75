"""Pages that are pictures are read where Tesseract is installed, turned upright; pictures without words stay as they are."""

import io

import pikepdf
import pytest
from PIL import Image, ImageDraw
from tests.conftest import text_of
from tests.packet.handed_in import LEASE, coded, content, paper, picture_of, scanned

from forbear.packet.ocr import languages

WORDS = [
    *LEASE,
    "La inquilina vive en la casa desde mayo de 2015.",
    *(f"Rent for month {n} was paid on the first day." for n in range(1, 9)),
]


@pytest.mark.skipif(languages() != ("eng", "spa"), reason="Tesseract with English and Spanish is not installed")
def test_pictures_of_words_are_read_upright_and_photographs_left_alone(taken):
    sunset = Image.linear_gradient("L").resize((1275, 1650))
    ImageDraw.Draw(sunset).ellipse((400, 500, 900, 1000), fill=255)
    pages = [picture_of(WORDS).rotate(1.5, fillcolor=255), picture_of(WORDS, turned=90), sunset, Image.new("L", (1275, 1650), 255)]
    heard = []
    scan = coded(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="jpeg")
    exhibit = taken(scan, "scan.tiff", ocr=True, progress=lambda done, of: heard.append((done, of)))
    assert [text.how for text in exhibit.texts] == ["ocr", "ocr", "ocr", "blank"]
    for text, filed in zip(exhibit.texts[:2], text_of(exhibit.pdf), strict=False):
        assert "tenant has lived at the house since May 2015" in " ".join(text.text.split())
        assert "inquilina vive en la casa desde mayo" in filed
    assert exhibit.texts[2].text == ""
    assert [(flaw.page, flaw.level) for flaw in exhibit.flaws if flaw.kind == "unread-page"] == [(3, "note")]
    with pikepdf.open(exhibit.pdf) as pdf:
        assert [[float(side) for side in page.mediabox] for page in pdf.pages] == [[0, 0, 612, 792]] * 4
        assert "/Info" not in pdf.trailer
        assert "/Metadata" not in pdf.Root
    assert heard[-1] == (3, 3)


@pytest.mark.skipif(not languages(), reason="Tesseract is not installed")
def test_pages_with_words_are_not_touched_by_the_reading_of_others(taken):
    def add(made):
        with pikepdf.open(io.BytesIO(scanned(picture_of(LEASE)))) as scan:
            made.pages.append(scan.pages[0])

    exhibit = taken(paper([content(["A page of words", *LEASE])], add), ocr=True)
    assert [text.how for text in exhibit.texts] == ["text", "ocr"]
    with pikepdf.open(exhibit.pdf) as pdf:
        assert b"(A page of words) Tj" in pdf.pages[0].Contents.read_bytes()


def test_without_tesseract_pages_are_named_as_unread(taken, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    languages.cache_clear()
    exhibit = taken(scanned(picture_of(LEASE)), ocr=True)
    languages.cache_clear()
    assert [text.how for text in exhibit.texts] == ["unread"]
    assert [(flaw.page, flaw.kind, flaw.level) for flaw in exhibit.flaws if flaw.kind == "unread-page"] == [(1, "unread-page", "ask")]
