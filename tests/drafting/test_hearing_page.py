"""The page for a hearing as it prints: always one page, privileged above, nothing privileged below."""

import datetime as dt
import io
from importlib import resources
from pathlib import Path

import pikepdf
import pytest
import yaml
from tests.conftest import text_of

from forbear.assessment.assess import assess_matter
from forbear.assessment.hearing import find_hearing
from forbear.assessment.matter import Matter
from forbear.casefile.reading import check_case, read_case
from forbear.casefile.tree import Tree
from forbear.drafting.hearing import hearing_page
from forbear.drafting.setting import pages

DEMO = Path(str(resources.files("forbear.demo")))
CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
TODAY = dt.date(2026, 11, 24)
CUT = "Cut here: only the lower part goes to the client."
LONG = "x" * 80 + " word" * 84  # 500 characters, the longest name a case file may hold


def page_of(corpus, case, on=None):
    matter = Matter(case, corpus, on or case.as_of or TODAY)
    assessment = assess_matter(matter)
    return hearing_page(matter, assessment, find_hearing(matter, assessment), today=TODAY)


def halves(pdf):
    (text,) = text_of(pdf)
    counsel, client = text.split(CUT)
    return counsel, client


def case_from(facts, name="case"):
    return check_case(Tree(facts, {}), name)


def whole(path):
    return case_from(yaml.safe_load(path.read_text(encoding="utf-8"))["case"], path.stem)


def tomorrow(more=None, **person):
    hearing = {"date": dt.date(2026, 11, 25), "time": "08:30", "mode": "in-person", "type": "master"}
    return {
        "person": {"full_name": "Ana Prueba", "a_number": "A200-555-999", "nationalities": ["Honduras"], **person},
        "court": "Denver",
        "circuit": "10",
        "proceedings": {
            "nta_date": dt.date(2024, 1, 8),
            "nta_filed_date": dt.date(2024, 2, 8),
            "custody": {"detained": False},
            "judge": "Judge Example",
            "next_hearing": hearing,
        },
        **(more or {}),
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_of_the_specification_fits_one_page(corpus, path):
    pdf = page_of(corpus, whole(path))
    assert pages(pdf) == len(text_of(pdf)) == 1


@pytest.mark.parametrize("name", ["orozco", "batz"])
def test_a_demo_case_fits_one_page_and_says_its_parts(corpus, name):
    pdf = page_of(corpus, read_case(DEMO / name))
    assert pages(pdf) == 1
    counsel, client = halves(pdf)
    for words in (
        "PRIVILEGED",
        "JUDGED AS OF",
        "Stands",
        "Plan",
        "DHS may move orally",
        "To an offer",
        "Do not concede",
        "Carry",
        "If arrested",
    ):
        assert words in counsel, words
    assert "Informs counsel's judgment" in counsel.replace("’", "'")
    assert "did not fit here: more in the memo" in counsel
    assert "PRIVILEGED" not in client


@pytest.mark.parametrize("facts", [
    {},
    tomorrow(),
    tomorrow({"evidence": [{"id": f"e{n}", "kind": "residence-proof", "title": LONG} for n in range(200)]}),
    {"person": {"full_name": LONG, "languages": [LONG]}, "court": LONG,
     "proceedings": {"judge": LONG, "nta_issued": True, "next_hearing": {"date": dt.date(2026, 11, 25), "time": LONG, "type": "master"}}},
    {"as_of": dt.date(2025, 1, 6), **tomorrow({"entry": [{"date": dt.date(2026, 9, 1), "manner": "without-inspection"}]})},
], ids=["empty", "short", "exhibits", "long-names", "old"])  # fmt: skip
def test_one_page_whatever_is_in_the_file(corpus, facts):
    assert len(text_of(page_of(corpus, case_from(facts), TODAY))) == 1


def test_where_everything_fits_nothing_is_said_to_be_left_out(corpus):
    counsel, _ = halves(page_of(corpus, whole(next(path for path in CASES if path.stem == "final-order-baby-surgery-2015"))))
    assert "did not fit" not in counsel


def test_the_gravest_lines_stay_on_a_full_page(corpus):
    counsel, _ = halves(page_of(corpus, whole(next(path for path in CASES if path.stem == "oral-dismissal-2025"))))
    for words in ("To dismiss – moved orally", "We object to an oral motion", "We reserve appeal", "Dismissal without prejudice – refuse"):
        assert words in counsel, words
    for words in ("The day or way of entry", "Counsel on call", "The ICE field office", "The family"):
        assert words in counsel, words


def test_the_clients_half_says_when_where_and_how_and_holds_nothing_else_of_the_case(corpus):
    more = {
        "entry": [{"date": dt.date(2025, 8, 1), "manner": "without-inspection", "place": "Sasabe"}],
        "criminal": [{"charge": "shoplifting", "disposition": "pending"}],
        "fears": {"fears_return": "yes"},
    }
    counsel, client = halves(page_of(corpus, case_from(tomorrow(more, languages=["en"])), TODAY))
    for words in ("Wednesday, November 25, 2026", "08:30", "in person", "Denver", "Judge Example", "one hour early", "Do not sign"):
        assert words in client, words
    for words in ("Ana", "Prueba", "A200", "Honduras", "Sasabe", "shoplift", "2025", "inspection", "two years", "forbear"):
        assert words not in client, words
    assert "Ana Prueba" in counsel


def test_what_the_office_notes_beside_a_judge_or_a_court_stays_with_counsel(corpus):
    facts = tomorrow(languages=["en"]) | {"court": "Denver (doubts her story)"}
    facts["proceedings"]["judge"] = "Judge Example – grants few; has her record"
    counsel, client = halves(page_of(corpus, case_from(facts), TODAY))
    for words in ("doubts her story", "grants few"):
        assert words in counsel
        assert words not in client
    assert "Judge Example" in client


def test_a_page_made_long_before_says_to_make_it_again(corpus):
    case = case_from(tomorrow())
    assert "make it again the evening before" in halves(page_of(corpus, case, dt.date(2026, 11, 10)))[0]
    assert "make it again" not in halves(page_of(corpus, case, TODAY))[0]


def test_the_clients_half_speaks_spanish_to_those_whose_first_language_it_is(corpus):
    _, client = halves(page_of(corpus, case_from(tomorrow(languages=["es", "en"])), TODAY))
    for words in ("miércoles 25 de noviembre de 2026", "hora local de la corte", "Tiene que estar presente", "No firme"):
        assert words in client, words
    assert "You must" not in client


def test_for_another_language_an_interpreter_is_named_on_both_parts(corpus):
    counsel, client = halves(page_of(corpus, case_from(tomorrow(languages=["kiche", "es"])), TODAY))
    assert "interpreter of K’iche’" in client.replace("'", "’")
    assert "You must be there" in client
    assert "Interpreter (K’iche’)" in counsel.replace("'", "’")


def test_where_no_language_is_on_file_that_is_said(corpus):
    counsel, client = halves(page_of(corpus, case_from(tomorrow()), TODAY))
    assert "the client's first language" in counsel.replace("’", "'")
    assert "If English is not your best language" in client


def test_a_page_for_another_day_is_marked_on_both_parts(corpus):
    case = case_from(tomorrow(languages=["en"]))
    counsel, client = halves(page_of(corpus, case, dt.date(2026, 11, 20)))
    assert "JUDGED AS OF FRI 20 NOV 2026" in counsel
    assert "STUDY COPY" in client
    counsel, client = halves(page_of(corpus, case, TODAY))
    assert "JUDGED AS OF" not in counsel
    assert "STUDY COPY" not in client


def test_a_name_in_any_writing_makes_a_page_that_says_what_it_could_not_print(corpus):
    counsel, _ = halves(page_of(corpus, case_from(tomorrow(full_name="李小龙")), TODAY))
    assert "[U+674E][U+5C0F][U+9F99]" in counsel
    assert "cannot be printed with the fonts here" in counsel


def test_without_a_hearing_ahead_the_page_says_so_first_and_the_client_is_told_to_ask(corpus):
    facts = tomorrow(languages=["en"])
    facts["proceedings"]["next_hearing"] = {"date": dt.date(2026, 11, 2), "type": "master"}
    counsel, client = halves(page_of(corpus, case_from(facts), TODAY))
    assert "No hearing ahead in the file" in counsel
    assert counsel.index("proceedings.next_hearing") < counsel.index("Stands")
    assert "We do not have a hearing date for you" in client
    assert "November" not in client


def test_it_is_tagged_and_the_same_case_day_and_law_give_the_same_bytes(corpus):
    case = case_from(tomorrow(languages=["es"]))
    pdf = page_of(corpus, case, TODAY)
    assert pdf == page_of(corpus, case, TODAY)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_text_from_a_case_is_never_read_as_markup(corpus):
    nasty = 'A #x $y$ @z _w_ *v* <b> "q" [l] = h // c'
    counsel, client = halves(page_of(corpus, case_from(tomorrow(full_name=nasty) | {"court": nasty}), TODAY))
    for text, words in ((counsel, nasty), (client, nasty.split(" [", maxsplit=1)[0])):
        assert words in text.replace("“", '"').replace("”", '"')


def test_on_the_eve_the_plan_says_what_is_still_possible_and_not_what_came_before(corpus):
    facts = tomorrow({"relief": [{"kind": "i-130", "status": "approved"}], "fears": {"fears_return": "no"}})
    counsel, _ = halves(page_of(corpus, case_from(facts)))
    assert "well before" not in counsel
    assert "oral joint motion" in counsel
    assert "1 days" not in counsel
