"""The profile: about two hundred named, typed, documented facts of one case on one day, computed when asked for.

A fact says what it means, its type and unit, and which fields it reads; its function answers with a value, `None` for not
known, or a `Value` that also says what it presumes. Names end in `_at_least` and `_at_most` where a count is bounded.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import import_module

from forbear.casefile.model import PLAIN, CaseFile
from forbear.casefile.view import View
from forbear.rules.verdict import Value, Why

FactType = str  # "boolean", "date", "integer" or "text"
ROOMS = ("person", "entries", "family", "criminal", "history", "proceedings", "posture", "relief", "evidence", "consent", "judgments")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the profile. `topics` are the proof topics and factors under which exhibits prove it."""

    name: str
    type: FactType
    meaning: str
    reads: tuple[str, ...]
    compute: Callable[[View], object]
    unit: str = ""
    values: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    why: Why = "fact"


REGISTRY: dict[str, Fact] = {}


def fact(
    type: FactType,
    meaning: str,
    *reads: str,
    unit: str = "",
    values: tuple[str, ...] = (),
    topics: tuple[str, ...] = (),
    why: Why = "fact",
    name: str = "",
) -> Callable[[Callable[[View], object]], Callable[[View], object]]:
    """Registers a function as the fact of its name."""

    def register(compute: Callable[[View], object]) -> Callable[[View], object]:
        label = name or compute.__name__
        if label in REGISTRY:
            raise ValueError(f"two facts named {label}")
        REGISTRY[label] = Fact(label, type, meaning, reads, compute, unit, values, topics, why)
        return compute

    return register


@cache
def facts() -> Mapping[str, Fact]:
    """Every fact by name, in the order of the rooms they live in."""
    for room in ROOMS:
        import_module(f"forbear.casefile.facts.{room}")
    return REGISTRY


@cache
def _computed() -> tuple[Callable[[View], object], ...]:
    return tuple(item.compute for item in facts().values())


class Profile(Mapping[str, Value]):
    """The facts of one case on one day."""

    def __init__(self, case: CaseFile, on: dt.date) -> None:
        self.view = View(case, on)
        self.facts = facts()
        self._known: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        value = self._known.get(name)
        if value is None:
            value = self._known[name] = self._compute(self.facts[name])
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def values_only(self) -> list[object]:
        """The bare values in the order of the facts: a row of a table, where nobody asks what would tell or which exhibits prove."""
        view = self.view
        return [found.value if type(found) is Value else found for found in [compute(view) for compute in _computed()]]

    def _compute(self, item: Fact) -> Value:
        found = item.compute(self.view)
        value = found if isinstance(found, Value) else Value(found, why=item.why)
        lacking = tuple(path for path in item.reads if self.lacks(path)) if value.value is None else ()
        exhibits = self._exhibits(item.topics)
        return Value(value.value, value.presumed, value.why, lacking, item.reads, exhibits)

    def lacks(self, path: str) -> bool:
        """Whether the case file leaves a field open: absent, null, or open in some item of its list."""
        return _open(self.view.case.facts, _parts(path)) if path != "circuit" else self.view.case.circuit is None

    @cached_property
    def _by_topic(self) -> dict[str, list[tuple[int, str]]]:
        """The exhibits that prove each topic, with their places in the list."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, item in enumerate(self.view.items("evidence") or (), start=1):
            proves = item.get("proves")
            for topic in proves if isinstance(proves, list) else ():
                found.setdefault(str(topic), []).append((number, str(item.get("id") or f"evidence {number}")))
        return found

    def _exhibits(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        if not topics or not self._by_topic:
            return ()
        found = {exhibit for topic in topics for exhibit in self._by_topic.get(topic, ())}
        return tuple(name for _, name in sorted(found))


@cache
def _parts(path: str) -> tuple[tuple[str, bool], ...]:
    """The names in a path, each with whether a list stands there."""
    return tuple((part.removesuffix("[]"), part.endswith("[]")) for part in path.split("."))


def _open(node: object, parts: tuple[tuple[str, bool], ...]) -> bool:
    for number, (key, many) in enumerate(parts):
        node = node.get(key) if not isinstance(node, PLAIN) and isinstance(node, Mapping) else None
        if node is None:
            return True
        if many:
            if not isinstance(node, list):
                return True
            rest = parts[number + 1 :]
            return bool(rest) and any(_open(item, rest) for item in node)
    return False


def words(*texts: object) -> str:
    """Texts joined in lower case, for looking words up."""
    return " ".join(text.lower() for text in texts if isinstance(text, str))


def mentions(text: str, pattern: str) -> bool:
    """Whether a text uses words of a pattern."""
    return _compiled(pattern).search(text) is not None


_compiled = lru_cache(None)(re.compile)  # the patterns are those of the facts, each asked for in every case
