"""By which day must something be done next in a case? Counted from the case file after the rules, so a bare table has no such column."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from forbear.assessment.deadlines import find_deadlines
from forbear.assessment.finding import DeadlineFinding
from forbear.assessment.matter import Matter
from forbear.drafting.deadlines import act_by, ahead

# The next date: the deadline's id, the day to act, the last day, whether it is sure that it runs, what is done by it.
NEXT: Mapping[str, Any] = {"next_deadline": pl.String, "next_act": pl.Date, "next_due": pl.Date, "next_sure": pl.Boolean}


def next_date(matter: Matter) -> dict[str, object]:
    """The columns of the next date of a case; nulls where none runs."""
    return dated(find_deadlines(matter), matter.on)


def dated(found: list[DeadlineFinding], on: dt.date) -> dict[str, object]:
    """The columns of the first of these days by which something must be done; days on which something is complete or opens are none."""
    first = next((item for item in ahead(found, on) if item.says.endswith("by")), None)
    if first is None:
        return dict.fromkeys(NEXT)
    return {"next_deadline": first.rule, "next_act": act_by(first, on), "next_due": first.due, "next_sure": not first.only_if}
