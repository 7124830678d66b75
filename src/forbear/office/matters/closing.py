"""How does a matter end? It is closed with a reason, may be opened again, and a hold keeps it whole whatever the rule says.

Closed, it is read and not changed, and stands on no docket and in no calendar. Reasons are sealed with the matter.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from forbear.office.audit.visit import saw, wrote
from forbear.office.matters import writing
from forbear.office.matters.keeping import keys_of, pack, unpack
from forbear.office.matters.membership import NotThere, check_lead, standing
from forbear.office.matters.models import Hold, Matter
from forbear.office.people.may import Act, check, may
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem

ENDING, HOLD = "ending", "hold"
LEAST_REASON, MOST_REASON = 3, 1000  # characters


@dataclass(frozen=True, slots=True)
class Held:
    """A hold as who may see the matter reads it."""

    id: uuid.UUID
    who: str
    since: dt.datetime
    why: str
    lifted_at: dt.datetime | None
    lifted_by: str


def close(by: Person, matter_id: uuid.UUID, why: str) -> None:
    """Closes a matter; its lead does. Raises NotThere, NotForRole, BadInput."""
    why = _reason(why)
    with in_turn():
        check_lead(by, matter_id)
        writing.keep(by, matter_id, ENDING, {"to": "closed"}, why)
        if not Matter.objects.filter(pk=matter_id, closed_at=None).update(closed_at=timezone.now(), closed_by=by):
            raise BadInput([Problem("matter", None, "is closed already")])
        wrote(by, "matter", matter_id, "closed")


def reopen(by: Person, matter_id: uuid.UUID, why: str) -> None:
    """Opens a closed matter again; its lead does. Raises NotThere, NotForRole, BadInput."""
    why = _reason(why)
    with in_turn():
        check_lead(by, matter_id)
        if not Matter.objects.filter(pk=matter_id, closed_at__isnull=False).update(closed_at=None, closed_by=None):
            raise BadInput([Problem("matter", None, "is open")])
        writing.keep(by, matter_id, ENDING, {"to": "opened again"}, why)
        wrote(by, "matter", matter_id, "opened again")


def hold(by: Person, matter_id: uuid.UUID, why: str) -> None:
    """Keeps everything of a matter from being destroyed; its lead does, or an administrator, by number.

    Raises NotThere, NotForRole, BadInput.
    """
    why = _reason(why)
    with in_turn():
        _check_holder(by, matter_id)
        if on_hold(matter_id):
            raise BadInput([Problem("matter", None, "is on hold already")])
        made = uuid.uuid4()
        sealed = pack(keys_of(matter_id), {"why": why}, place=str(made), kind=HOLD)
        line = wrote(by, "matter", matter_id, "put on hold")
        Hold.objects.create(id=made, matter_id=matter_id, by=by, since=timezone.now(), line=line, sealed=sealed)


def lift(by: Person, matter_id: uuid.UUID) -> None:
    """Lifts the hold of a matter; its lead does, or an administrator. Raises NotThere, NotForRole, BadInput."""
    with in_turn():
        _check_holder(by, matter_id)
        if not Hold.objects.filter(matter_id=matter_id, lifted_at=None).update(lifted_at=timezone.now(), lifted_by=by):
            raise BadInput([Problem("matter", None, "is not on hold")])
        wrote(by, "matter", matter_id, "hold lifted")


def on_hold(matter_id: uuid.UUID) -> bool:
    """Whether a hold stands."""
    return Hold.objects.filter(matter_id=matter_id, lifted_at=None).exists()


def holds(person: Person, matter_id: uuid.UUID) -> list[Held]:
    """Every hold of a matter with its reason, the newest first. Raises NotThere."""
    standing(person, matter_id)
    saw(person, "holds", matter_id)
    keys = keys_of(matter_id)

    def held(each: Hold) -> Held:
        why: dict[str, Any] = unpack(keys, bytes(each.sealed), place=str(each.pk), kind=HOLD)
        return Held(each.pk, str(each.by), each.since, why["why"], each.lifted_at, str(each.lifted_by) if each.lifted_by else "")

    return [held(each) for each in Hold.objects.filter(matter_id=matter_id).select_related("by", "lifted_by")]


def _check_holder(by: Person, matter_id: uuid.UUID) -> None:
    """Whether somebody may put a matter on hold. An administrator may without seeing it: what is kept harms nobody."""
    check(by, Act.HOLD)
    if not may(by, Act.KEEP_PEOPLE):
        check_lead(by, matter_id, Act.HOLD)
    elif not Matter.objects.filter(pk=matter_id, erased_at=None, key__isnull=False).exclude(walls__person=by).exists():
        raise NotThere


def _reason(why: str) -> str:
    why = why.strip()
    if not LEAST_REASON <= len(why) <= MOST_REASON:
        raise BadInput([Problem("why", None, f"expected a reason of {LEAST_REASON} to {MOST_REASON:,} characters")])
    return why
