"""The document model: what a paper says, sentence by sentence, each with what supports it. DOCX and PDF are renderings of it.

A paper is composed before its pages are known. Its pin cites name an exhibit and a page of that exhibit; `laid` puts in their
words once the page map of the packet is known, so that both renderings carry the same text.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Protocol

import msgspec

MISSING = re.compile(r"(\[[^\[\]]*\])")  # what a gap lacks stands in brackets
DATE = {"en": "Date", "es": "Fecha"}  # beside a signature
OF = {"en": "of", "es": "de"}  # page 2 of 4
ENOUGH = 60  # letters of a paragraph that can stand above a signature
Support = Literal["law", "exhibit", "harmless", "held", "released", "none-needed", "unsupported", "gap"]


class Pin(msgspec.Struct, frozen=True):
    """A place in an exhibit: pages counted from 1 within it; no page means the exhibit as a whole."""

    exhibit: str
    first: int | None = None
    last: int | None = None


class Sentence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sentence as written, what it rests on, and, once laid, its pin cites in words.

    `support` is `unsupported` where a statement of fact has neither exhibit nor record behind it, and `gap` where the file does
    not hold what the sentence would say: both are printed visibly and listed. `facts` are fields of the case file. `written` are
    the words in it that somebody wrote freely.
    """

    text: str
    id: str = ""
    support: Support = "none-needed"
    pins: tuple[Pin, ...] = ()
    facts: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    cites: tuple["Cite", ...] = ()
    written: tuple[str, ...] = ()


class Cite(msgspec.Struct, frozen=True):
    """A pin cite in words, such as "Tab C at 14", and where it leads."""

    text: str
    pin: Pin


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading; level 1 is the title of a paper's part."""

    text: str
    level: int = 2


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """Sentences that stand together. `style` is how they are set."""

    sentences: tuple[Sentence, ...]
    style: Literal["body", "item", "numbered", "quote", "note", "centred", "plain"] = "body"


class Box(msgspec.Struct, frozen=True, tag="box"):
    """Labels and values: the box at the head of a letter. What is not known is a sentence that says so."""

    rows: tuple[tuple[str, Sentence], ...]


class Grid(msgspec.Struct, frozen=True, tag="grid"):
    """A table: its header and its rows. `widths` are shares of the line."""

    header: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    widths: tuple[int, ...] = ()


class Caption(msgspec.Struct, frozen=True, tag="caption"):
    """The head of a court paper: filer, court, the matter, the numbers beside it, and the title of the filing."""

    filer: tuple[Sentence, ...]
    custody: Sentence
    court: tuple[Sentence, ...]
    matter: tuple[Sentence, ...]
    beside: tuple[Sentence, ...]
    below: tuple[Sentence, ...]
    title: str


class Choices(msgspec.Struct, frozen=True, tag="choices"):
    """Boxes to tick by hand."""

    lines: tuple[Sentence, ...]


class Signature(msgspec.Struct, frozen=True, tag="signature"):
    """A line to sign on, and what stands under it; left blank for a hand."""

    lines: tuple[Sentence, ...]
    dated: bool = True


class PageBreak(msgspec.Struct, frozen=True, tag="break"):
    """What follows begins a new page."""


Block = Heading | Paragraph | Box | Grid | Caption | Choices | Signature | PageBreak


class Document(msgspec.Struct, frozen=True):
    """One paper. `kind` is an id of the corpus's documents; `outgoing` is whether it leaves the office.

    `marks` stand at the top of every page (DRAFT, JUDGED AS OF …); `foot` at its bottom. `spacing` is the form's: court papers
    are set double. `language` is that of the reader.
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    language: Literal["en", "es"] = "en"
    spacing: Literal["letter", "court", "plain"] = "letter"
    outgoing: bool = True
    privileged: str = ""
    marks: tuple[str, ...] = ()
    header: str = ""
    foot: str = ""
    dated: dt.date = dt.date(2000, 1, 1)  # the day it is made; archives want one, and no clock is read

    @property
    def name(self) -> str:
        """How its files are called: its kind, and its language where there is one paper for each."""
        return self.kind if self.outgoing or self.language == "en" else f"{self.kind}-{self.language}"

    @property
    def formal(self) -> bool:
        """Whether it is a paper that a court reads, whose title stands in the middle."""
        return self.outgoing and self.spacing != "letter"

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in the order of reading."""
        for block in self.blocks:
            yield from sentences_of(block)

    def unsupported(self) -> list[Sentence]:
        """Statements of fact that nothing in the packet or the record proves."""
        return [sentence for sentence in self.sentences() if sentence.support == "unsupported"]

    def gaps(self) -> list[Sentence]:
        """Places where the paper says that the file lacks something."""
        return [sentence for sentence in self.sentences() if sentence.support == "gap"]

    def text(self) -> str:
        """The paper as plain text, a paragraph a line, pin cites in their places: what both renderings show."""
        return "\n".join(line for block in self.blocks for line in _lines(block))

    def by_hand(self) -> str:
        """What somebody wrote and the paper carries, a paragraph each clause: free words of the case file, titles of exhibits.

        The rest are lines of the law, which were read for dangers when they were written. Words are read as they were written: within a
        harmless sentence a detector of sentences may pass over them.
        """
        clauses = (clause for one in self.sentences() for words in one.written for clause in re.split(r"[;:]\s", words))
        return "\n\n".join(dict.fromkeys(filter(None, clauses)))


class PageMap(Protocol):
    """What the packet knows of pages: the words of a pin cite. Raises KeyError for an exhibit that is not in the packet."""

    def cite(self, pin: Pin) -> str:
        """The words of a pin cite, such as "Tab C at 14"."""
        ...


def sentences_of(block: Block) -> Iterator[Sentence]:
    """The sentences of one block in the order of reading."""
    match block:
        case Paragraph(sentences=those) | Choices(lines=those) | Signature(lines=those):
            yield from those
        case Box(rows=rows):
            yield from (value for _, value in rows)
        case Grid(rows=table):
            yield from (cell for row in table for cell in row)
        case Caption():
            yield from (*block.filer, block.custody, *block.court, *block.matter, *block.beside, *block.below)
        case _:
            return


def laid(document: Document, pages: PageMap) -> Document:
    """The paper with the words of its pin cites put in."""
    return msgspec.structs.replace(document, blocks=tuple(_mapped(block, pages) for block in document.blocks))


class Piece(msgspec.Struct, frozen=True):
    """Words of a sentence that are set alike: words, the mark of what is missing or unproved, or a pin cite."""

    text: str
    kind: Literal["words", "missing", "cite"] = "words"
    pin: Pin | None = None


def pieces(sentence: Sentence) -> list[Piece]:
    """A sentence as both renderings set it: its pin cites in brackets before its full stop, its mark where nothing supports it."""
    cites: list[Piece] = []
    for cite in sentence.cites:
        cites += [*([Piece("; ")] if cites else []), Piece(cite.text, "cite", cite.pin)]
    if not sentence.text:
        return cites  # a cell of an index
    tail = [Piece(" ("), *cites, Piece(")")] if cites else []
    if sentence.support == "unsupported" and not cites:
        tail = [Piece(" "), Piece("[UNSUPPORTED]", "missing")]
    if not tail or not sentence.text.endswith("."):
        return [*_words(sentence, sentence.text), *tail]
    return [*_words(sentence, sentence.text[:-1]), *tail, Piece(".")]


def said(sentence: Sentence) -> str:
    """A sentence in one line of text."""
    return "".join(piece.text for piece in pieces(sentence))


def unbroken(text: str) -> str:
    """Words as they are set: no line ends between a sign or a tab and its number."""
    return re.sub(r"(§|\bTab) (?=\w)", "\\1\u00a0", text)


def kept(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks that stay on one page with the block behind them, by place: a signature never stands alone on its page."""
    found = set()
    for place, block in enumerate(blocks):
        if isinstance(block, Signature):
            for before in range(place - 1, -1, -1):
                if isinstance(blocks[before], PageBreak):
                    break
                found.add(before)
                if sum(len(said(sentence)) for sentence in sentences_of(blocks[before])) >= ENOUGH:
                    break
    return frozenset(found)


def _words(sentence: Sentence, text: str) -> list[Piece]:
    """The words of a sentence, with what a gap lacks marked: its brackets, or all of it where it has none."""
    if sentence.support != "gap":
        return [Piece(text)]
    parts = MISSING.split(text)
    if len(parts) == 1:
        return [Piece(text, "missing")]
    return [Piece(part, "missing" if number % 2 else "words") for number, part in enumerate(parts) if part]


def _mapped(block: Block, pages: PageMap) -> Block:
    def one(sentence: Sentence) -> Sentence:
        return (
            msgspec.structs.replace(sentence, cites=tuple(Cite(pages.cite(pin), pin) for pin in sentence.pins))
            if sentence.pins
            else sentence
        )

    def some(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(map(one, sentences))

    match block:
        case Paragraph():
            return msgspec.structs.replace(block, sentences=some(block.sentences))
        case Choices() | Signature():
            return msgspec.structs.replace(block, lines=some(block.lines))
        case Box():
            return Box(tuple((label, one(value)) for label, value in block.rows))
        case Grid():
            return msgspec.structs.replace(block, rows=tuple(some(row) for row in block.rows))
        case Caption():
            parts: Mapping[str, tuple[Sentence, ...]] = {
                name: some(getattr(block, name)) for name in ("filer", "court", "matter", "beside", "below")
            }
            return msgspec.structs.replace(block, custody=one(block.custody), **parts)
        case _:
            return block


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(sentences=those):
            yield " ".join(map(said, those))
        case Box(rows=rows):
            yield from (f"{label}: {said(value)}" for label, value in rows)
        case Grid(header=header, rows=table):
            yield " | ".join(header)
            yield from (" | ".join(map(said, row)) for row in table)
        case Caption(title=title):
            yield from map(said, sentences_of(block))
            yield title
        case Choices() | Signature():
            yield from map(said, sentences_of(block))
        case _:
            return
