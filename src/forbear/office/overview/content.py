"""What does the overview say? The plan as decisions, each with its reason, its cite and what explains it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forbear.assessment.finding import Assessment, DeadlineFinding, FactorFinding, OptionFinding
from forbear.drafting.deadlines import act_by, ahead
from forbear.office.overview.why import code

MOST_DATES, MOST_QUESTIONS, MOST_EXHIBITS = 6, 3, 6
STRONGEST_FIRST = ("documented", "corroborated", "asserted")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the plan: what to do with what, its verdict, its reason, its authorities, what explains it."""

    label: str | Promise
    title: str
    verdict: OptionFinding | None
    because: str
    authorities: list[str]
    why: str
    grave: bool = False
    open: bool = False


def decisions(found: Assessment) -> Iterator[Decision]:
    """The plan in the order in which it is wanted: first, oppose, ask, or, do not ask."""
    plan = found.plan
    for step in plan.first:
        yield Decision(_("First"), step.title, None, step.because, [], code(f"first:{step.step}"), open=step.verdict == "unknown")
    for step in plan.oppose:
        yield Decision(_("Oppose"), step.title, None, step.because, [], code(f"oppose:{step.step}"))
    if plan.ask:
        yield _asked(_("Ask"), found.option(plan.ask), plan.because)
    for form in plan.in_the_alternative:
        option = found.option(form)
        yield _asked(_("Or"), option, option.timing_because or option.because)
    for against in plan.do_not_ask:
        option = found.option(against.form)
        yield Decision(_("Do not ask"), option.title, None, against.because, [], code(f"avoid:{against.form}"), grave=True)


def _asked(label: str | Promise, option: OptionFinding, because: str) -> Decision:
    why = code(f"option:{option.form}", f"window:{option.form}")
    return Decision(label, option.title, option, because, option.authorities, why)


@dataclass(frozen=True, slots=True)
class Shown:
    """A factor that the file shows, and what explains it."""

    factor: FactorFinding
    why: str


def shown(found: Assessment, direction: str) -> list[Shown]:
    """The factors of a direction that the file shows, the best proved first."""
    held = [factor for factor in found.factors if factor.direction == direction and factor.verdict == "yes"]
    held.sort(key=lambda factor: STRONGEST_FIRST.index(factor.strength or "asserted"))
    return [Shown(factor, code(f"factor:{factor.id}")) for factor in held]


@dataclass(frozen=True, slots=True)
class Due:
    """A date ahead: the day to act by, and what."""

    item: DeadlineFinding
    by: object


def dates(found: Assessment) -> tuple[list[Due], int]:
    """The next dates, and how many more there are."""
    coming = ahead(found.deadlines, found.on)
    return [Due(item, act_by(item, found.on)) for item in coming[:MOST_DATES]], max(0, len(coming) - MOST_DATES)
