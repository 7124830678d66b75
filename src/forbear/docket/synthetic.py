"""What would a large docket look like? Invented cases, the same for the same seed: whole case files for thousands, profiles for millions.

Facts hang together as in life: a case walks a road through the court, and its dates, court, record, custody and family follow from the road
and from when the person came. The shares are rough and of our own making, good for trying a docket out and for measuring; no statistic may
be read from them. Names, numbers and histories are of nobody.
"""

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

import polars as pl

from forbear.assessment.matter import Matter
from forbear.casefile.profile import facts
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree
from forbear.docket.table import frame_of, row_of
from forbear.law.corpus import Corpus

Facts = dict[str, Any]
# court, circuit, state, share
COURTS = (
    ("Miami", "11", "FL", 16),
    ("New York", "2", "NY", 15),
    ("San Francisco", "9", "CA", 8),
    ("Los Angeles", "9", "CA", 9),
    ("Houston", "5", "TX", 9),
    ("Dallas", "5", "TX", 6),
    ("Chicago", "7", "IL", 7),
    ("Atlanta", "11", "GA", 6),
    ("Newark", "3", "NJ", 6),
    ("Hyattsville", "4", "MD", 6),
    ("Boston", "1", "MA", 5),
    ("Denver", "10", "CO", 3),
    ("Memphis", "6", "TN", 3),
    ("Omaha", "8", "NE", 1),
)
# road through the court, share of the docket, share detained
ROADS = (
    ("before the notice", 6, 0.05),
    ("notice not filed", 4, 0.08),
    ("first hearing ahead", 22, 0.08),
    ("pleaded", 8, 0.06),
    ("relief filed", 22, 0.03),
    ("individual hearing set", 13, 0.05),
    ("decision reserved", 1, 0.05),
    ("ordered, time to appeal", 2, 0.15),
    ("appeal pending", 6, 0.08),
    ("closed", 6, 0.0),
    ("ordered in absence", 3, 0.1),
    ("final order", 3, 0.25),
    ("supervised after the order", 3, 0.0),
    ("review in the circuit", 1, 0.2),
)
MANNERS = (("without-inspection", 55), ("admitted", 25), ("paroled", 17), ("false-documents", 2), ("waved-through", 1))
NATIONS = ("Guatemala", "Honduras", "El Salvador", "Mexico", "Venezuela", "Cuba", "Haiti", "Ecuador", "India", "China")
GIVEN, FAMILY = ("Ana", "Luis", "Marta", "José", "Rosa", "Iván", "Mei", "Arjun"), ("Prueba", "Ejemplo", "Ficticio", "Muestra", "Modelo")
CHARGES = (
    ("driving without a licence", "infraction", 40),
    ("driving under the influence", "misdemeanor", 25),
    ("petty theft", "misdemeanor", 15),
    ("simple assault", "misdemeanor", 12),
    ("burglary", "felony", 5),
    ("possession with intent to sell", "felony", 3),
)
# Branches that an intake often leaves open, and how often.
LEFT_OPEN = {
    "criminal": 0.12,
    "family": 0.06,
    "immigration_history": 0.25,
    "security": 0.3,
    "fears": 0.15,
    "screen": 0.4,
    "taxes": 0.35,
    "compliance": 0.3,
    "health": 0.5,
    "goals": 0.4,
    "military": 0.5,
    "victimisation": 0.35,
    "education": 0.4,
}


def cases(number: int, seed: int, on: dt.date) -> Iterator[Facts]:
    """Invented case files as of a day, as JSON would hold them. The n-th case of a seed is the same however many are asked for."""
    for each in range(number):
        yield _case(Random(f"{seed}/{each}"), on)  # noqa: S311 - inventing, not hiding


def profiles(rows: int, seed: int, on: dt.date, corpus: Corpus, *, different: int = 2_000) -> pl.DataFrame:
    """Invented profiles as a table of the docket. Rows are drawn from `different` whole cases, and each then loses facts of its own."""
    drawn = []
    for each, content in enumerate(cases(min(rows, different), seed, on)):
        case = check_case(Tree(content, {}), f"synthetic-{each}")
        drawn.append(row_of(case.name, Matter(case, corpus, on)))
    whole = frame_of(drawn)
    return pl.select(row=pl.int_range(rows, dtype=pl.UInt64)).select(_names()).hstack(_rows(whole, rows, seed))


def _names() -> list[pl.Expr]:
    name = pl.lit("synthetic-") + pl.col("row").cast(pl.String)
    return [name.alias("case"), name.alias("place")]


def _rows(whole: pl.DataFrame, rows: int, seed: int) -> pl.DataFrame:
    """Rows of whole profiles, each fact of each row forgotten one time in thirty."""
    row = pl.int_range(rows, dtype=pl.UInt64)
    which = pl.select(_drawn(row, seed, 0) % whole.height).to_series()
    found = whole.drop("case", "place")[which]
    lost = [
        pl.when(_drawn(row, seed, number) % 30 > 0).then(pl.col(name)).alias(name)
        for number, (name, item) in enumerate(facts().items(), 1)
        if name != "judged_on" and not name.startswith("has_")
    ]
    return found.with_columns(lost)


def _drawn(row: pl.Expr, seed: int, number: int) -> pl.Expr:
    """A number of 32 bits for each row, fixed by seed and number; the arithmetic wraps round at 64 bits, the same in every version."""
    start = (seed * 0x9E3779B97F4A7C15 + number * 0xD1B54A32D192ED03) % 2**64
    mixed = (row + 1) * pl.lit(0xBF58476D1CE4E5B9, pl.UInt64) + pl.lit(start, pl.UInt64)
    mixed = (mixed ^ (mixed // 2**31)) * pl.lit(0x94D049BB133111EB, pl.UInt64)
    return (mixed ^ (mixed // 2**29)) // 2**32


def _case(draw: Random, on: dt.date) -> Facts:
    court, circuit, state, _ = _weighted(draw, COURTS)
    road, _, detained_share = _weighted(draw, ROADS)
    detained = draw.random() < detained_share
    came = on - dt.timedelta(days=int(draw.triangular(20, 9_000, 900)))
    born = came - dt.timedelta(days=draw.randint(200, 15_000))
    has_record = draw.random() < (0.45 if detained else 0.14)
    case: Facts = {
        "format": "forbear-case/1",
        "as_of": on.isoformat(),
        "court": court,
        "circuit": circuit,
        "person": _person(draw, born, on),
        "entry": [_entry(draw, came, on)],
        "residence": {"continuous_since": _day(came), "state": state},
        "family": _family(draw, came, on),
        "criminal": [_offence(draw, came, on) for _ in range(draw.choice((1, 1, 1, 2, 3)))] if has_record else [],
        "employment": [{"role": "cook", "authorised": draw.random() < 0.6}] if draw.random() < 0.7 else [],
        "taxes": {"years_filed": list(range(max(came.year, on.year - draw.randint(1, 9)), on.year)), "owed": draw.random() < 0.1},
        "education": {"status": draw.choice(("in-school", "graduated", "some", "none", "college"))},
        "military": [] if draw.random() < 0.97 else [{"who": "child", "status": "active"}],
        "victimisation": [{"kind": "domestic-violence", "reported": True, "certification": "none"}] if draw.random() < 0.06 else [],
        "health": {"self": [{"condition": "diabetes", "treatment": "insulin"}] if draw.random() < 0.12 else []},
        "security": {"gang": draw.random() < 0.01, "armed_group": draw.random() < 0.01, "drug_use": False},
        "immigration_history": _history(draw, came, on),
        "fears": {"fears_return": draw.choices(("yes", "no", "unsure"), (6, 2, 2))[0]},
        "screen": {"citizenship": "no" if draw.random() < 0.97 else "unsure", "suppression": draw.random() < 0.03},
        "goals": {"risk_tolerance": draw.choice(("avoid-all-risk", "some-risk", "unsure"))},
        "compliance": {"hearings_attended": draw.randint(0, 6), "hearings_missed": []},
    }
    proceedings, relief = _proceedings(draw, road, came, on)
    proceedings["custody"] = {"detained": detained} | ({"since": _day(on - dt.timedelta(days=draw.randint(1, 19)))} if detained else {})
    case |= {"proceedings": proceedings, "relief": relief}
    for branch, share in LEFT_OPEN.items():
        if draw.random() < share:
            case[branch] = None
    if draw.random() < 0.08:
        case["entry"][0]["manner"] = None
    if draw.random() < 0.04:
        proceedings["custody"] = None
    return case


def _person(draw: Random, born: dt.date, on: dt.date) -> Facts:
    return {
        "full_name": f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}",
        "birth_date": _day(born),
        "nationalities": [draw.choice(NATIONS)],
        "languages": ["es"],
        "interpreter_needed": draw.random() < 0.8,
        "marital_status": draw.choice(("single", "married", "separated", "divorced", "partner")) if _years(born, on) >= 18 else "single",
    }


def _entry(draw: Random, came: dt.date, on: dt.date) -> Facts:
    manner = _weighted(draw, MANNERS)[0]
    entry: Facts = {"date": _day(came), "manner": manner}
    if manner == "without-inspection":
        entry["apprehended"] = draw.random() < 0.5
    if manner == "paroled":
        entry["parole_until"] = _day(came + dt.timedelta(days=draw.choice((365, 730))))
    if manner == "admitted":
        entry |= {"admitted_as": "B-2", "authorised_until": _day(came + dt.timedelta(days=180))}
    return entry


def _family(draw: Random, came: dt.date, on: dt.date) -> list[Facts]:
    family: list[Facts] = []
    years = _years(came, on)
    for _ in range(draw.choice((0, 0, 1, 1, 2, 3))):
        born = on - dt.timedelta(days=draw.randint(100, 7_000))
        status = "usc" if born > came else draw.choice(("none", "abroad", "pending"))
        family.append({"relation": "child", "status": status, "birth_date": _day(born), "lives_with_client": status != "abroad"})
    if draw.random() < 0.35:
        status = draw.choices(("usc", "lpr", "none", "pending"), (2 if years > 4 else 1, 2, 5, 2))[0]
        family.append({"relation": "spouse", "status": status, "lives_with_client": True})
    return family


def _offence(draw: Random, came: dt.date, on: dt.date) -> Facts:
    charge, level, _ = _weighted(draw, CHARGES)
    arrested = _between(draw, came, on)
    outcome = draw.choices(("convicted", "dismissed", "pending", "unknown"), (5, 3, 1, 1))[0]
    offence: Facts = {"charge": charge, "level": level, "disposition": outcome, "arrest_date": _day(arrested)}
    if outcome == "convicted":
        offence |= {"disposition_date": _day(_between(draw, arrested, on)), "completed": draw.random() < 0.7}
        if level != "infraction":
            offence["sentence_days"] = draw.choice((0, 10, 90, 180, 364)) if level == "misdemeanor" else draw.choice((180, 400, 900))
    return offence


def _history(draw: Random, came: dt.date, on: dt.date) -> Facts:
    return {
        "applications": [],
        "departures": [],
        "prior_orders": [],
        "reentered_after_removal": False,
        "misrepresentation": draw.random() < 0.03,
        "false_claim_usc": draw.random() < 0.01,
        "smuggling": draw.random() < 0.01,
        "false_documents": draw.random() < 0.04,
        "voted": False,
    }


def _proceedings(draw: Random, road: str, came: dt.date, on: dt.date) -> tuple[Facts, list[Facts]]:
    """The steps of a road in their order between arrival and the day, and the relief that goes with them."""
    relief_kind = draw.choices(("asylum", "cancellation-nonlpr", "adjustment", "u-visa", "sij"), (60, 15, 15, 6, 4))[0]
    if road == "before the notice":
        return {"nta_issued": False}, [] if draw.random() < 0.5 else [{"kind": relief_kind, "status": "possible"}]
    steps = sorted(_between(draw, came, on - dt.timedelta(days=2)) for _ in range(6))
    served, filed, pleaded, relief_filed, held, decided = steps
    found: Facts = {"nta_issued": True, "nta_date": _day(served), "nta_served_date": _day(served)}
    if road == "notice not filed":
        return found | {"nta_filed": False}, []
    found |= {"nta_filed": True, "nta_filed_date": _day(filed), "charges": ["212(a)(6)(A)(i)"]}
    if road == "ordered in absence":
        return found | {"in_absentia": {"date": _day(decided), "notice_received": draw.choice(("yes", "no", "unsure"))}}, []
    relief: list[Facts] = []
    if road == "first hearing ahead":
        return found | {"next_hearing": {"date": _day(on + dt.timedelta(days=draw.randint(1, 700))), "type": "master"}}, relief
    found["pleadings_date"] = _day(pleaded)
    if road == "pleaded":
        return found | {"next_hearing": {"date": _day(on + dt.timedelta(days=draw.randint(1, 500))), "type": "master"}}, relief
    relief = [{"kind": relief_kind, "status": "filed-court", "filed_date": _day(relief_filed)}]
    found["relief_filed_date"] = _day(relief_filed)
    if road == "relief filed":
        return found | {"next_hearing": {"date": _day(on + dt.timedelta(days=draw.randint(20, 1_200))), "type": "master"}}, relief
    if road == "individual hearing set":
        return found | {"next_hearing": {"date": _day(on + dt.timedelta(days=draw.randint(1, 900))), "type": "individual"}}, relief
    if road == "closed":
        by = draw.choice(("respondent", "dhs", "joint"))
        return found | {"admin_closed": {"date": _day(decided), "status": "granted", "movant": by}}, relief
    found["individual_hearing_held"] = _day(held)
    if road == "decision reserved":
        return found | {"ij_decision": {"reserved_on": _day(held)}}, relief
    relief[0]["status"] = "denied"
    if road == "ordered, time to appeal":
        decided = max(decided, on - dt.timedelta(days=draw.randint(2, 29)))
    decided = max(decided, held)
    found["ij_decision"] = {"date": _day(decided), "outcome": "removal-ordered"}
    if road == "ordered, time to appeal":
        return found | {"appeal": {"reserved_by": "respondent"}}, relief
    if road == "appeal pending":
        return found | {"appeal": {"filed_date": _day(_between(draw, decided, on)), "by": "respondent", "status": "pending"}}, relief
    found["final_order_date"] = _day(decided)
    if road == "supervised after the order":
        report = on + dt.timedelta(days=draw.randint(1, 300))
        found["supervision"] = {"kind": "osup-i220b", "since": _day(_between(draw, decided, on)), "next_report": _day(report)}
    if road == "review in the circuit":
        found["pfr"] = {"filed": True, "filed_date": _day(_between(draw, decided, on)), "status": "pending"}
    return found, relief


def _weighted(draw: Random, rows: tuple[Any, ...]) -> Any:
    """One row, by the share that stands second in a road and last elsewhere."""
    return draw.choices(rows, [row[1] if rows is ROADS else row[-1] for row in rows])[0]


def _between(draw: Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=draw.randint(0, max(0, (last - first).days)))


def _years(since: dt.date, on: dt.date) -> int:
    return (on - since).days // 365


def _day(day: dt.date) -> str:
    return day.isoformat()
