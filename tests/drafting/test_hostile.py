"""Read by the other side: a paper says no more than its facts and exhibits prove, to nobody who cannot act on it."""

import datetime as dt

import pytest
import yaml
from tests.drafting.papers import brief_of, drafted, merged, text

from forbear.drafting.draft import draft
from forbear.drafting.reading import check_papers, read_papers
from forbear.problem import BadInput

CLOSURE = "administrative-closure"
TOLD = "consent: {explained_date: 2026-11-02}\nscreen: {citizenship: 'no'}\n"
WAITING = "relief: [{kind: i-130, status: approved}]\n"
NO_NOTICE = "nta_filed_date: null, pleadings_date: null, relief_filed_date: null, next_hearing: null"
ARRESTS = """
criminal:
- {charge: shoplifting, level: misdemeanor, disposition: dismissed, arrest_date: 2012-03-03, jurisdiction: CO}
- {charge: reckless driving, level: misdemeanor, disposition: convicted, arrest_date: 2015-03-03, jurisdiction: CO}
"""
ORDERED = "proceedings: {final_order_date: 2022-03-01, next_hearing: null, custody: {detained: false}}\n"
AT_BORDER = """
entry: [{date: 2022-12-01, manner: without-inspection, apprehended: true}]
residence: {continuous_since: 2022-12-01}
proceedings: {nta_date: 2022-12-05, nta_filed_date: 2022-12-20, pleadings_date: null, relief_filed_date: null, next_hearing: null}
"""


def exhibit(kind, title, proves, extra=""):
    return f"{{id: x, kind: {kind}, title: {title}, pages: 2, proves: [{proves}]{extra}}}"


# ---- proof


def test_one_disposition_does_not_prove_two_arrests(corpus):
    one = "evidence: [" + exhibit("certified-disposition", "Disposition", "criminal-history") + "]"
    words = text(drafted(corpus, CLOSURE, ARRESTS + one))
    assert "shoplifting" not in words
    assert "reckless" not in words
    named = (
        "evidence: ["
        + exhibit("certified-disposition", "Disposition", "criminal-history", ", pins: [{proves: 'criminal[1]', page: 1}]")
        + "]"
    )
    words = text(drafted(corpus, CLOSURE, ARRESTS + named))
    assert "shoplifting" not in words
    assert "reckless driving" in words


def test_a_letter_of_a_friend_proves_no_diagnosis(corpus):
    sick = "family: [{relation: child, status: usc, birth_date: 2010-03-01, health: asthma}]\n"
    friend = "evidence: [" + exhibit("support-letter", "Letter", "hardship-to-family") + "]"
    assert "asthma" not in text(drafted(corpus, CLOSURE, sick + friend))
    doctor = "evidence: [" + exhibit("physician-letter", "Letter", "hardship-to-family") + "]"
    assert "asthma" in text(drafted(corpus, CLOSURE, sick + doctor))


def test_a_work_permit_proves_no_tax_return(corpus):
    facts = "employment: [{role: cook, authorised: true}]\ntaxes: {years_filed: [2024]}\n"
    words = text(drafted(corpus, CLOSURE, facts + "evidence: [" + exhibit("work-permit", "Card", "employment-and-taxes") + "]"))
    assert "has worked with authorization" in words
    assert "tax returns" not in words


def test_a_notice_of_hearing_proves_nobodys_attendance(corpus):
    notice = "compliance: {hearings_missed: []}\nevidence: [" + exhibit("hearing-notice", "Notice", "notice, next-hearing") + "]"
    assert "has missed no hearing [UNSUPPORTED]." in text(drafted(corpus, CLOSURE, notice))


# ---- no more than the facts


@pytest.mark.parametrize("silent", ["compliance: {hearings_missed: []}", "compliance: {check_ins_missed: []}"])
def test_of_appointments_it_says_what_the_file_says_and_presumes_nothing(corpus, silent):
    words = text(drafted(corpus, CLOSURE, silent))
    assert "every hearing" not in words
    assert "every appointment" not in words
    assert ("no hearing" in words) == ("hearings" in silent)
    assert ("no appointment with ICE" in words) == ("check_ins" in silent)


def test_work_is_no_tax_return(corpus):
    assert "tax" not in text(drafted(corpus, CLOSURE, "employment: [{role: cook, authorised: true}]")).lower()


def test_a_stop_at_the_border_is_in_no_letter_outside_the_priorities(corpus):
    clean = "criminal: []\nsecurity: {gang: false, armed_group: false}\n"
    on = dt.date(2023, 10, 5)
    assert "none of the three priorities" not in text(drafted(corpus, CLOSURE, clean + AT_BORDER, on))
    assert "none of the three priorities" in text(drafted(corpus, CLOSURE, clean, on))
    assert "none of the three priorities" not in text(drafted(corpus, CLOSURE, "criminal: []\n", on))  # the rest is not known


def test_an_unknown_hearing_is_not_said_to_be_none(corpus):
    unknown = "proceedings: {next_hearing: null}"
    assert "Next hearing: [next hearing: not in the file]" in text(drafted(corpus, CLOSURE, unknown))
    past = "proceedings: {next_hearing: {date: 2026-03-09, type: individual}}"
    assert "March 9, 2026" not in text(drafted(corpus, CLOSURE, past))


def test_what_is_dated_after_the_day_is_not_said(corpus):
    unborn = "family: [{relation: child, status: usc, birth_date: 2026-12-20}]\n"
    assert "A child" not in text(drafted(corpus, CLOSURE, unborn))
    decided = "relief: [{kind: i-130, status: approved, filed_date: 2024-01-05, decided_date: 2026-12-01}]"
    assert "is pending with USCIS" in text(drafted(corpus, CLOSURE, decided))


def test_no_reporting_is_claimed_of_a_person_under_an_order(corpus):
    assert "report" not in text(drafted(corpus, "stay-of-removal-ice", ORDERED), "stay-i246-packet").partition("What comes after")[0]


def test_a_request_without_a_ground_says_so(corpus):
    assert "[the humanitarian or public-interest ground: not in the file]" in text(
        drafted(corpus, "deferred-action"), "deferred-action-request"
    )


# ---- to whom, and what goes with it


@pytest.mark.parametrize(("form", "more"), [("joint-motion-to-reopen", ORDERED), ("stay-of-removal-court", ORDERED)])
def test_the_alternative_is_for_the_same_office(corpus, form, more):
    brief = brief_of(corpus, form, more)
    assert "stay-of-removal-ice" in [*brief.found.plan.in_the_alternative, brief.found.plan.ask]
    assert "241.6" not in text(drafted(corpus, form, more))


def test_nothing_is_said_to_be_attached_that_is_not_made(corpus):
    assert "attached" not in text(drafted(corpus, CLOSURE))  # the gate is closed
    assert "A draft motion and a proposed order are attached." in text(drafted(corpus, CLOSURE, TOLD + WAITING))


def test_a_programme_is_asked_of_the_agency_that_runs_it_and_the_order_is_named(corpus):
    held = drafted(corpus, "deferred-action", ORDERED)
    assert "ICE Enforcement and Removal Operations" in text(held, "deferred-action-request")
    assert "An order of removal became final on March 1, 2022" in text(held, "deferred-action-request")
    waiting = drafted(corpus, "deferred-action", ORDERED + "relief: [{kind: u-visa, status: bona-fide-determination}]")
    assert "U.S. Citizenship and Immigration Services" in text(waiting, "deferred-action-request")


@pytest.mark.parametrize(
    ("form", "steps"),
    [
        (
            "nta-not-issued",
            "{nta_issued: false, nta_date: null, " + NO_NOTICE + "}",
        ),
        (
            "nta-cancelled",
            "{nta_issued: true, nta_filed: false, " + NO_NOTICE + "}",
        ),
    ],
)
def test_a_notice_is_held_back_by_the_office_that_issues_it(corpus, form, steps):
    words = text(drafted(corpus, form, TOLD + f"proceedings: {steps}"))
    assert "The office with power to issue or cancel a Notice to Appear" in words
    assert "Legal Advisor" not in words


def test_a_client_unknown_to_the_government_is_named_before_a_request_reveals_them(corpus):
    more = "proceedings: {nta_issued: false, nta_date: null, " + NO_NOTICE + "}"
    asked = {check.id: check.verdict for check in drafted(corpus, "nta-not-issued", more).gate.checks}
    assert asked["known-to-government"] == "ask"
    known = more + "\nrelief: [{kind: i-130, status: filed-uscis}]"
    assert "known-to-government" not in {check.id for check in drafted(corpus, "nta-not-issued", known).gate.checks}


def test_an_opposition_names_no_motion_of_another_kind(corpus):
    moved = (
        "proceedings: {dhs_motion: {kind: recalendar, date: 2026-11-02, form: oral}, admin_closed: {date: 2020-01-10}, next_hearing: null}"
    )
    words = text(drafted(corpus, "oppose-dismissal", moved), "opposition-to-dhs-dismissal")
    assert "November 2, 2026" not in words
    assert "orally" not in words
    assert "November 2, 2026" in text(drafted(corpus, "oppose-recalendar", moved), "opposition-to-recalendar")


@pytest.mark.parametrize(("form", "more"), [("oppose-recalendar", ""), ("oppose-dismissal", ORDERED)])
def test_nothing_is_opposed_that_cannot_be_moved(corpus, form, more):
    with pytest.raises(BadInput, match="no paper asks for"):
        brief_of(corpus, form, more)


# ---- expedited removal


@pytest.mark.parametrize("last", ["{date: 2022-06-01, manner: paroled}", "{date: 2022-06-01, manner: without-inspection}"])
def test_dismissal_waits_where_two_years_are_not_shown_or_a_parole_is_open(corpus, last):
    more = TOLD + f"entry: [{last}]\nresidence: {{continuous_since: 2022-06-01}}\nrelief: []\nscreen: {{citizenship: 'no'}}\n"
    more += "proceedings: {nta_date: 2026-06-20, nta_filed_date: 2026-07-01, pleadings_date: null, relief_filed_date: null}"
    made = drafted(corpus, "dismissal-without-prejudice", more)
    assert {check.id: check.verdict for check in made.gate.checks}["expedited-removal"] == "ask"
    assert not made.gate.open


# ---- the lists before signing, and what the client is shown


def test_what_the_government_holds_and_the_paper_says_stands_on_neither_list(corpus):
    held = "disclosure: [{fact: criminal, held_by_government: 'yes', source: rap-sheet}]\n"
    proof = "evidence: [" + exhibit("certified-disposition", "Disposition", "criminal-history") + "]"
    one = "criminal: [{charge: shoplifting, level: misdemeanor, disposition: dismissed, arrest_date: 2012-03-03, jurisdiction: CO}]\n"
    made = drafted(corpus, CLOSURE, held + one + proof)
    assert "shoplifting" in text(made)
    assert not [item for item in made.omitted if item.fact == "criminal"]
    assert not [item for item in made.revealed if item.fact.startswith("criminal")]


def test_a_list_is_left_out_while_one_of_its_items_is(corpus):
    held = "disclosure: [{fact: 'criminal[].statute', held_by_government: 'yes', source: rap-sheet}]\n"
    assert [item.fact for item in drafted(corpus, CLOSURE, held + ARRESTS).omitted] == ["criminal[].statute"]


def test_what_somebody_wrote_into_the_file_is_listed_as_revealed(corpus):
    made = drafted(corpus, CLOSURE, "caregiving: [{for: child, need: rides to the clinic}]")
    assert ("caregiving[0].need", True) in [(item.fact, "clinic" in item.where) for item in made.revealed]


def test_the_client_is_shown_all_that_is_told_and_consents_to_that(corpus):
    care = "caregiving: [{for: child, need: rides to the clinic}]\nrelief: [{kind: u-visa, status: filed-uscis}]\n"
    made = drafted(corpus, CLOSURE, care)
    form = next(document for document in made.client if document.kind == "informed-consent-form").text()
    assert "rides to the clinic" in form
    assert "U nonimmigrant status" in form
    assert made.gate.mark != drafted(corpus, CLOSURE, care.replace("rides", "rides and shots")).gate.mark


# ---- English


def test_a_child_of_some_months_has_an_age(corpus):
    assert "A child, aged under 1, is" in text(drafted(corpus, CLOSURE, "family: [{relation: child, status: usc, birth_date: 2026-09-20}]"))


def test_a_judge_is_called_so_once(corpus):
    told = TOLD + WAITING + "proceedings: {judge: Immigration Judge Q. Marlow}"
    assert "Immigration Judge: Immigration Judge" not in text(drafted(corpus, CLOSURE, told), "cover-sheet-court")


# ---- authority


@pytest.mark.parametrize("on", [dt.date(2012, 3, 1), dt.date(2016, 3, 1), dt.date(2020, 3, 2), dt.date(2023, 3, 1), dt.date(2026, 11, 16)])
@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("stay-of-removal-ice", "proceedings: {final_order_date: 2011-03-01}"),
        ("deferred-action", "proceedings: {final_order_date: 2011-03-01}"),
        ("bond-or-release", "proceedings: {custody: {detained: true}}"),
        ("parole", "proceedings: {custody: {detained: true}}"),
        ("parole", ""),
        ("waive-appeal", "proceedings: {ij_decision: {date: 2011-03-01, outcome: relief-granted}}"),
        ("continuance", ""),
        ("stipulation", ""),
    ],
)
def test_every_request_asks_under_an_authority_of_its_day(corpus, form, more, on):
    old = "proceedings: {nta_date: 2009-01-08, nta_filed_date: 2009-02-05, pleadings_date: 2009-06-04, relief_filed_date: 2009-09-10}"
    brief = brief_of(corpus, form, yaml.safe_dump(merged(yaml.safe_load(old), yaml.safe_load(more) or {})), on)
    first = draft(brief).outgoing[:1]
    assert not first or (" asks " in first[0].text() and any(cite.ok for _, cite in check_papers(brief, first)))


def test_recalendaring_is_opposed_under_no_decision_that_commands_it(corpus):
    closed = "proceedings: {nta_date: 2009-01-08, nta_filed_date: 2009-02-05, admin_closed: {date: 2012-05-01}, next_hearing: null}"
    words = text(drafted(corpus, "oppose-recalendar", closed, dt.date(2020, 3, 2)), "opposition-to-recalendar")
    assert "denied under 8 C.F.R. § 1003.10(b)" in words


# ---- what somebody wrote


@pytest.mark.parametrize(
    "more",
    [
        "caregiving: [{for: child, need: he crossed near Nogales in 2006}]",
        "family: [{relation: child, status: usc, birth_date: 2010-03-01, education_needs: he crossed near Nogales in 2006}]",
        "military: [{who: self, status: veteran, branch: 'Army; he crossed near Nogales in 2006'}]",
        "proceedings: {judge: 'Q. Marlow; he crossed near Nogales in 2006'}",
    ],
)
def test_what_somebody_wrote_is_read_as_it_was_written(corpus, detector, more):
    brief = brief_of(corpus, CLOSURE, more)
    made = draft(brief).outgoing
    assert "Nogales" in made[0].text()
    assert "entry-manner-place" in {found.admission for report in read_papers(brief, made, detector) for found in report.findings}
