"""Which day does a cell name? The order of day and month is decided once for a whole column, and said; else it is asked.

Written orders: year first (`2004-06-12`), month first (`6/12/2004`), day first (`12/6/2004`), a month by its English or Spanish name,
Excel's day numbers. A year of two digits is never completed.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from forbear.interchange.sheet import BASE_1900, day_of

Order = Literal["mdy", "dmy", "serial"]
ORDERS: tuple[Order, ...] = ("mdy", "dmy", "serial")
SAID = {"mdy": "month first", "dmy": "day first", "serial": "Excel's day numbers"}
EXPECTED = "a date such as 2004-06-12"
TIME = re.compile(r"[ T,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?( ?(Z|UTC|[+-]\d{2}:?\d{2}))?$")
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}|(?:\d{1,2}[ -])?[^\W\d]+\.?[ -](?:\d{1,2},? )?\d{2}", re.ASCII)
SERIAL = re.compile(r"\d{5}", re.ASCII)
DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+(?:de )?([^\W\d]+)\.?(?:[ ,.-]+|\s+del? )(?:del? )?(\d{4})")
NAME_DAY = re.compile(r"([^\W\d]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january enero jan ene", "february febrero feb", "march marzo mar", "april abril apr abr", "may mayo", "june junio jun",
            "july julio jul", "august agosto aug ago", "september septiembre setiembre sep sept set", "october octubre oct",
            "november noviembre nov", "december diciembre dec dic",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """In which order a column writes its dates, and why; `open` where a person must say it."""

    order: Order | None
    because: str = ""
    open: bool = False


def decide(texts: Iterable[str], told: Order | None = None) -> Decision:
    """The order of a column of dates: what was told, else what its own dates leave possible."""
    if told is not None:
        return Decision(told, f"{SAID[told]}, as the mapping says")
    months_first: list[str] = []
    days_first: list[str] = []
    both: list[str] = []
    serials = others = 0
    for text in map(_bare, texts):
        found = YEAR_LAST.fullmatch(text)
        if not found:
            serials += SERIAL.fullmatch(text) is not None
            others += bool(text) and SERIAL.fullmatch(text) is None and day(text, Decision(None)) is not None
            continue
        others += 1
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if first != second:
            readings = _date(year, first, second), _date(year, second, first)
            if all(readings):
                both.append(text)
            elif any(readings):
                (months_first if readings[0] else days_first).append(text)
    if months_first and days_first:
        return Decision(None, f"{months_first[0]} can only be month first and {days_first[0]} only day first", open=True)
    if months_first or days_first:
        order: Order = "mdy" if months_first else "dmy"
        return Decision(order, f"{SAID[order]}, for {(months_first or days_first)[0]} can be nothing else")
    if both:
        return Decision(None, f"{both[0]} can be month first or day first, and no date of the column decides it", open=True)
    if serials and not others:
        return Decision("serial", f"{SAID['serial']}, for the column holds nothing else")
    return Decision(None)


def day(text: str, decision: Decision, base: dt.date = BASE_1900) -> dt.date | None:
    """The day a text names, in the order decided for its column; None where it names none. A time beside it is left out."""
    bare = _bare(text)
    if found := YEAR_FIRST.fullmatch(bare):
        year, month, number = (int(part) for part in (found[1] or found[5], found[3] or found[6], found[4] or found[7]))
        return _date(year, month, number)
    if found := YEAR_LAST.fullmatch(bare):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if decision.order == "mdy" or first == second:
            return _date(year, first, second)
        return _date(year, second, first) if decision.order == "dmy" else None
    if SERIAL.fullmatch(bare):
        return day_of(int(bare), base) if decision.order == "serial" else None
    if found := DAY_NAME.fullmatch(bare):
        return _date(int(found[3]), MONTHS.get(found[2].casefold(), 0), int(found[1]))
    if found := NAME_DAY.fullmatch(bare):
        return _date(int(found[3]), MONTHS.get(found[1].casefold(), 0), int(found[2]))
    return None


def expected(text: str, decision: Decision) -> str:
    """What should have stood in the place of a text that names no day."""
    bare = _bare(text)
    if SHORT_YEAR.fullmatch(bare):
        return "a date with a year of four digits"
    if YEAR_LAST.fullmatch(bare):
        if decision.order in ("mdy", "dmy"):
            return f"a date, {SAID[decision.order]} as in the rest of the column"
        return "a date whose order is known (say dates: mdy or dates: dmy for the column)"
    if SERIAL.fullmatch(bare):
        return f"{EXPECTED} (if these are Excel's day numbers, say dates: serial for the column)"
    return EXPECTED


def _bare(text: str) -> str:
    return TIME.sub("", " ".join(text.split()))


def _date(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None
