"""What a client is told of a form, or of asking for nothing, and what the paper never carries."""

import datetime as dt

import pytest
from building import case_of, day, in_court

from forbear.assessment.assess import assess_matter
from forbear.assessment.client_copy import find_client_copy
from forbear.assessment.matter import Matter

ON = day("2026-11-16")
END = "dismissal-without-prejudice"


def copy_of(corpus, case, form, language="en", on=ON):
    matter = Matter(case, corpus, on)
    return find_client_copy(matter, assess_matter(matter), form, language)


def section(copy, name):
    found = next((item for item in copy.sections if item.id == name), None)
    return " ".join(f"{passage.label} {passage.text}" for passage in found.passages) if found else ""


HEARING = "next_hearing: {date: 2027-03-01, type: individual, time: '9:00', mode: video}"


def test_a_form_that_can_be_asked_is_explained_with_what_it_is_not_and_who_can_undo_it(corpus):
    case = in_court("relief: [{kind: i-130, status: approved}], entry: [{manner: admitted, date: 2009-05-01}]", HEARING)
    copy = copy_of(corpus, case, "administrative-closure")
    assert copy.stance == "ask"
    assert "off the court calendar" in section(copy, "asked")
    assert "not a green card" in section(copy, "is-not")
    assert "Either side can ask the judge to start the case again" in section(copy, "means")
    assert "Nobody can promise" in section(copy, "know")
    assert copy.decision[0] == "I want to ask for this."


def test_a_form_that_would_harm_is_not_sold(corpus):
    relief = "relief: [{kind: cancellation-nonlpr, status: filed-court}], entry: [{manner: without-inspection, date: 2003-02-17}]"
    copy = copy_of(corpus, in_court(relief, HEARING), END)
    assert copy.stance == "avoid"
    assert "you lose that help" in section(copy, "why-avoid")
    assert not section(copy, "means")
    assert "I want to ask for this." not in copy.decision
    assert any("to be avoided" in warning for warning in copy.warnings)


def test_a_form_that_is_closed_says_why_in_plain_words(corpus):
    copy = copy_of(corpus, in_court(), "bond-or-release")
    assert copy.stance == "closed"
    assert "You are not in detention" in section(copy, "why-closed")
    assert any("not open on this day" in warning for warning in copy.warnings)


@pytest.mark.parametrize("form", ["joint-motion-to-reopen", "stay-of-removal-ice", "remand-joint", "waive-appeal", "nta-cancelled"])
def test_nobody_is_told_that_there_is_an_order_or_an_appeal_where_there_is_none(corpus, form):
    for language, words in (("en", "There is a deportation order"), ("es", "Hay una orden de deportación")):
        assert words not in " ".join(copy_of(corpus, in_court(), form, language).prose())


def test_what_is_not_known_is_said_as_not_known(corpus):
    copy = copy_of(corpus, case_of("entry: [{manner: without-inspection, date: 2004-01-01}], proceedings: {nta_issued: false}"), "parole")
    assert copy.stance == "not-known"
    assert "We cannot give you an answer yet" in section(copy, "why-not-known")


def test_what_the_end_of_a_case_takes_is_named_for_this_client(corpus):
    outside = "entry: [{manner: admitted, date: 2009-05-01}], relief: [{kind: i-130, status: approved}%s]"
    without = copy_of(corpus, in_court(outside % "", HEARING), END)
    held = copy_of(corpus, in_court(outside % ", {kind: asylum, status: filed-court}", HEARING), END)
    assert held.stance == without.stance == "ask"
    assert "If you have a work permit through your court case" in section(held, "means")
    assert "If you asked the court for asylum, that would end too" in section(held, "means")
    assert "A permit that depends on a court case can end" in section(without, "means")
    assert "asked the court for asylum" not in section(without, "means")


def test_travel_on_a_permit_is_spoken_of_only_since_the_law_changed(corpus):
    case = in_court("relief: [{kind: i-130, status: approved}], entry: [{manner: admitted, date: 2009-05-01}]", HEARING)
    before, since = (copy_of(corpus, case, "continuance", on=day(text)) for text in ("2026-08-12", "2026-08-13"))
    assert "even with a travel permit" not in section(before, "means")
    assert "even with a travel permit" in section(since, "means")


def test_no_request_says_that_long_residence_alone_stops_nothing_and_records_the_decision(corpus):
    copy = copy_of(corpus, in_court("residence: {continuous_since: 1990-01-01}", HEARING), None)
    assert copy.stance == "no-request"
    assert "Living here for many years does not stop an immigration case by itself" in section(copy, "long-residence")
    assert len(copy.decision) == 3
    assert "no group is safe" in section(copy, "no-request")
    assert "no group is safe" not in section(copy_of(corpus, in_court(), None, on=day("2022-05-12")), "no-request")


def test_dates_are_the_hearing_the_check_in_and_the_deadlines_still_ahead(corpus):
    copy = copy_of(corpus, in_court("", f"{HEARING}, supervision: {{kind: isap, next_report: 2026-12-01}}"), None)
    found = {item.what: item for item in copy.dates}
    assert found["Your hearing"].day == dt.date(2027, 3, 1)
    assert found["Your hearing"].note == "9:00, by video"
    assert found["Your check-in with ICE"].day == dt.date(2026, 12, 1)
    assert found["Last day for us to file papers"].day < found["Your hearing"].day
    assert [item.day for item in copy.dates] == sorted(item.day for item in copy.dates)
    later = copy_of(corpus, in_court("", HEARING), None, on=day("2027-03-02"))
    assert later.dates == []
    assert any("has passed" in warning for warning in later.warnings)


def test_where_the_texts_conflict_the_client_is_told_the_safe_day(corpus):
    case = in_court("", "ij_decision: {date: 2026-11-10, outcome: removal-ordered}")
    (appeal,) = [item for item in copy_of(corpus, case, None).dates if item.what == "Last day to appeal"]
    assert appeal.day == dt.date(2026, 11, 20)


@pytest.mark.parametrize(("first", "name"), [("mam", "Mam"), ("kiche", "K'iche'"), ("K’iche’", "K'iche'"), ("Quiché", "K'iche'")])
def test_a_first_language_that_is_neither_asks_for_an_interpreter(corpus, first, name):
    copy = copy_of(corpus, in_court(f"person: {{languages: ['{first}', es]}}"), None)
    assert copy.interpreter.language == name
    assert copy.interpreter.notice.startswith(f"Your first language is {name}")
    assert f"I speak {name} and English well" in copy.interpreter.competence
    assert len(copy.interpreter.script) == 4


def test_a_language_the_corpus_does_not_know_is_named_as_the_file_names_it(corpus):
    assert copy_of(corpus, in_court("person: {languages: [Tlapanec]}"), None).interpreter.language == "Tlapanec"


def test_a_reader_of_the_other_language_or_of_none_known_is_counsels_to_settle(corpus):
    spanish = copy_of(corpus, in_court("person: {languages: [es, mam]}"), None)
    assert spanish.interpreter is None
    assert any("--lang es" in warning for warning in spanish.warnings)
    assert any("first language is not in the file" in warning for warning in copy_of(corpus, in_court(), None).warnings)


def test_what_the_paper_must_not_carry_is_left_to_counsel(corpus):
    secret = (
        "person: {full_name: Ana Paz, address: '12 Elm St, Lowell MA', birth_date: 1990-01-01},"
        "family: [{relation: spouse, status: none, birth_date: 1982-04-05}],"
        "criminal: [{charge: burglary, level: felony, disposition: pending, arrest_date: 2026-01-02}],"
        "entry: [{manner: without-inspection, date: 2025-12-01, place: Nogales}], security: {gang: true},"
        "immigration_history: {prior_orders: [{date: 2010-01-02, executed_date: 2010-02-02}]}"
    )
    for language in ("en", "es"):
        for form in (None, *corpus.vocabulary.forms):
            copy = copy_of(corpus, in_court(secret, HEARING), form, language)
            said = " ".join(copy.prose()).lower()
            for word in (
                "elm st",
                "lowell",
                "spouse",
                "esposo",
                "burglary",
                "robo",
                "nogales",
                "gang",
                "pandilla",
                "crim",
                "without inspection",
            ):
                assert word not in said, (form, language, word)
            assert any("say in person" in warning and "criminal counsel" in warning for warning in copy.warnings)


@pytest.mark.parametrize(("entered", "carries"), [("2024-03-01", True), ("2025-11-10", False), ("null", False)])
def test_who_is_under_two_years_or_may_be_is_not_told_to_carry_proof_of_two_years(corpus, entered, carries):
    entry = f"entry: [{{date: {entered}, manner: without-inspection}}], relief: [], evidence: []"
    case = in_court(entry, HEARING)
    case.facts["proceedings"].update(nta_date=day("2026-07-01"), nta_filed_date=day("2026-07-02"), pleadings_date=None)
    for language, proof, neutral in (
        ("en", "last two years", "Ask your lawyer which papers to carry"),
        ("es", "últimos dos años", "Pregunte a su abogado qué papeles"),
    ):
        told = section(copy_of(corpus, case, None, language), "do")
        assert (proof in told, neutral in told) == (carries, not carries)


TELLING = ("asyl", "asil", "missed", "faltó", "crim", "arrest", "visa", "vawa", "unlawful", "presence", "entry", "entró", "departure")


def test_a_date_on_the_paper_names_no_claim_no_charge_and_no_missed_hearing(corpus):
    for date in corpus.client_words.dates:
        assert not [word for word in TELLING if word in f"{date.en} {date.es}".lower()], date
    asylum = "relief: [{kind: asylum, status: filed-uscis}], fears: {fears_return: 'yes', asylum_filed_date: 2026-02-02}"
    told = {item.what: item.day for item in copy_of(corpus, in_court(asylum, HEARING), None).dates}
    assert told["Yearly fee"] == dt.date(2027, 2, 2)
    absent = in_court("", "in_absentia: {date: 2026-10-05}")
    assert "Last day to ask to open the case again" in {item.what for item in copy_of(corpus, absent, None).dates}


def test_what_the_client_fears_and_how_the_client_came_cannot_be_read_off_the_paper(corpus):
    afraid, settled = (f"fears: {{fears_return: '{word}'}}, relief: []" for word in ("yes", "no"))
    for language in ("en", "es"):
        assert section(copy_of(corpus, in_court(afraid), None, language), "do") == section(
            copy_of(corpus, in_court(settled), None, language), "do"
        )
        admitted = copy_of(corpus, in_court("entry: [{manner: admitted, date: 2009-05-01}]"), "parole", language)
        assert "visa." not in section(admitted, "why-closed")
