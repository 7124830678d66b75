"""What a document says, where each word stands, and how what cannot be read is named."""

import os
import random
import threading
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import docx, field, image_on, note, noted, paragraph, pdf, story, typed, zipped
from pikepdf import Array, Dictionary, Name, String

from forbear.guard import document as reading
from forbear.guard import pdf as pdf_reading
from forbear.guard.document import Document, from_bytes, plain, read_document
from forbear.guard.sentences import sentences
from forbear.problem import BadInput

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
PROSE = "\n".join(["Respondent has lived in Houston with his aunt and his two children, who were born there."] * 12)


def quoted(document: Document) -> list[tuple[str, str, int | None, int | None]]:
    """Each part: where it stands, its words, its page, its paragraph."""
    return [(part.where, document.text[part.start : part.end], part.page, part.paragraph) for part in document.parts]


def said(document: Document) -> list[str]:
    return [words for _, words, _, _ in quoted(document)]


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(BadInput) as refused:
        from_bytes(content, name)
    assert len(refused.value.problems) == 1
    return str(refused.value)


def consistent(document: Document) -> None:
    """Parts stand in order, none over another, each found again by its places, none of them blank."""
    end = 0
    for part in document.parts:
        assert end <= part.start < part.end <= len(document.text)
        assert document.part_at(part.start) == document.part_at(part.end - 1) == part
        assert document.text[part.start : part.end].strip()
        end = part.end
    assert any(map(str.isalpha, document.text)) or document.unread


# ---- plain text


def test_a_text_stands_as_it_was_given_and_blank_lines_part_its_paragraphs() -> None:
    for text in (
        "One.\n\n  Two,\nthree.\n \n\nFour.",
        "One.\r\n\r\n  Two,\r\nthree.\r\n \r\n\r\nFour.",
        "One.\r\r  Two,\rthree.\r \r\rFour.",
    ):
        document = from_bytes(text.encode(), "note.txt")
        assert document.text == text
        assert [words.split() for words in said(document)] == [["One."], ["Two,", "three."], ["Four."]]
        assert [part.paragraph for part in document.parts] == [1, 2, 3]


def test_no_part_holds_the_blanks_between_paragraphs() -> None:
    document = plain("One.\n\nTwo.")
    assert document.part_at(4) is None
    assert document.part_at(6) == document.parts[1]
    assert document.part_at(10) is None
    assert plain("").part_at(0) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_and_marks_of_an_encoding_change_no_word(encoding: str, form: str) -> None:
    text = unicodedata.normalize(form, "Él entró sin inspección. ¿Cuándo? \u202eabc\u202c 😀")
    assert from_bytes(text.encode(encoding), "nota.md").text == text


@given(st.text())
def test_the_parts_of_any_text_hold_every_sign_that_is_no_blank(text: str) -> None:
    document = plain(text)
    covered = "".join(said(document))
    assert [sign for sign in covered if not sign.isspace()] == [sign for sign in text if not sign.isspace()]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "empty.txt", "is empty"),
        (b"", "empty.docx", "is empty"),
        (b" \n\t ", "blank.txt", "is empty"),
        (b"\xef\xbb\xbf", "mark.txt", "is empty"),
        (b"2024 - 17", "numbers.txt", "holds no words"),
        ("señor".encode("latin-1"), "latin.txt", "is not UTF-8 text"),
        ("señor".encode("utf-16-le"), "unmarked.txt", "is not "),
        ("hello".encode("utf-16-le"), "unmarked.txt", "is not a text"),
        (b"\xff\xfe\x00\xd8", "half.txt", "is not UTF-8 text"),
        (b"\xff\xfe\x00\x00h\x00\x00\x00", "utf32.txt", "is not a text"),
        (b"a\x00b", "nul.txt", "is not a text"),
        (random.Random(1).randbytes(64) + b"\xff", "noise.bin", "is not "),
        (OLD_WORD, "old.doc", "old Word format"),
        (OLD_WORD, "locked.docx", "protected by a password"),
        (b"{\\rtf1 hello}", "note.rtf", "is damaged, or of a kind that is not read"),
        (b"{\\rtf1 hello}", "note.txt", "is damaged, or of a kind that is not read"),
        (b"<p>hello</p>", "page.html", "is damaged, or of a kind that is not read"),
        (b"hello", "letter.docx", "is damaged, or of a kind that is not read"),
        (b"hello", "letter.pdf", "is damaged, or of a kind that is not read"),
        (b"x" * 5_000_001, "long.txt", "holds more than 5 million characters"),
        (b"x" * 50_000_001, "large.txt", "is larger than 50 MB"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_in_one_sentence(content: bytes, name: str, says: str) -> None:
    assert says in refusal(content, name)


def test_what_is_no_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    for path, says in [
        (tmp_path, "is not a regular file"),
        (tmp_path / "pipe.txt", "is not a regular file"),
        (tmp_path / "missing.txt", "cannot be read (no such file or directory)"),
        (tmp_path / "loop.txt", "cannot be read"),
        (tmp_path / ("x" * 300), "cannot be read (file name too long)"),
        (Path("a\x00b.txt"), "is no name that a file can have"),
        (Path("/dev/null"), "is not a regular file"),
    ]:
        with pytest.raises(BadInput) as refused:
            read_document(path)
        assert says in str(refused.value)


def test_a_file_that_grows_is_read_no_further_than_the_bound(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(BadInput, match="larger than 50 MB"):
        read_document(large)


def test_memory_that_runs_out_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (MemoryError, RecursionError):

        def fails(*_: object, error: type[Exception] = error) -> Document:
            raise error

        monkeypatch.setattr(reading, "_opened", fails)
        assert "needs more memory than there is" in refusal(b"hello", "note.txt")


# ---- Word


def test_paragraphs_are_counted_as_they_stand_in_the_body() -> None:
    document = from_bytes(docx(paragraph("I entered ", "without inspection.") + paragraph() + paragraph("I work.")), "a.docx")
    assert quoted(document) == [("", "I entered without inspection.", None, 1), ("", "I work.", None, 3)]
    consistent(document)


def test_every_story_is_read_and_named() -> None:
    parts = {
        "word/header1.xml": story("w:hdr", paragraph("In the header")),
        "word/footer2.xml": story("w:ftr", paragraph("In the footer")),
        "word/footnotes.xml": story("w:footnotes", f'<w:footnote w:id="2">{paragraph("In a footnote")}</w:footnote>'),
        "word/endnotes.xml": story("w:endnotes", f'<w:endnote w:id="2">{paragraph("In an endnote")}</w:endnote>'),
        "word/comments.xml": story("w:comments", f'<w:comment w:id="0">{paragraph("In a comment")}</w:comment>'),
        "word/charts/chart1.xml": story(
            "c:chartSpace", "<c:strCache><c:pt><c:v>In a chart</c:v></c:pt></c:strCache><a:p><a:r><a:t>Its title</a:t></a:r></a:p>"
        ),
        "word/diagrams/data1.xml": story("dgm:dataModel", "<dgm:t><a:p><a:r><a:t>In a diagram</a:t></a:r></a:p></dgm:t>"),
        "word/styles.xml": story("w:styles", paragraph("In no story")),
    }
    document = from_bytes(docx(paragraph("In the body"), parts), "a.docx")
    assert [(where, words) for where, words, _, _ in quoted(document)] == [
        ("", "In the body"),
        ("header", "In the header"),
        ("footer", "In the footer"),
        ("footnotes", "In a footnote"),
        ("endnotes", "In an endnote"),
        ("comments", "In a comment"),
        ("chart", "In a chart"),
        ("chart", "Its title"),
        ("diagram", "In a diagram"),
    ]
    assert not document.unread


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (paragraph("<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>", " words"), "linked words"),
        (paragraph('<w:fldSimple w:instr=" DATE "><w:r><w:t>3 March 2024</w:t></w:r></w:fldSimple>'), "3 March 2024"),
        (f"<w:sdt><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>", "in a control"),
        (paragraph("<w:sdt><w:sdtContent><w:r><w:t>in a line</w:t></w:r></w:sdtContent></w:sdt>"), "in a line"),
        (paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden words</w:t></w:r>"), "hidden words"),
        (paragraph("self", "<w:r><w:noBreakHyphen/></w:r>", "employed"), "self-employed"),
        (paragraph("unau", "<w:r><w:softHyphen/></w:r>", "thorized wo\u00adrk \ufeffhere\u200b"), "unauthorized work here"),
        (paragraph("one", "<w:r><w:tab/></w:r>", "two", "<w:r><w:br/></w:r>", "three"), "one two\nthree"),
        (paragraph("<w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr>", "no blank before"), "no blank before"),
        (paragraph("see ", '<w:r><w:sym w:font="Symbol" w:char="00A7"/></w:r>', " 5"), "see § 5"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " yes"), "• yes"),
        (paragraph('<w:r><w:sym w:char="no number"/></w:r>', "yes"), "yes"),
        (paragraph("<m:oMath><m:r><m:t>x is two</m:t></m:r></m:oMath>"), "x is two"),
        (paragraph("entro\u0301"), "entró"),
        (paragraph("<w:customXml><w:r><w:t>in custom XML</w:t></w:r></w:customXml>"), "in custom XML"),
    ],
)
def test_words_are_read_wherever_a_paragraph_holds_them(body: str, words: str) -> None:
    document = from_bytes(docx(body), "a.docx")
    assert said(document) == [words]
    assert not document.unread


def test_a_row_of_short_cells_is_one_line_and_each_cell_its_own_part() -> None:
    def cell(*inside: str) -> str:
        return f"<w:tc>{''.join(inside)}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph('Employer'))}{cell(paragraph('a restaurant'))}</w:tr></w:tbl>"
    rows = (
        f"<w:tr>{cell(paragraph('Manner of entry'))}{cell(paragraph(''))}{cell(paragraph('without inspection'))}</w:tr>"
        f"<w:tr>{cell(paragraph('Work'))}{cell(inner, paragraph())}</w:tr>"
        f"<w:tr>{cell(paragraph('x' * 100))}{cell(paragraph('after a long cell'))}</w:tr>"
    )
    document = from_bytes(docx(f"<w:tbl>{rows}</w:tbl>"), "form.docx")
    assert said(document) == ["Manner of entry", "without inspection", "Work", "Employer", "a restaurant", "x" * 100, "after a long cell"]
    assert "Manner of entry\twithout inspection\n\nWork\tEmployer\ta restaurant\n\nxxx" in document.text
    assert [part.paragraph for part in document.parts] == [1, 3, 4, 5, 6, 8, 9]
    consistent(document)


def test_a_tracked_deletion_hides_neither_what_stands_nor_what_stood() -> None:
    never = '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
    added = '<w:ins w:id="2"><w:r><w:t> In 2024.</w:t></w:r></w:ins>'
    document = from_bytes(docx(paragraph("I like it here. I ", never, "used a false number.", added) + paragraph("Next.")), "a.docx")
    assert quoted(document) == [
        ("", "I like it here. I used a false number. In 2024.", None, 1),
        ("before a tracked change", "I never used a false number.", None, 1),
        ("", "Next.", None, 2),
    ]
    moved = '<w:moveFrom w:id="3"><w:r><w:t>It was here.</w:t></w:r></w:moveFrom>'
    assert said(from_bytes(docx(paragraph("Now. ", moved)), "a.docx")) == ["Now. ", "It was here."]


def test_alternate_content_is_read_once_unless_the_two_differ() -> None:
    def either(choice: str, fallback: str) -> str:
        boxes = f"<mc:Choice><wps:txbx><w:txbxContent>{choice}</w:txbxContent></wps:txbx></mc:Choice>"
        return f"<w:r><mc:AlternateContent>{boxes}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"

    same = either(paragraph("In a text box"), f"<v:textbox><w:txbxContent>{paragraph('In a text box')}</w:txbxContent></v:textbox>")
    document = from_bytes(docx(paragraph("Before ", same, "after.") + paragraph("Next")), "a.docx")
    assert quoted(document) == [("", "Before after.", None, 1), ("", "In a text box", None, 2), ("", "Next", None, 3)]
    other = either(paragraph("A decoy"), f"<v:textbox><w:txbxContent>{paragraph('What old programs show')}</w:txbxContent></v:textbox>")
    assert said(from_bytes(docx(paragraph("Before ", other, "after.")), "a.docx")) == ["Before after.", "A decoy", "What old programs show"]
    loose = "<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>only here</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    assert said(from_bytes(docx(paragraph("Before ", loose)), "a.docx")) == ["Before ", "only here"]


def test_what_a_field_a_picture_or_a_watermark_says_is_read_beside_the_sentence() -> None:
    asked = '<w:r><w:instrText> IF 1=1 "he entered ali</w:instrText></w:r><w:r><w:instrText>one" "no" </w:instrText></w:r>'
    link = '<w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r>'
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="A man wades a river"/></wp:inline></w:drawing></w:r>'
    mark = '<w:r><w:pict><v:shape><v:textpath string="for counsel"/></v:shape></w:pict></w:r>'
    document = from_bytes(docx(paragraph("He ", asked, link, "came.") + paragraph("Here", picture, mark)), "a.docx")
    assert sorted((where, words, number) for where, words, _, number in quoted(document)) == [
        ("", "He came.", 1),
        ("", "Here", 2),
        ("alternative text", "A man wades a river", 2),
        ("alternative text", "for counsel", 2),
        ("field", "he entered alione", 1),
    ]


def test_a_file_in_the_strict_form_or_with_a_main_part_of_another_name_is_read() -> None:
    strict = story("w:document", f"<w:body>{paragraph('In the strict form')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert said(from_bytes(zipped({"word/document2.xml": strict}), "a.docx")) == ["In the strict form"]
    utf16 = story("w:document", paragraph("In UTF-16")).replace("UTF-8", "UTF-16").encode("utf-16")
    assert said(from_bytes(zipped({"word/document.xml": utf16}), "a.docx")) == ["In UTF-16"]


def test_what_a_word_file_carries_beside_words_is_named() -> None:
    parts = {
        "docProps/thumbnail.jpeg": b"x",
        "word/media/image1.PNG": b"x",
        "word/media/image2.emf": b"x",
        "word/embeddings/Sheet1.xlsx": b"x",
        "word/afchunk.mht": b"x",
        "word/fonts/font1.odttf": b"x",
        "word/printerSettings/printerSettings1.bin": b"x",
    }
    told = [(part.where, part.because) for part in from_bytes(docx(paragraph("Words."), parts), "a.docx").unread]
    assert [where for where, _ in told] == ["images", "embedded files"]
    assert told[0][1].startswith("2 images in the file")
    assert "Sheet1.xlsx, afchunk.mht" in told[1][1]
    linked = from_bytes(docx(paragraph("Words.") + '<w:subDoc w:id="r1"/>'), "a.docx")
    assert [part.where for part in linked.unread] == ["inserted files"]
    assert from_bytes(docx("", {"word/media/image1.png": b"x"}), "scan.docx").unread


def bomb() -> bytes:
    return zipped({"word/document.xml": story("w:document", f"<w:body>{' ' * 60_000_000}</w:body>")})


def flagged() -> bytes:
    content = bytearray(docx(paragraph("Words.")))
    content[6] |= 1
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    return bytes(content)


ENTITIES = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: docx(""), "holds no words"),
        (lambda: docx(paragraph("17 - 2024")), "holds no words"),
        (lambda: docx(paragraph("Words."), {"word/vbaProject.bin": b"x"}), "holds macros"),
        (lambda: zipped({"word/document.xml": ENTITIES + story("w:document", paragraph("&b;"))[38:]}), "holds definitions"),
        (lambda: zipped({"word/document.xml": (ENTITIES + story("w:document", "")[38:]).encode("utf-16")}), "holds definitions"),
        (lambda: docx("<w:p>" * 500_000 + "</w:p>" * 500_000), "holds definitions"),
        (bomb, "unpacks to more text"),
        (lambda: docx("".join([paragraph("y" * 10_000)] * 510)), "holds more than 5 million characters"),
        (flagged, "is protected by a password"),
        (lambda: zipped({"word/document.xml": story("w:document", "")}, zipfile.ZIP_LZMA), "is packed as Word packs no file"),
        (lambda: zipped({"xl/workbook.xml": "<workbook/>"}), "is not a Word document"),
        (lambda: zipped({"content.xml": "<document/>"}), "is not a Word document"),
        (lambda: zipped({"a.txt": "hello"}), "is not a Word document"),
        (lambda: zipped({"word/document.xml": "<w:document><w:p>"}), "is damaged"),
        (lambda: zipped({"word/document.xml": ""}), "is damaged"),
        (lambda: docx(paragraph("Words."))[:-40], "is damaged"),
        (lambda: b"PK\x03\x04" + bytes(200), "is damaged"),
        (lambda: b"PK\x05\x06" + bytes(18), "is damaged, or of a kind that is not read"),
    ],
)
def test_a_word_file_that_cannot_be_read_is_told_in_one_sentence(make: Callable[[], bytes], says: str) -> None:
    assert says in refusal(make(), "letter.docx")


def test_deep_tables_cost_no_more_than_shallow_ones() -> None:
    deep = paragraph("At the bottom")
    for _ in range(80):
        deep = f"<w:tbl><w:tr><w:tc>{paragraph('Above')}{deep}</w:tc></w:tr></w:tbl>"
    assert said(from_bytes(docx(deep), "a.docx")) == ["Above"] * 80 + ["At the bottom"]


# ---- PDF


def test_each_paragraph_of_a_pdf_has_its_page_and_number() -> None:
    document = from_bytes(pdf("First line\nof a paragraph.\n\nThe second.", "On page two."), "a.pdf")
    assert quoted(document) == [
        ("", "First line\nof a paragraph.", 1, 1),
        ("", "The second.", 1, 2),
        ("", "On page two.", 2, 1),
    ]
    assert not document.unread
    consistent(document)


def test_an_indented_first_line_begins_a_paragraph() -> None:
    indented = b"BT /F1 12 Tf 1 0 0 1 108 700 Tm (First line of one,) Tj 1 0 0 1 72 676 Tm (its second line.) Tj 1 0 0 1 108 652 Tm "
    indented += b"(Another begins here) Tj 1 0 0 1 72 628 Tm (and ends here.) Tj ET"
    assert said(from_bytes(pdf(indented), "a.pdf")) == ["First line of one,\nits second line.", "Another begins here\nand ends here."]


def test_a_word_broken_at_the_end_of_a_line_is_whole_and_its_place_is_kept() -> None:
    document = from_bytes(pdf("He worked without authori-\nzation in 2024.\nHe was self-\nemployed and well-known."), "a.pdf")
    assert document.text.startswith("He worked without authorization in 2024.\nHe was self-employed and well-known.")
    start = document.text.index("authorization")
    assert document.part_at(start) == document.part_at(start + len("authorization") - 1) == document.parts[0]


def test_a_sentence_that_runs_on_over_the_end_of_a_page_stays_whole() -> None:
    first = "He has lived here for years, which is not in dispute at all, and he entered without"
    second = "inspection near Laredo in 2024, as he told the officer who asked him that day."
    document = from_bytes(pdf(first + "\n\n\n1", "2\n\n\n" + second), "a.pdf")
    assert [document.text[start:end] for start, end in sentences(document.text)] == [f"{first}\n{second}"]
    assert [part.page for part in document.parts] == [1, 2]
    ended = from_bytes(pdf("He lives here.\n\n\n1", "2\n\n\nHe works here."), "a.pdf")
    assert said(ended) == ["He lives here.", "1", "2", "He works here."]


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 12 Tf 3 Tr 72 700 Td (The words are here) Tj ET",
        b"1 1 1 rg BT /F1 12 Tf 72 700 Td (The words are here) Tj ET",
        b"BT /F1 12 Tf 5000 7000 Td (The words are here) Tj ET",
        b"q 0 0 1 1 re W n BT /F1 12 Tf 72 700 Td (The words are here) Tj ET Q",
        b"BT /F1 12 Tf 0 1 -1 0 72 300 Tm (The words are here) Tj ET",
        b"BT /F1 0.1 Tf 72 700 Td (The words are here) Tj ET",
    ],
    ids=["invisible", "white", "off the page", "clipped", "sideways", "tiny"],
)
def test_words_that_a_page_hides_are_read(content: bytes) -> None:
    assert said(from_bytes(pdf(content), "a.pdf")) == ["The words are here"]


@pytest.mark.parametrize("page_turn", [0, 90, 180, 270])
@pytest.mark.parametrize("words_turn", [0, 90, 180, 270])
def test_a_turned_page_reads_as_an_upright_one(page_turn: int, words_turn: int) -> None:
    along, up = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[words_turn]

    def turned(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Rotate = page_turn

    lines = ["First line of one", "paragraph on the page.", "", "The second paragraph", "ends."]
    places = [(words, 300 + up * 14 * row, 400 - along * 14 * row) for row, words in enumerate(lines) if words]
    shown = " ".join(f"{along} {up} {-up} {along} {x} {y} Tm ({words}) Tj" for words, x, y in places)
    document = from_bytes(pdf(f"BT /F1 12 Tf {shown} ET".encode(), change=turned), "a.pdf")
    assert said(document) == ["First line of one\nparagraph on the page.", "The second paragraph\nends."]


def test_comments_and_form_fields_are_read_whether_or_not_the_page_shows_them() -> None:
    notes = noted(
        note("FreeText", "Free words"), note("Text", "Sticky words"), note("Highlight", "Said of a line"), note("Text", "Hidden words", F=2)
    )
    document = from_bytes(pdf("On the page.", change=notes), "a.pdf")
    assert [(where, words, page) for where, words, page, _ in quoted(document)] == [
        ("", "On the page.", 1),
        ("comment", "Free words", 1),
        ("comment", "Sticky words", 1),
        ("comment", "Said of a line", 1),
        ("comment", "Hidden words", 1),
    ]
    for above in (False, True):
        assert "Entered alone" in " ".join(said(from_bytes(pdf("On the page.", change=field("Entered alone", above=above)), "a.pdf")))


def test_a_film_an_attachment_and_an_adobe_form_are_named() -> None:
    def attached(made: pikepdf.Pdf) -> None:
        made.attachments["exhibit.txt"] = b"words"
        made.pages[0].obj.Annots = Array([made.make_indirect(note("Movie", ""))])

    unread = from_bytes(pdf("On the page.", change=attached), "a.pdf").unread
    assert [(part.where, part.page) for part in unread] == [("attached files", None), ("page 1", 1)]

    def adobe(made: pikepdf.Pdf) -> None:
        made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("template"), made.make_stream(b"<template/>")]))
        made.Root.NeedsRendering = True

    assert [part.where for part in from_bytes(pdf("Please wait.", change=adobe), "a.pdf").unread] == ["form"]


def test_a_page_that_is_an_image_is_named_and_a_stamp_on_it_does_not_hide_it() -> None:
    scan = from_bytes(pdf("Words on page one, and more of them.", b"", change=image_on(2, 612, 792)), "a.pdf")
    assert [(part.where, part.page) for part in scan.unread] == [("page 2", 2)]
    assert "image without text" in scan.unread[0].because
    stamped = from_bytes(pdf("Case 24-123, Exhibit A, page 3 of 5, filed 3/4/2024", change=image_on(1, 612, 792)), "a.pdf")
    assert "most of it is an image, and only the" in stamped.unread[0].because
    assert "Exhibit A" in stamped.text
    assert not from_bytes(pdf(PROSE, change=image_on(1, 612, 792)), "recognised.pdf").unread


def test_an_image_beside_words_is_named_once_and_a_seal_is_not() -> None:
    def two(made: pikepdf.Pdf) -> None:
        image_on(1, 200, 150)(made)
        image_on(3, 200, 150)(made)

    unread = from_bytes(pdf(PROSE, PROSE, PROSE, change=two), "a.pdf").unread
    assert [(part.where, part.page) for part in unread] == [("images on pages 1, 3", 1)]
    assert not from_bytes(pdf(PROSE, change=image_on(1, 40, 40)), "a.pdf").unread


def test_a_letterhead_that_is_an_image_is_no_unread_part_and_an_image_below_it_is() -> None:
    assert not from_bytes(pdf(PROSE, change=image_on(1, 612, 55, up=735)), "a.pdf").unread
    assert from_bytes(pdf(PROSE, change=image_on(1, 612, 55, up=300)), "a.pdf").unread
    assert from_bytes(pdf("Words on page one.", b"", change=image_on(2, 612, 55, up=735)), "a.pdf").unread


def test_letters_that_are_drawn_are_named_and_a_page_without_anything_is_blank() -> None:
    drawn = b" ".join(f"{x} 100 m {x} 120 l S".encode() for x in range(1, 400))
    pages = pdf("Words on page one.", drawn, b"", b"BT /F1 12 Tf 72 700 Td ( ) Tj ET", drawn + typed(["Exhibit A, page 3"]))
    unread = from_bytes(pages, "a.pdf").unread
    assert [part.page for part in unread] == [2, 5]
    assert "no word was read" in unread[0].because
    assert "much of it is drawn" in unread[1].because


def test_a_font_that_names_no_letter_is_named() -> None:
    def unnamed(made: pikepdf.Pdf) -> None:
        names = made.make_indirect(Dictionary(Type=Name.Encoding, Differences=Array([65, Name("/g1"), Name("/g2"), Name("/g3")])))
        made.pages[0].obj.Resources.Font.F1 = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]), FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]), FirstChar=65,
            LastChar=67, Widths=Array([9, 9, 9]), Encoding=names, Resources=Dictionary(),
            CharProcs=Dictionary({f"/g{n}": made.make_stream(b"9 0 0 0 9 9 d1 0 0 9 9 re f") for n in (1, 2, 3)}),
        )  # fmt: skip

    assert from_bytes(pdf(b"BT /F1 12 Tf 72 700 Td (ABC ABC BCA) Tj ET", change=unnamed), "a.pdf").unread


def expanding(made: pikepdf.Pdf) -> None:
    """Forms in forms, ten times ten times ten …: a page of a few hundred bytes that no memory holds."""
    page = made.pages[0].obj
    inner = made.make_stream(b"BT /F1 12 Tf 20 150 Td (x) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    inner.Resources = Dictionary(Font=page.Resources.Font)
    for _ in range(9):
        outer = made.make_stream(b"/X Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        outer.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = outer
    page.Resources.XObject = Dictionary(X=inner)
    page.Contents = made.make_stream(b"/X Do")


def test_a_page_that_needs_more_memory_or_time_than_a_page_may_take_is_named_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "MOST_SECONDS", 3)
    document = from_bytes(pdf(b"", "On page two.", change=expanding), "a.pdf")
    assert said(document) == ["On page two."]
    assert [(part.page, part.because) for part in document.unread] == [(1, pdf_reading.FAILED)]


def test_a_page_that_is_damaged_is_named_and_the_others_are_read() -> None:
    whole = pdf("On page one.", "On page two.", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    document = from_bytes(whole.replace(b"/Count 2", b"/Count 4"), "a.pdf")
    assert said(document) == ["On page one.", "On page two."]
    assert [(part.where, part.because) for part in document.unread] == [
        ("page 3", "it is damaged; make the PDF again"),
        ("page 4", "it is damaged; make the PDF again"),
    ]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: b"%PDF-1.7", "is damaged, so no page can be read"),
        (lambda: b"%PDF-1.7\n%%EOF", "is damaged, so no page can be read"),
        (lambda: pdf("Words.")[:300], "is damaged, so no page can be read"),
        (lambda: b"%PDF-1.4 " + random.Random(1).randbytes(2000), "is damaged, so no page can be read"),
        (lambda: pdf("Words.", encryption=pikepdf.Encryption(owner="o", user="u")), "is protected by a password"),
        (
            lambda: pdf("Words.", encryption=pikepdf.Encryption(owner="o", user="u", R=3, aes=False, metadata=False)),
            "is protected by a password",
        ),
        (lambda: pdf(*[b""] * 2_001), "has 2001 pages; at most 2000 are read"),
        (pdf, "is damaged, so no page can be read"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_told_in_one_sentence(make: Callable[[], bytes], says: str) -> None:
    assert says in refusal(make(), "letter.pdf")


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert said(from_bytes(pdf("Words.", encryption=pikepdf.Encryption(owner="o", user="")), "a.pdf")) == ["Words."]


def test_a_paper_of_ours_reads_as_it_was_set() -> None:
    import typst

    text = (
        "#set par(justify: true)\n= Heading\n"
        + "Él niño entró administratively notwithstanding considerations. " * 9
        + "\n\nSecond — 😀 here."
    )
    document = from_bytes(typst.compile(text.encode(), format="pdf"), "a.pdf")
    assert [" ".join(words.split()) for words in said(document)] == [
        "Heading",
        ("Él niño entró administratively notwithstanding considerations. " * 9).strip(),
        "Second — 😀 here.",
    ]


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    from_bytes(pdf("One.", "Two.", "Three."), "a.pdf", lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_two_may_read_at_once() -> None:
    content = pdf("One.", "Two.")
    found: list[Document] = []
    readers = [threading.Thread(target=lambda: found.append(from_bytes(content, "a.pdf"))) for _ in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(found) == 3
    assert len({document.text for document in found}) == 1


# ---- anything at all


def read_or_refused(content: bytes, name: str) -> None:
    problems = []
    try:
        consistent(from_bytes(content, name))
    except BadInput as refused:
        problems = refused.problems
    assert len(problems) <= 1


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]),
    st.sampled_from(["a.txt", "a.docx"]),
)
@settings(max_examples=60, deadline=None)
def test_no_bytes_leave_a_traceback(content: bytes, start: bytes, name: str) -> None:
    read_or_refused(start + content, name)


BODY = "".join(paragraph(f"Paragraph {number}.", '<w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins>') for number in range(20))
RICH = story("w:document", f"{BODY}<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>")


@given(st.integers(0, 2**32), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_word_file_with_any_bytes_changed_leaves_no_traceback(seed: int, packed: bool) -> None:
    whole = {"word/document.xml": RICH, "word/media/a.png": "x"}
    changed = {**whole, "word/document.xml": mutated(RICH.encode(), seed)}
    read_or_refused(mutated(zipped(whole), seed) if packed else zipped(changed), "a.docx")


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_word_file_with_any_elements_moved_leaves_no_traceback(seed: int) -> None:
    chance = random.Random(seed)
    tags = [
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:del",
        "w:ins",
        "w:instrText",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "a:t",
        "c:v",
    ]

    def tree(depth: int) -> str:
        if depth == 0:
            return "word "
        return "".join(f"<{tag}>{tree(depth - 1)}</{tag}>" for tag in chance.choices(tags, k=3))

    read_or_refused(docx(tree(5)), "a.docx")


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_pdf_with_any_bytes_changed_leaves_no_traceback(seed: int) -> None:
    content = pdf("First page of words.", "Second page.", change=noted(note("FreeText", "Free words")), compress_streams=False)
    read_or_refused(mutated(content, seed), "a.pdf")


def mutated(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randrange(60)]
            case 2:
                changed[place:place] = chance.randbytes(chance.randrange(60))
            case _:
                changed[place : place + 20] = changed[chance.randrange(len(changed)) :][:20]
        changed = changed or bytearray(b"x")
    return bytes(changed)
