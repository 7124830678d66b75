"""The dates on paper: one or two pages, for counsel only, each day with what missing it means."""

import datetime as dt
import io
from importlib import resources
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from tests.assessment.building import case_of, day, in_court
from tests.conftest import text_of

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.follow_up import find_follow_up
from forbear.assessment.matter import Matter
from forbear.casefile.reading import check_case, read_case
from forbear.casefile.tree import Tree
from forbear.drafting.deadlines import deadlines_page

DEMO = Path(str(resources.files("forbear.demo")))
CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
TODAY = dt.date(2026, 11, 24)
HEARING = "next_hearing: {type: individual, date: 2027-02-10, time: '13:30'}"


def paper(corpus, case, on=TODAY, sent=None):
    matter = Matter(case, corpus, on)
    found = find_deadlines(matter)
    follow_up = find_follow_up(sent, found, corpus.calendar, on) if sent else []
    return deadlines_page(matter, found, follow_up, today=TODAY)


def said(*case, **more):
    return " ".join(text_of(paper(*case, **more)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_of_the_specification_takes_one_or_two_pages_each_marked_for_counsel_only(corpus, path):
    case = check_case(Tree(yaml.safe_load(path.read_text(encoding="utf-8"))["case"], {}), path.stem)
    matter = Matter(case, corpus, case.as_of)
    pages = text_of(paper(corpus, case, case.as_of))
    assert 1 <= len(pages) <= 2
    for page in pages:
        assert "PRIVILEGED" in page
        assert "for counsel only" in page
    whole = " ".join(" ".join(pages).split())
    for item in find_deadlines(matter):
        assert " ".join(item.title.split()).replace("'", "’") in whole.replace("'", "’")


def test_a_day_stands_with_its_authority_and_what_missing_it_means(corpus):
    text = said(corpus, in_court(proceedings=HEARING))
    for words in (
        "File by (in 48 days)",
        "Mon 11 Jan 2027",
        "Filing before a non-detained individual hearing",
        "EOIR Policy Manual Part II",
        "Late evidence may be excluded",
        "Wed 10 Feb 2027 (in 78 days), 13:30, individual",
        "recheck first",
    ):
        assert words in text, words


def test_a_judges_order_stands_beside_the_default(corpus):
    text = said(corpus, in_court(proceedings=HEARING + ", scheduling_order: {filing_deadline: 2027-01-04}"))
    assert "Mon 4 Jan 2027 a judge’s order; the default was Mon 11 Jan 2027" in text.replace("'", "’")


def test_where_texts_conflict_both_days_are_shown_and_the_earlier_orders_the_rows(corpus):
    case = case_of("proceedings: {nta_filed_date: 2020-02-03, ij_decision: {date: 2026-11-20, outcome: removal-ordered}}")
    text = said(corpus, case)
    assert "Mon 21 Dec 2026" in text
    assert "aim for Mon 30 Nov 2026" in text
    assert "The texts conflict." in text
    assert "1 · file by 30 Nov 2026" in text  # on the line too


def test_once_the_day_to_aim_for_has_passed_the_last_day_counts_and_that_is_said(corpus):
    case = case_of("proceedings: {nta_filed_date: 2020-02-03, ij_decision: {date: 2026-11-02, outcome: removal-ordered}}")
    text = said(corpus, case)
    assert "aim for Thu 12 Nov 2026 – passed" in text
    assert "1 · file by 2 Dec 2026" in text


def test_on_what_a_date_depends_stands_beside_it(corpus):
    text = said(corpus, case_of("proceedings: {nta_filed_date: 2020-02-03, next_hearing: {type: individual, date: 2027-02-10}}"))
    assert "Filing before a non-detained individual hearing – if it applies" in text
    assert "Only if the hearing is individual and the client is not detained" in text
    assert "Only if the client is detained" in text  # for which no day exists


def test_it_is_marked_where_it_was_judged_on_another_day(corpus):
    case = in_court(proceedings=HEARING)
    assert "JUDGED AS OF FRI 20 NOV 2026" in said(corpus, case, on=day("2026-11-20"))
    assert "JUDGED AS OF" not in said(corpus, case)


def test_follow_ups_and_days_that_passed_are_told_and_a_day_that_came_is_not_missed(corpus):
    text = said(corpus, read_case(DEMO / "orozco"), sent=day("2026-11-23"))
    assert "Follow up the request" in text
    assert "Mon 30 Nov 2026 (in 6 days) Confirm receipt" in text
    passed = text.split("Passed")[1]
    assert "Asylum barred unless" in passed
    assert "Non-LPR cancellation: 10 years continuous presence" in passed
    assert "Ineligible" not in passed


def test_what_has_no_day_says_why(corpus):
    text = said(corpus, case_of("proceedings: {nta_filed_date: 2020-02-03, in_absentia: {date: 2026-09-14}}"))
    assert "Without a day" in text
    assert "no notice, or in custody without fault" in text


def test_a_file_that_says_nothing_still_makes_a_paper(corpus):
    assert "No date of the corpus runs ahead" in said(corpus, case_of(""))


@pytest.mark.parametrize("name", ["李小龙", "Nguyễn Thị Ánh", 'A #x $y$ *v* "q" [l] = h // c', "Ana María " * 40])
def test_a_name_in_any_writing_is_set_as_text_within_the_margins(corpus, name):
    case = check_case(Tree({"person": {"full_name": name, "languages": ["en"]}, "court": "C" * 300}, {}), "case")
    pdf = paper(corpus, case)
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        reader, width = page.get_textpage(), page.get_width()
        for number in range(reader.count_rects()):
            left, _, right, _ = reader.get_rect(number)
            assert 40 < left < right < width - 40
        reader.close()
        page.close()
    document.close()
    text = " ".join(text_of(pdf))
    assert ("see the case file" in text) == ("U+" in text)
    assert name.split()[0].replace("李小龙", "[U+674E]") in text


def test_it_is_tagged_and_the_same_case_day_and_law_give_the_same_bytes(corpus):
    case = in_court(proceedings=HEARING)
    pdf = paper(corpus, case)
    assert pdf == paper(corpus, case)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
