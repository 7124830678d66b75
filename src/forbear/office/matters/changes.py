"""What do two people's changes make of one case file? Facts by their paths, changed, compared, and merged where they do not touch.

Not known and known none stay apart: who takes the last item out of a list has not said that there is none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from forbear.casefile.tree import Place, dotted
from forbear.interchange.places import known, parts
from forbear.problem import BadInput, Problem


class Absence(Enum):
    """A fact that is not in the file at all."""

    ABSENT = "absent"


ABSENT: Final = Absence.ABSENT
Facts = Mapping[str, object]
Changes = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Clash:
    """One fact that two people changed: what stood there, what the other wrote, what you would write. Each may be ABSENT."""

    base: object
    theirs: object
    yours: object


def changed(facts: Facts, changes: Changes) -> dict[str, object]:
    """The facts with changes by path; ABSENT takes a fact, or an item of a list, out.

    Items come out after all else is written, the last first, so that every number means the item that it meant before. Raises BadInput
    with every path that no case file has.
    """
    problems = [Problem(path, None, "no case file has such a field; `forbear facts` lists them") for path in changes if not _possible(path)]
    if problems:
        raise BadInput(problems)
    after: dict[str, object] = deepcopy(dict(facts))
    for path, value in _in_order(changes, absent=False):
        _write(after, parts(path), deepcopy(value), path)
    for path, _ in _in_order(changes, absent=True):
        _take_out(after, parts(path))
    return after


def differences(before: Facts, after: Facts) -> dict[str, tuple[object, object]]:
    """The facts that differ, by path, as (before, after). A list that lost items differs as a whole, for its numbers mean other items."""
    return {dotted(path): pair for path, pair in _differ(before, after, ())}


def clashes(base: Facts, theirs: Facts, changes: Changes) -> dict[str, Clash]:
    """Which of your changes, made from `base`, touch what someone else has changed since, by path. Who wrote the same is not in the way."""
    moved = [parts(path) for path in differences(base, theirs)]
    found: dict[str, Clash] = {}
    if not moved:
        return found
    for path, value in changes.items():
        place = parts(path)
        removes = value is ABSENT and isinstance(place[-1], int)  # the items after it move up
        reach = place[:-1] if removes else place
        if any(_meet(reach, other) for other in moved) and (removes or _plain(value_at(theirs, path)) != _plain(value)):
            found[path] = Clash(value_at(base, path), value_at(theirs, path), value)
    return found


def value_at(facts: Facts, path: str) -> object:
    """The value at a path such as `family[0].status`; ABSENT where nothing stands there."""
    node: object = facts
    for step in parts(path):
        if not _stands(node, step):
            return ABSENT
        node = node[step]  # type: ignore[index]
    return node


def field_of(path: str) -> str:
    """A path without the numbers of items: the same field in every item of a list. `family[2].name` is `family[].name`."""
    return re.sub(r"\[\d+\]", "[]", path)


def touches(field: str, path: str) -> bool:
    """Whether a path is a field, lies in it, or holds it; `field` is without numbers, as `field_of` gives it."""
    one, other = (each.replace("[]", ".[]").split(".") for each in (field, field_of(path)))
    return all(mine == theirs for mine, theirs in zip(one, other, strict=False))


def places_of(facts: Facts, field: str) -> list[str]:
    """Every path at which a field stands, in every item."""

    def below(node: object, steps: list[str], path: str) -> Iterator[str]:
        if not steps:
            yield path
        elif steps[0] == "[]":
            for number, item in enumerate(node if isinstance(node, list) else ()):
                yield from below(item, steps[1:], f"{path}[{number}]")
        elif isinstance(node, Mapping) and steps[0] in node:
            yield from below(node[steps[0]], steps[1:], f"{path}.{steps[0]}" if path else steps[0])

    return list(below(facts, field.replace("[]", ".[]").split("."), ""))


def same(one: object, other: object) -> bool:
    """Whether two values would be written alike."""
    return _plain(one) == _plain(other)


def _stands(node: object, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(node, list) and step < len(node)
    return isinstance(node, Mapping) and step in node


def _possible(path: str) -> bool:
    try:
        parts(path)
    except ValueError:
        return False
    return known(path)


def _in_order(changes: Changes, *, absent: bool) -> list[tuple[str, object]]:
    """Writings from the front, so that a list grows by one at a time; removals from the back."""
    chosen = [(path, value) for path, value in changes.items() if (value is ABSENT) == absent]
    return sorted(chosen, key=lambda each: [(isinstance(step, str), step) for step in parts(each[0])], reverse=absent)


def _write(facts: dict[str, object], place: Place, value: object, path: str) -> None:
    node: Any = facts
    for step, following in zip(place, [*place[1:], None], strict=True):
        below: Any = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(step, int):
            if not isinstance(node, list) or step > len(node):
                most = len(node) if isinstance(node, list) else 0
                raise BadInput([Problem(path, None, f"the list holds {most} items; a new one is number {most}")])
            if step == len(node):
                node.append(below)
            elif following is None or not isinstance(node[step], type(below)):
                node[step] = below
        elif following is None or not isinstance(node.get(step), type(below)):
            node[step] = below
        node = node[step]


def _take_out(facts: dict[str, object], place: Place) -> None:
    """Takes out what stands at a place, and whatever mapping or list above holds nothing after it."""
    above: list[tuple[Any, str | int]] = []
    node: Any = facts
    for step in place:
        if not _stands(node, step):
            return
        above.append((node, step))
        node = node[step]
    for holder, step in reversed(above):
        del holder[step]
        if holder or (isinstance(holder, dict) and holder is not facts and _in_list(above, holder)):
            return


def _in_list(above: Sequence[tuple[Any, str | int]], holder: object) -> bool:
    """Whether a mapping is an item of a list: emptied of its facts, it is still one arrest, one child."""
    return any(_stands(node, step) and node[step] is holder for node, step in above if isinstance(step, int))


def _differ(before: object, after: object, place: Place) -> Iterable[tuple[Place, tuple[object, object]]]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            yield from _differ(before.get(key, ABSENT), after.get(key, ABSENT), (*place, key))
    elif isinstance(before, list) and isinstance(after, list) and before and len(before) <= len(after) and _rows(before, after):
        for number, item in enumerate(after):
            yield from _differ(before[number] if number < len(before) else ABSENT, item, (*place, number))
    elif _plain(before) != _plain(after):
        yield place, (before, after)


def _rows(*lists: list[Any]) -> bool:
    return all(isinstance(item, Mapping) for items in lists for item in items)


def _meet(one: Place, other: Place) -> bool:
    """Whether one place is the other, or holds it."""
    return one[: len(other)] == other[: len(one)]


def _plain(value: object) -> object:
    """A value as it would be written, so that a day and its text, which mean the same, are the same."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if value is ABSENT or value is None or isinstance(value, (bool, int, float)) else str(value)
