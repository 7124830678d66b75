"""What changed since a day, or by this office's own changes to the law, for the matters that a person may see? Looked through apart.

A look is a job, says how far it is in the database, and keeps what it found sealed, for this person alone.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Literal

import msgspec
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from forbear.docket.cases import Placed
from forbear.law.corpus import Corpus
from forbear.office.audit.visit import visiting
from forbear.office.matters import reading
from forbear.office.matters.judged import law_now
from forbear.office.matters.membership import NotThere, visible
from forbear.office.matters.models import Matter
from forbear.office.morning.models import Look
from forbear.office.people.models import Person
from forbear.office.place import office_keys
from forbear.office.turns import in_turn
from forbear.office.work.doing import state
from forbear.vault.seal import seal_for_office, unseal_for_office

KIND = "look"
PART = 25  # matters after which it says how far it is
Because = Literal["days", "office"]


class Asked(msgspec.Struct, frozen=True):
    """Between which days, and whether the days moved or this office's own changes to the law; `among`: these matters and no others."""

    because: Because
    before: dt.date
    after: dt.date
    among: list[uuid.UUID] | None = None


class Moved(msgspec.Struct, frozen=True):
    """One finding of one matter that is another one now; as `docket changes` says it."""

    case: str
    place: str
    kind: str
    finding: str
    title: str
    was: str
    now: str
    because: str
    because_before: str
    authorities: list[str]
    law: list[str]
    moved_by: str
    act_by: dt.date | None
    detained: bool | None
    sure: bool


class Found(msgspec.Struct, frozen=True):
    """What a look was asked and what it found. `owner` is for whom: nobody else opens it."""

    owner: uuid.UUID
    asked: Asked
    changes: list[Moved] = []
    law: list[str] = []
    left_out: int = 0


def begin(person: Person, asked: Asked) -> Look:
    """A look that is waiting for a worker; one that still runs is let run."""
    running = newest(person)
    if running is not None and is_running(running):
        return running
    with in_turn():
        Look.objects.filter(person=person).delete()
        look = Look.objects.create(person=person, of=_asked_of(person, asked).count(), sealed=_sealed(Found(person.pk, asked)))
    run.enqueue(str(person.pk), "", str(look.pk))
    return look


@task()
def run(_person_id: str, _matter_id: str, look_id: str) -> None:
    """Does a look, for the worker."""
    look_through(uuid.UUID(look_id))


def newest(person: Person) -> Look | None:
    """The last look of a person."""
    return Look.objects.filter(person=person).first()


def is_running(look: Look) -> bool:
    """Whether it waits or runs."""
    return look.finished_at is None and not look.failed and state(look.pk).goes_on


def found_by(look: Look) -> Found:
    """What a look found; before it is finished only what was asked."""
    found = msgspec.json.decode(unseal_for_office(office_keys(), bytes(look.sealed), kind=KIND), type=Found)
    if found.owner != look.person_id:
        raise NotThere
    return found


def look_through(look_id: uuid.UUID) -> None:
    """Looks through every matter that the person may see, and keeps what changed."""
    from forbear.docket.briefing import Briefing
    from forbear.docket.changes import find_changes
    from forbear.docket.pairs import AtHand, Side

    look = Look.objects.select_related("person").filter(pk=look_id, finished_at=None).first()
    if look is None:  # another was asked for meanwhile
        return
    person, asked = look.person, found_by(look).asked
    try:
        with visiting(person, "look for changes"):
            law = law_now().corpus
            before = Side(Corpus.load() if asked.because == "office" else law, asked.before)
            after = Side(law, asked.after)
            pairs = AtHand(_opened(person, asked), before, after, PART)
            changes = list(find_changes(pairs, lambda done: _say(look_id, done=done)))
            told = Briefing(before, after, look.of, len(pairs.left_out), changes).moved_law()
        moved = msgspec.convert([{name: getattr(each, name) for name in Moved.__struct_fields__} for each in changes], list[Moved])
        sealed = _sealed(Found(person.pk, asked, moved, told, len(pairs.left_out)))
        _say(look_id, done=look.of, sealed=sealed, finished_at=timezone.now())
    except Exception:
        _say(look_id, failed=True)
        raise


def _asked_of(person: Person, asked: Asked) -> QuerySet[Matter]:
    theirs = visible(person).filter(closed_at=None)
    return theirs if asked.among is None else theirs.filter(pk__in=asked.among)


def _opened(person: Person, asked: Asked) -> Iterator[Placed]:
    for matter_id in _asked_of(person, asked).order_by("pk").values_list("pk", flat=True):
        try:
            yield Placed(str(matter_id), reading.opened(person, matter_id).case)
        except NotThere:  # taken off it meanwhile
            continue


def _say(look_id: uuid.UUID, **said: object) -> None:
    with in_turn():
        Look.objects.filter(pk=look_id).update(seen_at=timezone.now(), **said)


def _sealed(found: Found) -> bytes:
    return seal_for_office(office_keys(), msgspec.json.encode(found), kind=KIND)
