"""How do changes come into the matter when others write too? What is added goes behind what they added; all else as the store says."""

import re
import uuid

from forbear.office.matters import reading, writing
from forbear.office.matters.changes import Changes, value_at
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.may import Act
from forbear.office.people.models import Person

MOST_TRIES = 10


def save(person: Person, matter_id: uuid.UUID, base: int, changes: Changes, why: str, *, act: Act = Act.WRITE) -> Saved | Conflict:
    """Writes changes made from revision `base`. A new item of a list is in nobody's way: it takes the next free number.

    Raises NotThere, and BadInput with every problem.
    """
    saved = writing.save(person, matter_id, base, changes, why, act=act)
    for _ in range(MOST_TRIES):
        if not isinstance(saved, Conflict):
            return saved
        before = reading.facts_at(person, matter_id, base)
        if not all(_is_new(path, before) for path in saved.clashes):
            return saved
        now = reading.facts_at(person, matter_id, saved.revision)
        moved = {_behind(path, before, now) if _is_new(path, before) else path: value for path, value in changes.items()}
        base, changes = saved.revision, moved
        saved = writing.save(person, matter_id, base, changes, why, act=act)
    return saved


def _is_new(path: str, facts: dict[str, object]) -> bool:
    """Whether a path lies in an item that the facts do not have yet."""
    found = re.match(r"([a-z_.]+)\[(\d+)\]", path)
    return found is not None and int(found[2]) >= _length(facts, found[1])


def _behind(path: str, before: dict[str, object], now: dict[str, object]) -> str:
    found = re.match(r"([a-z_.]+)\[(\d+)\]", path)
    assert found is not None
    number = int(found[2]) - _length(before, found[1]) + _length(now, found[1])
    return f"{found[1]}[{number}]{path[found.end() :]}"


def _length(facts: dict[str, object], root: str) -> int:
    items = value_at(facts, root)
    return len(items) if isinstance(items, list) else 0
