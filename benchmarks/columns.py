"""`python -m benchmarks.columns`: the rules over columns beside their peers, in one run, on two threads. Exit 1 where a limit is passed.

The peers run the same rules over the same invented profiles. OpenFisca has two values and is given only rules without the table of stages;
DuckDB stores the same columns; the plain Polars is what one writes by hand, an expression a rule, without the layers.
"""

import os

os.environ["POLARS_MAX_THREADS"] = "2"  # read when Polars is imported

import datetime as dt
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
from openfisca_core import periods
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from forbear.casefile.profile import facts
from forbear.docket.findings import sweep_of
from forbear.docket.synthetic import profiles
from forbear.law.corpus import Corpus
from forbear.law.table import Rulebook
from forbear.rules.explain import Rule, Table
from forbear.rules.naming import names_in
from forbear.rules.strata import could

ON = dt.date(2026, 11, 16)
SEED = 1
MILLION = 1_000_000


def median(work: Callable[[], object], times: int = 5) -> float:
    """The median time in seconds after one run that does not count."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def single_rules(book: Rulebook) -> dict[str, Rule]:
    """Every rule of the corpus that is no row of a table and no conclusion."""
    plan = (*book.plan.screen, *book.plan.prefer, *book.plan.do_not_ask, *book.plan.oppose)
    subjects = (*book.factors, *book.case_warnings, *book.form_warnings, *book.dangers, *book.missing, *book.interests, *plan)
    rules = [subject.rule for subject in subjects] + [limb.rule for limb in book.limbs] + [line.rule for line in book.deadlines]
    return {f"rule_{number}": rule for number, rule in enumerate(rules)}


def all_tables(book: Rulebook) -> list[Table]:
    """Every table of the corpus."""
    return [book.stage, *(table for form in book.forms for table in (form.variant, form.status, form.timing)), book.plan.when_to_ask]


def everything(frame: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Every rule and every table of the corpus over profiles."""
    book = corpus.rulebook
    rules, tables = single_rules(book), all_tables(book)
    wanted = [*book.conclusions, *rules, *(could(table, one) for table in tables for one in table.outcomes())]
    return sweep_of(frame, corpus, ON).findings(rules, tables).select(wanted).collect()


def weight(rule: Rule, book: Rulebook) -> int:
    """How much a rule reads: the facts in its sentence and in the conclusions below it."""
    below = [book.conclusions[name] for name in names_in(rule.when) if name in book.conclusions]
    return str(rule.when).count("[") + sum(weight(each, book) for each in below)


def reads_more(rule: Rule, book: Rulebook) -> bool:
    """Whether a rule rests on the table of stages or on the circuit, which the peers are not given."""
    names = names_in(rule.when)
    return "stage" in names or bool(rule.circuits) or any(reads_more(book.conclusions[each], book) for each in names & {*book.conclusions})


def heaviest(book: Rulebook, number: int, *, staged: bool) -> dict[str, Rule]:
    """The heaviest rules in force on the day, without stage and circuit where `staged` is not wanted."""
    rules = {name: rule for name, rule in single_rules(book).items() if rule.in_force(ON) and (staged or not reads_more(rule, book))}
    return dict(sorted(rules.items(), key=lambda item: -weight(item[1], book))[:number])


def below(rules: Mapping[str, Rule], book: Rulebook) -> dict[str, Rule]:
    """The conclusions that rules rest on, deepest first."""
    found: dict[str, Rule] = {}

    def visit(rule: Rule) -> None:
        for name in sorted(names_in(rule.when)):
            if name in book.conclusions and name not in found:
                visit(book.conclusions[name])
                found[name] = book.conclusions[name]

    for rule in rules.values():
        visit(rule)
    return found


def read(rule: Rule, value: Callable[[str], Any], literal: Callable[[str, object], Any], no: Callable[[Any], Any]) -> Any:
    """A rule in the terms of a peer whose columns know the operators of Python; one that is not law on the day never holds."""
    return read_sentence(rule.when if rule.in_force(ON) else ["never"], value, literal, no)


def read_sentence(node: Sequence[Any], value: Callable[[str], Any], literal: Callable[[str, object], Any], no: Callable[[Any], Any]) -> Any:
    """A sentence in the terms of a peer."""
    word = node[0]
    if word in ("always", "never"):
        return literal("", word == "always")
    if word in ("and", "or"):
        parts = [read_sentence(part, value, literal, no) for part in node[1:]]
        return reduce(lambda one, other: one & other if word == "and" else one | other, parts)
    if word == "not":
        return no(read_sentence(node[1], value, literal, no))
    name = str(node[1])
    held = value(name)

    def given(item: object) -> Any:
        return value(str(item[1])) if isinstance(item, list) else literal(name, item)

    if word == "fact":
        return held
    if word == "in":
        return reduce(lambda one, other: one | other, (held == given(item) for item in node[2]))
    if word == "between":
        return (held >= given(node[2])) & (held <= given(node[3]))
    compare = {"=": "__eq__", "<>": "__ne__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}
    return getattr(held, compare[word])(given(node[2]))


def plain_polars(frame: pl.DataFrame, rules: Mapping[str, Rule], book: Rulebook) -> pl.DataFrame:
    """As one writes it by hand: an expression a rule over named columns, the conclusions first, then all rules in one select."""

    def literal(name: str, item: object) -> object:
        if not name:
            return pl.lit(item)
        return dt.date.fromisoformat(str(item)) if facts()[name].type == "date" else item

    lazy = frame.lazy()
    for name, rule in below(rules, book).items():
        lazy = lazy.with_columns(read(rule, pl.col, literal, lambda held: ~held).alias(name))
    return lazy.select(read(rule, pl.col, literal, lambda held: ~held).alias(name) for name, rule in rules.items()).collect()


class Fisca:
    """The same rules as OpenFisca variables in its own types (words as Enum, days as dates), two-valued: what is not known is a default."""

    def __init__(self, frame: pl.DataFrame, rules: Mapping[str, Rule], book: Rulebook) -> None:
        person = Entity("person", "persons", "", "")
        self.system = TaxBenefitSystem([person])
        conclusions = below(rules, book)
        self.rules = list(rules)
        used = set().union(*(names_in(rule.when) for rule in (*rules.values(), *conclusions.values()))) - set(conclusions)
        self.words = {name: Enum(name, {f"word_{n}": word for n, word in enumerate(("", *facts()[name].values))}) for name in used}
        kinds = {"boolean": bool, "integer": int, "date": dt.date}
        for name in used:
            self._add(name, kinds.get(facts()[name].type, Enum), person, None)
        for name, rule in (conclusions | rules).items():
            self._add(name, bool, person, self._formula(rule))
        self.data = {name: self._column(frame[name], facts()[name].type) for name in used}
        self.size = frame.height

    def _add(self, name: str, kind: type, person: Entity, formula: Callable[..., Any] | None) -> None:
        members = {"value_type": kind, "entity": person, "definition_period": periods.DateUnit.ETERNITY, "label": name}
        if kind is Enum:
            members |= {"possible_values": self.words[name], "default_value": self.words[name]("")}
        if formula is not None:
            members |= {"formula": formula, "definition_period": periods.DateUnit.DAY}
        self.system.add_variable(type(name, (Variable,), members))

    def _formula(self, rule: Rule) -> Callable[..., Any]:
        def literal(name: str, item: object) -> Any:
            if not name:
                return np.bool_(item)
            fact = facts()[name]
            if fact.type == "date":
                return np.datetime64(str(item))
            return self.words[name](item) if fact.type == "text" else int(str(item))

        return lambda person, period: read(rule, lambda name: person(name, period), literal, np.logical_not)

    @staticmethod
    def _column(column: pl.Series, kind: str) -> Any:
        if kind == "boolean":
            return column.fill_null(value=False).to_numpy()
        if kind == "text":
            return (column.to_physical().cast(pl.Int16) + 1).fill_null(0).to_numpy()
        return column.fill_null(dt.date(1969, 12, 31) if kind == "date" else -1).to_numpy()

    def load(self) -> Any:
        """A simulation with its inputs, nothing calculated."""
        simulation = SimulationBuilder().build_default_simulation(self.system, self.size)
        for name, column in self.data.items():
            column = EnumArray(column, self.words[name]) if facts()[name].type == "text" else column  # noqa: PLW2901
            simulation.set_input(name, periods.ETERNITY, column)
        return simulation

    def seconds(self, times: int = 5) -> float:
        """The median time of calculating every rule; loading does not count."""
        taken = []
        for _ in range(times + 1):
            simulation = self.load()
            start = time.perf_counter()
            for name in self.rules:
                simulation.calculate(name, "2026-11-16")
            taken.append(time.perf_counter() - start)
        return statistics.median(taken[1:])


def duckdb_seconds(table: Path, corpus: Corpus, expected: pl.DataFrame) -> float:
    """The median time in which DuckDB makes and stores the same columns of every rule from its own table of the same profiles."""
    book = corpus.rulebook
    rules, tables = single_rules(book), all_tables(book)
    strata = sweep_of(pl.read_parquet(table, n_rows=0), corpus, ON).strata
    query = "SELECT * FROM profiles"
    for layer in (*strata.layers, *strata.findings(rules, tables)):
        query = f"SELECT *, {', '.join(f'{text} AS {name}' for name, text in layer.items())} FROM ({query})"
    wanted = ", ".join(expected.columns)
    with duckdb.connect(":memory:", config={"threads": 2}) as database:
        database.execute(f"CREATE TABLE profiles AS SELECT * FROM '{table}'")
        seconds = median(lambda: database.execute(f"CREATE OR REPLACE TABLE found AS SELECT {wanted} FROM ({query})"), 3)
        counted = ", ".join(f"count(*) FILTER ({name}), count({name})" for name in expected.columns)
        row = database.execute(f"SELECT {counted} FROM found").fetchone()
    assert row is not None
    assert list(row) == [n for name in expected.columns for n in (expected[name].sum(), expected[name].count())], "DuckDB says otherwise"
    return seconds


def filled(frame: pl.DataFrame) -> pl.DataFrame:
    """The profiles with nothing unknown, as OpenFisca takes them."""
    fill = {pl.Boolean: False, pl.Int64: -1, pl.Date: dt.date(1969, 12, 31)}
    return frame.with_columns(pl.col(kind).fill_null(value) for kind, value in fill.items())


def national(table: str) -> None:
    """In a process of its own: the 40 heaviest rules over a table, its seconds and its largest memory."""
    corpus = Corpus.load()
    frame = pl.read_parquet(table)
    rules = heaviest(corpus.rulebook, 40, staged=True)
    seconds = median(lambda: sweep_of(frame, corpus, ON).findings(rules).select(list(rules)).collect(), 3)
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> int:
    """Prints each figure beside its limit."""
    corpus = Corpus.load()
    book = corpus.rulebook
    twenty = heaviest(book, 20, staged=False)
    print(f"python {sys.version.split()[0]}, polars {pl.__version__}, duckdb {duckdb.__version__}, two threads; invented profiles\n")
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "profiles.parquet"
        frame = profiles(MILLION, SEED, ON, corpus)
        frame.write_parquet(table)
        found = sweep_of(frame, corpus, ON).findings(twenty).select(list(twenty)).collect()
        assert plain_polars(frame, twenty, book).equals(found), "plain Polars says otherwise"
        known = filled(frame.head(100_000))
        same(Fisca(known, twenty, book), sweep_of(known, corpus, ON).findings(twenty).select(list(twenty)).collect())
        peer = Fisca(frame, twenty, book)
        taken = [  # in turn, so that whatever else the machine does falls on all three
            (
                median(lambda: sweep_of(frame, corpus, ON).findings(twenty).select(list(twenty)).collect(), 1),
                median(lambda: plain_polars(frame, twenty, book), 1),
                peer.seconds(1),
            )
            for _ in range(9)
        ]
        ours, plain, fisca = (statistics.median(each) for each in zip(*taken, strict=True))
        duck = duckdb_seconds(table, corpus, everything(frame, corpus))
        frame = profiles(4 * MILLION, SEED, ON, corpus)
        linear = {
            rows: median(lambda rows=rows: everything(frame.head(rows), corpus), 3) for rows in (10_000, 100_000, MILLION, 4 * MILLION)
        }
        frame.head(3_700_000).write_parquet(table)
        said = subprocess.run([sys.executable, "-m", "benchmarks.columns", str(table)], capture_output=True, text=True, check=True).stdout
        seconds, memory = map(float, said.split())
    whole = linear[MILLION]
    rows = [
        (
            "all rules beside DuckDB storing the same columns",
            5 * whole / duck,
            1.0,
            f"{whole:.3f} s, DuckDB {duck:.2f} s: {duck / whole:.1f} times",
        ),
        ("20 rules beside OpenFisca", 3 * ours / fisca, 1.0, f"{ours:.4f} s, OpenFisca {fisca:.4f} s: {fisca / ours:.1f} times"),
        ("20 rules beside plain Polars", ours / plain, 1.5, f"{ours:.4f} s, plain {plain:.4f} s"),
        ("3,700,000 profiles, 40 heaviest rules: s", seconds, 2.0, ""),
        ("3,700,000 profiles, 40 heaviest rules: MB", memory, 4096.0, ""),
        ("cost of a row at 4,000,000 beside 1,000,000", linear[4 * MILLION] / 4 / whole, 1.25, ""),
        ("cost of a row at 1,000,000 beside 100,000", whole / 10 / linear[100_000], 1.25, ""),
    ]
    passed = 0
    for name, value, limit, more in rows:
        passed += value > limit
        print(f"{name:<52}{value:>9.2f}  limit {limit:>7.2f}{'  OVER' if value > limit else ''}  {more}")
    print(f"all rules of the corpus beside OpenFisca's 20: {fisca / whole:.2f} of the time")
    print("all rules and tables, seconds by rows: " + ", ".join(f"{rows:,}: {taken:.3f}" for rows, taken in linear.items()))
    return 1 if passed else 0


def same(fisca: Fisca, found: pl.DataFrame) -> None:
    """Where nothing is unknown the two-valued peer says the same; words that are unknown make a row open here, and are left out."""
    simulation = fisca.load()
    for name in fisca.rules:
        theirs = pl.Series(simulation.calculate(name, "2026-11-16"))
        sure = found[name].is_not_null()
        assert theirs.filter(sure).equals(found[name].filter(sure)), f"OpenFisca says otherwise of {name}"


if __name__ == "__main__":
    raise SystemExit(national(sys.argv[1]) if len(sys.argv) > 1 else main())
