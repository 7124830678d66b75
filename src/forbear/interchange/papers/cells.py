"""What stands in a captioned cell? What follows its caption behind a colon, or else what stands below it, as far as the cell goes."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from forbear.interchange.papers.layout import Line, Text
from forbear.packet.word import Word

SHORTEST = 6  # letters of a caption that may be misread and still be known
DEEP = 34.0  # points below a caption, in which its value stands
ROOM = 3.0
EDGE = 2.5  # points by which a row of a cell may begin left of its caption
JOINED = 4.0  # points between two words of one run
APART = 3.0  # heights of a word, by which what stands beside it is another cell's
SHORT = 8  # letters of a caption that is also an ordinary word, and so is a caption only where it stands alone


class Cell(NamedTuple):
    """A caption found on a page, and the words below it."""

    caption: str
    page: int  # its index among the paper's pages
    left: float
    top: float
    words: list[Word]

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(word.text for word in self.words)


class _Caption(NamedTuple):
    caption: str
    line: int
    words: Sequence[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)


def cells(text: Text, captions: Sequence[str]) -> list[Cell]:
    """Every captioned cell of a paper, from the top."""
    found = []
    for index, lines in enumerate(text.lines):
        seen = _captions(lines, captions, fuzzy=text.pages[index].how != "text")
        taken = {id(word) for one in seen for word in one.words}
        width = text.pages[index].width
        ends = [min([width, *(other.left for other in seen if _beside(one, other))]) - ROOM / 2 for one in seen]
        for one, right in zip(seen, ends, strict=True):
            below = [
                other.top
                for other, end in zip(seen, ends, strict=True)
                if other.top > one.bottom + 4 and other.left < right and end > one.left
            ]
            floor = min([*below, one.bottom + DEEP])
            rows = [
                [
                    word
                    for word in line.words
                    if id(word) not in taken
                    and one.left - ROOM <= (word.left + word.right) / 2 < right
                    and one.bottom - 1 <= (word.top + word.bottom) / 2 < floor
                ]
                for line in lines
                if line.bottom > one.bottom and not _runs_across(line, one.left - ROOM) and not _runs_across(line, right)
            ]
            behind = _behind(one, lines[one.line], taken)
            words = [*behind, *_close([row for row in rows if row], one.left - EDGE, max((word.bottom for word in behind), default=None))]
            found.append(Cell(one.caption, index, one.left, one.top, [word for word in words if re.search(r"\w", word.text)]))
    return found


def _behind(one: _Caption, line: Line, taken: set[int]) -> list[Word]:
    """What follows a caption that ends with a colon, in its own line."""
    last = one.words[-1]
    after = [word for word in line.words if word.left >= last.right - 1]
    if not last.text.endswith(":") and not (after and after[0].text == ":"):
        return []
    found: list[Word] = []
    for word in after:
        if id(word) in taken or (found and _far(found[-1], word)):
            break
        found.append(word)
    return found


def _close(rows: Sequence[list[Word]], edge: float, floor: float | None) -> list[Word]:
    """The words of a cell's rows up to where another cell or paragraph begins: apart to the right, further below, or further left."""
    kept: list[Word] = []
    for row in rows:
        top, bottom = min(word.top for word in row), max(word.bottom for word in row)
        if row[0].left < edge or (floor is not None and top - floor > bottom - top):
            break
        floor = bottom
        for number, word in enumerate(row):
            if number and _far(row[number - 1], word):
                break
            kept.append(word)
    return kept


def _far(one: Word, other: Word) -> bool:
    return other.left - one.right > APART * max(one.bottom - one.top, other.bottom - other.top)


def _beside(one: _Caption, other: _Caption) -> bool:
    """Whether a caption stands in the same row, to the right."""
    return abs(other.top - one.top) < 6 and other.left > one.left + 1


def _runs_across(line: Line, edge: float) -> bool:
    """Whether a line is no row of cells, since its words run on over an edge of one."""
    before = [word for word in line.words if (word.left + word.right) / 2 < edge]
    after = [word for word in line.words if (word.left + word.right) / 2 >= edge]
    return bool(before and after) and after[0].left - before[-1].right < JOINED


def _captions(lines: Sequence[Line], captions: Sequence[str], *, fuzzy: bool) -> list[_Caption]:
    """The captions that stand on a page: the longest first, each word in one only."""
    wanted = sorted(((_letters(caption), caption) for caption in captions), key=lambda pair: -len(pair[0]))
    found: list[_Caption] = []
    for number, line in enumerate(lines):
        words = [_letters(word.text) for word in line.words]
        free = [bool(word) for word in words]
        for letters, caption in wanted:
            for start in range(len(words)):
                end = _reaches(words, free, start, letters, fuzzy=fuzzy and len(letters) >= SHORTEST)
                if end and (len(letters) > SHORT or _alone(line.words, free, start, end)):
                    found.append(_Caption(caption, number, line.words[start:end]))
                    free[start:end] = [False] * (end - start)
    known = {one.caption for one in found}
    taken = {id(word) for one in found for word in one.words}
    for letters, caption in wanted:
        if caption not in known and len(letters) > SHORT and (words_ := _wrapped(lines, letters, taken)):
            number = next(number for number, line in enumerate(lines) if any(word is words_[-1] for word in line.words))
            found.append(_Caption(caption, number, words_))
            taken |= {id(word) for word in words_}
    return sorted(found, key=lambda one: (one.line, one.left))


def _wrapped(lines: Sequence[Line], letters: str, taken: set[int]) -> list[Word]:
    """The words of a caption that goes on below, where its cell is narrow: each line of it begins at the same edge."""
    for number, line in enumerate(lines):
        for start, first in enumerate(line.words):
            joined = _letters(first.text)
            if id(first) in taken or not joined or not letters.startswith(joined):
                continue
            found, rest, at = [first], line.words[start + 1 :], number
            while joined != letters:
                if rest and id(rest[0]) not in taken and letters.startswith(joined + _letters(rest[0].text)):
                    found.append(rest[0])
                    joined, rest = joined + _letters(rest[0].text), rest[1:]
                elif at < number + 3 and at + 1 < len(lines):
                    at += 1
                    rest = [word for word in lines[at].words if word.left >= first.left - ROOM]
                    if not rest or abs(rest[0].left - first.left) > ROOM:
                        break
                else:
                    break
            if joined == letters:
                return found
    return []


def _alone(words: Sequence[Word], free: Sequence[bool], start: int, end: int) -> bool:
    """Whether words of a line stand for themselves: a gap, an edge, a colon or another caption on either side."""
    before = start == 0 or not free[start - 1] or words[start].left - words[start - 1].right > JOINED
    after = end == len(words) or words[end - 1].text.endswith(":") or not free[end] or words[end].left - words[end - 1].right > JOINED
    return before and after


def _reaches(words: Sequence[str], free: Sequence[bool], start: int, letters: str, *, fuzzy: bool) -> int:
    """Where a caption that begins with a word ends; 0 where it does not begin there."""
    if not free[start] or not (fuzzy or letters.startswith(words[start])):
        return 0
    if fuzzy and SequenceMatcher(None, words[start], letters[: len(words[start])], autojunk=False).ratio() < 0.5:
        return 0
    joined = ""
    for end in range(start, len(words)):
        if words[end] and not free[end]:
            break
        joined += words[end]
        if joined == letters:
            return end + 1
        if len(joined) > 1.2 * len(letters) + 1:
            break
        if fuzzy and abs(len(joined) - len(letters)) <= 0.2 * len(letters) + 1:
            rest = words[end + 1] if end + 1 < len(words) and free[end + 1] else ""
            now, then = (SequenceMatcher(None, one, letters, autojunk=False).ratio() for one in (joined, joined + rest))
            if now >= _alike(letters) and now >= then:
                return end + 1
    return 0


def _alike(letters: str) -> float:
    """How like a caption its misreading must be: "petition" in a title is not the caption "Petitioner"."""
    return 0.83 if len(letters) < 8 else 0.9 if len(letters) < 12 else 0.85


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
