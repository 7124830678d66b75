"""The hearing and the dates of a case as a calendar."""

import datetime as dt

import icalendar
import pytest
from tests.assessment.building import day, in_court

from forbear.drafting.ics import calendar, next_hearing


def hearing_event(case, on="2026-11-16"):
    made = calendar("case", [], day(on), hearing=next_hearing(case))
    return icalendar.Calendar.from_ical(made).walk("VEVENT")


@pytest.mark.parametrize(("said", "start"), [
    ("09:00", dt.datetime(2027, 1, 20, 9, 0)),
    ("1:30 pm", dt.datetime(2027, 1, 20, 13, 30)),
    ("12:15 p.m.", dt.datetime(2027, 1, 20, 12, 15)),
    ("in the morning", dt.date(2027, 1, 20)),
])  # fmt: skip
def test_the_hearing_stands_in_the_calendar_at_its_local_hour(said, start):
    case = in_court(proceedings=f"next_hearing: {{type: individual, date: 2027-01-20, time: '{said}'}}")
    (event,) = hearing_event(case)
    assert event.decoded("dtstart") == start
    assert str(event["summary"]) == "Individual hearing"


def test_a_hearing_that_passed_is_left_out():
    case = in_court(proceedings="next_hearing: {type: individual, date: 2026-01-20}")
    assert hearing_event(case) == []
