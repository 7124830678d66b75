"""Where does one paper end and the next begin? A title begins one; what reads like its later pages belongs to it; the rest is unknown."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from forbear.interchange.papers import values
from forbear.interchange.papers.kinds import Paper, goes_on, kind_of_page
from forbear.interchange.papers.layout import Text
from forbear.packet.word import WordPage

MISREAD = 0.75  # how like two A-numbers are that may be one
PAGE = re.compile(r"\bpage\s+(\d{1,2})\s+of\s+(\d{1,2})\b", re.I)


class Part(NamedTuple):
    """One paper of a file: what it is, if that is known, its pages, and the A-number on the first."""

    paper: Paper | None
    pages: list[WordPage]
    number: str


def parts(pages: Iterable[WordPage], before: Paper | None = None) -> Iterator[Part]:
    """The papers in a run of pages, each as soon as its last page was seen, so that a long bundle needs little memory.

    `before` is the paper of the photograph before, of which the first page may be a later one.
    """
    part: Part | None = None
    for page in pages:
        if part and not page.words:  # the back of a sheet: it neither begins a paper nor ends one
            part.pages.append(page)
            continue
        text = Text([page])
        begins = kind_of_page(text)
        if part is None and begins is None and before and goes_on(before, text):
            begins = before
        if part and _goes_on(part, begins, text):
            part.pages.append(page)
            continue
        if part:
            yield part
        part = Part(begins, [page], _number(text))
    if part:
        yield part


def _number(text: Text) -> str:
    """The A-number of a page; nothing where it carries none that is marked as one."""
    marked = re.search(r"\bA[\s#-]*\d[^\n]*", text.text)
    found = values.a_number(marked[0]) if marked else None
    return str(found.value) if found else ""


def _another(number: str, own: str, text: Text) -> bool:
    """Whether a page carries another person's A-number, and not the same one misread."""
    if not number or not own or number == own:
        return False
    return not text.recognised or SequenceMatcher(None, number, own, autojunk=False).ratio() < MISREAD


def _goes_on(part: Part, begins: Paper | None, text: Text) -> bool:
    """Whether a page belongs to the paper before it."""
    paper, held, _ = part
    if paper is None:
        return begins is None
    counted = PAGE.search(text.text)
    if counted and int(counted[1]) > 1 and (begins is None or begins is paper):
        return True
    if sum(bool(page.words) for page in held) >= paper.most_pages or _another(part.number, _number(text), text):
        return False
    if begins is None:
        return goes_on(paper, text)
    return begins is paper and len(held) == 1 and _cover(held[0]) and paper.id == "bia-decision"


def _cover(page: WordPage) -> bool:
    """Whether a page is the clerk's letter that comes before a decision of the Board."""
    return re.search(r"date\s+of\s+this\s+notice|enclosed\s+is\s+a\s+copy", Text([page]).text, re.I) is not None
