"""Which forms of discretion are there, who decides them, and what does each mean later? And the factors that are weighed."""

import datetime as dt
from typing import Literal

from forbear.law.entry import Circuit, Entry, Part

Level = Literal["common", "possible", "rare", "litigation-only"]


class Standard(Part, frozen=True, kw_only=True):
    """How the decision is made."""

    test: str
    factors: list[str]
    authorities: list[str] = []


class Fee(Part, frozen=True, kw_only=True):
    """A fee and the law that sets it."""

    amount_usd: int
    note: str = ""
    authorities: list[str] = []
    as_of: dt.date | None = None


class CircuitVariation(Part, frozen=True, kw_only=True):
    """Where a circuit differs."""

    circuits: list[Circuit]
    rule: str
    authorities: list[str]


class Statement(Part, frozen=True, kw_only=True):
    """What a granted form means for one topic."""

    statement: str
    authorities: list[str] = []


class Availability(Part, frozen=True, kw_only=True, rename={"start": "from"}):
    """How often the form is granted in practice since a day."""

    level: Level
    start: dt.date
    as_of: dt.date
    note: str | None = None


class Form(Entry, frozen=True, kw_only=True):
    """One form of discretion. `case_form` is the short name under which an option reports it."""

    case_form: str | None
    plain_name: str
    decision_maker: list[str]
    needs_government_agreement: Literal["yes", "no", "helps"]
    stages: list[str]
    asks_via: list[str]
    standard: Standard
    required_contents: list[str]
    fees: list[Fee] = []
    who_may_oppose: list[str]
    effect: str
    finality: list[str]
    reversible_by: list[str]
    consequences: dict[str, Statement]
    strategic_pros: list[str]
    strategic_cons: list[str]
    when_to_prefer: list[str]
    when_to_avoid: list[str]
    circuit_variations: list[CircuitVariation] = []
    availability: Availability


class Proof(Part, frozen=True, kw_only=True):
    """A paper that usually proves a factor."""

    document: str
    weight: Literal["primary", "corroborating", "weak"]
    note: str = ""


class Factor(Entry, frozen=True, kw_only=True):
    """A factor as policies name it."""

    direction: Literal["favourable", "adverse"]
    case_factor: str | None
    definition: str
    typical_proof: list[Proof]
    common_mistakes: list[str]
    adverse_spillover: list[str]
