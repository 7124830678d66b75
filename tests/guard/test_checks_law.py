"""Cites of ended law, forms that the stage does not offer, ends asked for too early, silence, and letters that ask for nothing."""

import datetime as dt

import pytest
from checking import PROVED, case_of, checked, said, setting_of

LAW = "authority-not-in-force"


@pytest.mark.parametrize(
    ("text", "words", "severity", "ended_by"),
    [
        (
            "Under Matter of Avetisyan, 25 I&N Dec. 688 (BIA 2012), the judge may close.",
            "Matter of Avetisyan, 25 I&N Dec. 688",
            "serious",
            "2024-07-29",
        ),
        ("The standard is stated at 25 I. & N. Dec. 688, 696.", "25 I. & N. Dec. 688", "serious", "2024-07-29"),
        ("Matter of Castro-Tum was overruled.", "Matter of Castro-Tum", "caution", "Cruz-Valdez"),
        ("The Doyle Memorandum asks attorneys to use discretion.", "Doyle Memorandum", "serious", "E.O. 14159"),
        ("Conforme al memorando de Doyle, el caso no es prioridad.", "memorando de Doyle", "serious", "E.O. 14159"),
        ("Executive Order 13993 sets the priorities.", "Executive Order 13993", "serious", "E.O. 14159"),
        ("La Orden Ejecutiva 13993 fija las prioridades.", "Orden Ejecutiva 13993", "serious", "E.O. 14159"),
        (
            "See the Guidelines for the Enforcement of\nCivil Immigration Law.",
            "Guidelines for the Enforcement of\nCivil Immigration Law",
            "serious",
            "E.O. 14159",
        ),
        ("Filings follow DM 22-04.", "DM 22-04", "serious", "PM 25-21"),
        ("ICE Directive 11005.3 protects victims.", "Directive 11005.3", "serious", "11005.4"),
        ("See 85 Fed. Reg. 81588 (Dec. 16, 2020).", "85 Fed. Reg. 81588", "serious", "89 Fed. Reg. 46742"),
        ("The Morton Memo of June 17, 2011 lists the factors.", "Morton Memo", "serious", "10075.1"),
    ],
)
def test_an_authority_that_has_ended_is_shown_with_who_ended_it(corpus, text, words, severity, ended_by):
    (found,) = checked(text, setting_of(corpus, purpose=None))
    assert (found.check, found.text, found.severity) == (LAW, words, severity)
    assert ended_by in found.because
    assert found.authorities


@pytest.mark.parametrize(
    "text",
    [
        "The judge may close the case under 8 CFR 1003.18(c) and 8 C.F.R. § 239.2(c).",
        "Matter of Cruz-Valdez, 28 I&N Dec. 326 (A.G. 2021), restored the power.",
        "See Matter of Guerra, 24 I&N Dec. 37 (BIA 2006).",
        "Matter of Avetisyan-Petrov, 30 I&N Dec. 11 (BIA 2027), is another case.",
        "Matter of Gutierrez, 19 I&N Dec. 562 (BIA 1988), is another case of that name.",
        "In the matter of Gutierrez Lopez the state court agreed.",
        "Mr. Doyle wrote a memorable letter, and Johnson's Bakery gave a guide to its bread.",
        "He works at 25 Indiana Avenue and eats at 688 Main.",
        "Executive Order 14159 governs, and so does INA 240A(b)(1).",
        "Garcia v. Garland, 1 F.4th 1 (9th Cir. 2021), is about another point.",
        "The order of 1399 dollars was paid.",
    ],
)
def test_law_in_force_other_cases_and_plain_words_are_left_alone(corpus, text):
    assert said(text, setting_of(corpus, purpose=None)) == []


def test_law_is_judged_on_the_day_of_the_paper(corpus):
    text = "The Doyle Memorandum governs. 8 CFR 1003.18(c) permits closure."
    assert said(text, setting_of(corpus, on=dt.date(2022, 5, 12))) == [(LAW, "serious", "8 CFR 1003.18(c)")]
    assert "begins on 2024-07-29" in checked(text, setting_of(corpus, on=dt.date(2022, 5, 12)))[0].because


def test_a_decision_of_another_circuit_can_only_persuade(corpus):
    text = "See Romero v. Barr, 937 F.3d 282 (4th Cir. 2019)."
    assert said(text, setting_of(corpus, case_of(circuit="4"), None)) == []
    assert said(text, setting_of(corpus, case_of(circuit="10"), None)) == [(LAW, "caution", "Romero v. Barr, 937 F.3d 282")]


def test_a_precedent_that_the_circuit_rejects_is_shown(corpus):
    text = "Matter of Castro-Tum, 27 I&N Dec. 271 (A.G. 2018), controls."
    before = dt.date(2019, 10, 1)
    (found,) = checked(text, setting_of(corpus, case_of(PROVED, circuit="4"), None, before))
    assert "Romero" in found.because
    assert checked(text, setting_of(corpus, case_of(PROVED, circuit="5"), None, before)) == []


def test_an_authority_cited_often_is_shown_once(corpus):
    (found,) = checked("Matter of Avetisyan is old.\n\nSee Matter of Avetisyan.\n\nAnd Matter of Avetisyan again.", setting_of(corpus))
    assert "Cited 3 times" in found.because


STAGE = "form-not-at-this-stage"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We ask OPLA to join a motion to reopen.", "motion to reopen"),
        ("Respondent requests a stay of removal.", "stay of removal"),
        ("Se solicita la reapertura.", "reapertura"),
        ("We request that the Department cancel the Notice to Appear.", "cancel the Notice to Appear"),
    ],
)
def test_a_form_that_the_stage_does_not_offer(corpus, text, words):
    (found,) = checked(text, setting_of(corpus, case_of()))
    assert (found.check, found.severity, found.text) == (STAGE, "serious", words)
    assert "individual scheduled" in found.because


@pytest.mark.parametrize(
    "text",
    [
        "Respondent asks OPLA to join a motion for administrative closure.",
        "Respondent does not ask for a stay of removal.",
        "The Department moved to reopen and later asked for a stay of removal.",
        "No motion to reopen has been filed.",
        "If the order were final, she would seek a stay of removal.",
        "We request closure, rather than a motion to reopen.",
    ],
)
def test_what_is_open_denied_or_another_s_is_no_request_out_of_time(corpus, text):
    assert said(text, setting_of(corpus, case_of()), STAGE) == []


def test_without_a_case_no_stage_is_known(corpus):
    assert said("We ask OPLA to join a motion to reopen.", setting_of(corpus)) == []


SCREEN = "dismissal-without-screen"


def test_an_end_of_the_case_waits_until_it_was_explained(corpus):
    text = "Respondent asks the Department to move to dismiss the proceedings without prejudice."
    assert said(text, setting_of(corpus, case_of()), SCREEN) == [(SCREEN, "critical", "dismiss the proceedings without prejudice")]
    assert said("Solicitamos la terminación del caso.", setting_of(corpus, case_of()), SCREEN) == [
        (SCREEN, "critical", "terminación del caso")
    ]
    assert said(text, setting_of(corpus, case_of(PROVED)), SCREEN) == []
    signed = [{"form": "dismissal-without-prejudice", "signed_on": dt.date(2026, 11, 2)}]
    assert said(text, setting_of(corpus, case_of(consents=signed)), SCREEN) == []
    assert said("Respondent opposes the motion to dismiss.", setting_of(corpus, case_of()), SCREEN) == []
    assert said("DHS asks for dismissal of the case.", setting_of(corpus, case_of()), SCREEN) == []


SILENT = "silence-as-consent"


@pytest.mark.parametrize(
    "text",
    [
        "As the Department has not responded, the motion is therefore unopposed.",
        "The government's silence should be treated as consent.",
        "No response having been received, this is deemed a non-opposition.",
        "El silencio del gobierno debe tomarse como consentimiento.",
    ],
)
def test_silence_is_not_consent(corpus, text):
    assert [check for check, _, _ in said(text, setting_of(corpus, purpose=None))] == [SILENT]


@pytest.mark.parametrize(
    "text",
    [
        "The Department has not responded to the request of May 3.",
        "Silence is not consent.",
        "The Department stated in writing that it does not oppose the motion.",
        "The house was silent and unopposed to music.",
    ],
)
def test_a_true_report_of_silence_is_left_alone(corpus, text):
    assert said(text, setting_of(corpus, purpose=None)) == []


LETTER = "The children are in school and the home is quiet. She cooks for the parish each week and cares for a neighbor. " * 8


def test_a_letter_must_ask_for_an_act(corpus):
    assert [check for check, _, _ in said(LETTER, setting_of(corpus))] == ["no-ask"]
    assert said(LETTER, setting_of(corpus, purpose="support-letter")) == []
    assert said(LETTER[:300], setting_of(corpus)) == []
    assert said(LETTER + "We ask that OPLA join a motion for administrative closure.", setting_of(corpus)) == []
    assert said("RE: Request for deferred action\n\n" + LETTER, setting_of(corpus)) == []
    assert said(LETTER + "Please release him on his own recognizance.", setting_of(corpus, purpose="bond")) == []
