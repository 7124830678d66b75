"""Papers and exhibits joined: every page stamped where it is seen, every link at its page, the same bytes again."""

import subprocess
import sys

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from tests.conftest import text_of
from tests.packet.packing import contents, exhibit, links, made, seen, whole

from forbear.drafting.document import Pin
from forbear.packet.joining import join
from forbear.packet.links import File
from forbear.packet.pagemap import PageMap, Place
from forbear.packet.tabs import INDEX
from forbear.problem import BadInput

CORNER = (400, 0, 612, 45)  # where a stamp is: the lower right of a letter page
TOP = (0, 760, 612, 792)


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    """A letter (page 1), its index (2), two exhibits of two and three pages, and a proof of service (10)."""
    folder = tmp_path_factory.mktemp("packet")
    packet = made(folder, 2, 3, pins=[Pin("e2", 1), Pin("e1", 2)])
    path = folder / "joined.pdf"
    size = join(packet, whole(packet), [whole(packet)], path)
    assert size == path.stat().st_size
    return path


def test_pieces_stand_where_the_map_says(joined):
    texts = text_of(joined)
    assert [text.split(" ")[0] for text in texts] == ["Request", "Paredes,", "TAB", "e1", "e1", "TAB", "e2", "e2", "e2", "Proof"]
    assert "e1 page 2" in texts[4]
    assert "e2 page 3" in texts[8]


def test_every_page_is_numbered_at_its_lower_right(joined):
    assert [seen(joined, page, CORNER) for page in range(1, 11)] == [str(page) for page in range(1, 11)]


def test_what_a_cite_says_is_what_stands_on_that_page(joined):
    assert "(Tab B at 7)" in text_of(joined)[0]
    assert "(Tab A at 5)" in text_of(joined)[0]
    assert "e2 page 1" in text_of(joined)[6]
    assert "e1 page 2" in text_of(joined)[4]


def test_the_index_tells_tabs_with_their_pages(joined):
    said = text_of(joined)[1]
    assert "Request 1 Proof of service 10" in said
    assert "A Exhibit named e1 3 May 2025 Steady work 3–5" in said
    assert "B Exhibit named e2 3 May 2025 Steady work 6–9" in said


def test_a_tab_sheet_tells_its_tab_and_what_it_is_offered_to_show(joined):
    assert text_of(joined)[5].startswith("TAB B Exhibit named e2 3 May 2025 Offered to show Steady work Pages 6–9")


def test_links_lead_to_what_they_name(joined):
    letter, listed, *others = links(joined)
    assert letter == [7, 5, "https://example.org", 1]
    assert listed == [1, 1, 10, 10, 3, 3, 3, 6, 6, 6]
    assert not any(others)


def test_bookmarks_titles_and_numbers_for_viewers(joined):
    with pikepdf.open(joined) as pdf:
        with pdf.open_outline() as outline:
            marks = [(item.title, item.destination[0].objgen) for item in outline.root]
        pages = [page.obj.objgen for page in pdf.pages]
        assert marks == [
            ("Request", pages[0]),
            ("Index", pages[1]),
            ("Tab A – Exhibit named e1", pages[2]),
            ("Tab B – Exhibit named e2", pages[5]),
            ("Proof of service", pages[9]),
        ]
        assert dict(pdf.docinfo) == {"/Title": "Paredes – Request"}  # nobody's name, no program, no time
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.Lang == "en"


def test_nothing_is_left_of_the_structure_of_single_papers(joined):
    with pikepdf.open(joined) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Metadata" not in pdf.Root
        found = {key for page in pdf.pages for key in page.obj}
        assert found <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Annots", "/Group"}
        assert not any("/StructParent" in link for page in pdf.pages for link in page.obj.get("/Annots", []))
        assert all(font.DescendantFonts[0].FontDescriptor.FontFile3 for font in [pdf.pages[4].obj.Resources.Font.ForbearType])


def test_the_same_packet_is_the_same_bytes_in_another_process(tmp_path):
    script = (
        "import sys; from pathlib import Path; from tests.packet.packing import *; from forbear.packet.joining import join\n"
        "p = made(sys.argv[1], 2, 3, marks=('DRAFT',), across='DRAFT'); join(p, whole(p), [whole(p)], Path(sys.argv[1]) / 'all.pdf')"
    )
    written = []
    for name, seed in (("a", "1"), ("b", "2")):
        folder = tmp_path / name
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", script, str(folder)], check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        )
        written.append((folder / "all.pdf").read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_stamp_stands_upright_on_what_is_seen_of_a_turned_and_cropped_page(tmp_path, turn):
    path = exhibit(tmp_path / "e1.pdf", 1)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0].obj
        page.Rotate, page.CropBox = turn, Array([10, 50, 410, 750])
        pdf.save(path)
    packet = contents([("e1", path, 1)])
    join(packet, whole(packet), [whole(packet)], tmp_path / "all.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "all.pdf")
    page = pdf[3]
    width, height = page.get_size()
    assert (width, height) == ((700, 400) if turn % 180 else (400, 700))
    shown = page.render(scale=2).to_numpy()
    pdf.close()
    # The stamp's ink lies in the lower right corner of what is shown, and nowhere else along the lower edge.
    dark = (shown.min(axis=2) < 90)[int(2 * (height - 40)) : int(2 * (height - 10))]
    assert dark[:, int(2 * (width - 60)) :].any()
    assert not dark[:, : int(2 * (width - 60))].any()


def test_a_stamp_can_be_read_on_a_black_page_whose_content_leaves_everything_askew(tmp_path):
    # The page is painted black, then moved, shrunk, clipped away and never put back.
    packet = made(tmp_path, 2, draw="0 g 0 0 612 792 re f q .1 0 0 .1 300 300 cm 0 0 1 1 re W n q")
    path = tmp_path / "all.pdf"
    join(packet, whole(packet), [whole(packet)], path)
    assert [seen(path, page, CORNER) for page in (4, 5)] == ["4", "5"]
    pdf = pypdfium2.PdfDocument(path)
    shown = pdf[3].render(scale=2).to_numpy().min(axis=2)
    pdf.close()
    corner = shown[2 * (792 - 40) : 2 * (792 - 12), 2 * (612 - 45) : 2 * (612 - 22)]
    assert shown[200, 200] < 10
    assert (corner > 240).mean() > 0.15, "no white under the number"


def test_marks_stand_on_every_page_and_on_a_paper_that_carries_its_own_once(tmp_path):
    marks = ("DRAFT – not signed for this revision", "JUDGED AS OF 2 MAY 2019 – not today's law; for study and training")
    packet = made(tmp_path, 1, marks=marks, across="DRAFT", marked=True)
    path = tmp_path / "all.pdf"
    join(packet, whole(packet), [whole(packet)], path)
    assert [seen(path, page, TOP) for page in range(1, 6)] == ["", *[" ".join(marks)] * 4]
    pdf = pypdfium2.PdfDocument(path)
    shown = pdf[3].render(scale=1).to_numpy().min(axis=2)
    pdf.close()
    middle = shown[200:600, 100:500]
    assert 0.002 < (middle < 200).mean() < 0.1, "the word across hides what lies under it, or is not there"


def test_a_blank_page_says_so_and_has_its_number(tmp_path):
    packet = made(tmp_path, 1)
    letter, *rest = packet.pages.places
    moved = [Place(place.piece, place.first + 1, place.last + 1, place.letters) for place in rest]
    longer = PageMap((Place(letter.piece, 1, 2, blanks=1), *moved))
    packet = type(packet)(longer, packet.papers, packet.exhibits, packet.sheets, packet.title, packet.stamps)
    join(packet, whole(packet), [whole(packet)], tmp_path / "all.pdf")
    assert text_of(tmp_path / "all.pdf")[1] == "This page is intentionally left blank. 2"


def test_old_content_that_leans_on_the_page_and_pages_that_share_content_still_show(tmp_path):
    path = exhibit(tmp_path / "e1.pdf", 2)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        # A form without resources of its own, as old programs write; and two pages that draw one content, each with its own form.
        for number, page in enumerate(pdf.pages, 1):
            form = pdf.make_stream(f"BT /F 12 Tf 72 600 Td (leaning {number}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form)
            form.BBox = Array([0, 0, 612, 792])
            page.obj.Resources.XObject = Dictionary(Old=form)
        pdf.pages[0].obj.Contents = pdf.pages[1].obj.Contents = pdf.make_stream(b"/Old Do")
        pdf.save(path)
    packet = contents([("e1", path, 2)])
    join(packet, whole(packet), [whole(packet)], tmp_path / "all.pdf")
    assert text_of(tmp_path / "all.pdf")[3:5] == ["leaning 1 4", "leaning 2 5"]


def test_a_link_into_another_file_names_the_file_and_its_page(tmp_path):
    packet = made(tmp_path, 2, 3, pins=[Pin("e2", 2), Pin("e1", 1)])
    files = [File("One.pdf", 1, 5), File("Two.pdf", 6, 10)]
    for file in files:
        join(packet, file, files, tmp_path / file.name)
    letter, listed, *_ = links(tmp_path / "One.pdf")
    assert letter[:2] == [("Two.pdf", 3), 4]
    assert listed == [1, 1, ("Two.pdf", 5), ("Two.pdf", 5), 3, 3, 3, *[("Two.pdf", 1)] * 3]
    assert seen(tmp_path / "Two.pdf", 3, CORNER) == "8"
    with pikepdf.open(tmp_path / "Two.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Paredes – Request – Part 2 of 2, pages 6–10"
        assert pdf.Root.PageLabels.Nums[1].St == 6  # a viewer calls its first page 6


def test_a_tab_that_goes_on_in_another_file_says_so_in_its_bookmark(tmp_path):
    packet = made(tmp_path, 4)
    files = [File("One.pdf", 1, 5), File("Two.pdf", 6, 8)]
    join(packet, files[1], files, tmp_path / "Two.pdf")
    with pikepdf.open(tmp_path / "Two.pdf") as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Tab A – Exhibit named e1 (continued)", "Proof of service"]
    assert [text.split(" ")[:3] for text in text_of(tmp_path / "Two.pdf")][:2] == [["e1", "page", "3"], ["e1", "page", "4"]]


def test_ids_of_any_letters_are_linked(tmp_path):
    name = "evidence: letter 2/a"
    packet = contents([(name, exhibit(tmp_path / "e.pdf", 2), 2)])
    join(packet, whole(packet), [whole(packet)], tmp_path / "all.pdf")
    assert links(tmp_path / "all.pdf")[1][-3:] == [3, 3, 3]


def test_a_link_to_what_is_not_in_the_packet_stops_it(tmp_path):
    packet = made(tmp_path, 1, pins=[Pin("e1", 1)])
    # The letter was set for another packet, in which e1 had a second exhibit beside it.
    other = made(tmp_path, 1, 1, pins=[Pin("e2", 1)])
    stale = type(packet)(packet.pages, {**packet.papers, "letter": other.papers["letter"]}, *_rest(packet))
    with pytest.raises(BadInput, match="exhibit e2: it is cited in a paper and is not in the packet"):
        join(stale, whole(packet), [whole(packet)], tmp_path / "all.pdf")


def test_an_exhibit_that_changed_since_it_was_counted_stops_it(tmp_path):
    packet = made(tmp_path, 3)
    exhibit(tmp_path / "e1.pdf", 2)
    with pytest.raises(BadInput, match="exhibit e1: 3 pages were counted and it has 2 now"):
        join(packet, whole(packet), [whole(packet)], tmp_path / "all.pdf")
    (tmp_path / "e1.pdf").write_bytes(b"no pages")
    with pytest.raises(BadInput, match="exhibit e1: its pages cannot be read any more"):
        join(packet, whole(packet), [whole(packet)], tmp_path / "all.pdf")


def test_long_words_keep_a_tab_to_one_sheet(tmp_path):
    from forbear.packet.pagemap import Tab, settle
    from forbear.packet.tabs import index, tab_sheets

    words = "Wide Manuscript Memorandum " * 100
    tabs = [Tab("e1", words, 2, words, words), Tab("e2", "MWMW" * 200, 1, "MWMW" * 200, "MWMW" * 200)]
    known = settle(tabs, lambda _: {})
    assert len(text_of(tab_sheets(known, "case"))) == 2
    assert "TAB B" in text_of(tab_sheets(known, "case"))[1]
    assert INDEX not in known.papers
    assert "Tab" in text_of(index(known, "case"))[0]


def _rest(packet):
    return packet.exhibits, packet.sheets, packet.title, packet.stamps
