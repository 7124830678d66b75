"""What an assessment says: findings, each with its reason, its authorities and what it presumes.

`presumed` lists the paths on which an answer rests although the file does not mention them. `unknown_because` says why an
open answer is open: a fact, unsettled law, or a judgment left to counsel.
"""

import datetime as dt
from typing import Literal

import msgspec

Word = Literal["yes", "no", "unknown"]
Strength = Literal["asserted", "corroborated", "documented"]
Status = Literal["available", "conditional", "unavailable", "unknown"]
Timing = Literal["too-early", "ripe", "best", "late", "barred", "avoid", "unknown"]
Realistic = Literal["common", "possible", "rare", "litigation-only"]


class OutsideFinding(msgspec.Struct, frozen=True):
    """A posture outside section 240: what is gone, what can come next, what runs, who must act today."""

    id: str
    title: str
    gone: str
    next: str
    runs: str
    who_acts: str


class StageFinding(msgspec.Struct, frozen=True):
    """Where the case stands."""

    id: str | None
    could_be: list[str]
    presumed: list[str]
    detained: bool | None
    because: str
    authorities: list[str]
    unknown_because: list[str] = []
    outside: OutsideFinding | None = None


class PostureFinding(msgspec.Struct, frozen=True, omit_defaults=True):
    """How open one actor is."""

    actor: str
    regime: str
    posture: str
    authorities: list[str]
    ask: str = ""
    uncertain: str = ""


class PriorityFinding(msgspec.Struct, frozen=True):
    """Whether a priority of the regime in force reaches the client."""

    id: str
    verdict: Word
    authority: str
    because: str
    presumed: list[str]
    unknown_because: list[str] = []


class FactorFinding(msgspec.Struct, frozen=True):
    """Whether a factor is shown, and how well. `named_by` are the policies in force that name it."""

    id: str
    title: str
    direction: Literal["favourable", "adverse"]
    verdict: Word
    strength: Strength | None
    exhibits: list[str]
    law_ids: list[str]
    because: str
    presumed: list[str]
    named_by: list[str] = []
    unknown_because: list[str] = []


class ConsequenceFinding(msgspec.Struct, frozen=True):
    """What a granted form means for one topic."""

    effect: str
    authorities: list[str]
    confidence: str


class OptionFinding(msgspec.Struct, frozen=True):
    """One form judged for the case."""

    form: str
    title: str
    status: Status
    could_be: list[str]
    timing: Timing | None
    timing_because: str
    realistic: Realistic | None
    because: str
    needs: list[str]
    decision_maker: list[str]
    authorities: list[str]
    consequences: dict[str, ConsequenceFinding]
    warnings: list[str]
    presumed: list[str]
    unknown_because: list[str] = []


class Shift(msgspec.Struct, frozen=True):
    """A day on which a window changes, and to what. None: no basis in the facts from that day."""

    on: dt.date
    to: Timing | None
    because: str


class Mover(msgspec.Struct, frozen=True):
    """A fact, a paper, a consent or another need that would move a window."""

    kind: Literal["fact", "need", "consent", "document"]
    what: str
    because: str


class WindowFinding(msgspec.Struct, frozen=True):
    """The window of one form, when it moves, and what would move it."""

    form: str
    title: str
    status: Status
    timing: Timing | None
    because: str
    moves: list[Shift]
    moved_by: list[Mover]


class FirstStep(msgspec.Struct, frozen=True):
    """Something that comes before any request. `verdict` is unknown where it has to be asked first."""

    step: str
    title: str
    because: str
    verdict: Word = "yes"


class Against(msgspec.Struct, frozen=True):
    """A form not to ask for, or a motion to oppose, and why."""

    form: str
    because: str


class PlanFinding(msgspec.Struct, frozen=True):
    """What to ask, when, and what not."""

    first: list[FirstStep]
    ask: str | None
    in_the_alternative: list[str]
    when: str
    do_not_ask: list[Against]
    because: str
    after_screen: bool
    oppose: list[FirstStep]
    weighing: str
    would_change: list[str]


class Interest(msgspec.Struct, frozen=True):
    """A point of the government's own interest."""

    point: str
    fact: str
    exhibits: list[str]


class DangerFinding(msgspec.Struct, frozen=True):
    """A harmful admission that the facts hold."""

    admission: str
    title: str
    severity: str
    where: list[str]
    because: str
    instead: str


class MissingPaper(msgspec.Struct, frozen=True, rename={"serves": "for"}):
    """A paper the case wants."""

    document: str
    title: str
    serves: list[str]
    because: str
    how_to_get: str
    lead_time: str


class QuestionFinding(msgspec.Struct, frozen=True):
    """A question to ask, and the findings it can still change."""

    question: str
    fact: str
    text: dict[str, str]
    decides: list[str]
    sensitivity: str


class WarningFinding(msgspec.Struct, frozen=True):
    """Something the client must be told."""

    id: str
    text: str


class LawFinding(msgspec.Struct, frozen=True):
    """How old the law behind the answer is. `stale` must be looked at again first."""

    current_as_of: dt.date | None
    stale: list[str]
    by_topic: dict[str, dt.date | None]
    changed_by_office: list[str] = []


class DeadlineStep(msgspec.Struct, frozen=True):
    """One step of a count."""

    what: str
    date: dt.date | None


class DeadlineFinding(msgspec.Struct, frozen=True, omit_defaults=False, rename={"start": "from"}):
    """A date of the case: its day or the reason why there is none, how it was counted, and what missing it means.

    `default` is the date the rule gives where a judge's order has set another; the order wins. `only_if` says on what, not
    known, it depends that the date runs at all or is the right one; `ask` are the fields of the case file that would tell.
    `field` is where the event comes from: a path of the case file, or the rule of the deadline that this one precedes.
    """

    id: str
    rule: str
    title: str
    says: str
    due: dt.date | None
    protective: dt.date | None
    start: dt.date | None
    field: str
    steps: list[DeadlineStep]
    authority: list[str]
    missed_means: str
    passed: bool
    confidence: str
    reason: str = ""
    conflict: dict[str, object] | None = None
    default: dt.date | None = None
    opens: dt.date | None = None
    closes: dt.date | None = None
    second: dict[str, object] | None = None
    done: dt.date | None = None
    notes: list[str] = []
    only_if: str = ""
    ask: list[str] = []


class FollowUp(msgspec.Struct, frozen=True):
    """A day on which a request that was sent is followed up, and what is done."""

    id: str
    rule: str
    due: dt.date
    says: str
    title: str


class Assessment(msgspec.Struct, frozen=True):
    """The strategy for one case on one day."""

    case: str
    on: dt.date
    law: LawFinding
    stage: StageFinding
    posture: list[PostureFinding]
    priorities: list[PriorityFinding]
    factors: list[FactorFinding]
    options: list[OptionFinding]
    plan: PlanFinding
    government_interest: list[Interest]
    dangers: list[DangerFinding]
    missing: list[MissingPaper]
    questions: list[QuestionFinding]
    warnings: list[WarningFinding]
    deadlines: list[DeadlineFinding]
    facts_as_of: dt.date | None = None
    notices: list[str] = []
    office_notes: list[str] = []
    rates: object = None

    def option(self, form: str) -> OptionFinding:
        """The finding on one form."""
        return next(option for option in self.options if option.form == form)
