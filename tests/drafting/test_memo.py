"""The memo as it prints: its pages are rendered and read back."""

import datetime as dt
import io
import re
from importlib import resources
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.conftest import text_of

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import check_case, read_case
from forbear.casefile.tree import Tree
from forbear.drafting.memo import content, memo
from forbear.drafting.setting import pages
from forbear.drafting.timeline import draw, events, in_words

DEMO = Path(str(resources.files("forbear.demo")))
TODAY = dt.date(2026, 11, 24)


def matter_of(corpus, case):
    return Matter(case, corpus, case.as_of or TODAY)


@pytest.fixture(scope="module", params=["orozco", "batz"])
def made(request, corpus):
    matter = matter_of(corpus, read_case(DEMO / request.param))
    return matter, memo(matter, assess_matter(matter), today=TODAY)


def test_it_has_three_to_six_pages_each_marked_privileged_and_judged(made):
    _, pdf = made
    texts = text_of(pdf)
    assert 3 <= len(texts) <= 6
    assert pages(pdf) == len(texts)
    for text in texts:
        assert "PRIVILEGED" in text
        assert "JUDGED AS OF" in text
        assert "newest source" in text


def test_it_says_what_to_ask_what_not_why_and_the_law_behind(made):
    _, pdf = made
    text = " ".join(text_of(pdf))
    for words in (
        "Where it stands",
        "The plan",
        "The next dates",
        "Do not ask",
        "Against",
        "For",
        "Missing",
        "Ask the client",
        "Must not be said",
        "The law behind this",
    ):
        assert words in text, words


def test_the_next_dates_stand_with_the_day_to_aim_for_and_what_missing_means(corpus):
    facts = {"nta_filed_date": dt.date(2020, 2, 3), "ij_decision": {"date": dt.date(2026, 11, 20), "outcome": "removal-ordered"}}
    matter = Matter(check_case(Tree({"proceedings": facts}, {}), "decided"), corpus, TODAY)
    text = " ".join(text_of(memo(matter, assess_matter(matter), today=TODAY)))
    appeal = "Notice of appeal to the Board (EOIR-26) If missed: Order is final"
    assert f"File by Mon 21 Dec 2026 (in 27 days) aim for Mon 30 Nov 2026 {appeal}" in text


def test_it_is_tagged_for_readers_who_do_not_see_it(made):
    _, pdf = made
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == "en"
        assert document.docinfo["/Title"]
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_its_fonts_are_embedded(made):
    _, pdf = made
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = [
            font
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
            for font in [item]
        ]
        assert fonts
        assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def test_the_same_case_day_and_law_give_the_same_bytes(made):
    matter, pdf = made
    again = Matter(matter.case, matter.corpus, matter.on)
    assert memo(again, assess_matter(again), today=TODAY) == pdf


def test_text_from_a_case_is_never_read_as_markup(corpus):
    nasty = 'A #x $y$ @z _w_ *v* <b> \\u{41} "q" [l] = h // c'
    facts = {
        "person": {"full_name": nasty},
        "as_of": dt.date(2026, 11, 16),
        "court": nasty,
        "proceedings": {"judge": nasty, "nta_issued": False},
    }
    matter = matter_of(corpus, check_case(Tree(facts, {}), "nasty"))
    text = " ".join(text_of(memo(matter, assess_matter(matter), today=TODAY)))
    assert nasty.replace("  ", " ") in text.replace("“", '"').replace("”", '"')


def test_an_almost_empty_file_still_makes_a_memo(corpus):
    matter = matter_of(corpus, check_case(Tree({"as_of": dt.date(2026, 11, 16)}, {}), "empty"))
    text = " ".join(text_of(memo(matter, assess_matter(matter), today=TODAY)))
    assert "Not known – ask" in text


def test_the_timeline_is_drawn_and_said(corpus):
    case = read_case(DEMO / "orozco")
    found = events(case, dt.date(2026, 11, 16))
    assert [event.label for event in found][-2:] == ["day judged", "next hearing"]
    assert found[-1].ahead
    picture = draw(found)
    assert picture.startswith("<svg")
    assert "Notice to Appear" in picture
    assert "10 Feb 2027 next hearing" in in_words(found)


NAMES = ["李小龙", "አበበ በቀለ", "김철수", "Ana \U0001f600 Ruiz", "محمد", "Nguyễn Thị Ánh"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_writing_makes_a_memo_that_says_what_it_could_not_print(corpus, name):
    facts = {"as_of": dt.date(2026, 11, 16), "person": {"full_name": name}, "court": name}
    matter = matter_of(corpus, check_case(Tree(facts, {}), "li"))
    pdf = memo(matter, assess_matter(matter), today=TODAY)
    text = " ".join(text_of(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    lost = "cannot be printed with the fonts here; see the case file li" in text
    assert lost == ("U+" in text)
    if name == "李小龙":
        assert "[U+674E][U+5C0F][U+9F99]" in text


def test_many_exhibits_and_long_words_stay_in_their_columns(corpus):
    exhibits = [{"id": f"exhibit{number}", "kind": "residence-proof", "proves": ["length-of-residence"]} for number in range(60)]
    facts = {"residence": {"continuous_since": "1999-03-01"}, "evidence": exhibits, "proceedings": {"judge": "J" * 400}}
    facts |= {"person": {"full_name": "Ana María " * 40}}
    matter = matter_of(corpus, check_case(Tree(facts | {"as_of": dt.date(2026, 11, 16)}, {}), "many"))
    document = pypdfium2.PdfDocument(memo(matter, assess_matter(matter), today=TODAY))
    texts = []
    for page in document:
        reader, width = page.get_textpage(), page.get_width()
        texts.append(reader.get_text_range())
        if start := reader.search("Exhibits", match_case=True).get_next():
            assert reader.get_charbox(start[0])[0] > width * 0.65  # the other columns keep their width
        for number in range(reader.count_rects()):
            left, _, right, _ = reader.get_rect(number)
            assert left > 55
            assert right < width - 55  # nothing runs over the margin
        reader.close()
        page.close()
    document.close()
    assert "exhibit39 and 20 more" in " ".join(" ".join(texts).split())


def test_the_count_of_authorities_to_recheck_is_that_of_the_list(made):
    _, pdf = made
    texts = text_of(pdf)
    (said,) = {int(found) for found in re.findall(r"(\d+) authorities are marked recheck first", " ".join(texts))}
    listed = " ".join(texts).split("The law behind this")[1]
    assert len(re.findall(r"(?<!marked )recheck first", listed)) == said


def squeezed(text):
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("shift", [100, 300, 600])
def test_a_row_stays_on_one_page(corpus, shift):
    case = read_case(DEMO / "orozco")
    moved = CaseFile(case.name, {**case.facts, "proceedings": {**case.facts["proceedings"], "judge": "Judge " * (shift // 6)}}, case.as_of)
    matter = matter_of(corpus, moved)
    found = assess_matter(matter)
    pages_read = [squeezed(text) for text in text_of(memo(matter, found, today=TODAY))]
    for row in content(matter, found, today=TODAY)["options"]:
        assert any(all(squeezed(part) in text for part in row) for text in pages_read), row
