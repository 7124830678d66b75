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
