"""How long is a closed matter kept, and which are past that? As the office sets it, from its own bar's rule; nothing set, for ever."""

import calendar
import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone

from forbear.office.audit.visit import stood_out
from forbear.office.matters.membership import visible
from forbear.office.matters.models import Hold, Matter, Membership, Retention, Standing
from forbear.office.people.may import Act, check, may
from forbear.office.people.models import Person
from forbear.office.place import office_keys
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem
from forbear.vault.seal import seal_for_office, unseal_for_office

KIND = "retention"
MOST_YEARS, MOST_SOURCE = 100, 500


@dataclass(frozen=True, slots=True)
class Rule:
    """Years after closing, None for ever; whence the office has it; who set it and when."""

    years: int | None
    source: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """A closed matter: by number alone, for it may be shown to who sees no matter. `due` is the first day on which it may be erased."""

    id: uuid.UUID
    closed_at: dt.datetime
    closed_by: str
    leads: tuple[str, ...]
    due: dt.date | None
    held: bool

    def is_due(self, on: dt.date) -> bool:
        """Whether its time is past, and no hold keeps it."""
        return self.due is not None and self.due <= on and not self.held


def rule() -> Rule | None:
    """The rule that counts; None where the office has set none, and then nothing is ever due."""
    found = Retention.objects.select_related("by").first()
    if found is None:
        return None
    source = unseal_for_office(office_keys(), bytes(found.sealed), kind=KIND).decode()
    return Rule(found.years, source, str(found.by), found.at)


def set_rule(by: Person, years: int | None, source: str) -> None:
    """Sets how long closed matters are kept; None is for ever. An administrator does. Raises NotForRole, BadInput."""
    check(by, Act.KEEP_PEOPLE)
    source = " ".join(source.split())
    problems = []
    if years is not None and not 1 <= years <= MOST_YEARS:
        problems.append(Problem("years", None, f"expected 1 to {MOST_YEARS} years, or none for ever, found {years}"))
    if not 0 < len(source) <= MOST_SOURCE:
        problems.append(Problem("source", None, f"expected whose rule it is, in up to {MOST_SOURCE} characters"))
    if problems:
        raise BadInput(problems)
    with in_turn():
        line = stood_out(by, "RETENTION RULE", "for ever" if years is None else f"{years} years")
        sealed = seal_for_office(office_keys(), source.encode(), kind=KIND)
        Retention.objects.create(id=uuid.uuid4(), years=years, at=timezone.now(), by=by, line=line, sealed=sealed)


def due_on(closed_at: dt.datetime, years: int | None) -> dt.date | None:
    """The first day on which a matter closed then may be erased; one closed on a 29 February, on a 1 March."""
    if years is None:
        return None
    day = closed_at.astimezone().date()
    leap = (day.month, day.day) == (2, 29) and not calendar.isleap(day.year + years)
    return dt.date(day.year + years, 3, 1) if leap else day.replace(year=day.year + years)


def ended(person: Person) -> list[Ended]:
    """The closed matters, the first due first: of an administrator or auditor all, by number; of others those that they may see."""
    every = may(person, Act.READ_LOG)
    among = Matter.objects.filter(erased_at=None) if every else visible(person)
    years = found.years if (found := rule()) else None
    return sorted(
        (_ended(each, years) for each in among.filter(closed_at__isnull=False).select_related("closed_by")),
        key=lambda each: (each.due is None, each.due or dt.date.max, each.closed_at),
    )


def one(matter_id: uuid.UUID) -> Ended | None:
    """A closed matter by its number, for whoever has asked first whether it may be shown."""
    found = Matter.objects.filter(pk=matter_id, closed_at__isnull=False, erased_at=None).select_related("closed_by").first()
    return _ended(found, set_.years if (set_ := rule()) else None) if found else None


def erased(person: Person) -> list[Matter]:
    """What was erased, by number, for who reads the log."""
    return (
        list(Matter.objects.exclude(erased_at=None).select_related("erased_by").order_by("-erased_at")) if may(person, Act.READ_LOG) else []
    )


def _ended(matter: Matter, years: int | None) -> Ended:
    assert matter.closed_at is not None
    leads = Membership.objects.filter(matter=matter, standing=Standing.LEAD).select_related("person")
    return Ended(
        matter.pk,
        matter.closed_at,
        str(matter.closed_by or ""),
        tuple(sorted(str(each.person) for each in leads)),
        due_on(matter.closed_at, years),
        Hold.objects.filter(matter=matter, lifted_at=None).exists(),
    )
