"""How is a matter destroyed? Its keys first, so that nothing that it sealed opens any more anywhere; then what they sealed.

What was sealed lies in copies too, and so do the keys, until their part of a copy is destroyed: `safekeeping/forgetting.py` does that
where the copies are at hand.
"""

import datetime as dt
import uuid

from django.db import connection
from django.utils import timezone

from forbear.office.alarms.raising import Kind, administrators, raise_alarm
from forbear.office.matters import retention
from forbear.office.matters.blobs import blob_path
from forbear.office.matters.closing import on_hold
from forbear.office.matters.forgetting import forget
from forbear.office.matters.membership import NotThere, check_lead, who_see
from forbear.office.matters.models import Blob, ListRow, Matter, MatterKey, Revision, Wall
from forbear.office.people.may import Act, check, may
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem

LEFT = (Blob, Wall)  # files are taken from the disk first; a wall holds nothing of the matter


def erase(by: Person, matter_id: uuid.UUID, on: dt.date) -> None:
    """Destroys a closed matter whose time is past and that no hold keeps: its keys, its row, its revisions, its files. Not to be undone.

    An administrator does, by number, or the attorney or fully accredited representative who leads it. `on` is the day on the clock. The log
    keeps that it happened. Raises NotThere, NotForRole, BadInput.
    """
    with in_turn():
        check(by, Act.ERASE)
        if not may(by, Act.KEEP_PEOPLE):
            check_lead(by, matter_id, Act.ERASE)
        matter = Matter.objects.select_for_update().filter(pk=matter_id, erased_at=None).first()
        if matter is None:
            raise NotThere
        _check_due(matter_id, on)
        told = [*who_see(matter_id), *administrators()]
        raise_alarm(Kind.ERASED, "keys destroyed", by=by, matter=matter_id, to=told)
        for relation in Matter._meta.related_objects:
            if relation.related_model not in LEFT:
                relation.related_model._base_manager.filter(**{relation.field.name: matter}).delete()
        Matter.objects.filter(pk=matter_id).update(erased_at=timezone.now(), erased_by=by)
    finish()
    settle()


def finish() -> int:
    """Takes away the sealed files of erased matters, and says how many; also what a kill left. Nothing opens them any more."""
    left = list(Blob.objects.filter(matter__erased_at__isnull=False).values_list("pk", "name"))
    for _, name in left:
        blob_path(name).unlink(missing_ok=True)
    if left:
        with in_turn():
            Blob.objects.filter(pk__in=[blob for blob, _ in left]).delete()
    return len(left)


def settle() -> None:
    """Lets nothing that was destroyed linger: in memory, in the write-ahead log, in pages of the database that were given back."""
    forget()
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for model in (MatterKey, Revision, ListRow):
                cursor.execute(f"VACUUM {model._meta.db_table}")


def _check_due(matter_id: uuid.UUID, on: dt.date) -> None:
    ended = retention.one(matter_id)
    if ended is None:
        raise BadInput([Problem("matter", None, "is open; it is closed before it is erased")])
    if on_hold(matter_id):
        raise BadInput([Problem("matter", None, "is on hold; nothing of it is destroyed while the hold stands")])
    if ended.due is None:
        raise BadInput([Problem("matter", None, "is kept for ever: the office has set no years after which closed matters are erased")])
    if ended.due > on:
        raise BadInput([Problem("matter", None, f"is kept until {ended.due.isoformat()} by the office's rule")])
