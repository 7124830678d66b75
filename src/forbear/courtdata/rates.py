"""How often does an outcome come, of whom, and how sure is that? Base rates with named denominators over the events of a release.

    share      of the outcomes reached in a period: how cases ended then
    hazard     events per case pending at risk and year: what happens to a pending case in a year
    incidence  the share of cases so ended within so many days of filing, other outcomes competing (Aalen–Johansen), pending cases censored

Nothing is pooled over a change of what the codes mean or of the policy: where a figure would span one it is split into strata, and a fiscal
year that spans one says so. Every row carries its definition, its denominator, its n and the release.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from forbear.courtdata.outcomes import Outcome, Stratum

if TYPE_CHECKING:
    from forbear.courtdata.release import Release

Unit = Literal["final", "first", "event", "ever"]
Denominator = Literal["share", "hazard", "incidence"]
Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `by` are the columns of a row; `where` is a condition over the columns of `events`; days count from the filing."""

    outcome: str
    by: tuple[str, ...] = ("court", "fiscal_year")
    where: str | None = None
    unit: Unit | None = None
    denominator: Denominator = "share"
    days: int = 730
    pending_days: int = 0
    case_types: tuple[str, ...] = ("RMV",)
    stratum: str | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """One cell. `rate` is events of at_risk (per year for a hazard); `low` to `high` is its 95% interval over leads, `plain_*` as if all were independent;
    `pooled` is the rate drawn toward court and nation. A rate is None where nobody was at risk or the codes could not tell.
    """

    group: Mapping[str, Value]
    events: int
    at_risk: float
    cases: int
    leads: int
    completions: int
    nta_not_filed: int
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    plain_low: float | None = None
    plain_high: float | None = None
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
    """The rows of an answer, and what they mean."""

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
        return [as_data(row) | said | {"of": self.denominator, "release": self.release} for row in self.rows]


def as_data(row: Rate) -> dict[str, object]:
    """One cell as plain data: its group first, then its figures."""
    names = [name for name in row.__slots__ if name not in ("group", "notes", "strata")]
    return dict(row.group) | {name: getattr(row, name) for name in names} | {"strata": list(row.strata), "note": row.note}


def rates(release: "Release", question: Question) -> Rates:
    """The answer over a release. Raises BadInput."""
    raise NotImplementedError
