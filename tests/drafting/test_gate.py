"""Before anything that ends or pauses a case: screens, the client's consent, and signatures on the exact revision."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.drafting.papers import brief_of, drafted

from forbear.drafting.gate import consent_mark

FORM = "administrative-closure"
TOLD = "consent: {explained_date: 2026-11-02}"
FREE = """
screen: {citizenship: 'no'}
relief: [{kind: i-130, status: approved, priority_date: 2020-01-02}]
"""
ORDERED = "proceedings: {final_order_date: 2022-03-01, next_hearing: null, custody: {detained: false}}"


def consent(**fields):
    inside = ", ".join(f"{key}: {value}" for key, value in {"form": FORM, "explained_on": "2026-11-02", **fields}.items())
    return f"consents: [{{{inside}}}]"


def checks(corpus, more, form=FORM):
    return {check.id: check.verdict for check in drafted(corpus, form, more).gate.checks}


def test_without_a_word_to_the_client_no_motion_is_made(corpus):
    made = drafted(corpus, FORM)
    assert not made.gate.open
    assert not [document for document in made.outgoing if document.kind.startswith("motion")]


def test_a_client_who_cannot_be_reached_has_not_agreed(corpus):
    because = next(check.because for check in drafted(corpus, FORM).gate.checks if check.id == "consent")
    assert "cannot be reached" in because
    assert "ask for time" in because


def test_explained_opens_the_gate_and_leaves_a_draft(corpus):
    made = drafted(corpus, FORM, FREE + TOLD)
    assert made.gate.open
    assert any("signature due" in reason for reason in made.gate.draft_because)
    assert all(mark.startswith("DRAFT") for document in made.outgoing for mark in document.marks)


def test_word_of_mouth_is_recorded_and_the_signature_is_due(corpus):
    assert any("word of mouth" in reason for reason in drafted(corpus, FORM, FREE + consent(oral="true")).gate.draft_because)


@pytest.mark.parametrize("decision", ["'no'", "not-now"])
def test_the_clients_no_cannot_be_overridden(corpus, decision):
    made = drafted(corpus, FORM, FREE + TOLD + "\n" + consent(signed_on="2026-11-03", decision=decision))
    assert not made.gate.open


def test_a_signed_consent_passes(corpus):
    assert checks(corpus, FREE + consent(signed_on="2026-11-03"))["consent"] == "pass"


def test_a_consent_to_one_form_opens_no_other(corpus):
    assert "consent" in checks(corpus, FREE + consent(signed_on="2026-11-03", form="continuance"))
    assert checks(corpus, FREE + consent(signed_on="2026-11-03", form="continuance"))["consent"] == "ask"


def test_a_consent_lapses_when_a_material_fact_changes(corpus):
    mark = drafted(corpus, FORM, FREE).gate.mark
    signed = consent(signed_on="2026-11-03", mark=mark)
    assert checks(corpus, FREE + signed)["consent"] == "pass"
    changed = FREE + signed + "\nproceedings: {custody: {detained: true}}"
    assert checks(corpus, changed)["consent-signed"] == "ask"


def test_a_consent_without_a_mark_lapses_when_the_law_behind_a_consequence_changes(corpus):
    old = consent(signed_on="2024-06-03", explained_on="2024-06-03", law_as_of="2024-06-03")
    assert checks(corpus, FREE + old)["consent-signed"] == "ask"  # the rule on closure came on 2024-07-29


@given(st.lists(st.sampled_from(["criminal[0].charge", "health.pregnant", "entry[0].date"]), unique=True))
def test_the_mark_says_what_is_disclosed_in_any_order(corpus, facts):
    brief = brief_of(corpus, FORM)
    assert consent_mark(brief, facts) == consent_mark(brief, reversed(facts))
    assert (consent_mark(brief, facts) == consent_mark(brief, [])) == (not facts)


def test_dismissal_is_not_prepared_where_expedited_removal_would_follow(corpus):
    recent = TOLD + "\nentry: [{date: 2025-06-01, manner: without-inspection}]\nresidence: {continuous_since: 2025-06-01}"
    recent += "\nproceedings: {nta_date: 2025-06-20, nta_filed_date: 2025-07-01, pleadings_date: 2025-09-02, relief_filed_date: null}"
    made = drafted(corpus, "dismissal-without-prejudice", recent)
    assert {check.id: check.verdict for check in made.gate.checks}["expedited-removal"] == "fail"
    assert not made.gate.open


def test_dismissal_that_ends_the_only_forum_wants_a_signature(corpus):
    cancellation = "relief: [{kind: cancellation-nonlpr, status: filed-court, filed_date: 2019-09-10}]\n" + TOLD
    assert checks(corpus, cancellation, "dismissal-without-prejudice")["relief-lost"] == "fail"


def signatures(revision, second="Ben Ito", responsible="Ruth Okafor", day="2026-11-12"):
    rows = [
        f"{{revision: {revision!r}, role: second-reader, by: {second}, on: {day}}}",
        f"{{revision: {revision!r}, role: responsible, by: {responsible}, on: {day}}}",
    ]
    return f"\nsign_offs: [{', '.join(rows)}]"


def test_two_people_sign_that_very_revision(corpus):
    case = FREE + consent(signed_on="2026-11-03")
    revision = drafted(corpus, FORM, case).gate.revision
    signed = drafted(corpus, FORM, case + signatures(revision)).gate
    assert signed.revision == revision
    assert not [reason for reason in signed.draft_because if "signed revision" in reason or "one person" in reason]
    other = drafted(corpus, FORM, case + signatures("000000000000")).gate
    assert len([reason for reason in other.draft_because if "has not signed revision" in reason]) == 2
    alone = drafted(corpus, FORM, case + signatures(revision, second="Ruth Okafor")).gate
    assert "the second reader and the responsible representative are one person" in alone.draft_because
    early = drafted(corpus, FORM, case + signatures(revision, day="2026-12-01")).gate
    assert [reason for reason in early.draft_because if "has not signed revision" in reason]


def test_any_change_of_words_asks_for_new_signatures(corpus):
    case = FREE + consent(signed_on="2026-11-03")
    revision = drafted(corpus, FORM, case).gate.revision
    assert drafted(corpus, FORM, case + "\nperson: {called: Ms. Lucía}").gate.revision != revision


def test_law_not_verified_stands_in_a_draft_until_somebody_read_it(corpus):
    made = drafted(corpus, "stay-of-removal-ice", ORDERED)
    unread = [reason for reason in made.gate.draft_because if "not marked as read" in reason]
    assert unread
    names = [entry.id for entry in corpus.authorities.values() if any(entry.cite in reason for reason in unread)]
    read = ", ".join(f"{{authority: {name}, by: Ben Ito, on: 2026-11-10}}" for name in names)
    again = drafted(corpus, "stay-of-removal-ice", ORDERED + f"\nlaw_read: [{read}]")
    assert not [reason for reason in again.gate.draft_because if "not marked as read" in reason]


def test_partial_accreditation_opens_no_court_paper(corpus):
    made = drafted(corpus, FORM, FREE + TOLD + "\nrepresentation: {representative: {kind: partially-accredited}}")
    assert all("motion" not in document.kind for document in made.outgoing)


def test_a_consent_signed_with_no_is_no_consent(corpus):
    brief = brief_of(corpus, FORM, consent(signed_on="2026-11-03", decision="'no'"))
    assert brief.matter.profile["consent_to_administrative_closure"].value is False


def test_a_later_signature_decides(corpus):
    both = f"consents: [{{form: {FORM}, signed_on: 2026-11-03, decision: 'no'}}, {{form: {FORM}, signed_on: 2026-11-09, decision: 'yes'}}]"
    assert brief_of(corpus, FORM, both).matter.profile["consent_to_administrative_closure"].value is True
    assert dt.date(2026, 11, 9) < brief_of(corpus, FORM, both).matter.on


def test_a_form_that_does_not_exist_at_the_stage_is_asked_for_in_no_paper(corpus):
    made = drafted(corpus, "stay-of-removal-ice", FREE + TOLD)
    assert made.outgoing == []
    assert [item.kind for item in made.not_made] == ["stay-i246-packet"]
    assert "not open" in made.not_made[0].because


def test_against_the_plan_counsel_decides_and_each_page_stays_a_draft(corpus):
    against = "relief: [{kind: cancellation-nonlpr, status: filed-court, filed_date: 2019-09-10}]\n" + consent(signed_on="2026-11-03")
    brief = brief_of(corpus, FORM, against)
    made = drafted(corpus, FORM, against)
    if FORM in {item.form for item in brief.found.plan.do_not_ask}:
        assert {check.id: check.verdict for check in made.gate.checks}["plan"] == "ask"
        assert any(reason.startswith("not to ask") for reason in made.gate.draft_because)
    assert made.gate.open


def test_no_letter_offers_in_the_alternative_what_the_client_has_not_consented_to(corpus):
    case = "relief: [{kind: i-130, status: approved, filed_date: 2023-02-02}, {kind: provisional-waiver, status: preparing}]"
    brief = brief_of(corpus, "stipulation", case)
    assert "dismissal-without-prejudice" in brief.found.plan.in_the_alternative
    assert brief.fallback != "dismissal-without-prejudice"
    agreed = brief_of(corpus, "stipulation", case + "\n" + consent(signed_on="2026-11-03", form="dismissal-without-prejudice"))
    assert agreed.fallback == "dismissal-without-prejudice"
