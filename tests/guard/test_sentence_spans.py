"""Where sentences and clauses begin and end, in the papers and notes of this practice."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.guard.sentences import LONGEST, clauses, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def parts(sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in clauses(sentence, (0, len(sentence)))]


WHOLE = [
    "Sr. Lopez and Sra. Ruiz met Lic. Perez, Dr. Paz and Ms. Doe in St. Louis.",
    "La Sra. Ruiz, el Lic. Paz y la Dra. Soto viven en la Av. Juárez.",
    "The I.J. in Houston denied bond to J. R. Smith.",
    "See 8 C.F.R. § 1240.8(c) and Matter of Benitez, 19 I. & N. Dec. 173 (BIA 1984).",
    "Matter of Guevara, 20 I&N Dec. 238 (BIA 1990, 1991), puts the burden on DHS.",
    "In Foo Corp. v. Bar Inc. the court held otherwise.",
    "On Jan. 3 and on Feb. 9 he was at work.",
    "He came at 9 a.m. and left at 5 p.m. on Monday.",
    "His file is No. 24-123, Exh. B at 5, Tr. 17.",
    "Cl. entered approx. 2019 w/ his Dec. 2018 visa.",
    "Resp. dob 3/4/1990 entered near Mt. Pleasant.",
    "He said... nothing at all.",
    "Ofc. Doe of the Dept. of Public Safety stopped him.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert cut(sentence) == [sentence]
    assert cut(f"He waited. {sentence} She waited.") == ["He waited.", sentence, "She waited."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lives in the U.S. He works.", ["He lives in the U.S.", "He works."]),
        ("Vive en EE.UU. Ella trabaja.", ["Vive en EE.UU.", "Ella trabaja."]),
        ("He left at 9 p.m. She left.", ["He left at 9 p.m.", "She left."]),
        ("So did I. He left.", ["So did I.", "He left."]),
        ("¿Cuándo entró? ¡Ayer! Entró solo.", ["¿Cuándo entró?", "¡Ayer!", "Entró solo."]),
        ("Wait… He crossed. ¿Sí?", ["Wait…", "He crossed.", "¿Sí?"]),
        (
            "THE RESPONDENT ENTERED. HE LEFT THE U.S. IN 2019. HE RETURNED.",
            ["THE RESPONDENT ENTERED.", "HE LEFT THE U.S. IN 2019.", "HE RETURNED."],
        ),
        ("dob 3/4/1990. entered ewi. works cash. 2 kids.", ["dob 3/4/1990.", "entered ewi.", "works cash.", "2 kids."]),
        ("1. He came. 2. He left.", ["He came.", "He left."]),
        ("a) He came\n- b) She left\n• They stayed. They left.", ["a) He came", "b) She left", "They stayed.", "They left."]),
        ('He said: "I came in. I left," and sat.', ['He said: "I came in.', 'I left," and sat.']),
        ("He left. (She stayed. He came back.) They met.", ["He left.", "(She stayed.", "He came back.)", "They met."]),
        ("He left. “She stayed.” «Ella vino.» They met.", ["He left.", "“She stayed.”", "«Ella vino.»", "They met."]),
        ("Q. Did you enter? A. Yes. Q. When? A. In 2019.", ["Q. Did you enter?", "A. Yes.", "Q. When?", "A. In 2019."]),
        (
            "Q. Did you enter?\nA. Yes, I did.\nQ. How?\nA. By the river.",
            ["Q. Did you enter?", "A. Yes, I did.", "Q. How?", "A. By the river."],
        ),
        ("Q: ¿Entró?\nA: Sí, por el río.", ["Q: ¿Entró?", "A: Sí, por el río."]),
        ("I. The respondent entered. II. He stayed.", ["I. The respondent entered.", "II. He stayed."]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_note_of_one_fact_a_line_is_cut_by_the_line(newline: str) -> None:
    facts = [
        "Client entered EWI in 2019 with her younger brother",
        "Works cash at a restaurant",
        "No arrests",
        "2 kids USC",
        "lives w/ aunt",
    ]
    assert cut(newline.join(facts)) == facts


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_line_that_was_wrapped_is_one_sentence_with_the_next(newline: str) -> None:
    lines = [
        "The respondent entered the United States without inspection on or",
        "about March 3, 2024, near Eagle Pass, Texas, and has lived in Houston",
        "since with his aunt,",
        "A. Ramirez.",
    ]
    assert cut(newline.join(lines)) == [newline.join(lines)]


def test_a_caption_is_read_with_its_answer() -> None:
    assert cut("Manner of entry:\nwithout inspection\nArrests:\nnone") == ["Manner of entry:\nwithout inspection", "Arrests:\nnone"]


def test_a_heading_and_a_paragraph_are_two() -> None:
    assert cut("Strong ties\n\nHe has lived here for years.\n \nHe works.\fNext page") == [
        "Strong ties",
        "He has lived here for years.",
        "He works.",
        "Next page",
    ]


def test_a_text_without_any_full_stop_is_cut_between_words() -> None:
    text = "he crossed the river at night and then he worked for cash in the fields " * 70
    found = cut(text)
    assert len(found) > 5
    assert all(len(sentence) <= LONGEST for sentence in found)
    assert " ".join(found).split() == text.split()
    assert "".join(cut("x" * 5_000)) == "x" * 5_000


def test_a_full_stop_beyond_the_window_of_the_segmenter_is_seen() -> None:
    text = "He waited there. " * 5_000
    assert set(cut(text)) == {"He waited there."}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He came.", ["He came."]),
        (
            "He has good ties here, and he entered without inspection in 2024.",
            ["He has good ties here,", "and he entered without inspection in 2024."],
        ),
        (
            "Tiene tres hijos aquí, pero entró sin inspección el año pasado.",
            ["Tiene tres hijos aquí,", "pero entró sin inspección el año pasado."],
        ),
        ("He works; no, really.", ["He works; no, really."]),
    ],
)
def test_clauses_are_what_commas_and_joining_words_part(sentence: str, expected: list[str]) -> None:
    assert parts(sentence) == expected


SPOKEN = ["He", "came.", "left", "Sra.", "U.S.", "Q.", "A.", "No.", "1.", "a)", "(", ")", '"', "“", "”"]
SIGNS = ["¿Cuándo?", "¡Sí!", ",", ";", "and", "pero", "—", "…", "•", "-", "😀", "§", "8", "C.F.R.", "'", "’"]
UNSEEN = ["\n", "\n\n", "\r\n", "\r", "\t", "\f", "\x85", "\u2028", "\u200f", "e\u0301l", "x" * 90, chr(0xD800)]
WORDS = st.sampled_from([*SPOKEN, *SIGNS, *UNSEEN])
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=60).map("".join))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_sentences_stand_in_order_and_no_letter_is_lost(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop <= len(text)
        assert not any(map(str.isalpha, text[end:start]))
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not any(map(str.isalpha, text[end:]))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_clauses_part_the_letters_of_their_sentence(text: str) -> None:
    for span in sentences(text):
        end = span[0]
        for start, stop in clauses(text, span):
            assert end <= start < stop <= span[1]
            assert not any(map(str.isalpha, text[end:start]))
            end = stop
        assert not any(map(str.isalpha, text[end : span[1]]))


@pytest.mark.parametrize(
    "unit", ["He came here without papers. ", "no 'punct' \"q ", "a.\n", "\n \n", "(", "and ", " ", '"', "1. ", '. "', "Sra. ", "\r"]
)
def test_thirty_pages_of_anything_are_cut_at_once(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    began = time.process_time()
    for span in sentences(text):
        clauses(text, span)
    assert time.process_time() - began < 3  # of its own work, whatever else the machine does


def test_half_a_character_from_a_line_of_json_is_no_error() -> None:
    half = chr(0xD83D)
    assert cut(f"He came {half}. He left.") == [f"He came {half}.", "He left."]
