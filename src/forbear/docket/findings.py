"""What do the rules say of each row? The findings of `assess` that are rules of the law, one column each, three-valued.

A column holds what the reading of one case says: `stage`, `option.FORM` and `window.FORM` a word, the others yes, no or null for not
known. Nothing is decided here that is not decided by a rule; `single` holds the two readings together.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import get_args

import polars as pl

from forbear.assessment.finding import Status, Timing
from forbear.assessment.matter import Matter
from forbear.assessment.options import LIVE
from forbear.assessment.plan import MOVED_FOR
from forbear.assessment.warnings import recently_ended
from forbear.casefile.facts.posture import underscored
from forbear.casefile.model import CaseFile
from forbear.docket.dates import NEXT
from forbear.docket.narrowing import Narrowing, Rows
from forbear.docket.table import PRESUMED
from forbear.law.corpus import Corpus
from forbear.law.table import LimbRule, Subject
from forbear.rules.columns import Sweep
from forbear.rules.explain import Rule, Table
from forbear.rules.strata import possibilities

STATUSES, TIMINGS = get_args(Status), get_args(Timing)
OPEN = ""  # under this name: the rows in which a finding is open at all
SUPERVISED = "post-order-supervision"
NO_BASIS = "none"  # the outcome of a window where there is no basis for the form


@dataclass(slots=True)
class Findings:
    """The columns of one part of a docket; the rows in which each word of a column is still possible; and what keeps a column open."""

    frame: pl.DataFrame
    possible: dict[str, pl.DataFrame]
    narrowed_by: dict[str, Rows]


def limbs_in_force(corpus: Corpus, on: dt.date) -> dict[str, LimbRule]:
    """The limb by which each priority flag is judged on a day, as `find_priorities` takes it."""
    found: dict[str, LimbRule] = {}
    for limb in corpus.rulebook.limbs:
        governs = corpus.authorities[limb.authority].status(on) == "in_force" and limb.rule.in_force(on)
        if limb.flag and governs:
            found.setdefault(limb.flag, limb)
    return found


def sweep_of(frame: pl.DataFrame, corpus: Corpus, on: dt.date) -> Sweep:
    """The rules of a day read over profiles."""
    book = corpus.rulebook
    return Sweep(frame, on, conclusions=book.conclusions, exceptions=book.exceptions, tables={"stage": book.stage})


def rules_of(corpus: Corpus, on: dt.date) -> Iterator[Rule]:
    """Every rule that is a column of a finding or part of one; conclusions and tables apart."""
    book = corpus.rulebook
    yield from (limb.rule for limb in limbs_in_force(corpus, on).values())
    plan = (*book.plan.screen, *book.plan.do_not_ask, *book.plan.oppose)
    yield from (subject.rule for subject in (*book.factors, *book.dangers, *book.case_warnings, *book.missing, *plan))


def tables_of(corpus: Corpus) -> dict[str, Table]:
    """The tables of which each is a finding, by the name of its column."""
    book = corpus.rulebook
    found = {"stage": book.stage} | {f"option.{form.form}": form.status for form in book.forms}
    return found | {f"window.{form.form}": form.timing for form in book.forms}


def find(profiles: pl.DataFrame, corpus: Corpus, on: dt.date) -> Findings:
    """Every finding of a day for every profile."""
    sweep, book, tables = sweep_of(profiles, corpus, on), corpus.rulebook, tables_of(corpus)
    rules = {_column(rule): rule for rule in rules_of(corpus, on)}
    outcomes = [name for table in tables.values() if table.id not in sweep.tables for name in possibilities(table).values()]
    plan = sweep.findings(rules, tables.values())
    read = plan.select(*profiles.columns, *sweep.named, *rules, *outcomes).collect()  # all rules and tables are read here, together
    possible = {name: _outcomes(read, table) for name, table in tables.items()}
    first = {name: (held, name in book.plan.screen_open_when_unknown) for name, held in _each(book.plan.screen).items()}
    columns = [
        *read.select(pl.col("case"), pl.col("place"), pl.col("circuit").cast(pl.String), pl.col("as_of")),
        *_stage(read, possible["stage"], corpus),
        *read.select(pl.col("detained"), *(name for name in NEXT if name in read.columns)),
        *(_constant(f"posture.{actor}", regime, read.height) for actor, regime in postures(corpus, on).items()),
        *read.select(held.alias(name) for name, held in _yes_or_no(corpus, on).items()),
        *(_status(possible[f"option.{form.form}"]).alias(f"option.{form.form}") for form in book.forms),
        *(_timing(possible[f"window.{form.form}"]).alias(f"window.{form.form}") for form in book.forms),
        *read.select(
            _named({name: held.fill_null(open_too) for name, (held, open_too) in first.items()}).alias("first"),
            _named(_missing(book.missing)).alias("missing"),
            *(pl.col(name).alias(f"conclusion.{name}") for name in book.conclusions),
        ),
    ]
    frame = pl.DataFrame(columns)
    frame = frame.with_columns(_do_not_ask(read, corpus, frame))
    narrowed = _narrowed(sweep, read, corpus, possible)
    return Findings(frame.with_columns(_listed(narrowed, frame.height)), possible, narrowed)


def _outcomes(read: pl.DataFrame, table: Table) -> pl.DataFrame:
    """For each outcome of a table the rows in which it is still possible."""
    return pl.DataFrame([read[name].alias(one) for one, name in possibilities(table).items()])


def _column(rule: Rule) -> str:
    """The column of a rule among what was read."""
    return f"rule {rule.id}"


def _yes_or_no(corpus: Corpus, on: dt.date) -> dict[str, pl.Expr]:
    """The columns that say yes, no or not known, conclusions apart."""
    book = corpus.rulebook
    found = {f"priority.{flag}": _held(limb.rule) for flag, limb in limbs_in_force(corpus, on).items()}
    found["outside_every_priority"] = ~_any(found.values())
    found |= {f"factor.{subject.rule.then}": _held(subject.rule) for subject in book.factors}
    found |= {f"danger.{name}": held for name, held in _each(book.dangers).items()}
    found |= {f"warning.{name}": held for name, held in _each(book.case_warnings).items()}
    if recently_ended(Matter(CaseFile("", {}), corpus, on)):
        found[f"warning.{book.recently_ended.warning}"] = pl.lit(value=True)
    return found


def _narrowed(sweep: Sweep, read: pl.DataFrame, corpus: Corpus, possible: Mapping[str, pl.DataFrame]) -> dict[str, Rows]:
    """For each finding that is open in some row, the facts that keep it open, and under the empty name the rows themselves."""
    book, tables = corpus.rulebook, tables_of(corpus)
    rules = {f"priority.{flag}": limb.rule for flag, limb in limbs_in_force(corpus, sweep.on).items()}
    rules |= {f"factor.{subject.rule.then}": subject.rule for subject in book.factors}
    asked = book.plan.screen_open_when_unknown
    rules |= {f"first.{subject.rule.then}": subject.rule for subject in book.plan.screen if subject.rule.then in asked}
    open_in: dict[str, pl.Series] = {}
    for name in tables:
        open_in[name] = possible[name].select(pl.sum_horizontal(pl.all()) > 1).to_series()
        if name == "stage":
            open_in[name] |= possible[name].select(_sure(possible[name], ["unsettled"]).is_not_null()).to_series()
    open_in |= {name: read[_column(rule)].is_null() for name, rule in rules.items()}
    open_in = {name: here for name, here in open_in.items() if here.any()}
    lines = (row for name in open_in for row in (tables[name].rows if name in tables else [rules[name]]))
    narrowing = Narrowing(sweep, read, book.conclusions, lines)
    return {
        name: {OPEN: here, **(narrowing.table(tables[name], here) if name in tables else narrowing.rule(rules[name]))}
        for name, here in open_in.items()
    }


def _listed(narrowed: Mapping[str, Rows], height: int) -> list[pl.Series]:
    """For each row the findings that are open, and the facts that keep them open."""
    open_in = {name.replace(".", ":", 1): rows[OPEN] for name, rows in narrowed.items()}
    facts: dict[str, pl.Series] = {}
    for rows in narrowed.values():
        for name, here in rows.items():
            if name != OPEN:
                facts[name] = facts[name] | here if name in facts else here
    return [_names(open_in, "open", height), _names(facts, "unknown", height)]


def _names(rows: Mapping[str, pl.Series], alias: str, height: int) -> pl.Series:
    if not rows:
        return pl.repeat([], height, dtype=pl.List(pl.String), eager=True).alias(alias)
    frame = pl.DataFrame([here.alias(name) for name, here in rows.items()])
    return frame.select(_named({name: pl.col(name) for name in rows}).alias(alias)).to_series()


def _named(held: Mapping[str, pl.Expr]) -> pl.Expr:
    """The names of what holds, as a list; what is not known is left out. Words of an Enum are small numbers, quicker than texts."""
    words = pl.Enum(list(held))
    each = [pl.when(here).then(pl.lit(name, words)) for name, here in held.items()]
    return pl.concat_list(each).list.drop_nulls().cast(pl.List(pl.String))


def postures(corpus: Corpus, on: dt.date) -> dict[str, str | None]:
    """How open each actor is on a day; the same for every case."""
    return {actor: regime.posture if (regime := entry.on(on)) else None for actor, entry in corpus.actors.items()}


def _constant(name: str, value: str | None, length: int) -> pl.Series:
    return pl.repeat(value, length, dtype=pl.String, eager=True).alias(name)


def _any(held: Iterable[pl.Expr]) -> pl.Expr:
    """Three-valued or."""
    return reduce(lambda one, other: one | other, held, pl.lit(value=False))


def _do_not_ask(read: pl.DataFrame, corpus: Corpus, frame: pl.DataFrame) -> pl.Series:
    """The forms that a plan says not to ask for: held off by a rule, to be avoided, or moved for by the government and opposed."""
    plan = corpus.rulebook.plan
    held = {name: each.fill_null(value=False) for name, each in _each(plan.do_not_ask).items()}
    opposed = _any(_held(subject.rule) for subject in plan.oppose).fill_null(value=False)
    forms: dict[str, pl.Expr] = {}
    for form in (rules.form for rules in corpus.rulebook.forms):
        avoid = pl.lit((frame[f"window.{form}"] == "avoid").fill_null(value=False))
        against = held.get(form, pl.lit(value=False)) | avoid
        forms[form] = against & pl.lit(frame[f"option.{form}"] != "unavailable")
    for motion, form in MOVED_FOR.items():
        forms[form] |= opposed & (pl.col("dhs_motion") == motion).fill_null(value=False)
    return read.select(_named(forms).alias("do_not_ask")).to_series()


def _held(rule: Rule) -> pl.Expr:
    """Whether a rule holds, among what was read."""
    return pl.col(_column(rule))


def _each(subjects: Iterable[Subject]) -> dict[str, pl.Expr]:
    """For each thing that rules speak of, whether any of them holds."""
    found: dict[str, list[pl.Expr]] = {}
    for subject in subjects:
        found.setdefault(subject.rule.then, []).append(_held(subject.rule))
    return {name: _any(held) for name, held in found.items()}


def _missing(subjects: Iterable[Subject]) -> dict[str, pl.Expr]:
    """The kinds of exhibit that a case wants and does not hold, each once, as `find_missing` says them."""
    wanted: dict[str, list[pl.Expr]] = {}
    for subject in subjects:
        kinds = (subject.rule.then, *subject.alternatives)
        filed = _any(pl.col(f"has_{underscored(kind)}").fill_null(value=False) for kind in kinds)
        wanted.setdefault(subject.rule.then, []).append(_held(subject.rule).fill_null(value=False) & ~filed)
    return {kind: _any(each) for kind, each in wanted.items()}


def _sure(possible: pl.DataFrame, outcomes: Iterable[str], words: pl.Enum | None = None) -> pl.Expr:
    """The one outcome that is possible, as one of the words; null while there are more."""
    words = words or pl.Enum(possible.columns)
    many = pl.sum_horizontal(possible.columns)
    return pl.coalesce([pl.when((many == 1) & pl.col(name)).then(pl.lit(name, words)) for name in outcomes])


def _stage(read: pl.DataFrame, possible: pl.DataFrame, corpus: Corpus) -> list[pl.Series]:
    outside = [item.id for item in corpus.rulebook.outside]
    stages = [name for name in possible.columns if name not in outside and name != "unsettled"]
    found = possible.select(
        _sure(possible, stages).alias("stage"),
        _sure(possible, outside).alias("outside"),
        _named({name: pl.col(name) for name in stages}).alias("stage_could_be"),
    )
    supervised = (pl.col("stage") == "final-order-unexecuted").fill_null(value=False) & read[PRESUMED]
    more = pl.when(supervised).then(pl.concat_list(pl.lit(SUPERVISED))).otherwise(pl.lit([], dtype=pl.List(pl.String)))
    found = found.with_columns(pl.col("stage_could_be").list.concat(more))
    return [found["stage"].cast(pl.Enum(stages)), found["stage_could_be"], found["outside"].cast(pl.Enum(outside))]


def _status(possible: pl.DataFrame) -> pl.Series:
    """As `status_of`: live either way is conditional."""
    words = pl.Enum(STATUSES)
    barred = _any(pl.col(name) for name in possible.columns if name not in LIVE)
    either = pl.when(barred).then(pl.lit("unknown", words)).otherwise(pl.lit("conditional", words))
    return possible.select(pl.coalesce(_sure(possible, possible.columns, words), either)).to_series()


def _timing(possible: pl.DataFrame) -> pl.Series:
    """The window; null where there is no basis for the form."""
    words = pl.Enum(TIMINGS)
    none = pl.lit(value=False) if NO_BASIS not in possible.columns else _sure(possible, [NO_BASIS]).is_not_null()
    timed = _sure(possible, (name for name in possible.columns if name != NO_BASIS), words)
    return possible.select(pl.when(~none).then(pl.coalesce(timed, pl.lit("unknown", words)))).to_series()
