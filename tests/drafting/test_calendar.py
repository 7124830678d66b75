"""The hearing and the dates of a case as a calendar."""

import datetime as dt

import icalendar
import pytest
from tests.assessment.building import case_of, day, in_court

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.finding import FollowUp
from forbear.assessment.matter import Matter
from forbear.casefile.model import CaseFile
from forbear.drafting.ics import calendar

MADE = dt.datetime(2026, 11, 16, 15, 30, tzinfo=dt.UTC)


def events_of(case, on="2026-11-16", made=MADE, **more):
    return icalendar.Calendar.from_ical(calendar(case, [], day(on), made=made, **more)).walk("VEVENT")


@pytest.mark.parametrize(("said", "start"), [
    ("09:00", dt.datetime(2027, 1, 20, 9, 0)),
    ("1:30 pm", dt.datetime(2027, 1, 20, 13, 30)),
    ("12:15 p.m.", dt.datetime(2027, 1, 20, 12, 15)),
    ("in the morning", dt.date(2027, 1, 20)),
])  # fmt: skip
def test_the_hearing_stands_in_the_calendar_at_its_local_hour(said, start):
    case = in_court(proceedings=f"next_hearing: {{type: individual, date: 2027-01-20, time: '{said}'}}")
    (event,) = events_of(case)
    assert event.decoded("dtstart") == start
    assert str(event["summary"]) == "Individual hearing"
    assert "Local time of the court" in event["description"]


def test_a_hearing_that_passed_is_left_out():
    case = in_court(proceedings="next_hearing: {type: individual, date: 2026-01-20}")
    assert events_of(case) == []


def test_follow_ups_stand_in_the_calendar():
    step = FollowUp("follow-up/1", "follow-up", day("2026-11-23"), "do by", "confirm receipt")
    (event,) = events_of(case_of("proceedings: {nta_issued: false}"), follow_up=[step])
    assert (event.decoded("dtstart"), str(event["summary"])) == (day("2026-11-23"), "Follow up: confirm receipt")


def hearing_of(person, name="case"):
    case = in_court(f"person: {person}", "next_hearing: {type: individual, date: 2027-01-20}")
    return CaseFile(name, case.facts)


def uid(person, name="case", **more):
    (event,) = events_of(hearing_of(person, name), **more)
    return str(event["uid"])


@pytest.mark.parametrize(("first", "second"), [
    ("{a_number: A200-555-020}", "{a_number: '200555020', full_name: Ana Ruiz}"),
    ("{a_number: A12-345-678}", "{a_number: A012345678}"),
    ("{full_name: Ana Ruiz, birth_date: 1981-07-30}", "{full_name: ANA  ruiz, birth_date: 1981-07-30}"),
])  # fmt: skip
def test_an_event_keeps_its_identity_when_the_file_is_renamed(first, second):
    assert uid(first, "reyes") == uid(second, "reyes-2026")


@pytest.mark.parametrize(("first", "second"), [
    ("{a_number: A200-555-020}", "{a_number: A200-555-021}"),
    ("{full_name: Ana Ruiz, birth_date: 1981-07-30}", "{full_name: Ana Ruiz, birth_date: 1990-07-30}"),
    ("{full_name: Ana Ruiz, birth_date: 1981-07-30}", "{full_name: Eva Ruiz, birth_date: 1981-07-30}"),
])  # fmt: skip
def test_two_clients_whose_files_have_one_name_do_not_meet(first, second):
    assert uid(first) != uid(second)


def test_without_a_number_or_a_birth_date_the_files_name_is_the_identity():
    assert uid("{full_name: Ana Ruiz}", "a") != uid("{full_name: Ana Ruiz}", "b")


def test_writing_again_later_updates_whatever_day_is_judged():
    (first,) = events_of(hearing_of("{}"), on="2026-11-16")
    (second,) = events_of(hearing_of("{}"), on="2026-11-02", made=MADE + dt.timedelta(seconds=5))
    assert first["uid"] == second["uid"]
    assert 0 < first["sequence"] < second["sequence"] < 2**31
    assert first.decoded("last-modified") == MADE
    assert first.decoded("dtstamp") == dt.datetime(2026, 11, 16, tzinfo=dt.UTC)  # the day judged


TELLING = ("asyl", "absentia", "voluntary", "cancellation", "expedited", "presence", "removal", "tps", "crim", "vawa", "2 years", "arriv")


def test_no_title_and_no_text_in_the_calendar_tells_of_a_claim_an_order_or_an_entry(corpus):
    for line in corpus.rulebook.deadlines:
        deadline = corpus.deadlines[line.deadline]
        title = (deadline.neutral or deadline.title).lower()
        assert not [word for word in TELLING if word in title], deadline.id
    case = in_court(
        "entry: [{manner: without-inspection, date: 2026-03-01}], relief: [{kind: asylum, status: filed-court}], "
        "fears: {fears_return: 'yes', asylum_filed_date: 2026-08-03}"
    )
    matter = Matter(case, corpus, day("2026-11-16"))
    titles = {item.id: item.neutral for item in corpus.deadlines.values()}
    events = icalendar.Calendar.from_ical(calendar(case, find_deadlines(matter), matter.on, made=MADE, neutral=titles)).walk("VEVENT")
    assert events
    for event in events:
        said = f"{event['summary']} {event['description']}".lower()
        assert not [word for word in TELLING if word in said], said


def test_the_title_of_a_departure_does_not_say_leave(corpus):
    case = case_of("proceedings: {nta_filed_date: 2018-02-01, ij_decision: {date: 2026-10-13, outcome: voluntary-departure}}")
    matter = Matter(case, corpus, day("2026-11-16"))
    titles = {item.id: item.neutral for item in corpus.deadlines.values()}
    events = icalendar.Calendar.from_ical(calendar(case, find_deadlines(matter), matter.on, made=MADE, neutral=titles)).walk("VEVENT")
    assert dt.date(2026, 12, 14) in [event.decoded("dtstart") for event in events]
    assert not [event for event in events if "leave" in str(event["summary"]).lower() or "depart" in str(event["summary"]).lower()]
