"""Who may see which matter? Asked in SQL before anything is unsealed: membership or broken glass, and no wall.

No role sees a matter by being a role, and a wall beats both. What a role may then do, `people/may.py` says.

A person with no right to a matter learns nothing: whatever they ask of it, NotThere answers, as for a matter that does not exist.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from forbear.office.alarms.raising import Kind, administrators, raise_alarm
from forbear.office.audit.visit import wrote
from forbear.office.matters.forgetting import heed
from forbear.office.matters.models import Glass, Matter, MatterKey, Membership, Standing, Wall
from forbear.office.people.may import Act, check, may, roles
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem

WRITE = (Standing.LEAD, Standing.MEMBER)
LEADERS = roles(Act.LEAD)  # who may answer for a matter


class NotThere(Http404):
    """No such matter, as far as this person may know. Answered as any address that leads nowhere."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person on a matter, or kept from it by a wall."""

    person: Person
    standing: str
    walled: bool


def visible(person: Person) -> QuerySet[Matter]:
    """The matters that a person may see. Everything that reads goes through here. Where its keys are destroyed there is no matter."""
    heed()
    if not may(person, Act.READ):
        return Matter.objects.none()
    here = {"matter": OuterRef("pk"), "person": person}
    theirs = Q(Exists(Membership.objects.filter(**here)))
    if may(person, Act.BREAK_GLASS):
        theirs |= Q(Exists(Glass.objects.filter(**here, ended_at=None, until__gt=timezone.now())))
    there = Q(Exists(MatterKey.objects.filter(matter=OuterRef("pk"))), erased_at=None)
    return Matter.objects.filter(there, theirs, ~Exists(Wall.objects.filter(**here)))


def standing(person: Person, matter_id: uuid.UUID) -> str:
    """What a person is in a matter: lead, member, reader; who has broken the glass reads. Raises NotThere."""
    if not visible(person).filter(pk=matter_id).exists():
        raise NotThere
    found = Membership.objects.filter(person=person, matter=matter_id).values_list("standing", flat=True).first()
    return found or Standing.READER


def led_by(person: Person) -> set[uuid.UUID]:
    """The matters that a person leads, of those they may see."""
    if not may(person, Act.READ):
        return set()
    theirs = Membership.objects.filter(person=person, standing=Standing.LEAD, matter__erased_at=None)
    return set(_not_walled(theirs).values_list("matter_id", flat=True))


def check_writer(person: Person, matter_id: uuid.UUID, act: Act = Act.WRITE) -> None:
    """Whether a person may write. Raises NotThere, NotForRole, and BadInput for who may only read and where the matter is closed."""
    is_ = standing(person, matter_id)
    check(person, act)
    if is_ not in WRITE:
        raise BadInput([Problem("matter", None, "you may read this matter and not change it; ask its lead to make you a member")])
    if not Matter.objects.filter(pk=matter_id, closed_at=None).exists():
        raise BadInput([Problem("matter", None, "is closed; its lead opens it again before anything is changed")])


def check_lead(person: Person, matter_id: uuid.UUID, act: Act = Act.LEAD) -> None:
    """Whether a person answers for a matter, closed or not, and may do this by their role. Raises NotThere, NotForRole, BadInput."""
    is_ = standing(person, matter_id)
    check(person, act)
    if is_ != Standing.LEAD:
        raise BadInput([Problem("matter", None, "only who leads this matter does that; ask its lead")])


def who_see(matter_id: uuid.UUID) -> list[Person]:
    """Everybody who is on a matter and may see it now."""
    on_it = Person.objects.filter(memberships__matter=matter_id, is_active=True, role__in=roles(Act.READ))
    return list(on_it.exclude(walls__matter=matter_id))


def grant(by: Person, matter_id: uuid.UUID, person: Person, as_: str) -> None:
    """Puts a person on a matter, or gives them another standing. The lead decides. Raises NotThere, BadInput."""
    with in_turn():
        matter = _led(by, matter_id)
        _check(person, as_)
        _keep_a_lead(matter, person, as_)
        _join(matter, person, as_)
        wrote(by, "membership", matter.id, f"granted {as_}")


def revoke(by: Person, matter_id: uuid.UUID, person: Person) -> None:
    """Takes a person off a matter. The lead decides; everyone may go, but not the last lead. Raises NotThere, BadInput."""
    with in_turn():
        matter = _locked(visible(by), matter_id) if by.pk == person.pk else _led(by, matter_id)
        _keep_a_lead(matter, person, None)
        Membership.objects.filter(matter=matter, person=person).delete()
        wrote(by, "membership", matter.id, "revoked")


def wall(by: Person, matter_id: uuid.UUID, person: Person) -> None:
    """Keeps a person from a matter whatever else they are, now and when they are granted it later. Raises NotThere, BadInput."""
    with in_turn():
        matter = _led(by, matter_id)
        _keep_a_lead(matter, person, None)
        Wall.objects.get_or_create(matter=matter, person=person, defaults={"since": timezone.now(), "raised_by": by})
        wrote(by, "membership", matter.id, "walled off")


def unwall(by: Person, matter_id: uuid.UUID, person: Person) -> None:
    """Takes a wall away. Raises NotThere, BadInput."""
    with in_turn():
        matter = _led(by, matter_id)
        Wall.objects.filter(matter=matter, person=person).delete()
        wrote(by, "membership", matter.id, "wall taken away")


def members(by: Person, matter_id: uuid.UUID) -> list[Member]:
    """Who is on a matter and who is kept from it, by name. Raises NotThere."""
    standing(by, matter_id)
    walled = set(Wall.objects.filter(matter_id=matter_id).values_list("person_id", flat=True))
    on_it = {each.person_id: each for each in Membership.objects.filter(matter_id=matter_id).select_related("person")}
    people = Person.objects.filter(pk__in=walled | on_it.keys()).order_by("name", "email")
    return [Member(each, on_it[each.pk].standing if each.pk in on_it else "", each.pk in walled) for each in people]


def without_lead(by: Person) -> list[uuid.UUID]:
    """Matters for which nobody answers any more, for an administrator to appoint someone; ids only. Empty for everyone else."""
    if not may(by, Act.KEEP_PEOPLE):
        return []
    waiting = Matter.objects.filter(~Exists(_leads(OuterRef("pk"))), erased_at=None)
    return list(waiting.order_by("opened_at").values_list("pk", flat=True))


def appoint(by: Person, matter_id: uuid.UUID, person: Person) -> None:
    """Gives a matter without lead a new one. An administrator decides; all others and who is on it are told. Raises NotThere, BadInput."""
    with in_turn():
        if matter_id not in without_lead(by):
            raise NotThere
        matter = Matter.objects.select_for_update().get(pk=matter_id)
        _check(person, Standing.LEAD)
        if Wall.objects.filter(matter=matter, person=person).exists():
            raise BadInput([Problem("person", None, "cannot lead this matter; appoint someone else")])
        told = [*who_see(matter.pk), *administrators(), person]
        _join(matter, person, Standing.LEAD)
        wrote(by, "membership", matter.id, "appointed lead")
        raise_alarm(Kind.APPOINTED, "appointed lead", by=by, about=person, matter=matter.pk, to=told)


def join_as_lead(matter: Matter, person: Person) -> None:
    """Who opens a matter answers for it. Raises BadInput where their role cannot."""
    _check(person, Standing.LEAD)
    _join(matter, person, Standing.LEAD)


def leave_all(person: Person) -> None:
    """Takes somebody who leaves the office off every matter. Walls stay; matters that they led wait for a new lead (`without_lead`)."""
    Membership.objects.filter(person=person).delete()
    Glass.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now())


def fit_role(person: Person) -> None:
    """Fits somebody's memberships to the role that they have now: who may not lead any more is a member; broken glass is whole."""
    if not may(person, Act.LEAD):
        Membership.objects.filter(person=person, standing=Standing.LEAD).update(standing=Standing.MEMBER)
    Glass.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now())


def _led(by: Person, matter_id: uuid.UUID) -> Matter:
    """The matter, held until the transaction ends, where `by` leads it."""
    matter = _locked(visible(by), matter_id)
    if not Membership.objects.filter(matter=matter, person=by, standing=Standing.LEAD).exists():
        raise BadInput([Problem("person", None, "only the lead of a matter decides who works on it; ask the lead")])
    return matter


def _locked(matters: QuerySet[Matter], matter_id: uuid.UUID) -> Matter:
    found = matters.filter(pk=matter_id).select_for_update().first()
    if found is None:
        raise NotThere
    return found


def _check(person: Person, as_: str) -> None:
    if as_ not in Standing.values:
        raise BadInput([Problem("standing", None, f"expected one of {', '.join(Standing.values)}, found {as_!r}")])
    if not person.is_active:
        raise BadInput([Problem("person", None, "does not work here any more; choose someone else")])
    if person.role not in roles(Act.READ):
        raise BadInput([Problem("person", None, "is an auditor, who sees the log and no matter; choose someone else")])
    if as_ == Standing.LEAD and person.role not in LEADERS:
        raise BadInput([Problem("person", None, "cannot answer for a matter; an attorney or a representative leads it")])


def _keep_a_lead(matter: Matter, person: Person, as_: str | None) -> None:
    """Refuses a change after which nobody would answer for the matter."""
    if as_ != Standing.LEAD and set(_leads(matter.pk).values_list("person_id", flat=True)) == {person.pk}:
        raise BadInput([Problem("person", None, "is the only lead of this matter; make someone else its lead first")])


def _leads(matter: Any) -> QuerySet[Membership]:
    """The memberships of those who answer for a matter and still may see it."""
    able = Membership.objects.filter(matter=matter, standing=Standing.LEAD, person__is_active=True, person__role__in=LEADERS)
    return _not_walled(able)


def _not_walled(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those of people whom no wall keeps from the matter."""
    return memberships.filter(~Exists(Wall.objects.filter(matter=OuterRef("matter"), person=OuterRef("person"))))


def _join(matter: Matter, person: Person, as_: str) -> None:
    Membership.objects.update_or_create(
        matter=matter, person=person, defaults={"standing": as_}, create_defaults={"standing": as_, "since": timezone.now()}
    )
