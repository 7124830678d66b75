"""What is this set of papers for? The matter, what is asked of whom, the exhibits behind it, and the words every paper shares."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from forbear.assessment.finding import Assessment, OptionFinding
from forbear.assessment.matter import Matter
from forbear.casefile.facts.posture import underscored
from forbear.drafting.exhibits import Exhibit, exhibits_for
from forbear.drafting.rewriting import Rewrite
from forbear.law.paper import OPPOSING, AskRule, Position
from forbear.law.vocabulary import form_hint
from forbear.problem import BadInput, Problem

ACTORS = {
    "opla": "the Office of the Principal Legal Advisor",
    "ero": "ICE Enforcement and Removal Operations",
    "uscis": "U.S. Citizenship and Immigration Services",
    "issuer": "the office with power to issue or cancel a Notice to Appear",
    "court": "the Immigration Court",
    "board": "the Board of Immigration Appeals",
}
# The motions of the government that an opposition can answer.
OPPOSED = {"oppose-dismissal": ("dismiss", "terminate"), "oppose-recalendar": ("recalendar",)}


@dataclass(frozen=True)
class Brief:
    """One form asked for in one matter on one day. `today` is the day the papers are made, where it is another than the day judged.

    `indexed` is whether a packet with an index of its own holds the papers; `attached` is whether the motion and order that a request
    speaks of are made with it. `rewrites` are paragraphs that somebody rewrote, by the name of the paper; `barred` is why whoever makes
    the papers may make none for a court or the Board, and empty where they may.
    """

    matter: Matter
    found: Assessment
    ask: AskRule
    exhibits: Sequence[Exhibit]
    today: dt.date
    indexed: bool = False
    attached: bool = True
    rewrites: Mapping[str, Sequence[Rewrite]] = field(default_factory=dict)
    barred: str = ""

    @property
    def form(self) -> str:
        """The form asked for."""
        return self.ask.form

    @property
    def option(self) -> OptionFinding | None:
        """The form as the assessment judged it; none where a motion of the government is opposed."""
        return next((option for option in self.found.options if option.form == self.form), None)

    @property
    def position(self) -> Position:
        """What the government's attorney has said of the form; silence, and words that leave it open, are `unknown`."""
        form = "termination-joint-motion" if self.form == "termination-discretionary" else self.form
        said = self.matter.profile.get(f"opla_on_{underscored(form)}")
        return said.value if said and said.value in ("joins", "unopposed", "opposes") else "unknown"

    @property
    def at_board(self) -> bool:
        """Whether the Board has the case, or ruled last."""
        return self.matter.says("before_board") is True

    @property
    def filing(self) -> str:
        """What is filed, as the words of papers are keyed: the form, except where an older motion or title stands in its place."""
        if "joint-motion-dismiss" in self.ask.papers:
            return "dismissal-without-prejudice"  # before general termination, the joint motion to end a case was one to dismiss
        if self.form == "joint-motion-to-reopen" and self.matter.profile["ordered_in_absentia"].value:
            return "in-absentia"
        return self.form

    @property
    def fallback(self) -> str | None:
        """The form asked for in the alternative: the first that the plan names, other than this one, and that the same office can grant.

        A form that would end or pause the case is offered to nobody before the client has consented to it.
        """
        return next((form for form in self.found.plan.in_the_alternative if form != self.form and self._may_offer(form)), None)

    def _may_offer(self, form: str) -> bool:
        asked = next(iter(asks(self.matter, form)), None)
        if asked is None or asked.actor != self.ask.actor:
            return False
        return not asked.gate or self.matter.profile[f"consent_to_{underscored(form)}"].value is True

    @cached_property
    def names(self) -> dict[str, str | None]:
        """What papers say in the place of words in braces that are no facts; None where the file does not hold it."""
        case = self.matter.case
        person = case.text
        detained = self.matter.profile["detained"].value
        motion = self._opposed_motion()
        other = next((row for row in asks(self.matter, self.fallback)), None) if self.fallback else None
        last = max(
            (item for item in case.items("requests") or () if item.get("sent_on") and item.get("form") in (None, self.form)),
            key=lambda item: str(item["sent_on"]),
            default={},
        )
        sent = last.get("sent_on")
        return {
            "full_name": person("person.full_name"),
            "a_number": spaced(person("person.a_number")),
            "court": person("proceedings.court") or case.court,
            "court_address": person("proceedings.court_address"),
            "judge": untitled(person("proceedings.judge")),
            "hearing_day": long_day(self._hearing),
            "hearing_kind": person("proceedings.next_hearing.type"),
            "custody_words": {True: "DETAINED", False: "NON-DETAINED"}.get(detained) if isinstance(detained, bool) else None,
            "facility": person("proceedings.custody.facility"),
            "opla_office": person("proceedings.opla_office"),
            "form_title": lower_first(self.ask.title),
            "act": self.ask.act,
            "provision": self.ask.provision,
            "fallback_act": other.act if other else None,
            "fallback_provision": other.provision if other else None,
            "answer_by": long_day(self._answer_by()),
            "today": long_day(self.today),
            "representative": person("representation.representative.name"),
            "firm": person("representation.representative.firm"),
            "address": person("representation.representative.address"),
            "phone": person("representation.representative.phone"),
            "email": person("representation.representative.email"),
            "eoir_id": person("representation.representative.eoir_id"),
            "sent_on": long_day(sent if isinstance(sent, dt.date) else None),
            "sent_to": str(last["to"]) if last.get("to") else None,
            "days_since_sent": str((self.today - sent).days) if isinstance(sent, dt.date) else None,
            "tribunal": "the Board" if self.at_board else "the Court",
            **dict.fromkeys(("filing", "motion_act", "operative"), self.filing),
            "hearing_time": person("proceedings.next_hearing.time"),
            "closed_day": long_day(case.date("proceedings.admin_closed.date")),
            "closed_why": person("proceedings.admin_closed.reason"),
            "motion_day": long_day(case.date("proceedings.dhs_motion.date")) if motion else None,
            "received_day": long_day(case.date("proceedings.dhs_motion.received_date")) if motion else None,
            "respond_by": long_day(self._due("response-to-dhs-dismissal-or-recalendar")) if motion else None,
            "absence_reason": person("proceedings.in_absentia.reason"),
            "schooling_words": person("education.status"),
            "petition_day": long_day(case.date("proceedings.pfr.filed_date")),
            "petition_court": person("proceedings.pfr.court"),
            "order_day": long_day(case.date("proceedings.final_order_date") or case.date("proceedings.in_absentia.date")),
        }

    @property
    def no_hearing(self) -> bool:
        """Whether it is known that no hearing lies ahead: the file says so, or the stage has none."""
        kind = self.matter.profile["next_hearing"]
        none = kind.value == "none" and not kind.presumed
        return none or any(self.matter.says(stage) for stage in ("under_order", "not_in_court")) or self.matter.stage_is("admin-closed")

    @property
    def _hearing(self) -> dt.date | None:
        """The day of the next hearing; none that has passed."""
        day = self.matter.profile["hearing_day"].value
        return day if isinstance(day, dt.date) else None

    def _opposed_motion(self) -> bool:
        """Whether the motion in the file can be the one that is opposed: not of another kind, and made by the day."""
        made = self.matter.case.date("proceedings.dhs_motion.date")
        kind = self.matter.case.text("proceedings.dhs_motion.kind")
        return kind in (None, *OPPOSED.get(self.form, ())) and not (made and made > self.matter.on)

    def _answer_by(self) -> dt.date | None:
        """The last day on which an answer still helps: the next day to file by that lies ahead, else the day before the hearing."""
        on = self.matter.on
        ahead = [item.due for item in self.found.deadlines if item.due and item.due > on and item.rule.startswith("filing-")]
        eve = self._hearing - dt.timedelta(days=1) if self._hearing else None
        return min(ahead, default=eve if eve and eve > on else None)

    def _due(self, rule: str) -> dt.date | None:
        return next((item.due for item in self.found.deadlines if item.rule == rule), None)


def brief(matter: Matter, found: Assessment, form: str, today: dt.date) -> Brief:
    """The brief for a form. Raises BadInput for a form that is none, or that is asked for in no way on this day."""
    forms = (*matter.corpus.vocabulary.forms, *OPPOSING)
    if form not in forms:
        raise BadInput([Problem("--form", None, f"{form!r} is no form; {form_hint(form, forms)}")])
    ask = next(iter(asks(matter, form)), None)
    if ask is None:
        raise BadInput(
            [Problem("--form", None, f"no paper asks for {form} on {matter.on} at this stage; forbear assess says what is open")]
        )
    return Brief(matter, found, ask, exhibits_for(matter, form), today)


def asks(matter: Matter, form: str) -> list[AskRule]:
    """The ways in which a form can be asked for on the day: what they rest on is law then, in the circuit."""
    authorities = matter.corpus.authorities
    return [
        row
        for row in matter.corpus.paper_words.asks
        if row.form == form
        and matter.reading.rule(row.rule).value
        and all(authorities[name].binds(matter.on, matter.case.circuit) for name in row.rule.authorities)
    ]


def untitled(judge: str | None) -> str | None:
    """A judge's name without the title that papers put before it."""
    return re.sub(r"^(?:the hon(?:orable|\.)\s+)?(?:immigration\s+)?judge\s+", "", judge, flags=re.IGNORECASE) if judge else None


def long_day(date: dt.date | None) -> str | None:
    """A date as papers write it: October 13, 2026."""
    return f"{date:%B} {date.day}, {date.year}" if date else None


def spaced(a_number: str | None) -> str | None:
    """An A-number as papers write it: A 200-555-020."""
    digits = "".join(sign for sign in a_number or "" if sign.isdigit())
    if not digits:
        return None
    return f"A {digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 9 else f"A {digits[:-6]}-{digits[-6:-3]}-{digits[-3:]}"


def lower_first(text: str) -> str:
    """Words of a title within a sentence; names and abbreviations keep their capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def upper_first(text: str) -> str:
    """Words at the beginning of a line."""
    return text[:1].upper() + text[1:]
