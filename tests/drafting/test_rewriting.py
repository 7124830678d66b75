"""A paragraph that somebody rewrote stands in the paper by the words that it had; what is new in it is unproved until a page proves it."""

from dataclasses import replace
from importlib import resources
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.casefile.reading import read_case
from forbear.drafting.brief import brief
from forbear.drafting.document import Pin, laid
from forbear.drafting.draft import draft
from forbear.drafting.reading import read_papers
from forbear.drafting.rewriting import Rewrite, as_typed, left_over, rewrites_of, rewritten, units
from forbear.packet.layout import lay_out

KIND = "pd-request-letter"


@pytest.fixture(scope="module")
def orozco(corpus):
    case = read_case(Path(str(resources.files("forbear.demo"))) / "orozco")
    matter = Matter(case, corpus, case.as_of)
    return brief(matter, assess_matter(matter), "stipulation", case.as_of)


@pytest.fixture(scope="module")
def letter(orozco):
    return draft(orozco).outgoing[0]


@pytest.fixture(scope="module")
def pages(orozco, letter):
    return lay_out(orozco, [letter], orozco.exhibits).pages


def unit_of(paper, begin):
    return next(unit for unit in units(paper) if unit.was.startswith(begin))


def changed(paper, unit, text):
    return rewrites_of(paper, {unit.place: text})


def test_what_is_typed_as_it_was_changes_nothing(letter):
    assert rewrites_of(letter, {unit.place: unit.typed for unit in units(letter)}) == []
    assert rewrites_of(letter, {unit.place: f" {unit.typed}\r\n" for unit in units(letter)}) == []


def test_a_new_sentence_is_unproved_and_one_with_a_page_is_proved(orozco, letter):
    unit = unit_of(letter, "A child, aged 17")
    made = rewritten(
        letter, changed(letter, unit, f"{unit.typed} She plays the violin. She is in twelfth grade. [e10:2-3; e5]"), orozco.exhibits
    )
    old, violin, grade = made.blocks[unit.place].sentences
    assert old == unit.sentences[0]
    assert (violin.text, violin.support, violin.pins) == ("She plays the violin.", "unsupported", ())
    assert (grade.support, grade.pins) == ("exhibit", (Pin("e10", 2, 3), Pin("e5")))
    assert violin.written == ("She plays the violin.",)


def test_law_and_argument_are_marked_as_such_and_are_not_unproved(orozco, letter):
    unit = unit_of(letter, "The request rests on no category")
    made = rewritten(letter, changed(letter, unit, "Discretion exists for cases such as this one. [law]"), orozco.exhibits)
    [sentence] = made.blocks[unit.place].sentences
    assert (sentence.text, sentence.support) == ("Discretion exists for cases such as this one.", "law")
    assert units(made)[[u.place for u in units(made)].index(unit.place)].typed.endswith("[law]")


def test_blank_lines_part_paragraphs_and_an_empty_one_is_taken_out(orozco, letter):
    unit, ged = unit_of(letter, "A child, aged 17"), unit_of(letter, "Ms. Orozco holds a GED")
    texts = {unit.place: f"{unit.typed}\r\n\r\nOne more point.", ged.place: "  "}
    made = rewritten(letter, rewrites_of(letter, texts), orozco.exhibits)
    assert len(made.blocks) == len(letter.blocks)
    assert [s.text for s in made.blocks[unit.place + 1].sentences] == ["One more point."]
    assert "GED" not in made.text()


def test_a_page_that_the_packet_does_not_have_proves_nothing(orozco, letter):
    unit = unit_of(letter, "Ms. Orozco has missed no hearing")
    made = rewritten(letter, changed(letter, unit, "She came to every hearing. [e2:99; e77:1]"), orozco.exhibits)
    assert made.blocks[unit.place].sentences[0].support == "unsupported"


def test_brackets_that_name_no_exhibit_are_words_of_the_sentence(orozco, letter):
    unit = unit_of(letter, "Ms. Orozco has missed no hearing")
    made = rewritten(letter, changed(letter, unit, "She “[came] to every hearing” [sic]. [e2:1]"), orozco.exhibits)
    assert made.blocks[unit.place].sentences[-1].pins == (Pin("e2", 1),)
    assert "[came]" in made.text()
    assert "[sic]" in made.text()


def test_what_was_written_for_words_that_are_gone_is_named_and_not_put_in(orozco, letter):
    stale = Rewrite("A child, aged 16, is a citizen of the United States.", ("Her daughter is a citizen.",))
    assert rewritten(letter, [stale], orozco.exhibits).blocks == letter.blocks
    assert left_over(letter, [stale]) == [stale]


def test_gate_consent_and_guard_look_at_the_words_as_they_will_go_out(orozco, letter, detector):
    unit = unit_of(letter, "Ms. Orozco has missed no hearing")
    again = replace(orozco, rewrites={KIND: changed(letter, unit, "She entered the country without inspection in 2004.")})
    before, made = draft(orozco), draft(again)
    assert made.gate.revision != before.gate.revision
    assert made.gate.mark != before.gate.mark
    assert any(found.admission for report in read_papers(again, made.outgoing, detector) for found in report.findings)
    assert "without inspection" in made.outgoing[0].text()


def test_what_a_new_sentence_stands_in_for_is_disclosed_still(orozco, letter):
    unit = unit_of(letter, "The spouse of Ms. Orozco")
    made = rewritten(letter, changed(letter, unit, "Her husband holds a green card. [e6]"), orozco.exhibits)
    assert made.blocks[unit.place].sentences[0].facts == unit.sentences[0].facts


def test_pin_cites_are_read_back_as_they_print(orozco, letter):
    out = lay_out(orozco, [letter], orozco.exhibits)
    printed = out.documents[KIND]
    for block, unit in ((printed.blocks[unit.place], unit) for unit in units(letter)):
        if unit.kind == "paragraph":
            words = " ".join(line for line in msgspec.structs.replace(printed, blocks=(block,)).text().splitlines())
            assert as_typed(words, out.pages.read).split() == unit.typed.split()
    assert as_typed("It is so (Tab ZZ at 3).", out.pages.read) == "It is so (Tab ZZ at 3)."


@settings(max_examples=40)
@given(st.data())
def test_whatever_is_typed_no_word_is_lost_and_the_paper_can_be_laid_out(orozco, letter, pages, data):
    unit = data.draw(st.sampled_from([unit for unit in units(letter) if unit.kind == "paragraph"]))
    text = data.draw(st.text(st.sampled_from("abc DE.?[]:;-–0123 \n§(Tab)láñ"), max_size=120))
    made = rewritten(letter, changed(letter, unit, f"{unit.typed} {text}"), orozco.exhibits)
    assert {unit.sentences[0].text} <= {one.text for one in made.sentences()}
    words = "".join(one.text for one in made.sentences())
    assert sum(map(words.count, "abclñ")) >= sum(map(text.replace("[law]", "").count, "lñ"))
    assert laid(made, pages).text()
