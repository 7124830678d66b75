"""What a text cites: examples of every kind with what must be read from them, and what must hold of any text."""

import datetime as dt
import string
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.law.cite_check import check_cites
from forbear.law.citing import cites_in
from forbear.law.resolving import cited, manual_names

TODAY = dt.date(2026, 11, 24)
EXAMPLES = yaml.safe_load((Path(__file__).parent / "citations.yaml").read_text(encoding="utf-8"))


def read(corpus, example):
    return check_cites(example["text"], corpus, example.get("day", TODAY), example.get("circuit"))


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["text"][:60] for example in EXAMPLES])
def test_what_each_example_cites(corpus, example):
    found = [
        {"kind": each.kind, "cite": each.cite, "id": each.id, "status": each.status}
        | ({"pin": each.pin} if each.pin else {})
        | ({"wrong": True} if each.status == "in_force" and not each.ok else {})
        for each in read(corpus, example)
    ]
    assert found == example["cites"]


def test_the_examples_are_many_and_of_every_kind():
    kinds = {cite["kind"] for example in EXAMPLES for cite in example["cites"]}
    assert len(EXAMPLES) >= 200
    assert kinds >= {"decision", "docket", "statute", "regulation", "register", "order", "memo", "manual", "public-law", "rule", "exhibit"}
    assert sum(not example["cites"] for example in EXAMPLES) >= 25


def test_spans_are_the_very_words_in_their_order(corpus):
    for example in EXAMPLES:
        end = 0
        for each in read(corpus, example):
            assert each.start >= end
            assert example["text"][each.start : each.end] == each.text
            end = each.end


def test_every_authority_of_the_corpus_is_found_by_its_own_cite(corpus):
    for entry in corpus.authorities.values():
        found = {meant.id for each in cited(f"See {entry.cite}.", corpus) for meant in each.meant}
        assert entry.id in found, entry.cite


def test_the_table_of_sections_agrees_with_every_statute_of_the_corpus(corpus):
    """Where an entry gives a section of the Act and one of title 8 side by side, the table says the same, and no finding contradicts."""
    for entry in corpus.authorities.values():
        if entry.kind == "statute":
            assert not [each for each in check_cites(entry.cite, corpus, TODAY) if "one of the two is wrong" in each.because], entry.cite


def test_what_is_read_from_a_cite_as_written_is_the_cite(corpus):
    manuals = manual_names(corpus)
    for example in EXAMPLES:
        for each in cites_in(example["text"], manuals):
            (again,) = cites_in(each.written, manuals)
            if each.how in ("full", "name"):
                assert (again.kind, again.cite, again.pin, again.keys) == (each.kind, each.cite, each.pin, each.keys)
                assert again.written == each.written


numbers = st.integers(1, 999).map(str)
letters = st.sampled_from(string.ascii_lowercase)
sections = st.builds("{}{}".format, st.integers(101, 399), st.sampled_from(["", "A", "B"]))
paragraphs = st.sampled_from(["", "(a)", "(b)(1)", "(a)(9)(B)(i)", "(c)(10)", "(d)(2)(A)(ii)(I)"])
written = st.one_of(
    st.builds("Matter of {}, {} I&N Dec. {}, {}".format, st.sampled_from(["A-B-", "Q. Li", "Perez Vargas"]), numbers, numbers, numbers),
    st.builds("Roe v. {}, {} {} {}".format, st.sampled_from(["Doe", "Att'y Gen."]), numbers, st.sampled_from(["F.4th", "U.S."]), numbers),
    st.builds("INA § {}{}".format, sections, paragraphs),
    st.builds("{} U.S.C. § {}{}".format, st.integers(1, 54), st.integers(101, 9999), paragraphs),
    st.builds("8 C.F.R. § {}.{}{}".format, st.integers(100, 1299), st.integers(1, 99), paragraphs),
    st.builds("{} Fed. Reg. {}, {}".format, numbers, numbers, numbers),
    st.builds("EOIR PM {:02}-{:02}".format, st.integers(10, 40), st.integers(1, 99)),
    st.builds("ICE Directive {}.{}".format, st.integers(10000, 19999), st.integers(1, 9)),
    st.builds("E.O. {}".format, st.integers(10000, 19999)),
    st.builds("Pub. L. {}-{}".format, st.integers(60, 130), numbers),
    st.builds("Tab {} at {}".format, st.sampled_from(string.ascii_uppercase), numbers),
)


@given(written)
def test_a_cite_in_its_own_form_is_read_whole_and_alone(cite):
    (found,) = cites_in(cite)
    assert found.written == cite
    (again,) = cites_in(found.written)
    assert (again.kind, again.cite, again.keys, again.pin) == (found.kind, found.cite, found.keys, found.pin)


pieces = st.sampled_from(
    [*"  §()[].,;-–&v0123456789aAiI\n", "Id.", "at ", "INA ", "8 U.S.C. ", "8 CFR ", "I&N Dec. ", "F.4th ", "Matter of ", "supra", "Tab "]
)


@settings(max_examples=300)
@given(st.lists(pieces, max_size=40).map("".join))
def test_any_text_is_read_and_no_cite_lies_over_another(text):
    end = 0
    for each in cites_in(text):
        assert end <= each.start < each.end <= len(text)
        assert each.keys
        end = each.end


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Matter of Castro-Tum, 25 I&N Dec. 688 (BIA 2012)", "the number is that of Matter of Avetisyan"),
        ("Matter of Cruz-Valdez, 28 I&N Dec. 326 (A.G. 2018)", "The year does not fit"),
        ("Matter of Cruz-Valdez, 28 I&N Dec. 326, 32 (A.G. 2021)", "stands before the first page, 326"),
        ("INA § 239(a), 8 U.S.C. § 1229a", "stands at 8 U.S.C. § 1229, not at § 1229a"),
    ],
)
def test_a_cite_wrong_in_itself_is_not_sound_and_says_why(corpus, text, said):
    wrong = [each for each in check_cites(text, corpus, TODAY) if not each.ok]
    assert len(wrong) == 1
    assert said in wrong[0].because


def test_what_the_corpus_does_not_hold_is_never_called_in_force(corpus):
    for text in (
        "INA § 275",
        "18 U.S.C. § 1546",
        "Matter of Lozada, 19 I&N Dec. 637 (BIA 1988)",
        "Doe v. Roe, 2019 WL 12345 (D. Mass. 2019)",
    ):
        (found,) = check_cites(text, corpus, TODAY)
        assert (found.id, found.status, found.ok) == (None, "unknown", False)
        assert "Not in the corpus: read it in the source before relying on it" in found.because


def test_without_a_circuit_a_split_is_only_said(corpus):
    (found,) = check_cites("Matter of Castro-Tum, 27 I&N Dec. 271 (A.G. 2018)", corpus, dt.date(2019, 10, 1))
    assert found.ok
    assert "Not followed in circuit 4" in found.because
    (found,) = check_cites("Romero v. Barr, 937 F.3d 282 (4th Cir. 2019)", corpus, TODAY)
    assert "circuit 4 only" in found.because


def test_what_took_the_place_of_ended_law_is_named(corpus):
    (found,) = check_cites("Matter of Avetisyan, 25 I&N Dec. 688 (BIA 2012)", corpus, TODAY)
    assert "cfr-1003-18-c" in found.superseded_by


def test_an_answer_is_for_a_part_only_where_the_corpus_holds_no_more(corpus):
    (found,) = check_cites("INA § 212", corpus, TODAY)
    assert "only a part of what is cited" in found.because
    assert {found.id, *found.also} == {"ina-212-a9", "ina-212-d5"}


def test_an_old_entry_says_by_when_it_was_to_be_looked_at_again(corpus):
    (found,) = check_cites("INA § 240A(b)(1)", corpus, TODAY)
    assert found.recheck < TODAY
    assert "look at it again" in found.because


def test_eyecite_is_loaded_only_for_reporters_of_others(corpus):

    script = (
        "import sys, datetime as dt\n"
        "from forbear.law.corpus import Corpus\nfrom forbear.law.cite_check import check_cites\n"
        "corpus = Corpus.load()\n"
        "check_cites('Matter of Guerra, 24 I&N Dec. 37 (BIA 2006); 8 CFR 1003.18(c); 937 F.3d 282.', corpus, dt.date.today())\n"
        "assert 'eyecite' not in sys.modules\n"
        "check_cites('Smith v. Jones, 123 P.3d 44 (Cal. 2005)', corpus, dt.date.today())\n"
        "assert 'eyecite' in sys.modules\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    ["§" * 100_000, "\n" * 100_000, " " * 100_000, "Matter of A " * 10_000, "ICPM" + ", ch. 1" * 20_000, "8 C.F.R. § 1.1" + "(a)" * 30_000],
    ids=["signs", "lines", "blanks", "names", "chapters", "paragraphs"],
)
def test_no_text_makes_the_reader_go_round_in_circles(corpus, text):
    began = time.process_time()
    check_cites(text, corpus, TODAY)
    assert time.process_time() - began < 10  # what reads in squares of the length takes minutes
