"""Which papers does an office make, and of what must a client be warned?"""

from forbear.law.entry import Entry, Part


class ClientWarning(Part, frozen=True, kw_only=True):
    """Something a client must be told."""

    id: str
    title: str


class EvidenceKind(Part, frozen=True, kw_only=True):
    """A kind of exhibit and the topics it can prove."""

    id: str
    title: str
    proves: list[str]


class Guard(Entry, frozen=True, kw_only=True):
    """A check on a draft."""

    severity: str
    check: str
    why: str


class DocumentSection(Part, frozen=True, kw_only=True):
    """A part of a document."""

    n: int
    id: str
    must: str
    facts: list[str] = []
    authorities: list[str] = []


class Variant(Part, frozen=True, kw_only=True):
    """How a document changes with the case."""

    when: dict[str, object]
    change: str


class DocumentSpec(Entry, frozen=True, kw_only=True):
    """What a document must be."""

    purpose: str
    audience: str
    channel: str = ""
    length: str
    languages: list[str]
    sections: list[DocumentSection]
    must_not: list[str] = []
    local_rules: list[str] = []
    variants: list[Variant] = []
    gate: str = ""
    warnings: list[str] = []
    reading_level: str = ""
    text: dict[str, object] = {}
    marking: str = ""
    tone: str = ""
    schedule_days: list[int] = []
