"""Which words do offices use for our fields and values? Read from words.yaml, and compared without case, accents and signs."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from forbear.casefile.tree import parse_yaml


def folded(text: str) -> str:
    """A header or a cell for comparing: `A#` and `a number`, `País` and `pais`, `date_of_birth` and `Date of Birth` are one."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("#", " number ").replace("'s", "s"))
    return " ".join(re.sub(r"[\W_]+", " ", "".join(sign for sign in letters if not unicodedata.combining(sign))).split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of words.yaml, folded: by header, by part of a name, by cell."""

    headers: dict[str, str]
    parts: dict[str, tuple[str, int]]
    case: frozenset[str]
    not_known: frozenset[str]
    known_none: frozenset[str]
    yes_or_no: dict[str, bool]
    values: dict[str, dict[str, str]]
    states: dict[str, str]


@cache
def words() -> Words:
    """The words, read once."""
    said = data("words.yaml")
    return Words(
        {folded(word): path for path, found in said["headers"].items() for word in found},
        {
            folded(word): (path, number)
            for path, levels in said["parts"].items()
            for number, level in enumerate(levels, 1)
            for word in level
        },
        frozenset(map(folded, said["case"])),
        frozenset(said["not_known"]),
        frozenset(said["known_none"]),
        dict.fromkeys(said["yes"], True) | dict.fromkeys(said["no"], False),
        {path: {folded(word): value for value, found in values.items() for word in found} for path, values in said["values"].items()},
        {folded(name): state for state, name in said["states"].items()},
    )


def data(name: str) -> Any:
    """One of the YAML files that stand beside this module."""
    return parse_yaml(resources.files("forbear.interchange").joinpath(name).read_text(encoding="utf-8"), name).value
