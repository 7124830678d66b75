"""Claims the file disproves, statements it contradicts, what it holds in confidence, identifiers, language and what is left out."""

import datetime as dt

import pytest
from checking import PROVED, case_of, checked, said, setting_of

from forbear.guard.advice import TRUTHFUL

CLAIM, WRONG, TOLD, NUMBER = "overstatement", "misstatement-in-draft", "disclosure-is-permanent", "unredacted-identifiers"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Ms. Marin has no criminal record.", "critical"),
        ("She has never been arrested.", "critical"),
        ("Nunca he sido arrestada.", "critical"),
        ("La señora no tiene antecedentes penales.", "critical"),
        ("She has never missed a hearing.", "critical"),
        ("She has attended every court hearing.", "critical"),
        ("Ha asistido a todas sus audiencias.", "critical"),
        ("She has always complied with every order.", "critical"),
        ("She has always paid her taxes.", "critical"),
        ("Siempre ha pagado sus impuestos.", "critical"),
        ("She has never left the United States.", "critical"),
        ("Nunca ha salido del país.", "critical"),
        ("She has never used false documents.", "critical"),
        ("Nunca he usado documentos falsos.", "critical"),
        ("She is a model citizen.", "serious"),
        ("Su conducta es intachable: una vida de conducta intachable.", "serious"),
        ("She is currently detained at the Aurora facility.", "serious"),
    ],
)
def test_a_claim_that_the_file_disproves(corpus, text, severity):
    found = [each for each in checked(text, setting_of(corpus, case_of(), None)) if each.check == CLAIM]
    assert found
    assert {each.severity for each in found} == {severity}
    assert all(each.facts for each in found)


PRAISE = """
Ms. Solis has no criminal record. She has never missed a hearing and has always complied with all orders. She has always paid her
taxes. She has never left the United States. She has never been ordered removed. She has never used false documents. She has no gang
ties and has never used drugs. She has only worked lawfully. She is a model citizen. She is not detained.

No tiene antecedentes penales. Nunca ha faltado a una audiencia. Siempre ha pagado sus impuestos. Nunca ha salido del país.
"""


def test_what_the_file_proves_may_be_claimed(corpus):
    assert said(PRAISE, setting_of(corpus, case_of(PROVED), None)) == []


def test_what_the_file_does_not_prove_is_shown_as_that(corpus):
    bare = case_of("{circuit: '10', proceedings: {nta_date: 2023-04-11}}")
    (found,) = checked("She has no criminal record.", setting_of(corpus, bare, None))
    assert (found.check, found.severity) == (CLAIM, "caution")
    assert "nothing in the file proves it" in found.because
    assert "criminal[].charge" in found.facts
    assert said("She is a model citizen.", setting_of(corpus, bare, None)) == []  # an opinion, and nothing against it


@pytest.mark.parametrize(
    "text",
    [
        "Counsel does not claim that she has no criminal record.",
        "It is not true that she has never missed a hearing.",
        "The brother's file says nothing; her brother has no criminal record.",
        "My son has never been arrested.",
        "According to the notario she has no criminal record.",
        "Confirm that client has never missed a hearing.",
        "Has she never been arrested?",
        "If he has no criminal record he may apply.",
        "She has one misdemeanor conviction of 2013, and the sentence is completed.",
        "She missed one hearing in 2019 because of the snow.",
        "Nadie afirma que no tiene antecedentes penales.",
    ],
)
def test_claims_denied_supposed_asked_or_of_others_do_not_count(corpus, text):
    assert said(text, setting_of(corpus, case_of(), None), CLAIM) == []


def test_without_a_file_no_claim_is_judged(corpus):
    assert said(PRAISE, setting_of(corpus, None, None)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She entered the United States on March 3, 2004.", "entered the United States on March 3, 2004"),
        ("Entró a los Estados Unidos el 14 de septiembre de 2007.", "Entró a los Estados Unidos el 14 de septiembre de 2007"),
        ("She has lived in the United States since 2001.", "has lived in the United States since 2001"),
        (
            "She has lived in the United States for more than twenty-five years.",
            "has lived in the United States for more than twenty-five years",
        ),
        ("Ha vivido en los Estados Unidos por más de treinta años.", "Ha vivido en los Estados Unidos por más de treinta años"),
        ("Ms. Marin is 50 years old.", "Ms. Marin is 50 years old"),
        ("Tengo cincuenta años.", "Tengo cincuenta años"),
        ("She has three children.", "has three children"),
        ("Es madre de tres hijos ciudadanos.", "madre de tres hijos ciudadanos"),
        ("Her citizen husband works nights.", "citizen husband"),
        ("Respondent is single.", "Respondent is single"),
        ("La clienta es soltera.", "La clienta es soltera"),
        ("Her individual hearing is set for April 20, 2027.", "April 20, 2027"),
        ("Su audiencia está programada para el 20 de abril de 2027.", "20 de abril de 2027"),
        ("The case is before the Dallas Immigration Court.", "Dallas Immigration Court"),
        ("Immigration Judge Robert Stone presides.", "Immigration Judge Robert Stone"),
        ("The Notice to Appear dated May 2, 2023 is attached.", "Notice to Appear dated May 2, 2023"),
        ("The Notice to Appear alleges that she entered the United States on May 1, 2010.", "entered the United States on May 1, 2010"),
        ("The respondent is a native and citizen of Guatemala.", "native and citizen of Guatemala"),
        ("A file: A200-555-031.", "A200-555-031"),
        ("Her 9-year-old son plays ball.", "Her 9-year-old son"),
    ],
)
def test_what_contradicts_the_file(corpus, text, words):
    found = [each for each in checked(text, setting_of(corpus, case_of(), "pd-letter")) if each.check == WRONG]
    assert [each.text for each in found] == [words]
    assert found[0].facts


@pytest.mark.parametrize(
    "text",
    [
        "She entered the United States in September 2006.",
        "She came back in February 2012 and has worked since.",
        "She has lived in the United States since 2006.",
        "She has lived in Aurora since 2019.",
        "She has lived in the United States for over ten years.",
        "She has lived in the United States for nearly twenty-one years.",
        "Ms. Marin is 42 years old.",
        "She was 22 years old when she came.",
        "She has two children.",
        "Es madre de dos hijos ciudadanos.",
        "Two of her three cousins visit; one of her children sings.",
        "The respondent is married.",
        "The individual hearing is set for March 15, 2027.",
        "At the master hearing of April 2, 2024 the judge set a date.",
        "The case is before the Denver Immigration Court.",
        "The Immigration Court in Denver is near.",
        "Immigration Judge Lindahl presides.",
        "The Notice to Appear dated April 11, 2023 is attached; the NTA was filed in June 2023.",
        "The Notice to Appear alleges that she entered the United States on September 14, 2006.",
        "Her brother entered the United States on March 3, 1999 and is a citizen of Guatemala.",
        "Counsel entered an appearance in this country's courts on May 3, 2020.",
        "Tengo veinte años de vivir aquí.",
        "Her 15-year-old daughter and her 10-year-old son are in school.",
        "Her neighbor is single and has five children.",
        "Section 240A came into effect on April 1, 1997.",
    ],
)
def test_what_agrees_or_is_about_something_else_is_left_alone(corpus, text):
    assert said(text, setting_of(corpus, case_of(), "pd-letter"), WRONG) == []


def test_what_the_file_does_not_know_contradicts_nothing(corpus):
    bare = case_of("{circuit: '10', proceedings: {nta_date: 2023-04-11}, entry: [{manner: admitted}]}")
    text = "She entered the United States on March 3, 2004. She has three children. Ms. Paz is 50 years old. She is a citizen of Peru."
    assert said(text, setting_of(corpus, bare, "pd-letter")) == []


@pytest.mark.parametrize(
    ("text", "words", "field"),
    [
        ("She crossed on 14 September 2006.", "14 September 2006", "entry[0].date"),
        ("Cruzó el 14 de septiembre de 2006.", "14 de septiembre de 2006", "entry[0].date"),
        ("She crossed on 09/14/2006.", "09/14/2006", "entry[0].date"),
        ("The day was 2013-06-03.", "2013-06-03", "criminal[0].arrest_date"),
        ("She missed court on Feb. 12, 2019.", "Feb. 12, 2019", "compliance.hearings_missed[0]"),
        ("Her aim is to stay with the children, whatever else happens.", "stay with the children, whatever else happens", "goals.first"),
        ("She was once called Helena Robles.", "Helena Robles", "person.other_names[0]"),
        ("They rent at 4410 Cedar Hollow Lane.", "4410 Cedar Hollow Lane", "person.address"),
        ("The girl has severe asthma with hospital stays.", "severe asthma with hospital stays", "family[1].health"),
        ("Her husband is undocumented.", "husband is undocumented", "family[0].status"),
        ("Su esposo no tiene papeles.", "esposo no tiene papeles", "family[0].status"),
    ],
)
def test_what_was_told_in_confidence_or_harms(corpus, text, words, field):
    found = [each for each in checked(text, setting_of(corpus, case_of(), None)) if each.check == TOLD]
    assert [each.text for each in found] == [words]
    assert field in found[0].facts
    assert field in found[0].because


def test_what_the_government_holds_or_counsel_released_may_be_told(corpus):
    text = "She crossed on 14 September 2006. The day was 2013-06-03."
    held = [
        {"fact": "entry", "held_by_government": "yes", "source": "nta"},
        {"fact": "residence.continuous_since", "held_by_government": "yes"},
    ]
    release = {"by": "Ana Ruiz", "on": dt.date(2026, 11, 1), "for": "pd-request-letter"}
    case = case_of(disclosure=[*held, {"fact": "criminal[0].arrest_date", "release": release}])
    assert said(text, setting_of(corpus, case, "pd-letter"), TOLD) == []
    assert said(text, setting_of(corpus, case, "bond"), TOLD) == [(TOLD, "caution", "2013-06-03")]  # released for another paper
    later = case_of(disclosure=[*held, {"fact": "criminal[0].arrest_date", "release": release | {"on": dt.date(2027, 1, 1)}}])
    assert said(text, setting_of(corpus, later, "pd-letter"), TOLD) == [(TOLD, "caution", "2013-06-03")]


@pytest.mark.parametrize(
    "text",
    [
        "Her husband is at work; the city keeps records of undocumented wells.",
        "Her husband is a good man.",
        "The children stay at school and nothing else happens.",
        "On 11 April 2023 the Notice to Appear was issued.",
        "They went to Cedar Hollow Park.",
        "Her sister was deported in 2010.",
        "The record of 2013 is long.",
    ],
)
def test_other_days_words_and_people_tell_nothing(corpus, text):
    assert said(text, setting_of(corpus, case_of(), None)) == []


def test_a_sworn_answer_is_true_or_not_filed(corpus):
    text = "She crossed on 14 September 2006. She has no criminal record. She has three children."
    for purpose in ("sworn-declaration", "relief-form"):
        found = checked(text, setting_of(corpus, case_of(), purpose))
        assert {each.check for each in found} == {TOLD, CLAIM, WRONG}
        for each in found:
            assert each.instead.startswith(TRUTHFUL)
            assert "leave it out" not in each.instead.lower()
    (found,) = checked("SSN 123-45-6789", setting_of(corpus, case_of(), "sworn-declaration"))
    assert found.instead == f"{TRUTHFUL}."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("His SSN is 123-45-6789.", "123-45-6789"),
        ("Seguro social: 123456789.", "123456789"),
        ("ITIN 912-70-1234 is used.", "912-70-1234"),
        ("Card 4111 1111 1111 1111 was charged.", "4111 1111 1111 1111"),
        ("Bank account number 00012345678.", "00012345678"),
        ("Pasaporte No. E12345678.", "e12345678"),
        ("Her sister's telephone is 303-555-0142.", "303-555-0142"),
        ("Write to her brother at luis.robles@example.org.", "luis.robles@example.org"),
        ("My parents live at 418 Birch Street, apartment 3.", "418 Birch Street, apartment 3"),
        ("Her son was born on March 8, 2014.", "March 8, 2014"),
        ("Su hija nació el 8 de marzo de 2014.", "8 de marzo de 2014"),
    ],
)
def test_identifiers_to_redact(corpus, text, words):
    found = checked(text, setting_of(corpus, None, "support-letter"))
    assert [(each.check, each.severity, each.text.lower()) for each in found] == [(NUMBER, "serious", words.lower())]


@pytest.mark.parametrize(
    "text",
    [
        "His SSN ends in XXX-XX-6789.",
        "Call the clinic at 303-555-0142.",
        "You may reach me at 303-555-0142 or ana@example.org.",
        "Attorney Ruiz, 12 Court Street, Suite 4, tel. 303-555-0142.",
        "The record is 2019-02-12 and the file 303-555.",
        "Her son was born in 2014 and her husband on March 8, 1980.",
        "Docket 123-456-789 and case 25-0123.",
        "They paid 1234567890123456 pesos over time.",
    ],
)
def test_other_numbers_are_left_alone(corpus, text):
    assert said(text, setting_of(corpus, None, "support-letter")) == []


def test_the_client_s_own_number_may_stand_and_another_s_not(corpus):
    assert said("A200-555-030", setting_of(corpus, case_of())) == []
    assert said("Her cousin is A200-777-111.", setting_of(corpus, case_of())) == [(NUMBER, "serious", "A200-777-111")]


def test_a_minor_s_birth_date_in_the_file_is_known_without_the_word_born(corpus):
    assert said("Daughter: 03/08/2011.", setting_of(corpus, case_of())) == [(NUMBER, "serious", "03/08/2011")]


def test_a_form_of_relief_asks_for_numbers_and_gets_them(corpus):
    assert said("SSN 123-45-6789", setting_of(corpus, None, "relief-form")) == []


ENGLISH = "The family has been in the parish for many years and it is known to all of us.\n\n"
SPANISH = "La familia ha vivido en la parroquia desde hace muchos años y es conocida por todos."


def test_spanish_in_an_english_paper_needs_a_translation(corpus):
    text = ENGLISH * 3 + SPANISH
    assert said(text, setting_of(corpus, None, "support-letter")) == [("untranslated", "caution", SPANISH)]
    assert said(text, setting_of(corpus, None, None)) == []
    assert said(text + "\n\nCertificate of translation enclosed.", setting_of(corpus, None, "support-letter")) == []
    assert said(ENGLISH * 3, setting_of(corpus, None, "pd-letter")) == []
    assert said(SPANISH, setting_of(corpus, None, "sworn-declaration")) == []  # still to be translated whole


def test_what_the_government_holds_and_the_letter_passes_over(corpus):
    held = [{"fact": "criminal[0].charge", "held_by_government": "yes", "source": "rap-sheet"}]
    setting = setting_of(corpus, case_of(disclosure=held))
    (found,) = checked("We ask that OPLA agree to administrative closure.", setting)
    assert (found.check, found.severity, found.facts) == ("adverse-omitted", "caution", ["criminal[0]"])
    told = "We ask that OPLA agree to administrative closure. In 2013 she was convicted of shoplifting under five hundred dollars."
    assert said(told, setting, "adverse-omitted") == []
    assert said("We ask for administrative closure.", setting_of(corpus, case_of()), "adverse-omitted") == []  # not logged as held
    assert said("We ask for bond.", setting_of(corpus, case_of(disclosure=held), "bond"), "adverse-omitted") == []
