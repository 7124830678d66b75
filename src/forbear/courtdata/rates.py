"""How often does an outcome come, of whom, and how sure is that? Base rates with named denominators over the events of a release.

    share      of the outcomes reached in a period: how cases ended then
    hazard     events per case pending at risk and year: what happens to a pending case in a year
    incidence  the share of cases so ended within so many days of filing, other outcomes competing (Aalen–Johansen), pending cases censored

Nothing is pooled over a change of what the codes mean or of the policy: where a figure would span one it is split into strata, and a fiscal
year that spans one says so. Every row carries its definition, its denominator, its n and the release.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forbear.courtdata.counting import Count, Value, count
from forbear.courtdata.events import connect
from forbear.courtdata.intervals import Sums, byar, rate_effect, share_effect, wilson
from forbear.courtdata.outcomes import Outcome, Stratum, spanned
from forbear.courtdata.question import Plan, Question, Unit, check
from forbear.courtdata.shrinkage import Cell, pool

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from forbear.courtdata.release import Release

FEW = 10  # events up to which a cell is not for publishing
FEW_LEADS = 30  # leads below which a cell takes the design effect of its stratum, its own being noise
LATE_MONTHS = 2  # before the release, in which decisions are still being entered
UNITS_SAID = {
    "final": "cases by their last proceeding",
    "first": "cases by their first outcome (the first completed proceeding but for moves between courts)",
    "event": "completed proceedings",
    "ever": "cases that were ever so ended, each once a cell",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """One cell. `rate` is events of at_risk (per year for a hazard; for an incidence the estimate, which is not that quotient).

    `low` to `high` is its 95% interval over leads, `plain_*` as if all were independent; `pooled` is the rate drawn toward court and
    nation. A rate is None where nobody was at risk or could be followed so long. `completions` are proceedings so ended, whatever the unit.
    """

    group: Mapping[str, Value]
    events: int
    at_risk: float
    cases: int
    leads: int
    completions: int
    nta_not_filed: int
    rate: float | None
    low: float | None
    high: float | None
    plain_low: float | None
    plain_high: float | None
    pooled: float | None = None
    pooled_low: float | None = None
    pooled_high: float | None = None
    strata: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What a reader must know of this cell, in one line."""
        return "; ".join(self.notes)


@dataclass(frozen=True, slots=True)
class Rates:
    """The rows of an answer, and what they mean. `strata` are those that the rows touch."""

    question: Question
    outcome: Outcome
    unit: Unit
    by: tuple[str, ...]
    definition: str
    denominator: str
    release: dt.date
    rows: list[Rate]
    strata: list[Stratum] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_data(self) -> list[dict[str, object]]:
        """The rows as plain data, each with its definition, its denominator and its release."""
        said = {"outcome": self.outcome.name, "unit": self.unit, "denominator": self.question.denominator, "definition": self.definition}
        return [_as_data(row) | said | {"of": self.denominator, "release": self.release} for row in self.rows]


def rates(release: "Release", question: Question) -> Rates:
    """The answer over a release. Raises BadInput."""
    with connect(release) as connection:
        return rates_over(connection, question, release.day)


def rates_over(connection: "DuckDBPyConnection", question: Question, release: dt.date) -> Rates:
    """The answer over a connection that sees `events`. Raises BadInput."""
    plan = check(question, connection, release)
    counts = count(connection, plan)
    rows = _rows(plan, counts)
    touched = {name for row in rows for name in row.strata}
    notes = [*plan.notes, *_notes(plan)]
    said, of = _definition(plan), _denominator(plan)
    return Rates(
        question, plan.outcome, plan.unit, plan.by, said, of, release, rows, [one for one in plan.strata if one.id in touched], notes
    )


def _rows(plan: Plan, counts: list[Count]) -> list[Rate]:
    """The cells with intervals and pooled rates; only cells of the same strata are drawn together."""
    strata = [_strata(plan, found) for found in counts]
    together: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, named in enumerate(strata):
        together[named].append(index)
    rows: list[Rate | None] = [None] * len(counts)
    for named, indices in together.items():
        total = sum((counts[index].sums for index in indices[1:]), counts[indices[0]].sums)
        effect = _effect(plan, total)
        effects = [effect if counts[index].sums.leads < FEW_LEADS else _effect(plan, counts[index].sums) for index in indices]
        cells = [_cell(plan, counts[index], one) for index, one in zip(indices, effects, strict=True)]
        priors = pool([cell or Cell(0.0, 0.0) for cell in cells], share=plan.question.denominator != "hazard")
        for index, cell, prior, one in zip(indices, cells, priors, effects, strict=True):
            drawn = prior.counts(cell) if cell and prior.strength else None
            rows[index] = _row(plan, counts[index], one, drawn, named)
    return [row for row in rows if row is not None]


def _effect(plan: Plan, sums: Sums) -> float:
    return rate_effect(sums) if plan.question.denominator == "hazard" else share_effect(sums)


def _cell(plan: Plan, found: Count, effect: float) -> Cell | None:
    """The cell's effective counts; None where there is no rate. An incidence counts as many people as would be as sure of it."""
    if found.sums.n <= 0 or _too_short(plan, found):
        return None
    court = found.group.get("court")
    if found.incidence is None or found.variance is None:
        return Cell(found.sums.k / effect, found.sums.n / effect, court)
    n = _as_sure(found)
    return Cell(found.incidence * n / effect, n / effect, court)


def _as_sure(found: Count) -> float:
    """How many fully followed people would be as sure of an incidence as those who were."""
    f, variance = found.incidence or 0.0, found.variance or 0.0
    return f * (1 - f) / variance if variance > 1e-15 and 0 < f < 1 else float(found.followed or 1)


def _row(plan: Plan, found: Count, effect: float, drawn: tuple[float, float] | None, strata: tuple[str, ...]) -> Rate:
    sums = found.sums
    hazard = plan.question.denominator == "hazard"
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    plain: tuple[float | None, float | None] = (None, None)
    if sums.n > 0 and not _too_short(plan, found):
        interval = byar if hazard else wilson
        k, n = (sums.k, sums.n) if found.incidence is None else (found.incidence * _as_sure(found), _as_sure(found))
        rate = sums.k / sums.n if found.incidence is None else found.incidence
        low, high = interval(k / effect, n / effect)
        plain = interval(k, n)
    pooled: tuple[float | None, float | None, float | None] = (None, None, None)
    if drawn is not None and rate is not None and drawn[1] > 0:
        pooled = (drawn[0] / drawn[1], *(byar if hazard else wilson)(*drawn))
    return Rate(
        group=found.group,
        events=round(sums.k),
        at_risk=round(sums.n, 2) if hazard else round(sums.n),
        cases=found.cases,
        leads=sums.leads,
        completions=found.completions,
        nta_not_filed=found.nta_not_filed,
        rate=_rounded(rate),
        low=_rounded(low),
        high=_rounded(high),
        plain_low=_rounded(plain[0]),
        plain_high=_rounded(plain[1]),
        pooled=_rounded(pooled[0]),
        pooled_low=_rounded(pooled[1]),
        pooled_high=_rounded(pooled[2]),
        strata=strata,
        notes=tuple(_row_notes(plan, found, strata)),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _strata(plan: Plan, found: Count) -> tuple[str, ...]:
    """The strata that a cell spans: the one it is split by, or those that its fiscal year touches within the period of the answer."""
    named = found.group.get("stratum")
    if isinstance(named, str):
        return (named,)
    year = found.group.get("fiscal_year", found.group.get("filed_fiscal_year") if plan.question.denominator == "incidence" else None)
    if not isinstance(year, int):
        return tuple(one.id for one in plan.strata) if len(plan.strata) == 1 else ()
    first, last = dt.date(year - 1, 10, 1), min(dt.date(year, 9, 30), plan.release)
    first = max(first, plan.since) if plan.since else first
    last = min(last, plan.until - dt.timedelta(days=1)) if plan.until else last
    return tuple(one.id for one in spanned(plan.strata, first, last))


def _too_short(plan: Plan, found: Count) -> bool:
    """Whether nobody in a cohort can have been followed to the day asked for."""
    return found.at_most is not None and found.at_most < plan.question.days + plan.question.pending_days


def _row_notes(plan: Plan, found: Count, strata: tuple[str, ...]) -> list[str]:
    notes = []
    if _too_short(plan, found):
        notes.append(
            f"followed for {found.at_most} days at most, not {plan.question.days + plan.question.pending_days}: no figure; ask fewer --days"
        )
    if 1 <= found.sums.k <= FEW:
        notes.append(f"1 to {FEW} events: not for publishing, and mostly chance; see the pooled rate")
    if strata[1:]:
        changes = [one for one in plan.strata if one.id in strata[1:]]
        notes.append("spans " + " and ".join(f"{one.id} ({one.what})" for one in changes) + "; --by … ,stratum divides it")
    year = found.group.get("fiscal_year")
    if isinstance(year, int) and plan.question.denominator != "incidence":
        if plan.since and fiscal_start(year) < plan.since:
            notes.append(f"counted from {plan.since} only")
        if plan.until and plan.until <= min(dt.date(year, 9, 30), plan.release):
            notes.append(f"counted to {plan.until - dt.timedelta(days=1)} only")
    if found.last and plan.question.denominator != "incidence" and found.last > late_from(plan.release):
        notes.append(f"decisions since {late_from(plan.release)} are still being entered")
    return notes


def fiscal_start(year: int) -> dt.date:
    """The first day of a fiscal year."""
    return dt.date(year - 1, 10, 1)


def late_from(release: dt.date) -> dt.date:
    """The last day whose decisions can be taken to be entered: two months before the release."""
    month = release.month - LATE_MONTHS
    year, month = (release.year, month) if month > 0 else (release.year - 1, month + 12)
    after = dt.date(year + (month == 12), month % 12 + 1, 1)
    return min(dt.date(year, month, 1) + dt.timedelta(days=release.day - 1), after - dt.timedelta(days=1))


def _definition(plan: Plan) -> str:
    parts = [
        f"{plan.outcome.title}: {plan.outcome.says}",
        f"counted: {UNITS_SAID[plan.unit]}",
        f"case type {', '.join(plan.question.case_types)}",
    ]
    if plan.question.where:
        parts.append(f"where {plan.question.where}")
    if plan.question.stratum:
        parts.append(f"stratum {plan.strata[0].id}: {plan.strata[0].what}")
    return "; ".join(parts)


def _denominator(plan: Plan) -> str:
    days, pending = plan.question.days, plan.question.pending_days
    still = f" among cases pending for more than {pending} days" if pending else ""
    if plan.question.denominator == "hazard":
        return f"years for which cases were pending{still}: the rate is events per pending case and year"
    if plan.question.denominator == "incidence":
        after = f"{days} days more" if pending else f"{days} days of filing"
        said = f"the share so ended within {after} (Aalen–Johansen), other outcomes competing, pending cases censored"
        return f"cases by fiscal year of filing{still}: {said}"
    if plan.counts_pending:
        return "all cases, whatever their state"
    apart = "" if plan.outcome.classes & {"venue_or_transfer", "zero_bond_record"} else " but for moves between courts and bond records"
    return f"outcomes of the period{apart}{still}; cases whose Notice to Appear was never filed are among them (nta_not_filed)"


def _notes(plan: Plan) -> list[str]:
    notes = []
    question = plan.question
    if question.denominator == "share" and not plan.counts_pending:
        notes.append(
            "a share of the cases that ended, not of those that wait: for a pending case ask for --denominator hazard or incidence"
        )
    if question.denominator != "incidence" and (plan.outcome.since or plan.outcome.until):
        told = [f"from {plan.outcome.since}"] if plan.outcome.since else []
        told += [f"to {plan.outcome.until - dt.timedelta(days=1)}"] if plan.outcome.until else []
        notes.append(f"the codes tell this outcome {' '.join(told)} only; other outcomes of that time alone are its denominator")
    if question.denominator == "incidence":
        notes.append("fiscal years and strata are those of the filing; what the codes can tell and the policy change while a cohort waits")
    if "dismissed" in plan.outcome.classes:
        notes.append("a dismissal is not favourable by itself: since 2025 many are on the government's motion; --by moved_by")
    if {"representation", "representation_on_record"} & ({*plan.by} | plan.where_reads):
        notes.append("an association, not an effect: people whose cases last longer have more time to find a lawyer")
    if "judge" in plan.by:
        notes.append("judges are compared by the pooled rate and its interval only; codes are not merged, and one judge may have several")
    return notes


def _as_data(row: Rate) -> dict[str, object]:
    names = [name for name in row.__slots__ if name not in ("group", "notes", "strata")]
    return (
        dict(row.group) | {name: getattr(row, name) for name in names} | {"n": row.cases} | {"strata": list(row.strata), "note": row.note}
    )
