"""When does the moment for a form change, and what would move it?"""

from tests.assessment.building import case_of, day, in_court

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.assessment.moves import find_windows

PENDING_U = "relief: [{kind: u-visa, status: filed-uscis}]"


def windows(corpus, case, on="2026-11-16"):
    matter = Matter(case, corpus, day(on))
    found = assess_matter(matter)
    return {item.form: item for item in find_windows(matter, found.options, found.deadlines, found.missing)}


def test_closure_becomes_late_twenty_nine_days_before_an_individual_hearing(corpus):
    case = in_court(PENDING_U, "next_hearing: {type: individual, date: 2027-01-20}")
    closure = windows(corpus, case)["administrative-closure"]
    assert closure.timing == "ripe"
    assert [(shift.on, shift.to) for shift in closure.moves] == [(day("2026-12-22"), "late")]


def test_a_master_hearing_makes_nothing_late(corpus):
    case = in_court(PENDING_U, "next_hearing: {type: master, date: 2027-01-20}")
    assert windows(corpus, case)["administrative-closure"].moves == []


def test_dismissal_stops_being_one_to_avoid_when_two_years_are_complete(corpus):
    case = in_court(f"{PENDING_U}, entry: [{{date: 2025-03-03, manner: without-inspection}}], residence: {{continuous_since: 2025-03-03}}")
    dismissal = windows(corpus, case)["dismissal-without-prejudice"]
    assert dismissal.timing == "avoid"
    assert [(shift.on, shift.to) for shift in dismissal.moves] == [(day("2027-03-03"), "ripe")]


def test_the_form_says_what_would_move_it(corpus):
    found = windows(corpus, in_court(PENDING_U, "next_hearing: {type: individual, date: 2027-01-20}"))
    assert "consent" in {mover.kind for mover in found["administrative-closure"].moved_by}
    assert any("motion by the government" in mover.what for mover in found["dismissal-without-prejudice"].moved_by)
    open_stage = windows(corpus, case_of("person: {full_name: Ana}"))
    assert any(mover.what == "proceedings.nta_issued" for item in open_stage.values() for mover in item.moved_by)


def test_a_window_read_again_on_the_day_it_moves_is_what_was_foretold(corpus):
    case = in_court(PENDING_U, "next_hearing: {type: individual, date: 2027-01-20}")
    for form, window in windows(corpus, case).items():
        for shift in window.moves:
            assert windows(corpus, case, shift.on.isoformat())[form].timing == shift.to
