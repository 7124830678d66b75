"""Who may see which matter? Asked in SQL before anything is unsealed: membership, and no wall. No role sees a matter by being a role.

A person with no right to a matter learns nothing: whatever they ask of it, NotThere answers, as for a matter that does not exist.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils import timezone

from forbear.office.audit.visit import wrote
from forbear.office.matters.models import Matter, Membership, Standing, Wall
from forbear.office.people.models import Person, Role
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem

WRITE = (Standing.LEAD, Standing.MEMBER)
LEADERS = (Role.ADMINISTRATOR, Role.ATTORNEY, Role.REPRESENTATIVE, Role.REPRESENTATIVE_PARTIAL)  # who may answer for a matter
NEVER = (Role.AUDITOR,)  # sees the log, no matter


class NotThere(Http404):
    """No such matter, as far as this person may know. Answered as any address that leads nowhere."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person on a matter, or kept from it by a wall."""

    person: Person
    standing: str
    walled: bool


def visible(person: Person) -> QuerySet[Matter]:
    """The matters that a person may see. Everything that reads goes through here."""
    if not person.is_active or person.role in NEVER:
        return Matter.objects.none()
    theirs = Membership.objects.filter(matter=OuterRef("pk"), person=person)
    walls = Wall.objects.filter(matter=OuterRef("pk"), person=person)
    return Matter.objects.filter(Exists(theirs), ~Exists(walls))


def standing(person: Person, matter_id: uuid.UUID) -> str:
    """What a person is in a matter: lead, member, reader. Raises NotThere."""
    if not person.is_active or person.role in NEVER:
        raise NotThere
    found = _not_walled(Membership.objects.filter(person=person, matter=matter_id)).values_list("standing", flat=True).first()
    if found is None:
        raise NotThere
    return found


def led_by(person: Person) -> set[uuid.UUID]:
    """The matters that a person leads, of those they may see."""
    if not person.is_active or person.role in NEVER:
        return set()
    return set(_not_walled(Membership.objects.filter(person=person, standing=Standing.LEAD)).values_list("matter_id", flat=True))


def check_writer(person: Person, matter_id: uuid.UUID) -> None:
    """Whether a person may write. Raises NotThere, and BadInput for who may only read."""
    if standing(person, matter_id) not in WRITE:
        raise BadInput([Problem("matter", None, "you may read this matter and not change it; ask its lead to make you a member")])


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
    if not by.is_active or by.role != Role.ADMINISTRATOR:
        return []
    return list(Matter.objects.filter(~Exists(_leads(OuterRef("pk")))).order_by("opened_at").values_list("pk", flat=True))


def appoint(by: Person, matter_id: uuid.UUID, person: Person) -> None:
    """Gives a matter without lead a new one. An administrator decides. Raises NotThere, BadInput."""
    with in_turn():
        if matter_id not in without_lead(by):
            raise NotThere
        matter = Matter.objects.select_for_update().get(pk=matter_id)
        _check(person, Standing.LEAD)
        if Wall.objects.filter(matter=matter, person=person).exists():
            raise BadInput([Problem("person", None, "cannot lead this matter; appoint someone else")])
        _join(matter, person, Standing.LEAD)
        wrote(by, "membership", matter.id, "appointed lead")


def join_as_lead(matter: Matter, person: Person) -> None:
    """Who opens a matter answers for it. Raises BadInput where their role cannot."""
    _check(person, Standing.LEAD)
    _join(matter, person, Standing.LEAD)


def leave(by: Person, person: Person) -> None:
    """A person leaves the office: from now on they see nothing, and their sessions end. An administrator decides. Raises BadInput.

    Matters that they led wait for a new lead (`without_lead`).
    """
    if by.role != Role.ADMINISTRATOR or not by.is_active:
        raise BadInput([Problem("person", None, "only an administrator ends a person's work here")])
    with in_turn():
        administrators = get_user_model().objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
        if set(administrators.values_list("pk", flat=True)) == {person.pk}:
            raise BadInput([Problem("person", None, "is the last administrator; make someone else one first")])
        person.is_active = False
        person.save(update_fields=["is_active"])
        Membership.objects.filter(person=person).delete()


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
    if person.role in NEVER:
        raise BadInput([Problem("person", None, "is an auditor, who sees the log and no matter; choose someone else")])
    if as_ == Standing.LEAD and person.role not in LEADERS:
        raise BadInput([Problem("person", None, "cannot answer for a matter; an attorney or a representative leads it")])


def _keep_a_lead(matter: Matter, person: Person, as_: str | None) -> None:
    """Refuses a change after which nobody would answer for the matter."""
    if as_ != Standing.LEAD and set(_leads(matter.pk).values_list("person_id", flat=True)) == {person.pk}:
        raise BadInput([Problem("person", None, "is the only lead of this matter; make someone else its lead first")])


def _leads(matter: Any) -> QuerySet[Membership]:
    """The memberships of those who answer for a matter and still may see it."""
    return _not_walled(Membership.objects.filter(matter=matter, standing=Standing.LEAD, person__is_active=True))


def _not_walled(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those of people whom no wall keeps from the matter."""
    return memberships.filter(~Exists(Wall.objects.filter(matter=OuterRef("matter"), person=OuterRef("person"))))


def _join(matter: Matter, person: Person, as_: str) -> None:
    Membership.objects.update_or_create(
        matter=matter, person=person, defaults={"standing": as_}, create_defaults={"standing": as_, "since": timezone.now()}
    )
