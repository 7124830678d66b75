"""What becomes of an answer? A fact where something is known, a note where something was said in its place; saved at once either way."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from forbear.office.facts.saving import save
from forbear.office.facts.typed import read_typed
from forbear.office.interview.notes import How, forget_item, note
from forbear.office.interview.steps import Kind, Step
from forbear.office.matters.changes import ABSENT, value_at
from forbear.office.matters.reading import Opened
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.models import Person

INSTEAD = (How.UNKNOWN, How.DECLINED, How.DISCUSSED, How.NONE)  # of an answer: what stood there before is taken out of the facts
WHY = "interview"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with what was typed, for a person to mend."""

    message: str
    path: str = ""


Outcome = Saved | Conflict | Wrong


def answer(person: Person, opened: Opened, step: Step, text: str, base: int, on: dt.date) -> Outcome:
    """Saves what was typed or chosen. Raises NotThere, and BadInput where the facts cannot be so together."""
    value, wrong = read_typed(step.path, text)
    if wrong or value is None:
        return Wrong(wrong, step.path)
    changes = {step.path: value}
    if step.question.about and not _stands(opened, step.item):
        changes = {f"{step.item}.{key}": told for key, told in step.question.about.items()} | changes
    saved = save(person, opened.id, base, changes, WHY)
    if isinstance(saved, Saved) and step.how is not None:
        note(person, opened.id, on, {step.key: None})
    return saved


def say(person: Person, opened: Opened, step: Step, how: How, base: int, on: dt.date) -> Outcome:
    """Notes what was said in place of an answer. A list of which there is none is known to be empty, which is a fact.

    Raises NotThere, BadInput.
    """
    saved: Saved | Conflict = Saved(opened.revision)
    if step.kind is Kind.LIST:
        items = step.value if isinstance(step.value, list) else []
        if how is How.NONE and not items:
            saved = save(person, opened.id, base, {step.path: []}, WHY)
        elif how in INSTEAD and step.value == []:
            saved = save(person, opened.id, base, {step.path: ABSENT}, WHY)
        elif how is How.NONE:
            how = How.DONE
    elif how in INSTEAD and step.value is not None:
        saved = save(person, opened.id, base, {step.path: ABSENT}, WHY)
    if isinstance(saved, Saved):
        known_none = step.kind is Kind.LIST and how is How.NONE
        note(person, opened.id, on, {step.key: None if known_none else how})
    return saved


def add_item(person: Person, opened: Opened, step: Step, typed: Mapping[str, str], base: int, on: dt.date) -> Outcome:
    """Adds an item to a list: what was typed, by the name of each fact within the item. Raises NotThere, BadInput."""
    items = value_at(opened.facts, step.path)
    return _write_item(person, opened, f"{step.path}[{len(items) if isinstance(items, list) else 0}]", typed, base)


def change_item(person: Person, opened: Opened, item: str, typed: Mapping[str, str], base: int) -> Outcome:
    """Changes an item of a list; a fact that was emptied is not known. Raises NotThere, BadInput."""
    return _write_item(person, opened, item, typed, base)


def remove_item(person: Person, opened: Opened, step: Step, number: int, base: int) -> Saved | Conflict:
    """Takes an item out of a list; the notes of its questions go with it. Raises NotThere, BadInput."""
    saved = save(person, opened.id, base, {f"{step.path}[{number}]": ABSENT}, WHY)
    if isinstance(saved, Saved):
        forget_item(person, opened.id, step.path, number)
    return saved


def _write_item(person: Person, opened: Opened, item: str, typed: Mapping[str, str], base: int) -> Outcome:
    changes: dict[str, object] = {}
    for name, text in typed.items():
        path = f"{item}.{name}"
        value, wrong = read_typed(path, text)
        if wrong:
            return Wrong(wrong, path)
        stands = value_at(opened.facts, path)
        if value is not None and value != stands:
            changes[path] = value
        elif value is None and stands is not ABSENT and stands is not None:
            changes[path] = ABSENT
    if not changes and not _stands(opened, item):
        return Wrong("")
    return save(person, opened.id, base, changes, WHY)


def _stands(opened: Opened, item: str) -> bool:
    return value_at(opened.facts, item) is not ABSENT
