"""How many years of school a text asks for: syllables, sentences, and texts whose grade is known to be low or high."""

import pytest

from forbear.drafting.reading_level import grade, syllables_en, syllables_es

SPANISH = {
    "gobierno": 3, "audiencia": 3, "día": 2, "país": 2, "aquí": 2, "quien": 1, "guerra": 2, "vergüenza": 3, "ley": 1,
    "pediríamos": 5, "deportación": 4, "leerlo": 3, "ciudad": 2, "ahí": 2, "cuidado": 3, "y": 1, "interpretar": 4, "año": 2,
}  # fmt: skip
ENGLISH = {
    "judge": 1, "government": 3, "deportation": 4, "hearing": 2, "appeal": 2, "immigration": 4, "officer": 3, "called": 1,
    "decided": 3, "people": 2, "doing": 2, "client": 2, "papers": 2, "languages": 3, "table": 2, "ICE": 3,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), SPANISH.items())
def test_spanish_syllables(word, count):
    assert syllables_es(word) == count


@pytest.mark.parametrize(("word", "count"), ENGLISH.items())
def test_english_syllables(word, count):
    assert syllables_en(word) == count


def test_the_english_formula_is_that_of_kincaid():
    # 6 words, 1 sentence, 6 syllables
    assert grade(["The cat sat on the mat."], "en") == round(0.39 * 6 + 11.8 - 15.59, 1)


def test_the_spanish_score_is_read_as_the_school_year_of_its_own_table():
    # 6 words, 1 sentence, 13 syllables: 206.84 - 60 * 13/6 - 1.02 * 6 = 70.7, just under the seventh year
    assert grade(["Mañana el abogado manda su papel."], "es") == 6.9


def test_statutes_are_hard_and_plain_words_are_not():
    law = (
        "Notwithstanding any other provision, administrative closure temporarily removes proceedings from the adjudicator's active docket."
    )
    assert grade([law], "en") > 12
    assert grade(["Su caso sigue. Vaya a la corte."], "es") < 5
    ley = "No obstante cualquier disposición reglamentaria aplicable, la autoridad determinará discrecionalmente la procedencia."
    assert grade([ley], "es") > 9


def test_every_text_ends_a_sentence_and_nothing_asks_nothing():
    assert grade(["Call us", "Do not sign"], "en") == grade(["Call us. Do not sign."], "en")
    assert grade(["", "–"], "en") == 0.0
