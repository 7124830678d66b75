"""Rules as a lawyer writes them, and as the compiler leaves them."""

from typing import Literal

import msgspec

from forbear.law.entry import Circuit, Part, Span
from forbear.rules.explain import Rule, Table


class Line(Part, frozen=True, kw_only=True, rename={"for_": "for"}):
    """One rule as written. It cites authorities, or names the convention it follows."""

    when: str
    id: str = ""
    then: str = ""
    because: str = ""
    authorities: list[str] = []
    convention: str = ""
    in_force: list[Span] = []
    circuits: list[Circuit] = []
    unless: list[str] = []
    needs: list[str] = []
    meaning: str = ""
    direction: Literal["favourable", "adverse", ""] = ""
    warning: str = ""
    admission: str = ""
    document: str = ""
    step: str = ""
    form: str = ""
    title: str = ""
    field: str = ""
    fact: str = ""
    point: str = ""
    forms: list[str] = []
    where: list[str] = []
    for_: list[str] = []
    alternatives: list[str] = []


class DeadlineLine(Part, frozen=True, kw_only=True, rename={"start": "from"}):
    """When a deadline runs for a case: the sentence, the fields that hold its event, and what kind of date comes of it.

    `beaten_by` are fields in which a judge's own date stands; it wins and both are shown.
    """

    rule: str
    when: str
    start: list[str]
    says: Literal["file by", "answer by", "leave by", "do by", "becomes possible on", "runs out on", "opens on", "ask by"]
    because: str = ""
    convention: str = ""
    beaten_by: list[str] = []
    done_by: list[str] = []


class TableText(Part, frozen=True, kw_only=True):
    """A table as written."""

    rows: list[Line]
    otherwise: str
    because: str = ""
    authorities: list[str] = []


class FormText(Part, frozen=True, kw_only=True):
    """One of the forms as written: which entry applies, whether it can be asked, and when."""

    form: str
    title: str
    variants: list[Line]
    status: TableText
    timing: TableText


class Outside(Part, frozen=True, kw_only=True):
    """A posture outside section 240: what is gone, what can come, what runs, who must act."""

    id: str
    title: str
    gone: str
    next: str
    runs: str
    who_acts: str
    authorities: list[str]


class RecentlyEnded(Part, frozen=True, kw_only=True):
    """The warning given while drafts still cite a policy that ended not long ago."""

    warning: str
    days: int
    because: str


class FormRules(msgspec.Struct, frozen=True):
    """The compiled tables of one form."""

    form: str
    title: str
    variant: Table
    status: Table
    timing: Table


class Subject(msgspec.Struct, frozen=True, omit_defaults=True):
    """A compiled rule about something: `rule.then` names it, the rest says more."""

    rule: Rule
    title: str = ""
    direction: str = ""
    field: str = ""
    point: str = ""
    forms: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


class LimbRule(msgspec.Struct, frozen=True):
    """A compiled limb of a policy's priorities."""

    authority: str
    flag: str
    label: str
    rule: Rule


class DeadlineRule(msgspec.Struct, frozen=True):
    """A compiled line of the deadlines of a case."""

    deadline: str
    rule: Rule
    start: tuple[str, ...]
    says: str
    beaten_by: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """The compiled rules of the plan."""

    screen: list[Subject]
    after_screen: tuple[str, ...]
    screen_open_when_unknown: tuple[str, ...]
    prefer: list[Subject]
    rare_last: bool
    do_not_ask: list[Subject]
    oppose: list[Subject]
    when_to_ask: Table


class Rulebook(msgspec.Struct, frozen=True):
    """Every compiled rule of the corpus."""

    conclusions: dict[str, Rule]
    meanings: dict[str, str]
    exceptions: dict[str, Rule]
    stage: Table
    outside: list[Outside]
    limbs: list[LimbRule]
    factors: list[Subject]
    forms: list[FormRules]
    case_warnings: list[Subject]
    form_warnings: list[Subject]
    recently_ended: RecentlyEnded
    dangers: list[Subject]
    missing: list[Subject]
    plan: Plan
    interests: list[Subject]
    asking: dict[str, Rule]
    deadlines: list[DeadlineRule]
