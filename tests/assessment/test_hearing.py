"""What counsel carries into the hearing, and what the client takes home."""

from pathlib import Path

import pytest
import yaml
from building import case_of, day, in_court

from forbear.assessment.assess import assess_matter
from forbear.assessment.hearing import find_hearing
from forbear.assessment.matter import Matter
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree

ON = day("2026-11-24")
NEW = "nta_date: 2026-10-01, nta_filed_date: 2026-10-10"
MASTER = "next_hearing: {date: 2026-11-25, type: master, mode: in-person, time: '08:30'}"
ENTRANT = "entry: [{date: %s, manner: without-inspection}], residence: {continuous_since: %s}, relief: [], criminal: []"
RECENT, SETTLED = ENTRANT % ("2025-08-01", "2025-08-01"), ENTRANT % ("2010-08-01", "2010-08-01")
CANCELLATION = "relief: [{kind: cancellation-nonlpr, status: filed-court, filed_date: 2024-02-06}]"
ONLY_ON_THE_NOTICE = ("court", "circuit")


def hearing_of(corpus, case, on=ON):
    matter = Matter(case, corpus, on)
    return find_hearing(matter, assess_matter(matter))


def motion(found, name):
    return next((item for item in found.motions if item.motion == name), None)


def ids(lines):
    return {line.id for line in lines}


@pytest.fixture(params=sorted((Path(__file__).parents[1] / "cases").glob("*.yaml")), ids=lambda path: path.stem)
def whole(request):
    facts = yaml.safe_load(request.param.read_text(encoding="utf-8"))["case"]
    case = check_case(Tree(facts, {}), request.param.stem)
    return facts, case, case.as_of or ON


# ---- what may be moved, and the words to answer


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2025-01-20", "dismiss-possible"),
        ("2025-01-21", "dismiss-exposed-designated"),
        ("2025-05-19", "dismiss-exposed-designated"),  # the day before the reported instruction
        ("2025-05-20", "dismiss-exposed-2025"),
        ("2026-06-22", "dismiss-exposed-2025"),
        ("2026-06-23", "dismiss-exposed-2026"),
    ],
)
def test_a_motion_to_dismiss_an_entrant_under_two_years_is_expected_while_they_are_reported(corpus, on, says):
    case = in_court(ENTRANT % ("2024-12-01", "2024-12-01"), MASTER)
    assert motion(hearing_of(corpus, case, day(on)), "dismiss").line.id == says


def test_a_pending_motion_comes_before_a_likely_one(corpus):
    moved = in_court(RECENT, f"{MASTER}, dhs_motion: {{kind: dismiss, date: 2026-11-20, form: oral}}")
    assert motion(hearing_of(corpus, moved), "dismiss").line.id == "dismiss-moved-orally"
    asked = in_court("", f"{MASTER}, dhs_motion: {{kind: recalendar, date: 2026-11-20}}")
    assert motion(hearing_of(corpus, asked), "recalendar").line.id == "recalendar-pending"


@pytest.mark.parametrize(("on", "says"), [("2025-05-29", "ten-days"), ("2025-05-30", "ten-days-against-email"), ("2025-09-26", "ten-days")])
def test_time_to_answer_is_asked_for_in_the_law_of_the_day(corpus, on, says):
    found = hearing_of(corpus, in_court("", MASTER), day(on))
    assert says in ids(found.always)
    assert len({"ten-days", "ten-days-against-email", "a-day-for-answer"} & ids(found.always)) == 1


def test_for_the_detained_the_judge_sets_the_day_of_the_answer(corpus):
    case = case_of(f"proceedings: {{{NEW}, custody: {{detained: true}}, {MASTER}}}")
    found = hearing_of(corpus, case)
    assert "a-day-for-answer" in ids(found.always)
    assert ids(found.arrested) == {"in-custody"}


def test_every_motion_is_objected_to_and_appeal_reserved_and_non_opposition_is_put_on_the_record(corpus):
    found = hearing_of(corpus, in_court("", MASTER))
    assert {"object-in-writing", "reasoned-ruling", "reserve-appeal", "state-non-opposition"} <= ids(found.always)


def test_words_name_what_dismissal_would_take_away(corpus):
    found = hearing_of(corpus, in_court(f"{CANCELLATION}, evidence: []", MASTER))
    assert "dismiss-cancellation" in ids(motion(found, "dismiss").say)
    assert "dismiss-cancellation" not in ids(motion(hearing_of(corpus, in_court("relief: []", MASTER)), "dismiss").say)


def test_no_word_to_be_said_aloud_gives_away_the_entry(corpus):
    spoken = " ".join(rule.rule.because.lower() for rule in corpus.hearing if rule.section == "answers")
    assert not [word for word in ("two years", "inspection", "entered", "border", "unlawful", "born") if word in spoken]


def test_nothing_can_be_moved_where_no_case_is_open(corpus):
    found = hearing_of(corpus, case_of("proceedings: {nta_issued: false}"))
    assert found.motions == []
    assert found.always == []


# ---- offers


def test_an_offer_that_ends_what_only_a_judge_can_grant_is_refused_and_says_what_it_costs(corpus):
    words = f"{MASTER}, opla_position: 'offers dismissal'"
    offer = hearing_of(corpus, in_court(f"{CANCELLATION}, {SETTLED.replace('relief: [], ', '')}", words)).offers[0]
    assert (offer.form, offer.answer, offer.offered) == ("dismissal-without-prejudice", "refuse", True)
    assert "cancellation" in offer.cost


def test_what_the_plan_asks_is_accepted_once_the_client_has_signed(corpus):
    case = in_court("relief: []", MASTER)
    matter = Matter(case, corpus, ON)
    assessment = assess_matter(matter)
    found = find_hearing(matter, assessment)
    offer = next(item for item in found.offers if item.form == assessment.plan.ask)
    assert (offer.answer, offer.consent) == ("accept", False)
    assert "consent" in ids(found.carry)
    signed = in_court(f"relief: [], consents: [{{form: {offer.form}, signed_on: 2026-11-20}}]", MASTER)
    assert next(item for item in hearing_of(corpus, signed).offers if item.form == offer.form).consent


# ---- what is kept back, carried, and done on arrest


def test_before_pleadings_nothing_is_conceded(corpus):
    open_case = case_of(f"proceedings: {{{NEW}, custody: {{detained: false}}, {MASTER}}}")
    assert "pleadings" in ids(hearing_of(corpus, open_case).concede)
    pleaded = ids(hearing_of(corpus, in_court("", MASTER)).concede)
    assert "pleaded" in pleaded
    assert "pleadings" not in pleaded


def test_an_entrant_with_two_years_carries_proof_of_them_and_one_without_does_not_seem_to(corpus):
    settled, recent = (ids(hearing_of(corpus, in_court(text, MASTER)).carry) for text in (SETTLED, RECENT))
    assert ("two-years" in settled, "no-two-years" in settled) == (True, False)
    assert ("two-years" in recent, "no-two-years" in recent) == (False, True)


@pytest.mark.parametrize(
    ("entered", "call"), [("2024-09-01", "call-ero-two-years"), ("2025-11-10", "call-ero-exposed"), ("null", "call-ero-exposed")]
)
def test_on_arrest_two_years_are_proved_only_by_those_who_have_them(corpus, entered, call):
    case = in_court(f"entry: [{{date: {entered}, manner: without-inspection}}], relief: [], criminal: [], evidence: []", MASTER)
    case.facts["proceedings"].update(nta_date=day("2026-07-01"), nta_filed_date=day("2026-07-02"), pleadings_date=None)
    found = hearing_of(corpus, case)
    (line,) = [item for item in found.arrested if item.title == "The ICE field office"]
    assert (line.id, line.verdict) == (call, "yes")
    assert ("Put proof of two years" in line.text) == (call == "call-ero-two-years")
    handed = " ".join(f"{line['en']} {line['es']}" for lines in found.client.values() for line in lines)
    assert not [word for word in ("your time here", "su tiempo aquí", "years", "años") if word in handed]


def test_the_second_call_asks_for_a_judge_where_expedited_removal_threatens(corpus):
    assert "call-ero-exposed" in ids(hearing_of(corpus, in_court(RECENT, MASTER)).arrested)
    admitted = "entry: [{date: 2010-08-01, manner: admitted, admitted_as: B2}], relief: [], criminal: [], evidence: []"
    assert ids(hearing_of(corpus, in_court(admitted, MASTER)).arrested) == {"call-counsel", "call-ero", "call-family"}


# ---- what is not known


def test_a_line_that_an_unknown_fact_could_bring_in_is_kept_as_open_and_the_fact_is_named(corpus):
    found = hearing_of(corpus, in_court("", MASTER))
    line = next(line for line in found.concede if line.id == "contestable")
    assert (line.verdict, line.because) == ("unknown", "charge contestable")
    assert "charge contestable" in found.not_known
    settled = hearing_of(corpus, in_court("screen: {charge_contestable: false}", MASTER))
    assert "contestable" not in ids(settled.concede)


def test_a_graver_motion_that_is_not_ruled_out_is_said_beside_the_one_that_holds(corpus):
    line = motion(hearing_of(corpus, in_court("", MASTER)), "dismiss").line
    assert line.id == "dismiss-possible"
    assert "graver depending on" in line.because
    assert line.rank == 1


@pytest.mark.parametrize(
    ("hearing", "standing", "says"),
    [
        ("next_hearing: {type: none}", "none", "names no hearing ahead"),
        ("next_hearing: {date: 2026-11-01, type: master}", "passed", "Read the court's record tonight"),
        ("next_hearing: {type: master}", "not dated", "no date"),
        (MASTER, "ahead", ""),
    ],
)
def test_where_no_hearing_lies_ahead_that_is_said_first_with_what_to_put_in_the_file(corpus, hearing, standing, says):
    found = hearing_of(corpus, in_court("", hearing, circuit="9"))
    assert found.hearing.standing == standing
    if says:
        assert says in found.first[0]
        assert "proceedings.next_hearing" in found.first[0]
    else:
        assert found.first == []


def test_what_the_hearing_itself_lacks_is_named_first(corpus):
    found = hearing_of(corpus, in_court("", "next_hearing: {date: 2026-11-25, type: unknown}"))
    assert found.not_known[:5] == ["the hour", "in person or by video", "the kind of hearing", "the judge", "the court"]


# ---- over the whole specification


def test_every_line_cites_only_law_in_force_on_the_day(corpus, whole):
    _, case, on = whole
    found = hearing_of(corpus, case, on)
    answers = [line for item in found.motions for line in (item.line, *item.say)]
    terms = [line for offer in found.offers for line in offer.terms]
    for line in (*answers, *found.always, *terms, *found.concede, *found.carry, *found.arrested):
        for name in line.authorities:
            assert corpus.authorities[name].binds(on, case.circuit), (line.id, name)


def test_the_clients_half_is_the_same_for_anyone_with_the_same_notice(corpus, whole):
    facts, case, on = whole
    proceedings = facts.get("proceedings", {})
    notice = {key: proceedings[key] for key in ("next_hearing", "custody", "judge", "court") if key in proceedings}
    bare = {key: facts[key] for key in ONLY_ON_THE_NOTICE if key in facts} | {"proceedings": notice}
    stranger = check_case(Tree({**bare, "as_of": on}, {}), "stranger")
    assert hearing_of(corpus, stranger, on).client == hearing_of(corpus, case, on).client


def test_the_client_is_told_how_to_come_and_an_unknown_way_is_asked(corpus):
    def going(mode):
        case = in_court("", f"next_hearing: {{date: 2026-11-25, type: master{mode}}}")
        return {line["id"] for line in hearing_of(corpus, case).client["go"]}

    assert going(", mode: video") == {"must-go", "go-video", "late"}
    assert going(", mode: in-person") == {"must-go", "go-in-person", "late"}
    assert going("") == {"must-go", "go-how-unknown", "late"}


def test_an_exhibit_of_which_nobody_has_said_the_kind_is_carried_as_well(corpus):
    case = in_court("evidence: [{id: e1, kind: residence-proof, file: lease.pdf}, {id: e2, title: receipt, file: receipt.jpg}]", MASTER)
    said = str(hearing_of(corpus, case))
    assert "(e1)" in said
    assert "no kind said (e2)" in said
