"""What may be said turns on what the government holds, what the packet proves and what counsel released."""

import datetime as dt

import pytest
from tests.drafting.papers import drafted, matter_of, text

from forbear.casefile.fields import fields
from forbear.drafting.disclosure import Discloser

LETTER = ("pd-request-letter", "Request to OPLA for a favourable exercise of discretion")
ON = dt.date(2026, 11, 16)
ARREST = """
criminal: [{charge: shoplifting, level: misdemeanor, disposition: dismissed, arrest_date: 2012-03-03, jurisdiction: CO}]
evidence: [{id: e1, kind: nta-copy, title: Notice to Appear, pages: 3, proves: [proceedings]}]
"""
DISPOSITION = "{id: e2, kind: certified-disposition, title: Certified disposition, pages: 2, proves: [criminal-history]}"


def standing(corpus, field, more="", *, proved=False):
    return Discloser(matter_of(corpus, more).case, ON, *LETTER).standing(field, proved=proved).how


def test_a_dangerous_fact_is_never_said_on_proof_alone(corpus):
    assert standing(corpus, "entry[0].manner", proved=True) is None


def test_it_stands_once_the_government_holds_it(corpus):
    held = "disclosure: [{fact: entry, held_by_government: 'yes', source: nta, exhibit: e1, page: 2}]"
    assert standing(corpus, "entry[0].manner", held) == "held"


def test_what_the_government_is_not_known_to_hold_is_not_held(corpus):
    assert standing(corpus, "entry[0].manner", "disclosure: [{fact: entry, source: nta}]") is None
    assert standing(corpus, "entry[0].manner", "disclosure: [{fact: entry, held_by_government: 'no', source: nta}]") is None


@pytest.mark.parametrize(
    ("release", "how"),
    [
        ("{for: pd-request-letter, by: R. Okafor, on: 2026-11-10}", "released"),
        ("{for: joint-motion-dismiss, by: R. Okafor, on: 2026-11-10}", None),  # another paper
        ("{for: pd-request-letter, by: R. Okafor, on: 2026-11-20}", None),  # a later day
        ("{for: pd-request-letter, on: 2026-11-10}", None),  # nobody
    ],
)
def test_a_release_names_the_fact_the_paper_the_day_and_who(corpus, release, how):
    assert standing(corpus, "entry[0].manner", f"disclosure: [{{fact: 'entry[0].manner', release: {release}}}]") == how


def test_a_release_of_one_item_releases_no_other(corpus):
    more = "disclosure: [{fact: 'criminal[1].charge', release: {for: pd-request-letter, by: R. Okafor, on: 2026-11-10}}]"
    assert standing(corpus, "criminal[1].charge", more) == "released"
    assert standing(corpus, "criminal[0].charge", more) is None


def test_a_privileged_fact_stands_where_this_packet_proves_it(corpus):
    assert standing(corpus, "criminal[0].charge", proved=True) == "exhibit"
    assert standing(corpus, "criminal[0].charge") is None


@pytest.mark.parametrize("more", ["", "disclosure: [{fact: person.address, held_by_government: 'yes', source: filed-form}]"])
def test_an_address_is_never_said(corpus, more):
    assert standing(corpus, "person.address", more, proved=True) is None


@pytest.mark.parametrize("status", ["none", "pending", "daca", "unknown"])
def test_a_relatives_lack_of_status_is_never_said(corpus, status):
    more = f"""
family: [{{relation: spouse, status: {status}}}]
disclosure: [{{fact: family, held_by_government: 'yes', source: filed-form}}]
"""
    assert standing(corpus, "family[0].status", more, proved=True) is None


def test_every_dangerous_field_stays_unsaid_in_an_empty_log(corpus):
    discloser = Discloser(matter_of(corpus).case, ON, *LETTER)
    for path, field in fields().items():
        if field.sensitivity == "dangerous-if-disclosed":
            assert discloser.standing(path, proved=True).how is None, path


def test_the_letter_leaves_an_arrest_out_until_a_disposition_proves_it(corpus):
    without = drafted(corpus, "administrative-closure", ARREST)
    assert "shoplifting" not in text(without)
    assert any(item.line == "adv-arrest" for item in without.withheld)
    proved = drafted(corpus, "administrative-closure", ARREST.replace("[{id: e1", f"[{DISPOSITION}, {{id: e1"))
    assert "shoplifting" in text(proved)
    assert {"criminal[0].charge", "criminal[0].disposition"} <= {item.fact for item in proved.revealed}


def test_both_lists_are_there_before_signing(corpus):
    held = "disclosure: [{fact: entry, held_by_government: 'yes', source: i-213}]"
    made = drafted(corpus, "administrative-closure", held)
    assert [(item.fact, item.where) for item in made.omitted] == [("entry", "i-213")]


def test_neither_day_nor_place_nor_manner_of_entry_is_in_the_letter(corpus):
    words = text(drafted(corpus, "administrative-closure"))
    for said in ("2006", "Nogales", "without inspection", "Mexico"):
        assert said not in words
    assert "at least 20 years" in words
