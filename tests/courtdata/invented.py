"""Events made up for tests of rates: a table with the columns of `events`, and nothing of how it came about."""

import datetime as dt
from collections import Counter

import duckdb

from forbear.courtdata.question import Question
from forbear.courtdata.rates import Rates, rates_over

DAY = dt.date(2026, 9, 30)
COLUMNS = {
    **dict.fromkeys(("case", "proceeding", "lead", "number", "days", "fiscal_year", "filed_fiscal_year"), "BIGINT"),
    "member": "UTINYINT",
    **dict.fromkeys(("filed", "begun", "decided", "appeared", "put_back"), "DATE"),
    **dict.fromkeys(("absentia", "pd_adjournment", "first_outcome", "first_stay", "final", "sole_case", "sole_stay"), "BOOLEAN"),
    **dict.fromkeys(("case_type", "court", "circuit", "location", "judge", "nationality", "custody", "representation"), "VARCHAR"),
    **dict.fromkeys(("representation_on_record", "asylum", "charge", "stage", "calendar", "field", "code", "class"), "VARCHAR"),
    **dict.fromkeys(("moved_by", "put_back_by", "docket_tag"), "VARCHAR"),
}


def event(case: int, filed: dt.date, ended: dt.date | None = None, outcome: str = "removal_order", **given) -> dict:
    """A case with one proceeding."""
    row = {"case": case, "proceeding": case, "lead": case, "number": 1, "filed": filed, "begun": filed, "decided": ended, "court": "SEA"}
    row |= {"class": outcome if ended else "pending", "absentia": False, "case_type": "RMV", "custody": "N", "stage": "first"}
    row |= {"fiscal_year": _year(ended), "filed_fiscal_year": _year(filed), "days": (ended - filed).days if ended else None}
    moved = row["class"] == "venue_or_transfer"
    row |= {"first_outcome": bool(ended) and not moved, "first_stay": True, "final": True, "representation": "unrepresented"}
    return row | {"pd_adjournment": False, "representation_on_record": "unrepresented"} | given


def connection_of(rows: list[dict]) -> duckdb.DuckDBPyConnection:
    """A connection that sees these events."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE events (" + ", ".join(f'"{name}" {type}' for name, type in COLUMNS.items()) + ")")
    sizes = Counter(row["lead"] for row in rows)
    members = {lead: sorted({row["case"] for row in rows if row["lead"] == lead}) for lead in sizes}
    rows = [
        row
        | {
            "member": members[row["lead"]].index(row["case"]),
            "sole_stay": sizes[row["lead"]] == 1,
            "sole_case": len(members[row["lead"]]) == 1,
        }
        for row in rows
    ]
    values = [[row.get(name) for name in COLUMNS] for row in rows]
    if values:
        connection.executemany(f"INSERT INTO events VALUES ({', '.join('?' * len(COLUMNS))})", values)
    return connection


def answer(rows: list[dict], outcome: str, *by: str, release: dt.date = DAY, **asked) -> Rates:
    """The rates over these events."""
    return rates_over(connection_of(rows), Question(outcome, by, **asked), release)


def _year(day: dt.date | None) -> int | None:
    return None if day is None else day.year + (day.month >= 10)
