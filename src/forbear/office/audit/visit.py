"""What does the request at hand do, to which matters? Noted while it runs, written as one line before its answer leaves.

Who writes facts writes the line in the same transaction, so that no change stands without its line.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from forbear.office.audit.chain import append
from forbear.office.audit.together import write_together
from forbear.office.place import office_keys

COMMAND = "command"


@dataclass(slots=True)
class Visit:
    """One request, or one run of a command or a job: by whom, what, and which matters it touched so far."""

    person: str
    action: str
    matters: set[uuid.UUID] = field(default_factory=set)
    outcome: str = "done"
    written: bool = False
    told: str = ""  # how it ended, where somebody within knows it better than the answer's number


_now: ContextVar[Visit | None] = ContextVar("visit", default=None)


@contextmanager
def visiting(person: object | None, action: str) -> Iterator[Visit]:
    """Everything that is read or written within stands in one line of the log. `person` is whoever acts, or None for nobody known.

    The line is written when it ends, also where it fails, unless a change has written it.
    """
    visit = Visit(_id(person), action)
    token = _now.set(visit)
    try:
        yield visit
    except BaseException:
        visit.outcome = "failed"
        raise
    finally:
        _now.reset(token)
        if not visit.written:
            write_together(lambda: _append(visit, visit.outcome))


def saw(person: object, action: str, *matters: uuid.UUID) -> None:
    """Notes that a person reads matters. Outside of a visit the line is written at once."""
    visit = _now.get()
    if visit is not None:
        visit.matters.update(matters)
        return
    write_together(lambda: _append(Visit(_id(person), action, set(matters)), "read"))


def wrote(person: object, action: str, matter: uuid.UUID, outcome: str) -> int:
    """Writes the line of a change, within its transaction, and says its number."""
    visit = _now.get()
    if visit is None:
        return _append(Visit(_id(person), action, {matter}), outcome)
    visit.matters.add(matter)

    def stands() -> None:
        visit.written = True

    transaction.on_commit(stands)
    return _append(visit, outcome)


def said_of(person: object | None, outcome: str) -> None:
    """Says how the visit at hand ended, and with whom it had to do, where nobody is signed in."""
    visit = _now.get()
    if visit is not None:
        visit.person, visit.told = visit.person or _id(person), outcome


def stood_out(person: object, action: str, outcome: str, *matters: uuid.UUID) -> int:
    """Writes a line of its own, under a name of its own, for what must be found again at a glance; and says its number.

    It is written within the transaction of what it tells of, beside the line of the request.
    """
    visit = _now.get()
    if visit is not None:
        visit.matters.update(matters)
    return _append(Visit(_id(person), action, set(matters)), outcome)


def _append(visit: Visit, outcome: str) -> int:
    return append(office_keys(), at=timezone.now(), person=visit.person, action=visit.action, matters=visit.matters, outcome=outcome)


def _id(person: object | None) -> str:
    key = getattr(person, "pk", None)
    return "" if key is None else str(key)
