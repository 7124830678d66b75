"""Which statements harm a client, under which ground, and how gravely at each stage?"""

from typing import Literal

from forbear.law.entry import Entry, Part

Severity = Literal["critical", "serious", "caution"]
GRAVEST_FIRST: tuple[Severity, ...] = ("critical", "serious", "caution")
Phase = Literal["pre-nta", "pre-pleading", "pleaded", "final-order"]


class Ground(Part, frozen=True, kw_only=True):
    """The law under which an admission harms."""

    cite: str
    note: str = ""


class Linked(Part, frozen=True, kw_only=True):
    """Changing law behind an admission."""

    name: str
    id: str = ""
    note: str = ""
    needs_review: str = ""


class GeneralRule(Entry, frozen=True, kw_only=True):
    """A rule about admissions of every kind."""

    rule: str
    gap: str = ""


class Admission(Entry, frozen=True, kw_only=True):
    """One harmful admission."""

    group: str
    severity: Severity
    what_is_admitted: str
    why_harmful: str
    grounds: list[Ground]
    stage_dependence: dict[Phase, Severity]
    when_safe: list[str]
    safer_framing: list[str]
    negation_traps: list[str]
    signal_phrases: dict[Literal["en", "es"], list[str]]
    linked_authorities: list[Linked] = []

    def at(self, phase: Phase) -> Severity:
        """How grave it is at a phase of the case."""
        return self.stage_dependence.get(phase, self.severity)
