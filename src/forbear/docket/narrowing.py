"""Which facts, not known, keep a finding open, and in which rows? The open leaves of each proof, over columns.

As in the proof of one case, only what is itself open counts: a part that is settled decides nothing more.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from forbear.rules.columns import Sweep
from forbear.rules.explain import Rule, Table

Rows = Mapping[str, pl.Series]  # fact -> the rows in which it keeps something open


class Narrowing:
    """What keeps findings open in the rows of a sweep. Conclusions and parts already looked at are remembered."""

    def __init__(self, sweep: Sweep, conclusions: Mapping[str, Rule]) -> None:
        self.sweep = sweep
        self.conclusions = conclusions
        self._seen: dict[str, Rows] = {}

    def rule(self, rule: Rule) -> Rows:
        """The facts that keep a rule open."""
        if not rule.in_force(self.sweep.on):
            return {}
        here = self._open(self.sweep.rule(rule))
        if not here.any():
            return {}
        parts = [self._sentence(rule.when), *(self.rule(self.sweep.exceptions[name]) for name in rule.unless)]
        if rule.circuits:
            parts.append({"circuit": self._open(pl.col("circuit"))})
        return _within(here, parts)

    def table(self, table: Table, here: pl.Series) -> Rows:
        """The facts that keep a table open in the rows `here`: those of its open lines, down to the first that is true."""
        parts: list[Rows] = []
        left = here
        for row in table.rows:
            if not row.in_force(self.sweep.on) or not left.any():
                continue
            held = self.sweep.rule(row)
            value = self.sweep.frame.select(held.alias("held")).to_series()
            parts.append(_within(left & value.is_null(), [self.rule(row)]))
            left &= ~value.fill_null(value=False)
        return _within(here, parts)

    def _open(self, held: pl.Expr) -> pl.Series:
        return self.sweep.frame.select(held.is_null().alias("open")).to_series()

    def _sentence(self, node: Sequence[Any]) -> Rows:
        key = repr(node)
        if key not in self._seen:
            self._seen[key] = self._read(node)
        return self._seen[key]

    def _read(self, node: Sequence[Any]) -> Rows:
        word = node[0]
        if word in ("always", "never", "unknown"):
            return {}
        name = str(node[1])
        here = self._open(self.sweep.sentence(node))
        if not here.any():
            return {}
        if word in ("and", "or", "not"):
            return _within(here, [self._sentence(part) for part in node[1:]])
        if word == "fact" and name in self.conclusions:
            return self.rule(self.conclusions[name])
        if name in self.sweep.tables:
            return self.table(self.sweep.tables[name], here)
        return {name: here}


def _within(here: pl.Series, parts: Iterable[Rows]) -> Rows:
    """What the parts name, in these rows alone."""
    found: dict[str, pl.Series] = {}
    for part in parts:
        for name, rows in part.items():
            found[name] = found[name] | rows if name in found else rows
    kept = {name: rows & here for name, rows in found.items()}
    return {name: rows for name, rows in kept.items() if rows.any()}
