"""Where one paper of a bundle ends and the next begins."""

import io

import pikepdf
from tests.interchange.papers.fictional_papers import KINDS
from tests.packet.handed_in import content, paper

from forbear.interchange.papers.bundle import parts
from forbear.interchange.papers.kinds import papers
from forbear.packet.words import FileWords


def bundle(*pdfs):
    made = pikepdf.new()
    for pdf in pdfs:
        with pikepdf.open(io.BytesIO(pdf)) as one:
            made.pages.extend(one.pages)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def split(content, reader, tmp_path):
    path = tmp_path / "bundle.pdf"
    path.write_bytes(content)
    with FileWords(path, reader) as words:
        return [(part.paper.id if part.paper else None, [page.page for page in part.pages]) for part in parts(words.pages())]


def test_a_scanned_pile_is_split_into_its_papers(reader, tmp_path):
    letter = paper([content(["Dear counsel,", "here are my papers. One is a Notice to Appear, as you said."])])
    pile = bundle(
        KINDS["nta-i862"](5, "6/22").pdf,
        letter,
        KINDS["hearing-notice"](5).pdf,
        KINDS["bia-decision"](5, "cover").pdf,
        KINDS["i213"](5).pdf,
    )
    found = split(pile, reader, tmp_path)
    assert found[:4] == [("nta-i862", [1, 2, 3]), (None, [4]), ("hearing-notice", [5]), ("bia-decision", [6, 7])]
    assert found[4][0] == "i213"


def test_two_papers_of_one_kind_stay_two(reader, tmp_path):
    pile = bundle(KINDS["nta-i862"](5, "2018").pdf, KINDS["nta-i862"](6, "2018").pdf)
    assert split(pile, reader, tmp_path) == [("nta-i862", [1, 2]), ("nta-i862", [3, 4])]


def test_the_empty_back_of_a_sheet_divides_no_paper(reader, tmp_path):
    with pikepdf.open(io.BytesIO(KINDS["nta-i862"](5, "2018").pdf)) as sheet:
        blank = pikepdf.new()
        blank.add_blank_page(page_size=(612, 792))
        for at in (1, 3):
            sheet.pages.insert(at, blank.pages[0])
        duplex = io.BytesIO()
        sheet.save(duplex)
    assert split(duplex.getvalue(), reader, tmp_path) == [("nta-i862", [1, 2, 3, 4])]


def test_the_photograph_of_a_second_page_belongs_to_the_one_before(reader, tmp_path):
    path = tmp_path / "nta.pdf"
    path.write_bytes(KINDS["nta-i862"](5, "2018").pdf)
    with FileWords(path, reader) as words:
        _, second = words.pages()
    (part,) = parts([second], before=papers()["nta-i862"])
    assert part.paper is papers()["nta-i862"]
    (alone,) = parts([second])
    assert alone.paper is None


def test_an_unknown_paper_is_kept_whole_and_not_read(reader, tmp_path):
    assert split(paper([content(["Rent receipt"]), content(["Second page"])]), reader, tmp_path) == [(None, [1, 2])]
