"""How do the words of pages stand? As lines, with a mark where a column ends; each stretch of the text leads back to its words."""

import re
import statistics
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from forbear.packet.word import Word, WordPage

COLUMN = 1.6  # heights of a line, by which words of two columns stand apart
EVEN = 4.0  # points by which two lines of one column begin apart
SAME = 0.55  # of the lower word's height, by which two words of one line meet
SPECK = re.compile(r"[^\w$✓☒☐□■×]*_*[^\w$✓☒☐□■×]*$")
EDGE = "‘’'`\"“”|_~"  # what the rules of a form and specks are taken for, at the beginning of a word
TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-", "\u00a0": " ", "ﬁ": "fi", "ﬂ": "fl"})


class Line(NamedTuple):
    """Words of one height, from left to right."""

    words: list[Word]
    top: float
    bottom: float


class Placed(NamedTuple):
    """A word in the text of a paper: where it begins, on which page and line."""

    start: int
    page: int  # its index among the paper's pages
    line: int
    word: Word


def lines_of(page: WordPage) -> list[Line]:
    """The lines of a page from the top. What recognition made of specks and of the rules of a form is left out."""
    lines: list[Line] = []
    words = page.words
    if page.how == "ocr":
        words = [word._replace(text=word.text.lstrip(EDGE) or word.text) for word in words if not SPECK.match(word.text)]
    for word in sorted(words, key=lambda word: (word.top + word.bottom) / 2):
        for line in reversed(lines[-4:]):
            met = min(line.bottom, word.bottom) - max(line.top, word.top)
            if met > SAME * min(line.bottom - line.top, word.bottom - word.top):
                line.words.append(word)
                if word.bottom - word.top > line.bottom - line.top:  # a line is as high as its highest word
                    lines[lines.index(line)] = Line(line.words, word.top, word.bottom)
                break
        else:
            lines.append(Line([word], word.top, word.bottom))
    lines.sort(key=lambda line: line.top)
    return [Line(sorted(line.words, key=lambda word: word.left), line.top, line.bottom) for line in lines]


class Text:
    """The words of some pages as one text: a new line where a line ends, a tab where a column does, a form feed where a page does."""

    def __init__(self, pages: Sequence[WordPage]) -> None:
        self.pages = pages
        self.lines = [lines_of(page) for page in pages]
        self.recognised = any(page.how in ("ocr", "layer") for page in pages)
        self.placed: list[Placed] = []
        pieces: list[str] = []
        length = 0
        for index, lines in enumerate(self.lines):
            for number, line in enumerate(lines):
                height = statistics.median(word.bottom - word.top for word in line.words)
                before: Word | None = None
                for word in line.words:
                    if before is not None:
                        gap = "\t" if word.left - before.right > COLUMN * max(height, 4) else " "
                        pieces.append(gap)
                        length += 1
                    self.placed.append(Placed(length, index, number, word))
                    pieces.append(word.text.translate(TYPED))
                    length += len(pieces[-1])
                    before = word
                pieces.append("\n")
                length += 1
            pieces.append("\f")
            length += 1
        self.text = "".join(pieces)
        self._starts = [placed.start for placed in self.placed]

    def within(self, start: int, end: int) -> list[Placed]:
        """The words of a stretch of the text."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, max(end - 1, start))
        return [placed for placed in self.placed[first:last] if placed.start + len(placed.word.text) > start]

    def page_at(self, start: int) -> int:
        """On which page of the file a place of the text stands."""
        at = bisect_right(self._starts, start) - 1
        return self.pages[self.placed[at].page].page if self.placed and at >= 0 else self.pages[0].page

    def below(self, start: int) -> tuple[int, int]:
        """Where the words stand that begin a line below, at the edge of the column in which a place of the text stands: its next line."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        one = self.placed[at]
        edges = [one.word.left]
        while at and self.placed[at - 1].line == one.line and self.text[self.placed[at].start - 1] == " ":
            at -= 1
            edges.append(self.placed[at].word.left)
        under = [two for two in self.placed[at:] if (two.page, two.line) == (one.page, one.line + 1)]
        for two in under:
            if any(abs(two.word.left - edge) < EVEN for edge in edges):
                end = re.compile(r"[\t\n]").search(self.text, two.start)
                return two.start, end.start() if end else two.start
        return start, start

    def line_at(self, start: int, end: int) -> str:
        """The line or lines that hold a stretch, as they are read."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return " ".join(self.text[first : last if last >= 0 else None].split())


def sure_of(words: Iterable[Word]) -> float:
    """How sure the least sure of some words is."""
    return min((word.sure for word in words), default=1.0)
