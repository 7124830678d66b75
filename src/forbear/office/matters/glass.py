"""Who opens a matter that they are not on, in need? An administrator, with a reason, for some hours, to read; and everybody learns of it.

A wall is not broken by it. It gives no standing: nothing is changed, and nobody is let in, through broken glass.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from forbear.office.alarms.raising import Kind, administrators, raise_alarm
from forbear.office.matters.keeping import keys_of, pack, unpack
from forbear.office.matters.membership import NotThere, standing, visible, who_see
from forbear.office.matters.models import Glass, Matter, Membership, Wall
from forbear.office.people.may import Act, check
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem

MOST_HOURS, HOURS = 24, 4
LEAST_REASON, MOST_REASON = 10, 1000  # characters
KIND = "glass"


@dataclass(frozen=True, slots=True)
class Broken:
    """One breaking of glass, for who may see the matter."""

    who: str
    since: dt.datetime
    until: dt.datetime
    ended: dt.datetime | None
    why: str


def break_glass(by: Person, matter_id: uuid.UUID, why: str, hours: int) -> dt.datetime:
    """Opens a matter to an administrator who is not on it, and says until when. Who is on it and all administrators are told.

    Raises NotForRole; NotThere where there is no such matter, and where a wall keeps the administrator from it; BadInput.
    """
    check(by, Act.BREAK_GLASS)
    why = why.strip()
    problems = []
    if not LEAST_REASON <= len(why) <= MOST_REASON:
        problems.append(Problem("why", None, f"expected a reason of {LEAST_REASON} to {MOST_REASON:,} characters"))
    if not 1 <= hours <= MOST_HOURS:
        problems.append(Problem("hours", None, f"expected 1 to {MOST_HOURS} hours, found {hours}"))
    if problems:
        raise BadInput(problems)
    with in_turn():
        matter = Matter.objects.select_for_update().filter(pk=matter_id, erased_at=None, key__isnull=False).first()
        if matter is None or Wall.objects.filter(matter=matter, person=by).exists():
            raise NotThere
        if Membership.objects.filter(matter=matter, person=by).exists():
            raise BadInput([Problem("matter", None, "is open to you: you are on it")])
        now = timezone.now()
        until, made = now + dt.timedelta(hours=hours), uuid.uuid4()
        _end(by, matter_id)
        told = [*who_see(matter_id), *administrators()]
        line = raise_alarm(Kind.GLASS, f"open for {hours} h", by=by, matter=matter_id, until=until, to=told)
        sealed = pack(keys_of(matter_id), {"why": why}, place=str(made), kind=KIND)
        Glass.objects.create(id=made, matter=matter, person=by, since=now, until=until, line=line, sealed=sealed)
    return until


def mend(by: Person, matter_id: uuid.UUID) -> None:
    """Gives back what was opened, before its time. Raises NotThere."""
    with in_turn():
        if not _end(by, matter_id):
            raise NotThere


def until(person: Person, matter_id: uuid.UUID) -> dt.datetime | None:
    """Until when a matter is open to somebody through broken glass alone; None where it is not."""
    if Membership.objects.filter(matter=matter_id, person=person).exists():
        return None
    return _open(person, matter_id).values_list("until", flat=True).first()


def broken(person: Person, matter_id: uuid.UUID) -> list[Broken]:
    """Every time that glass was broken for a matter, the newest first, for who may see it. Raises NotThere."""
    standing(person, matter_id)
    keys = keys_of(matter_id)
    return [
        Broken(
            str(each.person), each.since, each.until, each.ended_at, unpack(keys, bytes(each.sealed), place=str(each.pk), kind=KIND)["why"]
        )
        for each in Glass.objects.filter(matter=matter_id).select_related("person")
    ]


def to_break(by: Person) -> list[tuple[Matter, list[str]]]:
    """The matters that an administrator could open in need: by number, who leads them and since when, and no fact. Raises NotForRole."""
    check(by, Act.BREAK_GLASS)
    walls = Wall.objects.filter(person=by).values("matter")
    closed_to = Matter.objects.filter(erased_at=None, key__isnull=False).exclude(pk__in=walls).exclude(pk__in=visible(by))
    found = closed_to.prefetch_related("memberships__person").order_by("-opened_at")
    return [(each, sorted(str(one.person) for one in each.memberships.all() if one.standing == "lead")) for each in found]


def _open(person: Person, matter_id: uuid.UUID) -> QuerySet[Glass]:
    return Glass.objects.filter(matter=matter_id, person=person, ended_at=None, until__gt=timezone.now())


def _end(person: Person, matter_id: uuid.UUID) -> int:
    return _open(person, matter_id).update(ended_at=timezone.now())
