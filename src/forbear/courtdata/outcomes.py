"""Which outcome is meant, how is it told from the codes, since when, and where do the meaning of codes or the policy change?

An outcome is decoded by case type, field, letter and date (`lookups/court_decision.csv`); its name here is one class of that list or a
group of classes (`outcomes.csv`). A stratum (`strata.csv`) is a period in which neither the codes of an outcome nor the policy of the
government's attorneys changed: no figure is pooled over two.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from forbear.courtdata.packaged import rows
from forbear.problem import BadInput, Problem

LEFT_OUT = ("venue_or_transfer", "zero_bond_record", "pending")  # no outcomes of a case: counted only where they are asked for


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is counted: its name, its condition over the columns of `events`, the period in which the codes can tell it, its definition."""

    name: str
    title: str
    condition: str
    classes: frozenset[str]
    since: dt.date | None
    until: dt.date | None  # half-open: the first day on which it can no longer be told
    says: str


@dataclass(frozen=True, slots=True)
class Stratum:
    """A period without a change: half-open, named after its first day."""

    id: str
    since: dt.date | None
    until: dt.date | None
    what: str
    origin: str


@cache
def known() -> dict[str, Outcome]:
    """Every outcome and group that can be asked for, by name."""
    return {row["name"]: _outcome(row) for row in rows("outcomes")}


def outcome(names: str) -> Outcome:
    """The outcome of a name, or of several names with commas between them as one. Raises BadInput."""
    wanted = [name.strip() for name in names.split(",")]
    problems = [
        Problem("--outcome", None, f"no outcome {name!r}; expected one or more of {', '.join(known())}")
        for name in wanted
        if name not in known()
    ]
    if problems:
        raise BadInput(problems)
    parts = [known()[name] for name in dict.fromkeys(wanted)]
    if len(parts) == 1:
        return parts[0]
    since = None if any(part.since is None for part in parts) else min(part.since for part in parts if part.since)
    until = None if any(part.until is None for part in parts) else max(part.until for part in parts if part.until)
    return Outcome(
        ",".join(part.name for part in parts),
        " or ".join(part.title for part in parts),
        "(" + " OR ".join(part.condition for part in parts) + ")",
        frozenset().union(*(part.classes for part in parts)),
        since,
        until,
        "; ".join(f"{part.name}: {part.says}" for part in parts),
    )


def strata(wanted: Outcome) -> list[Stratum]:
    """The periods in which this outcome means one thing under one policy, oldest first."""
    kept = [row for row in rows("strata") if row["affects"] == "*" or wanted.classes & set(row["affects"].split())]
    days = [_day(row["since"]) for row in kept]
    return [
        Stratum(row["id"], since, until, row["what"], row["origin"])
        for row, since, until in zip(kept, days, [*days[1:], None], strict=True)
    ]


def stratum(wanted: Outcome, name: str) -> Stratum:
    """The stratum of a name; `newest` is the last. Raises BadInput."""
    found = strata(wanted)
    if name == "newest":
        return found[-1]
    named = next((one for one in found if one.id == name), None)
    if named is None:
        listed = "; ".join(f"{one.id} ({one.what})" for one in found)
        raise BadInput([Problem("--stratum", None, f"no stratum {name!r} for {wanted.name}; expected newest or one of: {listed}")])
    return named


def spanned(found: list[Stratum], first: dt.date | None, last: dt.date) -> list[Stratum]:
    """The strata that a period touches; its first day is None where it is open, its last day counts."""
    return [one for one in found if (one.since is None or one.since <= last) and (one.until is None or first is None or one.until > first)]


def _outcome(row: dict[str, str]) -> Outcome:
    classes = row["classes"].split()
    listed = ", ".join(f"'{name}'" for name in classes)
    condition = f"class IN ({listed})" if classes[1:] else f"class = {listed}"
    if row["absentia"]:
        condition = f"({condition} AND {'absentia' if row['absentia'] == 'yes' else 'NOT absentia'})"
    return Outcome(row["name"], row["title"], condition, frozenset(classes), _day(row["since"]), _day(row["until"]), row["says"])


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
