"""Which facts may a case file hold? One row a field, read from fields.csv: path, type, allowed values, sensitivity."""

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal, cast

Sensitivity = Literal["normal", "privileged", "dangerous-if-disclosed"]
GRADES: tuple[Sensitivity, ...] = ("normal", "privileged", "dangerous-if-disclosed")  # the gravest last
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


def plain(path: str) -> str:
    """A path without the numbers of its items: `entry[].date`."""
    return re.sub(r"\[\d+\]", "[]", path)


@cache
def sensitivity(path: str) -> Sensitivity:
    """How sensitive what stands at a path is: as its row of the fields says; an empty list or mapping as the gravest field it could hold.

    A field whose row says nothing stands as its neighbours do: in an item of a list as the gravest, for the item alone gives away that
    there is one; elsewhere as the least grave.
    """
    here = plain(path)
    own = fields().get(here) or fields().get(here.removesuffix("[]"))
    if own is None:
        return max((field.sensitivity for field in fields().values() if _under(field.path, here)), key=GRADES.index, default="normal")
    if own.graded:
        return own.sensitivity
    above = own.path.rpartition(".")[0]
    beside = [field.sensitivity for field in fields().values() if field.graded and field.path.rpartition(".")[0] == above]
    return (max if above.endswith("[]") else min)(beside, key=GRADES.index, default="normal")


def _under(path: str, above: str) -> bool:
    return path.startswith((f"{above}.", f"{above}["))
