"""What may stand in one field? The value as the field keeps it, or what was expected there."""

import datetime as dt
import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath, PureWindowsPath

from forbear.casefile.fields import STATES, Field
from forbear.casefile.model import stem

OLDEST, NEWEST = dt.date(1900, 1, 1), dt.date(2100, 1, 1)
MOST_IN_TEXT, MOST_IN_SHORT = 20_000, 500  # characters
SHORT = frozenset(
    {"court", "person.full_name", "person.other_names", "proceedings.court", "proceedings.judge", "proceedings.custody.facility"}
    | {"residence.city", "criminal.charge", "criminal.statute", "evidence.id", "evidence.title", "evidence.file"}
)
FILE = "evidence[].file"  # the field that names a file
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d").fullmatch
MOST_LIKE = 60  # characters of a word for which a near one is looked for


def most_characters(path: str) -> int:
    """How many characters a text at a path may have."""
    return MOST_IN_SHORT if stem(path) in SHORT else MOST_IN_TEXT


def fitted(value: object, leaf: Field) -> tuple[object, str]:
    """The value as the field keeps it, and what was expected where it does not fit."""
    kind = leaf.type
    if kind in ("date", "date-range"):
        day = as_date(value)
        if day is not None:
            return day, "" if OLDEST <= day <= NEWEST else "a date between 1900 and 2100"
        if kind == "date-range" and isinstance(value, str):
            ends = [as_date(part) for part in value.split("/")]
            if len(ends) == 2 and None not in ends and ends[0] <= ends[1]:  # type: ignore[operator]
                return value, ""
        return value, "a date such as 2021-04-30" + (" or a range 2012-02-01/2016-01-31" if kind == "date-range" else "")
    if kind == "boolean":
        return value, "" if isinstance(value, bool) else "true or false (null where it is not known)"
    if kind == "boolean-or-allegation":
        return value, "" if isinstance(value, (bool, str)) else "true, false, or text saying what a document alleges"
    if kind == "integer":
        good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000_000
        return value, "" if good else f"a whole number{' of ' + leaf.unit if leaf.unit else ''}, 0 or more"
    if kind == "enum":
        return value, "" if value in leaf.allowed else _one_of(value, leaf.allowed)
    if kind == "us-state":
        return value, "" if isinstance(value, str) and value in STATES else "a state or territory in two capital letters, such as CO"
    if kind == "a-number":
        good = isinstance(value, str) and re.fullmatch(r"[Aa]?-?\d{3}-?\d{3}-?\d{2,3}|[Aa]?-?\d{2}-?\d{3}-?\d{3}", value) is not None
        return value, "" if good else "an A-number: A and eight or nine digits"
    if kind.startswith("list-of-"):
        return _list(value, kind.removeprefix("list-of-"))
    if isinstance(value, str):
        bad_file = leaf.path == FILE and not _under_exhibits(value)
        return value, "a name under exhibits/, without .. and not absolute" if bad_file else ""
    return value, "text (put it in quotes)"


def _list(value: object, kind: str) -> tuple[object, str]:
    if not isinstance(value, list):
        return value, f"a list of {kind.replace('-', ' ')}s (null where it is not known, [] for known none)"
    if kind == "date":
        days = [as_date(item) for item in value]
        return (days, "") if None not in days else (value, "a list of dates such as [2021-04-30]")
    if kind == "year":
        good = all(isinstance(item, int) and not isinstance(item, bool) and 1900 <= item <= 2100 for item in value)
        return value, "" if good else "a list of years such as [2019, 2020]"
    if kind == "date-or-text":
        found = [as_date(item) or item for item in value]
        return found, "" if all(isinstance(item, (dt.date, str)) for item in found) else "a list of dates, or texts in quotes"
    return value, "" if all(isinstance(item, str) for item in value) else "a list of texts (put each in quotes)"


def _under_exhibits(name: str) -> bool:
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return (
        bool(posix.name.strip())
        and not re.search(r"[\n\t]", name)
        and not posix.is_absolute()
        and not windows.anchor
        and ".." not in (*posix.parts, *windows.parts)
    )


def as_date(value: object) -> dt.date | None:
    """A date, or a text that is one in ISO form; None for anything else."""
    if isinstance(value, dt.date):
        return value
    return _written_date(value) if isinstance(value, str) else None


@lru_cache(100_000)  # about the number of days that a case file can name
def _written_date(text: str) -> dt.date | None:
    if not ISO_DATE(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _one_of(value: object, allowed: tuple[str, ...]) -> str:
    near = get_close_matches(value[:MOST_LIKE], allowed, n=1) if isinstance(value, str) else []
    return f"{near[0]} perhaps; allowed are {', '.join(allowed)}" if near else f"one of {', '.join(allowed)}"
