"""Learning a fact never turns an answer round, except through what the answer says it presumes."""

import copy
import datetime as dt
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_whole_cases import FILES, load

from forbear.assessment.assess import assess
from forbear.casefile.fields import Field, fields
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree
from forbear.problem import BadInput

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2027, 12, 31))
WORDS = [
    "resident",
    "will join closure",
    "opposes",
    "pending",
    "dismissed 2015-03-02",
    "235b1",
    "236c",
    "DUI",
    "expedited-removal",
    "waived",
]


def values(field: Field) -> st.SearchStrategy:
    return {
        "boolean": st.booleans(),
        "boolean-or-allegation": st.sampled_from([True, False, "a report alleges it"]),
        "enum": st.sampled_from(field.allowed or ("x",)),
        "date": DAYS,
        "date-range": DAYS,
        "integer": st.integers(0, 400),
        "us-state": st.just("CO"),
        "a-number": st.just("A200-555-999"),
        "list-of-date": st.lists(DAYS, max_size=2),
        "list-of-year": st.lists(st.integers(2005, 2026), max_size=2),
        "list-of-text": st.sampled_from([[], ["212(a)(6)(A)(i)"], ["237(a)(2)(A)(iii)"], ["asylum-only"]]),
    }.get(field.type, st.sampled_from(WORDS))


def learn(facts: dict, path: str, value: object) -> bool:
    """Fills in one field that is not known; a list that is known is complete, so no item is added to it."""
    node = facts
    parts = path.split(".")
    for number, part in enumerate(parts):
        key, last = part.removesuffix("[]"), number == len(parts) - 1
        if node.get(key) is None:
            node[key] = ([{}] if part.endswith("[]") else {}) if not last else None
        if last:
            if node[key] is not None or part.endswith("[]"):
                return False
            node[key] = value
            return True
        if part.endswith("[]"):
            following = parts[number + 1].removesuffix("[]")
            unfilled = (
                [item for item in node[key] if isinstance(item, dict) and item.get(following) is None]
                if isinstance(node[key], list)
                else []
            )
            if not unfilled:
                return False
            node = unfilled[0]
        else:
            if not isinstance(node[key], dict):
                return False
            node = node[key]
    return False


def settled(found) -> dict[str, tuple[object, list[str]]]:
    answers = {"stage": (found.stage.id or (found.stage.outside and found.stage.outside.id), found.stage.presumed)}
    for item in found.priorities:
        answers[f"priority:{item.id}"] = ({"yes": True, "no": False}.get(item.verdict), item.presumed)
    for item in found.factors:
        answers[f"factor:{item.id}"] = ({"yes": True, "no": False}.get(item.verdict), item.presumed)
    for item in found.options:
        live = {"available": True, "conditional": True, "unavailable": False}.get(item.status)
        answers[f"option:{item.form}"] = (live, item.presumed)
        answers[f"window:{item.form}"] = (None if item.timing == "unknown" else item.timing or "none", item.presumed)
    return answers


def stem(path: str) -> str:
    return re.sub(r"\[\d*\]", "[]", path)


@settings(max_examples=150)
@given(data=st.data())
def test_an_answer_turns_only_through_what_it_presumes(corpus, data):
    case, _ = load(data.draw(st.sampled_from(FILES)))
    on = data.draw(st.sampled_from([case.as_of, dt.date(2019, 3, 3), dt.date(2026, 11, 24)]))
    facts = copy.deepcopy(dict(case.facts))
    for key in data.draw(st.lists(st.sampled_from(sorted(facts)), max_size=3, unique=True)):  # forget some things first
        inner = facts[key]
        if isinstance(inner, dict) and inner:
            inner.pop(data.draw(st.sampled_from(sorted(inner))))
        else:
            facts.pop(key)
    path = data.draw(st.sampled_from(sorted(fields())))
    more = copy.deepcopy(facts)
    assume(learn(more, path, data.draw(values(fields()[path]))))
    try:
        learned = check_case(Tree({**more, "circuit": case.circuit}, {}), "case")
    except BadInput:
        assume(False)
    before = settled(assess(CaseFile("case", facts, None, case.court, case.circuit), corpus, on))
    after = settled(assess(learned, corpus, on))
    for name, (answer, presumed) in before.items():
        turned = after.get(name, (None,))[0]
        if answer is None or turned is None or turned == answer:
            continue
        named = any(stem(path) == stem(one) or stem(path).startswith((f"{stem(one)}.", f"{stem(one)}[")) for one in presumed)
        assert named, f"{name} turned from {answer} to {turned} on learning {path}, which it does not presume"


def test_one_day_later_under_the_same_law_nothing_but_time_differs(corpus):
    case, _ = load(next(path for path in FILES if path.stem.startswith("batz")))
    today, tomorrow = (assess(case, corpus, case.as_of + dt.timedelta(days=days)) for days in (0, 1))
    assert {name: answer for name, (answer, _) in settled(today).items()} == {
        name: answer for name, (answer, _) in settled(tomorrow).items()
    }
    assert today.plan.ask == tomorrow.plan.ask
