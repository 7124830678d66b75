"""What a person reads of a fact that a paper offers."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from forbear.casefile.fields import Field
from forbear.interchange.places import leaf
from forbear.office.facts.words import called, shown, value_words
from forbear.office.web.templatetags.office import day

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def name_of(place: str) -> str:
    """The name of the field; facts of the paper itself have names of their own."""
    own = {"evidence[].date": _("Date of this paper"), "evidence[].certified": _("Certified copy")}
    return own.get(place) or called(place)


def item_of(place: str) -> str:
    """Which item of a list, from 1; nothing where it is none."""
    number = place.partition("[")[2].partition("]")[0]
    return str(int(number) + 1) if number.isdecimal() else ""


def value_of(place: str, value: object) -> str:
    """A value in words."""
    if isinstance(value, list) and not any(isinstance(item, dict) for item in value):
        return " / ".join(shown(place, item) for item in value) or _("none")
    field = leaf(place)
    if field is not None and field.type == "date" and isinstance(value, str) and DAY.fullmatch(value):
        return day(dt.date.fromisoformat(value))
    return shown(place, value)


def choices(place: str) -> list[tuple[str, str]]:
    """What may be chosen for a field; nothing where it is written."""
    field: Field | None = leaf(place)
    if field is None:
        return []
    if field.type == "boolean":
        return [("yes", _("yes")), ("no", _("no"))]
    return [(value, value_words(field.path, value)) for value in field.allowed] if field.type == "enum" else []
