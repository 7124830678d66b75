"""What does a cell say, as the field that its column means? A value, nothing known, or what was expected; never a guess."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from forbear.casefile.fields import Field
from forbear.interchange.days import EXPECTED, Decision, day, expected
from forbear.interchange.sheet import BASE_1900, Unread, Value
from forbear.interchange.words import folded, words

MARK = "\ufeff"  # so that Excel takes a table for UTF-8
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # how what a spreadsheet program could take for a formula begins
GUARDED = re.compile(rf"'|{FORMULA.pattern}")  # that, and the guard itself, so that a cell can be read back
JSON_WORDS = frozenset(["null", "true", "false", "{}", ""])
UNDECIDED = Decision(None)
NUMBERS = ("integer", "list-of-year")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one column are read: the order of its dates, the sign between values, words with a meaning of their own."""

    decision: Decision = UNDECIDED
    separator: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    last_first: bool = False
    exact: bool = False
    base: dt.date = BASE_1900


def read_cell(value: Value, leaf: Field | None, reading: Reading) -> tuple[object, str]:
    """What a cell says, None where nothing is known; and what was expected where it cannot be read. `leaf` is None for a whole list."""
    if isinstance(value, Unread):
        return None, value.because
    if reading.exact:
        return decoded(value if isinstance(value, str) else str(value), leaf)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if isinstance(value, str) and folded_cell(text) in reading.values:
        return reading.values[folded_cell(text)], ""
    if leaf is None:
        return _none(text) if isinstance(value, str) else (None, "nothing, or a word for none")
    if isinstance(value, dt.date):
        return _dated(value, leaf)
    if isinstance(value, bool):
        text = str(value).lower()
    return _text(text, value if isinstance(value, str) else text, leaf, reading)


def folded_cell(text: str) -> str:
    """A cell for looking up words with a meaning of their own."""
    return " ".join(text.casefold().split())


def _none(text: str) -> tuple[object, str]:
    if folded_cell(text) in words().not_known:
        return None, ""
    return ([], "") if folded_cell(text) in words().known_none else (None, "nothing, or a word for none")


def _dated(value: dt.date, leaf: Field) -> tuple[object, str]:
    if leaf.type in ("date", "date-range"):
        return value, ""
    if leaf.type in ("list-of-date", "list-of-date-or-text"):
        return [value], ""
    return (value.isoformat(), "") if leaf.type == "text" else (None, f"no date but {_wanted(leaf)}")


def _text(text: str, whole: str, leaf: Field, reading: Reading) -> tuple[object, str]:
    said = words()
    plain = folded_cell(text)
    if leaf.type == "enum":
        return _one_of(text, leaf)
    if plain in said.not_known:
        return None, ""
    if leaf.type in ("boolean", "boolean-or-allegation"):
        if plain in said.yes_or_no:
            return said.yes_or_no[plain], ""
        return (whole.strip(), "") if leaf.type == "boolean-or-allegation" else (None, _wanted(leaf))
    if leaf.type in ("date", "date-range"):
        return _day(text, leaf, reading)
    if leaf.type == "integer":
        bare = re.sub(r"(?<=\d),(?=\d{3}\b)|^\$ ?|\.0+$", "", text)
        return (int(bare), "") if re.fullmatch(r"\d{1,9}", bare, re.ASCII) else (None, _wanted(leaf))
    if leaf.type == "us-state":
        state = text.upper() if len(text) == 2 else said.states.get(folded(text), "")
        return (state, "") if state else (None, _wanted(leaf))
    if leaf.type == "a-number":
        digits = re.sub(r"[\s.\-–#:/]", "", text).upper().removeprefix("A")
        return (f"A{digits}", "") if re.fullmatch(r"\d{8,9}", digits, re.ASCII) else (None, _wanted(leaf))
    if leaf.type.startswith("list-of-"):
        return _items(whole, leaf, reading)
    if leaf.path == "circuit":
        found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?(?: circuit)?|(dc|d\.c\.)(?: circuit)?", plain)
        return (found[1] or "dc", "") if found else (text, "")
    if reading.last_first and text.count(",") == 1:
        last, first = text.split(",")
        return f"{first.strip()} {last.strip()}".strip(), ""
    return whole.strip(), ""


def _day(text: str, leaf: Field, reading: Reading) -> tuple[object, str]:
    found = day(text, reading.decision, reading.base)
    if found is None and leaf.type == "date-range" and re.fullmatch(r"[\d-]{10}/[\d-]{10}", text):
        return text, ""
    return found, "" if found else expected(text, reading.decision)


def _one_of(text: str, leaf: Field) -> tuple[object, str]:
    plain = folded_cell(text)
    if meant := _meanings(leaf).get(folded(text)):
        return meant, ""
    if set(leaf.allowed) >= {"yes", "no"} and plain in words().yes_or_no:
        return ("yes" if words().yes_or_no[plain] else "no"), ""
    return (None, "") if plain in words().not_known else (None, f"{_wanted(leaf)} (or a meaning for this word under values)")


@cache
def _meanings(leaf: Field) -> dict[str, str]:
    return {folded(allowed): allowed for allowed in leaf.allowed} | words().values.get(leaf.path, {})


def _items(whole: str, leaf: Field, reading: Reading) -> tuple[object, str]:
    if folded_cell(whole) in words().known_none:
        return [], ""
    kind = leaf.type.removeprefix("list-of-")
    between = re.escape(reading.separator) if reading.separator else r"[;\n]" if kind in ("text", "date-or-text") else r"[;,\n]"
    items = [" ".join(item.split()) for item in re.split(between, whole) if item.strip()]
    if kind == "year":
        good = all(re.fullmatch(r"\d{4}", item, re.ASCII) for item in items)
        return ([int(item) for item in items], "") if good else (None, "years such as 2019; 2020")
    if kind in ("date", "date-or-text"):
        days = [day(item, reading.decision, reading.base) for item in items]
        if kind == "date" and None in days:
            return None, f"{EXPECTED}, or several with ; between"
        return [found or item for found, item in zip(days, items, strict=True)], ""
    meanings = words().values.get(leaf.path, {})
    return [reading.values.get(folded_cell(item), meanings.get(folded(item), item)) for item in items], ""


def _wanted(leaf: Field) -> str:
    if leaf.type == "enum":
        return f"one of {', '.join(leaf.allowed)}"
    return {
        "boolean": "yes or no (blank where it is not known)",
        "integer": f"a whole number{' of ' + leaf.unit if leaf.unit else ''}",
        "us-state": "a state by its two letters or its name",
        "a-number": "an A-number of eight or nine digits (a spreadsheet drops zeros at the front: format the column as text)",
    }.get(leaf.type, leaf.type.replace("-", " "))


def encoded(value: object) -> str:
    """A plain value as the text of a cell that `decoded` reads back equal, and that no spreadsheet program takes for a formula."""
    if isinstance(value, str) and value not in JSON_WORDS and not value.startswith(('"', "[")):
        text = value
    else:
        text = value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False, default=str)
    return guarded(text)


def guarded(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{text}" if GUARDED.match(text) else text


def table_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows of cells as the text of a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return MARK + out.getvalue()


def decoded(text: str, leaf: Field | None) -> tuple[object, str]:
    """What `encoded` wrote. An empty cell says nothing."""
    text = text[1:] if text.startswith("'") else text
    if text == "":
        return None, ""
    if leaf is not None and leaf.type == "boolean":
        text = text.lower()  # a spreadsheet program writes TRUE
    if text in JSON_WORDS or text.startswith(('"', "[")):
        try:
            value = json.loads(text)
            json.dumps(value, ensure_ascii=False).encode()  # halves of characters, written as escapes, are no text
        except (ValueError, RecursionError):
            return None, "a text or a list as JSON writes it, for it begins with a quotation mark or a bracket"
        return value, ""
    if leaf is not None and leaf.type in NUMBERS and re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
        return int(text), ""
    return text, ""
