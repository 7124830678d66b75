"""People and matters to try an office with. All are invented."""

import itertools

from allauth.mfa.models import Authenticator

from forbear.office.matters import writing
from forbear.office.people.models import Person, Role

_numbers = itertools.count(1)


def a_person(role=Role.ATTORNEY, **fields):
    """Somebody who works here."""
    number = next(_numbers)
    return Person.objects.create(email=f"person{number}@example.org", name=fields.pop("name", f"Person {number}"), role=role, **fields)


def facts(name="Ana Quetzal Ixil", **more):
    """The first facts of a matter."""
    return {"court": "Denver", "circuit": "10", "person": {"full_name": name, "a_number": "A200-555-123"}} | more


def a_matter(lead, **more):
    """A matter led by somebody, by its id."""
    return writing.create(lead, facts(**more), "intake")


def with_second_factor(person):
    """The person, with a second factor set up."""
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    return person


def signed_in(client, person=None):
    """The client, signed in as somebody with a second factor."""
    client.force_login(with_second_factor(person or a_person()))
    return client
