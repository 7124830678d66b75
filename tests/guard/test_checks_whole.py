"""Whole papers: harmless ones stay unmarked, spans quote the text, and a text without names and numbers says nothing about a case."""

import time

import pytest
import yaml
from checking import PROVED, case_of, checked, said, setting_of
from hypothesis import given
from hypothesis import strategies as st

from forbear.guard.checks import find_checks
from forbear.guard.document import plain
from forbear.guard.finding import GuardFinding
from forbear.guard.sentences import sentences
from forbear.law.index import CORPUS, build_index
from forbear.problem import BadInput

LETTER = """November 20, 2026

Office of the Principal Legal Advisor, Denver Field Office

RE: Request for prosecutorial discretion
Elena Marín Robledo, A200-555-030
Denver Immigration Court, Immigration Judge Lindahl
Next hearing: March 15, 2027 (individual)

Dear Counsel:

Undersigned represents Ms. Marin. We respectfully request that the Department join a motion for administrative closure under 8 CFR
1003.18(c). In the alternative, we ask that it stipulate to hardship.

Nothing in this letter concedes any allegation or charge, and all applications and defenses are reserved.

Ms. Marin, 42, has lived in Colorado for many years (Tab A at 3-90). She is the mother of two United States citizen children (Tab B).
Her 15-year-old daughter has a lung disease and depends on her for daily care (letter of Dr. Amin, Tab C at 1).

In 2013 she was convicted of a misdemeanor and paid the fine (certified disposition, Tab F). She missed one hearing and explained why.

The hearing would take a full day of the Court's time. Please let us know by December 15, 2026 whether the Department will join. The
Department has not yet responded to our call of November 3. You may reach me at 303-555-0142 or ruiz@example.org.

Ana Ruiz, Attorney for Respondent
1200 Broadway Street, Suite 410, Denver, CO 80203
"""
DECLARATION = """DECLARACIÓN JURADA

1. Tengo 42 años de edad. Vivo en Colorado con mis dos hijos, que son ciudadanos de los Estados Unidos.

2. Mi hija mayor está enferma de los pulmones. Yo le doy sus tratamientos dos veces al día, antes y después de la escuela.

3. Trabajo en la cafetería de una escuela con permiso desde 2024 y soy voluntaria en el hospital.

4. Falté una vez a la corte y expliqué la razón. Mi próxima audiencia es el 15 de marzo de 2027.

Declaro bajo pena de perjurio que lo anterior es cierto. Firmado el 20 de noviembre de 2026.
"""
SUPPORT = """To whom it may concern:

I have known Elena for eleven years. My husband, a citizen, and I live next door with our three children. My son is single.

She brings soup when we are ill. She has never asked for anything in return, and I have never heard her raise her voice. When my mother
died in 2019 she sat with me every evening for a month. My daughter was born in 2014 and calls her aunt.

I came to this country from Poland in 1999, and I know how hard it is to begin again. You may call me at 720-555-0199.
"""
NOTE = """Intake 11/20. Cl. calm. Ask about prior orders; check whether cl. has ever missed a hearing. Confirm that client has no
criminal record. Order FOIA. Cl. wants to know if we can move to reopen. Explain difference between closure and dismissal.
Next meeting in two weeks.
"""


@pytest.mark.parametrize(
    ("text", "purpose"), [(LETTER, "pd-letter"), (DECLARATION, "sworn-declaration"), (SUPPORT, "support-letter"), (NOTE, None)]
)
def test_harmless_papers_are_left_alone(corpus, text, purpose):
    assert said(text, setting_of(corpus, case_of(), purpose)) == []
    assert said(text, setting_of(corpus, None, purpose)) == []


def test_findings_stand_in_the_order_of_the_text_each_with_its_page_and_name(corpus):
    text = "She has no criminal record.\n\nShe has three children.\n\nShe has no criminal record."
    found = checked(text, setting_of(corpus, case_of()))
    assert [(each.check, each.paragraph) for each in found] == [("overstatement", 1), ("misstatement-in-draft", 2), ("overstatement", 3)]
    assert len({each.id for each in found}) == 3
    assert found[0].id == checked("A word first.\n\n" + text, setting_of(corpus, case_of()))[0].id  # it moves, and keeps its name
    assert found[0].title == corpus.guards["overstatement"].title


def test_what_is_marked_as_an_admission_is_not_marked_again_as_told(corpus):
    text = "She crossed on 14 September 2006."
    admission = GuardFinding(
        id="1", admission="entry-manner-place", title="", severity="critical", start=4, end=32, text=text[4:32], ground="", authorities=[],
        because="", instead="", safe_when=[], sentence=(0, 33),
    )  # fmt: skip
    assert said(text, setting_of(corpus, case_of())) == [("disclosure-is-permanent", "serious", "14 September 2006")]
    assert checked(text, setting_of(corpus, case_of()), [admission]) == []


PIECES = st.sampled_from([
    "She has no criminal record", "Matter of Avetisyan", "25 I&N Dec. 688", "2006-09-14", "SSN 123-45-6789", "three children", "has", "she",
    "entered the United States", "on March 3, 2004", "8 CFR 1003.18(c)", "asks for dismissal", "nunca ha salido del país", "A200-555-031",
    "Immigration Judge Stone", "ñandú", "İstanbul", "e\u0301", "½", "\n\n", "\n", ". ", ", ", "; ", "?", "(", "“", "’", "\u00a0",
    "\U0001f600", "한국",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map(" ".join)


@given(text=TEXTS, purpose=st.sampled_from([None, "pd-letter", "support-letter", "sworn-declaration", "relief-form", "bond"]))
def test_spans_lie_in_the_text_and_quote_it_and_the_same_text_says_the_same(corpus, text, purpose):
    setting = setting_of(corpus, case_of(), purpose)
    found = checked(text, setting)
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert each.text == text[each.start : each.end]
        assert each.because
        assert each.instead
    assert len({each.id for each in found}) == len(found)
    assert found == checked(text, setting)


@given(text=st.text(alphabet="abcdefgh ijklmnop qrstuv.,;\n", max_size=400))
def test_letters_without_names_figures_or_claims_say_nothing(corpus, text):
    assert checked(text, setting_of(corpus, case_of(), None)) == []


def test_thirty_pages_are_read_in_well_under_a_second(corpus):
    document = plain("\n\n".join([LETTER, DECLARATION, SUPPORT] * 30))
    spans, setting = sentences(document.text), setting_of(corpus, case_of(), "sworn-declaration")
    assert len(document.text) > 60_000
    started = time.process_time()
    find_checks(document, spans, [], setting)
    assert time.process_time() - started < 2  # of which most is allowance for a busy machine


def test_every_form_can_be_recognised_by_its_words(corpus):
    words = corpus.draft_words
    assert all(claim.patterns for claim in words.claims)
    assert {form for ask in words.asks for form in ask.forms} == {rules.form for rules in corpus.rulebook.forms}


CLAIM = {"id": "x", "says": "y", "en": ["a"], "es": ["b"], "against": "any_arrest", "supports": "NOT any_arrest", "severity": "serious"}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"en": ["("]}, "cannot be read"),
        ({"es": []}, "one language"),
        ({"en": ["a*"]}, "fits no words"),
        ({"against": "arrested"}, "arrested"),
        ({"convention": ""}, "names no convention"),
    ],
)
def test_an_office_s_claim_that_is_not_sound_is_refused(tmp_path, change, problem):
    claims = [CLAIM | {"convention": "c"} | change]
    (tmp_path / "draft-claims.yaml").write_text(yaml.safe_dump({"claims": claims}), encoding="utf-8")
    with pytest.raises(BadInput, match=problem):
        build_index(CORPUS, tmp_path, None)


def test_the_proved_client_may_be_praised_in_a_letter_that_asks(corpus):
    text = "We ask OPLA to join a motion to dismiss the proceedings. Ms. Solis has never missed a hearing."
    assert said(text, setting_of(corpus, case_of(PROVED))) == []
