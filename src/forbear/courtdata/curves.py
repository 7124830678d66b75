"""How do cases end as time goes on? The cumulative incidence of each kind of end by days since filing, all kinds competing.

Aalen–Johansen over each case's first outcome; pending cases are censored at the release. At any one day it is the figure that `rates` gives
for that outcome with `--denominator incidence --days N`.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forbear.courtdata.counting import Value, followed
from forbear.courtdata.events import connect
from forbear.courtdata.outcomes import outcome
from forbear.courtdata.question import Plan, Question, check
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from forbear.courtdata.release import Release

ENDS = (  # kinds of end that compete: a name for each and the outcomes in it; every other end is the last kind
    ("ordered removed", "removal_order"),
    ("relief or protection", "relief_granted,withholding_or_cat"),
    ("closed (a pause)", "closure"),
    ("dismissed", "dismissed"),
    ("terminated", "terminated,terminated_pd"),
    ("Notice never filed", "nta_not_filed"),
)
REST = "another end"
POINTS = 120  # of a curve
LEAST_AT_RISK = 30  # people below which a curve is not drawn on: a step of one would be a step of three percent and more


@dataclass(frozen=True, slots=True)
class Curve:
    """One kind of end in one group: days since filing and the share so ended by then, as far as people were followed."""

    group: Mapping[str, Value]
    end: str
    days: tuple[int, ...]
    share: tuple[float, ...]
    cases: int


@dataclass(frozen=True, slots=True)
class Curves:
    """The curves of an answer, and what they mean."""

    question: Question
    by: tuple[str, ...]
    release: dt.date
    said: str
    curves: list[Curve]


def curves(release: "Release", question: Question) -> Curves:
    """How the cases of a question's scope ended, whatever outcome it names. Raises BadInput."""
    with connect(release) as connection:
        return curves_over(connection, question, release.day)


def curves_over(connection: "DuckDBPyConnection", question: Question, release: dt.date) -> Curves:
    """The same over a connection that sees `events`. Raises BadInput."""
    if question.denominator != "incidence":
        raise BadInput([Problem("--denominator", None, "curves are cumulative incidences; leave it away or say incidence")])
    plan = check(question, connection, release)
    names = [f"g_{name}" for name in plan.by]
    found: dict[tuple[Value, ...], list[tuple[float, ...]]] = {}
    cursor = connection.execute(_steps(plan))
    for row in cursor.fetchall():
        found.setdefault(row[: len(names)], []).append(row[len(names) :])
    drawn = [
        curve
        for key, steps in sorted(found.items(), key=lambda item: [(value is None, isinstance(value, str), value) for value in item[0]])
        for curve in _curves(dict(zip(plan.by, key, strict=True)), steps, plan)
    ]
    after = f" among cases pending for more than {question.pending_days} days" if question.pending_days else ""
    said = (
        f"Of cases filed in the period{after}, the share so ended by each day since filing (Aalen–Johansen): ends compete, pending cases "
        f"are censored at the release of {release}; case type {', '.join(question.case_types)}"
        + (f"; where {question.where}" if question.where else "")
        + f". Drawn while at least {LEAST_AT_RISK} are followed."
    )
    return Curves(question, plan.by, release, said, drawn)


def _steps(plan: Plan) -> str:
    """For each group and day with an end: how many were at risk, and the share ended so far by each kind."""
    kinds = " ".join(f"WHEN {outcome(names).condition} THEN {number}" for number, (_, names) in enumerate(ENDS, 1))
    last = len(ENDS) + 1
    group = "".join(f"g_{name}, " for name in plan.by)
    part = f"PARTITION BY {group.rstrip(', ')} " if group else ""
    horizon = plan.question.pending_days + plan.question.days
    ended = ", ".join(f"count(*) FILTER (d = {number}) AS e{number}" for number in range(1, last + 1))
    shares = ", ".join(f"sum(s * e{number} / r) OVER ({part}ORDER BY t) AS f{number}" for number in range(1, last + 1))
    return f"""WITH {followed(plan, f"CASE {kinds} ELSE {last} END")},
        steps AS (SELECT {group}t, count(*) AS here, count(*) FILTER (d > 0) AS a, {ended} FROM kept GROUP BY ALL),
        risks AS (SELECT *, sum(here) OVER ({part}ORDER BY t DESC)::DOUBLE AS r FROM steps),
        alive AS (SELECT *, coalesce(product(1 - a / r) OVER ({part}ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 1) AS s
            FROM risks)
        SELECT {group}t, r, {shares} FROM alive WHERE t <= {horizon} AND a > 0 ORDER BY t"""


def _curves(group: Mapping[str, Value], steps: Sequence[tuple[float, ...]], plan: Plan) -> list[Curve]:
    cases = round(steps[0][1])
    kept = [step for step in steps if step[1] >= LEAST_AT_RISK]
    if not kept:
        return []
    start = plan.question.pending_days
    step = max(1, plan.question.days // POINTS)
    last = int(kept[-1][0])
    days = list(dict.fromkeys([*range(start, last, step), last]))
    rows: list[tuple[float, ...]] = []
    index = -1
    for day in days:
        while index + 1 < len(kept) and kept[index + 1][0] <= day:
            index += 1
        rows.append(kept[index][2:] if index >= 0 else (0.0,) * (len(ENDS) + 1))
    names = [*(name for name, _ in ENDS), REST]
    columns = list(zip(*rows, strict=True))
    return [
        Curve(group, name, tuple(days), tuple(round(value, 6) for value in column), cases)
        for name, column in zip(names, columns, strict=True)
        if column[-1] > 0
    ]
