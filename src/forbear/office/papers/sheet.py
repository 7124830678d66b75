"""How does a paper look on a page? Its blocks as they will print, each sentence with its pin cites, its standing and the guard's marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forbear.drafting.document import Block, Box, Caption, Choices, Document, Grid, Heading, Paragraph, Pin, Sentence, Signature
from forbear.drafting.rewriting import units
from forbear.guard.finding import GuardReport
from forbear.office.papers.marks import Mark, Stretch, cut_at, marks_of


@dataclass(frozen=True, slots=True)
class Tab:
    """A pin cite in words, the exhibit's title, and the page of the exhibit to open."""

    text: str
    title: str
    exhibit: str
    page: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it prints: its words under the guard's marks, its pin cites, what stands after them."""

    stretches: list[Stretch]
    tabs: list[Tab]
    end: str
    support: str


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the paper. `place` counts blocks; `typed` is what stands in its text area where it can be rewritten, else None."""

    type: str
    place: int
    style: str = ""
    level: int = 0
    text: str = ""
    said: list[Said] = field(default_factory=list)
    rows: list[tuple[str, list[Said]]] = field(default_factory=list)
    cells: list[list[Said]] = field(default_factory=list)
    header: tuple[str, ...] = ()
    typed: str | None = None
    lines: int = 1
    marks: list[Mark] = field(default_factory=list)
    number: int = 0

    @property
    def tabs(self) -> list[Tab]:
        """The pin cites of the block, each once."""
        return list(dict.fromkeys(tab for one in self.said for tab in one.tabs))

    @property
    def unsupported(self) -> bool:
        """Whether a sentence of it lacks its proof."""
        return any(one.support == "unsupported" for one in self.said)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper to show: its blocks, every mark, and those that stand at no words of it."""

    rows: list[Row]
    marks: list[Mark]

    @property
    def loose(self) -> list[Mark]:
        """Marks that are about the paper as a whole, or at words that could not be found again."""
        placed = {mark.number for row in self.rows for mark in row.marks}
        return [mark for mark in self.marks if mark.number not in placed]


PER_LINE = 78  # characters of a text area's line


def sheet(document: Document, report: GuardReport | None, titles: Mapping[str, str]) -> Sheet:
    """The paper with the marks of its report. `titles` are the exhibits' by id."""
    marks = marks_of(report) if report else []
    typed = {unit.place: unit.typed for unit in units(document)}
    rows: list[Row] = []
    number = 0
    for place, block in enumerate(document.blocks):
        number = 0 if isinstance(block, Heading) else number + (isinstance(block, Paragraph) and block.style == "numbered")
        row = _row(place, block, _Setter(marks, titles), typed.get(place))
        if row:
            rows.append(replace(row, number=number) if row.style == "numbered" else row)
    return Sheet(rows, marks)


class _Setter:
    """Sets sentences, and notes which marks it has placed."""

    def __init__(self, marks: Sequence[Mark], titles: Mapping[str, str]) -> None:
        self._marks, self._titles = marks, titles
        self.placed: dict[int, Mark] = {}

    def some(self, sentences: Sequence[Sentence]) -> list[Said]:
        return [self.one(sentence) for sentence in sentences]

    def one(self, sentence: Sentence) -> Said:
        tabs = [Tab(cite.text, self._titles.get(cite.pin.exhibit, ""), cite.pin.exhibit, _page(cite.pin)) for cite in sentence.cites]
        dotted = sentence.text.endswith(".") and (tabs or sentence.support == "unsupported")
        text = sentence.text[:-1] if dotted else sentence.text
        return Said(cut_at(text, list(self._spans(sentence))), tabs, "." if dotted else "", sentence.support)

    def _spans(self, sentence: Sentence) -> Iterator[tuple[int, int, Mark]]:
        """Where marks stand in a sentence: those that the guard made at words which somebody wrote freely."""
        for mark in self._marks if sentence.written else ():
            words = mark.finding.text
            start = sentence.text.find(words) if mark.in_place and words.strip() else -1
            if start >= 0:
                self.placed[mark.number] = mark
                yield start, start + len(words), mark


def _row(place: int, block: Block, setter: _Setter, typed: str | None) -> Row | None:
    match block:
        case Heading():
            return Row("heading", place, level=min(block.level + 1, 4), text=block.text, typed=typed)
        case Paragraph():
            said = setter.some(block.sentences)
            lines = 1 + len(typed or "") // PER_LINE
            return Row("paragraph", place, style=block.style, said=said, typed=typed, lines=lines, marks=_in_order(setter))
        case Box():
            rows = [(label, setter.some([value])) for label, value in block.rows]
            return Row("box", place, rows=rows, marks=_in_order(setter))
        case Grid():
            return Row("grid", place, header=block.header, cells=[setter.some(row) for row in block.rows], marks=_in_order(setter))
        case Caption():
            filer, court = setter.some(block.filer), setter.some([block.custody, *block.court])
            matter = setter.some([*block.matter, *block.beside, *block.below])
            return Row("caption", place, text=block.title, cells=[filer, court, matter], marks=_in_order(setter))
        case Choices():
            return Row("choices", place, said=setter.some(block.lines), marks=_in_order(setter))
        case Signature():
            return Row("signature", place, said=setter.some(block.lines), marks=_in_order(setter))
        case _:
            return Row("break", place)


def _in_order(setter: _Setter) -> list[Mark]:
    return [setter.placed[number] for number in sorted(setter.placed)]


def _page(pin: Pin) -> int:
    return pin.first or 1
