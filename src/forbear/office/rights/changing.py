"""How do a person's rights change? By an administrator; what ends, ends at once, with sessions, tokens and links to calendars.

An office always keeps an administrator.
"""

from django.utils.translation import gettext as _

from forbear.office.matters.membership import fit_role, leave_all
from forbear.office.people.ending import end_every_way_in
from forbear.office.people.may import Act, may
from forbear.office.people.models import Person, Role
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem


def change_role(by: Person, person: Person, role: str) -> None:
    """Gives somebody another role; every way in ends, so that nothing they have open says more than they may. Raises BadInput.

    Who may not lead in the new role is a member of what they led. Whoever changes their own role stays signed in.
    """
    _check_administrator(by)
    with in_turn():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.is_administrator and Role(role) != Role.ADMINISTRATOR:
            _keep_an_administrator(person)
        person.role = Role(role)
        person.save(update_fields=["role"])
        fit_role(person)
        if person.pk != by.pk:
            end_every_way_in(person)


def let_go(by: Person, person: Person) -> int:
    """Somebody leaves the office: they are on no matter, and every way in ends. Says how many sessions ended. Raises BadInput."""
    _check_administrator(by)
    with in_turn():
        if person.is_administrator:
            _keep_an_administrator(person)
        Person.objects.filter(pk=person.pk).update(is_active=False)
        leave_all(person)
        return end_every_way_in(person)


def take_back(by: Person, person: Person) -> None:
    """Somebody works here again, on no matter until its lead puts them there. Raises BadInput."""
    _check_administrator(by)
    Person.objects.filter(pk=person.pk).update(is_active=True)


def _keep_an_administrator(but: Person) -> None:
    others = Person.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=but.pk)
    if not others.exists():
        raise BadInput([Problem("role", None, _("the office needs an administrator: make somebody else one first"))])


def _check_administrator(by: Person) -> None:
    if not may(by, Act.KEEP_PEOPLE):
        raise BadInput([Problem("role", None, _("only an administrator changes who works here"))])
