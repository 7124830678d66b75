"""What the guard says of a text: admissions at the exact words, checks that a draft fails, and what was not read."""

import datetime as dt
from typing import Literal

import msgspec

from forbear.law.admission import Severity

Purpose = Literal["pd-letter", "support-letter", "sworn-declaration", "relief-form", "bond"]
PURPOSES: tuple[Purpose, ...] = ("pd-letter", "support-letter", "sworn-declaration", "relief-form", "bond")
Word = Literal["accepted", "fixed", "dismissed"]


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why the detector spoke: its score against its bar, the words that weigh most, known phrases, and cues for and against."""

    score: float
    bar: float
    strongest: str
    phrases: list[str] = []
    cues: dict[str, str] = {}
    weighed: list[str] = []


class Decision(msgspec.Struct, frozen=True):
    """What a person decided about a finding, and why. Kept for counsel only."""

    finding: str
    decision: Word
    by: str
    on: dt.date
    reason: str
    text: str
    admission: str


class GuardFinding(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One harmful admission. `start` and `end` count characters of the text; `ground` and `authorities` say under what law it harms."""

    id: str
    admission: str
    title: str
    severity: Severity
    start: int
    end: int
    text: str
    ground: str
    authorities: list[str]
    because: str
    instead: str
    safe_when: list[str]
    sentence: tuple[int, int]
    page: int | None = None
    paragraph: int | None = None
    where: str = ""
    held_by_government: list[str] = []
    decision: Decision | None = None
    evidence: Evidence | None = None


class CheckFinding(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A check of drafting that the text fails, or that a person must look at. `check` is an id of the drafting guards or warnings."""

    id: str
    check: str
    title: str
    severity: Severity
    start: int
    end: int
    text: str
    because: str
    instead: str
    authorities: list[str] = []
    facts: list[str] = []
    page: int | None = None
    paragraph: int | None = None
    where: str = ""
    decision: Decision | None = None


class UnreadPart(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the document that no word was read from."""

    where: str
    because: str
    page: int | None = None


class GuardReport(msgspec.Struct, frozen=True, kw_only=True):
    """The guard's answer about one document."""

    document: str
    on: dt.date
    purpose: Purpose | None
    findings: list[GuardFinding]
    checks: list[CheckFinding]
    unread: list[UnreadPart]
    sentences: int
    limits: str
    gone: list[Decision] = []
