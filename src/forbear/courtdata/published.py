"""How were the published figures counted, and what do they come to over this release? Definitions of others, never mixed with ours.

`definitions.csv` says what each counts and of what; `published.csv` holds the figures that were published by it, each with its source. A
difference is to be explained, not averaged away: releases change the past, and publishers count differently.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forbear.courtdata.events import connect
from forbear.courtdata.intervals import wilson
from forbear.courtdata.packaged import rows
from forbear.courtdata.question import condition_reads
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from forbear.courtdata.release import Release

BY = ("fiscal_year", "court", "location", "case_type")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A figure counted as others count, beside what they published for the same cell (None: nothing that was taken in)."""

    group: dict[str, str | int | None]
    events: int
    at_risk: int
    rate: float | None
    low: float | None
    high: float | None
    published: str
    note: str


@dataclass(frozen=True, slots=True)
class ByDefinition:
    """The rows of a definition, and what it says."""

    id: str
    title: str
    says: str
    release: dt.date
    rows: list[Recomputed]


def definitions() -> dict[str, dict[str, str]]:
    """The named definitions of others."""
    return {row["id"]: row for row in rows("definitions")}


def published(definition: str | None = None) -> list[dict[str, str]]:
    """The published figures, or those of one definition."""
    return [row for row in rows("published") if definition is None or row["computed_by"] == definition]


def by_definition(release: "Release", name: str, by: Sequence[str], where: str | None = None) -> ByDefinition:
    """A definition counted over a release. Raises BadInput."""
    found = definitions().get(name)
    problems = [] if found else [Problem("--definition", None, f"no definition {name!r}; expected one of {', '.join(definitions())}")]
    problems += [
        Problem("--by", None, f"a published definition is divided by {', '.join(BY)}, not by {one}") for one in by if one not in BY
    ]
    if found is None or problems:
        raise BadInput(problems)
    with connect(release) as connection:
        if where is not None:
            condition_reads(where, connection)
        columns = "".join(f"{one}, " for one in by)
        grouped = f"GROUP BY {columns.rstrip(', ')} ORDER BY ALL" if by else ""
        counted = connection.execute(
            f"SELECT {columns}count(*) FILTER ({found['events']}), count(*) FROM events WHERE decided IS NOT NULL AND ({found['of']})"
            f" AND ({where or 'true'}\n) {grouped}"
        ).fetchall()
    answers = []
    for *group, events, at_risk in counted:
        named = dict(zip(by, group, strict=True))
        share = at_risk > 0 and found["events"] != "true"  # a definition that counts all is a number, no share
        low, high = wilson(events, at_risk) if share else (None, None)
        told = [row for row in published(name) if _same(row, named)]
        said = "; ".join(f"{row['measure']} {row['value']} {row['unit']} ({row['id']})" for row in told)
        note = found["says"] if not told else f"published {told[0]['source_date']}: {told[0]['source_url']}"
        answers.append(Recomputed(named, events, at_risk, events / at_risk if share else None, low, high, said, note))
    return ByDefinition(name, found["title"], found["says"], release.day, answers)


def _same(row: dict[str, str], group: dict[str, str | int | None]) -> bool:
    """Whether a published figure is of the same period and scope as a cell."""
    scope = {"case_type": f"case type: {group.get('case_type')}", "court": f"court: {_city(group.get('court'))}"}
    wanted = next((scope[name] for name in ("case_type", "court") if name in group), "national")
    return row["period"] == f"FY{group.get('fiscal_year')}" and row["scope"] == wanted and "location" not in group


def _city(court: str | int | None) -> str:
    return next((row["city"] for row in rows("lookups/base_city") if row["code"] == court), "")
