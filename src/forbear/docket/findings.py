"""What do the rules say of each row? The findings of `assess` that are rules of the law, one column each, three-valued.

A column holds what the reading of one case says: `stage`, `option.FORM` and `window.FORM` a word, the others yes, no or null for not
known. Nothing is decided here that is not decided by a rule; `single` holds the two readings together.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
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

STATUSES, TIMINGS = get_args(Status), get_args(Timing)
OPEN = ""  # under this name: the rows in which a finding is open at all
SUPERVISED = "post-order-supervision"


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


def find(profiles: pl.DataFrame, corpus: Corpus, on: dt.date) -> Findings:
    """Every finding of a day for every profile."""
    sweep = sweep_of(profiles, corpus, on)
    book = corpus.rulebook
    rules: dict[str, pl.Expr] = {}
    for flag, limb in limbs_in_force(corpus, on).items():
        rules[f"priority.{flag}"] = sweep.rule(limb.rule)
    rules["outside_every_priority"] = ~_any(rules.values())
    rules |= {f"factor.{subject.rule.then}": sweep.rule(subject.rule) for subject in book.factors}
    rules |= {f"danger.{name}": held for name, held in _each(sweep, book.dangers).items()}
    rules |= {f"warning.{name}": held for name, held in _each(sweep, book.case_warnings).items()}
    ended = book.recently_ended.warning if recently_ended(Matter(CaseFile("", {}), corpus, on)) else None
    if ended:
        rules[f"warning.{ended}"] = pl.lit(value=True)
    rules |= {f"conclusion.{name}": pl.col(name) for name in book.conclusions}
    first = {name: (held, name in book.plan.screen_open_when_unknown) for name, held in _each(sweep, book.plan.screen).items()}
    missing = _missing(sweep, book.missing)
    possible = {f"option.{form.form}": sweep.outcomes(form.status) for form in book.forms}
    possible |= {f"window.{form.form}": sweep.outcomes(form.timing) for form in book.forms}
    stages = sweep.outcomes(book.stage)
    steps = [pl.when(held.fill_null(open_too)).then(pl.lit(name)) for name, (held, open_too) in first.items()]
    head = [pl.col("case"), pl.col("place"), pl.col("circuit").cast(pl.String), pl.col("as_of")]
    length = sweep.frame.height
    columns = [
        *sweep.frame.select(head),
        *_stage(sweep, stages, corpus),
        *sweep.frame.select(pl.col("detained"), *(name for name in NEXT if name in sweep.frame.columns)),
        *(_constant(f"posture.{actor}", regime, length) for actor, regime in postures(corpus, on).items()),
        *sweep.frame.select(held.alias(name) for name, held in rules.items() if not name.startswith("conclusion.")),
        *(_status(possible[f"option.{form.form}"]).alias(f"option.{form.form}") for form in book.forms),
        *(_timing(possible[f"window.{form.form}"]).alias(f"window.{form.form}") for form in book.forms),
        *sweep.frame.select(pl.concat_list(steps).list.drop_nulls().alias("first"), missing.alias("missing")),
        *sweep.frame.select(held.alias(name) for name, held in rules.items() if name.startswith("conclusion.")),
    ]
    frame = pl.DataFrame(columns)
    frame = frame.with_columns(_do_not_ask(sweep, corpus, frame))
    narrowed = _narrowed(sweep, corpus, on, frame, {"stage": stages, **possible})
    return Findings(frame.with_columns(_listed(narrowed, frame.height)), {"stage": stages, **possible}, narrowed)


def _narrowed(sweep: Sweep, corpus: Corpus, on: dt.date, frame: pl.DataFrame, possible: Mapping[str, pl.DataFrame]) -> dict[str, Rows]:
    """For each finding that is open in some row, the facts that keep it open, and under the empty name the rows themselves."""
    book = corpus.rulebook
    narrowing = Narrowing(sweep, book.conclusions)
    tables = {"stage": book.stage}
    tables |= {f"option.{form.form}": form.status for form in book.forms} | {f"window.{form.form}": form.timing for form in book.forms}
    rules = {f"priority.{flag}": limb.rule for flag, limb in limbs_in_force(corpus, on).items()}
    rules |= {f"factor.{subject.rule.then}": subject.rule for subject in book.factors}
    asked = book.plan.screen_open_when_unknown
    rules |= {f"first.{subject.rule.then}": subject.rule for subject in book.plan.screen if subject.rule.then in asked}
    found: dict[str, Rows] = {}
    for name, table in tables.items():
        here = possible[name].select(pl.sum_horizontal(pl.all()) > 1).to_series()
        here |= possible[name].select(_sure(possible[name], ["unsettled"]).is_not_null()).to_series() if name == "stage" else False
        if here.any():
            found[name] = {OPEN: here, **narrowing.table(table, here)}
    for name, rule in rules.items():
        held = sweep.rule(rule)
        here = sweep.frame.select(held.is_null().alias("open")).to_series()
        if here.any():
            found[name] = {OPEN: here, **narrowing.rule(rule)}
    return found


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
    return frame.select(
        pl.concat_list([pl.when(pl.col(name)).then(pl.lit(name)) for name in rows]).list.drop_nulls().alias(alias)
    ).to_series()


def postures(corpus: Corpus, on: dt.date) -> dict[str, str | None]:
    """How open each actor is on a day; the same for every case."""
    return {actor: regime.posture if (regime := entry.on(on)) else None for actor, entry in corpus.actors.items()}


def _constant(name: str, value: str | None, length: int) -> pl.Series:
    return pl.repeat(value, length, dtype=pl.String, eager=True).alias(name)


def _any(held: Iterable[pl.Expr]) -> pl.Expr:
    """Three-valued or."""
    return reduce(lambda one, other: one | other, held, pl.lit(value=False))


def _do_not_ask(sweep: Sweep, corpus: Corpus, frame: pl.DataFrame) -> pl.Series:
    """The forms that a plan says not to ask for: held off by a rule, to be avoided, or moved for by the government and opposed."""
    plan = corpus.rulebook.plan
    held = {name: each.fill_null(value=False) for name, each in _each(sweep, plan.do_not_ask).items()}
    opposed = _any(sweep.rule(subject.rule) for subject in plan.oppose).fill_null(value=False)
    forms: dict[str, pl.Expr] = {}
    for form in (rules.form for rules in corpus.rulebook.forms):
        avoid = pl.lit((frame[f"window.{form}"] == "avoid").fill_null(value=False))
        against = held.get(form, pl.lit(value=False)) | avoid
        forms[form] = against & pl.lit(frame[f"option.{form}"] != "unavailable")
    for motion, form in MOVED_FOR.items():
        forms[form] |= opposed & (pl.col("dhs_motion") == motion).fill_null(value=False)
    named = pl.concat_list([pl.when(each).then(pl.lit(form)) for form, each in forms.items()]).list.drop_nulls()
    return sweep.frame.select(named.alias("do_not_ask")).to_series()


def _each(sweep: Sweep, subjects: Iterable[Subject]) -> dict[str, pl.Expr]:
    """For each thing that rules speak of, whether any of them holds."""
    found: dict[str, list[pl.Expr]] = {}
    for subject in subjects:
        found.setdefault(subject.rule.then, []).append(sweep.rule(subject.rule))
    return {name: _any(held) for name, held in found.items()}


def _missing(sweep: Sweep, subjects: Iterable[Subject]) -> pl.Expr:
    """The kinds of exhibit that a case wants and does not hold, each once, as `find_missing` says them."""
    wanted: dict[str, list[pl.Expr]] = {}
    for subject in subjects:
        kinds = (subject.rule.then, *subject.alternatives)
        held = _any(pl.col(f"has_{underscored(kind)}").fill_null(value=False) for kind in kinds)
        wanted.setdefault(subject.rule.then, []).append(sweep.rule(subject.rule).fill_null(value=False) & ~held)
    return pl.concat_list([pl.when(_any(each)).then(pl.lit(kind)) for kind, each in wanted.items()]).list.drop_nulls()


def _sure(possible: pl.DataFrame, outcomes: Iterable[str]) -> pl.Expr:
    """The one outcome that is possible; null while there are more."""
    many = pl.sum_horizontal(possible.columns)
    return pl.coalesce([pl.when((many == 1) & pl.col(name)).then(pl.lit(name)) for name in outcomes])


def _stage(sweep: Sweep, possible: pl.DataFrame, corpus: Corpus) -> list[pl.Series]:
    outside = [item.id for item in corpus.rulebook.outside]
    stages = [name for name in possible.columns if name not in outside and name != "unsettled"]
    could = [pl.when(pl.col(name)).then(pl.lit(name)) for name in stages]
    found = possible.select(
        _sure(possible, stages).alias("stage"),
        _sure(possible, outside).alias("outside"),
        pl.concat_list(could).list.drop_nulls().alias("stage_could_be"),
    )
    supervised = (pl.col("stage") == "final-order-unexecuted").fill_null(value=False) & sweep.frame[PRESUMED]
    more = pl.when(supervised).then(pl.concat_list(pl.lit(SUPERVISED))).otherwise(pl.lit([], dtype=pl.List(pl.String)))
    found = found.with_columns(pl.col("stage_could_be").list.concat(more))
    return [found["stage"].cast(pl.Enum(stages)), found["stage_could_be"], found["outside"].cast(pl.Enum(outside))]


def _status(possible: pl.DataFrame) -> pl.Series:
    """As `status_of`: live either way is conditional."""
    barred = _any(pl.col(name) for name in possible.columns if name not in LIVE)
    word = _sure(possible, possible.columns)
    return possible.select(
        pl.coalesce(word, pl.when(~barred).then(pl.lit("conditional")), pl.lit("unknown")).cast(pl.Enum(STATUSES))
    ).to_series()


def _timing(possible: pl.DataFrame) -> pl.Series:
    """The window; null where there is no basis for the form."""
    word = pl.coalesce(_sure(possible, possible.columns), pl.lit("unknown"))
    return possible.select(pl.when(word != "none").then(word).cast(pl.Enum(TIMINGS))).to_series()
