"""What can follow an outcome, who can bring it about, and what does it do to each side of a life?"""

from forbear.law.entry import Entry, Part


class WorkPermitCategory(Part, frozen=True, kw_only=True):
    """A category of work permit."""

    id: str
    title: str
    citation: str


class State(Entry, frozen=True, kw_only=True):
    """A state a case can be in."""

    finality: str
    ended_or_changed_by: str
    meaning: str
    citations: list[str]


class Transition(Entry, frozen=True, rename={"start": "from", "end": "to"}, kw_only=True):
    """A way from one state to another."""

    start: str
    end: str
    trigger: str
    who: str
    notice_needed: str
    legal_basis: str
    typical_horizon: str
    guard: list[str]


class Effect(Entry, frozen=True, kw_only=True):
    """What a state does to one topic."""

    state: str
    topic: str
    effect: str
    detail: str
    citations: list[str]
    conflict: str = ""
    proposed: str = ""
    carry: list[str] = []
    verify_amounts: bool = False
