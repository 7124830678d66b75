"""Short cases for specifications."""

import datetime as dt

import yaml

from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree

COURT = "proceedings: {nta_date: 2010-01-06, nta_filed_date: 2010-02-03, pleadings_date: 2010-05-04, custody: {detained: false}%s}"


def case_of(text, circuit=None):
    """A case from the inside of a flow mapping."""
    head = {"circuit": circuit} if circuit else {}
    return check_case(Tree({**yaml.safe_load("{" + text + "}"), **head}, {}), "case")


def in_court(more="", proceedings="", circuit=None):
    """A case before the judge, pleadings entered, with more facts and more of the proceedings."""
    court = COURT % (f", {proceedings}" if proceedings else "")
    return case_of(f"{court}{', ' + more if more else ''}", circuit)


def day(text):
    """An ISO date."""
    return dt.date.fromisoformat(text)
