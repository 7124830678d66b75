"""Where do sentences and their clauses begin and end? English and Spanish, drafts and notes, without losing a character's place."""

import re
from collections.abc import Iterator
from functools import lru_cache

import sentencex

Span = tuple[int, int]

BLOCK = re.compile(r"\n[^\S\n]*\n|\f")
ITEM = re.compile(r"\s*(?:[-*•–—▪◦>#☐☑]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s", re.I)
CLAUSE = re.compile(
    r"(?:[;:—–]|,|\(|\))\s*|\s+(?=(?:but|because|although|though|while|whereas|so that|and|who|which|that|when|after|before|until|since"
    r"|pero|porque|aunque|mientras|y|e|que|quien|cuando|después|antes|hasta|desde)\s)",
    re.I,
)
SHORTEST = 4  # words: what is shorter is no clause of its own
LONGEST = 700  # characters: a text without any full stop is cut, so that one admission is not lost in a page


def sentences(text: str) -> list[Span]:
    """The sentences of a text in order, without blanks at their ends."""
    found: list[Span] = []
    for start, end in _blocks(text):
        for first, last in _pieces(text[start:end]):
            found += _trimmed(text, start + first, start + last)
    return found


def clauses(text: str, span: Span) -> list[Span]:
    """The clauses of a sentence; the sentence itself where it has only one."""
    start, end = span
    cuts = [start, *(start + match.end() for match in CLAUSE.finditer(text[start:end])), end]
    kept: list[Span] = []
    left = start
    for right in cuts[1:]:
        if len(text[left:right].split()) >= SHORTEST or right == end:
            kept.append((left, right))
            left = right
    if len(kept) > 1 and len(text[slice(*kept[-1])].split()) < SHORTEST:
        kept[-2:] = [(kept[-2][0], kept[-1][1])]
    return [piece for part in kept for piece in _trimmed(text, *part)]


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs and items of lists: a line belongs to the one before it when that was wrapped, not ended."""
    left = 0
    for right in [*(match.start() for match in BLOCK.finditer(text)), len(text)]:
        yield from _lines(text, left, right)
        left = right


def _lines(text: str, left: int, right: int) -> Iterator[Span]:
    lines = [(left + match.start(), left + match.end()) for match in re.finditer(r"[^\n]+", text[left:right])]
    widest = max((end - start for start, end in lines), default=0)
    begin: int | None = None
    for number, (start, end) in enumerate(lines):
        if begin is None:
            begin = start
        last = number + 1 == len(lines)
        wrapped = not last and end - start > 0.7 * widest and widest > 40 and not ITEM.match(text, lines[number + 1][0])
        if not wrapped:
            yield begin, end
            begin = None


def _pieces(block: str) -> Iterator[Span]:
    """A block cut where both languages see an end, so that "Sra." and "I&N Dec." both hold together."""
    ends = sorted(set(_ends("en", block)) & set(_ends("es", block)) | {len(block)})
    left = 0
    for right in ends:
        while right - left > LONGEST:
            space = block.rfind(" ", left, left + LONGEST)
            cut = space + 1 if space > left else left + LONGEST
            yield left, cut
            left = cut
        if right > left:
            yield left, right
        left = right


@lru_cache(maxsize=64)
def _ends(language: str, block: str) -> tuple[int, ...]:
    place, ends = 0, []
    for piece in sentencex.segment(language, block):
        place += len(piece)
        ends.append(place)
    if place != len(block):  # it normalised something: no place in it can be trusted, so the block stays whole
        return (len(block),)
    return tuple(ends)


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The span without blanks and list signs at its ends; nothing where no letter is left."""
    item = ITEM.match(text, start, end)
    start = item.end() if item else start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if any(character.isalpha() for character in text[start:end]) else []
