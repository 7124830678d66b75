"""Which dates run for a case?"""

import yaml
from tests.assessment.building import case_of, day, in_court

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.matter import Matter
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree


def dates(corpus, case, on="2026-11-16"):
    return {item.rule: item for item in find_deadlines(Matter(case, corpus, day(on)))}


def test_a_hearing_brings_its_filing_deadline_and_the_lead_of_a_request(corpus):
    found = dates(corpus, in_court(proceedings="next_hearing: {type: individual, date: 2027-01-20}"))
    assert found["filing-individual-nondetained"].due == day("2026-12-21")
    assert found["opla-request-lead"].due == day("2026-12-07")  # two weeks before that filing deadline


def test_the_lead_of_a_request_comes_two_weeks_before_a_judges_filing_deadline(corpus):
    ordered = "next_hearing: {type: individual%s}, scheduling_order: {filing_deadline: 2026-12-04}"
    for date in (", date: 2027-01-20", ""):
        found = dates(corpus, in_court(proceedings=ordered % date))["opla-request-lead"]
        assert (found.due, found.start, found.field) == (day("2026-11-20"), day("2026-12-04"), "filing-individual-nondetained")


def test_under_the_fifteen_day_rule_the_lead_follows_that_rule(corpus):
    found = dates(corpus, in_court(proceedings="next_hearing: {type: individual, date: 2024-06-20}"), on="2024-05-01")
    assert found["filing-individual-nondetained"].due == day("2024-06-05")
    assert found["opla-request-lead"].due == day("2024-05-22")


def test_where_no_filing_deadline_is_known_the_lead_is_planned_from_the_hearing(corpus):
    text = "proceedings: {nta_filed_date: 2026-02-03, custody: {detained: true}, next_hearing: {type: individual, date: 2027-01-20}}"
    assert dates(corpus, case_of(text))["opla-request-lead"].due == day("2026-12-06")  # 45 days


def test_a_judges_order_wins_and_the_default_is_still_shown(corpus):
    ordered = "next_hearing: {type: individual, date: 2027-01-20}, scheduling_order: {filing_deadline: 2026-12-01}"
    found = dates(corpus, in_court(proceedings=ordered))["filing-individual-nondetained"]
    assert (found.due, found.default) == (day("2026-12-01"), day("2026-12-21"))
    assert any("judge's order" in step.what for step in found.steps)


def test_a_detained_hearing_has_no_default(corpus):
    text = "proceedings: {nta_filed_date: 2026-02-03, custody: {detained: true}, next_hearing: {type: individual, date: 2027-01-20}}"
    found = dates(corpus, case_of(text))
    assert found["filing-detained"].due is None
    assert "No default" in found["filing-detained"].reason
    assert "filing-individual-nondetained" not in found


def test_an_appeal_runs_from_the_decision_and_not_after_it_was_waived(corpus):
    decided = "proceedings: {nta_filed_date: 2020-02-03, ij_decision: {date: 2026-11-02, outcome: removal-ordered}%s}"
    assert dates(corpus, case_of(decided % ""))["bia-appeal-notice"].due == day("2026-12-02")
    assert "bia-appeal-notice" not in dates(corpus, case_of(decided % ", appeal: {status: waived}"))


def test_an_order_in_absentia_brings_its_own_days(corpus):
    found = dates(corpus, case_of("proceedings: {nta_filed_date: 2020-02-03, in_absentia: {date: 2026-09-14}}"))
    assert found["in-absentia-exceptional-circumstances"].due == day("2027-03-15")
    assert found["in-absentia-no-notice"].due is None
    assert found["in-absentia-no-notice"].reason


def test_no_day_under_eighteen_is_unlawful_presence(corpus):
    text = "person: {birth_date: 2004-05-10}, entry: [{date: 2015-03-02, manner: without-inspection}]"
    found = dates(corpus, case_of(text))["unlawful-presence-thresholds"]
    assert (found.start, found.field, found.due) == (day("2022-05-10"), "person.birth_date", day("2022-11-06"))


def test_a_motion_of_the_government_is_answered_from_the_day_it_came(corpus):
    found = dates(corpus, in_court(proceedings="dhs_motion: {kind: dismiss, date: 2026-11-12, received_date: 2026-11-16}"))
    assert found["response-to-dhs-dismissal-or-recalendar"].due == day("2026-11-27")


def test_dates_ahead_come_first_then_those_that_passed_then_those_without_a_day(corpus, cases):
    for path in sorted(cases.glob("*.yaml")):
        facts = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["case"]
        case = check_case(Tree(facts, {}), path.stem)
        found = find_deadlines(Matter(case, corpus, case.as_of))
        order = [(item.due is None, item.passed) for item in found]
        assert order == sorted(order)
        assert all(item.steps and item.authority for item in found if item.due)
        assert all(item.reason for item in found if item.due is None)
        assert len({item.id for item in found}) == len(found)
