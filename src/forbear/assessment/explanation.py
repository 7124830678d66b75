"""Why? The proof tree of one finding, down to facts, exhibits and authorities; and those of all findings of a case."""

import datetime as dt
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from forbear.assessment.matter import Matter
from forbear.assessment.options import status_of
from forbear.law.table import FormRules, Subject
from forbear.problem import BadInput, Problem
from forbear.rules.explain import Outcome, Rule
from forbear.rules.verdict import Verdict

Cited = dict[tuple[str, ...], list[dict[str, Any]]]  # authorities with their standing on a day


def explain(matter: Matter, finding: str) -> dict[str, Any]:
    """`{finding, verdict, because}` for stage, factor:ID, option:FORM, window:FORM, priority:ID, conclusion:ID; and for what the plan and
    the lists say: first:STEP, oppose:STEP, avoid:FORM (why not to ask), danger:ID, missing:DOCUMENT.

    Raises BadInput where there is no such finding.
    """
    return _Telling(matter, {}).explain(finding)


def explain_all(matter: Matter, cited: Cited) -> Iterator[dict[str, Any]]:
    """The same for the stage, each priority of the day, each factor, each form and window, each conclusion.

    `cited` is filled, and may be given again for other cases of the same day under the same law.
    """
    told, book = _Telling(matter, cited), matter.rulebook
    yield told.explain("stage")
    for flag in told.limbs():
        yield told.explain(f"priority:{flag}")
    for name in dict.fromkeys(subject.rule.then for subject in book.factors):
        yield told.explain(f"factor:{name}")
    for rules in book.forms:
        yield told.explain(f"option:{rules.form}")
        yield told.explain(f"window:{rules.form}")
    for name in book.conclusions:
        yield told.explain(f"conclusion:{name}")


def _known(entries: Any, name: str, finding: str) -> Any:
    if name in entries:
        return entries[name]
    near = get_close_matches(name, list(entries), n=1)
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(entries)) or 'none on this day'}"
    raise BadInput([Problem(finding, None, f"is not known; {hint}")])


def _answer(finding: str, verdict: str, because: dict[str, Any]) -> dict[str, Any]:
    return {"finding": finding, "verdict": verdict, "because": because}


class _Telling:
    """The findings of one case told with their proofs. A conclusion or fact that several rest on is put into words once."""

    def __init__(self, matter: Matter, cited: Cited) -> None:
        self.matter = matter
        self.cited = cited
        self._told: dict[str, dict[str, Any]] = {}
        self._factors = {subject.rule.then: subject.rule for subject in matter.rulebook.factors}
        self._forms = {rules.form: rules for rules in matter.rulebook.forms}

    def limbs(self) -> dict[str, Rule]:
        """The rule by which each priority flag is judged on the day."""
        authorities, on = self.matter.corpus.authorities, self.matter.on
        limbs = reversed(self.matter.rulebook.limbs)
        return {limb.flag: limb.rule for limb in limbs if limb.flag and authorities[limb.authority].status(on) == "in_force"}

    def explain(self, finding: str) -> dict[str, Any]:
        """One finding."""
        kind, _, name = finding.partition(":")
        reading = self.matter.reading
        if kind == "stage" and not name:
            outcome = reading.answer("stage")
            return _answer(finding, outcome.then or "unknown", self._table(outcome))
        if kind in ("option", "window"):
            return self._form(finding, kind, _known(self._forms, name, finding))
        if kind == "factor":
            verdict = reading.rule(_known(self._factors, name, finding))
        elif kind == "priority":
            verdict = reading.rule(_known(self.limbs(), name, finding))
        elif kind == "conclusion":
            _known(self.matter.rulebook.conclusions, name, finding)
            verdict = reading.conclusion(name)
        elif kind == "avoid" and all(subject.rule.then != name for subject in self.matter.rulebook.plan.do_not_ask):
            return self.explain(f"window:{name}") | {"finding": finding}
        elif kind in (subjects := self._subjects()):
            verdict = self._nearest(finding, name, subjects[kind])
        else:
            message = (
                "is no finding; expected stage, factor:ID, option:FORM, window:FORM, priority:ID, conclusion:ID, first:STEP, oppose:STEP, "
                "avoid:FORM, danger:ID or missing:DOCUMENT"
            )
            raise BadInput([Problem(finding, None, message)])
        return _answer(finding, verdict.word, self._tree(verdict))

    def _subjects(self) -> dict[str, Sequence[Subject]]:
        book = self.matter.rulebook
        return {
            "first": book.plan.screen,
            "oppose": book.plan.oppose,
            "avoid": book.plan.do_not_ask,
            "danger": book.dangers,
            "missing": book.missing,
        }

    def _nearest(self, finding: str, name: str, subjects: Sequence[Subject]) -> Verdict:
        """The first rule about a thing that holds; where none does, the first that may, else the first that does not."""
        rules: dict[str, list[Verdict]] = {}
        for subject in subjects:
            rules.setdefault(subject.rule.then, []).append(self.matter.reading.rule(subject.rule))
        verdicts: list[Verdict] = _known(rules, name, finding)
        return min(verdicts, key=lambda each: (True, None, False).index(each.value))

    def _form(self, finding: str, kind: str, rules: FormRules) -> dict[str, Any]:
        table = rules.status if kind == "option" else rules.timing
        outcome = self.matter.reading.table(table.rows, table.otherwise)
        verdict = status_of(outcome) if kind == "option" else outcome.then or "unknown"
        return _answer(finding, verdict, self._table(outcome))

    def _table(self, outcome: Outcome) -> dict[str, Any]:
        """The rows up to the one that decided: those ruled out in one line, those that bear with their proof."""
        rows = []
        for row, verdict in outcome.verdicts:
            item: dict[str, Any] = {"then": row.then, "when": row.text, "verdict": verdict.word, "because": self.matter.words(row.because)}
            item["authorities"] = self._authorities(row.authorities)
            if row.convention:
                item["convention"] = row.convention
            if verdict.value is not False:
                item["proof"] = self._tree(verdict)
            rows.append(item)
        return {
            "table": rows,
            "could_be": list(outcome.could_be),
            "presumed": sorted(outcome.presumed),
            "unknown_because": sorted(outcome.unknown),
        }

    def _tree(self, verdict: Verdict) -> dict[str, Any]:
        reading, text = self.matter.reading, verdict.text
        shared = reading.known.get(text) is verdict or reading.leaves.get(text) is verdict
        if not shared:
            return self._node(verdict)
        if text not in self._told:
            self._told[text] = self._node(verdict)
        return self._told[text]

    def _node(self, verdict: Verdict) -> dict[str, Any]:
        node: dict[str, Any] = {"text": verdict.text, "verdict": verdict.word}
        if verdict.text in self.matter.rulebook.meanings:
            node["meaning"] = self.matter.rulebook.meanings[verdict.text]
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
            node["authorities"] = self._authorities(verdict.authorities)
        if verdict.parts:
            node["parts"] = [self._tree(part) for part in verdict.parts]
        return node

    def _authorities(self, names: tuple[str, ...]) -> list[dict[str, Any]]:
        """Each authority with its standing on the day: what is not in force is shown as such."""
        if names not in self.cited:
            entries = [self.matter.corpus.authorities[name] for name in names]
            standing = [{"id": each.id, "cite": each.cite, "status": each.status(self.matter.on) or "not yet"} for each in entries]
            self.cited[names] = standing
        return self.cited[names]
