"""What is said in passing is said whole."""

import re

import pytest
import yaml
from building import day, in_court

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter, in_words
from forbear.assessment.offer import judge_offer
from forbear.assessment.words import field_words, presumed, short_cite
from forbear.casefile.fields import fields
from forbear.casefile.profile import facts
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree


@pytest.mark.parametrize(("cite", "short"), [
    ("Matter of Castro-Tum, 27 I&N Dec. 271 (A.G. 2018)", "Matter of Castro-Tum, 27 I&N Dec. 271 (A.G. 2018)"),
    ("INA § 240B; 8 U.S.C. § 1229c", "INA § 240B"),
    ("8 C.F.R. § 1003.18 (eff. July 29, 2024)", "8 C.F.R. § 1003.18"),
    ("A v. B (N.D. Cal. 2025 stay; 2026 vacatur); C v. D", "A v. B (N.D. Cal. 2025 stay; 2026 vacatur)"),
    ("E.O. 14159, Protecting the American People", "E.O. 14159"),
])  # fmt: skip
def test_a_cite_ends_with_its_first_instrument(cite, short):
    assert short_cite(cite) == short


def test_no_cite_of_the_corpus_is_cut_inside_brackets_or_too_long(corpus):
    for entry in corpus.authorities.values():
        short = short_cite(entry.cite)
        assert short.count("(") == short.count(")"), short
        assert len(short) <= 112 or "(" in short, short


@pytest.mark.parametrize(("fact", "said"), [
    ("u_or_t_filed", "a U or T petition is filed or found bona fide"),
    ("relief_cancellation_nonlpr", "how cancellation for non-residents stands"),
    ("dui", "driving under the influence"),
    ("nta_filed", "the Notice to Appear has been filed with the court"),
    ("application_denied", "USCIS denied an application, or it was withdrawn"),
])  # fmt: skip
def test_a_fact_is_said_in_the_words_of_its_registration(fact, said):
    assert in_words(fact) == said


def test_no_reason_for_people_is_made_of_the_names_of_facts(corpus, cases):
    """Every case of the specification with nothing but its proceedings known, so that as much as can be is open."""
    names = {name for name in facts() if "_" in name}
    names |= {name.replace("_", " ") for name in names if name.startswith(("u_or_t", "relief_", "opla_on", "consent_to", "has_"))}
    flags = {limb.flag for limb in corpus.rulebook.limbs if limb.flag}
    for path in sorted(cases.glob("*.yaml")):
        facts_of = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["case"]
        case = check_case(Tree({key: value for key, value in facts_of.items() if key in ("as_of", "proceedings")}, {}), path.stem)
        matter = Matter(case, corpus, case.as_of)
        found = assess_matter(matter)
        offers = [judge_offer(matter, found, form) for form in corpus.vocabulary.forms]
        said = [item.because for item in (*found.options, *found.factors, *found.priorities, *offers, found.stage, found.plan)]
        said += [item.timing_because for item in found.options] + [found.plan.when, found.plan.weighing, *found.plan.would_change]
        for text in said:
            assert not [flag for flag in flags if flag in text], (path.stem, text)
            assert not set(re.findall(r"[a-z]+(?:_[a-z0-9]+)+", text)) & names, (path.stem, text)
            assert not [name for name in names if " " in name and re.search(rf"\b{name}\b", text)], (path.stem, text)


def test_a_field_is_said_without_dots_and_underscores():
    for path in fields():
        assert re.fullmatch(r"[^._\[\]]+", field_words(path)), path
        assert "_" not in presumed([path])


def test_one_day_is_no_days(corpus):
    matter = Matter(in_court(proceedings="next_hearing: {date: 2026-11-17, type: master}"), corpus, day("2026-11-16"))
    assert matter.words("{days_to_hearing} days to the hearing on {hearing_day}, 11 days after") == (
        "1 day to the hearing on 17 Nov 2026, 11 days after"
    )


def test_a_step_that_the_file_dates_is_not_presumed_not_to_have_happened(corpus):
    matter = Matter(in_court(proceedings="next_hearing: {date: 2026-11-17, type: individual}"), corpus, day("2026-11-16"))
    presumption = presumed(assess_matter(matter).stage.presumed)
    assert "pleadings" not in presumption
    assert "hearing set" not in presumption
