"""What is an exhibit, and which page proves what? As it stands, as it was typed, and what typing changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from forbear.casefile.model import Facts
from forbear.office.evidence.listing import kind_words, topics
from forbear.office.facts.typed import read_typed, written
from forbear.office.matters.changes import ABSENT, Changes, value_at
from forbear.office.web.matter import MatterPage

PLAIN = ("title", "kind", "date", "author", "language", "certified", "translation_of", "excerpt")
PIN = ("page", "to", "proves")
MORE_PINS = 2  # empty rows to write in


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the boxes of an exhibit. `first` and `others` are what it can prove, with whether it is ticked."""

    text: Mapping[str, str]
    pins: list[Mapping[str, str]]
    first: list[tuple[str, str, bool]]
    others: list[tuple[str, str, bool]]


def as_it_stands(page: MatterPage, item: Facts) -> Typed:
    """The boxes as the file fills them."""
    pins = item.get("pins")
    rows: list[Mapping[str, str]] = [
        {key: written(f"evidence[].pins[].{key}", pin.get(key)) for key in PIN} for pin in (pins if isinstance(pins, list) else ())
    ]
    text = {key: written(f"evidence[].{key}", item.get(key)) for key in PLAIN}
    said = item.get("proves")
    return _typed(
        page,
        item,
        text,
        rows + [dict.fromkeys(PIN, "") for _row in range(MORE_PINS)],
        set(map(str, said if isinstance(said, list) else ())),
    )


def as_typed(page: MatterPage, item: Facts, posted: QueryDict) -> Typed:
    """The boxes as somebody filled them."""
    return _typed(page, item, {key: posted.get(key, "") for key in PLAIN}, _rows(posted), set(posted.getlist("proves")))


def kinds(page: MatterPage) -> list[tuple[str, str]]:
    """Every kind of exhibit with its words, in the order of the alphabet."""
    return sorted(
        ((kind, kind_words(page.matter, kind)) for kind in page.matter.corpus.evidence_kinds), key=lambda pair: pair[1].casefold()
    )


def changes(posted: QueryDict, before: Mapping[str, object], at: int) -> tuple[Changes, dict[str, str]]:
    """What typing changes, by path, and what is wrong by box. What was not sent is left as it is."""
    wanted: dict[str, object] = {}
    wrong: dict[str, str] = {}
    item = value_at(before, f"evidence[{at}]")
    stood: Mapping[str, Any] = item if isinstance(item, dict) else {}
    for key in PLAIN:
        if key not in posted:
            continue
        value, problem = read_typed(f"evidence[{at}].{key}", str(posted[key]))
        if problem:
            wrong[key] = problem
        elif written(f"evidence[].{key}", stood.get(key)) != written(f"evidence[].{key}", value):
            wanted[f"evidence[{at}].{key}"] = ABSENT if value is None else value
    if "proves-sent" in posted and (proves := list(dict.fromkeys(posted.getlist("proves")))) != (stood.get("proves") or []):
        wanted[f"evidence[{at}].proves"] = proves or ABSENT
    pins = []
    for number, row in enumerate(_rows(posted)):
        if any(row.values()):
            pins.append(_pin(row, number, stood.get("pins"), wrong))
    if "pin-0-page" in posted and not wrong and pins != (stood.get("pins") or []):
        wanted[f"evidence[{at}].pins"] = pins or ABSENT
    return wanted, wrong


def _pin(row: Mapping[str, str], number: int, stood: object, wrong: dict[str, str]) -> dict[str, object]:
    """A row with a page and what it proves; what the file says of the pin beside that is kept."""
    old = stood[number] if isinstance(stood, list) and number < len(stood) else {}
    pin: dict[str, object] = {key: value for key, value in old.items() if key not in PIN}
    for key in PIN:
        value, problem = read_typed(f"evidence[0].pins[0].{key}", row[key])
        if problem:
            wrong[f"pin-{number}"] = problem
        elif value is not None:
            pin[key] = value
    if "page" not in pin or "proves" not in pin:
        wrong.setdefault(f"pin-{number}", _("Write the page and what it proves, or leave the row empty."))
    return pin


def _rows(posted: QueryDict) -> list[Mapping[str, str]]:
    rows: list[Mapping[str, str]] = []
    while f"pin-{len(rows)}-page" in posted:
        rows.append({key: str(posted.get(f"pin-{len(rows)}-{key}", "")).strip() for key in PIN})
    return rows


def _typed(page: MatterPage, item: Facts, text: Mapping[str, str], pins: list[Mapping[str, str]], ticked: set[str]) -> Typed:
    first, others = topics(page, item)
    return Typed(text, pins, [(*each, each[0] in ticked) for each in first], [(*each, each[0] in ticked) for each in others])
