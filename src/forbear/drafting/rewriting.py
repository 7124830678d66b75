"""What has somebody rewritten in a paper? Paragraphs, each by the words that it had, put into the paper as it is composed today.

A paragraph is typed as it reads. Behind a sentence stand, in brackets, the pages that prove it: `[e3:2-4; e5]` names exhibits and pages
within them, and `[law]` says that a sentence is law or argument and states no fact. A sentence that is typed as it was composed keeps all
that it rests on; any other is unsupported until it is given a page, and is read by the guard. What was composed from facts alone (captions,
boxes, tables, signatures) is changed in the facts.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from forbear.drafting.document import Block, Document, Heading, Paragraph, Pin, Sentence
from forbear.drafting.exhibits import Exhibit
from forbear.guard.sentences import sentences

LAW = "law"
GROUP = re.compile(r"\s*\[([^\[\]]*)\]")
ONE = re.compile(r"\s*(?P<exhibit>[^\s:;\[\]]+)(?::(?P<first>\d{1,5})(?:\s*[-–]\s*(?P<last>\d{1,5}))?)?\s*")
APART = re.compile(r"\n\s*\n")
MARK = re.compile(r"\s*\[UNSUPPORTED\]")
TABS = re.compile(r"\s*\((Tab[^()]*)\)(\.?)")


class Rewrite(msgspec.Struct, frozen=True):
    """A paragraph or heading: its words as they were composed, and the paragraphs that stand in its place; none where it was taken out."""

    was: str
    now: tuple[str, ...]


class Unit(msgspec.Struct, frozen=True):
    """Something of a paper that can be rewritten: as it is composed, and as it is typed. `place` counts blocks."""

    place: int
    kind: Literal["heading", "paragraph"]
    was: str
    typed: str
    sentences: tuple[Sentence, ...] = ()


def units(document: Document) -> list[Unit]:
    """What of a paper can be rewritten, in the order of reading."""
    found = []
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            found.append(Unit(place, "heading", block.text, block.text))
        elif isinstance(block, Paragraph):
            found.append(Unit(place, "paragraph", plainly(block.sentences), " ".join(map(typed, block.sentences)), block.sentences))
    return found


def plainly(written: Iterable[Sentence]) -> str:
    """The words of sentences alone, by which a paragraph is known again."""
    return " ".join(one.text for one in written)


def typed(sentence: Sentence) -> str:
    """A sentence as it is typed: its words, and behind them the pages that prove it."""
    pins = "; ".join(map(_pin, sentence.pins))
    return (
        f"{sentence.text} [{pins}]"
        if pins
        else f"{sentence.text} [{LAW}]"
        if sentence.written and sentence.support == LAW
        else sentence.text
    )


def rewritten(document: Document, rewrites: Sequence[Rewrite], exhibits: Sequence[Exhibit]) -> Document:
    """The paper with what was rewritten in it; what was written for words that it no longer has is left out (`left_over` names it)."""
    if not rewrites:
        return document
    wanted = {one.was: one for one in rewrites}
    known = {exhibit.id: exhibit.pages or 1 for exhibit in exhibits}
    by_place = {unit.place: wanted[unit.was] for unit in units(document) if unit.was in wanted}
    blocks: list[Block] = []
    for place, block in enumerate(document.blocks):
        rewrite = by_place.get(place)
        blocks += [block] if rewrite is None else _instead(block, rewrite.now, known)
    return msgspec.structs.replace(document, blocks=tuple(blocks))


def left_over(document: Document, rewrites: Sequence[Rewrite]) -> list[Rewrite]:
    """What was written for words that the paper, composed today, no longer has."""
    there = {unit.was for unit in units(document)}
    return [one for one in rewrites if one.was not in there]


def rewrites_of(document: Document, texts: Mapping[int, str]) -> list[Rewrite]:
    """What differs between a paper as it is composed and texts typed for its units, by their places. A blank line parts paragraphs."""
    found = []
    for unit in units(document):
        text = texts.get(unit.place)
        if text is None:
            continue
        now = tuple(" ".join(part.split()) for part in APART.split(text.replace("\r\n", "\n")) if part.strip())
        if now != ((" ".join(unit.typed.split()),) if unit.typed else ()):
            found.append(Rewrite(unit.was, now))
    return found


def as_typed(text: str, read: Callable[[str], Pin]) -> str:
    """Words as they print, with their pin cites as they are typed: `(Tab C at 14).` becomes `. [e3:2]`. What leads nowhere stays.

    `read` is the packet's page map: it says where a cite leads, and raises KeyError where that is nowhere.
    """

    def one(found: re.Match[str]) -> str:
        try:
            pins = [read(cite.strip()) for cite in found[1].split(";")]
        except KeyError:
            return found[0]
        return f"{found[2]} [{'; '.join(map(_pin, pins))}]"

    return TABS.sub(one, MARK.sub("", text.replace("\u00a0", " ")))


def _pin(pin: Pin) -> str:
    pages = f":{pin.first}" + (f"-{pin.last}" if pin.last else "") if pin.first else ""
    return f"{pin.exhibit}{pages}"


def _instead(block: Block, now: Sequence[str], known: Mapping[str, int]) -> list[Block]:
    if isinstance(block, Heading):
        head = [msgspec.structs.replace(block, text=text) for text in now[:1]]
        return [*head, *(Paragraph(_parsed(text, (), known)) for text in now[1:])]
    assert isinstance(block, Paragraph)
    return [msgspec.structs.replace(block, sentences=_parsed(text, block.sentences, known)) for text in now]


def _parsed(text: str, before: Sequence[Sentence], known: Mapping[str, int]) -> tuple[Sentence, ...]:
    """Sentences out of a typed paragraph: those of before as they were, the rest new. What the new ones replace, they disclose still."""
    kept: list[Sentence | str] = []
    waiting = {typed(one): one for one in before}
    start = at = 0
    while at < len(text):
        same = next(
            (words for words in waiting if text.startswith(words, at) and text[at + len(words) : at + len(words) + 1] in ("", " ")), None
        )
        if same is not None:
            kept += [text[start:at], waiting.pop(same)]
            start = at = min(len(text), at + len(same) + 1)
        else:
            blank = text.find(" ", at)
            at = len(text) if blank < 0 else blank + 1
    kept.append(text[start:])
    facts = tuple(dict.fromkeys(fact for one in waiting.values() for fact in one.facts))
    made: list[Sentence] = []
    for part in kept:
        made += [part] if isinstance(part, Sentence) else _new(part, facts, known)
    return tuple(made)


def _new(text: str, facts: tuple[str, ...], known: Mapping[str, int]) -> Iterable[Sentence]:
    start, at = 0, 0
    while found := GROUP.search(text, at):
        at = found.end()
        pins = _pins(found[1], known)
        if pins is None and found[1].strip() != LAW:
            continue  # brackets of the sentence itself
        yield from _stretch(text[start : found.start()], facts, pins)
        start = at
    yield from _stretch(text[start:], facts, ())


def _stretch(text: str, facts: tuple[str, ...], pins: tuple[Pin, ...] | None) -> Iterable[Sentence]:
    """The sentences before a bracket, whose pages prove the last of them; None is the mark of law."""
    cut = [text[first:last] for first, last in sentences(text)]
    for number, words in enumerate(cut, start=1):
        last = number == len(cut)
        mine = pins or () if last else ()
        support: Literal["law", "exhibit", "unsupported"] = "law" if last and pins is None else "exhibit" if mine else "unsupported"
        yield Sentence(words, "", support, mine, facts, written=(words,))


def _pins(group: str, known: Mapping[str, int]) -> tuple[Pin, ...] | None:
    """The pages that a bracket names and the packet has; None where it names no exhibit, so that it is not ours."""
    found = [ONE.fullmatch(part) for part in group.split(";")]
    if not all(one and (one["exhibit"] in known or one["first"]) for one in found):
        return None
    pins = []
    for one in found:
        assert one is not None
        first, last = int(one["first"] or 0) or None, int(one["last"] or 0) or None
        pages = known.get(one["exhibit"], 0)
        if one["exhibit"] in known and max(first or 0, last or 0) <= pages:
            pins.append(Pin(one["exhibit"], first, last if last and first and last > first else None))
    return tuple(pins)
