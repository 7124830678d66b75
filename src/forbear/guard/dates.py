"""Which days, months and years does a text name, in English or Spanish, and can a day of the file be one of them?"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
WRITTEN = re.compile(
    rf"\b(?P<m1>{MONTH})\b\.?\s+(?P<d1>{_DAY})(?:st|nd|rd|th)?,?\s+(?:of\s+|de\s+)?(?P<y1>{_YEAR})\b"
    rf"|\b(?P<d2>{_DAY}|primero|1ro)(?:st|nd|rd|th|\.?º|er|ro)?\s+(?:day\s+)?(?:(?:of|de"
    rf"|del)\s+)?(?:mes\s+de\s+)?(?P<m2>{MONTH})\b\.?,?\s+(?:(?:of|de|del|del año)\s+)?(?P<y2>{_YEAR})\b"
    rf"|\b(?P<m3>{MONTH})\b\.?,?\s+(?:(?:of|de|del)\s+)?(?P<y3>{_YEAR})\b"
    rf"|\b(?P<y4>{_YEAR})-(?P<m4>0?[1-9]|1[0-2])-(?P<d4>{_DAY})\b"
    rf"|(?<![\d/.-])(?P<a>{_DAY})(?P<sep>[/.-])(?P<b>{_DAY})(?P=sep)(?P<y5>{_YEAR}|\d\d)(?![\d/-])"
    rf"|(?<![\w/.,$-])(?P<y6>{_YEAR})(?![\w/-]|[.,]\d)"
)
Ymd = tuple[int, int | None, int | None]


@dataclass(frozen=True)
class Said:
    """A day, a month or a year that a text names, with every way in which it can be meant."""

    start: int
    end: int
    could_be: tuple[Ymd, ...]

    @property
    def whole(self) -> bool:
        """Whether a day is named."""
        return self.could_be[0][2] is not None

    @property
    def year_only(self) -> bool:
        """Whether no more than a year is named."""
        return self.could_be[0][1] is None

    def fits(self, day: dt.date) -> bool:
        """Whether it can be this day, as far as it goes."""
        return any(year == day.year and month in (None, day.month) and of in (None, day.day) for year, month, of in self.could_be)

    def fits_any(self, days: Iterable[dt.date]) -> bool:
        """Whether it can be one of these days."""
        return any(self.fits(day) for day in days)

    def days(self) -> list[dt.date]:
        """The days it can be; none where it names a month or a year."""
        return [dt.date(year, month, day) for year, month, day in self.could_be if month and day and _real(year, month, day)]


def dates_in(plain: str) -> Iterator[Said]:
    """Every date in plain words, in order. 4/5/2020 can be April or May."""
    for match in WRITTEN.finditer(plain):
        group = match.groupdict()
        could: list[Ymd]
        if group["m1"]:
            could = [(int(group["y1"]), MONTHS[group["m1"]], int(group["d1"]))]
        elif group["m2"]:
            day = 1 if group["d2"] in ("primero", "1ro") else int(group["d2"])
            could = [(int(group["y2"]), MONTHS[group["m2"]], day)]
        elif group["m3"]:
            could = [(int(group["y3"]), MONTHS[group["m3"]], None)]
        elif group["y4"]:
            could = [(int(group["y4"]), int(group["m4"]), int(group["d4"]))]
        elif group["a"]:
            first, second, year = int(group["a"]), int(group["b"]), int(group["y5"])
            year = year if year > 99 else 2000 + year if year < 40 else 1900 + year
            could = [(year, month, day) for month, day in ((first, second), (second, first)) if month <= 12]
        else:
            could = [(int(group["y6"]), None, None)]
        kept = [each for each in could if each[2] is None or _real(each[0], each[1] or 1, each[2])]
        if kept:
            yield Said(match.start(), match.end(), tuple(dict.fromkeys(kept)))


def _real(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
