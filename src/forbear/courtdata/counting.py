"""How many, of how many? The counts behind a rate, cell by cell and lead by lead, as three SQL sentences over the events."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from forbear.courtdata.intervals import Sums
from forbear.courtdata.question import OF_THE_OUTCOME, Plan, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Value = str | int | bool | None
OPEN = "DATE '9999-12-31'"


@dataclass(frozen=True, slots=True)
class Count:
    """One cell: its sums over leads, and what else is told of it. `at_most` is the longest that anyone in it could be followed, in days."""

    group: Mapping[str, Value]
    sums: Sums
    cases: int
    completions: int
    nta_not_filed: int
    last: dt.date | None = None
    incidence: float | None = None
    variance: float | None = None
    at_most: int | None = None
    followed: int | None = None


def count(connection: "DuckDBPyConnection", plan: Plan) -> list[Count]:
    """The cells of a plan, in the order of their groups, what is unknown last."""
    query = {"share": shares, "hazard": hazards, "incidence": incidences}[plan.question.denominator](plan)
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    counts = [_count(plan.by, dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
    return sorted(counts, key=lambda found: [(value is None, isinstance(value, str), value) for value in found.group.values()])


def shares(plan: Plan) -> str:
    """Outcomes reached in a period, by the unit that is counted."""
    counted = {"final": "final", "first": "first_outcome", "event": "class <> 'pending'", "ever": "class <> 'pending'"}[plan.unit]
    year = "coalesce(fiscal_year::VARCHAR, 'pending')" if plan.counts_pending else "fiscal_year"
    columns = {name: {"fiscal_year": year, "stratum": plan.stratum_of("decided")}.get(name, name) for name in plan.by}
    selected = _comma(f"{expression} AS g_{name}" for name, expression in columns.items())
    lasted = f" AND coalesce(decided, DATE '{plan.release}') - filed > {plan.question.pending_days}" if plan.question.pending_days else ""
    period = "" if plan.counts_pending else f" AND {plan.within('decided')}"
    single = "sole_case" if plan.unit in ("final", "first") else "sole_stay"
    rows = f"""SELECT {selected}"case" AS subject, member, lead, {single} AS single, (hit AND base)::INT AS k, base::INT AS n, hit::INT AS done,
            (base AND class = 'nta_not_filed')::INT AS unfiled, CASE WHEN base THEN decided END AS last
        FROM (SELECT *, {plan.outcome.condition} AS hit, {counted} AND ({plan.outcome.condition} OR {plan.at_risk}) AS base
            FROM events WHERE {plan.scope}{period}{lasted}) WHERE hit OR base"""
    group = _comma(f"g_{name}" for name in plan.by)
    if plan.unit == "ever":  # a case counts once in a cell, however often it was so ended
        rows = f"""SELECT {group}subject, member, lead, single, max(k) AS k, max(n) AS n, sum(done)::INT AS done, max(unfiled) AS unfiled, max(last) AS last
            FROM ({rows}) GROUP BY ALL"""
    inner = [name for name in plan.by if name in OF_THE_OUTCOME]
    if not inner:
        return f"WITH rows AS ({rows}) {_cells(group)}"
    # A cell of those who ended so (moved_by = 'dhs') is a share of all at risk, whatever their own end.
    outer = _comma(f"g_{name}" for name in plan.by if name not in inner)
    on = f"JOIN bases USING ({outer.rstrip(', ')})" if outer else "CROSS JOIN bases"
    return f"""WITH rows AS ({rows}),
        parts AS (SELECT {group}lead, sum(k) AS k, sum(done) AS done FROM rows GROUP BY ALL),
        whole AS (SELECT {outer}lead, sum(n) AS n, {_people("n > 0")} AS cases, sum(unfiled) AS unfiled, max(last) AS last FROM rows GROUP BY ALL),
        bases AS (SELECT {outer}sum(n) AS n, sum(n * n) AS nn, count(*) FILTER (n > 0) AS leads, sum(cases) AS cases, sum(unfiled) AS unfiled, max(last) AS last
            FROM whole GROUP BY ALL),
        ends AS (SELECT {group}sum(k) AS k, sum(k * k) AS kk, sum(k * n) AS kn, sum(done) AS done FROM parts JOIN whole USING ({outer}lead) GROUP BY ALL)
        SELECT * FROM ends {on} WHERE k > 0 OR done > 0"""


def hazards(plan: Plan) -> str:
    """Events among pending cases, and the years for which cases were pending. Lawyers count from the day they appear."""
    rows = [
        (f"DATE '{start}'", f"DATE '{stop}'", str(year or "NULL"), quoted(name) if name else "NULL")
        for start, stop, year, name in _pieces(plan)
    ]
    pieces = ", ".join(f"({', '.join(row)})" for row in rows)
    release = f"DATE '{plan.release}'"
    unit = "first_stay AND " if plan.unit == "first" else ""
    columns = {name: {"fiscal_year": "p.fiscal_year", "stratum": "p.stratum"}.get(name, name) for name in plan.by}
    selected = _comma(f"{expression} AS g_{name}" for name, expression in columns.items())
    source = f"SELECT *, begun AS start, coalesce(decided, {release}) AS stop, true AS carries FROM events"
    if "representation" in plan.by or "representation" in plan.where_reads:
        source = f"""
            SELECT * REPLACE ('unrepresented' AS representation), begun AS start, least(coalesce(decided, {release}), coalesce(appeared, {OPEN})) AS stop,
                coalesce(appeared > coalesce(decided, {release}), true) AS carries
            FROM events WHERE representation IS NOT NULL AND coalesce(appeared > begun, true)
            UNION ALL BY NAME
            SELECT * REPLACE ('represented' AS representation), greatest(begun, appeared) AS start, coalesce(decided, {release}) AS stop, true AS carries
            FROM events WHERE appeared <= coalesce(decided, {release})
            UNION ALL BY NAME
            SELECT *, begun AS start, coalesce(decided, {release}) AS stop, true AS carries FROM events WHERE representation IS NULL"""
    group = _comma(f"g_{name}" for name in plan.by)
    return f"""WITH pieces(piece_start, piece_stop, fiscal_year, stratum) AS (VALUES {pieces}),
        spells AS (
            SELECT *, greatest(start, filed + {plan.question.pending_days}) AS starts FROM ({source})
            WHERE {unit}class <> 'zero_bond_record' AND filed IS NOT NULL AND begun IS NOT NULL AND (decided IS NOT NULL OR class = 'pending')
                AND stop >= DATE '{_pieces(plan)[0][0]}' AND {plan.scope}),
        rows AS (
            SELECT {selected}s.member, s.lead, s.sole_stay AS single, least(s.stop, p.piece_stop - 1) AS last,
                greatest(0, least(s.stop, p.piece_stop) - greatest(s.starts, p.piece_start)) / 365.25 AS n,
                ({plan.outcome.condition} AND carries AND s.decided >= p.piece_start AND s.decided < p.piece_stop)::INT AS k, k AS done, 0 AS unfiled
            FROM spells s JOIN pieces p ON s.starts < p.piece_stop AND s.stop >= p.piece_start WHERE s.starts <= s.stop) {_cells(group, everyone=True)}"""


def incidences(plan: Plan) -> str:
    """The Aalen–Johansen estimate by time since filing, with its variance, over each case's first outcome; pending cases are censored at the release."""
    landmark = plan.question.pending_days
    horizon = landmark + plan.question.days
    group = _comma(f"g_{name}" for name in plan.by)
    part = f"PARTITION BY {group.rstrip(', ')} " if group else ""
    return f"""WITH {followed(plan, f"CASE WHEN {plan.outcome.condition} THEN 1 ELSE 2 END")},
        steps AS (SELECT {group}t, count(*) AS here, count(*) FILTER (d = 1) AS e, count(*) FILTER (d > 0) AS a FROM kept GROUP BY ALL),
        risks AS (SELECT *, sum(here) OVER ({part}ORDER BY t DESC)::DOUBLE AS r FROM steps),
        alive AS (SELECT *, coalesce(product(1 - a / r) OVER ({part}ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 1) AS s FROM risks),
        so_far AS (SELECT *, sum(s * e / r) OVER ({part}ORDER BY t) AS f, CASE WHEN r > a THEN a / (r * (r - a)) ELSE 0 END AS g
            FROM alive WHERE t <= {horizon} AND a > 0),
        curves AS (SELECT {group}max(f) AS f, max(f) * max(f) * sum(g) - 2 * max(f) * sum(f * g) + sum(f * f * g)
            + sum(s * s * e * (r - e) / (r * r * r)) - 2 * (max(f) * sum(s * e / (r * r)) - sum(f * s * e / (r * r))) AS variance FROM so_far GROUP BY ALL),
        rows AS (
            SELECT {group}member, lead, sole_case AS single, (d = 1 AND t <= {horizon})::INT AS k, 1 AS n, k AS done,
                (d > 0 AND unfiled AND t <= {horizon})::INT AS unfiled, decided AS last, could, (could >= {horizon})::INT AS followed FROM kept),
        cells AS ({_cells(group, ("max(could) AS could", "sum(followed) AS followed"))})
        SELECT cells.*, coalesce(f, 0) AS f, coalesce(variance, 0) AS variance FROM cells LEFT JOIN curves ON
            {" AND ".join(f"cells.g_{name} IS NOT DISTINCT FROM curves.g_{name}" for name in plan.by) or "true"}"""


def followed(plan: Plan, ending: str) -> str:
    """`kept`: each case from its filing to its first outcome, `ending` its kind (0 while pending), or to the release; leads beside it."""
    release, landmark = f"DATE '{plan.release}'", plan.question.pending_days
    horizon = landmark + plan.question.days
    filed = {"fiscal_year": "filed_fiscal_year", "stratum": plan.stratum_of("filed")}
    selected = _comma(f"{filed.get(name, name)} AS g_{name}" for name in plan.by)
    source = "events"
    if (
        "representation" in plan.by or "representation" in plan.where_reads
    ):  # what was known when the clock starts, or who lives long looks represented
        source = f"""(SELECT * REPLACE (CASE WHEN representation IS NULL THEN NULL WHEN appeared <= filed + {landmark} THEN 'represented' ELSE 'unrepresented' END
            AS representation) FROM events)"""
    return f"""subjects AS (
            SELECT {selected}lead, member, sole_case, decided, CASE WHEN first_outcome THEN decided ELSE {release} END - filed AS t, {release} - filed AS could,
                CASE WHEN NOT first_outcome THEN 0 ELSE {ending} END AS d, class = 'nta_not_filed' AS unfiled
            FROM {source} WHERE (first_outcome OR (final AND first_stay)) AND class <> 'zero_bond_record' AND {plan.within("filed")} AND {plan.scope}),
        kept AS (SELECT * REPLACE (least(t, {horizon + 1}) AS t) FROM subjects WHERE t > {landmark if landmark else -1})"""


def _pieces(plan: Plan) -> list[tuple[dt.date, dt.date, int | None, str | None]]:
    """The period cut where a fiscal year or a stratum begins, as far as rows tell them apart."""
    start = plan.since or dt.date(1950, 1, 1)
    stop = min(plan.until or dt.date.max, plan.release + dt.timedelta(days=1))
    cuts = {start, stop}
    if "fiscal_year" in plan.by:
        cuts |= {dt.date(year, 10, 1) for year in range(start.year - 1, stop.year + 1)}
    if "stratum" in plan.by:
        cuts |= {one.since for one in plan.strata if one.since}
    days = sorted(day for day in cuts if start <= day <= stop)
    pieces = []
    for first, last in pairwise(days):
        year = fiscal_year(first) if "fiscal_year" in plan.by else None
        name = next((one.id for one in reversed(plan.strata) if one.since is None or one.since <= first), None)
        pieces.append((first, last, year, name if "stratum" in plan.by else None))
    return pieces


def fiscal_year(day: dt.date) -> int:
    """The fiscal year of a day: October to September."""
    return day.year + (day.month >= 10)


def _people(at_risk: str) -> str:
    """How many cases of one lead are among its rows: each has its place in the family as a bit, which is many times faster than DISTINCT."""
    return f"bit_count(bit_or(CASE WHEN {at_risk} THEN 1::UBIGINT << member ELSE 0::UBIGINT END))"


def _cells(group: str, more: tuple[str, ...] = (), *, everyone: bool = False) -> str:
    """Rows summed up into cells by way of leads; a lead that is one row is not looked for. `everyone`: all of the rows are cases at risk."""
    at_risk = "true" if everyone else "n > 0"
    people = _people(at_risk)
    extra = "".join(f", {one}" for one in more)
    by = f"GROUP BY {group.rstrip(', ')}" if group else ""
    again = "".join(f", {one.split('(')[0]}({one.split(' AS ')[1]}) AS {one.split(' AS ')[1]}" for one in more)
    told = "sum(done) AS done, sum(unfiled) AS unfiled, max(last) AS last"
    squares = "count(*) FILTER (n > 0) AS leads, sum(k * k) AS kk, sum(k * n) AS kn, sum(n * n) AS nn"
    return f"""SELECT {group}sum(k) AS k, sum(n) AS n, sum(leads) AS leads, sum(kk) AS kk, sum(kn) AS kn, sum(nn) AS nn, sum(cases) AS cases, {told}{again} FROM (
            SELECT {group}sum(k) AS k, sum(n) AS n, {squares}, count(*) FILTER ({at_risk}) AS cases, {told}{extra} FROM rows WHERE single {by}
            UNION ALL
            SELECT {group}sum(k) AS k, sum(n) AS n, {squares}, sum(cases) AS cases, {told}{again} FROM (
                SELECT {group}lead, sum(k) AS k, sum(n) AS n, {people} AS cases, {told}{extra} FROM rows WHERE NOT single GROUP BY {group}lead) {by})
        {by} HAVING sum(n) > 0 OR sum(done) > 0"""


def _count(by: Iterable[str], row: Mapping[str, Any]) -> Count:
    sums = Sums(float(row["k"]), float(row["n"] or 0), int(row["leads"]), *(float(row[name] or 0) for name in ("kk", "kn", "nn")))
    return Count(
        {name: row[f"g_{name}"] for name in by},
        sums,
        int(row["cases"] or 0),
        int(row["done"] or 0),
        int(row["unfiled"] or 0),
        row["last"],
        row.get("f"),
        row.get("variance"),
        row.get("could"),
        int(row["followed"]) if row.get("followed") is not None else None,
    )


def _comma(parts: Iterable[str]) -> str:
    return "".join(f"{part}, " for part in parts)
