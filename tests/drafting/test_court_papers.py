"""Papers for the court: the law of the day and circuit, each factor answered or shown open, the other side's position never guessed."""

import datetime as dt
import functools
import itertools

import pypdfium2
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.test_whole_cases import load
from tests.drafting.papers import brief_of, drafted, matter_of, merged, text

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.drafting.brief import asks, brief
from forbear.drafting.court import motion, order, scripts, title
from forbear.drafting.document import Caption
from forbear.drafting.draft import draft
from forbear.drafting.gate import COURT_PAPERS
from forbear.drafting.pdf import render_pdf

TOLD = "consent: {explained_date: 2010-11-02}\nscreen: {citizenship: 'no'}\nentry: [{date: 2006-05-01, manner: admitted}]\n"
OLD = "proceedings: {nta_date: 2009-01-08, nta_filed_date: 2009-02-05, pleadings_date: 2009-06-04, relief_filed_date: 2009-09-10}\n"
WAIVER = "relief: [{kind: provisional-waiver, status: preparing}]\n"
CLOSURE = "administrative-closure"
JOINT, OPPOSED = "motion-administrative-closure-joint", "motion-administrative-closure-opposed"
COURT = [
    ("dismissal-without-prejudice", "joint-motion-dismiss"),
    ("termination-joint-motion", "joint-motion-terminate"),
    ("administrative-closure", JOINT),
    ("joint-motion-to-reopen", "joint-motion-reopen"),
]
FORMS = (
    CLOSURE,
    "dismissal-without-prejudice",
    "termination-joint-motion",
    "termination-discretionary",
    "continuance",
    "joint-motion-to-reopen",
    "stay-of-removal-court",
    "oppose-dismissal",
    "oppose-recalendar",
)
ABSENT = "proceedings: {in_absentia: {date: 2020-03-02}, next_hearing: null, pleadings_date: null, relief_filed_date: null}\n"
SITUATIONS = ("", ABSENT, "proceedings: {admin_closed: {date: 2020-01-10, reason: petition pending}, next_hearing: null}\n")


def also(*parts):
    """Facts laid one over another, branch by branch."""
    return yaml.safe_dump(functools.reduce(merged, (yaml.safe_load(part) or {} for part in parts)), allow_unicode=True)


def answered(form, answer, on="2010-12-01"):
    return f"requests: [{{form: {form}, sent_on: {on}, answer: {answer}, answered_on: {on}}}]\n"


def paper(corpus, form, kind, more="", on=dt.date(2026, 11, 16)):
    return motion(brief_of(corpus, form, more, on), kind).document


# ---- the packet


def test_the_packet_is_in_the_order_in_which_it_is_filed(corpus):
    made = drafted(corpus, CLOSURE, TOLD + WAIVER)
    assert [document.kind for document in made.outgoing] == [
        "pd-request-letter",
        "cover-sheet-court",
        JOINT,
        "exhibit-list",
        "proposed-order",
        "certificate-of-service",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_paper_that_a_form_wants_is_made_or_its_absence_explained(corpus, form):
    more = TOLD + ("proceedings: {dhs_motion: {kind: recalendar}}" if form == "oppose-recalendar" else "")
    wanted = brief_of(corpus, form, more).ask.papers
    made = drafted(corpus, form, more)
    assert set(wanted) == {document.kind for document in made.outgoing} | {one.kind for one in made.not_made}


def test_a_closed_gate_makes_no_court_paper_of_any_kind(corpus):
    made = drafted(corpus, CLOSURE, WAIVER)
    assert [document.kind for document in made.outgoing] == ["pd-request-letter"]


# ---- the cover page


def test_the_cover_page_holds_what_a_clerk_looks_for(corpus):
    more = TOLD + WAIVER + "proceedings: {next_hearing: {time: '9:00 a.m.'}}\n" + answered(CLOSURE, "does-not-oppose")
    head = next(block for one in drafted(corpus, CLOSURE, more).outgoing for block in one.blocks if isinstance(block, Caption))
    said = {sentence.text for part in (head.filer, head.court, head.matter, head.beside, head.below) for sentence in part}
    assert head.custody.text == "NON-DETAINED"
    assert head.title == "UNOPPOSED MOTION FOR ADMINISTRATIVE CLOSURE"
    assert {
        "Ruth Okafor",
        "EOIR ID: AB123456",
        "12 Elm Row",
        "303-555-0100",
        "r@okafor.example",
        "Denver",
        "Ana Lucía Paredes",
        "File No.: A 200-555-001",
        "In removal proceedings",
        "Immigration Judge: Q. Marlow",
        "Next hearing: March 9, 2027, 9:00 a.m.",
    } <= said


def test_what_the_cover_page_lacks_is_a_gap_and_nothing_is_put_in_its_place(corpus):
    cover = text(drafted(corpus, CLOSURE, TOLD + WAIVER + "person: {a_number: null}"), "cover-sheet-court")
    assert "[A-number: not in the file]" in cover
    assert "[time: not in the file]" in cover


def test_a_person_who_stands_alone_is_not_called_counsel(corpus):
    cover = text(drafted(corpus, "oppose-dismissal", "representation: {representative: {kind: self}}"), "cover-sheet-court")
    assert "Respondent, self-represented" in cover
    assert "EOIR ID" not in cover


def test_whether_a_stay_is_an_emergency_is_left_to_counsel(corpus):
    assert "[EMERGENCY in the title, if removal is imminent" in text(drafted(corpus, "stay-of-removal-court", ABSENT), "cover-sheet-court")


# ---- the position of the government


@pytest.mark.parametrize(
    ("form", "answer", "said"),
    [
        (CLOSURE, "joins", "JOINT MOTION FOR ADMINISTRATIVE CLOSURE"),
        (CLOSURE, "does-not-oppose", "UNOPPOSED MOTION FOR ADMINISTRATIVE CLOSURE"),
        (CLOSURE, "opposes", "OPPOSED MOTION FOR ADMINISTRATIVE CLOSURE"),
        (CLOSURE, "none", "[PROPOSED JOINT] MOTION FOR ADMINISTRATIVE CLOSURE"),
        ("dismissal-without-prejudice", "does-not-oppose", "[PROPOSED JOINT] MOTION TO DISMISS WITHOUT PREJUDICE"),
        ("termination-joint-motion", "does-not-oppose", "UNOPPOSED MOTION TO TERMINATE"),
        ("termination-discretionary", "none", "MOTION TO TERMINATE"),
        ("joint-motion-to-reopen", "does-not-oppose", "[PROPOSED JOINT] MOTION TO REOPEN"),
    ],
)
def test_the_title_says_no_more_than_the_government_has_said(corpus, form, answer, said):
    assert title(brief_of(corpus, form, answered(form, answer))) == said


@pytest.mark.parametrize(("form", "kind"), COURT)
@pytest.mark.parametrize("silence", ["", "proceedings: {opla_position: no response yet}", "proceedings: {opla_contact: will consider it}"])
def test_silence_is_never_agreement(corpus, form, kind, silence):
    words = paper(corpus, form, kind, silence).text()
    assert "not yet known" in words
    assert "UNOPPOSED" not in words
    assert "has stated that it affirmatively does not oppose" not in words
    assert "joins this motion" not in words
    assert "[the day on which the Department was asked for its position: not in the file]" in words


def test_an_answer_to_another_form_says_nothing_of_this_one(corpus):
    assert brief_of(corpus, CLOSURE, answered("continuance", "joins")).position == "unknown"


def test_an_answer_that_came_after_the_day_is_not_known_on_it(corpus):
    assert brief_of(corpus, CLOSURE, answered(CLOSURE, "joins", "2026-11-20")).position == "unknown"


def test_non_opposition_is_unproved_until_an_exhibit_shows_it(corpus):
    shown = "evidence: [{id: m, kind: support-letter, title: E-mail of the Department, pages: 1, proves: [dhs-position]}]\n"
    said = answered(CLOSURE, "does-not-oppose")
    assert "does not oppose this motion [UNSUPPORTED]." in paper(corpus, CLOSURE, JOINT, said).text()
    proved = next(one for one in paper(corpus, CLOSURE, JOINT, said + shown).sentences() if one.id == "position-unopposed")
    assert [pin.exhibit for pin in proved.pins] == ["m"]


def test_the_governments_signature_is_left_to_its_attorney(corpus):
    for answer, blank in (("joins", True), ("none", True), ("does-not-oppose", False)):
        words = paper(corpus, CLOSURE, JOINT, answered(CLOSURE, answer)).text()
        assert ("[name of DHS attorney: to be filled when joined]" in words) == blank


@pytest.mark.parametrize(
    ("form", "more"),
    [("dismissal-without-prejudice", ""), ("termination-joint-motion", ""), ("joint-motion-to-reopen", ABSENT)],
)
def test_what_needs_both_sides_is_not_made_against_one(corpus, form, more):
    made = drafted(corpus, form, TOLD + more + answered(form, "opposes"))
    assert {document.kind for document in made.outgoing} == {"pd-request-letter"}
    assert all("only where both sides agree" in one.because for one in made.not_made)


# ---- the law of the day and of the circuit


@pytest.mark.parametrize(
    ("on", "circuit", "cited", "gone"),
    [
        ("2011-06-20", "1", "Matter of Gutierrez", "Avetisyan"),
        ("2013-06-20", "1", "Matter of Avetisyan", "Gutierrez"),
        ("2020-02-03", "4", "Romero v. Barr", "Avetisyan"),
        ("2021-02-03", "7", "Meza Morales v. Barr", "Cruz-Valdez"),
        ("2021-06-10", "3", "Arcos Sanchez v. Att’y Gen.", "Cruz-Valdez"),
        ("2021-06-10", "6", "Garcia-DeLeon v. Garland", "Cruz-Valdez"),
        ("2022-03-01", "6", "Hernandez-Serrano v. Barr", "1003.18"),
        ("2022-03-01", "1", "Matter of Cruz-Valdez", "1003.18"),
        ("2024-09-03", "1", "8 C.F.R. § 1003.18(c)(3)", "Avetisyan"),
    ],
)
def test_closure_rests_on_the_law_of_its_day_and_circuit(corpus, on, circuit, cited, gone):
    words = paper(corpus, CLOSURE, JOINT, OLD + WAIVER + f"circuit: '{circuit}'", dt.date.fromisoformat(on)).text()
    assert cited in words
    assert gone not in words


@pytest.mark.parametrize(("circuit", "more"), [("1", WAIVER), ("6", "relief: [{kind: i-130, status: approved}]\n")])
def test_while_judges_could_not_close_no_motion_asks_it(corpus, circuit, more):
    assert asks(matter_of(corpus, OLD + more + f"circuit: '{circuit}'", dt.date(2021, 2, 1)), CLOSURE) == []
    late = asks(matter_of(corpus, OLD + more + f"circuit: '{circuit}'", dt.date(2022, 2, 1)), CLOSURE)
    assert (late == []) == (circuit == "6")


def test_against_the_authorities_that_hurt_it_is_candid(corpus):
    held = paper(corpus, CLOSURE, JOINT, WAIVER + "proceedings: {custody: {detained: true}}").text()
    assert "Matter of B-N-K-" in held
    assert "[why closure is right although the respondent is detained: not in the file]" in held
    assert "Matter of Ibarra-Vega" in paper(corpus, CLOSURE, JOINT, "relief: [{kind: u-visa, status: filed-uscis}]").text()
    assert "Matter of Cahuec Tzalam" in paper(corpus, CLOSURE, JOINT, "relief: [{kind: sij, status: approved}]").text()


@pytest.mark.parametrize(
    ("on", "circuit", "kind", "cited"),
    [
        ("2020-03-02", "1", "joint-motion-dismiss", "Matter of S-O-G- & F-D-B-"),
        ("2022-03-01", "4", "joint-motion-terminate", "Chavez Gonzalez v. Garland"),
        ("2022-03-01", "1", "joint-motion-dismiss", "Matter of S-O-G- & F-D-B-"),
        ("2023-03-01", "1", "joint-motion-terminate", "Matter of Coronado Acevedo"),
        ("2024-09-03", "1", "joint-motion-terminate", "8 C.F.R. § 1003.18(d)(1)(i)(G)"),
    ],
)
def test_termination_is_asked_as_the_law_of_its_day_allows(corpus, on, circuit, kind, cited):
    asked = brief_of(corpus, "termination-joint-motion", TOLD + OLD + f"circuit: '{circuit}'", dt.date.fromisoformat(on))
    assert kind in asked.ask.papers
    assert cited in motion(asked, kind).document.text()
    ended = "dismissed without prejudice" if kind == "joint-motion-dismiss" else "terminated without prejudice"
    assert f"these proceedings are {ended}" in order(asked, "proposed-order").document.text()


def test_before_the_board_the_board_is_asked_under_its_own_rule(corpus):
    appealed = "proceedings: {ij_decision: {date: 2026-01-10, outcome: removal-ordered}, next_hearing: null, "
    appealed += "appeal: {filed_date: 2026-02-01, status: pending}}\n"
    asked = brief_of(corpus, "termination-joint-motion", appealed)
    words = motion(asked, "joint-motion-terminate").document.text()
    assert "BOARD OF IMMIGRATION APPEALS" in words
    assert "asks the Board to terminate" in words
    assert "8 C.F.R. § 1003.1(m)" in words
    assert "1003.18" not in words
    assert "Immigration Judge:" not in words
    closure = brief_of(corpus, CLOSURE, appealed + answered(CLOSURE, "opposes"))
    assert closure.ask.provision == "8 C.F.R. § 1003.1(l)"
    assert OPPOSED in closure.ask.papers


@settings(max_examples=60)
@given(
    st.dates(dt.date(2011, 1, 3), dt.date(2026, 11, 24)),
    st.sampled_from([*map(str, range(1, 12)), "dc", None]),
    st.sampled_from(FORMS),
    st.tuples(
        st.sampled_from(["joins", "does-not-oppose", "opposes", "none"]),
        st.sampled_from(["provisional-waiver", "u-visa", "sij", "t-visa", "i-751", "asylum"]),
    ),
)
def test_no_paper_cites_what_is_not_law_on_its_day(corpus, on, circuit, form, said):
    answer, kind = said
    more = TOLD + OLD + answered(form, answer) if form in FORMS[:6] else TOLD + OLD
    more += f"circuit: {circuit!r}\n" if circuit else "circuit: null\n"
    more += f"relief: [{{kind: {kind}, status: {'filed-court' if kind in ('asylum', 'i-751') else 'filed-uscis'}}}]\n"
    matter = matter_of(corpus, more, on)
    if not asks(matter, form):
        return
    for document in draft(brief(matter, assess_matter(matter), form, on)).outgoing:
        for sentence in document.sentences():
            for name in sentence.authorities:
                assert corpus.authorities[name].binds(on, circuit), (document.kind, sentence.id, name)
            for entry in corpus.authorities.values():
                if entry.kind in ("precedent", "federal-decision") and entry.cite in sentence.text:
                    assert entry.binds(on, circuit), (document.kind, sentence.id, entry.id)


# ---- what a motion must answer


def test_each_factor_of_an_opposed_motion_stands_in_order_and_is_answered_or_open(corpus):
    document = paper(corpus, CLOSURE, OPPOSED, WAIVER + answered(CLOSURE, "opposes"))
    lines = document.text().splitlines()
    places = [next(place for place, line in enumerate(lines) if line.startswith(f"{number}. ")) for number in range(1, 9)]
    assert places == sorted(places)
    assert all(after - place > 1 for place, after in itertools.pairwise(places))
    assert "Form I-601A cannot be filed in proceedings unless the case is administratively closed" in document.text()
    assert "[the reason that the Department gave, in its own words: not in the file]" in document.text()


def test_a_factor_that_does_not_help_is_not_claimed(corpus):
    words = paper(corpus, CLOSURE, OPPOSED, "relief: [{kind: i-130, status: filed-uscis}]\n" + answered(CLOSURE, "opposes")).text()
    assert "This factor does not weigh for closure." in words
    assert "[proof that the pending matter is prima facie approvable, beyond its receipt: not in the file]" in words


def test_in_2017_the_six_factors_of_avetisyan_are_answered(corpus, cases):
    case, _ = load(cases / "approved-petition-2017.yaml")
    matter = Matter(case, corpus, case.as_of)
    words = motion(brief(matter, assess_matter(matter), CLOSURE, matter.on), OPPOSED).document.text()
    assert "6. The ultimate outcome anticipated" in words
    assert "7. " not in words
    assert "Closure may be granted over the opposition of a party. Matter of Avetisyan" in words
    assert "1003.18" not in words


def test_the_ground_of_dismissal_comes_from_dates_or_is_left_open(corpus):
    form, kind = "dismissal-without-prejudice", "joint-motion-dismiss"
    later = "relief: [{kind: adjustment, status: filed-uscis, filed_date: 2025-03-01}]"
    earlier = "relief: [{kind: i-130, status: approved, filed_date: 2017-03-01, decided_date: 2018-03-01}]"
    assert "8 C.F.R. § 239.2(a)(7)" in paper(corpus, form, kind, later).text()
    assert "8 C.F.R. § 239.2(a)(6)" in paper(corpus, form, kind, earlier).text()
    undated = paper(corpus, form, kind, "relief: [{kind: i-130, status: approved}]").text()
    assert "239.2(a)(" not in undated
    assert "[the ground, in one sentence: improvidently issued, or changed circumstances]" in undated


def test_the_clients_consent_is_said_only_where_it_is_signed(corpus):
    form, kind = "dismissal-without-prejudice", "joint-motion-dismiss"
    signed = "consents: [{form: dismissal-without-prejudice, explained_on: 2026-11-01, signed_on: 2026-11-02}]"
    assert "[the signed consent of the respondent: not in the file]" in paper(corpus, form, kind, TOLD).text()
    assert "consents to it." in paper(corpus, form, kind, signed).text()


def test_a_closed_case_is_recalendared_only_to_be_dismissed(corpus):
    form = "dismissal-without-prejudice"
    asked = brief_of(corpus, form, SITUATIONS[2])
    assert "recalendared for the limited purpose of ruling on this motion" in motion(asked, "joint-motion-dismiss").document.text()
    assert "recalendared for the limited purpose of this order" in order(asked, "proposed-order").document.text()


# ---- reopening


def test_an_in_absentia_motion_is_labelled_so_and_carries_the_address_form(corpus):
    words = paper(corpus, "joint-motion-to-reopen", "joint-motion-reopen", ABSENT).text()
    assert "MOTION TO REOPEN AN IN ABSENTIA ORDER" in words
    assert "[Form EOIR-33, completed: to be attached]" in words
    assert "does not by itself stay removal" in words


def test_what_is_stated_to_the_court_is_not_presumed(corpus):
    form, kind = "joint-motion-to-reopen", "joint-motion-reopen"
    silent = paper(corpus, form, kind, ABSENT).text()
    read = paper(corpus, form, kind, also(ABSENT, "proceedings: {record_checked: 2026-11-10}", "criminal: []")).text()
    assert "[whether the order has been or is the subject of a judicial proceeding" in silent
    assert "not the subject of any pending criminal" not in silent
    assert "The order has not been and is not the subject of any judicial proceeding." in read
    assert "The respondent is not the subject of any pending criminal proceeding under the Act." in read


def test_a_pending_charge_is_not_told_and_not_denied(corpus):
    words = paper(
        corpus, "joint-motion-to-reopen", "joint-motion-reopen", ABSENT + "criminal: [{charge: theft, disposition: pending}]"
    ).text()
    assert "theft" not in words
    assert "pending criminal proceeding under the Act" not in words
    assert "[nothing in the file: counsel answers from the record]" in words


def test_the_reason_for_absence_is_told_only_once_it_is_held_or_released(corpus):
    ill = also(ABSENT, "proceedings: {in_absentia: {reason: in hospital}}")
    form, kind = "joint-motion-to-reopen", "joint-motion-reopen"
    assert "hospital" not in paper(corpus, form, kind, ill).text()
    held = ill + "disclosure: [{fact: proceedings.in_absentia.reason, held_by_government: 'yes', source: pleading}]"
    assert "Reason for the absence: in hospital" in paper(corpus, form, kind, held).text()


def test_after_a_reinstated_order_or_a_departure_no_motion_to_reopen_is_made(corpus):
    form = "joint-motion-to-reopen"
    assert asks(matter_of(corpus, "immigration_history: {reinstated_date: 2026-01-05}"), form) == []
    left = "immigration_history: {departures: [{date: 2021-05-01}]}"
    made = drafted(corpus, form, ABSENT + left)
    assert not {document.kind for document in made.outgoing} & set(COURT_PAPERS)
    assert "counsel decides" in next(one.because for one in made.not_made if one.kind == "joint-motion-reopen")


def test_a_joint_motion_needs_no_fee_and_another_says_what_is_open(corpus):
    form, kind = "joint-motion-to-reopen", "joint-motion-reopen"
    assert "No fee is due" in paper(corpus, form, kind, ABSENT + answered(form, "joins")).text()
    assert "[no fee is due once both parties sign" in paper(corpus, form, kind, ABSENT).text()


# ---- oppositions


def test_dismissal_in_court_is_opposed_from_what_it_would_take_away(corpus, cases):
    case, _ = load(cases / "oral-dismissal-2025.yaml")
    matter = Matter(case, corpus, case.as_of)
    asked = brief(matter, assess_matter(matter), "oppose-dismissal", matter.on)
    words = motion(asked, "opposition-to-dhs-dismissal").document.text()
    assert "Dismissal would end, undecided, the application for asylum" in words
    assert "The motion was made orally." in words
    assert "[the ground that the motion states, and what was filed to prove it: counsel reads the motion]" in words
    for danger in ("Lukeville", "2024", "without inspection", "Venezuela", "expedited removal"):
        assert danger not in words
    english, spanish = scripts(asked)
    assert "I do not waive appeal." in english.document.text()
    assert "No renuncio a la apelación." in spanish.document.text()
    assert "solicitud de asilo" in spanish.document.text()
    for page in (english, spanish):
        assert len(pypdfium2.PdfDocument(render_pdf(page.document))) == 1


def test_the_script_belongs_to_the_client_and_to_no_other_form(corpus):
    opposing = [one.kind for one in drafted(corpus, "oppose-dismissal").client]
    assert opposing.count("opposition-to-dhs-dismissal") == 2
    assert "opposition-to-dhs-dismissal" not in [one.kind for one in drafted(corpus, CLOSURE, TOLD).client]


def test_two_years_are_shown_only_with_proof(corpus):
    shown = "evidence: [{id: r, kind: two-year-presence-proof, title: Leases, pages: 9}]"
    kind = "opposition-to-dhs-dismissal"
    assert "has lived in the United States for at least 20 years" in paper(corpus, "oppose-dismissal", kind, shown).text()
    assert "has lived" not in paper(corpus, "oppose-dismissal", kind).text()


def test_recalendaring_is_opposed_factor_by_factor(corpus, cases):
    case, _ = load(cases / "closed-ten-years-2025.yaml")
    matter = Matter(case, corpus, case.as_of)
    words = motion(brief(matter, assess_matter(matter), "oppose-recalendar", matter.on), "opposition-to-recalendar").document.text()
    assert "The case has been closed for 9 years." in words
    assert "8. Detention" in words
    assert "Niz-Chavez v. Garland" in words
    assert "an answer is due on August 21, 2025" in words
    assert "[when and at what address the motion was served" in words


@pytest.mark.parametrize(
    ("on", "circuit", "cited"),
    [
        ("2016-03-01", "1", "Matter of Avetisyan"),
        ("2020-03-02", "1", "preserves the issue"),
        ("2020-03-02", "4", "not followed in this circuit"),
        ("2022-03-01", "1", "Matter of W-Y-U-"),
        ("2024-09-03", "1", "8 C.F.R. § 1003.18(c)(3)(ii)"),
    ],
)
def test_recalendaring_is_opposed_under_the_law_of_its_day(corpus, on, circuit, cited):
    more = also(OLD, "proceedings: {admin_closed: {date: 2012-05-01}, next_hearing: null}", f"circuit: '{circuit}'")
    assert cited in paper(corpus, "oppose-recalendar", "opposition-to-recalendar", more, dt.date.fromisoformat(on)).text()


# ---- what no court paper does


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("more", SITUATIONS)
def test_nothing_is_conceded_and_nobody_is_exposed(corpus, form, more):
    family = "family: [{relation: spouse, status: none}, {relation: child, status: usc, birth_date: 2010-03-01}]\n"
    facts = TOLD.rpartition("entry")[0] + family + more
    for document in drafted(corpus, form, facts).outgoing if asks(matter_of(corpus, facts), form) else ():
        words = document.text()
        for danger in ("Nogales", "2006", "without inspection", "Mexico", "Pueblo", "undocumented", "illegally", "spouse"):
            assert danger not in words, (document.kind, danger)
        if document.kind.startswith(("joint-", "motion-", "opposition-")):
            assert "Nothing in this filing admits an allegation or concedes a charge, alienage or removability." in words


@pytest.mark.parametrize("answer", ["joins", "does-not-oppose", "none"])
@pytest.mark.parametrize("ecas", ["true", "null"])
def test_service_is_proved_as_it_was_made(corpus, answer, ecas):
    words = text(
        drafted(corpus, CLOSURE, TOLD + WAIVER + answered(CLOSURE, answer) + f"proceedings: {{ecas: {ecas}}}"), "certificate-of-service"
    )
    assert ("needs no separate proof of service" in words) == (answer == "joins")
    assert ("It was submitted through ECAS" in words) == (answer != "joins" and ecas == "true")
    assert ("ICE eService" in words) == (answer != "joins" and ecas == "null")


@pytest.mark.parametrize("form", [CLOSURE, "joint-motion-to-reopen", "oppose-dismissal"])
def test_the_order_is_one_page_that_decides_nothing_beforehand(corpus, form):
    made = order(brief_of(corpus, form, TOLD + WAIVER + "proceedings: {custody: {detained: true}}"), "proposed-order").document
    assert len(pypdfium2.PdfDocument(render_pdf(made))) == 1
    words = made.text()
    assert words.index("GRANTED") < words.index("DENIED")
    assert "removable" not in words
