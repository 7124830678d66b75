"""In which rows do two exceptions to one rule both hold? The law must say which governs; until it does, they are set aside with the reason.

The reading of one case raises RuleConflict there. A column cannot, so such rows are looked for before any column is trusted.
"""

import datetime as dt
from collections.abc import Collection, Iterator

import polars as pl

from forbear.docket.findings import rules_of, sweep_of, tables_of
from forbear.law.corpus import Corpus
from forbear.rules.explain import Rule


def conflicts_in(profiles: pl.DataFrame, corpus: Corpus, on: dt.date) -> dict[int, str]:
    """The rows in which two exceptions to a rule both hold, by number, each with the rule and its exceptions in words."""
    doubtful = {rule.id: rule for rule in _every_rule(corpus, on) if len(rule.unless) > 1}
    said: dict[int, str] = {}
    if not doubtful:
        return said
    sweep = sweep_of(profiles, corpus, on)
    for name, rows in sweep.conflicting(doubtful.values()).items():
        exceptions = [sweep.rule(sweep.exceptions[each]).fill_null(value=False).alias(each) for each in doubtful[name].unless]
        held = sweep.frame.select(exceptions)
        for number in rows.arg_true():
            holding = [each for each, holds in held.row(number, named=True).items() if holds]
            said.setdefault(number, f"two exceptions to {name} both hold: {' and '.join(holding)}")
    return said


def without(frame: pl.DataFrame, rows: Collection[int]) -> pl.DataFrame:
    """The other rows."""
    return frame.filter(~pl.int_range(pl.len()).is_in(list(rows))) if rows else frame


def _every_rule(corpus: Corpus, on: dt.date) -> Iterator[Rule]:
    book = corpus.rulebook
    yield from book.conclusions.values()
    yield from book.exceptions.values()
    yield from rules_of(corpus, on)
    for table in (*tables_of(corpus).values(), corpus.triage.table):
        yield from table.rows
