"""Which box is marked? By the sign before its label, and on a picture by its ink; where the two differ, a person looks."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forbear.interchange.papers.layout import Placed, Text
from forbear.packet.word import INK, WordPage

EMPTY = re.compile(r"[\s_\[\](){}|.,:;'\"\-☐□○]*$")
SIGN = "xX✓✔☒☑■×"
ROOM = 24.0  # points before a label, in which its box stands
BOX = 6  # squares of ink that a box is wide
MARKED, CLEARLY = 1.18, 1.6  # times the ink of the others


class Mark(NamedTuple):
    """A box that is marked: what it means, how sure that is, and where its label stands."""

    means: str
    sure: float
    start: int
    end: int


def marked(text: Text, boxes: Mapping[str, str], after: str = "", signs: str = "", *, apart: bool = False) -> list[Mark]:
    """The marked boxes among some with labels; at most one, unless they stand `apart`, each for itself. `signs` mark beside a cross."""
    begin = 0
    if after:
        found = re.search(after, text.text, re.I)
        if not found:
            return []
        begin = found.end()
    labels = [(means, match) for means, label in boxes.items() if (match := re.compile(label, re.I).search(text.text, begin))]
    if not labels or (len(labels) < 2 and not apart):
        return []
    crosses = re.compile(f"[{SIGN}{signs}]")
    befores = {means: _before(text.text, match.start(), begin) for means, match in labels}
    firsts = {means: text.within(match.start(), match.start() + 1)[0] for means, match in labels}
    inks = {means: _ink(text, first, list(firsts.values())) for means, first in firsts.items()}
    said = [means for means, before in befores.items() if crosses.search(before)]
    dirty = [means for means, before in befores.items() if not EMPTY.match(before)]
    inked = _inked(inks)
    if apart:
        chosen = [(means, 1.0) for means in said]
        if not said and inked and inks[inked] > CLEARLY * min(inks.values()):
            chosen = [(inked, 0.7)]
    elif len(said) == 1:
        chosen = [(said[0], 1.0 if inked in (said[0], "") else 0.6)]
    elif inked:
        chosen = [(inked, 0.85 if inked in dirty else 0.75)]
    else:
        chosen = [(dirty[0], 0.6)] if len(dirty) == 1 and text.recognised and min(inks.values()) < 0 else []
    places = dict(labels)
    return [Mark(means, sure, places[means].start(), places[means].end()) for means, sure in chosen]


def _before(text: str, start: int, begin: int) -> str:
    """What stands before a label in its line, as far as it can be a box."""
    line = max(text.rfind("\n", 0, start) + 1, begin, start - 12)
    return re.sub(r"^.*?[^\W_]{3,}[.,;)]*\s|.*\t", "", text[line:start])


def _inked(inks: Mapping[str, float]) -> str:
    """The box with clearly more ink than any other; nothing where none has, or none was measured."""
    ranked = sorted(inks, key=lambda means: inks[means], reverse=True)
    if len(ranked) < 2 or inks[ranked[0]] <= 0 or any(value < 0 for value in inks.values()):
        return ""
    return ranked[0] if inks[ranked[0]] > MARKED * max(inks[ranked[1]], 0.01) else ""


def _ink(text: Text, first: Placed, all_: Sequence[Placed]) -> float:
    """How dark the darkest place before a label is that is as wide as a box, from 0 to 1; -1 where it cannot be measured.

    Labels below each other begin at one edge: recognition at times takes a box for the beginning of its label.
    """
    word, page = first.word, text.pages[first.page]
    if not page.ink:
        return -1.0
    edge = max(other.word.left for other in all_ if abs(other.word.left - word.left) < ROOM and other.page == first.page)
    before = [other for other in text.lines[first.page][first.line].words if other.right < word.left]
    left = max((other.right for other in before if len(re.findall(r"\w", other.text)) > 3), default=0.0)
    return _darkness(page, max(left, edge - ROOM), word.top - 2, edge - 1, word.bottom + 2)


def _darkness(page: WordPage, left: float, top: float, right: float, bottom: float) -> float:
    first, last = int(left / INK), int(right / INK)
    rows = range(max(int(top / INK), 0), min(int(bottom / INK) + 1, len(page.ink) // page.ink_wide))
    columns = [sum(page.ink[row * page.ink_wide + column] for row in rows) for column in range(first, last)]
    if not columns or not rows:
        return -1.0
    wide = min(BOX, len(columns))
    return max(sum(columns[at : at + wide]) for at in range(len(columns) - wide + 1)) / wide / len(rows) / 255
