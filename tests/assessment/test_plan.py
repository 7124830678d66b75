"""What should be asked, and what not? Cases in which a careless answer would do harm."""

import pytest
from tests.assessment.building import case_of, day, in_court

from forbear.assessment.assess import assess
from forbear.assessment.matter import Matter

UNLAWFUL = "entry: [{date: %s, manner: without-inspection, apprehended: false}]"
ENDING = {"dismissal-without-prejudice", "termination-joint-motion", "termination-discretionary"}


def found(corpus, case, on):
    return assess(case, corpus, day(on))


def asked(assessment):
    return {assessment.plan.ask, *assessment.plan.in_the_alternative}


def option(assessment, form):
    return next(item for item in assessment.options if item.form == form)


STANCES = [
    ("administrative-closure", "does not agree to administrative closure", "opposes"),
    ("bond-or-release", "cannot agree to bond", "opposes"),
    ("joint-motion-to-reopen", "is unable to join a joint motion to reopen at this time", "opposes"),
    ("administrative-closure", "OPLA is not in a position to join closure", "opposes"),
    ("administrative-closure", "no longer joins closure", "opposes"),
    ("administrative-closure", "agreed to closure in June; in July it refused closure", "opposes"),
    ("administrative-closure", "declines to exercise discretion", "opposes"),
    ("administrative-closure", "has not agreed to closure", "silent"),
    ("administrative-closure", "will consider joining closure", "silent"),
    ("administrative-closure", "takes no position on closure", "silent"),
    ("stipulation", "no response to the offer to stipulate", "silent"),
    ("administrative-closure", "concurs in administrative closure for the T application", "joins"),
    ("administrative-closure", "no longer opposes closure", "unopposed"),
    ("administrative-closure", "does not intend to oppose closure", "unopposed"),
    ("administrative-closure", "will not join but does not oppose", "unopposed"),
    ("administrative-closure", "opposes dismissal and does not oppose closure", "unopposed"),
    ("dismissal-without-prejudice", "opposes dismissal and does not oppose closure", "opposes"),
    ("termination-joint-motion", "agrees to closure and opposes termination", "opposes"),
    ("dismissal-without-prejudice", "offered dismissal, respondent declined", "joins"),
    ("waive-appeal", "will stipulate to hardship and will not appeal a grant", "joins"),
    ("waive-appeal", "is willing to withdraw its appeal", "joins"),
]


@pytest.mark.parametrize(("form", "words", "stance"), STANCES)
def test_a_refusal_is_never_read_as_consent(corpus, form, words, stance):
    matter = Matter(in_court(proceedings=f"opla_position: '{words}'"), corpus, day("2022-05-01"))
    assert matter.profile[f"opla_on_{form.replace('-', '_')}"].value == stance


@pytest.mark.parametrize("motion", ["", "dhs_motion: {kind: dismiss, date: 2026-07-10}"])
def test_two_years_that_are_only_said_are_no_shield(corpus, motion):
    case = in_court(f"{UNLAWFUL % '2024-03-01'}, relief: [{{kind: u-visa, status: filed-uscis}}], evidence: []", motion)
    case.facts["proceedings"].update(nta_date=day("2026-07-01"), nta_filed_date=day("2026-07-02"), pleadings_date=None)
    seen = found(corpus, case, "2026-07-15")
    assert not ENDING & asked(seen)
    assert "two-year-proof" in {step.step for step in seen.plan.first}
    assert "expedited-removal-exposure" in {warning.id for warning in seen.warnings}
    assert bool(seen.plan.oppose) == bool(motion)


@pytest.mark.parametrize("relief", ["cancellation-nonlpr", "asylum", "withholding"])
def test_a_client_who_has_won_is_not_told_to_give_it_up(corpus, relief):
    case = in_court(f"relief: [{{kind: {relief}, status: approved}}]", "ij_decision: {date: 2023-09-10, outcome: relief-granted}")
    seen = found(corpus, case, "2023-09-20")
    assert asked(seen) == {"waive-appeal"}
    assert {item.form for item in seen.plan.do_not_ask} >= {"dismissal-without-prejudice", "administrative-closure"}
    assert option(seen, "dismissal-without-prejudice").timing == "avoid"
    assert "appeal-running" not in {step.step for step in seen.plan.first}


def test_what_is_to_be_opposed_is_not_asked_for(corpus):
    case = in_court(
        "entry: [{date: 2023-08-01, manner: paroled}], relief: [{kind: i-130, status: approved}]",
        "dhs_motion: {kind: dismiss, date: 2025-06-20}",
    )
    seen = found(corpus, case, "2025-07-01")
    assert seen.plan.oppose
    assert "dismissal-without-prejudice" not in asked(seen)
    assert {"arrest-risk", "expedited-removal-exposure"} <= {warning.id for warning in seen.warnings}


def test_a_tried_case_is_not_paused(corpus):
    reserved = in_court("relief: [{kind: cancellation-nonlpr, status: filed-court}]", "ij_decision: {reserved_on: 2022-04-20}")
    assert "administrative-closure" not in asked(found(corpus, reserved, "2022-05-01"))
    lost = in_court("", "ij_decision: {date: 2023-09-05, outcome: removal-ordered}")
    seen = found(corpus, lost, "2023-09-20")
    assert "administrative-closure" not in asked(seen)
    assert "appeal-running" in {step.step for step in seen.plan.first}


def test_what_is_late_comes_after_what_is_in_time(corpus):
    case = in_court(
        "relief: [{kind: i-751, status: filed-court}], residence: {continuous_since: 2010-01-06}",
        "next_hearing: {type: individual, date: 2024-06-20}",
        circuit="9",
    )
    seen = found(corpus, case, "2024-06-01")
    assert seen.plan.ask == "stipulation"
    assert option(seen, "administrative-closure").timing == "late"


@pytest.mark.parametrize(("proceedings", "on", "step"), [
    ("nta_filed_date: 2020-02-03, ij_decision: {date: 2026-08-20, outcome: voluntary-departure}", "2026-09-01", "voluntary-departure"),
    ("nta_issued: false, custody: {detained: true, authority: 235b1}", "2026-07-03", "expedited-removal"),
])  # fmt: skip
def test_outside_the_table_what_runs_comes_first(corpus, proceedings, on, step):
    seen = found(corpus, case_of(f"proceedings: {{{proceedings}}}"), on)
    assert seen.stage.id is None
    assert step in {item.step for item in seen.plan.first}
    assert seen.plan.when.startswith("today")


def test_a_joined_termination_is_asked_for(corpus):
    case = in_court("relief: [{kind: tps, status: approved}]", "opla_position: 'OPLA joins a motion to terminate'")
    assert found(corpus, case, "2022-11-17").plan.ask == "termination-joint-motion"


DETAINED = (
    "proceedings: {nta_date: 2026-08-01, nta_filed_date: 2026-08-03, custody: {detained: true, authority: 236a}}, "
    f"{UNLAWFUL % '2018-03-01'}, criminal: [{{charge: '%s', arrest_date: 2026-07-20, disposition: %s, level: misdemeanor}}]"
)


@pytest.mark.parametrize(("charge", "disposition", "timing"), [
    ("simple assault", "dismissed", "ripe"),
    ("shoplifting", "dismissed", "barred"),
    ("assault on a police officer", "pending", "barred"),
    ("burglary second degree", "pending", "barred"),
])  # fmt: skip
def test_detention_is_mandatory_only_for_the_crimes_that_the_act_names(corpus, charge, disposition, timing):
    seen = found(corpus, case_of(DETAINED % (charge, disposition), "9"), "2026-09-01")
    assert option(seen, "bond-or-release").timing == timing


def test_closure_before_2012_needs_both_sides(corpus):
    case = in_court(proceedings="opla_position: 'opposes administrative closure'")
    assert option(found(corpus, case, "2012-01-30"), "administrative-closure").timing == "barred"


def test_a_conviction_after_the_day_has_not_come(corpus):
    charge = "criminal: [{charge: theft, level: felony, arrest_date: 2022-01-05, disposition: convicted, disposition_date: 2022-11-01}]"
    verdicts = {item.id: item.verdict for item in found(corpus, in_court(charge), "2022-06-01").factors}
    assert (verdicts["serious-criminal-history"], verdicts["recent-criminal-history"]) == ("no", "yes")


def test_what_a_status_says_first_is_the_status(corpus):
    case = case_of(
        "proceedings: {nta_filed_date: 2018-02-03, ij_decision: {date: 2020-01-05, outcome: removal-ordered}, "
        "appeal: {filed_date: 2020-01-20, status: 'dismissed 2023-03-01; motion to reconsider pending'}}"
    )
    assert found(corpus, case, "2024-01-01").stage.id == "final-order-unexecuted"


def test_two_years_are_counted_in_years(corpus):
    verdicts = {item.id: item.verdict for item in found(corpus, in_court(UNLAWFUL % "2023-01-24"), "2025-01-23").factors}
    assert verdicts["recent-unlawful-entry"] == "yes"


def test_an_old_expedited_order_followed_by_a_return_is_not_running(corpus):
    case = case_of(
        "immigration_history: {prior_orders: [{type: expedited-removal, date: 2003-05-01}], reentered_after_removal: true}, "
        "proceedings: {nta_issued: false, custody: {detained: false}}"
    )
    assert found(corpus, case, "2024-01-01").stage.id == "pre-nta"


def test_a_case_referred_for_asylum_alone_is_read(corpus):
    case = case_of(
        "entry: [{date: 2018-03-01, manner: visa-waiver}], "
        "proceedings: {nta_issued: false, relief_filed_date: 2019-01-05, charges: ['asylum-only (I-863)']}"
    )
    assert "asylum-only" in found(corpus, case, "2019-06-01").stage.because


def test_an_order_that_protects_the_client_is_not_held_against_them(corpus):
    for protected, verdict in (("client", "no"), ("wife", "yes")):
        civil = f"criminal_civil: {{protection_order: true, protected: {protected}}}, criminal: []"
        verdicts = {item.id: item.verdict for item in found(corpus, in_court(civil), "2024-01-01").factors}
        assert verdicts["protection-order-or-domestic-violence"] == verdict


CARRIES = "two-year-proof", "what-to-carry"
RECENT = "entry: [{date: %s, manner: without-inspection}], fears: {fears_return: 'no'}, relief: [], evidence: []"


@pytest.mark.parametrize(
    ("entered", "step"), [("2024-03-01", "two-year-proof"), ("2025-11-10", "what-to-carry"), ("null", "what-to-carry")]
)
def test_proof_of_two_years_is_asked_only_of_a_client_who_is_known_to_have_them(corpus, entered, step):
    case = in_court(RECENT % entered, "next_hearing: {date: 2026-08-10, type: master}")
    case.facts["proceedings"].update(nta_date=day("2026-07-01"), nta_filed_date=day("2026-07-02"), pleadings_date=None)
    seen = found(corpus, case, "2026-07-15")
    assert {item.step for item in seen.plan.first} & {*CARRIES} == {step}
    assert ("two-year-presence-proof" in {paper.document for paper in seen.missing}) == (step == "two-year-proof")
    said = " ".join(item.because for item in seen.plan.do_not_ask)
    assert "two years are said" not in said


ORDERED = ", scheduling_order: {date: 2026-05-01, filing_deadline: %s}"
WHEN = [
    ("date: 2026-08-14, type: individual", "", "2026-07-15", "so that an answer comes before the filing deadline"),
    ("date: 2026-08-13, type: individual", "", "2026-07-15", "the day to file for the hearing on 13 Aug 2026 has passed"),
    ("date: 2026-07-16, type: individual", "", "2026-07-15", "has passed"),
    ("date: 2024-08-01, type: individual", "", "2024-07-15", "so that an answer comes before"),  # fifteen days then
    ("date: 2024-08-01, type: individual", "", "2024-07-18", "has passed"),
    ("date: 2026-07-30, type: individual", ORDERED % "2026-07-20", "2026-07-15", "so that an answer comes before"),
    ("date: 2026-10-01, type: individual", ORDERED % "2026-07-10", "2026-07-15", "has passed"),
    ("date: 2026-10-01, type: master", ORDERED % "2026-07-10", "2026-07-15", "has passed"),
    ("date: 2026-07-30, type: master", "", "2026-07-15", "well before the next hearing on 30 Jul 2026"),
    ("date: 2026-07-16, type: master", "", "2026-07-15", "may get no ruling at the hearing on 16 Jul 2026"),
    ("type: master", "", "2026-07-15", "well before the next hearing, whose day is not in the file"),
]


@pytest.mark.parametrize(("hearing", "order", "on", "when"), WHEN)
def test_when_to_ask_names_no_moment_that_has_passed_and_says_what_is_still_possible(corpus, hearing, order, on, when):
    case = in_court("relief: [{kind: i-130, status: approved}], fears: {fears_return: 'no'}", f"next_hearing: {{{hearing}}}{order}")
    plan = found(corpus, case, on).plan
    assert when in plan.when
    late = "so that an answer comes" not in plan.when and "well before" not in plan.when
    assert late == all(words in plan.when for words in ("a call", "oral joint motion", "stipulation at the hearing"))


def test_where_the_kind_of_the_hearing_is_not_known_the_moment_says_so(corpus):
    case = in_court("relief: [{kind: i-130, status: approved}]", "next_hearing: {date: 2026-07-30}")
    assert "not known" in found(corpus, case, "2026-07-15").plan.when
