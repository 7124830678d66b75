"""What one entry holds, and what it refuses to hold."""

import datetime as dt

import msgspec
import pytest
import yaml

from forbear.assessment.assess import assess
from forbear.assessment.matter import Matter
from forbear.casefile.reading import check_case, read_case
from forbear.casefile.tree import Tree
from forbear.problem import BadInput
from forbear.record.outcomes import addressee, answered, fingerprint, flat, nearest, picture, picture_of, record, spelled

ON = dt.date(2026, 11, 16)
ASKED = dt.date(2026, 10, 5)
CASE = """
court: Denver
circuit: '10'
person: {full_name: Ana Lucía Paredes, a_number: A200-555-001, birth_date: 1985-04-02}
proceedings: {nta_date: 2019-01-08, nta_filed_date: 2019-02-05, pleadings_date: 2019-06-04, custody: {detained: false},
  judge: Judge Q. Marlow}
residence: {continuous_since: 2006-05-01, state: CO, city: Pueblo}
criminal: [{charge: DUI, level: misdemeanor, arrest_date: 2026-10-20, disposition: pending}]
"""


def case_of(text=CASE):
    return check_case(Tree(yaml.safe_load(text), {}), "paredes")


def recorded(corpus, *, asked=ASKED, form="administrative-closure", office="OPLA Denver", actor=None, on=ON):
    return record(Matter(case_of(), corpus, asked), "a1", form=form, office=office, actor=actor, on=on)


def problems(call):
    with pytest.raises(BadInput) as bad:
        call()
    return [str(problem) for problem in bad.value.problems]


def test_factors_are_those_of_the_day_asked(corpus):
    entry = recorded(corpus)
    assert entry.picture.adverse["dui"].verdict == "no"  # arrested after the request went out
    assert recorded(corpus, asked=dt.date(2026, 11, 2)).picture.adverse["dui"].verdict == "yes"
    assert entry.picture.favourable["length-of-residence"] == msgspec.convert(
        {"verdict": "yes", "strength": "asserted"}, type(entry.picture.favourable["length-of-residence"])
    )
    assert (entry.picture.stage, entry.picture.detained, entry.picture.court) == ("pleadings-entered", False, "Denver")


def test_every_factor_is_kept_with_the_verdict_and_strength_of_the_assessment(corpus, cases):
    for path in sorted(cases.glob("*.yaml"))[:4]:
        case = check_case(Tree(yaml.safe_load(path.read_text(encoding="utf-8"))["case"], {}), path.stem)
        on = case.as_of
        found = assess(case, corpus, on)
        kept = picture_of(Matter(case, corpus, on))
        assert kept == picture(case, found.stage, found.factors)
        shown = kept.favourable | kept.adverse
        assert {name: (item.verdict, item.strength) for name, item in shown.items()} == {
            factor.id: (factor.verdict, factor.strength) for factor in found.factors
        }


@pytest.mark.parametrize(
    ("asked", "regime"),
    [("2026-10-05", "opla-19"), ("2022-05-05", "opla-13"), ("2026-06-22", "opla-18"), ("2026-06-23", "opla-19"), ("2010-06-29", None)],
)
def test_the_regime_is_that_of_the_law_on_the_day_asked(corpus, asked, regime):
    assert recorded(corpus, asked=dt.date.fromisoformat(asked)).regime == regime


@pytest.mark.parametrize(
    ("form", "office", "actor"),
    [
        ("administrative-closure", "Denver", "opla"),
        ("stay-of-removal-ice", "Denver field office", "ero"),
        ("bond-or-release", "Denver chief counsel", "opla"),
        ("bond-or-release", "ERO Denver", "ero"),
        ("deferred-action", "Denver field office", "uscis-deferred-action"),
        ("deferred-action", "ERO Denver", "ero"),
        ("nta-not-issued", "USCIS Denver", "uscis-nta"),
        ("nta-cancelled", "Denver", "opla"),
    ],
)
def test_whose_policy_governs_is_read_from_the_addressee_and_the_form(corpus, form, office, actor):
    assert addressee(corpus, form, office) == actor


def test_every_form_of_the_law_has_an_addressee_whose_timeline_is_known(corpus):
    for form in corpus.vocabulary.forms:
        assert addressee(corpus, form, "an office") in corpus.actors


def test_an_entry_names_no_client_and_no_fact_told_freely(corpus):
    text = msgspec.json.encode(answered(recorded(corpus), "refused", ON, "no joint motions", on=ON)).decode()
    for word in ("Paredes", "Ana", "200-555", "1985", "2006", "Pueblo", "Marlow", "2019"):
        assert word not in text


def test_all_that_is_wrong_with_a_request_is_said_at_once(corpus):
    said = problems(lambda: recorded(corpus, asked=dt.date(2026, 12, 1), form="administrative-closing", office="  ", actor="oplaa"))
    assert [line.split(":")[0] for line in said] == ["asked", "form", "actor", "office"]
    assert "did you mean administrative-closure?" in said[1]


def test_all_that_is_wrong_with_an_answer_is_said_at_once(corpus):
    entry = recorded(corpus)
    said = problems(lambda: answered(entry, "grantd", dt.date(2026, 10, 4), "x" * 501, on=ON))
    assert [line.split(":")[0] for line in said] == ["answer", "answered", "reason"]
    assert "did you mean granted?" in said[0]
    assert problems(lambda: answered(entry, "refused", None, "", on=ON)) == [
        "answered: give the day of the answer: refused was said on a day"
    ]
    assert "after 2026-11-16" in problems(lambda: answered(entry, "refused", dt.date(2026, 11, 17), "", on=ON))[0]
    assert answered(entry, "refused", ASKED, "", on=ON).days == 0
    assert answered(entry, "no-answer", None, "", on=ON).days is None


@pytest.mark.parametrize("reason", ["A200-555-001 is a priority", "ref 200555001", "SSN 123-45-6789", "Ms. PAREDES has no case"])
def test_a_reason_that_tells_who_the_client_is_is_refused(corpus, reason):
    assert "leave it out" in problems(lambda: answered(recorded(corpus), "refused", ON, reason, on=ON, case=case_of()))[0]


def test_a_reason_may_hold_dates_and_sections(corpus):
    reason = "EO 14159 of 2025-01-20; 8 CFR 1003.18(c); call 303 about it on 11/02/2026"
    assert answered(recorded(corpus), "refused", ON, reason, on=ON, case=case_of()).reason == reason


def test_a_fingerprint_is_of_a_name_and_a_key():
    assert fingerprint(b"k" * 32, "reyes") == fingerprint(b"k" * 32, "reyes")
    assert len({fingerprint(key * 32, name) for key in (b"k", b"l") for name in ("reyes", "Reyes")}) == 4


def test_an_addressee_is_matched_but_for_capitals_and_blanks_and_a_near_one_is_offered():
    known = ["OPLA Denver", "OPLA Dallas"]
    assert spelled(" opla  denver", known) == "OPLA Denver"
    assert spelled("OPLA Denvr", known) == "OPLA Denvr"
    assert nearest("OPLA Denvr", known) == "OPLA Denver"
    assert nearest("Newark", known) is None


def test_a_row_of_an_export_holds_a_column_a_factor_and_nothing_that_stands_for_the_case(corpus):
    row = flat(msgspec.structs.replace(recorded(corpus), matter="5f2a"))
    assert "5f2a" not in row.values()
    assert (row["favourable.length-of-residence"], row["adverse.dui"], row["answer"]) == ("asserted", "no", "waiting")
    words = corpus.vocabulary
    assert sum(name.startswith(("favourable.", "adverse.")) for name in row) == len(words.favourable_factors) + len(words.adverse_factors)


def test_the_demonstration_case_can_be_recorded(corpus):
    from importlib import resources

    case = read_case(resources.files("forbear.demo") / "orozco")
    entry = record(Matter(case, corpus, ON), "a1", form="administrative-closure", office="OPLA Denver", actor=None, on=ON)
    assert "Orozco" not in msgspec.json.encode(entry).decode()
