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

from forbear.drafting.document import Box, Caption, Choices, Document, Grid, Heading, Paragraph, Pin, Sentence, Signature, laid, said
from forbear.drafting.docx import MISSING, paragraphs, parts, render_docx, shipped
from forbear.drafting.pdf import render_pdf
from forbear.drafting.shells import check_shell, empty, sample
from forbear.drafting.word_file import settled
from forbear.problem import BadInput


class Pages:
    """A page map of a packet in which every exhibit begins at page 40."""

    def cite(self, pin):
        return f"Tab A at {39 + (pin.first or 1)}"


def words(text):
    """The words in order, without the blanks, bullets and numbers of lists that only a page has, nor the word beside a signature."""
    return re.sub(r"[\s•☐|:\u200b\u00ad]|\b\d\.(?=\s*Said)|Date", "", text)


def in_word(content):
    return words(" ".join(paragraphs(docx.Document(io.BytesIO(content)))))


TEXT = st.text(
    st.characters(codec="latin-1", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Nd"], exclude_characters="-\u00ad") | st.just(" "),
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
SOME = st.lists(SENTENCES, min_size=1, max_size=3).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, SOME, st.sampled_from(["body", "quote", "note", "centred", "plain"])),
    st.builds(lambda one, style: Paragraph((one,), style), SENTENCES, st.sampled_from(["item", "numbered"])),
    st.builds(lambda text: Heading(f"Part {text}"), TEXT),
    st.builds(lambda one: Box((("Name", one),)), SENTENCES),
    st.builds(lambda one, other: Grid(("A", "B"), ((one, other), (other, one)), (2, 1)), SENTENCES, SENTENCES),
    st.builds(Choices, SOME),
    st.builds(Signature, SOME, st.booleans()),
    st.builds(lambda some, one: Caption(some, one, some, (one,), (one,), (one,), "MOTION"), SOME, SENTENCES),
)


@settings(max_examples=25)
@given(st.lists(BLOCKS, min_size=1, max_size=5), st.sampled_from(["letter", "court", "plain"]))
def test_both_renderings_carry_the_same_words_and_no_others(blocks, spacing):
    document = laid(Document("sample", "A paper", (Heading("A paper", 1), *blocks), spacing=spacing), Pages())
    wanted = words(document.text())
    assert in_word(render_docx(document)) == wanted + "of" * 2  # the page numbers of both feet
    assert words(" ".join(text_of(render_pdf(document, numbered=False)))) == wanted


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


def saved(paper):
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def changed(text, name="letter"):
    """A shipped shell with one paragraph more."""
    paper = docx.Document(io.BytesIO(shipped(name)))
    paper.add_paragraph("Before.")
    paper.add_paragraph(text)
    paper.add_paragraph("After.")
    return saved(paper)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ d.client_adress }}",
        "{{ clientt }}",
        "{% if %}",
        "{{ d.title.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ d.marks.append('x') }}",
        "{{ d.title | nofilter }}",
        "{{ d.title() }}",
        "{{ d.title.center(999999999) }}",
        "{% set x = 'a' * 999999999 %}",
        "{% include 'other' %}",
        "{{ range(9) }}",
    ],
)
def test_a_wrong_tag_is_named_with_its_paragraph_and_its_neighbours_and_never_runs(tag):
    with pytest.raises(BadInput) as bad:
        render_docx(sample(), changed(f"Dear {tag}"), "office.docx")
    (problem,) = bad.value.problems
    assert problem.place == "office.docx"
    assert f"in the paragraph {f'Dear {tag}'!r}, between 'Before.' and 'After.'" in problem.message


def test_a_wrong_tag_in_a_head_is_named_too():
    paper = docx.Document(io.BytesIO(shipped("court")))
    paper.sections[0].header.add_paragraph("{{ firm }}")
    with pytest.raises(BadInput, match=r"asks for 'firm', which no paper has; in the paragraph '\{\{ firm \}\}'"):
        render_docx(sample(), saved(paper), "office.docx")


def test_what_is_no_word_file_is_said():
    with pytest.raises(BadInput, match="no Word file"):
        render_docx(sample(), b"%PDF-1.7", "office.docx")


def test_a_restyled_shell_keeps_the_words():
    paper = docx.Document(io.BytesIO(shipped("letter")))
    paper.styles["Forbear Body"].font.name = "Times New Roman"
    assert check_shell(saved(paper), "office") == []
    assert in_word(render_docx(sample(), saved(paper))) == in_word(render_docx(sample()))


def test_a_shell_that_drops_words_is_found():
    paper = docx.Document(io.BytesIO(shipped("letter")))
    for line in list(paper.paragraphs):
        if "b.rich" in line.text and line.style.name == "Forbear Body":
            line.text = ""
    assert any("does not print" in problem for problem in check_shell(saved(paper), "office"))


def test_settling_twice_changes_nothing():
    once = settled(shipped("court"))
    assert settled(once) == once == shipped("court")


def test_an_unproved_claim_and_a_gap_are_seen_on_the_page():
    pdf = pypdfium2.PdfDocument(render_pdf(sample()))
    text = " ".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
    assert "[UNSUPPORTED]" in text
    assert "[judge: not in the file]" in text


# ---- what an office's shell may not carry out


def with_part(content, name, part, tie=""):
    """A Word file with one part more, and one tie of its body to something."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.namelist():
            there = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                there = there.replace(b"</Relationships>", tie.encode() + b"</Relationships>")
            new.writestr(entry, there)
        if name:
            new.writestr(name, part)
    return made.getvalue()


def tie(kind, target):
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return f'<Relationship Id="rId99" Type="{base}{kind}" Target="{target}" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("part", "link", "word"),
    [
        ("word/comments.xml", "", "comments"),
        ("word/vbaProject.bin", "", "macros"),
        ("docProps/custom.xml", "", "properties"),
        ("", tie("attachedTemplate", "file:///C:/Users/jane/firm.dotx"), "outside itself"),
        ("", tie("image", "https://firm.example/logo.png"), "outside itself"),
    ],
)
def test_a_shell_that_would_carry_something_out_is_refused_and_says_what(part, link, word):
    shell = with_part(shipped("letter"), part, b"<x/>", link)
    assert any(word in problem for problem in check_shell(shell, "office"))
    with pytest.raises(BadInput, match=word) as bad:
        render_docx(sample(), shell, "office.docx")
    assert "jane" not in str(bad.value)


def test_a_link_in_a_letterhead_is_allowed():
    assert check_shell(with_part(shipped("letter"), "", b"", tie("hyperlink", "https://firm.example")), "office") == []


def test_tracked_changes_are_refused():
    paper = docx.Document(io.BytesIO(shipped("letter")))
    line = paper.add_paragraph("Old words.")._p
    line.append(docx.oxml.parse_xml(f'<w:del {docx.oxml.ns.nsdecls("w")} w:id="1" w:author="Jane"/>'))
    assert any("tracked changes" in problem for problem in check_shell(saved(paper), "office"))


def test_a_check_names_all_that_is_wrong_at_once():
    paper = docx.Document(io.BytesIO(changed("{{ firm }} {{ clientt }}")))
    for name in ("Forbear Quote", MISSING):
        paper.styles[name].delete()
    found = " ".join(check_shell(saved(paper), "office"))
    for words_ in ("'firm'", "'clientt'", "Forbear Quote", MISSING):
        assert words_ in found


# ---- how papers look


def test_a_gap_marks_only_what_lacks():
    one = Sentence("The hearing is on March 9, 2027, [time: not in the file].", support="gap")
    paper = docx.Document(io.BytesIO(render_docx(Document("sample", "A paper", (Paragraph((one,)),)))))
    marked = [run.text for line in paper.paragraphs for run in line.runs if run.bold]
    assert marked == ["[time: not in the file]"]
    assert said(one) == one.text


@pytest.mark.parametrize("lines", range(9, 25, 3))
def test_a_signature_never_stands_alone_on_its_page(lines):
    running = tuple(
        Paragraph((Sentence("The respondent has lived here for many years and cares for a child who is ill."),)) for _ in range(lines)
    )
    closing = Paragraph((Sentence("For these reasons the respondent asks the Court to grant this motion and to close the case."),))
    end = (
        closing,
        Paragraph((Sentence("Respectfully submitted,"),), "plain"),
        Signature((Sentence("Ruth Okafor"), Sentence("Okafor Law"))),
    )
    pages = text_of(render_pdf(Document("sample", "A paper", (*running, *end), spacing="court")))
    (signed,) = [page for page in pages if "Ruth Okafor" in page]
    assert "to close the case. Respectfully submitted," in signed


def test_word_keeps_the_last_lines_with_the_signature():
    last = Paragraph((Sentence("For these reasons the respondent asks the Court to grant this motion and to close the case."),))
    paper = docx.Document(io.BytesIO(render_docx(Document("sample", "A paper", (last, Signature((Sentence("Ruth Okafor"),)))))))
    assert all(line.paragraph_format.keep_with_next for line in paper.paragraphs if line.text.startswith("For these"))


def test_a_table_keeps_its_widths_in_word():
    rows = ((Sentence("One."), Sentence("Two.")),)
    (table,) = docx.Document(io.BytesIO(render_docx(Document("sample", "A paper", (Grid(("A", "B"), rows, (3, 1)),))))).tables
    first, second = (cell.width for cell in table.rows[-1].cells)
    assert abs(first - 3 * second) < 2000  # a hundredth of a millimetre is 360


@pytest.mark.parametrize("paper", [sample(), empty()], ids=["full", "empty"])
def test_word_finds_no_damage(paper):
    """Cells, heads and feet end with a paragraph, rows have cells, and nothing is loaded from outside."""
    content = render_docx(paper)
    made = docx.Document(io.BytesIO(content))
    assert all(part[-1].tag.endswith("}p") for part in parts(made, "tc", "hdr", "ftr"))
    assert all(any(child.tag.endswith("}tc") for child in row) for row in parts(made, "tr"))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not any(b"External" in file.read(name) for name in file.namelist() if name.endswith(".rels"))


def test_a_paper_in_spanish_says_so_to_whoever_reads_it_aloud():
    document = Document("sample", "Carta", (Heading("Carta", 1), Signature((Sentence("Ana Paredes"),))), language="es", spacing="plain")
    assert "Fecha" in text_of(render_pdf(document))[0]
    assert text_of(render_pdf(document))[0].endswith("1 de 1")
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as made:
        assert b'w:lang w:val="es-US"' in made.read("word/styles.xml")
        assert "Fecha" in made.read("word/document.xml").decode()
