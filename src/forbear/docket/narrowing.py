"""Which facts, not known, keep a finding open, and in which rows? The open leaves of each proof, over columns.

As in the proof of one case, only what is itself open counts: a part that is settled decides nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from forbear.rules.columns import Sweep
from forbear.rules.explain import Rule, Table

Rows = Mapping[str, pl.Series]  # fact -> the rows in which it keeps something open
Node = Sequence[Any]


class Narrowing:
    """What keeps rules and tables open in the rows of a sweep: every sentence in them and every part of one, all read at once.

    `read` holds the profiles with the conclusions and what is possible of the tables that sentences may name.
    """

    def __init__(self, sweep: Sweep, read: pl.DataFrame, conclusions: Mapping[str, Rule], rules: Iterable[Rule]) -> None:
        self.sweep = sweep
        self.conclusions = conclusions
        self._seen: dict[str, Rows] = {}
        self._asked: dict[str, str] = {}  # rule -> its text
        texts = list(dict.fromkeys(text for rule in rules for text in self._texts(rule)))
        held = [pl.sql_expr(text) for text in texts]
        self._open = dict(zip(texts, read.select(each.is_null().alias(str(n)) for n, each in enumerate(held)), strict=True))
        self._true = dict(zip(texts, read.select(each.fill_null(value=False).alias(str(n)) for n, each in enumerate(held)), strict=True))
        self._no_circuit = read["circuit"].is_null()

    def rule(self, rule: Rule) -> Rows:
        """The facts that keep a rule open."""
        if not rule.in_force(self.sweep.on):
            return {}
        here = self._open[self._asked[rule.id]]
        if not here.any():
            return {}
        parts = [self._sentence(rule.when), *(self.rule(self.sweep.exceptions[name]) for name in rule.unless)]
        if rule.circuits:
            parts.append({"circuit": self._no_circuit})
        return _within(here, parts)

    def table(self, table: Table, here: pl.Series) -> Rows:
        """The facts that keep a table open in the rows `here`: those of its open lines, down to the first that is true."""
        parts: list[Rows] = []
        left = here
        for row in table.rows:
            if not row.in_force(self.sweep.on) or not left.any():
                continue
            parts.append(_within(left & self._open[self._asked[row.id]], [self.rule(row)]))
            left &= ~self._true[self._asked[row.id]]
        return _within(here, parts)

    def _sentence(self, node: Node) -> Rows:
        key = repr(node)
        if key not in self._seen:
            self._seen[key] = self._read(node)
        return self._seen[key]

    def _read(self, node: Node) -> Rows:
        word = node[0]
        if word in ("always", "never", "unknown"):
            return {}
        name = str(node[1])
        here = self._open[self.sweep.strata.sentence(node)]
        if not here.any():
            return {}
        if word in ("and", "or", "not"):
            return _within(here, [self._sentence(part) for part in node[1:]])
        if word == "fact" and name in self.conclusions:
            return self.rule(self.conclusions[name])
        if name in self.sweep.tables:
            return self.table(self.sweep.tables[name], here)
        return {name: here}

    def _texts(self, rule: Rule) -> Iterator[str]:
        """The texts of a rule and of all that it rests on, each once."""
        if rule.id in self._asked or not rule.in_force(self.sweep.on):
            return
        self._asked[rule.id] = self.sweep.strata.rule(rule)
        yield self._asked[rule.id]
        yield from self._parts(rule.when)
        for name in rule.unless:
            yield from self._texts(self.sweep.exceptions[name])

    def _parts(self, node: Node) -> Iterator[str]:
        word = node[0]
        if word in ("always", "never", "unknown"):
            return
        yield self.sweep.strata.sentence(node)
        if word in ("and", "or", "not"):
            for part in node[1:]:
                yield from self._parts(part)
        elif word == "fact" and node[1] in self.conclusions:
            yield from self._texts(self.conclusions[node[1]])
        elif node[1] in self.sweep.tables:
            for row in self.sweep.tables[node[1]].rows:
                yield from self._texts(row)


def _within(here: pl.Series, parts: Iterable[Rows]) -> Rows:
    """What the parts name, in these rows alone."""
    found: dict[str, pl.Series] = {}
    for part in parts:
        for name, rows in part.items():
            found[name] = found[name] | rows if name in found else rows
    kept = {name: rows & here for name, rows in found.items()}
    return {name: rows for name, rows in kept.items() if rows.any()}
