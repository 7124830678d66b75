"""Where do sentences and their clauses begin and end? English and Spanish, drafts and notes, without losing a character's place."""

import re
from collections.abc import Iterator
from itertools import zip_longest

import sentencex

from forbear.guard.document import BLANK_LINE

Span = tuple[int, int]

LINE = re.compile(r"[^\r\n\v\x85\u2028]+")
SIGN = re.compile(r"\s*(?:[-*•–—▪◦>#☐☑☒]|\(?\d{1,3}[.)])\s")  # of a list, without a letter
ITEM = re.compile(rf"{SIGN.pattern}|\s*(?:\(?(?:[a-z]|[ivx]{{1,5}})\)|¿)", re.I)
LABEL = re.compile(r"\s*(?:[A-Z]|[IVX]{1,5}|[a-z])[.:]\s")  # "A. Yes." in a transcript, unless a sentence runs on: "Jorge\nA. Ruiz"
ENDED = re.compile(r"[.?!:;…][\"'”’»)\]]*\s*$")
UNFINISHED = re.compile(  # a line that cannot be the end of anything
    r"(?:[:,&(]|\b(?:an?|the|of|in|on|at|to|by|for|from|near|with|and|or|that|his|her|my|de|del|en|el|la|los|las|un|una|con|por|para|cerca|y|o|que|su|mi))\s*$",
    re.I,
)
NARROW = 40  # characters: lines that were wrapped are wider
CLAUSE = re.compile(
    r"(?:[;:—–]|,|\(|\))\s*|(?<!\s)\s++(?=(?:but|because|although|though|while|whereas|so that|and|who|which|that|when|after|before|until"
    r"|since|pero|porque|aunque|mientras|y|e|que|quien|cuando|después|antes|hasta|desde)\s)",
    re.I,
)
SHORTEST = 4  # words: what is shorter is no clause of its own
LONGEST = 700  # characters: a text without any full stop is cut, so that one admission is not lost in a page
WINDOW = 20_000  # characters: what the segmenter is given at once
MASKED = str.maketrans(dict.fromkeys('"“”«»„‘‹›()[]{}•', " ") | dict.fromkeys(map(chr, range(0xD800, 0xE000)), "?"))  # it looks in no quote
QUOTE = re.compile(r"(?<!\w)['’]|['’](?!\w)")  # not an apostrophe
OPENING = "\"'“‘«„([{¿¡"
HELD = re.compile(  # a full stop that ends no sentence, in the papers of this practice
    r"(?:(?:^|[.?!:;]\s+)\W*\d{1,3}|(?:^|[\s(])(?:[a-z]|(?-i:[IVX]{1,5})|approx|est|aff|resp|decl|tr|supp|exh?|ofcr?|dept|cir|pet|mot|pub|stat|atty|gen|dist|ct|reg|clt?"
    r"|govt|a-no|yrs?|mos?|wks?|ave|blvd|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ene|abr|dic|lic|ing|arq|profa?|gral|núm|num|arts?|págs?|fracc|av|col|edo|mpio"
    r"|depto|srta|vs?|mr|mrs|ms|dra?|sra?|st|mt|ft|sgt|lt|capt|hon|rev|sec))\.\s+$",
    re.I,
)
BEGUN = re.compile(  # words that begin a sentence even after "U.S." or "p.m."
    r"(?<=[.?!…])[\"'”’»)\]]*\s+(?=[\"“«(¿¡]?(?:He|She|They|We|It|This|My|His|Her|Their|Our|The|But|I(?=\s+[a-z])|Client|Respondent|Él|Ella|Ellos|Yo|Mi|Su|Nosotros|Pero|El|La|Los)\s)"
)
TITLED = re.compile(
    r"(?:^\W*[A-Z]|[\s(](?:[A-HJ-Z]|vs?|mr|mrs|ms|dr|dra|sra?|lic|[ivx]{2,5}|see|cf|e\.g|i\.e|a\.k\.a))\.[\"'”’»)\]]*\s*$", re.I
)


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
    for right in [*(match.start() for match in BLANK_LINE.finditer(text)), len(text)]:
        yield from _lines(text, left, right)
        left = right


def _lines(text: str, left: int, right: int) -> Iterator[Span]:
    lines = [match.span() for match in LINE.finditer(text, left, right) if not match[0].isspace()]
    widths = sorted(len(text[start:end].rstrip()) for start, end in lines)
    begin: int | None = None
    for (start, end), following in zip_longest(lines, lines[1:]):
        begin = start if begin is None else begin
        if following is None or not _goes_on(text[start:end].rstrip(), text[slice(*following)], widths):
            yield begin, end
            begin = None


def _goes_on(line: str, following: str, widths: list[int]) -> bool:
    """Whether a line was wrapped: the first word of the next found no room on it, or it is a caption, or cannot end there.

    Before a capital letter that takes two lines of one width: a note of one fact a line has a widest line too.
    """
    if ITEM.match(following) or (LABEL.match(following) and ENDED.search(line)):
        return False
    if UNFINISHED.search(line) and not following.rstrip().endswith(":"):
        return True
    begins = following.split(maxsplit=1)[0]
    room = 0.85 if begins[:1].isupper() else 0.7
    if begins[:1].isupper() and widths[-2] < room * widths[-1]:
        return False
    return widths[-1] > NARROW and len(line) + 1 + len(begins) > room * widths[-1]


def _pieces(block: str) -> Iterator[Span]:
    """A block cut where both languages see an end, so that "Sra." and "I&N Dec." both hold together."""
    left = 0
    for right in _ends(block):
        while right - left > LONGEST:
            cut = _cut(block, left)
            yield left, cut
            left = cut
        if right > left:
            yield left, right
        left = right


def _cut(block: str, left: int) -> int:
    """Where a text without a full stop is best cut: before a clause, else a word, in the second half of what is the longest."""
    middle, most = left + LONGEST // 2, left + LONGEST
    clauses_begun = [match.end() for match in CLAUSE.finditer(block, middle, most)]
    words_begun = [match.end() for match in re.finditer(r"\s+", block[middle:most])]
    return clauses_begun[-1] if clauses_begun else middle + words_begun[-1] if words_begun else most


def _ends(block: str) -> tuple[int, ...]:
    """Where sentences end in a block, after the blanks that follow them."""
    masked = QUOTE.sub(" ", block.translate(MASKED))
    ends: set[int] = set()
    for start in range(0, len(block), WINDOW):
        window = masked[start : start + WINDOW]
        ends |= {start + end for end in set(_seen("en", window)) & set(_seen("es", window)) if end < len(window)}
    ends = {end for end in ends if not HELD.search(block[max(end - 20, 0) : end])}
    ends |= {match.end() for match in BEGUN.finditer(block) if not TITLED.search(block[max(match.start() - 12, 0) : match.end()])}
    return (*sorted({_before_opening(block, end) for end in ends}), len(block))


def _seen(language: str, window: str) -> Iterator[int]:
    place = 0
    for piece in sentencex.segment(language, window):
        place += len(piece)
        yield place


def _before_opening(block: str, end: int) -> int:
    """An opening quote or bracket belongs to the sentence that it opens."""
    while end > 1 and block[end - 1] in OPENING and (block[end - 2].isspace() or block[end - 2] in OPENING):
        end -= 1
    return end


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """The span without blanks and list signs at its ends; nothing where no letter is left."""
    sign = SIGN.match(text, start, end)
    start = sign.end() if sign else start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if any(character.isalpha() for character in text[start:end]) else []
