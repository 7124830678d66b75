"""What enters a case: accepted facts with exhibit and page, what the government claims as its claim, and nothing else touched."""

import datetime as dt

import pytest
from tests.interchange.papers.fictional_papers import KINDS

from forbear.casefile.reading import read_case
from forbear.interchange.papers.accepting import Accepted, keep, written
from forbear.interchange.papers.reading import read_papers
from forbear.problem import BadInput

CASE = """# taken down on the telephone
format: forbear-case/1
court: Denver
circuit: '10'
person: {full_name: Ana Lucía Paredes, languages: [es]}
# as she tells it
entry:
- {date: 2004-06-12, manner: without-inspection}   # the river
goals:
  first: stay with the children   # her words
"""


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "paredes"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder


@pytest.fixture
def offer_of(case, tmp_path):
    """The offer of a fictional paper that alleges an inspected or an uninspected entry."""

    def offer(kind, seed):
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(KINDS[kind](seed).pdf)
        (one,) = read_papers([path], lambda: read_case(case), [])
        return one

    return offer


def accept(offer, *facts, **how):
    return [Accepted(proposal, proposal.value, **how) for proposal in offer.proposals if proposal.fact in facts]


def test_an_accepted_fact_carries_its_exhibit_and_page(case, offer_of):
    offer = offer_of("nta-i862", 12)
    made = keep(case, offer, accept(offer, "proceedings.nta_date", "proceedings.nta_served_date"))
    (exhibit,) = made.items("evidence")
    assert (exhibit["kind"], exhibit["file"], exhibit["pages"]) == ("nta-copy", "nta-i862.pdf", offer.of)
    assert exhibit["date"] == made.date("proceedings.nta_date")
    assert exhibit["pins"] == [{"page": 1, "proves": "proceedings.nta_date"}, {"page": 2, "proves": "proceedings.nta_served_date"}]
    assert (case / "exhibits" / "nta-i862.pdf").read_bytes() == offer.source.read_bytes()
    assert not made.items("disclosure")
    assert read_case(case).facts == made.facts


def test_what_the_government_alleges_is_noted_as_held_by_it_and_never_as_admitted(case, offer_of):
    offer = offer_of("nta-i862", 12)
    made = keep(case, offer, accept(offer, "person.nationalities"))
    (held,) = made.items("disclosure")
    assert held == {"fact": "person.nationalities", "held_by_government": "yes", "source": "nta", "exhibit": "e1", "page": 1}
    assert made.flag("proceedings.allegations_admitted") is None


def test_a_value_that_differs_stands_beside_the_files_own_and_a_person_chooses(case, offer_of):
    offer = offer_of("i213", 4)
    (day,) = [proposal for proposal in offer.proposals if proposal.fact == "entry[].date"]
    assert (day.place, day.conflicts_with.value) == ("entry[0].date", "2004-06-12")
    kept = keep(case, offer, [Accepted(day, day.value, kept=True)])
    assert kept.items("entry")[0]["date"] == dt.date(2004, 6, 12)
    (noted,) = kept.items("disclosure")
    assert noted["says"] == day.value
    assert "held_by_government" not in noted  # it holds its own version, not the client's
    both = keep(case, offer, [Accepted(day, day.value, new=True), *accept(offer, "entry[].manner")])
    assert [entry["date"].isoformat() for entry in both.items("entry")] == ["2004-06-12", day.value]
    assert both.items("entry")[1]["manner"] == "without-inspection"
    chosen = keep(case, offer, [Accepted(day, day.value)])
    assert chosen.items("entry")[0]["date"].isoformat() == day.value
    assert len(chosen.items("evidence")) == 1  # one paper is one exhibit, however often it is read


def test_what_nobody_touched_stays_as_it_was_written_and_what_was_is_kept(case, offer_of):
    offer = offer_of("i220a", 2)
    keep(case, offer, accept(offer, "person.a_number"))
    text = (case / "case.yaml").read_text(encoding="utf-8")
    for line in ("# taken down on the telephone", "- {date: 2004-06-12, manner: without-inspection}   # the river", "# as she tells it"):
        assert line in text
    assert "first: stay with the children   # her words" in text
    assert (case / "counsel-only" / "case-before-1.yaml").read_text(encoding="utf-8") == CASE


def test_a_fact_that_would_make_the_case_contradict_itself_is_refused_and_nothing_is_written(case, offer_of):
    offer = offer_of("i213", 4)
    (born,) = [proposal for proposal in offer.proposals if proposal.fact == "person.birth_date"]
    with pytest.raises(BadInput, match="birth after an entry"):
        keep(case, offer, [Accepted(born, "2019-01-01")])
    assert (case / "case.yaml").read_text(encoding="utf-8") == CASE
    assert not (case / "exhibits").exists()


def test_two_counts_become_two_items(case, offer_of):
    offers = (offer_of("court-disposition", seed) for seed in range(40, 60))
    offer = next(one for one in offers if {"1", "2"} <= {proposal.item for proposal in one.proposals})
    made = keep(case, offer, accept(offer, "criminal[].charge", "criminal[].disposition", "evidence[].certified"))
    assert len(made.items("criminal")) == 2
    assert all({"charge", "disposition"} <= item.keys() for item in made.items("criminal"))


@pytest.mark.parametrize(
    ("fact", "typed", "value"), [("person.languages", "es; kiche", ["es", "kiche"]), ("proceedings.custody.detained", "no", False)]
)
def test_what_a_person_types_is_kept_as_the_field_keeps_it(fact, typed, value):
    assert written(fact, typed) == value


@pytest.mark.parametrize(
    ("fact", "typed"), [("proceedings.nta_date", "last spring"), ("entry[].manner", "swam"), ("proceedings.custody.bond", "much")]
)
def test_what_the_field_cannot_hold_is_refused(fact, typed):
    with pytest.raises(BadInput):
        written(fact, typed)
