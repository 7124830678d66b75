"""How long ago does a sentence say that somebody arrived? Under two years before the day is inside the expedited-removal line.

To call an arrival old rules a warning out, so every doubt about a date speaks against it.
"""

import datetime as dt
import re
from collections.abc import Iterator

from forbear.guard.cues import folded
from forbear.guard.dates import MONTH, MONTHS
from forbear.law.calendar import ONE, same_day_in

YEAR = r"(?:19|20)\d\d"
DAY = r"\d{1,2}(?:st|nd|rd|th|ro|[ºª°])?"
DATED = re.compile(
    rf"\b(?P<iso_year>{YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)\b"
    rf"|(?:\b(?P<before>{DAY})(?:\s+of|\s+de)?[\s-]*)?(?<![a-z])(?P<month>{MONTH})\.?(?:[\s-]*(?P<after>{DAY})(?!\d))?,?[\s-]*(?:(?:of|del?|año)\s+)*"
    rf"(?P<month_year>{YEAR}|['’]\d\d)\b"
    rf"|(?<![\d/.-])(?P<first>\d{{1,2}})(?P<sign>[/.-])(?P<second>\d{{1,2}})(?P=sign)(?P<full>{YEAR}|\d\d)(?![\d/-])"
    rf"|(?<![\d/.-])(?P<number>\d{{1,2}})[/-](?P<short>{YEAR}|\d\d)(?![\d/-])"
    rf"|(?<!\d)(?P<year>{YEAR})(?:[-–/](?P<through>\d\d))?(?!\d)"
    r"|(?:^|(?<=\s))['’](?P<clipped>\d\d)\b"
)
LINE = 2  # years: INA 235(b)(1)(A)(iii)(II)
OLDEST = 50  # the first two-digit year that can only be of the last century

# No year, though it looks like one: a section, a room, a telephone, a sum.
NO_YEAR = re.compile(
    r"(?:[$§#]\s?|(?<!\d)(?!(?:19|20)\d\d[.-])\d{3,}[.-]|\d,|\b(?:room|suite|ste|apt|apartment|unit|sections?|sec|no|number|num|numero|case|docket|form|box"
    r"|cuarto|sala|oficina|articulo|art|c\.?f\.?r|u\.?s\.?c|i\.?n\.?a|highway|hwy|route|carretera|calle|code|codigo)\.?\s*)$"
)
NO_YEAR_AFTER = re.compile(
    r"\s*(?:dollars|dolares|pesos|quetzales|lempiras|usd|miles|millas|km|(?:[a-z]+\s)?(?:street|st|avenue|ave|road|rd|drive|blvd)\b)|[.,]\d"
)
BIRTH = re.compile(r"\b(?:dob|d\.o\.b|born|birth\w*|naci\w*|fdn)\b[^\d,;]{0,30}$")
SINCE = re.compile(
    r"\b(?:after|until|till|hasta|despues del?|a partir del?|later than|not before)\s+(?:[a-z]+\s+){0,2}$"
)  # what followed is later
# Words in which a year is one, not a number that happens to look like it.
YEAR_WORDS = re.compile(
    r"(?:^|[,;:(/~–-]|\b(?:in|since|from|of|on|by|to|and|or|during|around|about|approx|approximately|circa|ca|early|late|mid|year"
    r"|fall|spring|summer|winter|ewi|entered|entry|arrived|came|en|desde|del?|a|año|y|o|hacia|alrededor|como|principios|finales|entro|entre|llego|llegue|vine|\d))[\s.'’~]*$"
)
# Words that tell of a time without a date, and of a second arrival that no date follows (a bar stands for a date).
UNDATED = re.compile(
    r"\b(?:ago|recent|recently|newly|yesterday|today|tonight|months?|weeks?|days?|lately|hace|recien|recientemente|ayer|anoche|hoy|mes|meses"
    rf"|semanas?|dias?|apenas|(?:this|last|past|the other)\s+(?:few|couple|year|month|week|spring|summer|fall|autumn|winter|night"
    rf"|\w+day|{MONTH})|este (?:año|mes|verano|invierno)|pasad[oa]s?|twenty[\s-]+twenty|two thousand (?:and )?twenty|dos mil veint\w+)\b"
    r"|\b(?:again|return(?:s|ed|ing)?|re-?ent\w+|c[ao]me back|went back|second time|volvi\w*|vuelt[oa]|regres\w+"
    r"|reingres\w+|de nuevo"
    r"|otra vez)\b(?![^|,;]{0,40}\|)"
    rf"|\b(?:in|on|since|of|by|early|late|mid|until|around|about|en|desde|de|hasta|para|el)\s+(?:{MONTH})\b"
    rf"|\b(?:{MONTH})\.?\s+{DAY}\b|\b{DAY}\s+(?:de\s+|of\s+)?(?:{MONTH})\b"
)


def surely_old(sentence: str, on: dt.date) -> bool:
    """Whether all that the sentence dates lies two years or more before the day; no date at all decides nothing.

    A year counts by its last day, a month by its last, 3/4/2024 by the later of its two readings. A birthday is no date of an
    arrival; "last month", "again", "3/15" or "after 2010" leave the day open, so that nothing is surely old.
    """
    text = folded(sentence)
    line = same_day_in(-LINE, on) or same_day_in(-LINE, on - ONE)  # of 29 February the day before
    assert line is not None
    certain = False
    kept, end = [], 0
    for match in DATED.finditer(text):
        before = text[max(match.start() - 60, 0) : match.start()]
        kept.append(text[end : match.start()])
        end = match.end()
        if match["year"] and (NO_YEAR.search(before) or NO_YEAR_AFTER.match(text, match.end())):
            continue
        if BIRTH.search(before):
            continue
        days = list(_days(match, on))
        if not days or max(days) > line or SINCE.search(before):
            return False
        certain = certain or not match["year"] or bool(YEAR_WORDS.search(before))
    return certain and not UNDATED.search(" | ".join([*kept, text[end:]]))


def _days(match: re.Match[str], on: dt.date) -> Iterator[dt.date]:
    """The last day that a date can mean, for each way to read it; none where it can be this year's."""
    if match["iso_year"]:
        yield _latest(int(match["iso_year"]), match["iso_month"], match["iso_day"])
    elif match["month"]:
        year = _year(match["month_year"].lstrip("'’"), on)
        if year:
            yield _latest(year, str(MONTHS[match["month"]]), match["before"] or match["after"])
    elif match["first"]:
        year = _year(match["full"], on)
        if year:
            readings = [(match["first"], match["second"]), (match["second"], match["first"])]
            possible = [reading for reading in readings if 1 <= int(reading[0]) <= 12 and 1 <= int(reading[1]) <= 31]
            for month, day in possible or [("12", "31")]:
                yield _latest(year, month, day)
    elif match["number"]:
        year = _year(match["short"], on) if len(match["short"]) == 4 or int(match["short"]) > 31 else None  # 3/15 may be a day of this year
        if year:
            yield _latest(year, match["number"] if 1 <= int(match["number"]) <= 12 else "12", None)
    elif match["clipped"]:
        year = _year(match["clipped"], on)
        if year:
            yield _latest(year, "12", None)
    else:
        year = int(match["year"])
        yield _latest(year, "12", None)
        if match["through"] and int(match["through"]) > year % 100:
            yield _latest(year - year % 100 + int(match["through"]), "12", None)


def _year(digits: str, on: dt.date) -> int | None:
    """The year; of two digits, none where they could be of either century."""
    year = int(digits)
    if len(digits) == 4:
        return year
    if 2000 + year <= on.year + 1:
        return 2000 + year
    return 1900 + year if year >= OLDEST else None


def _latest(year: int, month: str, day: str | None) -> dt.date:
    """The day, or the last of the month, or of the year where there is no such month."""
    number = int(month) if 1 <= int(month) <= 12 else 12
    last = dt.date(year + (number == 12), number % 12 + 1, 1) - dt.timedelta(days=1)
    told = int(re.match(r"\d+", day)[0]) if day else 0  # type: ignore[index]
    return last.replace(day=told) if 1 <= told <= last.day else last
