"""Do the rules hold for many cases at once? The same sentences read over columns, three-valued, on Polars.

The reading of one case (`explain`) and this one are held equal by a property test. A table becomes one column for each
outcome, true where the outcome is still possible; so a comparison with a table is settled where all that is possible agrees.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Any

import polars as pl

from forbear.rules.explain import Rule, Table
from forbear.rules.naming import names_in

Node = Sequence[Any]


def sql(node: Node) -> str:
    """A sentence's tree as SQL text. A comparison with a table is the name of the column that `sweep` makes for it."""
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


class Sweep:
    """The rules of one day read over a table of profiles: one row a case, one column a fact, null where not known."""

    def __init__(
        self,
        frame: pl.DataFrame,
        on: dt.date,
        *,
        conclusions: Mapping[str, Rule],
        exceptions: Mapping[str, Rule],
        tables: Mapping[str, Table],
    ) -> None:
        self.frame = frame
        self.on = on
        self.exceptions = exceptions
        self.tables = tables
        uses: dict[str, set[str]] = {name: self._used(rule) for name, rule in conclusions.items()}
        uses |= {name: set().union(*(self._used(row) for row in table.rows)) for name, table in tables.items()}
        made = {*conclusions, *tables}
        for name in TopologicalSorter({name: used & made for name, used in uses.items()}).static_order():
            columns = [self.rule(conclusions[name]).alias(name)] if name in conclusions else self.possible(tables[name])
            self.frame = self.frame.with_columns(columns)

    def _used(self, rule: Rule) -> set[str]:
        return names_in(rule.when).union(*(names_in(self.exceptions[name].when) for name in rule.unless))

    def rule(self, rule: Rule) -> pl.Expr:
        """Whether a rule holds in each row: in force, in the row's circuit, its sentence true and no exception true."""
        if not rule.in_force(self.on):
            return pl.lit(value=False)
        held = self.sentence(rule.when)
        if rule.circuits:
            held = held & pl.col("circuit").is_in(list(rule.circuits))
        for name in rule.unless:
            held = held & ~self.rule(self.exceptions[name])
        return held

    def sentence(self, node: Node) -> pl.Expr:
        """A sentence over columns."""
        made: dict[str, pl.Expr] = {}
        text = sql(self._named(node, made))
        if made:
            self.frame = self.frame.with_columns(**made)
        return pl.sql_expr(text)

    def _named(self, node: Node, made: dict[str, pl.Expr]) -> Node:
        """The tree with each comparison with a table replaced by a column of its own."""
        if node[0] in ("and", "or", "not"):
            return [node[0], *(self._named(part, made) for part in node[1:])]
        if node[0] in ("always", "never") or str(node[1]) not in self.tables:
            return node
        table = self.tables[str(node[1])]
        wanted = set(node[2]) if node[0] == "in" else {node[2]}
        name = f"{table.id}_{node[0]}_{'_'.join(sorted(wanted))}".replace("-", "_").replace("=", "is").replace("<>", "not")
        made[name] = self._compared(table, wanted, negated=node[0] == "<>")
        return ["fact", name]

    def _compared(self, table: Table, wanted: set[str], *, negated: bool) -> pl.Expr:
        outcomes = table.outcomes()
        inside = pl.any_horizontal([pl.col(_could(table, one)) for one in outcomes if one in wanted] or [pl.lit(value=False)])
        outside = pl.any_horizontal([pl.col(_could(table, one)) for one in outcomes if one not in wanted] or [pl.lit(value=False)])
        answer = pl.when(inside & outside).then(None).otherwise(inside)
        return ~answer if negated else answer

    def possible(self, table: Table) -> list[pl.Expr]:
        """For each outcome of a table, whether it is still possible in each row."""
        undecided: pl.Expr = pl.lit(value=True)
        could: dict[str, pl.Expr] = {}
        for number, row in enumerate(table.rows):
            if not row.in_force(self.on):
                continue
            held = f"{table.id}_row_{number}"
            column = self.rule(row).alias(held)
            self.frame = self.frame.with_columns(column)
            here = undecided & pl.col(held).fill_null(value=True)
            could[row.then] = could[row.then] | here if row.then in could else here
            undecided = undecided & ~pl.col(held).fill_null(value=False)
        could[table.otherwise] = could[table.otherwise] | undecided if table.otherwise in could else undecided
        return [could.get(one, pl.lit(value=False)).alias(_could(table, one)) for one in table.outcomes()]

    def outcomes(self, table: Table) -> pl.DataFrame:
        """The columns of `possible`, named by outcome."""
        exprs = self.possible(table)
        return self.frame.with_columns(exprs).select(pl.col(_could(table, one)).alias(one) for one in table.outcomes())


def _could(table: Table, outcome: str) -> str:
    return f"{table.id}_could_be_{outcome}"
