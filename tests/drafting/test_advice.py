"""The client's copy as it prints: short enough, plain enough, in the right language, and without what it must not carry."""

import datetime as dt
import io
from importlib import resources
from pathlib import Path

import pikepdf
import pytest
import yaml
from tests.conftest import text_of

from forbear.assessment.assess import assess_matter
from forbear.assessment.client_copy import find_client_copy
from forbear.assessment.matter import Matter
from forbear.casefile.reading import check_case, read_case
from forbear.casefile.tree import Tree
from forbear.drafting.advice import advice, reading_grade, spelled
from forbear.drafting.reading_level import grade
from forbear.drafting.setting import pages

DEMO = Path(str(resources.files("forbear.demo")))
CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
TODAY = dt.date(2026, 11, 24)
LANGUAGES = ("en", "es")
HARDEST, EASIEST = 8.9, 3.0  # school years
FEW_WORDS = 6  # a formula says little of a label


def case_at(path):
    return check_case(Tree(yaml.safe_load(path.read_text(encoding="utf-8"))["case"], {}), path.stem)


def copies(corpus, case, forms, on=None):
    matter = Matter(case, corpus, on or case.as_of)
    found = assess_matter(matter)
    return [(matter, find_client_copy(matter, found, form, language)) for form in forms for language in LANGUAGES]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_form_reads_at_the_sixth_to_eighth_grade_in_both_languages(corpus, path):
    for _, copy in copies(corpus, case_at(path), (None, *corpus.vocabulary.forms)):
        assert EASIEST <= reading_grade(copy) <= HARDEST, (copy.form, copy.language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_text_of_the_corpus_is_harder(corpus, language):
    words = corpus.client_words
    texts = [text.say(language) for form in words.forms for text in (form.asked, form.is_not)]
    texts += [row.text.say(language) for row in words.told]
    texts += [word.say(language) for word in words.words if len(word.say(language).split()) > FEW_WORDS]
    assert len(texts) > 150
    for text in texts:
        assert grade([text], language) <= HARDEST, text


@pytest.mark.parametrize("path", CASES[::6], ids=lambda path: path.stem)
def test_it_has_at_most_two_pages_whatever_is_explained(corpus, path):
    for matter, copy in copies(corpus, case_at(path), (None, *corpus.vocabulary.forms[:9])):
        pdf = advice(matter, copy, today=TODAY)
        assert pages(pdf) == len(text_of(pdf)) <= 2


def test_with_an_interpreter_a_guardian_and_long_names_it_still_has_two_pages(corpus):
    facts = yaml.safe_load((DEMO / "batz" / "case.yaml").read_text(encoding="utf-8"))
    facts["person"] |= {"full_name": "María Ñáñez " * 30, "birth_date": dt.date(2009, 1, 1), "languages": ["Mam de Todos Santos " * 9]}
    facts["entry"] = facts["residence"] = None
    facts["proceedings"]["next_hearing"] |= {"time": "9:00 " * 99}
    case = check_case(Tree({key: value for key, value in facts.items() if value is not None}, {}), "long")
    for matter, copy in copies(corpus, case, ("dismissal-without-prejudice", "administrative-closure", None)):
        assert copy.guardian
        assert pages(advice(matter, copy, today=TODAY)) <= 2


def test_a_kiche_speaker_gets_the_interpreters_script_and_record_in_the_language_of_the_copy(corpus):
    (matter, english), (_, spanish) = copies(corpus, read_case(DEMO / "batz"), ("dismissal-without-prejudice",))
    text = " ".join(text_of(advice(matter, english, today=TODAY)))
    for words in (
        "Your first language is K'iche'",
        "For the interpreter to say",
        "Interpreter's record",
        "Language and variant",
        "I speak K'iche'",
    ):
        assert words in text, words
    text = " ".join(text_of(advice(matter, spanish, today=TODAY)))
    for words in (
        "Su primer idioma es k'iche'",
        "Para que lo diga el intérprete",
        "Registro del intérprete",
        "Hablo bien k'iche' y español",
    ):
        assert words in text, words


def test_a_spanish_speaker_gets_no_interpreters_part(corpus):
    ((matter, _), (_, spanish)) = copies(corpus, read_case(DEMO / "orozco"), ("stipulation",))
    assert "intérprete" not in " ".join(text_of(advice(matter, spanish, today=TODAY)))


def test_it_is_in_its_language_with_accents_marked_for_review_and_signed_for(corpus):
    ((matter, english), (_, spanish)) = copies(corpus, read_case(DEMO / "orozco"), ("stipulation",))
    text = " ".join(text_of(advice(matter, spanish, today=TODAY)))
    for words in (
        "María del Carmen Orozco Peña",
        "Qué no es",
        "miércoles 10 de febrero de 2027",
        "PARA QUE EL ABOGADO LO REVISE",
        "For counsel to review before giving",
        "SEGÚN LA LEY DEL",
        "Su decisión",
        "Día de la explicación",
        "Cliente:",
    ):
        assert words in text, words
    text = " ".join(text_of(advice(matter, english, today=matter.on)))
    assert "FOR COUNSEL TO REVIEW BEFORE GIVING" in text
    assert "Wednesday, February 10, 2027" in text
    assert "JUDGED AS OF" not in text


def test_it_carries_nothing_of_counsels_strategy(corpus):
    for name in ("orozco", "batz"):
        case = read_case(DEMO / name)
        for matter, copy in copies(corpus, case, (None, "dismissal-without-prejudice", "administrative-closure")):
            text = " ".join(text_of(advice(matter, copy, today=TODAY))).lower()
            for word in (
                "privileged",
                "work product",
                "oppose",
                "strategy",
                "a-number",
                case.text("person.a_number"),
                "unlicensed",
                "spouse",
            ):
                assert word.lower() not in text, (name, word)


def test_it_is_tagged_and_never_set_smaller_than_eleven_points(corpus):
    matter, copy = copies(corpus, read_case(DEMO / "batz"), ("termination-joint-motion",))[1]
    pdf = advice(matter, copy, today=TODAY)
    assert advice(matter, copy, today=TODAY) == pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "es"
        assert bool(document.Root.MarkInfo.Marked)
        sizes = [
            float(instruction.operands[1])
            for page in document.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "Tf"
        ]
    assert sizes
    assert min(sizes) >= 11


def test_a_name_is_never_read_as_markup(corpus):
    case = check_case(Tree({"as_of": TODAY, "person": {"full_name": "#x $y$ *v* _w_ ñ"}}, {}), "nasty")
    matter, copy = copies(corpus, case, (None,))[0]
    assert "#x $y$ *v* _w_ ñ" in " ".join(text_of(advice(matter, copy, today=TODAY)))


def test_dates_are_said_as_people_say_them():
    assert spelled(dt.date(2027, 1, 14), "en") == "Thursday, January 14, 2027"
    assert spelled(dt.date(2027, 1, 14), "es") == "jueves 14 de enero de 2027"
