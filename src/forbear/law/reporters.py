"""Which decisions does a text cite in reporters that our own reader does not know: of the states, older series, online services?

eyecite knows over a thousand reporters, but reads slowly (some 45 KB a second), most of it spent on names of courts. So it is given only
what looks like a volume, a reporter and a page outside what is read already, and it is imported only where there is such a thing.
"""

import logging
import re
from collections.abc import Sequence

from forbear.law.citing import Cite, Taken, name_before, pin_and_year
from forbear.law.plain import PLAIN

# A volume, a reporter with a full stop or in capitals, a page: "123 P.3d 44", "2019 WL 555".
LIKE_A_REPORTER = re.compile(
    r"(?<![\w$.,/-])\d{1,4}\s(?:(?=[A-Z][^\n;()]{0,24}\.)[A-Z][\w.'’& ]{0,24}?(?:\s?\d(?:d|th))?|WL|LEXIS|[A-Z][\w. ]{0,16}LEXIS)"
    r"\s(?:at\s)?\d{1,7}(?![\w-]*\w)"
)


def other_decisions(text: str, taken: Sequence[Cite]) -> list[Cite]:
    """Decisions cited in other reporters, in the order of the text; `taken` are the cites that are read already."""
    known = Taken(taken)
    places = [match for match in LIKE_A_REPORTER.finditer(text) if known.free(*match.span())]
    if not places:
        return []
    from eyecite import get_citations
    from eyecite.models import FullCaseCitation, ShortCaseCitation

    logging.getLogger("eyecite").setLevel(logging.CRITICAL)  # its warnings quote the text
    found: list[Cite] = []
    plain = text.translate(PLAIN)
    for place in places:
        for each in get_citations(place[0]):
            if not isinstance(each, (FullCaseCitation, ShortCaseCitation)) or not each.groups.get("page"):
                continue
            short = isinstance(each, ShortCaseCitation)
            number, end = (place.start() + offset for offset in each.span())  # type: ignore[no-untyped-call]
            start, name = name_before(text, number, "", short=short)
            cite: str = each.corrected_citation()  # type: ignore[no-untyped-call]
            key = ("reporter", *(str(each.groups[part]) for part in ("volume", "reporter", "page")))
            pin, year = ("", "") if short else pin_and_year(plain, end)
            written = f"{name}, {cite}" if name else cite
            found.append(Cite("decision", written, start, end, (key,), "short" if short else "full", name, pin, year))
    return found
