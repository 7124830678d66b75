"""Which facts may a case file hold? One row a field, read from fields.csv: path, type, allowed values, sensitivity."""

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal, cast

Sensitivity = Literal["normal", "privileged", "dangerous-if-disclosed"]
CIRCUITS = (*(str(number) for number in range(1, 12)), "dc")
STATES = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "DC",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
        "PR",
        "GU",
        "VI",
        "AS",
        "MP",
    ]
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a case file. `path` writes a list as `family[]`; `unit` is of integers; `graded`: its row says how sensitive."""

    path: str
    type: str
    allowed: tuple[str, ...]
    unit: str
    sensitivity: Sensitivity
    asked_by: str
    note: str
    graded: bool = True


@dataclass(slots=True)
class Shape:
    """What may stand at one place: a leaf, the keys of a mapping, the items of a list (caregiving and employment have two)."""

    leaf: Field | None = None
    keys: dict[str, "Shape"] = field(default_factory=dict)
    items: "Shape | None" = None


@cache
def fields() -> dict[str, Field]:
    """Every field by its path."""
    text = resources.files("forbear.casefile").joinpath("fields.csv").read_text(encoding="utf-8")
    return {
        row["path"]: Field(
            row["path"],
            row["type"],
            tuple(filter(None, row["allowed"].split("|"))),
            row["unit"],
            cast(Sensitivity, row["sensitivity"] or "normal"),
            row["asked_by"],
            row["note"],
            bool(row["sensitivity"]),
        )
        for row in csv.DictReader(text.splitlines())
    }


@cache
def shape() -> Shape:
    """The fields as a tree, for checking a document from the top down."""
    root = Shape()
    for path, leaf in fields().items():
        node = root
        for part in re.findall(r"\[\]|[^.\[\]]+", path):
            if part == "[]":
                node.items = node.items or Shape()
                node = node.items
            else:
                node = node.keys.setdefault(part, Shape())
        node.leaf = leaf
    return root
