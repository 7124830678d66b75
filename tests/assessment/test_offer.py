"""An offer judged like any option: accept, counter, oppose, or ask first; and what its terms do to the answer."""

import pytest
import yaml
from building import case_of, day, in_court

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.assessment.offer import judge_offer, standing_offer
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree

TODAY = "2026-11-16"
NO_FEAR = "fears: {fears_return: 'no'}"
SHOWN = (
    "residence: {continuous_since: 2009-01-05}, "
    "evidence: [{id: e1, kind: two-year-presence-proof, date: 2020-01-01, title: leases 2009 to 2020}]"
)
UNINSPECTED = "entry: [{date: 2009-01-05, manner: without-inspection}]"
ADMITTED = "entry: [{date: 2009-01-05, manner: admitted, authorised_until: 2009-07-05}], residence: {continuous_since: 2009-01-05}"
CANCELLATION = f"{UNINSPECTED}, {SHOWN}, {NO_FEAR}, relief: [{{kind: cancellation-nonlpr, status: filed-court}}]"
ADJUSTING = f"{ADMITTED}, {NO_FEAR}, relief: [{{kind: i-130, status: approved}}, {{kind: adjustment, status: possible}}]"
DISMISSAL = "dismissal-without-prejudice"
CLOSURE = "administrative-closure"
MASTER = "next_hearing: {date: 2027-03-10, type: master}"


def offer(corpus, case, form, *terms, on=TODAY):
    matter = Matter(case, corpus, day(on))
    return judge_offer(matter, assess_matter(matter), form, terms)


def test_dismissal_is_opposed_where_only_a_judge_can_grant_what_is_left(corpus):
    found = offer(corpus, in_court(CANCELLATION, MASTER), DISMISSAL)
    assert found.answer == "oppose"
    assert "only a judge can grant" in found.because
    assert any(item.topic == "cancellation" for item in found.accepting.closes)
    assert found.going_on.form == "none"
    assert any("Respondent opposes" in line for line in found.say)
    assert {"stipulation", "continuance"} <= {item.form for item in found.counter}


def test_dismissal_is_opposed_under_two_years_and_the_days_here_are_not_conceded(corpus):
    case = in_court(
        f"entry: [{{date: 2025-11-10, manner: without-inspection}}], residence: {{continuous_since: 2025-11-10}}, {NO_FEAR}, relief: []"
    )
    found = offer(corpus, case, DISMISSAL)
    assert (found.answer, found.timing) == ("oppose", "avoid")
    assert "expedited removal" in found.because
    assert any("less than two years" in line for line in found.do_not_concede)
    assert "expedited-removal-exposure" in found.warnings


def test_before_interior_expedited_removal_the_same_entry_is_no_reason_to_oppose(corpus):
    case = in_court(
        f"entry: [{{date: 2021-11-10, manner: without-inspection}}], residence: {{continuous_since: 2021-11-10}}, {NO_FEAR}, relief: []"
    )
    assert offer(corpus, case, DISMISSAL, on="2023-05-01").answer == "accept"


def test_dismissal_with_an_approved_petition_and_an_admission_is_accepted_once_the_client_consents(corpus):
    found = offer(corpus, in_court(ADJUSTING), DISMISSAL)
    assert found.answer == "accept"
    assert (found.consent.needed, found.consent.on_file) == (True, None)  # no list of consents says nothing of consent
    assert offer(corpus, in_court(f"{ADJUSTING}, consents: []"), DISMISSAL).consent.on_file is False
    assert any("without prejudice" in line for line in found.in_writing)
    assert any("when the client has been advised" in line for line in found.say)


def test_consent_on_file_is_said_and_still_has_to_cover_the_terms(corpus):
    case = in_court(f"{ADJUSTING}, consents: [{{form: {DISMISSAL}, signed_on: 2026-11-02}}]")
    consent = offer(corpus, case, DISMISSAL).consent
    assert consent.on_file is True
    assert "covers these terms" in consent.because


def test_closure_with_a_pending_u_petition_is_accepted_with_an_affirmative_non_opposition_in_writing(corpus):
    case = in_court(f"{UNINSPECTED}, {SHOWN}, {NO_FEAR}, relief: [{{kind: u-visa, status: filed-uscis}}]")
    found = offer(corpus, case, CLOSURE)
    assert found.answer == "accept"
    assert any("worth more than silence" in line for line in found.in_writing)


def test_where_the_entry_is_not_known_it_is_asked_first_and_unknown_is_not_no(corpus):
    found = offer(
        corpus, in_court(f"entry: [{{date: null, manner: null}}], {NO_FEAR}, relief: [{{kind: i-130, status: approved}}]"), DISMISSAL
    )
    assert found.answer == "ask-first"
    assert {"accept", "oppose"} <= set(found.could_be)
    assert any(path.startswith("entry[]") for path in found.to_learn)
    assert any("I must speak with my client" in line for line in found.say)


def test_where_fear_was_never_asked_ending_the_case_waits_for_the_answer(corpus):
    found = offer(corpus, in_court(ADJUSTING.replace(f"{NO_FEAR}, ", "")), DISMISSAL)
    assert found.answer == "ask-first"
    assert "fears.fears_return" in found.to_learn
    assert not any("fears return" in line for line in found.say)  # what is said aloud must be true


@pytest.mark.parametrize("form", [DISMISSAL, "termination-joint-motion", CLOSURE])
def test_whoever_has_won_takes_nothing_that_undoes_it_but_a_waiver_of_appeal(corpus, form):
    case = in_court(CANCELLATION, "ij_decision: {date: 2026-11-10, outcome: relief-granted}")
    found = offer(corpus, case, form)
    assert found.answer == "oppose"
    assert "has won" in found.because
    assert "waive-appeal" in {item.form for item in found.counter}
    assert offer(corpus, case, "waive-appeal").answer == "accept"


def test_the_governments_own_motion_that_the_plan_opposes_is_opposed_by_its_day(corpus):
    case = in_court(
        f"{ADMITTED}, fears: {{fears_return: 'yes'}}, relief: [{{kind: i-130, status: approved}}]",
        "dhs_motion: {kind: dismiss, date: 2026-11-10}",
    )
    found = offer(corpus, case, DISMISSAL)
    assert found.answer == "oppose"
    assert "reserve appeal" in found.because
    assert found.answer_by.date == day("2026-11-20")
    assert standing_offer(Matter(case, corpus, day(TODAY))) == DISMISSAL


def test_a_day_that_has_passed_is_said_to_have_passed(corpus):
    case = in_court(CANCELLATION, "dhs_motion: {kind: dismiss, date: 2026-10-01}")
    assert "has passed" in offer(corpus, case, DISMISSAL).answer_by.because


def test_a_hearing_before_the_last_day_comes_first(corpus):
    case = in_court(CANCELLATION, "dhs_motion: {kind: dismiss, date: 2026-11-14}, next_hearing: {date: 2026-11-17, type: master}")
    assert offer(corpus, case, DISMISSAL).answer_by.date == day("2026-11-17")


def test_without_a_motion_or_a_hearing_no_day_is_invented(corpus):
    found = offer(corpus, in_court(ADJUSTING), DISMISSAL).answer_by
    assert found.date is None
    assert "silence is no agreement" in found.because


def test_a_detained_client_is_released_first(corpus):
    case = case_of(
        "proceedings: {nta_date: 2026-01-06, nta_filed_date: 2026-02-03, pleadings_date: 2026-05-04, "
        f"custody: {{detained: true, authority: 236a}}}}, {ADJUSTING}, criminal: []"
    )
    for form in (DISMISSAL, CLOSURE):
        found = offer(corpus, case, form)
        assert found.answer in ("counter", "oppose")
        assert found.counter[0].form == "bond-or-release"
        assert any("Detention costs" in point for point in found.counter[0].why_they_could_agree)


def test_voluntary_departure_is_opposed_with_relief_in_sight(corpus):
    assert offer(corpus, in_court(CANCELLATION, MASTER), "voluntary-departure-stipulation").answer == "oppose"


def test_a_form_that_cannot_be_given_is_countered_with_its_reason(corpus):
    case = case_of(
        "proceedings: {nta_date: 2010-01-06, nta_filed_date: 2010-02-03, final_order_date: 2012-05-04, custody: {detained: false}}"
    )
    found = offer(corpus, case, CLOSURE)
    assert found.answer == "counter"
    assert "cannot be given" in found.because
    assert "stay-of-removal-ice" in {item.form for item in found.counter}


def test_why_they_could_agree_rests_on_the_file_alone(corpus):
    matter = Matter(in_court(CANCELLATION, MASTER), corpus, day(TODAY))
    assessment = assess_matter(matter)
    known = {point.point for point in assessment.government_interest}
    known |= {"The judge can give it without the government.", "Nothing in the file gives the government a reason of its own."}
    found = judge_offer(matter, assessment, DISMISSAL)
    assert found.counter
    assert {reason for item in found.counter for reason in item.why_they_could_agree} <= known


@pytest.mark.parametrize(
    ("words", "term", "answer"),
    [
        ("without prejudice", "without-prejudice", "accept"),
        ("with prejudice", "with-prejudice", "accept"),
        ("a joint motion", "joint", "accept"),
        ("no opposition", "no-opposition", "accept"),
        ("in writing", "in-writing", "accept"),
        ("orally", "oral", "counter"),
        ("today only", "today-only", "counter"),
        ("client admits the allegations", "concede", "counter"),
        ("plead to the charge", "concede", "counter"),
        ("withdraw the 42B", "withdraw-application", "counter"),
        ("waives appeal", "waive-appeal", "counter"),
        ("no waiver of appeal", "appeal-reserved", "accept"),
        ("stipulated removal", "order-of-removal", "oppose"),
        ("voluntary departure", "voluntary-departure", "oppose"),
        ("GPS ankle monitor", "monitoring", "counter"),
        ("release", "release", "counter"),
        ("keeps application pending", "keeps-application", "accept"),
        ("no arrest", "no-arrest-commitment", "accept"),
        ("client will not oppose dismissal", "client-does-not-oppose", "counter"),
    ],
)
def test_plain_conditions_are_known_and_make_the_answer_no_milder(corpus, words, term, answer):
    settled = "screen: {citizenship: 'no', charge_contestable: false, suppression: false}"
    case = in_court(f"{ADJUSTING}, {settled}", "nta_time_and_place_given: true")
    found = offer(corpus, case, DISMISSAL, words)
    assert [(item.term, item.answer) for item in found.terms] == [(term, answer)]
    assert found.answer == answer  # without terms it is accepted


@pytest.mark.parametrize(
    "words",
    [
        "pays a fine",
        "no need to admit allegations",
        "does not have to withdraw the application",
        "joint motion if client pays 500",
        "nothing in writing",
        "both sides waive appeal",
    ],
)
def test_what_is_not_known_is_left_to_counsel_and_then_nothing_is_accepted(corpus, words):
    found = offer(corpus, in_court(ADJUSTING), DISMISSAL, words)
    assert any(item.meaning is None and item.answer == "not-judged" for item in found.terms)
    assert found.answer != "accept"


def test_a_term_that_takes_court_only_relief_is_opposed_whatever_else_is_offered(corpus):
    found = offer(corpus, in_court(CANCELLATION, MASTER), "continuance", "joint motion, and client withdraws the 42B")
    assert found.answer == "oppose"
    assert {item.term for item in found.terms} == {"joint", "withdraw-application"}


def test_a_plea_is_opposed_where_the_charge_can_be_contested(corpus):
    found = offer(corpus, in_court(f"{ADJUSTING}, screen: {{charge_contestable: true}}"), DISMISSAL, "concede removability")
    assert found.answer == "oppose"


def test_a_term_never_makes_an_opposed_offer_milder(corpus):
    assert offer(corpus, in_court(CANCELLATION, MASTER), DISMISSAL, "joint", "no arrest", "pays a fine").answer == "oppose"


def test_no_offer_is_accepted_that_the_plan_holds_off_and_none_fails(corpus, cases):
    answers = set()
    for path in sorted(cases.glob("*.yaml")):
        case = check_case(Tree(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["case"], {}), path.stem)
        matter = Matter(case, corpus, case.as_of)
        assessment = assess_matter(matter)
        against = {item.form for item in assessment.plan.do_not_ask}
        for form in corpus.vocabulary.forms:
            found = judge_offer(matter, assessment, form)
            answers.add(found.answer)
            held = form in against or found.timing in ("avoid", "barred") or found.status not in ("available", "conditional")
            assert not (found.answer == "accept" and held), (path.stem, form)
            assert (found.answer == "ask-first") == bool(found.could_be)
            assert found.because
            assert found.in_writing
            assert "offer_" not in found.because
            if form == assessment.plan.ask:
                assert found.answer in ("accept", "ask-first"), (path.stem, form)
            for name in found.authorities:
                assert corpus.authorities[name].binds(case.as_of, case.circuit), name
    assert answers == {"accept", "counter", "oppose", "ask-first"}


LEAVING = f"{ADMITTED}, {NO_FEAR}, relief: [], criminal: [], screen: {{citizenship: 'no', charge_contestable: false, suppression: false}}"


@pytest.mark.parametrize(
    ("consents", "answer"),
    [
        ("", "ask-first"),
        (", consents: []", "counter"),
        (", consents: [{form: voluntary-departure-stipulation, signed_on: 2026-11-02}]", "accept"),
    ],
)
def test_whether_the_client_has_chosen_to_leave_is_asked_where_the_file_does_not_say(corpus, consents, answer):
    court = f"nta_time_and_place_given: true, charges: [], {MASTER}"
    found = offer(corpus, in_court(f"{LEAVING}{consents}", court), "voluntary-departure-stipulation")
    assert found.answer == answer, found.because
    assert ("consents[].form" in found.to_learn) == (answer == "ask-first")


# ---- the government moves to put a closed case back on the calendar

CLOSED = "admin_closed: {date: 2014-03-03}, dhs_motion: {kind: recalendar, date: 2026-11-10}"
RECALENDAR = "recalendar"


def test_a_motion_to_recalendar_stands_as_the_offer_and_is_opposed_by_its_day(corpus):
    case = in_court(f"{UNINSPECTED}, {SHOWN}, {NO_FEAR}, relief: [{{kind: u-visa, status: filed-uscis}}]", CLOSED)
    assert standing_offer(Matter(case, corpus, day(TODAY))) == RECALENDAR
    found = offer(corpus, case, RECALENDAR)
    assert (found.answer, found.status) == ("oppose", "available")
    assert "the matter outside the court" in found.because
    assert found.answer_by.date == day("2026-11-20")
    assert (found.accepting.state, found.going_on.state) == ("recalendared", "admin-closed")
    assert any(move.to == "in-absentia-order" for move in found.accepting.paths)
    assert any("closure order" in line for line in found.in_writing)
    assert any("Respondent opposes" in line for line in found.say)
    assert {item.term for item in found.counter} >= {"withdrawal-of-the-motion", "master-hearing-and-time"}
    assert "keep-address-current" in found.warnings


@pytest.mark.parametrize(
    ("more", "on", "answer", "words"),
    [
        ("relief: [{kind: i-130, status: approved}, {kind: provisional-waiver, status: preparing}]", TODAY, "oppose", "waiver"),
        (f"{SHOWN}, relief: [{{kind: i-751, status: filed-court}}]", TODAY, "accept", "only a case on the calendar is heard"),
        ("relief: [{kind: cancellation-lpr, status: possible}]", TODAY, "oppose", "why now"),
        ("relief: []", "2017-06-01", "oppose", "persuasive reason"),
        ("relief: []", "2019-06-03", "counter", "names no factors"),
    ],
)
def test_a_closed_case_goes_on_only_for_a_reason_of_the_clients_own(corpus, more, on, answer, words):
    found = offer(corpus, in_court(f"{UNINSPECTED}, {NO_FEAR}, {more}", CLOSED), RECALENDAR, on=on)
    assert found.answer == answer, found.because
    assert words in found.because
    for name in found.authorities:
        assert corpus.authorities[name].binds(day(on), None), name


def test_a_case_that_is_not_closed_cannot_be_recalendared(corpus):
    found = offer(corpus, in_court(ADJUSTING), RECALENDAR)
    assert (found.answer, found.status, found.accepting.state) == ("counter", "unavailable", None)
    assert "the case is not closed" in found.because


def test_many_conditions_are_judged_as_quickly_as_few(corpus):
    found = offer(corpus, in_court(ADJUSTING), DISMISSAL, *(f"pays {number} dollars" for number in range(60)))
    assert found.could_be == ["accept", "counter", "oppose"]
