"""What is a fact called on a page, and each value it may have? In English and Spanish, from data that a lawyer can read."""

import datetime as dt
from functools import cache
from importlib import resources
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forbear.assessment.words import plain_name
from forbear.casefile.fields import fields, plain
from forbear.casefile.tree import parse_yaml
from forbear.interchange.places import leaf

Tongue = Literal["en", "es"]
TONGUES: tuple[Tongue, ...] = ("en", "es")
MOST_SHOWN = 4  # facts that name an item of a list


def tongue() -> Tongue:
    """The language of the page."""
    return "es" if (get_language() or "en").startswith("es") else "en"


def called(path: str, in_: Tongue | None = None) -> str:
    """A fact's name: `family[0].status` as "Immigration status". An item of a list is called as its list."""
    here = plain(path)
    found = _said("fields").get(here) or _said("fields").get(here.removesuffix("[]"))
    return found[TONGUES.index(in_ or tongue())] if found else plain_name(here.rpartition(".")[2].removesuffix("[]")).replace("_", " ")


def value_words(path: str, value: str, in_: Tongue | None = None) -> str:
    """One of the values of a choice: `usc` as "US citizen"."""
    found = _said("values").get(f"{plain(path)} {value}") or _said("values").get(value)
    return found[TONGUES.index(in_ or tongue())] if found else plain_name(value)


def shown(path: str, value: object) -> str:
    """A value as a person reads it. Not known is said, and known none."""
    if value is None:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        if not value:
            return _("none")
        return "; ".join(summary(f"{path}[{number}]", item) for number, item in enumerate(value))
    if isinstance(value, dict):
        return summary(path, value)
    if isinstance(value, dt.date):
        return value.isoformat()
    field = leaf(path)
    if field is not None and field.type == "enum":
        return value_words(path, str(value))
    return f"{value} {_unit(field.unit)}" if field is not None and field.unit and isinstance(value, int) else str(value)


def summary(path: str, item: object) -> str:
    """An item of a list in a line: its first facts that are known."""
    if not isinstance(item, dict):
        return shown(path, item)
    told = [shown(f"{path}.{key}", value) for key, value in _in_order(path, item) if value is not None and not isinstance(value, bool)]
    return ", ".join(told[:MOST_SHOWN]) or _("nothing known yet")


def _in_order(path: str, item: dict[str, object]) -> list[tuple[str, object]]:
    """The facts of an item, what tells it apart from others first."""
    first = ("relation", "name", "charge", "date", "kind", "form", "who", "role", "condition", "programme", "for", "need")
    return sorted(item.items(), key=lambda pair: first.index(pair[0]) if pair[0] in first else len(first))


def _unit(unit: str) -> str:
    return {"days": _("days"), "years": _("years"), "USD": "USD"}.get(unit, unit)


@cache
def _said(which: Literal["fields", "values"]) -> dict[str, list[str]]:
    text = resources.files("forbear.office.facts").joinpath(f"{which}.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = parse_yaml(text, f"{which}.yaml").value  # type: ignore[assignment]
    return found


def unnamed() -> list[str]:
    """Fields and values that have no words of their own; evidence is named by the law's own data."""
    told = [field for field in fields().values() if not field.path.startswith("evidence[")]
    bare = [field.path for field in told if field.path not in _said("fields")]
    values = [f"{field.path} {value}" for field in told for value in field.allowed]
    return bare + [each for each in values if each not in _said("values") and each.partition(" ")[2] not in _said("values")]
