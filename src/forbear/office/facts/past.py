"""How did a fact come to be what it is? Who wrote it, when, what stood before; and how is that undone?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forbear.office.facts.groups import Group, group_of
from forbear.office.facts.words import called, shown
from forbear.office.matters import reading, writing
from forbear.office.matters.changes import ABSENT, touches, value_at
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem

ON_A_PAGE = 15  # revisions


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that a revision changed, in words."""

    path: str
    name: str
    item: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One revision with what it changed. `undoes` is whether it can be undone: the first facts of a matter cannot."""

    n: int
    at: dt.datetime
    who: str
    why: str
    changes: list[Change]
    undoes: bool


def steps(person: Person, matter_id: uuid.UUID, of: Group | None, page: int) -> tuple[list[Step], bool]:
    """The revisions of a page, the newest first, of one group or of all; and whether older ones follow. Raises NotThere."""
    past = [each for each in reading.history(person, matter_id) if of is None or any(group_of(path) is of for path in each.changed)]
    chosen = past[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return [_step(person, matter_id, each, of) for each in chosen], len(past) > (page + 1) * ON_A_PAGE


def undo(person: Person, matter_id: uuid.UUID, base: int, n: int, path: str) -> Saved | Conflict:
    """Puts back what stood at a path before revision `n`. Raises NotThere, and BadInput where the revision did not change it."""
    moved = reading.compared(person, matter_id, n - 1, n) if n > 1 else {}
    if any(touches(field, path) for field in reading.shredded_at(person, matter_id, n - 1)):
        raise BadInput([Problem(path, None, f"what stood there before revision {n} was shredded; it is not known any more")])
    if path not in moved:
        raise BadInput([Problem(path, None, f"was not changed by revision {n}; open the history again")])
    before, after = moved[path]
    if base != n and value_at(reading.facts_at(person, matter_id, base), path) != after:
        return Conflict(n, base, {path: writing.Clash(after, value_at(reading.facts_at(person, matter_id, base), path), before)})
    return writing.save(person, matter_id, base, {path: before}, _("undone: revision %(n)s") % {"n": n})


def words(path: str, value: object) -> str:
    """A value of the history in words; nothing stood there where it is ABSENT."""
    return "–" if value is ABSENT else shown(path, value)


def _step(person: Person, matter_id: uuid.UUID, each: reading.Past, of: Group | None) -> Step:
    if each.n == 1:
        return Step(1, each.at, each.who, each.why, [], undoes=False)
    moved = reading.compared(person, matter_id, each.n - 1, each.n)
    gone = reading.shredded_at(person, matter_id, each.n - 1)
    told = [
        Change(path, called(path), _item(path), _once(path, before, gone), _once(path, after, each.shredded))
        for path, (before, after) in moved.items()
        if of is None or group_of(path) is of
    ]
    return Step(each.n, each.at, each.who, each.why, told, undoes=True)


def _once(path: str, value: object, shredded: list[str]) -> str:
    """A value in words; where it was destroyed, that it was."""
    gone = value is ABSENT and any(touches(field, path) for field in shredded)
    return pgettext("a fact's past value", "shredded") if gone else words(path, value)


def _item(path: str) -> int | None:
    """The number of the item of a list, as people count."""
    return int(path.partition("[")[2].partition("]")[0]) + 1 if "[" in path else None
