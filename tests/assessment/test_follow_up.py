"""When is a request followed up? Never past the filing deadline in force, never on a day that passed."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.building import case_of, day, in_court

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.follow_up import find_follow_up
from forbear.assessment.matter import Matter

HEARING = "next_hearing: {type: individual, date: 2027-02-10}"


def steps(corpus, case, sent, on="2026-11-16"):
    matter = Matter(case, corpus, day(on))
    return [(step.due.isoformat(), step.title) for step in find_follow_up(day(sent), find_deadlines(matter), corpus.calendar, day(on))]


def days(*found):
    return [date for date, _ in steps(*found)]


def test_far_from_the_deadline_the_weeks_are_counted_from_the_sending(corpus):
    found = steps(corpus, in_court(proceedings=HEARING), "2026-11-16")
    assert [date for date, _ in found] == ["2026-11-23", "2026-11-30", "2026-12-07", "2027-01-11"]
    assert "receipt" in found[0][1]
    assert "own motion" in found[-1][1]


def test_a_judges_deadline_beats_the_default_and_draws_the_steps_before_it(corpus):
    case = in_court(proceedings=HEARING + ", scheduling_order: {filing_deadline: 2026-12-04}")
    assert days(corpus, case, "2026-11-16") == ["2026-11-17", "2026-11-20", "2026-11-27", "2026-12-04"]


def test_nothing_is_asked_on_a_day_that_passed(corpus):
    case = in_court(proceedings=HEARING)
    assert days(corpus, case, "2026-10-20", "2026-11-16") == ["2027-01-11"]
    late = in_court(proceedings=HEARING + ", scheduling_order: {filing_deadline: 2026-11-10}")
    assert steps(corpus, late, "2026-11-09", "2026-11-16") == []


def test_without_a_filing_deadline_only_the_weeks_count(corpus):
    text = "proceedings: {nta_filed_date: 2026-02-03, custody: {detained: true}, next_hearing: {type: individual, date: 2027-01-20}}"
    assert days(corpus, case_of(text), "2026-11-19") == ["2026-11-25", "2026-12-03", "2026-12-10"]  # Thanksgiving is no day to call


@given(ahead=st.integers(0, 60), since=st.integers(0, 40))
def test_each_step_is_on_an_open_day_in_order_ahead_and_by_the_deadline(corpus, ahead, since):
    on = day("2026-11-16")
    deadline = corpus.calendar.on_or_after(on + dt.timedelta(days=ahead))
    case = in_court(proceedings=HEARING + f", scheduling_order: {{filing_deadline: {deadline}}}")
    found = days(corpus, case, (on - dt.timedelta(days=since)).isoformat())
    assert found == sorted(set(found))
    assert found[-1] == deadline.isoformat()
    assert all(on.isoformat() <= date and corpus.calendar.is_open(day(date)) for date in found)
