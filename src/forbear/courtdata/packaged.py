"""What do the tables that come with the package say? Plain CSV, which a person who knows the courts' data can read and change."""

import csv
from functools import cache
from importlib import resources

HERE = resources.files("forbear.courtdata")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table such as `outcomes` or `lookups/court_decision`."""
    return tuple(csv.DictReader(HERE.joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def text(name: str) -> str:
    """The words of a file such as `events.sql`."""
    return HERE.joinpath(name).read_text(encoding="utf-8")
