"""Which day a cell names, and how the order of a whole column is decided."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forbear.interchange.days import Decision, day, decide, expected
from forbear.interchange.sheet import BASE_1904

JUNE = dt.date(2004, 6, 12)
UNDECIDED = Decision(None)


@pytest.mark.parametrize(
    "text",
    ["2004-06-12", "2004/6/12", "20040612", "2004-06-12T23:10:00Z", "June 12, 2004", "Jun 12 2004", "12-Jun-2004", "12 de junio de 2004",
     "12 junio 2004", "12th June 2004", " 2004-06-12  00:00:00 "],
)  # fmt: skip
def test_dates_that_read_one_way_only_need_no_order(text):
    assert day(text, UNDECIDED) == JUNE


@pytest.mark.parametrize("text", ["6/12/2004", "06-12-2004", "6.12.2004", "6/12/2004 12:00:00 AM"])
def test_a_date_of_numbers_needs_the_order_of_its_column(text):
    assert day(text, UNDECIDED) is None
    assert day(text, decide([text], "mdy")) == JUNE
    assert day(text, decide([text], "dmy")) == dt.date(2004, 12, 6)


@pytest.mark.parametrize(
    "text", ["6/12/04", "12-Jun-04", "June 2004", "2004", "13/13/2004", "2004-02-30", "unknown", "", "38150", "6/12-2004"]
)
def test_what_names_no_one_day_names_none(text):
    assert day(text, decide([text])) is None or text == "38150"
    assert expected(text, UNDECIDED).startswith("a date")


def test_one_date_decides_for_its_column():
    assert decide(["6/7/2004", "", "6/25/2004", "unknown", "13/13/2004"]).order == "mdy"
    assert decide(["6/7/2004", "25/6/2004"]).order == "dmy"
    assert "6/25/2004" in decide(["6/25/2004"]).because


def test_nothing_is_decided_where_dates_read_both_ways_or_against_each_other():
    both = decide(["6/7/2004", "1/2/2010"])
    against = decide(["6/25/2004", "25/6/2004"])
    assert [(both.order, both.open), (against.order, against.open)] == [(None, True), (None, True)]
    assert not decide(["6/6/2004", "2004-06-12", ""]).open
    assert day("6/6/2004", decide(["6/6/2004"])) == dt.date(2004, 6, 6)


def test_what_the_mapping_says_wins_and_dates_that_do_not_fit_it_are_refused():
    told = decide(["25/6/2004"], "mdy")
    assert day("25/6/2004", told) is None
    assert "month first" in expected("25/6/2004", told)


def test_day_numbers_are_dates_only_where_a_column_holds_nothing_else():
    assert day("38150", decide(["38150", "", "38151"])) == JUNE
    assert day("36688", decide(["36688"]), BASE_1904) == JUNE
    assert day("38150", decide(["38150", "2004-06-12"])) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.sampled_from("/-."), st.booleans())
def test_every_day_is_read_back_in_the_order_it_was_written(date, sign, padded):
    width = 2 if padded else 1
    for order, numbers in (("mdy", (date.month, date.day)), ("dmy", (date.day, date.month))):
        text = sign.join([*(str(number).zfill(width) for number in numbers), str(date.year)])
        assert day(text, decide([text], order)) == date
        alone = decide([text])
        assert day(text, alone) == (None if alone.open else date)
    assert day(date.isoformat(), UNDECIDED) == date


@given(st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), min_size=1, max_size=12), st.sampled_from(["mdy", "dmy"]))
def test_a_column_is_read_rightly_or_not_at_all(dates, order):
    texts = [f"{date.month}/{date.day}/{date.year}" if order == "mdy" else f"{date.day}/{date.month}/{date.year}" for date in dates]
    decision = decide(texts)
    assert decision.order in (None, order)
    for text, date in zip(texts, dates, strict=True):
        assert day(text, decision) in (date, None)


@given(st.text(max_size=20))
def test_no_text_whatever_is_taken_for_a_date_by_accident(text):
    found = day(text, UNDECIDED)
    assert found is None or str(found.year) in text
