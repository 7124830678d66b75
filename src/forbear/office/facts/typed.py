"""What does somebody mean by what they typed? Read freely where it can mean one thing only, refused with what to write where not."""

import datetime as dt
import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forbear.casefile.fields import Field
from forbear.interchange.cells import Reading, read_cell
from forbear.interchange.days import SHORT_YEAR, YEAR_LAST, decide
from forbear.interchange.places import leaf

DATED = ("date", "date-range")
EXAMPLE = "2021-04-30"


def read_typed(path: str, text: str) -> tuple[object, str]:
    """What a text says for a fact, None where it says nothing or that it is not known; and what is wrong where it cannot be read."""
    field = leaf(path)
    assert field is not None, path
    bare = text.strip()
    if not bare:
        return None, ""
    if field.type in DATED:
        return _day(bare, field)
    if field.type == "enum":
        return (bare, "") if bare in field.allowed else (None, _("Choose one of those shown."))
    value, wanted = read_cell(
        text.replace("\r\n", "\n"), field, Reading(decide(_items(bare)) if field.type.startswith("list") else decide(()))
    )
    return (None, _wanted(field)) if wanted else (value, "")


def written(path: str, value: object) -> str:
    """A value as it stands in a box: what `read_typed` reads back equal."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(written(path, item) for item in value) if value else "none"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _day(text: str, field: Field) -> tuple[object, str]:
    """A day in any order that leaves one reading."""
    value, wanted = read_cell(text, field, Reading(decide([text])))
    if value is not None or not wanted:
        return value, ""
    if SHORT_YEAR.fullmatch(text):
        return None, _("Write the year with four digits, such as %(example)s.") % {"example": EXAMPLE}
    if (found := YEAR_LAST.fullmatch(text)) and (days := _both(found)):
        words = {"one": _in_words(days[0]), "other": _in_words(days[1]), "first": days[0].isoformat(), "second": days[1].isoformat()}
        return None, _("This can be %(one)s or %(other)s. Write %(first)s or %(second)s.") % words
    if re.fullmatch(r"\d{4}(-\d{1,2})?", text):
        return None, _("The day is missing. Write year, month and day, such as %(example)s, or leave it as not known.") % {
            "example": EXAMPLE
        }
    return None, _wanted(field)


def _both(found: re.Match[str]) -> tuple[dt.date, dt.date] | None:
    """The two days that a text can name, month first and day first."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    try:
        return dt.date(year, first, second), dt.date(year, second, first)
    except ValueError:
        return None


def _in_words(day: dt.date) -> str:
    return date_format(day, "j F Y")


def _items(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text)]


def _wanted(field: Field) -> str:
    """What is to be written for a field."""
    return {
        "date": _("Write a date that exists, such as 2021-04-30 or 30 April 2021."),
        "date-range": _("Write a date such as 2021-04-30, or a range such as 2012-02-01/2016-01-31."),
        "boolean": _("Choose yes, no or not known."),
        "boolean-or-allegation": _("Write yes, no, or what the document alleges."),
        "integer": _("Write a whole number, such as 30."),
        "us-state": _("Write a state by its two letters or its name, such as CO or Colorado."),
        "a-number": _("Write an A-number: A and eight or nine digits, such as A200-555-123."),
        "list-of-year": _("Write years with ; between, such as 2019; 2020, or none."),
        "list-of-date": _("Write dates with ; between, such as 2021-04-30; 2021-06-02, or none."),
    }.get(field.type, _("Write it as text."))


def help_for(field: Field) -> str:
    """How a fact is typed, where its name does not say so."""
    if field.type.startswith("list-of-"):
        return _("With ; between. Write none where there is none; leave it empty where it is not known.")
    if field.type in DATED:
        return _("Such as 2021-04-30 or 30 April 2021.") if field.type == "date" else _wanted(field)
    return _wanted(field) if field.type in ("us-state", "a-number", "boolean-or-allegation") else ""
