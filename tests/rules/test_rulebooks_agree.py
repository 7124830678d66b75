"""Any rulebook, not only the corpus's, reads the same for one case and over columns: all at once, and piece by piece."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.rules.columns import Sweep, column_type
from forbear.rules.explain import Reading, Rule, RuleConflict, Table
from forbear.rules.naming import names_in
from forbear.rules.sentence import in_words
from forbear.rules.strata import could
from forbear.rules.verdict import Value

ON = dt.date(2026, 3, 4)
WORDS = ("one", "two", "three")
COLUMNS = {"a": "boolean", "b": "boolean", "days": "integer", "more": "integer", "entered": "date", "manner": "text"}
KNOWN = {
    "boolean": st.booleans(),
    "integer": st.integers(-3, 3),
    "date": st.dates(dt.date(2026, 3, 1), dt.date(2026, 3, 7)),
    "text": st.sampled_from(WORDS),
}
ROWS = st.fixed_dictionaries(
    {name: st.none() | KNOWN[kind] for name, kind in COLUMNS.items()} | {"circuit": st.sampled_from(["5", "9", None])}
)
PERIODS = st.sampled_from([(), (("2026-03-04", None),), ((None, "2026-03-04"),), (("2026-03-01", "2026-03-05"),)])
CIRCUITS = st.sampled_from([(), ("9",), ("5", "9")])


def leaf(*node):
    return [*node, in_words(list(node))]


DAYS = st.sampled_from(["2026-03-02", "2026-03-04"])
SIGNS = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
LEAVES = [
    st.sampled_from([["fact", "a"], ["fact", "b"], ["always"], ["never"]]),
    st.builds(lambda sign, value: leaf(sign, "days", value), SIGNS, st.integers(-2, 2) | st.just(["fact", "more"])),
    st.builds(lambda low, high: leaf("between", "days", low, high), st.integers(-2, 0), st.integers(0, 2) | st.just(["fact", "more"])),
    st.builds(lambda sign, day: leaf(sign, "entered", day), SIGNS, DAYS),
    st.builds(lambda words: leaf("in", "manner", words), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)),
    st.builds(lambda sign, word: leaf(sign, "manner", word), st.sampled_from(["=", "<>"]), st.sampled_from(WORDS)),
]


def of_table(name):
    sets = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True)
    return st.builds(lambda words: leaf("in", name, words), sets) | st.builds(
        lambda sign, word: leaf(sign, name, word), st.sampled_from(["=", "<>"]), st.sampled_from(WORDS)
    )


def sentences(conclusions, tables):
    leaves = [*LEAVES, *(st.just(["fact", name]) for name in conclusions), *(of_table(name) for name in tables)]
    return st.recursive(
        st.one_of(leaves),
        lambda parts: (
            st.builds(lambda word, some: [word, *some], st.sampled_from(["and", "or"]), st.lists(parts, min_size=2, max_size=3))
            | st.builds(lambda part: ["not", part], parts)
        ),
        max_leaves=5,
    )


@st.composite
def rulebooks(draw):
    """Conclusions and tables that name one another without a circle, and exceptions to them."""
    conclusions, exceptions, tables = {}, {}, {}

    def rule(ident, *, unless=(), then=""):
        sentence = draw(sentences(conclusions, tables))
        return Rule(ident, sentence, "", then=then, periods=draw(PERIODS), circuits=draw(CIRCUITS), unless=unless)

    for number in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            names = tuple(f"e{number}{side}" for side in range(draw(st.integers(0, 2))))
            exceptions |= {name: rule(name) for name in names}
            conclusions[f"c{number}"] = rule(f"c{number}", unless=names)
        else:
            rows = [rule(f"t{number}/{row}", then=draw(st.sampled_from(WORDS))) for row in range(draw(st.integers(0, 4)))]
            tables[f"t{number}"] = Table(f"t{number}", rows, draw(st.sampled_from(WORDS)))
    last = Table("last/of-all", [rule(f"last/{row}", then=draw(st.sampled_from(WORDS))) for row in range(3)], "none")
    return conclusions, exceptions, tables, rule("single"), last


def swept(rows, conclusions, exceptions, tables):
    types = {name: column_type(kind, WORDS if kind == "text" else ()) for name, kind in COLUMNS.items()}
    frame = pl.DataFrame(rows, schema=types | {"circuit": pl.Enum(["5", "9"])})
    return Sweep(frame, ON, conclusions=conclusions, exceptions=exceptions, tables=tables)


@settings(max_examples=60, deadline=None)
@given(book=rulebooks(), rows=st.lists(ROWS, min_size=1, max_size=5))
def test_any_rulebook_reads_the_same_for_one_case_and_over_columns(book, rows):
    conclusions, exceptions, tables, single, last = book
    sweep = swept(rows, conclusions, exceptions, tables)
    every_table = (*tables.values(), last)
    found = sweep.findings({"single finding": single}, every_table).with_columns(
        sweep.settled(table).alias(f"settled {table.id}") for table in every_table
    )
    together = found.collect()
    alone = sweep.frame.with_columns(held for table in every_table for held in sweep.possible(table))
    one_by_one = {table.id: sweep.outcomes(table) for table in every_table}
    for number, row in enumerate(rows):
        one = Reading({name: Value(row[name]) for name in COLUMNS}, ON, row["circuit"], conclusions, exceptions, tables)
        try:
            assert {name: sweep.frame[name][number] for name in conclusions} == {name: one.conclusion(name).value for name in conclusions}
            assert together["single finding"][number] == one.rule(single).value
            for table in every_table:
                outcome = one.table(table.rows, table.otherwise)
                for frame in (together, alone):
                    assert {word for word in table.outcomes() if frame[could(table, word)][number]} == set(outcome.could_be)
                assert {word for word in table.outcomes() if one_by_one[table.id][word][number]} == set(outcome.could_be)
                assert together[f"settled {table.id}"][number] == outcome.then
        except RuleConflict:
            assert sweep.conflicts([single])


@pytest.mark.parametrize(("a", "b", "rows"), [(True, True, 1), (True, None, 0), (False, True, 0)])
def test_two_exceptions_that_both_hold_are_counted(a, b, rows):
    exceptions = {name: Rule(name, ["fact", name], name) for name in ("a", "b")}
    main = Rule("main", ["always"], "TRUE", unless=("a", "b"))
    sweep = swept([dict.fromkeys(COLUMNS) | {"a": a, "b": b, "circuit": None}], {"main": main}, exceptions, {})
    assert sweep.conflicts([]) == ({"main": rows} if rows else {})


def test_a_law_that_names_one_column_twice_is_refused():
    rule = Rule("c", ["fact", "a"], "a")
    with pytest.raises(ValueError, match="two columns named"):
        swept([], {}, {}, {}).findings({}, [Table("t", [rule], "none"), Table("t", [rule], "none")])


def test_names_in_finds_every_name_of_a_sentence():
    assert names_in(["and", ["fact", "a"], ["not", leaf("between", "days", ["fact", "more"], 2)]]) == {"a", "days", "more"}
