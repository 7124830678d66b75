"""What stands on the form of a group, and what did somebody change on it? Boxes for facts, rows for lists; what was typed is kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from forbear.casefile.fields import Field, Sensitivity, plain, sensitivity
from forbear.office.facts.groups import Group, ListOf, lists, single
from forbear.office.facts.typed import help_for, read_typed, written
from forbear.office.facts.words import called, summary, value_words
from forbear.office.matters.changes import ABSENT, Changes, value_at

REMOVE, NONE = "remove ", "none "  # before the path of an item, of a list: ticked to take it out, to say that there is none
LONG = 60  # characters from which a box has several lines

Facts = Mapping[str, object]
Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """One fact on the form. `kind` is text, long, choice or yes-no; `options` are (value, words)."""

    path: str
    name: str
    kind: str
    text: str
    options: Sequence[tuple[str, str]]
    help: str
    sensitivity: Sensitivity
    problem: str = ""
    exhibits: Sequence[str] = ()

    @property
    def id(self) -> str:
        """The box's name within the page, of letters that an id may have."""
        return re.sub(r"\W+", "-", self.path).strip("-")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. `remove` is the name of the box that takes it out, empty for one that is only being added."""

    path: str
    title: str
    boxes: Sequence[Box]
    remove: str = ""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A list on the form: its items and one to add. `none` is the name of the box that says that there is none; empty where items stand."""

    path: str
    name: str
    items: Sequence[Item]
    none: str
    is_none: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form of a group."""

    boxes: Sequence[Box]
    rows: Sequence[Rows]


def sheet(
    of: Group, facts: Facts, typed: Typed | None = None, problems: Mapping[str, str] | None = None, proved: Facts | None = None
) -> Sheet:
    """The form as the facts stand, or as it was typed, each problem at its box. `proved` says by path which exhibits prove a fact."""
    wrong, proofs = problems or {}, proved or {}

    def box(field: Field, path: str) -> Box:
        text = typed[path] if typed is not None and path in typed else written(path, _known(facts, path))
        told = proofs.get(plain(path))
        names = told if isinstance(told, (list, tuple)) else ()
        kind = _kind(field, text)
        return Box(path, called(path), kind, text, _options(field), help_for(field), sensitivity(path), wrong.get(path, ""), names)

    return Sheet(
        [box(field, field.path) for field in single(of) if _fits(facts, field.path)],
        [_rows(each, facts, typed, wrong, box) for each in lists(of) if not isinstance(value_at(facts, each.path), dict)],
    )


def changes(of: Group, facts: Facts, typed: Typed) -> tuple[Changes, dict[str, str]]:
    """What the form changes of the facts it was made from, by path, and what is wrong where something cannot be read.

    A box whose text is as it was changes nothing, so that what was never touched is never written.
    """
    found: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for field in single(of):
        _read(field.path, facts, typed, found, wrong)
    for each in lists(of):
        _read_list(each, facts, typed, found, wrong)
    return found, wrong


def _read_list(each: ListOf, facts: Facts, typed: Typed, found: dict[str, object], wrong: dict[str, str]) -> None:
    standing = _items(facts, each.path)
    added = 0
    for number in range(len(standing)):
        path = f"{each.path}[{number}]"
        if typed.get(f"{REMOVE}{path}"):
            found[path] = ABSENT
            continue
        for rest in each.columns:
            _read(f"{path}.{rest}", facts, typed, found, wrong)
    for number in _new(each.path, typed, len(standing)):
        read: dict[str, object] = {}
        for rest in each.columns:
            _read(f"{each.path}[{number}].{rest}", facts, typed, read, wrong)
        if read:  # rows left empty close up
            place = f"{each.path}[{len(standing) + added}]"
            found |= {f"{place}.{path.partition(f'[{number}].')[2]}": value for path, value in read.items()}
            added += 1
    stands = value_at(facts, each.path)
    none = bool(typed.get(f"{NONE}{each.path}"))
    if none and added:
        wrong[each.path] = _("This says that there is none, and adds one. Keep one of the two.")
    elif none and not standing and stands != []:
        found[each.path] = []
    elif not none and not added and stands == [] and f"had {NONE}{each.path}" in typed:
        found[each.path] = ABSENT


def _read(path: str, facts: Facts, typed: Typed, found: dict[str, object], wrong: dict[str, str]) -> None:
    text = typed.get(path)
    if text is None:
        return
    stands = _known(facts, path)
    if text.replace("\r\n", "\n").strip() == written(path, stands).strip():
        return
    value, problem = read_typed(path, text)
    if problem:
        wrong[path] = problem
    elif value is None and stands is not None:
        found[path] = ABSENT
    elif value is not None:
        found[path] = value


def _rows(each: ListOf, facts: Facts, typed: Typed | None, wrong: Mapping[str, str], box: "_Maker") -> Rows:
    standing = _items(facts, each.path)
    items = []
    for number, item in enumerate(standing):
        path = f"{each.path}[{number}]"
        boxes = [box(field, f"{path}.{rest}") for rest, field in each.columns.items()]
        items.append(Item(path, summary(path, item), boxes, f"{REMOVE}{path}", bool(typed and typed.get(f"{REMOVE}{path}"))))
    numbers = [number for number in _new(each.path, typed or {}, len(standing)) if _filled(each, number, typed or {})]
    for number in [*numbers, max([*numbers, len(standing) - 1]) + 1]:
        path = f"{each.path}[{number}]"
        items.append(Item(path, _("Add one"), [box(field, f"{path}.{rest}") for rest, field in each.columns.items()]))
    none = "" if standing else f"{NONE}{each.path}"
    is_none = bool(typed.get(none)) if typed is not None and none else value_at(facts, each.path) == []
    return Rows(each.path, called(each.path), items, none, is_none, wrong.get(each.path, ""))


class _Maker(Protocol):
    """Makes the box of a field at a path."""

    def __call__(self, field: Field, path: str) -> Box: ...


def _new(path: str, typed: Typed, standing: int) -> Iterator[int]:
    """The numbers of the items that are being added."""
    numbers = {int(match[1]) for name in typed if (match := re.match(rf"{re.escape(path)}\[(\d{{1,4}})\]\.", name))}
    yield from sorted(number for number in numbers if number >= standing)


def _filled(each: ListOf, number: int, typed: Typed) -> bool:
    return any(typed.get(f"{each.path}[{number}].{rest}", "").strip() for rest in each.columns)


def _items(facts: Facts, path: str) -> list[object]:
    found = value_at(facts, path)
    return found if isinstance(found, list) else []


def _known(facts: Facts, path: str) -> object:
    found = value_at(facts, path)
    return None if found is ABSENT else found


def _fits(facts: Facts, path: str) -> bool:
    """Whether a fact has its place in this file: care and work may stand as a list or, in older files, as one; never as both."""
    root = path.partition(".")[0]
    return root not in ("caregiving", "employment") or isinstance(facts.get(root), dict)


def _kind(field: Field, text: str) -> str:
    if field.type == "boolean":
        return "yes-no"
    if field.type == "enum":
        return "choice"
    return "long" if field.type == "text" and len(text) > LONG else "text"


def _options(field: Field) -> list[tuple[str, str]]:
    return [(value, value_words(field.path, value)) for value in field.allowed]
