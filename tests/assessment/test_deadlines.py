"""Which dates run for a case?"""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.building import case_of, day, in_court

from forbear.assessment.assess import assess_matter
from forbear.assessment.client_copy import find_client_copy
from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.matter import Matter
from forbear.assessment.words import field_words
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
    assert (found.start, found.field, found.due) == (day("2022-05-10"), "person.birth_date", day("2022-11-05"))


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


# ---- which dates run, and from when


VD = "nta_filed_date: 2018-02-01, ij_decision: {date: 2026-10-13, outcome: voluntary-departure}"
ADULT = "person: {birth_date: 1990-01-01}"
UNINSPECTED = "entry: [{date: %s, manner: without-inspection}]"


def test_nobody_must_leave_while_the_appeal_is_pending_and_the_client_is_not_told_to(corpus):
    running, appealed = (case_of(f"proceedings: {{{VD}{more}}}") for more in ("", ", appeal: {filed_date: 2026-11-05, by: respondent}"))
    assert dates(corpus, running)["vd-departure"].due == day("2026-12-14")
    assert "vd-departure" not in dates(corpus, appealed)
    told = {name: [item.what for item in copy_dates(corpus, case)] for name, case in (("running", running), ("appealed", appealed))}
    assert "Last day to leave" in told["running"]
    assert "Last day to leave" not in told["appealed"]


def copy_dates(corpus, case):
    matter = Matter(case, corpus, day("2026-11-16"))
    return find_client_copy(matter, assess_matter(matter), None, "en").dates


def test_once_the_appeal_is_over_the_boards_order_says_until_when_to_leave(corpus):
    over = case_of(f"proceedings: {{{VD}, appeal: {{filed_date: 2026-11-05, by: respondent, status: dismissed}}}}")
    found = dates(corpus, over, "2027-06-01")["vd-departure"]
    assert found.due is None
    assert "the Board's order" in found.reason


def test_the_proof_of_the_departure_bond_goes_to_the_board_within_thirty_days_of_the_appeal(corpus):
    found = dates(corpus, case_of(f"proceedings: {{{VD}, appeal: {{filed_date: 2026-11-05, by: respondent}}}}"))["vd-bond-proof-to-bia"]
    assert (found.due, found.protective) == (day("2026-12-07"), day("2026-12-04"))  # day 30 is a Saturday
    assert "vd-bond-proof-to-bia" not in dates(corpus, case_of(f"proceedings: {{{VD}}}"))
    assert "vd-bond-proof-to-bia" not in dates(corpus, case_of(f"proceedings: {{{VD}, appeal: {{filed_date: 2026-11-05, by: DHS}}}}"))


@pytest.mark.parametrize(("last", "complete"), [("2025-09-30", "2027-09-30"), ("2025-01-31", "2027-01-31"), ("2009-01-01", "2012-05-01")])
def test_two_years_are_counted_from_the_later_of_residence_and_the_last_entry(corpus, last, complete):
    entries = f"entry: [{{date: 2008-03-03, manner: without-inspection}}, {{date: {last}, manner: without-inspection}}]"
    found = dates(corpus, case_of(f"{entries}, residence: {{continuous_since: 2010-05-01}}"))["expedited-removal-two-years"]
    assert found.due == day(complete)
    assert found.says == "two years complete on"


def test_the_years_of_a_resident_run_from_the_first_admission_in_any_status(corpus):
    admitted = "entry: [{date: 2018-05-01, manner: admitted, admitted_as: F-1 student}%s]"
    entries = admitted % ", {date: 2025-08-20, manner: admitted, admitted_as: resident}"
    adjusted = f"{entries}, relief: [{{kind: adjustment, status: approved, decided_date: 2022-03-01}}]"
    found = dates(corpus, case_of(adjusted))["cancellation-lpr"]
    assert (found.start, found.due) == (day("2018-05-01"), day("2027-03-01"))  # seven years in 2025, five as a resident in 2027
    found = dates(corpus, case_of(f"evidence: [{{id: e1, kind: green-card}}], {admitted % ''}"))["cancellation-lpr"]
    assert found.due == day("2025-05-01")
    assert "five years as a resident" in found.only_if


def test_a_notice_stops_the_seven_years_but_not_the_five(corpus):
    entry = "entry: [{date: %s, manner: admitted, admitted_as: immigrant visa}]"
    served = "proceedings: {nta_served_date: 2026-06-05, nta_filed_date: 2026-06-20, nta_time_and_place_given: true}"
    assert dates(corpus, case_of(f"{entry % '2019-05-01'}, {served}"))["cancellation-lpr"].due == day("2026-05-01")
    stopped = dates(corpus, case_of(f"{entry % '2020-05-01'}, {served}"))["cancellation-lpr"]
    assert stopped.due is None
    assert "5 Jun 2026" in stopped.reason


# ---- what is not known is never dropped


def test_a_filing_date_is_shown_for_each_hearing_and_custody_it_could_be(corpus):
    text = "proceedings: {nta_filed_date: 2023-05-01, pleadings_date: 2023-06-01, next_hearing: {date: 2027-01-20%s}%s}"
    custody = dates(corpus, case_of(text % (", type: individual", "")))
    assert custody["filing-individual-nondetained"].due == day("2026-12-21")
    assert "not detained" in custody["filing-individual-nondetained"].only_if
    assert custody["filing-individual-nondetained"].ask == ["proceedings.custody.detained"]
    assert custody["filing-detained"].due is None
    assert "detained" in custody["filing-detained"].only_if
    assert "filing-master-nondetained" not in custody
    kind = dates(corpus, case_of(text % ("", ", custody: {detained: false}")))
    assert (kind["filing-master-nondetained"].due, kind["filing-individual-nondetained"].due) == (day("2027-01-05"), day("2026-12-21"))
    assert "kind of the next hearing" in kind["filing-master-nondetained"].only_if
    assert "filing-detained" not in kind


def test_what_is_known_to_run_is_not_marked(corpus):
    found = dates(corpus, in_court(proceedings="next_hearing: {type: individual, date: 2027-01-20}"))
    assert found["filing-individual-nondetained"].only_if == ""
    assert "applies" not in found["filing-individual-nondetained"].title


def test_a_date_that_runs_without_its_event_names_the_field(corpus):
    found = dates(corpus, case_of("relief: [{kind: asylum, status: filed-court}]"))["annual-asylum-fee"]
    assert (found.due, found.reason) == (None, "not dated in the file: fears asylum filed date or relief filed date")
    assert found.ask == ["fears.asylum_filed_date", "relief[].filed_date"]


def test_the_client_is_told_no_date_that_only_may_run_but_counsel_is(corpus):
    case = case_of("proceedings: {nta_filed_date: 2023-05-01, next_hearing: {type: individual, date: 2027-01-20}}")
    matter = Matter(case, corpus, day("2026-11-16"))
    copy = find_client_copy(matter, assess_matter(matter), None, "en")
    assert "Last day for us to file papers" not in [item.what for item in copy.dates]
    assert any("2026-12-21" in warning and "not detained" in warning for warning in copy.warnings)


# ---- when time stops


TEN = "residence: {continuous_since: 2017-03-01}, entry: [{date: 2017-03-01, manner: without-inspection}], proceedings: {%s}"
NOTICE = "nta_served_date: 2024-06-03, nta_filed_date: 2024-07-01"


def test_a_complete_notice_ends_the_ten_years_and_a_defective_one_does_not(corpus):
    complete, defective, unread = (
        dates(corpus, case_of(TEN % f"{NOTICE}{more}"))["cancellation-nonlpr"]
        for more in (", nta_time_and_place_given: true", ", nta_time_and_place_given: false", "")
    )
    assert complete.due is None
    assert "3 Jun 2024 came first" in complete.reason
    assert any("Niz-Chavez" in cite for cite in complete.authority)
    assert (defective.due, defective.only_if) == (day("2027-03-01"), "")
    assert unread.due == day("2027-03-01")
    assert "service of the Notice to Appear ends the count" in unread.only_if
    assert "proceedings.nta_time_and_place_given" in unread.ask


def test_ten_years_complete_before_the_notice_stand(corpus):
    late = TEN % "nta_served_date: 2027-03-01, nta_filed_date: 2027-04-01, nta_time_and_place_given: true"
    assert dates(corpus, case_of(late), "2027-06-01")["cancellation-nonlpr"].due == day("2027-03-01")


@pytest.mark.parametrize(("more", "why"), [
    ("proceedings: {nta_time_and_place_given: false, nta_filed_date: 2018-01-02, in_absentia: {date: 2020-02-03}}", "an order of removal"),
    ("immigration_history: {reinstated_date: 2026-11-02}", "a reinstated order bars"),
])  # fmt: skip
def test_an_order_or_a_reinstatement_leaves_no_day(corpus, more, why):
    found = dates(corpus, case_of(f"residence: {{continuous_since: 2014-01-01}}, {UNINSPECTED % '2014-01-01'}, {more}"))
    assert found["cancellation-nonlpr"].due is None
    assert why in found["cancellation-nonlpr"].reason


def test_a_pending_asylum_application_stops_unlawful_presence(corpus):
    text = f"{UNINSPECTED % '2025-01-10'}, {ADULT}, relief: [{{kind: asylum, status: filed-court, filed_date: %s}}]"
    before, between, after = (
        dates(corpus, case_of(text % filed))["unlawful-presence-thresholds"] for filed in ("2025-03-03", "2025-09-01", "2026-02-02")
    )
    assert before.due is None
    assert "asylum application stops the count" in before.reason
    assert (between.due, between.second) == (day("2025-07-08"), None)
    assert after.second["due"] == day("2026-01-09")


@pytest.mark.parametrize(("facts", "due", "year"), [
    (f"{UNINSPECTED % '2025-01-10'}, {ADULT}", "2025-07-08", "2026-01-09"),  # the day of entry is day 1
    (f"entry: [{{date: 2024-01-10, manner: admitted, authorised_until: 2025-01-09}}], {ADULT}", "2025-07-08", "2026-01-09"),
    (f"{UNINSPECTED % '2020-01-10'}, person: {{birth_date: 2007-01-10}}", "2025-07-08", "2026-01-09"),  # so is the eighteenth birthday
])  # fmt: skip
def test_unlawful_presence_counts_its_first_day(corpus, facts, due, year):
    found = dates(corpus, case_of(f"{facts}, relief: [], fears: {{fears_return: 'no'}}"))["unlawful-presence-thresholds"]
    assert (found.due, found.second["due"]) == (day(due), day(year))
    assert found.says == "180 days complete on"


# ---- what falls due again, what is done, what an order brings


@pytest.mark.parametrize(("filed", "on", "due"), [
    ("2023-03-10", "2026-11-16", "2027-03-10"),
    ("2023-03-10", "2026-03-10", "2026-03-10"),
    ("2023-03-10", "2025-07-04", "2026-03-10"),
    ("2024-09-09", "2025-07-04", "2025-09-09"),
    ("2026-05-01", "2026-11-16", "2027-05-01"),
])  # fmt: skip
def test_the_yearly_fee_falls_due_on_the_next_anniversary_while_asylum_is_pending(corpus, filed, on, due):
    case = case_of(f"relief: [{{kind: asylum, status: filed-court, filed_date: {filed}}}]")
    assert dates(corpus, case, on)["annual-asylum-fee"].due == day(due)


def test_an_earlier_fee_is_to_be_checked_and_none_ran_before_the_law(corpus):
    case = case_of("relief: [{kind: asylum, status: filed-court, filed_date: 2023-03-10}]")
    assert any("2026-03-10" in step.what for step in dates(corpus, case)["annual-asylum-fee"].steps)
    assert "annual-asylum-fee" not in dates(corpus, case, "2025-07-03")
    denied = case_of("relief: [{kind: asylum, status: denied, filed_date: 2023-03-10}]")
    assert "annual-asylum-fee" not in dates(corpus, denied)


@pytest.mark.parametrize(("relief", "done"), [
    ("[{kind: cancellation-nonlpr, status: filed-court}]", "2022-06-01"),
    ("[{kind: asylum, status: filed-court}, {kind: cancellation-nonlpr, status: preparing}]", None),
])  # fmt: skip
def test_a_call_up_date_is_met_once_nothing_is_left_to_file(corpus, relief, done):
    case = in_court(f"relief: {relief}", "relief_filed_date: 2022-06-01, call_up_date: 2022-06-15")
    assert dates(corpus, case)["call-up-date"].done == (day(done) if done else None)


def test_the_removal_period_runs_from_an_in_absentia_order_and_from_an_order_nobody_appealed(corpus):
    absent = case_of("proceedings: {nta_filed_date: 2020-02-03, in_absentia: {date: 2026-09-14}}")
    assert dates(corpus, absent)["removal-period"].due == day("2026-12-13")
    lapsed = case_of("proceedings: {nta_filed_date: 2020-02-03, ij_decision: {date: 2026-10-01, outcome: removal-ordered}}")
    assert dates(corpus, lapsed)["removal-period"].due == day("2027-01-31")  # final when day 30, a Saturday moved to 2 November, ended


@pytest.mark.parametrize(
    ("by", "runs", "marked"), [("DHS", True, False), ("respondent", False, False), ("both", False, False), ("", True, True)]
)
def test_an_appeal_by_the_government_leaves_the_clients_own_running(corpus, by, runs, marked):
    appeal = f"appeal: {{filed_date: 2026-11-10{f', by: {by}' if by else ''}}}"
    found = dates(corpus, case_of(f"proceedings: {{nta_filed_date: 2020-02-03, ij_decision: {{date: 2026-11-02}}, {appeal}}}"))
    assert ("bia-appeal-notice" in found) == runs
    if runs:
        assert found["bia-appeal-notice"].due == day("2026-12-02")
        assert bool(found["bia-appeal-notice"].only_if) == marked


def test_a_dismissed_appeal_brings_the_petition_even_where_its_day_is_not_in_the_file(corpus):
    text = "proceedings: {nta_filed_date: 2020-02-03, ij_decision: {date: 2025-03-03, outcome: removal-ordered}, %s}"
    appeal = "appeal: {filed_date: 2025-03-20, by: respondent, status: dismissed}"
    found = dates(corpus, case_of(text % appeal))
    assert (found["petition-for-review"].due, found["petition-for-review"].reason) == (None, "not dated in the file: final order date")
    assert dates(corpus, case_of(text % f"{appeal}, final_order_date: 2026-10-29"))["petition-for-review"].due == day("2026-11-30")
    assert found["motion-to-reopen-90"].due is None  # it runs from the Board's decision, not from the judge's


def test_registration_names_no_day_for_an_entry_older_than_its_rule(corpus):
    text = f"{UNINSPECTED}, proceedings: {{nta_issued: false}}"
    assert dates(corpus, case_of(text % "2026-11-01"))["registration-g325r"].due == day("2026-12-01")
    old = case_of(text % "2012-06-15")
    assert dates(corpus, old)["registration-g325r"].due is None
    assert "older than the rule" in dates(corpus, old)["registration-g325r"].reason
    assert "registration-g325r" not in dates(corpus, old, "2025-04-10")


@given(st.sets(st.sampled_from(["custody", "type", "notice", "fear"])))
def test_to_forget_a_fact_drops_no_duty(corpus, forgotten):
    known = {
        "custody": "custody: {detained: false}",
        "type": "next_hearing: {type: individual, date: 2027-01-20}",
        "notice": "nta_filed_date: 2025-12-01",
    }
    bare = {"type": "next_hearing: {date: 2027-01-20}", "notice": "nta_issued: true"}
    fear = "" if "fear" in forgotten else ", fears: {fears_return: 'yes'}"
    text = "proceedings: {%s}, entry: [{date: 2025-11-20, manner: without-inspection}]"
    whole = case_of(text % ", ".join(known.values()) + ", fears: {fears_return: 'yes'}")
    part = case_of(
        text % ", ".join(filter(None, (bare.get(name, "") if name in forgotten else value for name, value in known.items()))) + fear
    )
    duties = {rule for rule, item in dates(corpus, whole).items() if item.says.endswith("by")}
    assert duties <= set(dates(corpus, part))


def test_no_page_shows_a_name_of_the_machine(corpus, cases):
    for path in sorted(cases.glob("*.yaml")):
        facts = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["case"]
        case = check_case(Tree(facts, {}), path.stem)
        for item in find_deadlines(Matter(case, corpus, case.as_of)):
            for text in (item.title, item.says, item.reason, item.only_if, field_words(item.field)):
                assert "_" not in text
                assert "[]" not in text
