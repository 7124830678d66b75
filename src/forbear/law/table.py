"""Rules as a lawyer writes them, and as the compiler leaves them."""

from typing import Literal

import msgspec

from forbear.law.entry import Circuit, Part, Span
from forbear.rules.explain import Rule, Table

Undated = Literal["said", "said if it runs", "nothing runs"]


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


class StopLine(Part, frozen=True, kw_only=True):
    """What ends a count before it is complete, and the fields that hold its day; without fields it ends the count whenever it holds."""

    when: str
    by: list[str] = []
    because: str
    authorities: list[str]
    needs_review: str = ""


class DeadlineLine(Part, frozen=True, kw_only=True, rename={"start": "from"}):
    """When a deadline runs for a case: the sentence, where its event stands, and what kind of date comes of it.

    Where a day stands is a field of the case file or a date of the profile; the first that holds a day is the event, with
    `latest` the latest of them. `beaten_by` hold a judge's own date, which wins; both are shown. `done_by` hold the day the
    thing was done. `undated` is what no date means: what is missing is said, said only of a row that is known to run, or nothing
    runs. `event_counts`: the day of the event is counted too. `yearly`: it falls due again every year. `only_if` says in words
    what must be so where the sentence is not known to be true.
    """

    rule: str
    when: str
    start: list[str]
    says: Literal[
        "file by",
        "answer by",
        "leave by",
        "do by",
        "ask by",
        "opens on",
        "ends on",
        "stops on",
        "becomes possible on",
        "180 days complete on",
        "two years complete on",
        "ten years complete on",
    ]
    because: str = ""
    convention: str = ""
    only_if: str = ""
    beaten_by: list[str] = []
    done_by: list[str] = []
    stops: list[StopLine] = []
    latest: bool = False
    undated: Undated = "said if it runs"
    event_counts: bool = False
    yearly: bool = False


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


class Stop(msgspec.Struct, frozen=True):
    """A compiled end of a count."""

    rule: Rule
    by: tuple[str, ...] = ()


class DeadlineRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """A compiled line of the deadlines of a case."""

    deadline: str
    rule: Rule
    start: tuple[str, ...]
    says: str
    only_if: str = ""
    beaten_by: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    latest: bool = False
    undated: Undated = "said if it runs"
    event_counts: bool = False
    yearly: bool = False


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
