"""What became of cases like this one while they were pending? Counts with their definition and their n; never a chance for a client.

The denominator is years for which such cases were pending, in the stratum of the day judged alone, the last two months before the release
dropped. Where fewer than a hundred cases are like this one the likeness is widened in a fixed order, and how far is said: judge, court,
circuit, nation; then nationality is dropped; then time is widened from twelve months to the whole stratum. A form that leaves no trace in
the courts' files says so.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from forbear.courtdata.events import connect
from forbear.courtdata.intervals import Sums, byar, rate_effect
from forbear.courtdata.outcomes import Stratum, known, strata
from forbear.courtdata.packaged import rows
from forbear.courtdata.question import quoted
from forbear.courtdata.rates import FEW, late_from

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from forbear.courtdata.release import Release

ENOUGH = 100  # cases pending like this one, below which the likeness is widened
OLDEST = 1096  # days pending beyond which cases are taken alike
PLACES = ("judge", "court", "circuit", "nation")
DENOMINATOR = "years for which removal cases like this one were pending (events per pending case and year)"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known of a case, in the codes of the courts' data. None or empty: not known, or not compared."""

    courts: tuple[str, ...] = ()
    circuit: str | None = None
    judge: str | None = None
    nationality: str | None = None
    detained: bool | None = None
    represented: bool | None = None
    charge: str | None = None
    pending_days: int | None = None


@dataclass(frozen=True, slots=True)
class CasesLikeThis:
    """One form's answer. `counted` has figures; `too-few` has them but no rate; `no-data` says why there is none."""

    form: str
    status: Literal["counted", "too-few", "no-data"]
    says: str
    definition: str
    release: dt.date
    denominator: str = ""
    n: int = 0
    events: int = 0
    case_years: float = 0.0
    per_100_case_years: float | None = None
    low: float | None = None
    high: float | None = None
    moved_by: dict[str, int] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    stratum: str = ""
    like: tuple[str, ...] = ()
    widened: tuple[str, ...] = ()


def cases_like_this(release: "Release", like: Likeness, forms: Sequence[str], on: dt.date) -> dict[str, CasesLikeThis]:
    """The answer for each form, in the stratum of the day judged."""
    traced = {row["form"]: row for row in rows("forms")}
    with connect(release) as connection:
        wanted = [traced[form] for form in forms if form in traced and traced[form]["outcome"]]
        since = min((_period(row, release.day, on)[1] for row in wanted), default=on)
        connection.execute(SPELLS.format(release=release.day, since=since))
        return {form: _answer(connection, release.day, on, like, traced.get(form) or {"form": form}) for form in forms}


def courts_of(text: str | None) -> tuple[str, ...]:
    """The codes of the courts that a name means: a code, or a city, which may have several. Empty where it means none."""
    name = (text or "").split(",")[0].strip().casefold()
    if not name:
        return ()
    cities = [row for row in rows("lookups/base_city") if row["state"] and not row["name"].upper().startswith(("OIT", "OIN"))]
    code = [row["code"] for row in cities if row["code"].casefold() == name]
    return tuple(code or [row["code"] for row in cities if row["city"].casefold() == name])


def nationality_of(text: str | None) -> str | None:
    """The code of a country's name, or None."""
    name = (text or "").strip().casefold()
    return next((row["code"] for row in rows("lookups/nationality") if row["description"].casefold() == name), None) if name else None


def charge_group(charges: Sequence[str]) -> str | None:
    """The gravest group of charges, each an INA section such as 212(a)(6)(A)(i), or None where there are none."""
    groups = sorted(rows("charge_groups"), key=lambda row: int(row["rank"]))
    sections = [_section(charge) for charge in charges]
    found = [row["group"] for row in groups if any(section.startswith(row["prefix"]) for section in sections)]
    return found[0] if found else ("other" if sections else None)


def _section(charge: str) -> str:
    """A section as EOIR spells it, in lower case without signs: the paragraph has two digits."""
    plain = re.sub(r"[^0-9a-z]", "", re.sub(r"(?i)\b(ina|section|sec)\b", "", charge).lower())
    return re.sub(r"^(\d{3})a(\d)(?!\d)", r"\1a0\2", plain)


def _period(traced: dict[str, str], release: dt.date, on: dt.date) -> tuple[Stratum, dt.date, dt.date]:
    """The stratum of the day judged, its first day, and the day after the last that is counted."""
    here = next(one for one in strata(known()[traced["outcome"]]) if one.until is None or on < one.until)
    stop = late_from(release) + dt.timedelta(days=1)
    return here, here.since or dt.date(1950, 1, 1), min(stop, here.until or stop)


def _answer(connection: "DuckDBPyConnection", release: dt.date, on: dt.date, like: Likeness, traced: dict[str, str]) -> CasesLikeThis:
    form, says = traced["form"], traced.get("says", "the courts' files do not show this form")
    if not traced.get("outcome"):
        return CasesLikeThis(form, "no-data", f"No court data for this form: {says}.", says, release)
    outcome = known()[traced["outcome"]]
    here, since, stop = _period(traced, release, on)
    if since >= stop:
        said = f"No court data: the period of the day judged ({here.id}, {here.what}) has no decided months in the release of {release}."
        return CasesLikeThis(form, "no-data", said, says, release)
    if (outcome.until and since >= outcome.until) or (outcome.since and stop <= outcome.since):
        return CasesLikeThis(form, "no-data", f"No court data: the codes of that time do not tell it. {outcome.says}.", says, release)
    hit = outcome.condition + (f" AND moved_by = {quoted(traced['moved_by'])}" if traced["moved_by"] else "")
    found, step = None, None
    for step in _steps(like, since, stop):
        found = _counted(connection, step, hit, stop)
        if found.cases >= ENOUGH:
            break
    assert found is not None
    assert step is not None
    definition = f"{outcome.title}: {outcome.says}. {says}"
    told = CasesLikeThis(form, "too-few", "", definition, release, DENOMINATOR, found.cases, round(found.sums.k), round(found.sums.n, 1))
    told = replace(told, since=step.since, until=stop - dt.timedelta(days=1), stratum=here.id, like=step.said, widened=step.widened)
    if outcome.classes & {"dismissed", "terminated"} and not traced["moved_by"]:
        told = replace(told, moved_by=found.moved_by)
    if found.cases >= ENOUGH:
        effect = rate_effect(found.sums)
        low, high = byar(found.sums.k / effect, found.sums.n / effect)
        rate = found.sums.k / found.sums.n
        told = replace(told, status="counted", per_100_case_years=round(100 * rate, 2), low=round(100 * low, 2), high=round(100 * high, 2))
    return replace(told, says=_said(told, outcome.title + (" on a joint motion" if traced["moved_by"] == "joint" else "")))


@dataclass(frozen=True, slots=True)
class _Step:
    """One likeness: its condition, since when, what it says, and how it was widened."""

    condition: str
    since: dt.date
    pending_days: int
    represented: bool | None
    said: tuple[str, ...]
    widened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    sums: Sums
    cases: int
    moved_by: dict[str, int]


def _steps(like: Likeness, since: dt.date, stop: dt.date) -> Iterator[_Step]:
    """The likenesses in their fixed order, each wider than the one before."""
    year = max(since, stop - dt.timedelta(days=365))
    places = [place for place in PLACES if place == "nation" or getattr(like, "courts" if place == "court" else place)]
    plans = [(place, like.nationality is not None, year) for place in places]
    if like.nationality is not None:
        plans.append(("nation", False, year))
    if year > since:
        plans.append(("nation", False, since))
    for number, (place, nationality, first) in enumerate(plans):
        conditions, said = [], []
        for name, condition, words in _known(like, place, nationality=nationality):
            if condition:
                conditions.append(condition)
            said.append(words if condition or name == "place" else f"{name} not known")
        days = min(like.pending_days or 0, OLDEST)
        if days:
            said.append(f"pending at least {days} days")
        if like.represented is not None:
            said.append("represented" if like.represented else "unrepresented")
        widened = [f"{PLACES[PLACES.index(places[0])]} to {place}"] if number and place != places[0] else []
        widened += ["nationality dropped"] if like.nationality is not None and not nationality else []
        widened += [f"time widened to the whole period since {since}"] if first == since and year > since else []
        yield _Step(" AND ".join(conditions) or "true", first, days, like.represented, tuple(said), tuple(widened))


def _known(like: Likeness, place: str, *, nationality: bool) -> Iterator[tuple[str, str, str]]:
    """What is compared: its name, its condition (empty where it is not known), and how it is said."""
    courts = ", ".join(map(quoted, like.courts))
    where = {
        "judge": (f"judge = {quoted(like.judge or '')} AND court IN ({courts})" if courts else f"judge = {quoted(like.judge or '')}"),
        "court": f"court IN ({courts})",
        "circuit": f"circuit = {quoted(like.circuit or '')}",
        "nation": "",
    }
    named = {
        "judge": f"judge {like.judge}",
        "court": f"court {', '.join(like.courts)}",
        "circuit": f"circuit {like.circuit}",
        "nation": "all courts",
    }
    yield "place", where[place], named[place]
    if nationality and like.nationality:
        yield "nationality", f"nationality = {quoted(like.nationality)}", f"nationality {like.nationality}"
    held = {True: ("custody = 'D'", "detained"), False: ("custody IN ('N', 'R')", "not detained"), None: ("", "")}[like.detained]
    yield "custody", *held
    yield "charge", f"charge = {quoted(like.charge)}" if like.charge else "", f"charge: {like.charge}"


def _counted(connection: "DuckDBPyConnection", step: _Step, hit: str, until: dt.date) -> _Counted:
    """Events and years among pending cases like this; a lawyer counts from the day of the first appearance."""
    begins, ends, lawyer = "begun", "ended", "true"
    if step.represented is True:
        begins, lawyer = "greatest(begun, appeared)", "appeared IS NOT NULL"
    elif step.represented is False:
        ends, lawyer = "least(ended, coalesce(appeared, DATE '9999-12-31'))", "representation IS NOT NULL"
    movers = ", ".join(f"count(*) FILTER (hit AND moved_by = '{who}') AS {who}" for who in MOVERS)
    row = connection.execute(f"""
        WITH alike AS (
            SELECT "case", lead, moved_by, greatest({begins}, filed + {step.pending_days}, DATE '{step.since}') AS start,
                least({ends}, DATE '{until}') AS stop,
                coalesce({hit} AND decided >= DATE '{step.since}' AND decided < DATE '{until}' AND decided <= {ends}, false) AS hit
            FROM spells WHERE {lawyer} AND ({step.condition})),
        leads AS (
            SELECT lead, count(*) FILTER (hit) AS k, sum(stop - start) / 365.25 AS n, count(DISTINCT "case") AS cases, {movers}
            FROM alike WHERE start <= stop GROUP BY lead)
        SELECT sum(k), sum(n), count(*), sum(k * k), sum(k * n), sum(n * n), sum(cases), {", ".join(f"sum({who})" for who in MOVERS)}
        FROM leads""").fetchone()
    assert row is not None
    k, n, leads, kk, kn, nn, cases, *moves = (value or 0 for value in row)
    moved = dict(zip(MOVERS, map(int, moves), strict=True))
    moved["not on record"] = int(k) - sum(moved.values())
    sums = Sums(float(k), float(n), int(leads), float(kk), float(kn), float(nn))
    return _Counted(sums, int(cases), {who: number for who, number in moved.items() if number})


# Removal cases that were pending at any time since a day: looked at once for each form and each likeness.
SPELLS = """CREATE TEMP TABLE spells AS
    SELECT "case", lead, class, absentia, moved_by, court, circuit, judge, nationality, custody, charge, representation,
        filed, begun, appeared, decided, coalesce(decided, DATE '{release}') AS ended
    FROM events WHERE case_type = 'RMV' AND class <> 'zero_bond_record' AND filed IS NOT NULL AND begun IS NOT NULL
        AND (decided IS NOT NULL OR class = 'pending') AND coalesce(decided, DATE '{release}') >= DATE '{since}'"""
MOVERS = ("dhs", "joint", "respondent", "court", "other")


def _said(told: CasesLikeThis, title: str) -> str:
    """The answer in one or two lines, for a page."""
    like = ", ".join(told.like)
    period = f"{told.since} to {told.until}"
    widened = f" Widened: {'; '.join(told.widened)}." if told.widened else ""
    if told.status == "too-few":
        return f"Too few: {told.n} cases like this pending from {period} even at the widest ({like}).{widened}"
    moved = "".join(f", {number} on {WHO[who]}" for who, number in (told.moved_by or {}).items())
    mark = f" (1 to {FEW}: mostly chance)" if 1 <= told.events <= FEW else ""
    rate = f"{told.per_100_case_years} a hundred case-years, 95% {told.low}–{told.high}"
    return (
        f"{told.events} of {told.n} cases like this ({like}), pending {told.case_years:g} years in all from {period}, ended so: "
        f"{title}{moved} – {rate}{mark}.{widened} Release {told.release}. What became of those cases, not what will become of this one."
    )


WHO = {
    "dhs": "the government's motion",
    "joint": "a joint motion",
    "respondent": "the respondent's motion",
    "court": "the court's own",
    "other": "another's motion",
    "not on record": "no motion on record",
}
