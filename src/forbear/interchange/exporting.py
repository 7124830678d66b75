"""How does a case leave for another program? As JSON, YAML or CSV, with how sensitive each fact is, and without what is not to go out.

One case as CSV is a fact a row (path, value, sensitivity); many are a case a row with a path a column. All of them read back equal. In CSV
a text that a spreadsheet program could take for a formula begins with an apostrophe, which is taken off again when it is read.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from forbear.casefile.fields import Sensitivity, plain, sensitivity
from forbear.casefile.model import CaseFile
from forbear.casefile.reading import as_data, write_json, write_yaml
from forbear.interchange.cells import encoded, table_text
from forbear.interchange.places import build, grades, spread
from forbear.interchange.sheet import Value
from forbear.interchange.tables import Row, Table

Shape = Literal["json", "yaml", "csv"]
ONE_CASE = ("path", "value", "sensitivity")
WITHOUT: dict[str, Sensitivity] = {"dangerous": "dangerous-if-disclosed", "privileged": "privileged"}


@dataclass(frozen=True, slots=True)
class Exported:
    """What goes out: the text; the paths in it by how sensitive they are, and those left out."""

    text: str
    holds: dict[str, list[str]]
    left_out: dict[str, list[str]]


def export(cases: Sequence[CaseFile], shape: Shape, without: Collection[Sensitivity] = ()) -> Exported:
    """Cases as a text; JSON and YAML take one. Facts of the grades in `without` are left out, and what that empties."""
    kept = [strip(case, without) for case in cases]
    inside = [[path for path, _ in facts_of(case)] for case in kept]
    outside = [[path for path, _ in facts_of(case) if path not in set(here)] for case, here in zip(cases, inside, strict=True)]
    holds = grades(dict.fromkeys(path for paths in inside for path in paths))
    if shape == "json":
        text = write_json(kept[0])
    elif shape == "yaml":
        marked = [f"# {grade}: {', '.join(dict.fromkeys(map(plain, paths)))}\n" for grade, paths in holds.items() if grade != "normal"]
        text = "".join(marked) + write_yaml(kept[0])
    else:
        text = _one(kept[0]) if len(kept) == 1 else _many(kept)
    return Exported(text, holds, grades(dict.fromkeys(path for paths in outside for path in paths)))


def facts_of(case: CaseFile) -> Iterator[tuple[str, object]]:
    """Every fact of a case file with its path, its head included; an empty list or mapping is a fact too."""
    data = as_data(case)
    del data["format"]
    return spread(data) if data else iter(())


def strip(case: CaseFile, without: Collection[Sensitivity]) -> CaseFile:
    """The case without facts of these grades. A list or mapping that they leave empty goes too: `[]` would say that there is none."""
    if not without:
        return case
    facts = {path: value for path, value in spread(case.facts) if path and sensitivity(path) not in without}
    return replace(case, facts=build(facts))


def _one(case: CaseFile) -> str:
    rows = [(path, encoded(value), sensitivity(path)) for path, value in facts_of(case)]
    return table_text([ONE_CASE, *rows])


def _many(cases: Sequence[CaseFile]) -> str:
    found = [dict(facts_of(case)) for case in cases]
    paths = list(dict.fromkeys(path for facts in found for path in facts))
    head = ["case", *map(_header, paths)]
    rows = [
        [encoded(case.name), *(encoded(facts[path]) if path in facts else "" for path in paths)]
        for case, facts in zip(cases, found, strict=True)
    ]
    return table_text([head, *rows])


def _header(path: str) -> str:
    return f"{path} ({sensitivity(path)})"


def turned(table: Table, name: str) -> Table:
    """An exported case, a fact a row, as a table of one case: what importing reads. Any other table is given back as it is."""
    if tuple(header.casefold() for header in table.headers) != ONE_CASE:
        return table
    cells: dict[str, Value] = {"case": encoded(name)}
    for row in table.rows:
        path = row.cells[0]
        if isinstance(path, str) and path.strip():
            cells[_header(path.strip())] = row.cells[1]
    return Table(table.name, tuple(cells), (Row(2, tuple(cells.values())),), len(cells), table.notes, table.serial_base)
