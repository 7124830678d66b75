"""Do the words of an exhibit carry numbers that must be redacted? Named by page and kind, and never repeated."""

import datetime as dt
from collections.abc import Iterator, Sequence

from forbear.casefile.model import CaseFile
from forbear.guard.identifiers import numbers_to_redact
from forbear.law.plain import PLAIN
from forbear.packet.exhibit import PageText
from forbear.packet.job import Found, listed


def numbers_on(texts: Sequence[PageText], numbers: Sequence[int], case: CaseFile | None, on: dt.date) -> Iterator[Found]:
    """Social security and account numbers, A-numbers of others where the case file tells the client's own, and birth dates of minors.

    `numbers` are the pages' own in the original. A page is read as one stretch, because a form says "child" far from the date.
    """
    pages: dict[str, list[int]] = {}
    for page in texts:
        if not any(map(str.isdigit, page.text)):
            continue
        whole = (0, len(page.text))
        found = numbers_to_redact(page.text.translate(PLAIN), lambda _, whole=whole: whole, case, on)  # type: ignore[misc]
        for because in dict.fromkeys(one.because.rstrip(".") for one in found):
            pages.setdefault(because, []).append(numbers[page.page - 1])
    for because, those in pages.items():  # a number in a running head is one thing to mend, not forty
        where = f"On {listed(those)}"
        text = f"{where}: {because[0].lower()}{because[1:]}; redact it in the original, and hand in the result."
        yield Found(those[0], "identifier", "ask", text)
