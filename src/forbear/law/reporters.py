"""Which decisions does a text cite in reporters that our own reader does not know: of the states, older series, online services?

eyecite knows over a thousand reporters, but reads slowly (some 45 KB a second). So it is given only paragraphs in which a number, an
abbreviation and a number stand side by side outside what is read already, and it is imported only where there is one.
"""

import logging
import re
from collections.abc import Sequence

from forbear.law.citing import Cite, name_before

# A volume, a reporter with a full stop or in capitals, a page: "123 P.3d 44", "2019 WL 555".
LIKE_A_REPORTER = re.compile(
    r"(?<![\w$.,/-])\d{1,4}\s(?:(?=[A-Z][^\n;()]{0,24}\.)[A-Z][\w.'’& ]{0,24}?(?:\s?\d(?:d|th))?|WL|LEXIS|[A-Z][\w. ]{0,16}LEXIS)"
    r"\s(?:at\s)?\d{1,7}(?![\w-]*\w)"
)
PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")


def other_decisions(text: str, taken: Sequence[Cite]) -> list[Cite]:
    """Decisions cited in other reporters, in the order of the text; `taken` are the cites that are read already."""
    spans = [(cite.start, cite.end) for cite in taken]

    def free(start: int, end: int) -> bool:
        return not any(left < end and start < right for left, right in spans)

    paragraphs = [
        paragraph
        for paragraph in PARAGRAPH.finditer(text)
        if any(free(paragraph.start() + like.start(), paragraph.start() + like.end()) for like in LIKE_A_REPORTER.finditer(paragraph[0]))
    ]
    if not paragraphs:
        return []
    from eyecite import get_citations
    from eyecite.models import FullCaseCitation, ShortCaseCitation

    logging.getLogger("eyecite").setLevel(logging.CRITICAL)  # its warnings quote the text
    found: list[Cite] = []
    for paragraph in paragraphs:
        for each in get_citations(paragraph[0]):
            if not isinstance(each, (FullCaseCitation, ShortCaseCitation)) or not each.groups.get("page"):
                continue
            number, end = (paragraph.start() + place for place in each.span())  # type: ignore[no-untyped-call]
            if free(number, end):
                short = isinstance(each, ShortCaseCitation)
                start, name = name_before(text, number, "", short=short)
                cite: str = each.corrected_citation()  # type: ignore[no-untyped-call]
                key = ("reporter", *(str(each.groups[part]) for part in ("volume", "reporter", "page")))
                found.append(
                    Cite(
                        "decision",
                        f"{name}, {cite}" if name else cite,
                        start,
                        end,
                        (key,),
                        "short" if short else "full",
                        name,
                        "" if short else each.metadata.pin_cite or "",
                        each.metadata.year or "",
                    )
                )
    return found
