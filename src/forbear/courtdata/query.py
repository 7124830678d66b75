"""What does a sentence of SQL say over a release? One reading sentence, no file, no other database, nothing written."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any, NamedTuple

from forbear.courtdata.events import add_events
from forbear.courtdata.release import Release
from forbear.problem import BadInput, Problem

LARGE = 1 << 63


class Answer(NamedTuple):
    """The names of the columns, the rows, and whether there are more than were asked for."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    more: bool

    def as_data(self) -> list[dict[str, Any]]:
        """The rows by column, dates in ISO, for programs."""
        return [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows]


def query(release: Release, sql: str, most: int | None = None) -> Answer:
    """Runs one SELECT over the tables (`b_tblproceeding`), the decoded `events` and the code lists (`lookup_court_decision`) of a release.

    Raises BadInput with the engine's own hint.
    """
    import duckdb

    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise BadInput([Problem("SQL", None, said(error))]) from None
    if len(statements) != 1:
        raise BadInput([Problem("SQL", None, f"expected one sentence, found {len(statements)}")])
    if statements[0].type != duckdb.StatementType.SELECT:
        kind = statements[0].type.name
        raise BadInput([Problem("SQL", None, f"expected a SELECT, found {kind}; the data are only read here")])
    connection = release.connect()
    try:
        if re.search(r"\bevents\b", sql, re.IGNORECASE):
            add_events(connection, release)
        found = connection.execute(statements[0])
        columns = _distinct([str(column[0]) for column in found.description])
        rows = found.fetchall() if most is None else found.fetchmany(most + 1)
    except duckdb.PermissionException:
        raise BadInput([Problem("SQL", None, "only the tables of the release can be read, no file and nothing on the network")]) from None
    except duckdb.OutOfMemoryException:
        raise BadInput([Problem("SQL", None, "this needs more memory than there is; ask for less at once, by year or court")]) from None
    except duckdb.Error as error:
        raise BadInput([Problem("SQL", None, said(error))]) from None
    finally:
        connection.close()
    return Answer(columns, rows[:most], most is not None and len(rows) > most)


def said(error: Exception) -> str:
    """What the engine says, in a line: its message, its hint and the place."""
    return "; ".join(" ".join(line.split()) for line in str(error).splitlines() if line.strip(" ^"))


def _distinct(names: list[str]) -> list[str]:
    """The names, with a number where one stands twice."""
    seen: dict[str, int] = {}
    answer = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        answer.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return answer


def _plain(value: Any) -> Any:
    """A value as JSON has it: numbers as numbers, moments in ISO."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value if -LARGE <= value < LARGE else float(value)
    if isinstance(value, dt.timedelta):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value
