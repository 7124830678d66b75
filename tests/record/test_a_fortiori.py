"""Two cases are compared by which factors each has. No score; what is not known counts neither way."""

import datetime as dt
from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from recording import BAD, BEFORE, GOOD, ON, PICTURES, picture, request

from forbear.record.comparison import a_fortiori, compare, in_words, office_record
from forbear.record.outcomes import ANSWERS, Weighed


@pytest.mark.parametrize(
    ("here", "there", "relation"),
    [
        (picture("caregiving education"), picture("caregiving"), "stronger"),
        (picture("caregiving"), picture("caregiving", "dui"), "stronger"),
        (picture("caregiving"), picture("caregiving"), "same"),
        (picture(), picture("education"), "weaker"),
        (picture("caregiving", "dui"), picture("caregiving"), "weaker"),
        (picture("caregiving"), picture("education"), "neither"),
        (picture("caregiving education", "dui"), picture("caregiving"), "neither"),
        (picture("caregiving", unknown="dui"), picture("caregiving"), "unknown"),
        (picture("caregiving education"), picture("caregiving", unknown="dui"), "stronger"),
        (picture("caregiving"), picture("caregiving", unknown="education"), "unknown"),
    ],
)
def test_one_case_is_stronger_where_its_factors_contain_the_other_s(here, there, relation):
    assert compare(here, there).relation == relation


def test_an_open_relation_names_the_factors_it_turns_on_and_whose_they_are():
    found = compare(picture("caregiving", unknown="dui"), picture("caregiving", unknown="education"))
    assert found.at_least_as_strong is None
    assert (found.turns_on_here, found.turns_on_there) == (["dui"], ["education"])


def test_the_overlap_is_named_factor_by_factor():
    found = compare(picture("caregiving education", unknown="dui"), picture("caregiving length-of-residence", "smuggling"))
    assert (found.favourable.both, found.favourable.only_here, found.favourable.only_there) == (
        ["caregiving"],
        ["education"],
        ["length-of-residence"],
    )
    assert (found.adverse.only_there, found.adverse.not_known) == (["smuggling"], ["dui"])


def test_proof_and_standing_are_named_beside_the_relation_and_do_not_decide_it():
    here = picture("caregiving:asserted education:documented", detained=True)
    found = compare(here, picture("caregiving:documented education:corroborated", detained=None, stage="master-pending"))
    assert found.relation == "same"
    assert (found.proved_less, found.proved_more) == (["caregiving"], ["education"])
    assert found.differs == ["detained here, custody not known there", "stage relief-pending here, stage master-pending there"]


def test_a_factor_that_an_entry_does_not_name_is_not_known_of_it():
    silent = msgspec.structs.replace(picture(), favourable={})
    assert compare(silent, picture("caregiving")).at_least_as_strong is None
    assert compare(picture("caregiving education length-of-residence"), silent).at_least_as_strong is True


def completions(seen):
    """Every way in which what is not known of a case could turn out."""
    known = [("favourable", name, seen.favourable) for name in GOOD] + [("adverse", name, seen.adverse) for name in BAD]
    choices = [
        [side.get(name).verdict] if side.get(name, Weighed("unknown")).verdict != "unknown" else ["yes", "no"] for _, name, side in known
    ]
    for words in product(*choices):
        sides = {"favourable": set(), "adverse": set()}
        for (side, name, _), word in zip(known, words, strict=True):
            if word == "yes":
                sides[side].add(name)
        yield sides["favourable"], sides["adverse"]


@settings(max_examples=60)
@given(PICTURES, PICTURES)
def test_what_is_said_holds_however_the_unknown_turns_out_and_nothing_less_is_left_open(here, there):
    here, there = (
        msgspec.structs.replace(
            seen,
            favourable={name: seen.favourable.get(name, Weighed("unknown")) for name in GOOD},
            adverse={name: seen.adverse.get(name, Weighed("unknown")) for name in BAD},
        )
        for seen in (here, there)
    )
    outcomes = {mine[0] >= theirs[0] and mine[1] <= theirs[1] for mine in completions(here) for theirs in completions(there)}
    assert compare(here, there).at_least_as_strong == (outcomes.pop() if len(outcomes) == 1 else None)


@settings(max_examples=100)
@given(PICTURES, PICTURES)
def test_from_the_other_side_the_relation_is_turned_round(here, there):
    mine, theirs = compare(here, there), compare(there, here)
    assert (mine.at_least_as_strong, mine.at_most_as_strong) == (theirs.at_most_as_strong, theirs.at_least_as_strong)
    assert set(mine.favourable.only_here) == set(theirs.favourable.only_there)
    named = [*mine.favourable.both, *mine.favourable.only_here, *mine.favourable.only_there, *mine.favourable.not_known]
    assert len(named) == len(set(named))
    assert (mine.relation == "unknown") == bool(mine.turns_on_here or mine.turns_on_there)


def only(corpus, here, *entries, **more):
    (found,) = a_fortiori(here, entries, corpus, ON, **more)
    return found


def test_stronger_than_one_that_was_granted_and_weaker_than_none_that_was_refused(corpus):
    granted, refused = request("g1", "granted", seen=picture("caregiving")), request("r1", "refused", seen=picture("education", "dui"))
    found = only(corpus, picture("caregiving length-of-residence"), granted, refused)
    assert (found.stronger_than_granted, found.weaker_than_none_refused) == ("yes", "yes")
    assert found.at_least_as_strong_as["granted"] == ["g1"]
    assert found.said == "at least as strong as 1 of 1 that were granted (g1); weaker than none of 1 that were refused"


def test_a_refusal_of_as_strong_a_case_is_said(corpus):
    found = only(corpus, picture("caregiving"), request("r1", "refused", seen=picture("caregiving education")))
    assert (found.stronger_than_granted, found.weaker_than_none_refused) == (None, "no")
    assert found.said == "none was granted on record; 1 of 1 that were refused were at least as strong (r1)"


def test_while_a_fact_could_decide_the_comparison_is_not_known_and_says_what_would_tell(corpus):
    found = only(corpus, picture("caregiving", unknown="dui"), request("g1", "granted", seen=picture("caregiving")))
    assert found.stronger_than_granted == "unknown"
    assert (found.open, found.ask) == ({"granted": ["g1"], "refused": []}, ["dui"])


def test_granted_in_part_and_silence_are_neither_grants_nor_refusals(corpus):
    entries = [request("p1", "granted-in-part"), request("n1", "no-answer", days=None), request("w1", None), request("m1", "moot")]
    found = only(corpus, picture(), *entries)
    assert (found.stronger_than_granted, found.weaker_than_none_refused) == (None, None)
    assert (found.at_least_as_strong_as["granted-in-part"], found.at_least_as_strong_as["no-answer"]) == (["p1"], ["n1"])


def test_nothing_is_compared_across_regimes_offices_or_forms(corpus):
    old = request("o1", "granted", regime=BEFORE, asked=dt.date(2022, 5, 5))
    there = request("b1", "granted", office="OPLA Boston")
    other = request("d1", "granted", form="dismissal-without-prejudice")
    found = a_fortiori(picture(), [old, there, other, request("g1", "granted")], corpus, ON)
    beside = {(each.office, each.form): each.at_least_as_strong_as["granted"] for each in found}
    assert beside == {
        ("OPLA Boston", "administrative-closure"): ["b1"],
        ("OPLA Denver", "administrative-closure"): ["g1"],
        ("OPLA Denver", "dismissal-without-prejudice"): ["d1"],
    }


def test_a_case_is_no_precedent_for_itself_but_is_counted(corpus):
    entries = [request("g1", "granted", matter="this"), request("g2", "granted", matter="that")]
    record = office_record(entries, "administrative-closure", picture(), corpus, ON, mine="this")
    assert record.a_fortiori[0].at_least_as_strong_as["granted"] == ["g2"]
    assert record.cells[0].granted == 2


def test_the_record_of_a_form_keeps_other_regimes_apart_and_promises_nothing(corpus):
    entries = [request(f"{answer}{number}", answer) for number, answer in enumerate(ANSWERS)]
    entries += [request("o1", "granted", regime=BEFORE, asked=dt.date(2022, 5, 5)), request("x1", "granted", form="parole", actor="ero")]
    record = office_record(entries, "administrative-closure", picture(), corpus, ON)
    assert [(cell.regime, cell.asked) for cell in record.cells] == [("opla-19", len(ANSWERS))]
    assert [(cell.regime, cell.asked) for cell in record.other_regimes] == [(BEFORE, 1)]
    said = " ".join([*in_words(record), record.definition])
    assert "Another regime, apart" in said
    for word in ("will be granted", "likely", "chance", "probab", "%"):
        assert word not in said.replace("95 %", "")
