"""What tables, columns and codes do the courts' case files have? Read from `schema.yaml` and `lookups/`, which come with the package."""

import csv
from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

HERE = resources.files("forbear.courtdata")
Type = Literal["integer", "date", "time", "flag", "code", "id", "text"]


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column as EOIR names it, what its values are, and the lookup that decodes them."""

    name: str
    type: Type
    width: int | None = None
    upper: bool = False
    squeeze: bool = False
    pattern: str | None = None
    lookup: str | None = None
    meaning: str = ""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table as EOIR names it: its key, the column its fiscal years count by, what it joins, and its columns in file order."""

    name: str
    one_row_is: str
    key: str
    columns: list[Column]
    year_by: str | None = None
    needs: list[str] = []
    joins: dict[str, str] = {}
    ragged: bool = False
    together: dict[str, list[str]] = {}

    @property
    def folder(self) -> str:
        """The name in a cleaned release: a folder, and a view for SQL."""
        return self.name.lower()


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All tables that are known, with the day on which their layout was last looked at."""

    current_as_of: str
    publisher: str
    download: str
    tables: list[Table]


@cache
def schema() -> Schema:
    """The layout that comes with the package."""
    data = yaml.load(HERE.joinpath("schema.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    data["current_as_of"] = str(data["current_as_of"])
    return msgspec.convert(data, Schema)


@cache
def table_named(name: str) -> Table | None:
    """The table of a name in any writing, or None."""
    return next((table for table in schema().tables if table.folder == name.lower()), None)


@cache
def lookup(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a code list such as `court_decision`, each with the source of its meaning."""
    text = HERE.joinpath("lookups", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def lookups() -> list[str]:
    """The names of all code lists."""
    return sorted(path.name.removesuffix(".csv") for path in HERE.joinpath("lookups").iterdir() if path.name.endswith(".csv"))
