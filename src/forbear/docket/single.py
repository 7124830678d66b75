"""What does the reading of one case say in the columns of a docket? The same questions as `assess` asks, answered for one row.

This is the measure by which a sweep is checked: every column of a row, found by the other reading, and the columns that differ.
"""

from collections.abc import Iterable, Mapping

from forbear.assessment.dangers import find_dangers
from forbear.assessment.factors import find_factors
from forbear.assessment.matter import Matter, open_facts
from forbear.assessment.missing import find_missing
from forbear.assessment.options import find_options
from forbear.assessment.plan import make_plan
from forbear.assessment.posture import find_posture
from forbear.assessment.priorities import find_priorities
from forbear.assessment.stage import find_stage
from forbear.assessment.warnings import find_warnings
from forbear.docket.dates import next_date
from forbear.law.table import Subject

WORDS = {"yes": True, "no": False, "unknown": None}
AS_SETS = ("stage_could_be", "first", "do_not_ask", "missing", "open", "unknown")


def single_row(matter: Matter, *, dated: bool) -> dict[str, object]:
    """The row of one case as the reading of one case says it. `dated`: with the next date, which is counted from the case file."""
    stage, priorities, factors = find_stage(matter), find_priorities(matter), find_factors(matter)
    options = find_options(matter)
    plan = make_plan(matter, options, factors, priorities)
    row: dict[str, object] = {
        "case": matter.case.name,
        "circuit": matter.case.circuit,
        "as_of": matter.case.as_of,
        "stage": stage.id,
        "stage_could_be": stage.could_be,
        "outside": stage.outside.id if stage.outside else None,
        "detained": stage.detained,
        "first": [step.step for step in plan.first],
        "do_not_ask": [item.form for item in plan.do_not_ask],
        "missing": [paper.document for paper in find_missing(matter)],
        "open": list(matter.open),
        "unknown": [leaf.fact for answers in matter.open.values() for answer in answers for leaf in open_facts(answer) if leaf.fact],
    }
    row |= dict.fromkeys(f"posture.{actor}" for actor in matter.corpus.actors)
    row |= {f"posture.{item.actor}": item.posture for item in find_posture(matter)}
    row |= {f"priority.{item.id}": WORDS[item.verdict] for item in priorities}
    row["outside_every_priority"] = _negated(_any(WORDS[item.verdict] for item in priorities))
    row |= {f"factor.{item.id}": WORDS[item.verdict] for item in factors}
    row |= {f"option.{item.form}": item.status for item in options} | {f"window.{item.form}": item.timing for item in options}
    row |= {f"conclusion.{name}": matter.says(name) for name in matter.rulebook.conclusions}
    row |= _each(matter, "danger", matter.rulebook.dangers, {item.admission for item in find_dangers(matter)})
    row |= _each(matter, "warning", matter.rulebook.case_warnings, {item.id for item in find_warnings(matter)})
    return row | (next_date(matter) if dated else {})


def differences(swept: Mapping[str, object], single: Mapping[str, object]) -> list[str]:
    """The columns in which a swept row and the reading of one case differ, or that only one of them has, in words."""
    columns = [name for name in dict.fromkeys([*swept, *single]) if name != "place"]
    return [
        f"{name}: the sweep says {_said(swept, name)}, the single reading {_said(single, name)}"
        for name in columns
        if _said(swept, name) != _said(single, name)
    ]


def _said(row: Mapping[str, object], name: str) -> object:
    if name not in row:
        return "nothing"
    value = row[name]
    return sorted(set(value)) if name in AS_SETS and isinstance(value, list) else value


def _each(matter: Matter, kind: str, subjects: Iterable[Subject], found: set[str]) -> dict[str, object]:
    """What `assess` lists is yes; of the rest, whether it is known not to hold."""
    held: dict[str, list[bool | None]] = {}
    for subject in subjects:
        held.setdefault(subject.rule.then, []).append(matter.reading.rule(subject.rule).value)
    answers: dict[str, object] = {f"{kind}.{name}": False if _any(each) is False else None for name, each in held.items()}
    return answers | {f"{kind}.{name}": True for name in found}


def _any(answers: Iterable[bool | None]) -> bool | None:
    answers = list(answers)
    return True if True in answers else None if None in answers else False


def _negated(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
