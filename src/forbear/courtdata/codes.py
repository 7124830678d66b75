"""Which codes does a release use that no code list explains?"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from forbear.courtdata.cleaning import ident, name_of
from forbear.courtdata.schema import Column, lookup

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_SHOWN = 8
FIELDS = {"DEC_CODE": "DEC_CODE", "OTHER_COMP": "OTHER_COMP"}  # one letter means different things by field and case type


class Unknown(msgspec.Struct):
    """A column with codes that its list does not hold: how many rows, which share of the filled ones, and the commonest codes."""

    column: str
    lookup: str
    rows: int
    share: float
    codes: list[str]


def unknown_codes(db: "DuckDBPyConnection", columns: Sequence[Column]) -> list[Unknown]:
    """The unknown codes of each coded column in the table `rows`; an outcome's letter is looked up with its case type."""
    found = []
    for column in columns:
        if column.lookup:
            name = ident(name_of(column))
            field = FIELDS.get(column.name)
            what = f"concat_ws(' ', case_type, {name})" if field else name
            counted = db.execute(
                f"SELECT {what} AS code, count(*) FROM rows WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
            ).fetchall()
            known = outcome_codes(field) if field else codes(column.lookup)
            missing = [(code, rows) for code, rows in counted if folded(code) not in known]
            if missing:
                rows = sum(rows for _, rows in missing)
                share = rows / sum(rows for _, rows in counted)
                found.append(Unknown(column.name, column.lookup, rows, round(share, 6), [code for code, _ in missing[:MOST_SHOWN]]))
    return found


def folded(code: str) -> str:
    """A code as it is compared: letters and digits where it has any, since charges are written in several ways, in upper case."""
    plain = "".join(sign for sign in code if sign.isalnum() or sign == " ").upper()
    return plain.replace(" ", "") or code


@cache
def codes(name: str) -> frozenset[str]:
    """The codes of a list, as compared."""
    return frozenset(folded(row["code"]) for row in lookup(name))


@cache
def outcome_codes(field: str) -> frozenset[str]:
    """The outcomes of a field, as case type and letter."""
    return frozenset(folded(row["case_type"] + row["code"]) for row in lookup("court_decision") if row["field"] == field)
