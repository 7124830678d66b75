"""Which possible conflicts wait for somebody? A lead is told of their own matter, an administrator of both by number; neither of a name."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone

from forbear.office.audit.visit import wrote
from forbear.office.conflicts.comparing import How
from forbear.office.conflicts.intake import note_of
from forbear.office.conflicts.models import Check
from forbear.office.matters.membership import NotThere, led_by
from forbear.office.matters.models import Membership, Standing
from forbear.office.people.models import Person
from forbear.office.turns import in_turn


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one check: the matters concerned that this person may hear of, each with how; to an administrator all by number.

    `mine` are matters that the person leads; `pairs` the others, with who leads them; `new` and `by` are for administrators.
    """

    id: uuid.UUID
    at: dt.datetime
    mine: list[tuple[uuid.UUID, How]]
    pairs: list[tuple[uuid.UUID, How, list[str]]]
    new: uuid.UUID | None
    leads: list[str]


def waiting(person: Person) -> list[Told]:
    """The checks that wait and that this person is told of, the newest first."""
    checks = Check.objects.filter(settled_at=None)
    if not checks:
        return []
    led, found = led_by(person), []
    for check in checks:
        note = note_of(check)
        mine = [(matter, how) for matter, how in note.hits if matter in led]
        if person.is_administrator:
            pairs = [(matter, how, leads_of(matter)) for matter, how in note.hits if matter not in led]
            found.append(Told(check.pk, check.at, mine, pairs, note.matter, leads_of(note.matter)))
        elif mine:
            found.append(Told(check.pk, check.at, mine, [], None, []))
    return found


def settle(person: Person, check_id: uuid.UUID) -> None:
    """An administrator has seen to it. Raises NotThere."""
    with in_turn():
        check = Check.objects.select_for_update().filter(pk=check_id, settled_at=None).first()
        if check is None or not person.is_administrator:
            raise NotThere
        check.settled_at, check.settled_by = timezone.now(), person
        check.save(update_fields=["settled_at", "settled_by"])
        wrote(person, "conflict", note_of(check).matter, "settled")


def leads_of(matter: uuid.UUID) -> list[str]:
    """Who answers for a matter, by name."""
    return [str(each.person) for each in Membership.objects.filter(matter=matter, standing=Standing.LEAD).select_related("person")]
