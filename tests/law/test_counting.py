"""When is it due? Date problems with their answers, and the rolls held against a computation of their own."""

import datetime as dt

import holidays as published
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forbear.law.counting import count, rule_changed


def day(text):
    return dt.date.fromisoformat(text)


def counted(corpus, rule, event, **more):
    return count(corpus.deadlines[rule], day(event), corpus.calendar, **more)


# --- a calendar of its own, by the words of the statute ------------------------------------------------------------------------


def nth(year, month, weekday, number):
    """The so-manieth weekday of a month; -1 the last."""
    days = [day for n in range(31) if (day := dt.date(year, month, 1) + dt.timedelta(days=n)).month == month and day.weekday() == weekday]
    return days[number - 1] if number > 0 else days[-1]


def observed(date):
    """5 U.S.C. 6103(b): Saturday on the Friday before, Sunday on the Monday after."""
    return date + dt.timedelta(days={5: -1, 6: 1}.get(date.weekday(), 0))


def statute(year):
    """5 U.S.C. 6103(a), by the words of the statute."""
    fixed = [(1, 1), (7, 4), (11, 11), (12, 25)] + ([(6, 19)] if year >= 2021 else [])  # Pub. L. 117-17, signed 17 June 2021
    floating = [(1, 0, 3), (2, 0, 3), (5, 0, -1), (9, 0, 1), (10, 0, 2), (11, 3, 4)]
    return {observed(dt.date(year, *each)) for each in fixed} | {nth(year, *each) for each in floating}


DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2027, 12, 1))


def working(date):
    return date.weekday() < 5 and date not in statute(date.year) and date not in statute(date.year + 1)


DUE = [
    # rule, event, due, protective
    ("bia-appeal-notice", "2015-04-30", "2015-06-01", "2015-05-29"),  # day 30 is a Saturday
    ("bia-appeal-notice", "2026-11-02", "2026-12-02", "2026-11-12"),  # the printed ten days: both are shown
    ("bia-appeal-notice", "2025-11-25", "2025-12-26", "2025-12-23"),  # day 30 is Christmas; the closures around it are no legal holidays
    ("bia-appeal-notice", "2026-11-25", "2026-12-28", "2026-12-04"),  # the printed tenth day is a Saturday: the Friday before it is safe
    ("motion-to-reconsider", "2025-11-27", "2025-12-29", "2025-12-23"),  # a Saturday; the closures and Christmas come before it
    ("motion-to-reconsider", "2025-11-24", "2025-12-24", "2025-12-23"),  # closed by order, and nothing moves
    ("motion-to-reopen-90", "2025-09-26", "2025-12-26", "2025-12-23"),  # day 90 is Christmas
    ("motion-to-reconsider", "2026-06-03", "2026-07-06", "2026-07-02"),  # Friday 3 July observed, then the weekend
    ("motion-to-reopen-90", "2026-04-08", "2026-07-07", None),
    ("motion-to-reopen-90", "2020-12-03", "2021-03-03", None),
    ("in-absentia-exceptional-circumstances", "2025-07-08", "2026-01-05", "2026-01-02"),  # day 180 is a Sunday
    ("petition-for-review", "2026-10-13", "2026-11-12", None),
    ("petition-for-review", "2026-10-12", "2026-11-12", "2026-11-10"),  # Veterans Day
    ("petition-for-review", "2025-11-24", "2025-12-24", "2025-12-23"),  # closed by order
    ("petition-for-review", "2025-11-25", "2025-12-26", "2025-12-23"),  # Christmas, then closed by order
    ("petition-for-review", "2025-11-26", "2025-12-26", "2025-12-23"),
    ("petition-for-review", "2025-11-27", "2025-12-29", "2025-12-23"),
    ("vd-departure", "2026-10-28", "2026-12-28", "2026-12-24"),  # Sunday the 27th moves to Monday
    ("vd-bond", "2026-11-20", "2026-11-30", None),  # Thanksgiving and a weekend are no business days
    ("dhs-bond-auto-stay", "2026-12-24", "2026-12-28", None),
    ("asylum-one-year", "2025-11-15", "2026-11-16", "2026-11-13"),  # a filing: Sunday moves
    ("asylum-one-year", "2024-02-29", "2025-03-03", "2025-02-28"),
    ("asylum-ead-file", "2026-01-05", "2026-06-04", None),
    ("asylum-ead-file", "2021-01-05", "2022-01-05", None),  # 365 days between August 2020 and February 2022
    ("asylum-ead-file", "2021-06-01", "2022-02-07", None),  # pending when that rule was vacated: 150 days had passed
    ("asylum-ead-file", "2021-12-01", "2022-04-30", None),  # pending then, and 150 days had not passed
    ("asylum-ead-eligible", "2026-01-05", "2026-07-04", None),  # accrual: a holiday moves nothing
    ("filing-individual-nondetained", "2026-12-29", "2026-11-30", "2026-11-27"),  # toward the hearing
    ("filing-individual-nondetained", "2024-12-30", "2024-12-16", "2024-12-13"),  # fifteen days before February 2025
    ("filing-individual-nondetained", "2025-02-02", "2025-01-21", "2025-01-17"),  # fifteen; a Saturday and the King holiday
    ("filing-individual-nondetained", "2025-02-03", "2025-01-21", "2025-01-03"),  # thirty may have been the rule already
    ("filing-individual-nondetained", "2025-02-10", "2025-01-27", "2025-01-10"),
    ("filing-individual-nondetained", "2025-02-18", "2025-01-21", "2025-01-17"),  # surely thirty
    ("filing-individual-nondetained", "2021-06-30", "2021-06-01", "2021-05-28"),  # thirty in 2021; Memorial Day weekend
    ("filing-master-nondetained", "2026-12-10", "2026-11-25", None),
    ("response-to-dhs-dismissal-or-recalendar", "2026-11-16", "2026-11-27", "2026-11-25"),  # Thanksgiving
    ("response-to-filing", "2026-11-13", "2026-11-23", None),
    ("bia-motion-response", "2026-11-18", "2026-12-01", None),
    ("bia-brief", "2026-11-18", "2026-12-08", None),
    ("bia-brief", "2026-02-18", "2026-03-11", None),  # twenty-one days before March 2026
    ("address-change-eoir33", "2026-11-20", "2026-11-25", None),
    ("asylum-one-year", "2020-02-29", "2021-03-01", "2021-02-26"),  # 28 February is a Sunday
    ("cancellation-nonlpr", "2012-02-29", "2022-03-01", None),  # what accrues is not complete on 28 February
    ("nta-ten-days", "2026-11-18", "2026-11-30", None),  # the earliest day of a hearing: no earlier one is safer
    ("unlawful-presence-thresholds", "2026-01-10", "2026-07-09", None),
    ("removal-period", "2026-09-10", "2026-12-09", None),
]


@pytest.mark.parametrize(("rule", "event", "due", "protective"), DUE, ids=[f"{rule}-{event}" for rule, event, *_ in DUE])
def test_the_day_is_right(corpus, rule, event, due, protective):
    found = counted(corpus, rule, event)
    assert (found.due, found.protective) == (day(due), day(protective) if protective else None)


@pytest.mark.parametrize(("rule", "event", "because"), [
    ("filing-detained", "2026-12-01", "No default"),
    ("bia-appeal-notice-10-day-ifr", "2026-11-02", "vacated"),
    ("expedited-removal-two-years", "2025-10-01", "stayed"),
    ("motion-to-reopen-90", "1990-01-05", "not in force"),
    ("motion-number-bar", "2026-01-05", ""),
    ("in-absentia-no-notice", "2026-01-05", ""),
])  # fmt: skip
def test_where_no_day_exists_the_reason_is_said(corpus, rule, event, because):
    found = counted(corpus, rule, event)
    assert found.due is None
    assert found.reason
    assert because in found.reason


def test_an_exception_that_holds_lifts_or_moves_the_day(corpus):
    assert counted(corpus, "bia-appeal-notice", "2026-11-02", facts=["waived-appeal"]).due is None
    assert counted(corpus, "filing-individual-nondetained", "2026-12-29", facts=["detained"]).due is None
    assert counted(corpus, "motion-to-reopen-90", "2026-04-08", facts=["vawa"]).due == day("2027-04-08")
    moved = counted(corpus, "bia-appeal-notice", "2015-04-30", facts=["unplanned-ecas-outage-last-day"])
    assert moved.due == day("2015-06-02")
    both = counted(corpus, "bia-appeal-notice", "2026-11-02", facts=["unplanned-ecas-outage-last-day"])
    assert both.due == both.conflict["limit"] == day("2026-12-03")


def test_an_exception_that_a_court_may_allow_moves_nothing(corpus):
    plain = counted(corpus, "motion-to-reopen-90", "2026-04-08")
    assert counted(corpus, "motion-to-reopen-90", "2026-04-08", facts=["equitable-tolling"]).due == plain.due


def test_texts_that_conflict_are_both_shown_unless_a_fact_settles_them(corpus):
    found = counted(corpus, "bia-appeal-notice", "2026-11-02")
    assert (found.conflict["aim"], found.conflict["limit"]) == (day("2026-11-12"), day("2026-12-02"))
    settled = counted(corpus, "bia-appeal-notice", "2026-11-02", facts=["asylum-merits-denial"])
    assert settled.conflict is None
    assert settled.due == day("2026-12-02")


@pytest.mark.parametrize("decided", ["2025-11-24", "2025-11-25", "2025-11-26"])
def test_a_closure_that_the_federal_court_may_count_as_a_holiday_is_shown_with_both_last_days(corpus, decided):
    found = counted(corpus, "petition-for-review", decided)
    assert "FRAP 26(a)(6)" in found.conflict["what"]
    assert "2025-12-29" in found.conflict["handle"]
    assert (found.conflict["aim"], found.conflict["limit"]) == (day("2025-12-23"), found.due)
    assert day("2025-12-29") in [step.date for step in found.steps]
    assert counted(corpus, "motion-to-reconsider", decided).conflict is None  # the immigration courts follow the statute


@given(event=DAYS)
def test_a_pending_asylum_clock_never_waits_for_the_vacated_rule(corpus, event):
    found = count(corpus.deadlines["asylum-ead-file"], event, corpus.calendar)
    short, ruled = event + dt.timedelta(days=150), day("2020-08-25") <= event < day("2022-02-07")
    assert found.due == (min(event + dt.timedelta(days=365), max(short, day("2022-02-07"))) if ruled else short)
    assert found.protective is None


@given(hearing=st.dates(dt.date(2025, 2, 3), dt.date(2025, 3, 18)))
def test_around_the_change_of_the_filing_rule_thirty_days_are_safe(corpus, hearing):
    found = count(corpus.deadlines["filing-individual-nondetained"], hearing, corpus.calendar)
    thirty = hearing - dt.timedelta(days=30)
    assert working(found.protective or found.due)
    assert (found.protective or found.due) <= thirty
    assert found.due >= thirty


def test_the_asylum_clock_leaves_out_the_applicants_delay(corpus):
    assert counted(corpus, "asylum-ead-eligible", "2026-01-05", delay_days=12).due == day("2026-07-16")


def test_where_two_lengths_must_be_complete_the_later_day_counts(corpus):
    found = counted(corpus, "cancellation-lpr", "2015-03-01", dates={"lpr_date": day("2018-03-01")})
    assert found.due == day("2023-03-01")
    assert any("lpr date" in note for note in counted(corpus, "cancellation-lpr", "2015-03-01").notes)


def test_a_length_that_changed_between_the_two_days_is_said(corpus):
    deadline = corpus.deadlines["filing-individual-nondetained"]
    assert "2025-02-16" in rule_changed(deadline, day("2025-03-04"), day("2025-02-03"))
    assert rule_changed(deadline, day("2026-03-04"), day("2026-02-03")) == ""
    clock = corpus.deadlines["asylum-ead-file"]  # its last period states no length of its own
    assert "2022-02-07" in rule_changed(clock, day("2021-12-01"), day("2022-04-30"))
    assert rule_changed(corpus.deadlines["motion-to-reopen-90"], day("1997-03-01"), day("1997-05-30")) == ""  # the length stayed


# --- the calendar, against computations of its own ---------------------------------------------------------------------------


def test_the_table_of_holidays_is_the_statutes(corpus):
    by_statute = {day for year in range(2009, 2037) for day in statute(year) if 2010 <= day.year <= 2035}
    assert set(corpus.calendar.holidays) == by_statute


def test_the_table_of_holidays_is_what_others_publish(corpus):
    others = published.country_holidays("US", years=range(2009, 2037), observed=True)
    weekdays = {day for day in others if day.weekday() < 5 and 2010 <= day.year <= 2035}
    assert set(corpus.calendar.holidays) == weekdays


def test_a_closure_is_no_holiday(corpus):
    assert not set(corpus.calendar.closures) & set(corpus.calendar.holidays)


@given(
    event=DAYS,
    rule=st.sampled_from(["motion-to-reconsider", "motion-to-reopen-90", "petition-for-review", "response-to-filing", "vd-departure"]),
)
def test_a_last_day_that_is_no_business_day_moves_to_the_next(corpus, event, rule):
    deadline = corpus.deadlines[rule]
    raw = event + dt.timedelta(days=deadline.period.value)
    found = count(deadline, event, corpus.calendar)
    assert working(found.due)
    assert found.due >= raw
    assert not any(working(raw + dt.timedelta(days=n)) for n in range((found.due - raw).days))
    closed = corpus.calendar.closures
    assert (found.protective is None) == (found.due == raw and raw not in closed)
    assert found.protective is None or (working(found.protective) and found.protective not in closed and found.protective < raw)


@given(hearing=DAYS)
def test_counting_back_moves_toward_the_hearing_and_never_past_it(corpus, hearing):
    found = count(corpus.deadlines["filing-master-nondetained"], hearing, corpus.calendar)
    raw = hearing - dt.timedelta(days=15)
    assert raw <= found.due < hearing
    assert working(found.due)
    assert found.protective is None or found.protective < raw


@given(event=DAYS, number=st.integers(1, 30))
def test_business_days_pass_over_weekends_and_holidays(corpus, event, number):
    found = corpus.calendar.business_days_after(event, number)
    between = [event + dt.timedelta(days=n) for n in range(1, (found - event).days + 1)]
    assert sum(working(day) for day in between) == number
    assert working(found)


@given(
    first=DAYS,
    second=DAYS,
    rule=st.sampled_from(["motion-to-reconsider", "motion-to-reopen-90", "cancellation-nonlpr", "asylum-ead-eligible", "vd-bond"]),
)
def test_a_later_event_is_never_due_earlier(corpus, first, second, rule):
    low, high = sorted((first, second))
    deadline = corpus.deadlines[rule]
    assert count(deadline, low, corpus.calendar).due <= count(deadline, high, corpus.calendar).due


@given(event=DAYS, rule=st.sampled_from(["asylum-ead-eligible", "removal-period", "unlawful-presence-thresholds"]))
def test_time_that_accrues_moves_for_no_weekend(corpus, event, rule):
    found = count(corpus.deadlines[rule], event, corpus.calendar)
    assert found.due == event + dt.timedelta(days=corpus.deadlines[rule].period.value)
