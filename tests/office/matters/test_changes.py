"""Changes by path: what they leave, what they touch, and when two people's changes stand side by side."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forbear.office.matters.changes import ABSENT, Clash, changed, clashes, differences, value_at
from forbear.problem import BadInput

FACTS = {
    "court": "Denver",
    "person": {"full_name": "Ana Quetzal", "birth_date": dt.date(1990, 1, 2)},
    "family": [{"relation": "spouse", "status": "lpr"}, {"relation": "child", "status": "usc"}],
    "criminal": [],
    "residence": {"proof_years": [2019, 2020]},
}


def test_facts_are_written_where_they_belong():
    after = changed(
        FACTS, {"person.called": "Ms. Quetzal", "family[2].relation": "parent", "entry[0].manner": "without-inspection", "circuit": "10"}
    )
    assert after["person"]["called"] == "Ms. Quetzal"
    assert after["family"][2] == {"relation": "parent"}
    assert after["entry"] == [{"manner": "without-inspection"}]
    assert after["circuit"] == "10"
    assert "called" not in FACTS["person"]


def test_taking_out_the_last_item_does_not_say_that_there_is_none():
    one = changed(FACTS, {"family[0]": ABSENT})
    assert one["family"] == [FACTS["family"][1]]
    assert "family" not in changed(one, {"family[0]": ABSENT})
    assert changed(one, {"family": []})["family"] == []


def test_numbers_mean_the_items_that_they_meant_before():
    after = changed(FACTS, {"family[0]": ABSENT, "family[1].status": "lpr"})
    assert after["family"] == [{"relation": "child", "status": "lpr"}]
    assert "family" not in changed(FACTS, {"family[0]": ABSENT, "family[1]": ABSENT})


def test_an_item_without_facts_is_still_an_item():
    after = changed({"criminal": [{"charge": "DUI"}]}, {"criminal[0].charge": ABSENT})
    assert after == {"criminal": [{}]}
    assert changed(FACTS, {"residence.proof_years": ABSENT}).get("residence") is None


@pytest.mark.parametrize("path", ["person.shoe_size", "person..x", "family[0].status; DROP", "__class__", "family[99999].status"])
def test_a_path_that_no_case_file_has_is_refused(path):
    with pytest.raises(BadInput, match="no case file has such a field"):
        changed(FACTS, {path: 1})


def test_a_list_has_no_gaps():
    with pytest.raises(BadInput, match="holds 2 items; a new one is number 2"):
        changed(FACTS, {"family[5].status": "usc"})


def test_two_people_who_touch_different_facts_are_not_in_each_others_way():
    theirs = changed(FACTS, {"person.full_name": "Ana Maria Quetzal", "family[0].status": "usc"})
    assert clashes(FACTS, theirs, {"person.birth_date": "1991-01-02", "family[1].status": "lpr", "family[2].relation": "parent"}) == {}


def test_the_same_fact_changed_twice_is_shown_three_ways():
    theirs = changed(FACTS, {"person.full_name": "Ana Maria Quetzal"})
    assert clashes(FACTS, theirs, {"person.full_name": "A. Quetzal"}) == {
        "person.full_name": Clash("Ana Quetzal", "Ana Maria Quetzal", "A. Quetzal")
    }
    assert clashes(FACTS, theirs, {"person.full_name": "Ana Maria Quetzal"}) == {}


def test_a_day_and_its_text_are_the_same():
    theirs = changed(FACTS, {"person.birth_date": dt.date(1991, 1, 2)})
    assert clashes(FACTS, theirs, {"person.birth_date": "1991-01-02"}) == {}


def test_an_item_removed_moves_the_others_so_the_whole_list_is_touched():
    theirs = changed(FACTS, {"family[0]": ABSENT})
    assert list(clashes(FACTS, theirs, {"family[1].status": "lpr"})) == ["family[1].status"]
    theirs = changed(FACTS, {"family[1].status": "lpr"})
    assert list(clashes(FACTS, theirs, {"family[0]": ABSENT})) == ["family[0]"]


def test_two_who_add_the_same_number_see_both():
    theirs = changed(FACTS, {"family[2]": {"relation": "parent"}})
    assert clashes(FACTS, theirs, {"family[2]": {"relation": "sibling"}})["family[2]"].base is ABSENT


WORDS = st.sampled_from(["usc", "lpr", "none", None])
PATHS = st.sampled_from(["family[0].status", "family[1].status", "family[2].status", "person.full_name", "court", "criminal", "family"])
VALUES = {"criminal": st.just([]), "family": st.lists(st.fixed_dictionaries({"status": WORDS}), max_size=3)}
CHANGES = st.lists(PATHS, max_size=4, unique=True).flatmap(
    lambda paths: st.fixed_dictionaries({path: st.one_of(st.just(ABSENT), VALUES.get(path, WORDS)) for path in paths})
)


def after(facts, changes):
    try:
        return changed(facts, changes)
    except BadInput:
        return None


@given(theirs=CHANGES, yours=CHANGES)
def test_what_does_not_clash_comes_out_the_same_in_either_order(theirs, yours):
    """Nobody's change is lost: merged one after the other, every fact that either wrote is as written."""
    one, other = after(FACTS, theirs), after(FACTS, yours)
    if one is None or other is None or clashes(FACTS, one, yours):
        return
    merged = after(one, yours)
    assert merged is not None
    for path, (_, value) in differences(FACTS, other).items():
        assert value_at(merged, path) == value or path.startswith("family")
    for path, (_, value) in differences(FACTS, one).items():
        if path not in differences(FACTS, other):
            assert value_at(merged, path) == value


@given(changes=CHANGES)
def test_differences_are_what_changed_and_nothing_else(changes):
    now = after(FACTS, changes)
    if now is not None:
        found = differences(FACTS, now)
        assert (found == {}) == (now == FACTS)
        assert all(value_at(now, path) == new and value_at(FACTS, path) == old for path, (old, new) in found.items())
