"""Which facts and conclusions does a sentence use?"""

from collections.abc import Sequence
from typing import Any


def names_in(node: Sequence[Any]) -> set[str]:
    """Every fact and conclusion a sentence uses."""
    word, rest = node[0], node[1:]
    if word in ("and", "or", "not"):
        return set().union(*(names_in(part) for part in rest if isinstance(part, list)))
    if word in ("always", "never"):
        return set()
    used = {str(rest[0])}
    for value in rest[1:]:
        if isinstance(value, list) and len(value) == 2 and value[0] == "fact":
            used.add(str(value[1]))
    return used


def rests_on(node: list[Any], name: str) -> bool:
    """Whether a tree can be true only where a fact is: it is the fact, a part of an `and`, or of every part of an `or`."""
    if node[0] == "fact":
        return bool(node[1] == name)
    if node[0] in ("and", "or"):
        return (any if node[0] == "and" else all)(rests_on(part, name) for part in node[1:])
    return False
