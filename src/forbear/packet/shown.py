"""What does each page show and say? One pass over a clean PDF: its words, whether they were recognised, and which pages were not read."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

from forbear.guard.document import INVISIBLE, MOST_TEXT
from forbear.guard.pdfpage import BROKEN, DRAWN, FEW_WORDS, LETTERS_HIDDEN, SMALL_IMAGE, STAMPED
from forbear.packet.exhibit import How, PageText
from forbear.packet.hygiene import Box, Tick
from forbear.packet.job import Found, Lie
from forbear.packet.redaction import found_on, small_render, spread, unseen
from forbear.packet.shapes import Survey, area, survey

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

HYPHEN = re.compile(f"[{BROKEN}](?:\r?\n)?")
LINE = re.compile(r"\r\n?")
MOSTLY = 0.9  # of a page's runs of letters
BLANK = 24  # shades of 255 by which the paper of an empty scan may vary


class Seen(NamedTuple):
    """The words of pages, what was found on them, how they lie, and which have words that were not read."""

    texts: list[PageText]
    found: list[Found]
    lies: list[Lie]
    unread: list[int]  # by place in this PDF, from 1


def look(path: Path, numbers: Sequence[int], marks: dict[int, list[Box]], tick: Tick) -> Seen:
    """Reads every page. `numbers` are the pages' own in the original; `marks` are dark comments that lay on them, by place from 1."""
    seen = Seen([], [], [], [])
    pdf = pypdfium2.PdfDocument(path)
    left = MOST_TEXT
    for place, number in enumerate(numbers, 1):
        tick(place, len(numbers))
        try:
            page = pdf[place - 1]
        except pypdfium2.PdfiumError:
            text = f"Page {number} is damaged and cannot be shown; print the document to a new PDF and hand that in."
            seen.found.append(Found(number, "corrupt", "fail", text))
            seen.texts.append(PageText(place, "", "unread"))
            seen.lies.append(Lie())
            continue
        shapes = survey(page)
        lie = _lie(shapes, page.get_rotation())
        if page.get_rotation() != lie.turn:  # PDFium takes the lines of a page in the order in which it stands upright
            page.set_rotation(lie.turn)
            page.close()
            page = pdf[place - 1]
            shapes = survey(page)
        textpage = page.get_textpage()
        hidden = unseen(page, textpage, shapes, marks.get(place, []))
        seen.found.extend(found_on(number, hidden))
        text = _words(textpage) if not hidden.signs else _words_but(textpage, hidden.signs)
        left -= len(text)
        how = _how(page, shapes, text, recognised=hidden.recognised)
        seen.texts.append(PageText(place, text if left > 0 else "", how))
        seen.lies.append(lie)
        if how == "unread":
            seen.unread.append(place)
        textpage.close()
        page.close()
    pdf.close()
    if left <= 0:
        text = f"It holds more than {MOST_TEXT // 1_000_000} million characters; hand it in in parts."
        seen.found.append(Found(None, "too-large", "fail", text))
    return seen


def words_of(path: Path, places: Sequence[int], tick: Tick) -> list[PageText]:
    """The recognised words of the pages of a PDF, under the places that they will have."""
    pdf = pypdfium2.PdfDocument(path)
    texts = []
    for index, place in enumerate(places):
        tick(place, len(places))
        words = _words(pdf[index].get_textpage())
        texts.append(PageText(place, words if len(words.split()) >= FEW_WORDS else "", "ocr"))
    pdf.close()
    return texts


def _words(textpage: "PdfTextPage") -> str:
    return _clean(textpage.get_text_range())


def _words_but(textpage: "PdfTextPage", signs: set[int]) -> str:
    """The words without the signs at some places: what a page does not show is nowhere told."""
    from pypdfium2 import raw

    units = [
        chr(raw.FPDFText_GetUnicode(textpage, index)) if index not in signs else " " for index in range(raw.FPDFText_CountChars(textpage))
    ]
    return _clean("".join(units).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _clean(words: str) -> str:
    return INVISIBLE.sub("", LINE.sub("\n", HYPHEN.sub("", words)))


def _lie(shapes: Survey, turn: int) -> Lie:
    """The usual size of a page's letters, and how it must be turned so that nearly all of them stand upright."""
    if not shapes.texts:
        return Lie(0.0, turn)
    way, count = Counter(text.turn for text in shapes.texts).most_common(1)[0]
    upright = way * 90 if count > MOSTLY * len(shapes.texts) else turn
    return Lie(statistics.median(text.size for text in shapes.texts), upright)


def _how(page: "PdfPage", shapes: Survey, text: str, *, recognised: bool) -> How:
    """Whether the words of a page were read, and from where."""
    count = len(text.split())
    large = [box for box in shapes.images if area(box) >= SMALL_IMAGE] or (shapes.images if len(shapes.images) > 3 else [])
    covered = sum(map(area, large)) / max(shapes.width * shapes.height, 1)
    if count and LETTERS_HIDDEN.search(text):
        return "unread"
    if large and (count < FEW_WORDS or (count < STAMPED and covered > 0.4 and not recognised)):
        return "unread" if count or not _is_blank(page) else "blank"
    if count < STAMPED and shapes.drawn > DRAWN:
        return "unread"
    if not count:
        return "unread" if shapes.drawn and not _is_blank(page) else "blank"
    return "ocr" if recognised else "text"


def _is_blank(page: "PdfPage") -> bool:
    return spread(small_render(page)) < BLANK
