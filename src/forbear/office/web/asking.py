"""Who asks for a page?"""

from django.http import HttpRequest

from forbear.office.people.models import Person


def asker(request: HttpRequest) -> Person:
    """The person who is signed in. The entrance lets nobody else come so far as a view that asks."""
    assert request.user.is_authenticated
    return request.user
