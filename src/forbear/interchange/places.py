"""Where does a fact stand in a case file? Paths such as `entry[0].date` read, checked against the fields, and put together into facts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from forbear.casefile.fields import GRADES, Field, Shape, sensitivity, shape
from forbear.casefile.reading import HEAD
from forbear.casefile.tree import Place
from forbear.problem import BadInput, Problem

PATH = re.compile(r"[a-z_]+(?:\[\d{1,4}\])?(?:\.[a-z_]+(?:\[\d{1,4}\])?)*", re.ASCII)


def parts(path: str) -> Place:
    """`entry[0].date` as ("entry", 0, "date"). Raises ValueError where it is no path."""
    if PATH.fullmatch(path) is None:
        raise ValueError(path)
    return tuple(int(part) if part.isdigit() else part for part in re.findall(r"\w+", path))


def place_in_shape(path: str) -> Shape | None:
    """What may stand at a path; None where no case file has it. An item of a list of plain values stands for its list."""
    node: Shape | None = shape()
    try:
        steps = parts(path)
    except ValueError:
        return None
    for step in steps:
        if node is None:
            return None
        below = node.items if isinstance(step, int) else node.keys.get(step)
        node = (
            node if below is None and isinstance(step, int) and node.leaf is not None and node.leaf.type.startswith("list-of-") else below
        )
    return node


@cache
def leaf(path: str) -> Field | None:
    """The field at a path; the head of a case file (`court`, `circuit`, `as_of`) has fields of its own, all normal."""
    if path in HEAD:
        return Field(path, "date" if path == "as_of" else "text", (), "", "normal", "", "")
    node = place_in_shape(path)
    return node.leaf if node is not None else None


@cache
def known(path: str) -> bool:
    """Whether a fact may stand at a path: a field, or a list or mapping that may be known to be empty."""
    return path in HEAD or place_in_shape(path) is not None


def build(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts by their paths as a tree. Items of lists follow in order of their numbers; numbers left out close up.

    Raises BadInput where one path says that something is plain or empty and another what stands in it.
    """
    root: dict[str | int, object] = {}
    for path, value in facts.items():
        *above, last = parts(path)
        node = root
        for step in above:
            below = node.setdefault(step, {})
            if not isinstance(below, dict) or any(type(key) is not type(step) for key in node):
                raise BadInput([Problem(path, None, "stands beside a fact that leaves no place for it; keep one of the two")])
            node = below
        if last in node or any(type(key) is not type(last) for key in node):
            raise BadInput([Problem(path, None, "stands beside facts within it; keep one of the two")])
        node[last] = value
    return {str(key): _closed(value) for key, value in root.items()}


def _closed(node: object) -> object:
    if not isinstance(node, dict):
        return node
    if node and all(isinstance(key, int) for key in node):
        return [_closed(node[key]) for key in sorted(node)]
    return {key: _closed(value) for key, value in node.items()}


def spread(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every fact of a tree with its path: plain values, lists of plain values, empty lists and mappings. `build` of them gives it back."""
    if isinstance(node, Mapping) and node:
        for key, value in node.items():
            yield from spread(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list) and any(isinstance(item, (list, Mapping)) for item in node):
        for number, value in enumerate(node):
            yield from spread(value, f"{path}[{number}]")
    else:
        yield path, node


def grades(paths: Iterable[str]) -> dict[str, list[str]]:
    """Paths by how sensitive they are, the gravest last; grades without a path are left out."""
    found: dict[str, list[str]] = {}
    for grade in GRADES:
        if here := [path for path in paths if sensitivity(path) == grade]:
            found[grade] = here
    return found
