"""The request: two to four pages, each statement proved, each authority in force, nothing smoothed over."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.test_whole_cases import load
from tests.drafting.papers import brief_of, drafted, matter_of

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.drafting.brief import asks, brief
from forbear.drafting.draft import draft
from forbear.drafting.exhibits import exhibits_for, page_numbers
from forbear.problem import BadInput

FAMILY = """
family: [{relation: child, status: usc, birth_date: 2010-03-01}, {relation: spouse, status: none}]
evidence:
- {id: e1, kind: birth-certificate-child, title: Birth certificate, pages: 1, proves: [family-ties-usc-lpr]}
- {id: e2, kind: residence-proof, title: Leases, pages: 12, proves: [length-of-residence],
   pins: [{proves: length-of-residence, page: 3, to: 5}]}
"""


def letter(corpus, more="", form="administrative-closure", on=dt.date(2026, 11, 16)):
    return next(document for document in drafted(corpus, form, more, on).outgoing if document.kind == "pd-request-letter")


def test_what_is_proved_carries_the_exhibit_and_the_page_that_counsel_named(corpus):
    said = {sentence.id: sentence for sentence in letter(corpus, FAMILY).sentences()}
    assert [(pin.exhibit, pin.first, pin.last) for pin in said["eq-child"].pins] == [("e1", 1, None)]
    assert [(pin.exhibit, pin.first, pin.last) for pin in said["eq-residence"].pins] == [("e2", 3, 5)]


def test_what_nothing_proves_is_marked_and_stands_last(corpus):
    document = letter(corpus, FAMILY + "community: [{role: choir, kind: church}]")
    assert "takes part in the community: choir [UNSUPPORTED]." in document.text()
    items = [sentence.id for sentence in document.sentences() if sentence.id.startswith("eq-")]
    assert items.index("eq-community") > items.index("eq-residence")


def test_a_relative_without_status_is_not_mentioned(corpus):
    assert "spouse" not in letter(corpus, FAMILY).text().lower()


def test_what_the_file_lacks_is_printed_as_a_gap(corpus):
    document = letter(corpus, "person: {a_number: null}\nproceedings: {judge: null}")
    assert "[A-number: not in the file]" in document.text()
    assert "[judge: not in the file]" in document.text()
    assert {"[A-number: not in the file]", "[judge: not in the file]"} <= {gap.text for gap in document.gaps()}


def test_the_client_is_named_in_full_once_and_then_as_the_file_says(corpus):
    words = letter(corpus).text()
    head, _, rest = words.partition("What is asked")
    assert rest.count("Ana Lucía Paredes") == 1
    assert "Ms. Paredes" in rest
    assert "Ms. Paredes" not in head


@given(st.dates(dt.date(2011, 1, 3), dt.date(2026, 11, 24)), st.sampled_from([*map(str, range(1, 12)), "dc", None]))
def test_it_cites_nothing_that_is_not_law_on_its_day(corpus, on, circuit):
    more = f"circuit: {circuit!r}" if circuit else "circuit: null"
    more += "\nproceedings: {nta_date: 2009-01-08, nta_filed_date: 2009-02-05, pleadings_date: 2009-06-04, relief_filed_date: 2009-09-10}"
    matter = matter_of(corpus, more, on)
    if not asks(matter, "administrative-closure"):
        with pytest.raises(BadInput, match="no paper asks for"):
            brief(matter, assess_matter(matter), "administrative-closure", on)
        return
    for document in drafted(corpus, "administrative-closure", more, on).outgoing:
        for sentence in document.sentences():
            for name in sentence.authorities:
                assert corpus.authorities[name].binds(on, circuit), (sentence.id, name)


def test_each_policy_of_its_day_and_no_other(corpus):
    old = "proceedings: {nta_date: 2009-01-08, nta_filed_date: 2009-02-05, pleadings_date: 2009-06-04, relief_filed_date: 2009-09-10}"
    assert "June 17, 2011" in letter(corpus, old, on=dt.date(2012, 6, 1)).text()
    assert "November 20, 2014" in letter(corpus, old, on=dt.date(2016, 6, 1)).text()
    today = letter(corpus).text()
    assert "rests on no category" in today
    for gone in ("2011", "2014", "April 3, 2022"):
        assert gone not in today


def test_nothing_is_conceded(corpus):
    assert "Nothing in this letter admits an allegation or concedes a charge" in letter(corpus).text()


def test_an_unknown_form_is_refused_by_name(corpus):
    with pytest.raises(BadInput, match="is no form"):
        brief_of(corpus, "amnesty")


def test_nothing_enters_that_counsel_kept_out_and_what_was_chosen_enters_alone(corpus):
    brief = brief_of(corpus, "administrative-closure", FAMILY)
    assert [(one.id, one.chosen) for one in exhibits_for(brief.matter, brief.form)] == [("e1", None), ("e2", None)]
    chosen = brief_of(corpus, "administrative-closure", FAMILY.replace("pages: 1,", "pages: 1, packets: [administrative-closure],"))
    assert [(one.id, one.chosen) for one in chosen.exhibits] == [("e1", True)]
    kept_out = brief_of(corpus, "administrative-closure", FAMILY.replace("pages: 1,", "pages: 1, packets: [],"))
    assert [one.id for one in kept_out.exhibits] == ["e2"]


@pytest.mark.parametrize(("written", "pages"), [("1-3, 7", [1, 2, 3, 7]), ("2", [2]), ("3–4,3", [3, 4]), ("all", []), ("0-1", [1])])
def test_an_excerpt_is_written_as_people_write_pages(written, pages):
    assert page_numbers(written) == pages


def test_every_case_of_the_specification_gets_its_papers(corpus, cases):
    made = 0
    for path in sorted(cases.glob("*.yaml")):
        case, _ = load(path)
        matter = Matter(case, corpus, case.as_of)
        found = assess_matter(matter)
        for option in found.options:
            if option.status != "unavailable" and asks(matter, option.form):
                made += len(draft(brief(matter, found, option.form, matter.on)).outgoing)
    assert made > 40
