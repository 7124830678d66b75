"""What proves a factor, who issues it, and how long does it take?"""

from typing import Literal

from forbear.law.entry import Entry, Part


class EvidenceDocument(Part, frozen=True, kw_only=True):
    """One document that proves a factor."""

    id: str
    kinds: list[str]
    title: str
    issuer: str
    how: str
    lead_time: str
    strength: Literal["primary", "corroborating", "weak"]
    hurts: list[str] = []
    hurts_how: str = ""


class EvidenceFactor(Entry, frozen=True, kw_only=True):
    """Proof for one or more case factors."""

    case_factors: list[str]
    what_opla_looks_for: str
    what_eoir_looks_for: str
    documents: list[EvidenceDocument]
    presentation: str = ""
    check_first: list[str] = []
    policy_note: str = ""
    caution: str = ""


class RecordsRequest(Entry, frozen=True, kw_only=True):
    """A channel by which a record can be had."""

    holder: str
    how: str
    lead_time: str
    cost: str = ""
    hurts: list[str] = []
    gap: str = ""


class EvidenceRule(Entry, frozen=True, kw_only=True):
    """A rule on evidence, such as translations."""

    rule: str
    cites: list[str] = []
    hurts: list[str] = []
