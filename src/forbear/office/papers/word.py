"""What did somebody change in Word? The file that comes back, paragraph by paragraph beside the one that was handed out.

Only what can be rewritten is taken over (`drafting.rewriting`); what else differs is named, so that it is changed where it comes from.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from forbear.drafting.document import Document, Heading, Paragraph, said
from forbear.drafting.docx import render_docx
from forbear.drafting.rewriting import as_typed, units
from forbear.guard.docx import docx_document
from forbear.office.foreign.asking import text_of
from forbear.packet.pagemap import PageMap

ALIKE = 0.5  # of two lines: less alike they are one taken out and one put in


@dataclass(frozen=True, slots=True)
class Returned:
    """Texts as they are typed, by the place of the unit; and lines that differ where nothing can be rewritten."""

    texts: dict[int, str]
    not_taken: list[str]


def returned(document: Document, pages: PageMap, content: bytes, name: str) -> Returned:
    """What a Word file that comes back says in the places of a paper. Raises BadInput where it cannot be read."""
    theirs = _lines(text_of(content, name).text)
    ours = _lines(docx_document(render_docx(document), "").text)
    places = _places(document, ours)
    texts: dict[int, list[str]] = {}
    not_taken: list[str] = []
    above = None  # the unit behind which new paragraphs go
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            above = next((places[line] for line in reversed(range(i, j)) if line in places), above)
            continue
        waiting = list(range(i, j))
        for line in range(k, m):
            like = _nearest(theirs[line], waiting, ours)
            if like is not None:
                for gone in waiting[: waiting.index(like)]:
                    _take(texts, places, not_taken, gone, was=ours[gone], now=None)
                del waiting[: waiting.index(like) + 1]
                _take(texts, places, not_taken, like, was=ours[like], now=theirs[line])
                above = places.get(like, above)
            elif above is not None:
                texts.setdefault(above, [_typed_of(document, above)]).append(theirs[line])
            else:
                not_taken.append(theirs[line])
        for gone in waiting:
            _take(texts, places, not_taken, gone, was=ours[gone], now=None)
    return Returned({place: "\n\n".join(as_typed(part, pages.read) for part in parts) for place, parts in texts.items()}, not_taken)


def _nearest(line: str, waiting: list[int], ours: list[str]) -> int | None:
    """The line of ours that a line became, if one is like it."""
    alike = [(SequenceMatcher(None, ours[one], line, autojunk=False).ratio(), -one) for one in waiting]
    best, place = max(alike, default=(0.0, 0))
    return -place if best >= ALIKE else None


def _take(texts: dict[int, list[str]], places: dict[int, int], not_taken: list[str], line: int, *, was: str, now: str | None) -> None:
    place = places.get(line)
    if place is None:
        not_taken.append(was if now is None else now)
    else:
        texts[place] = [] if now is None else [now]


def _typed_of(document: Document, place: int) -> str:
    return next(unit.typed for unit in units(document) if unit.place == place)


def _places(document: Document, lines: list[str]) -> dict[int, int]:
    """Which line of the Word file is which unit, in the order of both."""
    found: dict[int, int] = {}
    line = 0
    for unit in units(document):
        printed = _line(_printed(document, unit.place))
        at = next((number for number in range(line, len(lines)) if lines[number] == printed), None)
        if at is not None:
            found[at], line = unit.place, at + 1
    return found


def _printed(document: Document, place: int) -> str:
    block = document.blocks[place]
    assert isinstance(block, (Heading, Paragraph))
    return block.text if isinstance(block, Heading) else " ".join(map(said, block.sentences))


def _lines(text: str) -> list[str]:
    return [line for line in map(_line, text.splitlines()) if line]


def _line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())
