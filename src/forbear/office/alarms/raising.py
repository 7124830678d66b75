"""Who is told of what, and what have they not seen yet? Written with what it tells of, in one transaction, and shown on every page."""

import datetime as dt
import uuid
from collections.abc import Iterable
from enum import StrEnum

from django.utils import timezone

from forbear.office.alarms.models import Alarm, Told
from forbear.office.audit.visit import stood_out
from forbear.office.people.may import Act, roles
from forbear.office.people.models import Person
from forbear.office.turns import in_turn


class Kind(StrEnum):
    """What an alarm tells of. The value is also the name of its line in the log."""

    GLASS = "BREAK GLASS"
    APPOINTED = "LEAD APPOINTED"
    RETURN_MADE = "RETURN LINK MADE"
    RETURN_USED = "RETURN LINK USED"
    ERASED = "MATTER ERASED"
    SHREDDED = "FACT SHREDDED"


def raise_alarm(
    kind: Kind,
    outcome: str,
    *,
    by: Person,
    to: Iterable[Person],
    about: Person | None = None,
    matter: uuid.UUID | None = None,
    until: dt.datetime | None = None,
) -> int:
    """Writes the line that stands out, and tells people; whoever did it is told only where it is about them. Within a transaction.

    Says the line's number.
    """
    line = stood_out(by, kind, outcome, *([matter] if matter else []))
    alarm = Alarm.objects.create(kind=kind, at=timezone.now(), by=by, about=about, matter=matter, until=until, line=line)
    Told.objects.bulk_create(
        Told(alarm=alarm, person=person) for person in {each.pk: each for each in to if each.pk != by.pk or by == about}.values()
    )
    return line


def administrators() -> list[Person]:
    """Everybody who keeps people, and still works here."""
    return list(Person.objects.filter(is_active=True, role__in=roles(Act.KEEP_PEOPLE)))


def unseen(person: Person) -> list[Told]:
    """What somebody was told and has not said to have seen, the newest first."""
    return list(Told.objects.filter(person=person, seen_at=None).select_related("alarm__by", "alarm__about").order_by("-alarm__at"))


def seen(person: Person, told: int) -> None:
    """Notes that somebody has seen an alarm of theirs."""
    with in_turn():
        Told.objects.filter(pk=told, person=person, seen_at=None).update(seen_at=timezone.now())
