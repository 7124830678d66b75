"""The facts of the profile: named, typed, documented, and three-valued."""

import datetime as dt

import pytest
import yaml

from forbear.casefile.fields import fields
from forbear.casefile.profile import Profile, facts
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree

ON = dt.date(2024, 5, 1)
TYPES = {"boolean": bool, "date": dt.date, "integer": int, "text": str}


def profile(text, on=ON):
    return Profile(check_case(Tree(yaml.safe_load("{" + text + "}"), {}), "case"), on)


def test_every_fact_says_what_it_means_and_where_it_comes_from():
    assert len(facts()) >= 150
    for name, fact in facts().items():
        assert fact.meaning, name
        assert fact.type in TYPES, name
        assert fact.reads or fact.why != "fact" or name == "judged_on", name
        assert (fact.type == "integer") == bool(fact.unit), name
        for path in fact.reads:
            assert path in fields() or any(known.startswith(path) for known in fields()), (name, path)


def test_an_empty_file_knows_nothing_and_presumes_only_what_it_says():
    found = profile("person: {full_name: A}")
    for name, fact in facts().items():
        value = found[name]
        if value.value is not None and name != "judged_on":
            assert value.presumed, name
            assert isinstance(value.value, TYPES[fact.type]), name


FACTS = [
    ("criminal: []", "any_conviction", False),
    ("person: {full_name: A}", "any_conviction", None),
    ("criminal: [{charge: theft, level: misdemeanor, disposition: deferred}]", "any_conviction", None),
    ("criminal: [{charge: theft, level: misdemeanor, disposition: expunged}]", "any_conviction", True),
    ("criminal: [{charge: theft, level: misdemeanor, disposition: vacated}]", "any_conviction", None),
    ("criminal: [{charge: theft, level: foreign, disposition: convicted}]", "felony_conviction", None),
    ("criminal: [{charge: driving while intoxicated, level: misdemeanor, disposition: convicted}]", "dui", True),
    ("criminal: [{charge: D.U.I., level: misdemeanor, disposition: dismissed}]", "dui", False),
    ("criminal: [{charge: OWI 2nd, level: misdemeanor, disposition: pending}]", "dui", True),
    (
        "criminal: [{charge: possession of ecstasy with intent to distribute, level: felony, disposition: convicted}]",
        "felony_conviction",
        True,
    ),
    ("criminal: [{charge: theft, level: infraction, disposition: convicted}]", "no_record_but_infractions", True),
    ("criminal: [{charge: theft, level: misdemeanor, disposition: dismissed}]", "no_record_but_infractions", True),
    ("criminal: [{charge: theft, level: misdemeanor, disposition: unknown}]", "no_record_but_infractions", None),
    ("criminal: [{charge: theft, level: misdemeanor, disposition: convicted, arrest_date: 2025-01-01}]", "any_arrest", False),  # not yet
    ("entry: [{date: 2004-01-01, manner: unknown}]", "last_entry_uninspected", None),
    (
        "entry: [{date: 2004-01-01, manner: admitted}, {manner: without-inspection}]",
        "last_entry_manner",
        None,
    ),  # an undated one may be later
    (
        "entry: [{date: 2004-01-01, manner: admitted}, {date: 2009-01-01, manner: without-inspection}]",
        "last_entry_manner",
        "without-inspection",
    ),
    ("entry: [{date: 2004-01-01, manner: admitted, apprehended: true}]", "ever_stopped_at_entry", False),  # admitted: no stop
    ("family: [{relation: sibling, status: usc}]", "usc_or_lpr_relative", True),
    ("family: [{relation: partner, status: usc}]", "usc_or_lpr_relative", False),
    ("family: [{relation: child, status: unknown}]", "usc_or_lpr_relative", None),
    ("family: [{relation: child, status: usc, birth_date: 2000-01-01}]", "qualifying_relative", False),  # 21 and over
    ("family: [{relation: child, status: usc, birth_date: 2025-01-01}]", "usc_child", False),  # not born yet
    ("compliance: {hearings_missed: []}", "appointments_missed", False),
    ("compliance: {hearings_missed: [2020-01-01]}", "appointments_missed", True),
    ("person: {full_name: A}", "appointments_missed", None),
    ("immigration_history: {smuggling: 'the I-213 alleges it'}", "smuggling", None),
    ("immigration_history: {smuggling: 'the I-213 alleges it'}", "smuggling_alleged", True),
    ("person: {birth_date: 2008-05-02}", "age", 15),
    ("person: {birth_date: 2008-05-01}", "age", 16),
    ("residence: {continuous_since: 2024-02-29}", "years_of_residence", 0),
    ("proceedings: {next_hearing: {date: 2024-05-01, type: master}}", "days_to_hearing", 0),
    ("proceedings: {custody: {detained: true, authority: 'INA 236(c)'}}", "custody_authority", "236c"),
    ("relief: [{kind: asylum, status: filed-court, filed_date: 2024-06-01}]", "relief_asylum", "preparing"),  # filed later
    ("relief: [{kind: sij, status: approved, filed_date: 2023-01-01, decided_date: 2024-06-01}]", "relief_sij", "filed-uscis"),
    ("relief: []", "relief_asylum", "none"),
]


@pytest.mark.parametrize(("text", "name", "value"), FACTS)
def test_a_fact_is_what_the_file_says_and_no_more(text, name, value):
    assert profile(text)[name].value == value


def test_a_misdemeanour_count_is_bounded_from_both_sides():
    known = "{charge: theft, level: misdemeanor, disposition: convicted, arrest_date: 20%02d-01-01}"
    unsure = "{charge: theft, level: unknown, disposition: convicted}"
    found = profile(f"criminal: [{known % 11}, {known % 12}, {unsure}]")
    assert (found["misdemeanour_incidents_at_least"].value, found["misdemeanour_incidents_at_most"].value) == (2, 3)
    assert found["three_misdemeanour_incidents"].value is None
    same = profile(f"criminal: [{known % 11}, {known % 11}, {known % 11}]")
    assert same["three_misdemeanour_incidents"].value is False


def test_exhibits_follow_the_facts_they_prove():
    found = profile("residence: {continuous_since: 2010-01-01}, evidence: [{id: e1, kind: residence-proof, proves: [length-of-residence]}]")
    assert found["years_of_residence"].exhibits == ("e1",)
