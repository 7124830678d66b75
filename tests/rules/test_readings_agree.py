"""The reading of one case and the reading over columns are the same reading."""

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.casefile.fields import CIRCUITS
from forbear.casefile.profile import facts
from forbear.law.corpus import Corpus
from forbear.rules.columns import Sweep, column_type
from forbear.rules.explain import Reading
from forbear.rules.strata import could
from forbear.rules.verdict import Value

DAYS = st.dates(dt.date(2009, 1, 1), dt.date(2027, 12, 31))


def values(name: str) -> st.SearchStrategy[object]:
    fact = facts()[name]
    known = {
        "boolean": st.booleans(),
        "date": DAYS,
        "integer": st.integers(-40, 2500) | st.integers(0, 40),
        "text": st.sampled_from(fact.values or ("x",)),
    }[fact.type]
    return st.none() | known


PROFILES = st.fixed_dictionaries({name: values(name) for name in facts()})


def read_one(corpus: Corpus, row: dict[str, object], on: dt.date, circuit: str | None) -> Reading:
    book = corpus.rulebook
    profile = {name: Value(value) for name, value in row.items()}
    return Reading(profile, on, circuit, book.conclusions, book.exceptions, {"stage": book.stage})


@settings(max_examples=60)
@given(rows=st.lists(PROFILES, min_size=1, max_size=4), on=DAYS, circuit=st.sampled_from([*CIRCUITS, None]))
def test_every_rule_reads_the_same_for_one_case_and_over_columns(corpus, rows, on, circuit):
    book = corpus.rulebook
    schema = {name: column_type(fact.type, fact.values) for name, fact in facts().items()} | {"circuit": pl.Enum(CIRCUITS)}
    frame = pl.DataFrame([row | {"circuit": circuit} for row in rows], schema=schema)
    sweep = Sweep(frame, on, conclusions=book.conclusions, exceptions=book.exceptions, tables={"stage": book.stage})
    one_by_one = [read_one(corpus, row, on, circuit) for row in rows]

    single = [*book.factors, *book.case_warnings, *book.form_warnings, *book.dangers, *book.missing, *book.interests, *book.plan.screen]
    rules = dict(enumerate([subject.rule for subject in single] + [limb.rule for limb in book.limbs]))
    tables = [book.stage, *(each for form in book.forms for each in (form.variant, form.status, form.timing))]
    swept = sweep.findings({f"rule {number}": rule for number, rule in rules.items()}, tables).collect()
    for name in book.conclusions:
        assert swept[name].to_list() == [reading.conclusion(name).value for reading in one_by_one], name
    for number, rule in rules.items():
        assert swept[f"rule {number}"].to_list() == [reading.rule(rule).value for reading in one_by_one], rule.id
    for table in tables:
        possible = {outcome: swept[could(table, outcome)] for outcome in table.outcomes()}
        for number, reading in enumerate(one_by_one):
            expected = set(reading.table(table.rows, table.otherwise).could_be)
            assert {outcome for outcome, column in possible.items() if column[number]} == expected, table.id
