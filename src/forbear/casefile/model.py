"""The case file: facts as they were given, with dates as dates. `None` or absent is not known; an empty list is known none."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeGuard

FORMAT = "forbear-case/1"
Facts = Mapping[str, object]
PLAIN = (str, bool, int, float, list, dt.date, type(None))  # no mapping; asked first, for asking an abstract class takes long


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One matter's facts. `name` is the file's stem or the folder's name; `as_of` is when the facts were taken."""

    name: str
    facts: Facts
    as_of: dt.date | None = None
    court: str | None = None
    circuit: str | None = None
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, object] = field(init=False, repr=False, compare=False)  # the facts by dotted path

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", laid_out(self.facts))

    def at(self, path: str) -> object | None:
        """The value at a dotted path of mappings, `None` where nothing is known."""
        return self.places.get(path)

    def date(self, path: str) -> dt.date | None:
        """The date at a path; a value of another kind was refused when the file was read."""
        value = self.at(path)
        return value if isinstance(value, dt.date) else None

    def text(self, path: str) -> str | None:
        """The text at a path."""
        value = self.at(path)
        return value if isinstance(value, str) else None

    def flag(self, path: str) -> bool | None:
        """The yes or no at a path."""
        value = self.at(path)
        return value if isinstance(value, bool) else None

    def items(self, path: str) -> Sequence[Facts] | None:
        """The items of a list of mappings; `None` where the list is not known."""
        value = self.at(path)
        return [item for item in value if type(item) is dict or isinstance(item, Mapping)] if isinstance(value, list) else None

    def values(self, path: str) -> Sequence[object] | None:
        """The values of a list of plain values; `None` where the list is not known."""
        value = self.at(path)
        return value if isinstance(value, list) else None


def laid_out(facts: Facts) -> dict[str, object]:
    """What stands at each dotted path of mappings, laid out once for whoever looks hundreds of times."""
    places = dict(facts)
    left = [(f"{key}.", value) for key, value in facts.items() if _is_mapping(value)]
    for above, node in left:
        for key, value in node.items():
            places[above + key] = value
            if _is_mapping(value):
                left.append((f"{above}{key}.", value))
    return places


def _is_mapping(value: object) -> TypeGuard[Facts]:
    return type(value) is dict or (not isinstance(value, PLAIN) and isinstance(value, Mapping))


def stem(path: str) -> str:
    """A path without the numbers of its lists: `family.status` for `family[0].status` and for `family[].status`."""
    return re.sub(r"\[\d*\]", "", path)


def leaves(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every plain value of a tree of facts with its path, lists numbered: `family[0].status`."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from leaves(value, f"{path}[{number}]")
    else:
        yield path, node
