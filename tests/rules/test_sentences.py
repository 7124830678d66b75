"""What a rule may say, and what it may not: engines pass some of it silently, so it is refused here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forbear.rules.explain import Reading, Rule, RuleConflict, Table, overlapping
from forbear.rules.sentence import Name, NotASentence, read_sentence
from forbear.rules.verdict import Value

NAMES = {
    "detained": Name("boolean"),
    "entered": Name("date"),
    "seen": Name("date"),
    "years": Name("integer"),
    "manner": Name("text", ("admitted", "paroled")),
}


def test_a_sentence_becomes_a_tree():
    tree = read_sentence("NOT detained AND (entered > DATE '2020-11-01' OR years BETWEEN 2 AND 5) AND manner IN ('admitted')", NAMES)
    assert tree == [
        "and",
        ["not", ["fact", "detained"]],
        ["or", [">", "entered", "2020-11-01", "entered > '2020-11-01'"], ["between", "years", 2, 5, "years BETWEEN 2 AND 5"]],
        ["in", "manner", ["admitted"], "manner IN ('admitted')"],
    ]


def test_a_value_on_the_left_is_turned():
    assert read_sentence("5 <= years", NAMES)[:3] == [">=", "years", 5]


def test_two_facts_of_one_type_may_be_compared():
    assert read_sentence("entered < seen", NAMES)[:3] == ["<", "entered", ["fact", "seen"]]


REFUSED = [
    "",
    "detained; DROP TABLE x",
    "detained = 1",
    "detained = TRUE",
    "detained IS TRUE",
    "years",
    "NOT years",
    "entered - seen <= 90",
    "entered + INTERVAL 2 YEAR > seen",
    "entered > '2020-11-01'",
    "entered > 5",
    "entered > DATE '2020-02-31x'",
    "years > 'five'",
    "years > 5.5",
    "manner = 'swam'",
    "manner > 'admitted'",
    "years = entered",
    "unknown_fact",
    "t.detained",
    "manner IN (SELECT 1)",
    "manner LIKE 'a%'",
    "array_contains(manner, 'a')",
    "CASE WHEN detained THEN 1 END",
    "COALESCE(detained, TRUE)",
    "detained IS NULL",
    "(((",
    "years := 1",
    "EXISTS (SELECT 1)",
    "years > ALL (SELECT 1)",
    "1 = 1",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_engines_answer_differently_or_silently_wrong_is_refused(text):
    with pytest.raises(NotASentence):
        read_sentence(text, NAMES)


def test_is_null_stands_only_in_asking_conditions():
    assert read_sentence("detained IS NULL", NAMES, asking=True)[:2] == ["unknown", "detained"]


@given(text=st.text(max_size=60))
def test_any_text_is_a_sentence_or_is_refused(text):
    try:
        read_sentence(text, NAMES)
    except NotASentence:
        return


def reading(facts, *, on="2024-05-01", circuit="9", conclusions=(), exceptions=()):
    import datetime as dt

    known = {name: value if isinstance(value, Value) else Value(value) for name, value in facts.items()}
    return Reading(
        known, dt.date.fromisoformat(on), circuit, {rule.id: rule for rule in conclusions}, {rule.id: rule for rule in exceptions}
    )


def rule(text, ident="r", **more):
    names = {name: Name("boolean") for name in ("a", "b", "c", "x", "y")}
    return Rule(ident, read_sentence(text, names), text, **more)


KLEENE = {
    "a AND b": {(True, True): True, (True, None): None, (False, None): False, (None, None): None},
    "a OR b": {(True, None): True, (False, None): None, (False, False): False, (None, None): None},
    "NOT a": {(True, None): False, (None, None): None},
}


@pytest.mark.parametrize(("text", "rows"), KLEENE.items())
def test_three_values_follow_kleene(text, rows):
    for (a, b), value in rows.items():
        assert reading({"a": a, "b": b}).rule(rule(text)).value is value


def test_a_settled_verdict_presumes_as_little_as_it_can():
    facts = {"a": Value(False, frozenset({"p"})), "b": False}
    verdict = reading(facts).rule(rule("a AND b"))
    assert (verdict.value, verdict.presumed) == (False, frozenset())
    both = reading({"a": Value(True, frozenset({"p"})), "b": Value(True, frozenset({"q"}))}).rule(rule("a AND b"))
    assert both.presumed == {"p", "q"}


def test_a_rule_is_no_law_outside_its_periods_and_circuits():
    dated = rule("a", periods=(("2024-01-01", "2024-06-01"),))
    assert reading({"a": True}, on="2023-12-31").rule(dated).value is False
    assert reading({"a": True}, on="2024-01-01").rule(dated).value is True
    assert reading({"a": True}, on="2024-06-01").rule(dated).value is False
    local = rule("a", circuits=("9",))
    assert reading({"a": True}, circuit="8").rule(local).value is False
    assert reading({"a": True}, circuit=None).rule(local).value is None
    assert reading({"a": False}, circuit=None).rule(local).value is False


def test_an_exception_that_holds_defeats_its_rule_and_two_that_hold_are_a_conflict():
    main = rule("a", unless=("e1", "e2"))
    exceptions = (rule("x", "e1"), rule("y", "e2"))
    assert reading({"a": True, "x": True, "y": False}, exceptions=exceptions).rule(main).value is False
    assert reading({"a": True, "x": None, "y": False}, exceptions=exceptions).rule(main).value is None
    with pytest.raises(RuleConflict):
        reading({"a": True, "x": True, "y": True}, exceptions=exceptions).rule(main)


def test_the_first_true_row_wins_and_open_rows_before_it_stay_possible():
    table = Table("t", [rule("a", "1", then="one"), rule("b", "2", then="two")], "none")
    assert reading({"a": True, "b": True}).table(table.rows, table.otherwise).could_be == ("one",)
    assert reading({"a": None, "b": True}).table(table.rows, table.otherwise).could_be == ("one", "two")
    assert reading({"a": None, "b": None}).table(table.rows, table.otherwise).could_be == ("one", "two", "none")
    assert reading({"a": False, "b": False}).table(table.rows, table.otherwise).then == "none"
    same = Table("t", [rule("a", "1", then="one"), rule("b", "2", then="one")], "none")
    assert reading({"a": None, "b": True}).table(same.rows, same.otherwise).then == "one"


def test_a_proof_goes_down_to_the_facts():
    conclusion = rule("a AND b", "c", authorities=("some-act",))
    verdict = reading({"a": True, "b": None, "x": None}, conclusions=[conclusion]).rule(rule("c OR x"))
    assert [(leaf.fact, leaf.word) for leaf in verdict.leaves()] == [("a", "yes"), ("b", "unknown"), ("x", "unknown")]
    assert verdict.authorities_below() == ["some-act"]
    assert verdict.unknown == {"fact"}


def test_half_open_periods_overlap_only_where_they_share_a_day():
    assert not overlapping([("2020-01-01", "2021-01-01"), ("2021-01-01", None)])
    assert overlapping([("2020-01-01", "2021-01-02"), ("2021-01-01", None)])
