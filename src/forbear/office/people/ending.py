"""What ends when somebody's right to come in ends? Their sessions, and whatever else each part of the office let them open.

A part that lets somebody in by another way than a session (a token, a link to a calendar) announces here how that way is closed.
"""

from collections.abc import Callable

from forbear.office.people.models import Invitation, Person
from forbear.office.people.sessions import end_sessions

_endings: list[Callable[[Person], None]] = []


def add_ending(end: Callable[[Person], None]) -> None:
    """Announces how a way in is closed for a person. Called once, in an AppConfig's `ready`."""
    _endings.append(end)


def end_every_way_in(person: Person) -> int:
    """Closes every way in that somebody has, at once and for good, links that await them too. Says how many sessions ended."""
    Invitation.objects.filter(person=person, used_at=None).delete()
    for end in _endings:
        end(person)
    return end_sessions(person)
