"""Do the rules hold for many cases at once? The same sentences read over columns, three-valued, on Polars.

The reading of one case (`explain`) and this one are held equal by a property test. The texts and their order are those of `strata`; Polars
is given all of them at once, so that it shares what they have in common and runs them side by side.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import polars as pl

from forbear.rules.explain import Rule, Table
from forbear.rules.strata import Layer, Node, Strata, could

TYPES: Mapping[str, Any] = {"boolean": pl.Boolean, "date": pl.Date, "integer": pl.Int64, "text": pl.String}


def column_type(kind: str, values: Sequence[str] = ()) -> Any:
    """The type of a fact's column: an Enum where its words are a closed list, which makes a comparison one of small numbers."""
    return pl.Enum(values) if kind == "text" and values else TYPES[kind]


class Sweep:
    """The rules of one day read over a table of profiles: one row a case, one column a fact, null where not known."""

    def __init__(
        self,
        frame: pl.DataFrame | pl.LazyFrame,
        on: dt.date,
        *,
        conclusions: Mapping[str, Rule],
        exceptions: Mapping[str, Rule],
        tables: Mapping[str, Table],
    ) -> None:
        self.given = frame.lazy()
        self.on = on
        self.exceptions = exceptions
        self.tables = tables
        self.strata = Strata(on, conclusions=conclusions, exceptions=exceptions, tables=tables)
        self.named = [*conclusions, *(could(table, one) for table in tables.values() for one in table.outcomes())]

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The profiles with every conclusion, and what is possible of each table that sentences may name (under `could`)."""
        given = self.given.collect_schema().names()
        return self._laid.select(*given, *self.named).collect()

    @cached_property
    def _laid(self) -> pl.LazyFrame:
        """The plan of the conclusions and of the tables that sentences may name, read from their texts once."""
        return _over(self.given, self.strata.layers)

    def findings(self, rules: Mapping[str, Rule], tables: Iterable[Table] = ()) -> pl.LazyFrame:
        """The profiles with the conclusions, more rules under their names and more tables (`could`, `settled`), in one plan.

        What is not selected of it is not computed, so select before collecting.
        """
        return _over(self._laid, self.strata.findings(rules, tables))

    def rule(self, rule: Rule) -> pl.Expr:
        """Whether a rule holds in each row of `frame`: in force, in the row's circuit, its sentence true and no exception true."""
        return _read(self.strata.rule(rule))

    def sentence(self, node: Node) -> pl.Expr:
        """A sentence over the columns of `frame`."""
        return _read(self.strata.sentence(node))

    def possible(self, table: Table) -> list[pl.Expr]:
        """For each outcome of a table, whether it is still possible in each row of `frame`."""
        return [_read(text).alias(name) for name, text in self.strata.possible(table).items()]

    def outcomes(self, table: Table) -> pl.DataFrame:
        """What `possible` says, named by outcome."""
        named = [pl.col(could(table, one)).alias(one) for one in table.outcomes()]
        return _over(self.frame.lazy(), self.strata.findings({}, [table])).select(named).collect()

    def settled(self, table: Table) -> pl.Expr:
        """The outcome of a table in each row of `findings` with this table; null while more than one is possible."""
        words = pl.Enum(table.outcomes())
        sure = ((one, _read(self.strata.compared(table, [one]))) for one in table.outcomes())
        return pl.coalesce([pl.when(held).then(pl.lit(one, words)) for one, held in sure]).alias(table.id)

    def conflicts(self, rules: Iterable[Rule]) -> dict[str, int]:
        """To which of the conclusions and of these rules two exceptions both hold, and in how many rows.

        The reading of one case raises RuleConflict there; a column cannot, so whoever trusts the columns asks this first.
        """
        return {name: int(rows.sum()) for name, rows in self.conflicting(rules).items()}

    def conflicting(self, rules: Iterable[Rule]) -> dict[str, pl.Series]:
        """The same, with the rows themselves."""
        doubtful = {rule.id: rule for rule in (*self.strata.rules, *rules) if len(rule.unless) > 1}
        if not doubtful:
            return {}
        held = self.frame.select(_read(self.strata.conflict(rule)).fill_null(value=False).alias(name) for name, rule in doubtful.items())
        return {rows.name: rows for rows in held if rows.any()}


@lru_cache(maxsize=20_000)  # a text is the same on every day it is law, and reading it costs more than computing it for some thousand rows
def _read(text: str) -> pl.Expr:
    return pl.sql_expr(text)


def _over(frame: pl.LazyFrame, layers: Iterable[Layer]) -> pl.LazyFrame:
    for layer in layers:
        frame = frame.with_columns(_read(text).alias(name) for name, text in layer.items())
    return frame
