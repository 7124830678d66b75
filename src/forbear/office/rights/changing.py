"""How do a person's rights change? By an administrator; what ends, ends at once, sessions with it.

An office always keeps an administrator.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from forbear.office.people.models import Invitation, Person, Role
from forbear.office.people.sessions import end_sessions
from forbear.problem import BadInput, Problem


def change_role(by: Person, person: Person, role: str) -> None:
    """Gives somebody another role; their sessions end, so that no page they have open says more than they may. Raises BadInput."""
    _check_administrator(by)
    with transaction.atomic():
        if person.is_administrator and Role(role) != Role.ADMINISTRATOR:
            _keep_an_administrator(person)
        Person.objects.filter(pk=person.pk).update(role=Role(role))
    if person.pk != by.pk:
        end_sessions(person)


def let_go(by: Person, person: Person) -> int:
    """Somebody leaves the office: they see nothing any more, their sessions and links end. Says how many sessions. Raises BadInput."""
    _check_administrator(by)
    with transaction.atomic():
        if person.is_administrator:
            _keep_an_administrator(person)
        Person.objects.filter(pk=person.pk).update(is_active=False)
        Invitation.objects.filter(person=person, used_at=None).delete()
        return end_sessions(person)


def take_back(by: Person, person: Person) -> None:
    """Somebody works here again, with the memberships they had. Raises BadInput."""
    _check_administrator(by)
    Person.objects.filter(pk=person.pk).update(is_active=True)


def _keep_an_administrator(but: Person) -> None:
    others = Person.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=but.pk)
    if not others.exists():
        raise BadInput([Problem("role", None, _("the office needs an administrator: make somebody else one first"))])


def _check_administrator(by: Person) -> None:
    if not by.is_active or not by.is_administrator:
        raise BadInput([Problem("role", None, _("only an administrator changes who works here"))])
