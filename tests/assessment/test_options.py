"""Whether each form can be asked for, and when: by stage, by the law of the day, by circuit."""

import pytest
from building import case_of, day, in_court

from forbear.assessment.assess import assess
from forbear.assessment.consequences import as_of

I130 = "relief: [{kind: i-130, status: approved, decided_date: 2010-09-01}]"
WAIVER = "relief: [{kind: i-130, status: approved}, {kind: provisional-waiver, status: preparing}]"
CANCELLATION = "relief: [{kind: cancellation-nonlpr, status: filed-court}]"
MASTER = "next_hearing: {date: 2030-01-07, type: master}"


def judged(corpus, case, on, form):
    option = assess(case, corpus, day(on)).option(form)
    return option.status, option.timing


# Closure by circuit and day, for a person with an approved petition.
CLOSURE = [
    ("9", "2018-05-16", "ripe"),
    ("9", "2018-05-17", "barred"),
    ("9", "2021-07-14", "barred"),
    ("9", "2021-07-15", "ripe"),
    ("4", "2019-08-28", "barred"),
    ("4", "2019-08-29", "ripe"),
    ("7", "2020-06-25", "barred"),
    ("7", "2020-06-26", "ripe"),
    ("3", "2021-05-04", "barred"),
    ("3", "2021-05-05", "ripe"),
    ("6", "2021-06-05", "barred"),
    ("6", "2022-06-05", "barred"),
    ("6", "2024-07-28", "barred"),
    ("6", "2024-07-29", "ripe"),
    ("11", "2026-01-05", "ripe"),
]


@pytest.mark.parametrize(("circuit", "on", "timing"), CLOSURE)
def test_closure_follows_the_law_of_the_circuit_on_the_day(corpus, circuit, on, timing):
    status, found = judged(corpus, in_court(I130, circuit=circuit), on, "administrative-closure")
    assert found == timing
    assert (status == "unavailable") == (timing == "barred")


@pytest.mark.parametrize(("on", "timing"), [("2021-06-03", "barred"), ("2021-06-04", "ripe"), ("2023-01-05", "ripe")])
def test_the_sixth_circuit_allows_closure_for_a_provisional_waiver(corpus, on, timing):
    assert judged(corpus, in_court(WAIVER, circuit="6"), on, "administrative-closure")[1] == timing


def test_an_unknown_circuit_leaves_closure_open_where_circuits_differ(corpus):
    option = assess(in_court(I130), corpus, day("2020-01-06")).option("administrative-closure")
    assert (option.status, option.timing) == ("unknown", "unknown")


TERMINATION = [
    ("9", "2018-09-17", "ripe"),
    ("9", "2018-09-18", "barred"),
    ("9", "2022-11-16", "barred"),
    ("9", "2022-11-17", "ripe"),
    ("4", "2021-10-19", "barred"),
    ("4", "2021-10-20", "ripe"),
]


@pytest.mark.parametrize("form", ["termination-joint-motion", "termination-discretionary"])
@pytest.mark.parametrize(("circuit", "on", "timing"), TERMINATION)
def test_termination_follows_the_law_of_the_circuit_on_the_day(corpus, form, circuit, on, timing):
    assert judged(corpus, in_court(I130, circuit=circuit), on, form)[1] == timing


HELD = "entry: [{date: 2015-01-05, manner: without-inspection}], criminal: []"
BOND = [
    ("9", "2025-09-04", "ripe"),
    ("9", "2025-09-05", "barred"),
    ("9", "2026-07-29", "barred"),
    ("9", "2026-07-30", "ripe"),
    ("2", "2026-04-27", "barred"),
    ("2", "2026-04-28", "ripe"),
    ("6", "2026-05-11", "ripe"),
    ("10", "2026-06-29", "barred"),
    ("10", "2026-06-30", "ripe"),
    ("5", "2026-10-01", "barred"),
    ("8", "2026-10-01", "barred"),
    ("3", "2026-10-01", "unknown"),
    ("7", "2026-10-01", "unknown"),
]


@pytest.mark.parametrize(("circuit", "on", "timing"), BOND)
def test_bond_for_entrants_follows_the_circuit_of_detention(corpus, circuit, on, timing):
    case = case_of(
        f"proceedings: {{nta_date: 2020-01-06, nta_filed_date: 2020-02-03, charges: [], custody: {{detained: true}}}}, {HELD}", circuit
    )
    option = assess(case, corpus, day(on)).option("bond-or-release")
    assert option.timing == timing
    if timing == "unknown":
        assert option.unknown_because == ["law"]


@pytest.mark.parametrize(("custody", "timing"), [("236a", "ripe"), ("236c", "barred"), ("'241'", "barred"), ("235b1", "barred")])
def test_bond_follows_the_statute_of_the_custody(corpus, custody, timing):
    facts = f"proceedings: {{nta_date: 2020-01-06, nta_filed_date: 2020-02-03, custody: {{detained: true, authority: {custody}}}}}"
    case = case_of(f"{facts}, entry: [{{date: 2015-01-05, manner: admitted}}], criminal: []", "9")
    assert judged(corpus, case, "2024-03-05", "bond-or-release")[1] == timing


RECENT = "relief: [], entry: [{date: 2024-03-12, manner: without-inspection}], residence: {continuous_since: 2024-03-12}"


@pytest.mark.parametrize(("on", "timing"), [("2025-01-20", None), ("2025-01-21", "avoid"), ("2025-10-01", "avoid"), ("2026-03-12", None)])
def test_dismissal_of_an_entrant_under_two_years_is_to_be_avoided_even_while_a_stay_holds(corpus, on, timing):
    assert judged(corpus, in_court(RECENT), on, "dismissal-without-prejudice")[1] == timing


def test_dismissal_is_to_be_avoided_where_only_court_relief_is_left_and_is_said_not_to_be_asked_for(corpus):
    found = assess(in_court(CANCELLATION), corpus, day("2023-10-02"))
    assert found.option("dismissal-without-prejudice").timing == "avoid"
    assert "dismissal-without-prejudice" in {item.form for item in found.plan.do_not_ask}


def test_dismissal_with_an_approved_petition_is_ripe(corpus):
    assert judged(corpus, in_court(I130), "2023-10-02", "dismissal-without-prejudice")[1] == "ripe"


@pytest.mark.parametrize(("hearing", "timing"), [("2023-10-02", "late"), ("2023-10-03", "ripe"), ("2023-12-01", "ripe")])
def test_a_continuance_is_late_on_the_day_of_the_hearing(corpus, hearing, timing):
    case = in_court(proceedings=f"next_hearing: {{date: {hearing}, type: master}}")
    assert judged(corpus, case, "2023-10-02", "continuance") == ("available", timing)


@pytest.mark.parametrize(("hearing", "timing"), [("2023-10-31", "late"), ("2023-11-01", "ripe")])
def test_closure_is_late_under_thirty_days_before_the_individual_hearing_and_is_not_hidden(corpus, hearing, timing):
    case = in_court(I130, f"next_hearing: {{date: {hearing}, type: individual}}", "9")
    option = assess(case, corpus, day("2023-10-02")).option("administrative-closure")
    assert (option.status, option.timing) == ("available", timing)


def test_before_pleadings_closure_is_too_early_unless_the_government_joins(corpus):
    facts = "proceedings: {nta_date: 2020-01-06, nta_filed_date: 2020-02-03, pleadings_taken: false%s}, " + I130
    assert judged(corpus, case_of(facts % "", "9"), "2023-10-02", "administrative-closure")[1] == "too-early"
    joined = facts % ", opla_position: will join a motion to close"
    assert judged(corpus, case_of(joined, "9"), "2023-10-02", "administrative-closure")[1] == "best"


def test_a_signed_consent_makes_a_ripe_form_best_and_opens_no_other(corpus):
    consent = "consents: [{form: administrative-closure, signed_on: 2023-09-30}]"
    case = in_court(f"{I130}, {consent}", circuit="9")
    assert judged(corpus, case, "2023-10-02", "administrative-closure")[1] == "best"
    assert judged(corpus, case, "2023-10-02", "dismissal-without-prejudice")[1] == "ripe"
    assert judged(corpus, case, "2023-09-29", "administrative-closure")[1] == "ripe"  # not signed yet


ORDERED = "in_absentia: {date: 2022-03-01%s}"
REOPENING = [
    ("", ", reason: in hospital", "ripe"),
    ("", ", notice_received: 'no'", "ripe"),
    (I130, "", "ripe"),
]


@pytest.mark.parametrize(("relief", "absence", "timing"), REOPENING)
def test_reopening_is_ripe_with_a_ground(corpus, relief, absence, timing):
    case = in_court(relief, ORDERED % absence)
    assert judged(corpus, case, "2022-06-01", "joint-motion-to-reopen") == ("conditional", timing)


def test_a_reinstated_order_cannot_be_reopened_but_a_stay_can_be_asked(corpus):
    case = in_court("immigration_history: {reinstated_date: 2022-05-01}", ORDERED % "")
    assert judged(corpus, case, "2022-06-01", "joint-motion-to-reopen") == ("unavailable", "barred")
    assert judged(corpus, case, "2022-06-01", "stay-of-removal-ice") == ("available", "ripe")


DECIDED = "ij_decision: {date: 2022-05-20, outcome: %s}%s"
WAIVING = [
    ("relief-granted", "", "2022-06-01", ("available", "ripe")),
    ("removal-ordered", "", "2022-06-01", ("unavailable", "barred")),
    ("relief-granted", ", appeal: {filed_date: 2022-06-02, by: DHS}", "2022-08-01", ("available", "ripe")),
    ("removal-ordered", ", appeal: {filed_date: 2022-06-02, by: respondent}", "2022-08-01", ("unavailable", "barred")),
]


@pytest.mark.parametrize(("outcome", "appeal", "on", "expected"), WAIVING)
def test_only_a_win_can_be_left_unappealed(corpus, outcome, appeal, on, expected):
    assert judged(corpus, in_court(proceedings=DECIDED % (outcome, appeal)), on, "waive-appeal") == expected


def test_a_joint_remand_wants_new_relief_while_the_appeal_is_pending(corpus):
    appealed = DECIDED % ("removal-ordered", ", appeal: {filed_date: 2022-06-02, by: respondent}")
    assert judged(corpus, in_court(I130, appealed), "2022-08-01", "remand-joint") == ("conditional", "ripe")
    assert judged(corpus, in_court("relief: []", appealed), "2022-08-01", "remand-joint")[1] is None
    assert judged(corpus, in_court(I130), "2022-08-01", "remand-joint") == ("unavailable", "too-early")


def test_the_government_s_words_are_read_plainly_and_silence_is_no_consent(corpus):
    for words, timing in (
        ("will not oppose administrative closure", "ripe"),
        ("opposes any closure", "ripe"),
        ("joins the motion for closure", "best"),
        ("has not answered", "ripe"),
    ):
        case = in_court(I130, f"opla_position: {words}", "9")
        assert judged(corpus, case, "2023-10-02", "administrative-closure")[1] == timing


def test_an_open_option_names_the_facts_it_waits_for_and_they_are_asked(corpus):
    found = assess(in_court(), corpus, day("2023-10-02"))
    option = found.option("voluntary-departure-stipulation")
    assert option.status == "unknown"
    assert option.unknown_because == ["fact"]
    assert any("option:voluntary-departure-stipulation" in question.decides for question in found.questions)


def test_closure_needed_both_sides_until_2012(corpus):
    option = assess(in_court(I130), corpus, day("2012-01-30")).option("administrative-closure")
    assert (option.status, option.needs) == ("conditional", ["the government's agreement"])
    assert assess(in_court(I130), corpus, day("2012-01-31")).option("administrative-closure").status == "available"


def test_a_consequence_says_nothing_of_a_later_year():
    text = "Ends the shield (nationwide since 2026-06-23); an arriving alien is exposed. In 2025 arrests followed."
    assert as_of(text, day("2022-05-12")) == "Ends the shield; an arriving alien is exposed."
    assert as_of(text, day("2026-11-16")) == text
    assert as_of("Since 2025-09-05 no bond.", day("2022-05-12")) == ""
