"""What do people ask of the courts' data besides a rate? Named questions, each one SQL sentence in `answers/` with title and definition.

The text of each is printed by `forbear court-data answer DIR NAME --sql` and runs as it stands in `forbear court-data query`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from forbear.courtdata.events import add_events
from forbear.courtdata.packaged import HERE
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from forbear.courtdata.release import Release


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that comes with the package: its name, its title, what is counted and how, and the sentence that answers it."""

    name: str
    title: str
    says: str
    sql: str

    def over(self, release: "Release") -> str:
        """The sentence for a release, whose day it may name."""
        return self.sql.replace("{release}", f"DATE '{release.day}'")


@cache
def asked() -> Mapping[str, Asked]:
    """Every question by name."""
    files = sorted((file for file in HERE.joinpath("answers").iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return {file.name.removesuffix(".sql"): _asked(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in files}


def answer(release: "Release", name: str) -> list[dict[str, Any]]:
    """The rows of a question. Raises BadInput."""
    import duckdb

    question = asked().get(name)
    if question is None:
        raise BadInput([Problem("QUESTION", None, f"no question {name!r}; expected one of {', '.join(asked())}")])
    connection = release.connect()
    try:
        add_events(connection, release)
        cursor = connection.execute(question.over(release))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.CatalogException as error:
        said = str(error).splitlines()[0]
        raise BadInput(
            [Problem(name, None, f"the release lacks a table that this needs ({said}); take it in with the whole archive")]
        ) from None
    finally:
        connection.close()


def _asked(name: str, text: str) -> Asked:
    title, says, sql = text.split("\n", 2)
    return Asked(name, title.removeprefix("-- "), says.removeprefix("-- "), sql.strip())
