"""Why? The proof tree of one finding, down to facts, exhibits and authorities."""

import datetime as dt
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from forbear.assessment.matter import Matter
from forbear.assessment.options import status_of
from forbear.law.table import FormRules, Subject
from forbear.problem import BadInput, Problem
from forbear.rules.explain import Outcome
from forbear.rules.verdict import Verdict


def explain(matter: Matter, finding: str) -> dict[str, Any]:
    """`{finding, verdict, because}` for stage, factor:ID, option:FORM, window:FORM, priority:ID, conclusion:ID; and for what the plan and
    the lists say: first:STEP, oppose:STEP, avoid:FORM (why not to ask), danger:ID, missing:DOCUMENT.

    Raises BadInput where there is no such finding.
    """
    kind, _, name = finding.partition(":")
    if kind == "stage" and not name:
        outcome = matter.reading.answer("stage")
        return _answer(finding, outcome.then or "unknown", _table(matter, outcome))
    if kind in ("option", "window"):
        forms = {rules.form: rules for rules in matter.rulebook.forms}
        return _form(matter, finding, kind, _known(forms, name, finding))
    if kind == "factor":
        factors = {subject.rule.then: subject.rule for subject in matter.rulebook.factors}
        verdict = matter.reading.rule(_known(factors, name, finding))
        return _answer(finding, verdict.word, _tree(matter, verdict))
    if kind == "priority":
        limbs = {limb.flag: limb.rule for limb in reversed(matter.rulebook.limbs) if limb.flag and _governs(matter, limb.authority)}
        verdict = matter.reading.rule(_known(limbs, name, finding))
        return _answer(finding, verdict.word, _tree(matter, verdict))
    if kind == "conclusion":
        _known(matter.rulebook.conclusions, name, finding)
        verdict = matter.reading.conclusion(name)
        return _answer(finding, verdict.word, _tree(matter, verdict))
    if kind == "avoid" and all(subject.rule.then != name for subject in matter.rulebook.plan.do_not_ask):
        return explain(matter, f"window:{name}") | {"finding": finding}
    if kind in (subjects := _subjects(matter)):
        return _subject(matter, finding, name, subjects[kind])
    message = (
        "is no finding; expected stage, factor:ID, option:FORM, window:FORM, priority:ID, conclusion:ID, first:STEP, oppose:STEP, "
        "avoid:FORM, danger:ID or missing:DOCUMENT"
    )
    raise BadInput([Problem(finding, None, message)])


def _subjects(matter: Matter) -> dict[str, Sequence[Subject]]:
    book = matter.rulebook
    return {
        "first": book.plan.screen,
        "oppose": book.plan.oppose,
        "avoid": book.plan.do_not_ask,
        "danger": book.dangers,
        "missing": book.missing,
    }


def _subject(matter: Matter, finding: str, name: str, subjects: Sequence[Subject]) -> dict[str, Any]:
    """The first rule about a thing that holds; where none does, the first that may, else the first that does not."""
    rules: dict[str, list[Verdict]] = {}
    for subject in subjects:
        rules.setdefault(subject.rule.then, []).append(matter.reading.rule(subject.rule))
    verdicts = _known(rules, name, finding)
    verdict = min(verdicts, key=lambda each: (True, None, False).index(each.value))
    return _answer(finding, verdict.word, _tree(matter, verdict))


def _governs(matter: Matter, authority: str) -> bool:
    return matter.corpus.authorities[authority].status(matter.on) == "in_force"


def _known(entries: Any, name: str, finding: str) -> Any:
    if name in entries:
        return entries[name]
    near = get_close_matches(name, list(entries), n=1)
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(entries)) or 'none on this day'}"
    raise BadInput([Problem(finding, None, f"is not known; {hint}")])


def _answer(finding: str, verdict: str, because: dict[str, Any]) -> dict[str, Any]:
    return {"finding": finding, "verdict": verdict, "because": because}


def _form(matter: Matter, finding: str, kind: str, rules: FormRules) -> dict[str, Any]:
    table = rules.status if kind == "option" else rules.timing
    outcome = matter.reading.table(table.rows, table.otherwise)
    verdict = status_of(outcome) if kind == "option" else outcome.then or "unknown"
    return _answer(finding, verdict, _table(matter, outcome))


def _table(matter: Matter, outcome: Outcome) -> dict[str, Any]:
    """The rows up to the one that decided: those ruled out in one line, those that bear with their proof."""
    rows = []
    for row, verdict in outcome.verdicts:
        item: dict[str, Any] = {"then": row.then, "when": row.text, "verdict": verdict.word, "because": matter.words(row.because)}
        item["authorities"] = _authorities(matter, row.authorities)
        if row.convention:
            item["convention"] = row.convention
        if verdict.value is not False:
            item["proof"] = _tree(matter, verdict)
        rows.append(item)
    return {
        "table": rows,
        "could_be": list(outcome.could_be),
        "presumed": sorted(outcome.presumed),
        "unknown_because": sorted(outcome.unknown),
    }


def _tree(matter: Matter, verdict: Verdict) -> dict[str, Any]:
    node: dict[str, Any] = {"text": verdict.text, "verdict": verdict.word}
    if verdict.text in matter.rulebook.meanings:
        node["meaning"] = matter.rulebook.meanings[verdict.text]
    if verdict.presumed:
        node["presumed"] = sorted(verdict.presumed)
    if verdict.unknown:
        node["unknown_because"] = sorted(verdict.unknown)
    if verdict.fact is not None and verdict.found is not None:
        found = verdict.found
        value = found.value.isoformat() if isinstance(found.value, dt.date) else found.value
        node |= {"fact": verdict.fact, "value": value, "from": list(found.reads), "exhibits": list(found.exhibits)}
        if found.value is None:
            node["lacking"] = list(found.lacking)
    if verdict.authorities:
        node["authorities"] = _authorities(matter, verdict.authorities)
    if verdict.parts:
        node["parts"] = [_tree(matter, part) for part in verdict.parts]
    return node


def _authorities(matter: Matter, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Each authority with its standing on the day: what is not in force is shown as such."""
    found = []
    for name in names:
        entry = matter.corpus.authorities[name]
        found.append({"id": name, "cite": entry.cite, "status": entry.status(matter.on) or "not yet"})
    return found
