"""What is the law, when, and where? Statutes, regulations, precedents, policies and orders with their lives."""

import datetime as dt
from typing import Literal

from forbear.law.entry import Circuit, Entry, Part, Period, Span, Status

Kind = Literal[
    "statute",
    "regulation",
    "precedent",
    "federal-decision",
    "policy-memo",
    "executive-order",
    "agency-guidance",
    "form",
    "manual",
    "proclamation",
]


class Limb(Part, frozen=True, kw_only=True):
    """A class that a policy singles out. `when` is a sentence over facts; a limb without one is only shown."""

    id: str
    label: str
    test: str
    when: str = ""
    priority_flag: str = ""
    in_force: list[Span] = []
    note: str = ""
    needs_review: str = ""


class Version(Part, frozen=True, kw_only=True, rename={"start": "from"}):
    """A dated version of one instrument."""

    id: str
    start: dt.date
    note: str = ""


class Doubt(Part, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A stretch of days for which the data cannot say how the authority stood."""

    start: dt.date | None = None
    end: dt.date | None = None
    note: str

    def holds(self, on: dt.date) -> bool:
        """Whether the doubt covers the day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


class Authority(Entry, frozen=True, kw_only=True):
    """One instrument. No `circuits` means nationwide; in `uncertain_circuits` sources differ."""

    kind: Kind
    cite: str
    issuer: str = ""
    issued: dt.date | None = None
    in_force: list[Period]
    summary: str
    circuits: list[Circuit] = []
    uncertain_circuits: list[Circuit] = []
    uncertain: list[Doubt] = []
    used_for: list[str] = []
    supersedes: list[str] = []
    superseded_by: list[str] = []
    priorities: list[Limb] = []
    favourable_factors: list[str] = []
    adverse_factors: list[str] = []
    forms_encouraged: list[str] = []
    forms_discouraged: list[str] = []
    request_procedure: str = ""
    timing_guidance: str = ""
    versions: list[Version] = []
    pending: bool = False

    def period(self, on: dt.date) -> Period | None:
        """The period of its life that the day falls in."""
        return next((period for period in self.in_force if period.holds(on)), None)

    def status(self, on: dt.date) -> Status | None:
        """How it stood on the day; None before its life began."""
        period = self.period(on)
        return period.status if period else None

    def binds(self, on: dt.date, circuit: str | None) -> bool:
        """Whether it was in force on the day and reaches the circuit; an unknown circuit is reached by nationwide law only."""
        return self.status(on) == "in_force" and (not self.circuits or circuit in self.circuits)

    def doubt(self, on: dt.date, circuit: str | None) -> str:
        """Why its standing on the day is uncertain, or nothing."""
        if circuit in self.uncertain_circuits:
            return f"{self.cite}: sources differ for this circuit"
        return next((f"{self.cite}: {doubt.note}" for doubt in self.uncertain if doubt.holds(on)), "")
