"""Word and PDF say the same, word for word; the same words give the same bytes; an office's shell can do no harm."""

import io
import re
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import text_of

from forbear.drafting.document import Box, Document, Grid, Heading, Paragraph, Pin, Sentence, laid
from forbear.drafting.docx import paragraphs, render_docx, settled, shipped
from forbear.drafting.pdf import render_pdf
from forbear.drafting.shells import check_shell, sample
from forbear.problem import BadInput


class Pages:
    """A page map of a packet in which every exhibit begins at page 40."""

    def cite(self, pin):
        return f"Tab A at {39 + (pin.first or 1)}"


def words(text):
    """The words in order, without the blanks, bullets and numbers of lists that only a page has."""
    return re.sub(r"[\s•☐|_):\u200b\u00ad]|\b1\.(?=\s)", "", text)


def in_word(content):
    return words(" ".join(paragraphs(docx.Document(io.BytesIO(content)))))


TEXT = st.text(
    st.characters(codec="latin-1", exclude_categories=["Cc", "Cf", "Zs", "Zl"], exclude_characters="_):|-\u00ad") | st.just(" "),
    max_size=40,
)
SENTENCES = st.builds(
    lambda text, pins, support: Sentence(
        f"Said {text}.", pins=tuple(Pin("e1", page) for page in pins), support="none-needed" if pins else support
    ),
    TEXT,
    st.lists(st.integers(1, 99), max_size=2),
    st.sampled_from(["none-needed", "unsupported", "gap"]),
)
BLOCKS = st.one_of(
    st.builds(lambda those: Paragraph(tuple(those)), st.lists(SENTENCES, min_size=1, max_size=3)),
    st.builds(lambda one: Paragraph((one,), "item"), SENTENCES),
    st.builds(lambda text: Heading(f"Part {text}"), TEXT),
    st.builds(lambda one: Box((("Name", one),)), SENTENCES),
    st.builds(lambda one, other: Grid(("A", "B"), ((one, other),)), SENTENCES, SENTENCES),
)


@settings(max_examples=10)
@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_both_renderings_carry_the_same_words(blocks):
    document = laid(Document("sample", "A paper", (Heading("A paper", 1), *blocks)), Pages())
    wanted = words(document.text())
    assert wanted in in_word(render_docx(document))
    assert wanted in words(" ".join(text_of(render_pdf(document, numbered=False))))


@pytest.mark.parametrize("spacing", ["letter", "court", "plain"])
def test_the_same_words_give_the_same_bytes(spacing):
    import msgspec

    document = msgspec.structs.replace(sample(), spacing=spacing)
    assert render_pdf(document) == render_pdf(document)
    assert render_docx(document) == render_docx(document)


def test_the_pdf_is_tagged_for_readers_and_archives_and_names_nobody():
    with pikepdf.open(io.BytesIO(render_pdf(sample()))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert "pdfuaid" in str(pdf.open_metadata())
        assert "/Author" not in pdf.docinfo


def test_a_pin_cite_is_a_link_only_where_a_packet_will_resolve_it():
    def links(content):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note and "/URI" in note.A]

    assert links(render_pdf(sample())) == []
    assert set(links(render_pdf(sample(), links=True))) == {"forbear-pin:e1:3"}


def test_the_word_file_names_nobody_and_no_time():
    with zipfile.ZipFile(io.BytesIO(render_docx(sample()))) as made:
        core = made.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:creator></dc:creator>" in core or "dc:creator" not in core
    assert "dcterms:" not in core.replace("xmlns:dcterms", "")


def test_every_shipped_shell_fills_without_fault():
    for name in ("letter", "court", "plain"):
        assert check_shell(shipped(name), name) == []


def changed(text, name="letter"):
    """A shipped shell with one paragraph more."""
    paper = docx.Document(io.BytesIO(shipped(name)))
    paper.add_paragraph("Before.")
    paper.add_paragraph(text)
    paper.add_paragraph("After.")
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "tag",
    [
        "{{ d.client_adress }}",
        "{{ clientt }}",
        "{% if %}",
        "{{ d.title.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ d.marks.append('x') }}",
    ],
)
def test_a_wrong_tag_is_named_with_its_paragraph_and_never_runs(tag):
    with pytest.raises(BadInput) as bad:
        render_docx(sample(), changed(f"Dear {tag}"), "office.docx")
    assert bad.value.problems[0].place == "office.docx"


def test_an_undefined_name_shows_the_paragraph_and_its_neighbours():
    with pytest.raises(BadInput, match=r"Dear \{\{ clientt \}\}.*Before\..*After\."):
        render_docx(sample(), changed("Dear {{ clientt }}"), "office.docx")


def test_what_is_no_word_file_is_said():
    with pytest.raises(BadInput, match="no Word file"):
        render_docx(sample(), b"%PDF-1.7", "office.docx")


def test_a_restyled_shell_keeps_the_words():
    paper = docx.Document(io.BytesIO(shipped("letter")))
    paper.styles["Forbear Body"].font.name = "Times New Roman"
    made = io.BytesIO()
    paper.save(made)
    assert check_shell(made.getvalue(), "office") == []
    assert in_word(render_docx(sample(), made.getvalue())) == in_word(render_docx(sample()))


def test_a_shell_that_drops_words_is_found():
    paper = docx.Document(io.BytesIO(shipped("letter")))
    for line in list(paper.paragraphs):
        if "b.rich" in line.text and line.style.name == "Forbear Body":
            line.text = ""
    made = io.BytesIO()
    paper.save(made)
    assert any("does not print" in problem for problem in check_shell(made.getvalue(), "office"))


def test_settling_twice_changes_nothing():
    once = settled(shipped("court"))
    assert settled(once) == once == shipped("court")


def test_an_unproved_claim_and_a_gap_are_seen_on_the_page():
    pdf = pypdfium2.PdfDocument(render_pdf(sample()))
    text = " ".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
    assert "[UNSUPPORTED]" in text
    assert "[judge: not in the file]" in text
