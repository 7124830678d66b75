"""How does somebody join? By a link that an administrator gives them by hand: shown once, good for a week, used once."""

import datetime as dt
import hashlib
import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _

from forbear.office.alarms.raising import Kind, administrators, raise_alarm
from forbear.office.people.ending import end_every_way_in
from forbear.office.people.may import Act, may
from forbear.office.people.models import Invitation, Person, Role
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem

GOOD_FOR = dt.timedelta(days=7)


def invite(by: Person, *, role: str, name: str = "") -> tuple[Invitation, str]:
    """An invitation and the secret of its link, which is kept nowhere. Raises BadInput where `by` may not invite."""
    _check_administrator(by)
    return _made(by, role=Role(role), name=name.strip())


def let_return(by: Person, person: Person) -> tuple[Invitation, str]:
    """A link with which somebody who is here sets a new password and second factor: for who has lost theirs. Raises BadInput.

    Whoever has it can take the account over, so they are told on their pages, and all other administrators too, when it is made and when
    it is used.
    """
    _check_administrator(by)
    if not person.is_active:
        raise BadInput([Problem("person", None, _("has left the office; take them back first"))])
    with in_turn():
        Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
        made = _made(by, role=Role(person.role), name=person.name, person=person)
        raise_alarm(Kind.RETURN_MADE, "made", by=by, about=person, until=made[0].until, to=[person, *administrators()])
    return made


def withdraw(by: Person, invitation: Invitation) -> None:
    """Makes a link useless. Raises BadInput."""
    _check_administrator(by)
    Invitation.objects.filter(pk=invitation.pk, used_at=None).update(withdrawn_at=timezone.now())


def found_by(secret: str) -> Invitation | None:
    """The invitation of a link that still works."""
    invitation = Invitation.objects.select_related("person").filter(secret_hash=_hash(secret)).first()
    return invitation if invitation and invitation.is_open else None


def accept(invitation: Invitation, *, email: str, name: str, password: str, language: str) -> Person:
    """Makes the person, or lets the one return whom the link was made for; the link is used up. Raises BadInput."""
    with in_turn():
        if not Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(used_at=timezone.now()):
            raise BadInput([Problem("link", None, _("this link has been used; ask for a new one"))])
        person = invitation.person
        if person is None:
            if Person.objects.filter(email=email.lower()).exists():
                raise BadInput([Problem("email", None, _("somebody with this address is here already; sign in, or give another address"))])
            person = Person.objects.create_user(email, password, name=name.strip(), role=invitation.role, language=language)
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
            return person
        person.set_password(password)
        person.save(update_fields=["password"])
        Authenticator.objects.filter(user=person).delete()
        end_every_way_in(person)
        raise_alarm(Kind.RETURN_USED, "used", by=person, about=person, to=[person, *administrators()])
        person.refresh_from_db()  # so that they come in by the session that begins now, and by no older one
        return person


def _made(by: Person, *, role: Role, name: str, person: Person | None = None) -> tuple[Invitation, str]:
    secret = secrets.token_urlsafe(24)
    until = timezone.now() + GOOD_FOR
    made = Invitation.objects.create(secret_hash=_hash(secret), role=role, name=name, person=person, made_by=by, until=until)
    return made, secret


def _check_administrator(by: Person) -> None:
    if not may(by, Act.KEEP_PEOPLE):
        raise BadInput([Problem("role", None, _("only an administrator invites and lets return"))])


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
