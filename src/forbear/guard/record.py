"""Does a text contradict the case file or the Notice to Appear? Only what both say for certain is compared.

What the file does not know contradicts nothing, and a year agrees with every day in it.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from forbear.casefile.model import CaseFile
from forbear.casefile.view import years_between
from forbear.guard.amounts import NUMBER, number_of
from forbear.guard.dates import Said, dates_in
from forbear.guard.draft import Draft, Flaw, quoted
from forbear.guard.people import KINSHIP, Found, about_client, known_days, shown, who_is_who
from forbear.law.plain import PLAIN

COUNTRY_HERE = (
    r"(?:(?:the\s+)?(?:united\s+states|u\.\s?s\.(?:\s?a\.)?|usa?\b|country|this\s+country)|(?:los\s+)?estados\s+unidos|este\s+pais|al\s+pais|el\s+pais)"
    r"(?!\s+(?:embass|consul|post|army|navy|marine|court|attorney|district|military|house|senate))"
)
ENTERED = re.compile(
    rf"\b(?:entered|last\s+entered|arrived|first\s+arrived|came|was\s+admitted|entro|entre|ingreso|ingrese|llego|llegue|vino"
    rf"|vine)\s+(?:(?:to|in|into|at|a|en)\s+)?(?:{COUNTRY_HERE}|here|aqui)"
    r"|\b(?:since\s+(?:arriving|entering|his\s+arrival|her\s+arrival|my\s+arrival)|desde\s+(?:su|mi)\s+(?:llegada|entrada|ingreso))\b"
)
LIVED = re.compile(
    rf"\b(?:(?:has|have)\s+(?:continuously\s+)?(?:lived|resided|been\s+living|been|been\s+present|made\s+\w+\s+home)|(?:he"
    rf"|ha)\s+(?:vivido|residido|estado)|vivo|vive|reside)\s+(?:(?:continuously|here)\s+)?(?:(?:in|en)\s+)?(?:{COUNTRY_HERE}"
    rf"|here|aqui)"
)
SINCE = re.compile(
    r"\s*,?\s*(?:continuously\s+|ininterrumpidamente\s+)?(?:since|desde)\s+(?:(?:at\s+least|about|el|el\s+año|el\s+mes\s+de)\s+)?"
)
ON_A_DAY = re.compile(r"[^.;\d]{0,60}?\b(?:in|on|since|around|en|el|desde)\s+(?:or\s+about\s+)?(?:el\s+)?(?:dia\s+)?(?:about\s+)?$")
FOR_YEARS = re.compile(
    rf"[^.;\d]{{0,25}}?\b(?:for|durante|por|hace|desde\s+hace)\s+(?P<more>more\s+than\s+|over\s+|at\s+least\s+|mas\s+de\s+"
    rf"|al\s+menos\s+|almost\s+|nearly\s+|about\s+|around\s+|some\s+|the\s+past\s+|the\s+last\s+|casi\s+|unos\s+"
    rf"|los\s+ultimos\s+)?(?P<n>{NUMBER})\s+(?:years|años)\b"
)
HEARING = re.compile(
    r"\b(?:hearing|hearings|audiencia|trial)\b[^.;,]{0,60}?\b(?:is|are|now|set|scheduled|calendared|fijada|programada|señalada|citada|on|for|el|para)\b"
    r"[^.;,]{0,25}(?:,\s*)?$"
)
ELSEWHERE = re.compile(r"\b(?:criminal|traffic|family|juvenile|county|state|municipal|custody|school|penal|familia)\b")
NOTICE = re.compile(
    r"\b(?:notice\s+to\s+appear|nta|aviso\s+de\s+comparecencia)\b[^.;,]{0,40}?\b(?P<how>dated|issued|of|served|filed"
    r"|fechado|emitido|presentado|notificado)\b[^.;,]{0,45}$"
)
NOTICE_FIELDS = {
    "dated": "nta_date",
    "issued": "nta_date",
    "of": "nta_date",
    "fechado": "nta_date",
    "emitido": "nta_date",
    "served": "nta_served_date",
    "notificado": "nta_served_date",
    "filed": "nta_filed_date",
    "presentado": "nta_filed_date",
}
NOTICE_SAYS = re.compile(
    r"\b(?:nta|notice to appear|aviso de comparecencia|dhs|the department|the government|i-213)\b.{0,40}\b(?:alleg|stat|say"
    r"|claim|charg|assert|aleg|afirm|dic)"
)
A_NUMBER = re.compile(r"(?<![/\w])a[-#\s]{0,2}(\d{2,3}[-\s]?\d{3}[-\s]?\d{3})\b")
TYPO = 2  # digits by which a mistyped number may differ


def misstatements(draft: Draft) -> Iterator[Flaw]:
    """Sentences that say something else than the file does about dates, places, people and numbers."""
    case = draft.setting.case
    if case is None:
        return
    for (start, end), said in draft.said():
        dates = list(dates_in(said))
        found = [
            *_entries(draft, case, said, dates),
            *_residence(draft, case, said, dates),
            *_hearing(draft, case, said, dates),
            *_notice(case, said, dates),
            *who_is_who(draft, case, said, draft.text[start:end]),
        ]
        for first, last, says, paths in found:
            yield _flaw(draft, start + first, start + last, says, paths)
    own = digits(case.text("person.a_number"))
    for match in A_NUMBER.finditer(draft.plain):
        given = digits(match[1])
        if own and given != own and mistyped(given, own):
            yield _flaw(draft, *match.span(), f"the file has the A-number {case.text('person.a_number')}", ("person.a_number",))


def _flaw(draft: Draft, start: int, end: int, says: str, paths: tuple[str, ...]) -> Flaw:
    because = f'"{quoted(draft.text[start:end])}" does not agree with the case file: {says}.'
    instead = draft.advise("Find the paper that shows which is right, and bring the text and the file into agreement.")
    return Flaw("misstatement-in-draft", start, end, "serious", because, instead, facts=paths)


def _entries(draft: Draft, case: CaseFile, said: str, dates: Sequence[Said]) -> Iterator[Found]:
    for match in ENTERED.finditer(said):
        date = next((date for date in dates if date.start >= match.end() - 1 and ON_A_DAY.match(said[match.end() : date.start])), None)
        if date is None or KINSHIP.search(said[max(0, match.start() - 60) : match.start()]):
            continue
        if NOTICE_SAYS.search(said[: match.start()]):
            alleged = list(dates_in((case.text("proceedings.nta_alleges_entry") or "").translate(PLAIN)))
            if alleged and not any(_overlap(date, other) for other in alleged):
                yield (
                    match.start(),
                    date.end,
                    f"the Notice to Appear alleges: {case.text('proceedings.nta_alleges_entry')}",
                    ("proceedings.nta_alleges_entry",),
                )
            continue
        known = known_days(case.items("entry"), "date")
        if known is None or not about_client(draft, said, match.start()):
            continue
        since = case.date("residence.continuous_since")
        returns = [item.get("return_date") for item in case.items("immigration_history.departures") or ()]
        every = [*known, *([since] if since else []), *(day for day in returns if isinstance(day, dt.date))]
        if not date.fits_any(every):
            yield match.start(), date.end, f"entry on {', '.join(shown(day) for day in known)}", ("entry[].date",)


def _overlap(first: Said, second: Said) -> bool:
    return any(
        one[0] == other[0] and (None in (one[1], other[1]) or one[1] == other[1]) and (None in (one[2], other[2]) or one[2] == other[2])
        for one in first.could_be
        for other in second.could_be
    )


def _residence(draft: Draft, case: CaseFile, said: str, dates: Sequence[Said]) -> Iterator[Found]:
    since, on = case.date("residence.continuous_since"), draft.setting.on
    if since is None or since > on:
        return
    first = min([since, *(known_days(case.items("entry"), "date") or [])])
    where = ("residence.continuous_since",)
    for match in LIVED.finditer(said):
        if not about_client(draft, said, match.start()):
            continue
        start = SINCE.match(said, match.end())
        date = next((date for date in dates if start and date.start == start.end()), None)
        if date and not date.fits_any([since, first]) and max(date.could_be)[0] < first.year:
            yield match.start(), date.end, f"continuous residence since {shown(since)}", where
        years = FOR_YEARS.match(said, match.end())
        if not years:
            continue
        n, actual, how = number_of(years["n"]), years_between(first, on), (years["more"] or "").split()
        if how and how[0] in ("more", "over", "at", "mas", "al"):
            wrong = actual < n
        elif how and how[0] in ("almost", "nearly", "casi"):
            wrong = actual < n - 2
        else:
            wrong = actual < n - 1
        if wrong:
            yield match.start(), years.end(), f"continuous residence since {shown(since)}, {actual} completed years", where


def _hearing(draft: Draft, case: CaseFile, said: str, dates: Sequence[Said]) -> Iterator[Found]:
    next_one = case.date("proceedings.next_hearing.date")
    if next_one is None or next_one < draft.setting.on:
        return
    for date in dates:
        days = date.days()
        if not days or min(days) <= draft.setting.on or date.fits(next_one):
            continue
        match = HEARING.search(said[: date.start])
        if (
            match
            and not ELSEWHERE.search(said)
            and not re.search(
                r"\b(?:if|until|before|to|continu\w+|reschedul\w+|reset|moved|postpon\w+)\b", said[match.start() : date.start]
            )
        ):
            yield date.start, date.end, f"the next hearing is on {shown(next_one)}", ("proceedings.next_hearing.date",)


def _notice(case: CaseFile, said: str, dates: Sequence[Said]) -> Iterator[Found]:
    for date in dates:
        match = NOTICE.search(said[: date.start])
        if not match:
            continue
        path = f"proceedings.{NOTICE_FIELDS[match['how']]}"
        known = case.date(path)
        if known and not date.fits(known) and not (match["how"] == "of" and date.fits_any(_notice_days(case))):
            yield match.start(), date.end, f"{path.rpartition('.')[2].replace('_', ' ')} is {shown(known)}", (path,)


def _notice_days(case: CaseFile) -> list[dt.date]:
    days = [case.date(f"proceedings.{name}") for name in ("nta_date", "nta_served_date", "nta_filed_date")]
    return [day for day in days if day]


def digits(number: object) -> str:
    """An A-number as nine digits; nothing where there is none."""
    return re.sub(r"\D", "", str(number)).zfill(9) if number else ""


def mistyped(first: str, second: str) -> bool:
    """Whether two A-numbers differ by so little that one is a slip of the other."""
    return len(first) == len(second) and sum(one != other for one, other in zip(first, second, strict=True)) <= TYPO
