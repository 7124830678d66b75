"""How long ago does a sentence say that somebody arrived? Under two years is inside the expedited-removal line."""

import datetime as dt
import re

from forbear.guard.cues import folded

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
        1,
    )
    for name in names.split()
}
NAMED = "|".join(sorted(MONTHS, key=len, reverse=True))
DATED = re.compile(
    rf"\b(?:(?P<month>{NAMED})\.?\s+(?:de\s+|of\s+|del\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:de\s+)?)?(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<first>\d{1,2})[/-](?:\d{1,2}[/-])?(?P<short>(?:19|20)?\d\d)\b"
)
LINE = 2  # years: INA 235(b)(1)(A)(iii)(II)


def surely_old(sentence: str, on: dt.date) -> bool:
    """Whether every date in the sentence lies two years or more before the day; no date at all decides nothing.

    A year without a month counts by its last day, a month by its last: what may be recent is not called old.
    """
    latest = [_last_day(match, on) for match in DATED.finditer(folded(sentence))]
    return bool(latest) and max(latest) <= _years_before(on)


def _last_day(match: re.Match[str], on: dt.date) -> dt.date:
    if match["year"]:
        year = int(match["year"])
        month = MONTHS.get(match["month"] or "", 12)
    else:
        year = int(match["short"]) if len(match["short"]) == 4 else 2000 + int(match["short"])
        year = year if year <= on.year + 1 else year - 100
        month = min(max(int(match["first"]), 1), 12)
    return dt.date(year + (month == 12), month % 12 + 1, 1) - dt.timedelta(days=1)


def _years_before(on: dt.date) -> dt.date:
    try:
        return on.replace(year=on.year - LINE)
    except ValueError:  # 29 February
        return on.replace(year=on.year - LINE, day=28)
