"""What can follow an outcome, who can bring it about, and what does it do to each side of a life?"""

from typing import Literal

import msgspec

from forbear.law.entry import Entry, Part, Span
from forbear.law.table import Line
from forbear.rules.explain import Rule, Table

Side = Literal["undoes", "onward", "opens", "closes", "keeps"]
STAYS = "stays"  # the state of the case does not change
NOWHERE = "none"  # the graph has no such state


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


class LeadText(Part, frozen=True, kw_only=True):
    """Where a granted form leads, as written: a state, `stays` or `none`. `without` are ways that the grant holds off."""

    form: str
    rows: list[Line]
    without: list[str] = []


class WithinText(Part, frozen=True, kw_only=True):
    """A state that leaves another in place, as written: the ways and effects of `of` hold too, save those in `without`."""

    state: str
    of: str
    when: str = "TRUE"
    without: list[str] = []


class TopicText(Part, frozen=True, kw_only=True):
    """A topic that not every case has, as written."""

    topic: str
    when: str
    because: str


class SpeaksText(Part, frozen=True, kw_only=True):
    """Whom ways or effects reach, what they rest on, and on which side they count, as written."""

    about: list[str]
    side: Side
    when: str = "TRUE"
    authorities: list[str] = []
    convention: str = ""
    in_force: list[Span] = []


class GoingOnText(Part, frozen=True, kw_only=True):
    """What going on without a request means for a topic, as written."""

    topic: str
    when: str
    says: str
    authorities: list[str]
    in_force: list[Span] = []


class Lead(msgspec.Struct, frozen=True):
    """Where a granted form leads, compiled."""

    table: Table
    without: tuple[str, ...]


class Within(msgspec.Struct, frozen=True):
    """A state that leaves another in place, compiled."""

    state: str
    of: str
    rule: Rule
    without: tuple[str, ...]


class Speaks(msgspec.Struct, frozen=True):
    """Whom a way or an effect reaches, compiled; the rule carries its authorities and periods."""

    side: Side
    rule: Rule


class PathRules(msgspec.Struct, frozen=True):
    """The compiled rules by which the graph speaks to a case. `going_on` rules name their topic in `then` and speak in `because`."""

    stands: Table
    leads: dict[str, Lead]
    within: list[Within]
    topics: dict[str, Rule]
    speaks: dict[str, Speaks]
    going_on: list[Rule]


class Graph(msgspec.Struct, frozen=True):
    """The graph of consequences with its rules."""

    states: dict[str, State]
    transitions: list[Transition]
    effects: list[Effect]
    work_permits: list[WorkPermitCategory]
    rules: PathRules
