"""What becomes of an answer? A fact where something is known, a note where something was said in its place; saved at once either way."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from forbear.office.facts.saving import save
from forbear.office.facts.typed import read_typed
from forbear.office.interview.notes import How, forget_item, note
from forbear.office.interview.steps import Kind, Step
from forbear.office.matters.changes import ABSENT, value_at
from forbear.office.matters.reading import Opened, facts_at
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.may import Act
from forbear.office.people.models import Person

INSTEAD = (How.UNKNOWN, How.DECLINED, How.DISCUSSED, How.NONE)  # of an answer: what stood there before is taken out of the facts
WHY = "interview"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with what was typed, for a person to mend."""

    message: str
    path: str = ""


Outcome = Saved | Conflict | Wrong


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who asks, in which matter as it was opened, from which revision on the answer was given, and on what day."""

    person: Person
    opened: Opened
    base: int
    on: dt.date


def answer(sitting: Sitting, step: Step, text: str) -> Outcome:
    """Saves what was typed or chosen. Raises NotThere, and BadInput where the facts cannot be so together."""
    value, wrong = read_typed(step.path, text)
    if wrong or value is None:
        return Wrong(wrong, step.path)
    changes = {step.path: value}
    if step.question.about and not _stands(sitting.opened, step.item):
        changes = {f"{step.item}.{key}": told for key, told in step.question.about.items()} | changes
    saved = _save(sitting, changes)
    if isinstance(saved, Saved) and step.how is not None:
        note(sitting.person, sitting.opened.id, sitting.on, {step.key: None})
    return saved


def say(sitting: Sitting, step: Step, how: How) -> Outcome:
    """Notes what was said in place of an answer. A list of which there is none is known to be empty, which is a fact.

    Raises NotThere, BadInput.
    """
    saved: Saved | Conflict = Saved(sitting.opened.revision)
    if step.kind is Kind.LIST:
        items = step.value if isinstance(step.value, list) else []
        if how is How.NONE and not items:
            saved = _save(sitting, {step.path: []})
        elif how in INSTEAD and step.value == []:
            saved = _save(sitting, {step.path: ABSENT})
        elif how is How.NONE:
            how = How.DONE
    elif how in INSTEAD and step.value is not None:
        saved = _save(sitting, {step.path: ABSENT})
    if isinstance(saved, Saved):
        known_none = step.kind is Kind.LIST and how is How.NONE
        note(sitting.person, sitting.opened.id, sitting.on, {step.key: None if known_none else how})
    return saved


def add_item(sitting: Sitting, step: Step, typed: Mapping[str, str]) -> Outcome:
    """Adds an item to a list: what was typed, by the name of each fact within the item. Raises NotThere, BadInput."""
    items = value_at(sitting.opened.facts, step.path)
    now = replace(sitting, base=sitting.opened.revision)  # what is added is in nobody's way
    return _write_item(now, f"{step.path}[{len(items) if isinstance(items, list) else 0}]", typed)


def change_item(sitting: Sitting, item: str, typed: Mapping[str, str]) -> Outcome:
    """Changes an item of a list; a fact that was emptied is not known. Raises NotThere, BadInput."""
    return _write_item(sitting, item, typed)


def remove_item(sitting: Sitting, step: Step, number: int) -> Saved | Conflict:
    """Takes an item out of a list; the notes of its questions go with it. Raises NotThere, BadInput."""
    saved = _save(sitting, {f"{step.path}[{number}]": ABSENT})
    if isinstance(saved, Saved):
        forget_item(sitting.person, sitting.opened.id, step.path, number)
    return saved


def _write_item(sitting: Sitting, item: str, typed: Mapping[str, str]) -> Outcome:
    changes: dict[str, object] = {}
    opened = sitting.opened
    before = opened.facts if sitting.base == opened.revision else facts_at(sitting.person, opened.id, sitting.base)
    for name, text in typed.items():
        path = f"{item}.{name}"
        value, wrong = read_typed(path, text)
        if wrong:
            return Wrong(wrong, path)
        stands = value_at(before, path)
        if value is not None and value != stands:
            changes[path] = value
        elif value is None and stands is not ABSENT and stands is not None:
            changes[path] = ABSENT
    if not changes and not _stands(sitting.opened, item):
        return Wrong("")
    return _save(sitting, changes)


def _save(sitting: Sitting, changes: Mapping[str, object]) -> Saved | Conflict:
    return save(sitting.person, sitting.opened.id, sitting.base, changes, WHY, act=Act.INTERVIEW)


def _stands(opened: Opened, item: str) -> bool:
    return value_at(opened.facts, item) is not ABSENT
