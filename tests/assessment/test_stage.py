"""Where a case stands: each row of the stage table, and what it must not be taken for."""

import datetime as dt

import pytest
import yaml

from forbear.assessment.assess import assess
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree

GRANTED = "ij_decision: {date: 2024-03-04, outcome: relief-granted}"
LOST = "ij_decision: {date: 2023-03-04, outcome: removal-ordered}"
FILED = "nta_date: 2020-01-06, nta_filed_date: 2020-02-03"
# proceedings (and other facts after |), the day, the stage or the stages possible
SETTLED = [
    ("nta_issued: false", "2024-05-01", "pre-nta"),
    ("nta_date: 2024-06-01, nta_issued: true", "2024-05-01", "pre-nta"),  # dated after the day: not yet
    ("nta_date: 2024-01-02, nta_filed: false", "2024-05-01", "nta-served-not-filed"),
    ("nta_date: 2024-01-02, nta_filed_date: 2024-06-03", "2024-05-01", "nta-served-not-filed"),
    (FILED, "2024-05-01", "master-pending"),
    (f"{FILED}, pleadings_taken: false", "2024-05-01", "master-pending"),
    (f"{FILED}, pleadings_date: 2021-03-02", "2024-05-01", "pleadings-entered"),
    (f"{FILED}, pleadings_date: 2024-09-02", "2024-05-01", "master-pending"),
    (f"{FILED}, pleadings_taken: true", "2024-05-01", "pleadings-entered"),
    (f"{FILED}, relief_filed_date: 2022-01-04", "2024-05-01", "relief-pending"),
    (f"{FILED} | relief: [{{kind: asylum, status: filed-court}}]", "2024-05-01", "relief-pending"),
    (f"{FILED} | relief: [{{kind: i-130, status: filed-uscis}}]", "2024-05-01", "master-pending"),  # USCIS filings alone do not count
    (f"{FILED}, next_hearing: {{date: 2024-08-01, type: individual}}", "2024-05-01", "individual-scheduled"),
    (f"{FILED}, ij_decision: {{reserved_on: 2024-04-20}}", "2024-05-01", "decision-reserved"),
    (f"{FILED}, ij_decision: {{date: 2024-04-20, outcome: removal-ordered}}", "2024-05-01", "decision-reserved"),
    (f"{FILED}, ij_decision: {{date: 2024-04-20, outcome: relief-granted}}", "2024-05-20", "decision-reserved"),  # day 30
    (f"{FILED}, ij_decision: {{date: 2024-04-20, outcome: removal-ordered}}", "2024-05-21", "final-order-unexecuted"),
    (f"{FILED}, ij_decision: {{date: 2024-04-18, outcome: removal-ordered}}", "2024-05-20", "decision-reserved"),  # day 30 is a Saturday
    (
        f"{FILED}, ij_decision: {{date: 2024-04-20, outcome: removal-ordered}}, appeal: {{status: waived}}",
        "2024-05-01",
        "final-order-unexecuted",
    ),
    (
        f"{FILED}, ij_decision: {{date: 2024-03-04, outcome: removal-ordered}}, appeal: {{filed_date: 2024-03-20}}",
        "2024-05-01",
        "appeal-pending-bia",
    ),
    (
        f"{FILED}, {GRANTED}, appeal: {{filed_date: 2024-03-20, by: DHS, status: pending}}",
        "2024-05-01",
        "appeal-pending-bia",
    ),
    (
        f"{FILED}, {LOST}, appeal: {{filed_date: 2023-03-20, status: dismissed 2024-02-02}}",
        "2024-05-01",
        "final-order-unexecuted",
    ),
    (
        f"{FILED}, {LOST}, appeal: {{filed_date: 2023-03-20, status: dismissed 2024-09-02}}",
        "2024-05-01",
        "appeal-pending-bia",  # decided only after the day
    ),
    (
        f"{FILED}, relief_filed_date: 2021-05-05, ij_decision: {{date: 2023-03-04, outcome: removal-ordered}},"
        " appeal: {filed_date: 2023-03-20, status: remanded 2024-02-02}",
        "2024-05-01",
        "relief-pending",
    ),
    (f"{FILED}, admin_closed: {{date: 2022-03-01}}", "2024-05-01", "admin-closed"),
    (f"{FILED}, admin_closed: {{date: 2022-03-01}}, recalendared_date: 2024-01-15", "2024-05-01", "master-pending"),
    (f"{FILED}, admin_closed: {{date: 2022-03-01}}, recalendared_date: 2024-06-15", "2024-05-01", "admin-closed"),
    (f"{FILED}, final_order_date: 2022-03-01, supervision: {{kind: none}}", "2024-05-01", "final-order-unexecuted"),
    (f"{FILED}, final_order_date: 2022-03-01, supervision: {{kind: osup-i220b}}", "2024-05-01", "post-order-supervision"),
    (f"{FILED}, in_absentia: {{date: 2022-03-01}}, final_order_date: 2022-03-01", "2024-05-01", "in-absentia-order"),
    (f"{FILED}, in_absentia: {{date: 2022-03-01}}, supervision: {{kind: osup-i220b}}", "2024-05-01", "in-absentia-order"),
    (f"{FILED}, final_order_date: 2022-03-01, pfr: {{filed_date: 2022-03-20}}", "2024-05-01", "pfr-pending"),
    (f"{FILED}, final_order_date: 2022-03-01, pfr: {{filed_date: 2022-03-20, status: denied}}", "2024-05-01", "final-order-unexecuted"),
    (f"{FILED}, final_order_date: 2022-03-01, pfr: {{filed: false}}", "2024-05-01", "final-order-unexecuted"),
    (f"{FILED}, in_absentia: {{date: 2022-03-01}}, reopened_date: 2024-02-01", "2024-05-01", "reopened"),
    (
        f"{FILED}, in_absentia: {{date: 2022-03-01}}, reopened_date: 2024-02-01, pleadings_date: 2024-03-01",
        "2024-05-01",
        "pleadings-entered",
    ),
    (
        f"{FILED}, in_absentia: {{date: 2022-03-01}}, reopened_date: 2024-02-01, relief_filed_date: 2024-03-01",
        "2024-05-01",
        "relief-pending",
    ),
    (f"{FILED}, final_order_date: 2022-03-01, pleadings_date: 2021-01-05, reopened_date: 2024-02-01", "2024-05-01", "reopened"),
    (f"{FILED}, in_absentia: {{date: 2022-03-01}} | immigration_history: {{reinstated_date: 2023-05-05}}", "2024-05-01", "reinstatement"),
]
OPEN = [
    ("nta_date: 2024-01-02", {"nta-served-not-filed", "master-pending"}),  # an empty filing date alone is not known
    (
        "nta_date: 2024-01-02, next_hearing: {date: 2024-08-01, type: master}",
        {"nta-served-not-filed", "master-pending"},
    ),  # the notice may name it
    ("custody: {detained: false}", {"pre-nta", "nta-served-not-filed", "master-pending"}),
    (f"{FILED}, ij_decision: {{date: 2023-03-04}}", {"final-order-unexecuted", "admin-closed", "master-pending"}),
]
OUTSIDE = [
    (f"{FILED}, ij_decision: {{date: 2023-03-04, outcome: dismissed}}", "dismissed"),
    (f"{FILED}, ij_decision: {{date: 2023-03-04, outcome: terminated}}", "terminated"),
    (f"{FILED}, ij_decision: {{date: 2023-03-04, outcome: relief-granted}}", "relief-granted"),
    (f"{FILED}, ij_decision: {{date: 2024-03-20, outcome: voluntary-departure}}", "voluntary-departure"),
    ("nta_issued: false, custody: {detained: true, authority: 235b1}", "expedited-removal"),
    ("nta_issued: false | immigration_history: {prior_orders: [{date: 2024-04-20, type: expedited-removal}]}", "expedited-removal"),
    (f"{FILED}, charges: ['asylum-only (I-863)']", "asylum-only"),
    (f"{FILED}, charges: [withholding-only] | immigration_history: {{reinstated_date: 2023-05-05}}", "withholding-only"),
]


def case_of(text):
    proceedings, _, more = text.partition(" | ")
    facts = yaml.safe_load(f"{{proceedings: {{{proceedings}}}{', ' + more if more else ''}}}")
    return check_case(Tree(facts, {}), "case")


@pytest.mark.parametrize(("facts", "on", "stage"), SETTLED)
def test_the_stage_is_named(corpus, facts, on, stage):
    found = assess(case_of(facts), corpus, dt.date.fromisoformat(on)).stage
    assert found.id == stage


@pytest.mark.parametrize(("facts", "could_be"), OPEN)
def test_what_is_not_known_is_asked_and_every_possible_stage_is_named(corpus, facts, could_be):
    found = assess(case_of(facts), corpus, dt.date(2024, 5, 1))
    assert found.stage.id is None
    assert could_be <= set(found.stage.could_be)
    assert found.stage.unknown_because == ["fact"]
    assert any("stage" in question.decides for question in found.questions)


@pytest.mark.parametrize(("facts", "outside"), OUTSIDE)
def test_outside_section_240_there_is_no_stage_and_it_is_said_what_is_gone(corpus, facts, outside):
    found = assess(case_of(facts), corpus, dt.date(2024, 5, 1))
    assert found.stage.id is None
    assert found.stage.outside.id == outside
    assert found.stage.outside.gone
    assert found.stage.outside.who_acts
    closed = {option.form for option in found.options if option.status == "unavailable"}
    assert {"administrative-closure", "dismissal-without-prejudice", "continuance"} <= closed


def test_a_step_the_file_does_not_mention_is_presumed_and_said(corpus):
    found = assess(case_of(FILED), corpus, dt.date(2024, 5, 1)).stage
    assert "proceedings.final_order_date" in found.presumed


def test_once_the_court_record_is_read_silence_is_knowledge(corpus):
    facts = (
        f"{FILED}, pleadings_taken: false, charges: [], record_checked: 2024-04-30 | relief: [], immigration_history: {{prior_orders: []}}"
    )
    found = assess(case_of(facts), corpus, dt.date(2024, 5, 1)).stage
    assert [path for path in found.presumed if path.startswith("proceedings.")] == []


def test_an_unknown_kind_of_supervision_is_presumed_none_and_both_stages_are_named(corpus):
    found = assess(case_of(f"{FILED}, final_order_date: 2022-03-01"), corpus, dt.date(2024, 5, 1)).stage
    assert found.id == "final-order-unexecuted"
    assert found.could_be == ["final-order-unexecuted", "post-order-supervision"]
    assert "proceedings.supervision.kind" in found.presumed


@pytest.mark.parametrize("held", [True, False, None])
def test_detention_is_a_flag_beside_the_stage(corpus, held):
    value = {True: "true", False: "false", None: "null"}[held]
    found = assess(case_of(f"{FILED}, custody: {{detained: {value}}}"), corpus, dt.date(2024, 5, 1)).stage
    assert (found.id, found.detained) == ("master-pending", held)
