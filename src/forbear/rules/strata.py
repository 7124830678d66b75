"""In which order are many rules computed over columns, and as which SQL text? The same text for every engine that runs it.

A *layer* is columns by name with their texts; a text names only facts, `circuit` and columns of the layers before, so the columns of one
layer can be computed side by side, and nothing is computed twice. A table becomes one column for each outcome, never null: true where
the outcome is still possible. So a comparison with a table is settled where all that is possible agrees.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from itertools import combinations
from typing import Any

from forbear.rules.explain import Rule, Table
from forbear.rules.naming import names_in

Node = Sequence[Any]
Layer = dict[str, str]  # column -> SQL text


def sql(node: Node) -> str:
    """A sentence's tree as SQL text."""
    word = node[0]
    if word in ("and", "or"):
        return "(" + f" {word.upper()} ".join(sql(part) for part in node[1:]) + ")"
    if word == "not":
        return f"(NOT {sql(node[1])})"
    if word in ("always", "never"):
        return "TRUE" if word == "always" else "FALSE"
    if word == "fact":
        return str(node[1])
    if word == "unknown":
        return f"({node[1]} IS NULL)"
    if word == "in":
        return f"({node[1]} IN ({', '.join(map(_value, node[2]))}))"
    if word == "between":
        return f"({node[1]} BETWEEN {_value(node[2])} AND {_value(node[3])})"
    return f"({node[1]} {word} {_value(node[2])})"


def _value(value: object) -> str:
    if isinstance(value, list):
        return str(value[1])
    if isinstance(value, str):
        return f"DATE '{value}'" if _is_date(value) else "'" + value.replace("'", "''") + "'"
    return str(value)


def _is_date(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()


def could(table: Table, outcome: str) -> str:
    """The column that says whether an outcome of a table is still possible."""
    return possibilities(table)[outcome]


def possibilities(table: Table) -> dict[str, str]:
    """For each outcome of a table the column that says whether it is still possible."""
    stem = _stem(table)
    return {outcome: f"{stem}_could_be_{number}" for number, outcome in enumerate(table.outcomes())}


def _stem(table: Table) -> str:
    return re.sub(r"\W", "_", table.id)


class Strata:
    """The rules of one day, laid in layers."""

    def __init__(
        self, on: dt.date, *, conclusions: Mapping[str, Rule], exceptions: Mapping[str, Rule], tables: Mapping[str, Table]
    ) -> None:
        self.on = on
        self.exceptions = exceptions
        self.tables = tables
        self.layers: list[Layer] = []
        self.rules = [*conclusions.values(), *(row for table in tables.values() for row in table.rows)]  # those in the layers
        uses = {name: self._used([rule]) for name, rule in conclusions.items()} | {
            name: self._used(table.rows) for name, table in tables.items()
        }
        done: dict[str, int] = {}  # the number of layers after which a name can be used
        for name in TopologicalSorter({name: used & uses.keys() for name, used in uses.items()}).static_order():
            steps = [{name: self.rule(conclusions[name])}] if name in conclusions else self.table(tables[name])
            start = max((done[used] for used in uses[name] & uses.keys()), default=0)
            done[name] = start + len(steps)
            _lay(self.layers, steps, start)

    def _used(self, rules: Iterable[Rule]) -> set[str]:
        rules = list(rules)
        below = [self.exceptions[name] for rule in rules for name in rule.unless]
        return set().union(*(names_in(rule.when) for rule in rules), self._used(below) if below else ())

    def findings(self, rules: Mapping[str, Rule], tables: Iterable[Table]) -> list[Layer]:
        """More layers above `layers`: rules, each under its name, and tables, each outcome under `could`."""
        layers: list[Layer] = []
        _lay(layers, [{name: self.rule(rule) for name, rule in rules.items()}], 0)
        for table in tables:
            if table.id not in self.tables:
                _lay(layers, self.table(table), 0)
        return layers

    def rule(self, rule: Rule) -> str:
        """Whether a rule holds: in force, in the row's circuit, its sentence true and no exception true."""
        if not rule.in_force(self.on):
            return "FALSE"
        parts = [self.sentence(rule.when)]
        if rule.circuits:
            parts.append(sql(["in", "circuit", list(rule.circuits)]))
        parts += [f"(NOT {self.rule(self.exceptions[name])})" for name in rule.unless]
        return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"

    def conflict(self, rule: Rule) -> str:
        """Whether two exceptions to a rule both hold, which the law data must not let happen."""
        held = [self.rule(self.exceptions[name]) for name in rule.unless] if rule.in_force(self.on) else []
        return " OR ".join(f"({one} AND {other})" for one, other in combinations(held, 2)) or "FALSE"

    def sentence(self, node: Node) -> str:
        """A sentence, with each comparison with a table put in terms of the outcomes that are possible."""
        return sql(self._told(node))

    def _told(self, node: Node) -> Node:
        if node[0] in ("and", "or", "not"):
            return [node[0], *(self._told(part) for part in node[1:])]
        if node[0] in ("always", "never") or str(node[1]) not in self.tables:
            return node
        wanted = node[2] if node[0] == "in" else [node[2]]
        return ["fact", self.compared(self.tables[str(node[1])], wanted, negated=node[0] == "<>")]

    def compared(self, table: Table, wanted: Collection[str], *, negated: bool = False) -> str:
        """Whether the outcome of a table is one of those wanted; not known while one that is and one that is not are both possible."""
        columns = {name: one in wanted for one, name in possibilities(table).items()}
        inside, outside = (_any_of(list(columns), {name for name, is_in in columns.items() if is_in is side}) for side in (True, False))
        if negated:
            inside, outside = outside, inside
        return f"({inside} AND CASE WHEN {outside} THEN NULL ELSE TRUE END)"

    def table(self, table: Table) -> list[Layer]:
        """The layers of a table: its rows, then for each row whether none so far holds, and at last what is possible."""
        steps: list[Layer] = []

        def keep(step: int, name: str, text: str) -> str:
            _lay(steps, [{name: text}], step)
            return name

        last = self.possible(table, keep)
        return [*steps, last]

    def possible(self, table: Table, keep: Callable[[int, str, str], str] = lambda step, name, text: text) -> Layer:
        """For each outcome whether it is possible. `keep` may give a text a column of its own at a step, and answer with its name."""
        stem = _stem(table)
        holds: dict[str, list[str]] = {outcome: [] for outcome in table.outcomes()}
        none = "TRUE"
        for number, row in enumerate(row for row in table.rows if row.in_force(self.on)):
            here = keep(0, f"{stem}_row_{number}", self.rule(row))
            holds[row.then].append(f"({none} AND {here})")
            none = keep(number + 1, f"{stem}_none_{number}", f"({none} AND (NOT {here}))")
        holds[table.otherwise].append(none)
        # What surely holds is possible, and so is what is not known: only what surely does not hold is excluded.
        names = possibilities(table)
        return {names[one]: f"COALESCE({' OR '.join(each)}, TRUE)" if each else "FALSE" for one, each in holds.items()}


def _lay(layers: list[Layer], steps: Sequence[Layer], start: int) -> None:
    layers += [{} for _ in range(start + len(steps) - len(layers))]
    for number, step in enumerate(steps, start):
        if twice := layers[number].keys() & step.keys():
            raise ValueError(f"two columns named {', '.join(sorted(twice))}")
        layers[number] |= step


def _any_of(columns: Sequence[str], wanted: Collection[str]) -> str:
    """Whether any of the wanted columns is true. The list is halved again and again, so that what two comparisons share reads the same."""
    if not any(name in wanted for name in columns):
        return "FALSE"
    if len(columns) == 1:
        return columns[0]
    half = len(columns) // 2
    parts = [part for part in (_any_of(columns[:half], wanted), _any_of(columns[half:], wanted)) if part != "FALSE"]
    return parts[0] if len(parts) == 1 else f"({parts[0]} OR {parts[1]})"
