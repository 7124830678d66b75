"""Which column means which field? A mapping that an office keeps as YAML, read with every problem at once, or proposed from the headers.

A proposal takes only names that can mean nothing else, or those that a system's own documentation gives; what it cannot tell it leaves to
a person.
"""

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from forbear.casefile.fields import Sensitivity, sensitivity
from forbear.casefile.reading import HEAD, check_case
from forbear.casefile.tree import Tree, dotted, read_tree
from forbear.interchange.cells import folded_cell
from forbear.interchange.days import ORDERS, Order
from forbear.interchange.places import build, known, leaf
from forbear.interchange.tables import Table
from forbear.interchange.words import data, folded, words
from forbear.problem import BadInput, Problem

FORMAT = "forbear-mapping/1"
TOP = ("format", "system", "sheet", "header_rows", "dates", "case", "always", "columns")
OF_COLUMN = ("field", "part", "dates", "separator", "values", "name_order", "exact", "needs_review")
OWN_HEADER = re.compile(r"(\S+) \((?:normal|privileged|dangerous-if-disclosed)\)")  # as `forbear export` writes it


@dataclass(frozen=True, slots=True)
class Column:
    """What one column means. Several columns of one field are put together in the order of their parts."""

    header: str
    path: str
    part: int = 0
    dates: Order | None = None
    separator: str | None = None
    values: Dict[str, object] = field(default_factory=dict)
    last_first: bool = False
    exact: bool = False
    needs_review: str = ""

    @property
    def sensitivity(self) -> Sensitivity:
        """How sensitive the field is."""
        return sensitivity(self.path)


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a table mean. `case` is the column that names the folder, `always` holds for every row, `left` is left out."""

    columns: tuple[Column, ...]
    case: str | None = None
    left: tuple[str, ...] = ()
    always: Dict[str, object] = field(default_factory=dict)
    dates: Order | None = None
    sheet: str | None = None
    header_rows: tuple[int, ...] = ()
    system: str | None = None


@dataclass(frozen=True, slots=True)
class System:
    """Another system's columns, as its documentation gives them; `needs_review` says what that does not show."""

    id: str
    name: str
    needs_review: str
    sources: tuple[Dict[str, str], ...]
    mapping: Mapping


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file. Raises BadInput with every problem and its line."""
    return check_mapping(read_tree(path), path.name)


def check_mapping(tree: Tree, name: str, *, one_table: bool = True) -> Mapping:
    """The mapping in a tree of values; of `one_table`, no two columns mean the same. Raises BadInput with every problem."""
    problems: list[Problem] = []

    def say(place: tuple[str | int, ...], message: str) -> None:
        problems.append(Problem(f"{name}: {dotted(place)}" if place else name, tree.lines.get(place), message))

    given: Any = tree.value
    if not isinstance(given, dict) or not isinstance(given.get("columns"), dict):
        raise BadInput([Problem(name, 1, f"expected a mapping of columns to fields (format: {FORMAT}, columns: …)")])
    for key in given:
        if key not in TOP:
            say((key,), f"unknown; expected one of {', '.join(TOP)}")
    if given.get("format", FORMAT) != FORMAT:
        say(("format",), f"expected {FORMAT}")
    if given.get("dates") not in (None, *ORDERS):
        say(("dates",), f"expected one of {', '.join(ORDERS)}")
    for key in ("sheet", "case", "system"):
        if not isinstance(given.get(key), str | None):
            say((key,), "expected text (put it in quotes)")
    rows = given.get("header_rows") or []
    if not isinstance(rows, list) or not all(isinstance(row, int) and row > 0 for row in rows) or sorted(rows) != rows:
        say(("header_rows",), "expected the numbers of the rows that hold the names, such as [3] or [3, 4]")
    always = given.get("always") or {}
    for path, value in always.items() if isinstance(always, dict) else ():
        if message := _wrong(path, value):
            say(("always", path), message)
    if not isinstance(always, dict):
        say(("always",), "expected fields with a value each, such as court: Denver")
    columns, left = [], []
    for header, meant in given["columns"].items():
        if meant is None:
            left.append(header)
        elif column := _column(header, meant, say):
            columns.append(column)
    if one_table:
        _together(columns, say)
    if problems:
        raise BadInput(problems)
    return Mapping(
        tuple(columns), given.get("case"), tuple(left), always, given.get("dates"), given.get("sheet"), tuple(rows), given.get("system")
    )


def _column(header: str, meant: Any, say: Any) -> Column | None:
    place = ("columns", header)
    told = {"field": meant} if isinstance(meant, str) else meant
    if not isinstance(told, dict) or not isinstance(told.get("field"), str):
        say(place, "expected a field such as person.birth_date, or a mapping with field: (null leaves the column out)")
        return None
    path = told["field"]
    before = say

    def say_here(key: str, message: str) -> None:
        before((*place, key) if isinstance(meant, dict) else place, message)

    for key in told:
        if key not in OF_COLUMN:
            say_here(key, f"unknown; expected one of {', '.join(OF_COLUMN)}")
    if not known(path):
        say_here("field", f"{path!r} is no field of a case file (forbear's fields.csv lists them; entry[0].date is the first entry's date)")
        return None
    if path == "format":
        say_here("field", "the format is not read from a table")
    if told.get("dates") not in (None, *ORDERS):
        say_here("dates", f"expected one of {', '.join(ORDERS)}")
    if not isinstance(told.get("part", 0), int) or isinstance(told.get("part"), bool):
        say_here("part", "expected a number: which part of the field this column holds")
    if not isinstance(told.get("separator"), str | None) or told.get("separator") == "":
        say_here("separator", "expected the sign between values, in quotes")
    if told.get("name_order") not in (None, "first-last", "last-first"):
        say_here("name_order", "expected first-last or last-first")
    if not isinstance(told.get("exact", False), bool):
        say_here("exact", "expected true or false")
    values = told.get("values") or {}
    if not isinstance(values, dict):
        say_here("values", "expected a meaning for each word, such as {Y: true, N: false}")
        values = {}
    of_items = (found := leaf(path)) is not None and found.type.startswith("list-of-")
    for word, value in values.items():
        if message := _wrong(path, [value] if of_items and not isinstance(value, list) else value):
            before((*place, "values", word), message)
    return Column(
        header,
        path,
        told.get("part", 0),
        told.get("dates"),
        told.get("separator"),
        {folded_cell(str(word)): value for word, value in values.items()},
        told.get("name_order") == "last-first",
        told.get("exact", False),
        str(told.get("needs_review") or ""),
    )


def _wrong(path: str, value: object) -> str:
    """What is wrong with a value at a path, if anything."""
    if not known(path):
        return f"{path!r} is no field of a case file"
    try:
        check_case(Tree(build({path: value}), {}), "")
    except BadInput as bad:
        return bad.problems[0].message
    return ""


def _together(columns: list[Column], say: Any) -> None:
    """Two columns of one field must say their parts, and only texts have parts."""
    by_field: dict[str, list[Column]] = {}
    for column in columns:
        by_field.setdefault(column.path, []).append(column)
    for path, found in by_field.items():
        kind = item.type if (item := leaf(path)) else ""
        if len(found) > 1 and (kind not in ("text", "address") or len({column.part for column in found}) < len(found)):
            say(
                ("columns", found[1].header),
                f"means {path} like {found[0].header!r}; leave one out, or number the parts of a text (part: 1)",
            )


def write_mapping(mapping: Mapping) -> str:
    """The mapping as YAML, to be looked at, changed and kept; `read_mapping` of it is equal."""
    head: dict[str, object] = {"format": FORMAT}
    for key in ("system", "sheet", "header_rows", "dates", "case", "always"):
        if value := getattr(mapping, key):
            head[key] = list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Dict) else value
    columns: dict[str, object] = {}
    for column in mapping.columns:
        told: dict[str, object] = {"field": column.path}
        for key in ("part", "dates", "separator", "exact", "needs_review"):
            if value := getattr(column, key):
                told[key] = value
        if column.values:
            told["values"] = dict(column.values)
        if column.last_first:
            told["name_order"] = "last-first"
        columns[column.header] = told if len(told) > 1 else column.path
    columns |= dict.fromkeys(mapping.left)
    note = "# Which column means which field. null leaves a column out. Look it through before you import with it.\n"
    return note + yaml.dump(head | {"columns": columns}, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)


def propose(table: Table, system: System | None = None) -> Mapping:
    """What the columns of a table surely mean: own exports as they are, a system's columns as documented, else by words of the trade."""
    own = {header: said[1] for header in table.headers if (said := OWN_HEADER.fullmatch(header))}
    if own and table.headers[0] == "case":
        exact = [Column(header, path, exact=True) for header, path in own.items() if known(path)]
        ours = {"case", *(column.header for column in exact)}
        return Mapping(tuple(exact), case="case", left=tuple(header for header in table.headers if header not in ours))
    documented = {folded(column.header): column for column in system.mapping.columns} if system else {}
    passed = {folded(header) for header in system.mapping.left} if system else set()
    columns: list[Column] = []
    left: list[str] = []
    named = system.mapping.case if system else None
    case = next((header for header in table.headers if (named and folded(header) == folded(named)) or folded(header) in words().case), None)
    for header in table.headers[: table.named]:
        if header == case:
            continue
        word = folded(header.rpartition(" / ")[2]) if folded(header) not in words().headers else folded(header)
        found = documented.get(folded(header))
        if found is not None:
            columns.append(Column(header, *[getattr(found, name) for name in Column.__slots__[1:]]))
        elif folded(header) in passed:
            left.append(header)
        elif known(header.strip()) and header.strip() not in HEAD:
            columns.append(Column(header, header.strip()))
        elif path := words().headers.get(word):
            columns.append(Column(header, path))
        elif part := words().parts.get(word):
            columns.append(Column(header, part[0], part[1]))
        else:
            left.append(header)
    whole = {column.path for column in columns if not column.part}
    kept: list[Column] = []
    for column in columns:
        taken = any(column.path == other.path and column.part == other.part for other in kept)
        if taken or (column.part and column.path in whole):
            left.append(column.header)
        else:
            kept.append(column)
    return Mapping(tuple(kept), case, tuple(left), dates=system.mapping.dates if system else None, system=system.id if system else None)


@cache
def systems() -> dict[str, System]:
    """The systems whose columns are documented, by id."""
    found = {}
    for id, given in data("systems.yaml").items():
        told = {key: given.get(key) for key in ("dates", "case", "columns")}
        mapping = check_mapping(Tree(told, {}), f"systems.yaml: {id}", one_table=False)
        found[id] = System(id, given["name"], given["needs_review"], tuple(given["sources"]), mapping)
    return found
