"""Does a rule hold for one case, and why? The reading of sentences over one profile, with the proof kept as data.

A *rule* is a sentence with what the compiler applies to it: the periods and circuits in which it is law, and its
exceptions. A *conclusion* is a rule that later sentences may name. A *table* is rules in order, each with its outcome: the
first true row wins, and while an earlier row is open the answer is the set of outcomes still possible.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import msgspec

from forbear.rules.verdict import NONE, Value, Verdict

Node = Sequence[Any]
COMPARE: dict[str, Callable[[object, object], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}


class RuleConflict(Exception):
    """Raised where two exceptions to one rule both hold: the law data must say which one governs."""


class Rule(msgspec.Struct, frozen=True, omit_defaults=True):
    """One rule. `periods` are half-open (from, to) in ISO text, None for open; none means always. No circuits means all."""

    id: str
    when: list[Any]
    text: str
    then: str = ""
    because: str = ""
    authorities: tuple[str, ...] = ()
    periods: tuple[tuple[str | None, str | None], ...] = ()
    circuits: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    convention: str = ""

    def in_force(self, on: dt.date) -> bool:
        """Whether the rule is law on that day."""
        if not self.periods:
            return True
        day = on.isoformat()
        return any((start or "") <= day and (end is None or day < end) for start, end in self.periods)


class Table(msgspec.Struct, frozen=True):
    """Rules in order; the first true row wins, `otherwise` where none is true."""

    id: str
    rows: list[Rule]
    otherwise: str
    because: str = ""
    authorities: tuple[str, ...] = ()

    def outcomes(self) -> list[str]:
        """Every outcome the table can have."""
        return list(dict.fromkeys([*(row.then for row in self.rows), self.otherwise]))


@dataclass(slots=True)
class Outcome:
    """What a table answers: one outcome, or those still possible, with the rows that decided."""

    could_be: tuple[str, ...]
    row: Rule | None
    verdicts: list[tuple[Rule, Verdict]]
    presumed: frozenset[str] = NONE
    unknown: frozenset[str] = NONE

    @property
    def then(self) -> str | None:
        """The outcome, or None while more than one is possible."""
        return self.could_be[0] if len(self.could_be) == 1 else None


@dataclass(slots=True)
class Reading:
    """The rules of one day read over one profile. Conclusions and sentences already judged are remembered."""

    profile: Mapping[str, Value]
    on: dt.date
    circuit: str | None
    conclusions: Mapping[str, Rule] = field(default_factory=dict)
    exceptions: Mapping[str, Rule] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    answered: dict[str, Outcome] = field(default_factory=dict)
    known: dict[str, Verdict] = field(default_factory=dict)
    leaves: dict[str, Verdict] = field(default_factory=dict)

    def rule(self, rule: Rule) -> Verdict:
        """Whether a rule holds: in force, in this circuit, its sentence true and no exception true."""
        if rule.periods and not rule.in_force(self.on):
            return Verdict(False, f"{rule.id} is not law on {self.on.isoformat()}", authorities=rule.authorities)
        parts = [self.sentence(rule.when)]
        if not rule.circuits and not rule.unless:
            whole = parts[0]
            return Verdict(whole.value, rule.text, whole.presumed, whole.unknown, parts, authorities=rule.authorities)
        if rule.circuits:
            parts.append(self._circuit(rule.circuits))
        exceptions = [self.rule(self.exceptions[name]) for name in rule.unless]
        holding = [name for name, verdict in zip(rule.unless, exceptions, strict=True) if verdict.value]
        if len(holding) > 1:
            raise RuleConflict(f"two exceptions to {rule.id} both hold: {' and '.join(holding)}")
        parts += [_negated(verdict, f"no exception: {name}") for name, verdict in zip(rule.unless, exceptions, strict=True)]
        whole = parts[0] if len(parts) == 1 else _and(parts, rule.text)
        return Verdict(whole.value, rule.text, whole.presumed, whole.unknown, [whole], authorities=rule.authorities)

    def conclusion(self, name: str) -> Verdict:
        """A named conclusion, judged once."""
        verdict = self.known.get(name)
        if verdict is None:
            whole = self.rule(self.conclusions[name])
            verdict = self.known[name] = Verdict(
                whole.value, name, whole.presumed, whole.unknown, whole.parts or [whole], authorities=whole.authorities
            )
        return verdict

    def answer(self, name: str) -> Outcome:
        """The outcome of a table that sentences may name as a fact, judged once."""
        outcome = self.answered.get(name)
        if outcome is None:
            table = self.tables[name]
            outcome = self.answered[name] = self.table(table.rows, table.otherwise)
        return outcome

    def table(self, rows: Sequence[Rule], otherwise: str) -> Outcome:
        """The outcome of the first true row, or all that are still possible; `otherwise` where no row is true."""
        verdicts: list[tuple[Rule, Verdict]] = []
        could_be: dict[str, None] = {}
        presumed, unknown = NONE, NONE
        for row in rows:
            if not row.in_force(self.on):
                continue
            verdict = self.rule(row)
            verdicts.append((row, verdict))
            if verdict.value is False:
                presumed |= verdict.presumed
                continue
            could_be[row.then] = None
            if verdict.value:
                presumed |= verdict.presumed
                return Outcome(tuple(could_be), row, verdicts, presumed, unknown if len(could_be) > 1 else NONE)
            unknown |= verdict.unknown
        could_be[otherwise] = None
        return Outcome(tuple(could_be), None, verdicts, presumed, unknown if len(could_be) > 1 else NONE)

    def sentence(self, node: Node) -> Verdict:
        """The verdict on a sentence's tree."""
        word: str = node[0]
        if word in ("and", "or"):
            parts = [self.sentence(part) for part in node[1:]]
            return _and(parts, "all of these") if word == "and" else _or(parts, "any of these")
        if word == "not":
            return _negated(self.sentence(node[1]), "not")
        if word in ("always", "never"):
            return Verdict(word == "always", word)
        if word == "fact" and str(node[1]) in self.conclusions:
            return self.conclusion(str(node[1]))
        return self._leaf(word, node)

    def _leaf(self, word: str, node: Node) -> Verdict:
        text: str = node[-1]
        known = self.leaves.get(text)
        if known is not None:
            return known
        name: str = node[1]
        if name in self.tables:
            verdict = self.leaves[text] = self._of_table(word, name, node, text)
            return verdict
        found = self.profile[name]
        value, presumed = comparable(found.value), found.presumed
        answer: bool | None
        others: list[Value] = []

        def other(given: object) -> object:
            if isinstance(given, list) and given and given[0] == "fact":
                others.append(self.profile[str(given[1])])
                return comparable(others[-1].value)
            return given

        if word == "unknown":
            answer = value is None
        elif value is None:
            answer = None
        elif word == "fact":
            answer = bool(value)
        elif word == "in":
            answer = value in node[2]
        elif word == "between":
            low, high = other(node[2]), other(node[3])
            within = {None if low is None else COMPARE["<="](low, value), None if high is None else COMPARE["<="](value, high)}
            answer = False if False in within else None if None in within else True
        else:
            given = other(node[2])
            answer = None if given is None else COMPARE[word](value, given)
        why = {item.why for item in (found, *others) if item.value is None} if answer is None else set()
        for item in others:
            presumed |= item.presumed
        verdict = Verdict(answer, text, presumed if answer is not None else NONE, frozenset(why), fact=name, found=found)
        self.leaves[text] = verdict
        return verdict

    def _of_table(self, word: str, name: str, node: Node, text: str) -> Verdict:
        """A comparison with the outcome of a table: settled once every outcome still possible agrees."""
        outcome = self.answer(name)
        wanted = set(node[2]) if word == "in" else {node[2]}
        inside = [one in wanted for one in outcome.could_be]
        settled = inside[0] if len(set(inside)) == 1 else None
        answer = settled if settled is None or word != "<>" else not settled
        found = Value(outcome.then, outcome.presumed)
        parts = [verdict for _, verdict in outcome.verdicts if verdict.value is not False]
        presumed = outcome.presumed if answer is not None else NONE
        return Verdict(answer, text, presumed, NONE if answer is not None else outcome.unknown, parts, fact=name, found=found)

    def _circuit(self, circuits: tuple[str, ...]) -> Verdict:
        text = f"circuit is one of {', '.join(circuits)}"
        answer = None if self.circuit is None else self.circuit in circuits
        found = Value(self.circuit, lacking=("circuit",), reads=("circuit",))
        return Verdict(answer, text, unknown=NONE if answer is not None else frozenset({"fact"}), fact="circuit", found=found)


def comparable(value: object) -> object:
    """Dates as ISO text, whose order is the order of days."""
    return value.isoformat() if isinstance(value, dt.date) else value


def _and(parts: list[Verdict], text: str) -> Verdict:
    against = [part for part in parts if part.value is False]
    if against:
        least = min(against, key=lambda part: len(part.presumed))
        return Verdict(False, text, least.presumed, NONE, parts)
    return _open_or(True, parts, text)


def _or(parts: list[Verdict], text: str) -> Verdict:
    for_it = [part for part in parts if part.value is True]
    if for_it:
        least = min(for_it, key=lambda part: len(part.presumed))
        return Verdict(True, text, least.presumed, NONE, parts)
    return _open_or(False, parts, text)


def _open_or(settled: bool, parts: list[Verdict], text: str) -> Verdict:
    unknown = frozenset().union(*(part.unknown for part in parts if part.value is None))
    if any(part.value is None for part in parts):
        return Verdict(None, text, NONE, unknown, parts)
    return Verdict(settled, text, frozenset().union(*(part.presumed for part in parts)), NONE, parts)


def _negated(verdict: Verdict, text: str) -> Verdict:
    value = None if verdict.value is None else not verdict.value
    return Verdict(value, text, verdict.presumed, verdict.unknown, [verdict])


def overlapping(periods: Sequence[tuple[str | None, str | None]]) -> bool:
    """Whether two half-open periods share a day."""
    ordered = sorted(periods, key=lambda period: period[0] or "")
    return any(first[1] is None or (second[0] or "") < first[1] for first, second in pairwise(ordered))
