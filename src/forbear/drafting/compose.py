"""What does a paper say? Its sections filled with the lines of the law that hold for the case, each sentence judged before it is said.

Nothing is invented. A line is said where its condition surely holds; a word that the file lacks is printed as a gap; a statement
without proof is marked; what may not be disclosed is left out and listed. Blocks that are no sentences – boxes, tables, captions,
signatures – are built by the modules named for the papers.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from forbear.casefile.facts.relief import status_on
from forbear.casefile.fields import fields
from forbear.casefile.model import Facts
from forbear.casefile.view import years_between
from forbear.drafting.brief import Brief, long_day
from forbear.drafting.disclosure import Discloser, Standing
from forbear.drafting.document import Block, Choices, Document, Heading, Paragraph, Pin, Sentence, Support
from forbear.drafting.exhibits import pins_for
from forbear.law.document import DocumentSpec
from forbear.law.paper import WRITTEN, PaperRule, braces

Language = Literal["en", "es"]
NOT_HELD = {"en": "not in the file", "es": "falta en el expediente"}
TYPED = ("court", "judge", "facility", "opla_office", "firm", "hearing_time")  # shared words that somebody typed freely
COURT = ("the respondent", "el demandado")


class Withheld(msgspec.Struct, frozen=True):
    """A sentence that was not said: which line, of what, and why."""

    line: str
    facts: list[str]
    because: str


class Composed(msgspec.Struct, frozen=True):
    """A paper and what was left out of it. `open_lines` wait for a fact that is not known."""

    document: Document
    withheld: list[Withheld]
    open_lines: list[str]


@dataclass
class Composer:
    """Composes one paper. `respondent` is whether the client is called so; the name stands in letters."""

    brief: Brief
    spec: DocumentSpec
    language: Language = "en"
    respondent: bool = False
    words: Mapping[str, str] = field(default_factory=dict)  # of this paper alone, for words in braces
    withheld: list[Withheld] = field(default_factory=list)
    open_lines: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._discloser = Discloser(self.brief.matter.case, self.brief.matter.on, self.spec.id, self.spec.title)
        self._named = False
        self._words = self.brief.matter.corpus.paper_words

    def section(self, name: str) -> list[Block]:
        """The lines of a section as paragraphs, items and headings, in the order of the law; lines that follow one another in one style
        of running text stand in one paragraph."""
        blocks: list[Block] = []
        for line in self._words.lines:
            if f"{self.spec.id}/{name}" not in line.at:
                continue
            for sentence in self.sentences(line):
                _add(blocks, sentence, line.style)
        return blocks

    def sentences(self, line: PaperRule) -> Iterator[Sentence]:
        """The sentences of one line: none, one, or one for each item of its list."""
        if (line.forms and self.brief.form not in line.forms) or (line.positions and self.brief.position not in line.positions):
            return
        if line.attached and not self.brief.attached:
            return
        matter = self.brief.matter
        verdict = matter.reading.rule(line.rule)
        if not verdict.value:
            if verdict.value is None:
                self.open_lines[line.rule.id] = None
            return
        if not all(matter.corpus.authorities[name].binds(matter.on, matter.case.circuit) for name in line.rule.authorities):
            return  # what it rests on is not law on the day: another line says what is
        matter.relied_on.update(dict.fromkeys(line.rule.authorities))
        if line.certain and verdict.presumed and not line.lacks:
            self.open_lines[line.rule.id] = None
            return
        if line.certain and verdict.presumed:
            yield Sentence(f"[{line.lacks}]", line.rule.id, "gap", facts=tuple(line.states), authorities=line.rule.authorities)
            return
        if not line.each:
            sentence = self._sentence(line, None, None)
            if sentence:
                yield sentence
            return
        here = matter.profile.view.items(line.each) or ()  # what is dated after the day has not come to be
        for number, written in enumerate(matter.case.items(line.each) or ()):
            item = {**written, "status": status_on(written, matter.profile.view)} if line.each == "relief" else written
            wanted = written in here and all(str(item.get(name)) in values for name, values in line.only.items())
            if wanted and all(item.get(name) is not None for name in line.known):
                sentence = self._sentence(line, item, number)
                if sentence:
                    yield sentence

    def say(self, text: str, *, shows: Sequence[str] = (), states: Sequence[str] = (), gap: str = "") -> Sentence:
        """A sentence built by a paper's own module; a gap where words are given for what is missing."""
        if gap:
            return Sentence(f"[{gap}]", support="gap", facts=tuple(states))
        return Sentence(text, pins=self.pins(shows), facts=tuple(states))

    def known(self, name: str, lacks: str = "") -> Sentence:
        """A shared word of every paper, or a visible gap that says what is missing."""
        value = self.brief.names.get(name)
        return (
            Sentence(value, written=(value,) if name in TYPED else ())
            if value
            else Sentence(f"[{lacks or name.replace('_', ' ')}: not in the file]", support="gap")
        )

    def worded(self, name: str) -> str | None:
        """A shared word of every paper in the words of papers."""
        return self._worded(name, self.brief.names[name])

    def in_words(self, field: str, value: str, otherwise: str) -> str:
        """A value of a field in the words of papers, in the paper's language; other words where it has none."""
        return (self._words.words.get(field) or {}).get(self.language, {}).get(value, otherwise)

    def pins(self, topics: Sequence[str], by: Sequence[str] = ()) -> tuple[Pin, ...]:
        """Where the exhibits of this packet prove one of these topics, in the kinds of exhibit named if there are such."""
        return pins_for(topics, self.brief.exhibits, self.brief.matter.corpus, by) if topics else ()

    def finish(self, blocks: Sequence[Block], **looks: object) -> Composed:
        """The paper composed of these blocks."""
        document = Document(self.spec.id, self.spec.title, tuple(blocks), language=self.language, dated=self.brief.today)
        return Composed(msgspec.structs.replace(document, **looks), self.withheld, list(self.open_lines))

    def _sentence(self, line: PaperRule, item: Facts | None, number: int | None) -> Sentence | None:
        stated = {field: self._proved(field, line) for path in line.states for field in self._each(_numbered(path, line.each, number))}
        named = [*stated, *([f"{line.each}[{number}]"] if number is not None else ())]
        pins = self.pins(named) or (self.pins(line.shows, line.by) if all(stated.values()) else ())
        standing = self._discloser.strictest(stated)
        if standing and standing.how is None:
            self.withheld.append(Withheld(line.rule.id, [standing.field], f"{standing.field} {standing.because}"))
            return None
        text = line.es if self.language == "es" and line.es else line.say
        rests_on = (*line.rule.authorities, *(self.brief.ask.rule.authorities if "{provision}" in text else ()))
        filled, missing = self._filled(text, line.each, item)
        free = [name[5:] for name in braces(text) if name.startswith("item.") and _free(f"{line.each}[].{name[5:]}")]
        written = [str((item or {}).get(name) or "") for name in free]
        written += [self.brief.names[name] or "" for name in braces(text) if name in WRITTEN]
        facts = tuple(dict.fromkeys((*stated, *(f"{line.each}[{number}].{name}" for name in free))))
        if missing or not filled:
            lacks = (
                line.lacks or f"{NOT_HELD[self.language]}: {', '.join(name.removeprefix('item.').replace('_', ' ') for name in missing)}"
            )
            said = f"{filled} [{lacks}]" if line.lacks == "" else f"[{lacks}]"
            return Sentence(said, line.rule.id, "gap", pins, facts, rests_on, written=tuple(written))
        return Sentence(filled, line.rule.id, _support(line, standing, pins), pins, facts, rests_on, written=tuple(written))

    def _each(self, path: str) -> list[str]:
        """The fields that a path stands for: where it names no item of its list, that of every item."""
        head, mark, leaf = path.partition("[]")
        return (
            [f"{head}[{number}]{leaf}" for number, _ in enumerate(self.brief.matter.case.items(head) or ())] or [path] if mark else [path]
        )

    def _proved(self, field: str, line: PaperRule) -> bool:
        """Whether an exhibit proves a field: one that names it or its item, or one on the topic, where no other item has the field.

        One certified disposition does not prove two arrests.
        """
        head, mark, leaf = field.partition("[")
        named = (field, field.partition("]")[0] + "]") if mark else (field,)
        exhibits = self.brief.exhibits
        if any(exhibit.pins(topic) for exhibit in exhibits for topic in named):
            return True
        others = (
            [item for item in self.brief.matter.case.items(head) or () if item.get(leaf.partition("].")[2]) is not None] if mark else []
        )
        topical = (exhibit for exhibit in exhibits if not line.by or exhibit.kind in line.by)
        return len(others) <= 1 and any(exhibit.pins(topic) for exhibit in topical for topic in line.shows)

    def _filled(self, text: str, each: str, item: Facts | None) -> tuple[str, list[str]]:
        missing: list[str] = []

        def fill(match: re.Match[str]) -> str:
            value = self._value(match[1], each, item)
            if value is None:
                missing.append(match[1])
                return "____"
            return value

        filled = re.sub(r"\{([\w.]+)\}", fill, text)
        filled = re.sub(r"\b1 (day|month|year|hearing|child)s\b", r"1 \1", filled)
        return filled[:1].upper() + filled[1:], missing

    def _value(self, name: str, each: str, item: Facts | None) -> str | None:
        if name == "client":
            return COURT[self.language == "es"] if self.respondent else self._client()
        if name.startswith("item."):
            return self._of_item(name[5:], each, item or {})
        if name in self.words:
            return self.words[name]
        if name in self.brief.names:
            return self._worded(name, self.brief.names[name])
        return self._worded(name, self.brief.matter.profile[name].value)

    def _client(self) -> str | None:
        """The full name where the client is named for the first time, then how the file says papers call the client."""
        first, self._named = not self._named, True
        return self.brief.names["full_name"] if first else self.brief.matter.case.text("person.called") or self.brief.names["full_name"]

    def _of_item(self, name: str, each: str, item: Facts) -> str | None:
        if name == "age":
            born, on = item.get("birth_date"), self.brief.matter.on
            return str(years_between(born, on) or "under 1") if isinstance(born, dt.date) else None
        if name == "year":
            day = next((value for value in item.values() if isinstance(value, dt.date)), None)
            return str(day.year) if day else None
        return self._worded(f"{each}[].{name}", item.get(name))

    def _worded(self, name: str, value: object) -> str | None:
        if value is None:
            return None
        if isinstance(value, dt.date):
            return long_day(value)
        words = self._words.words.get(name, {})
        said = str(value).lower() if isinstance(value, bool) else str(value)
        return (words.get(self.language) or words.get("en") or {}).get(said, said)


Builder = Callable[[Composer], list[Block]]


def compose(
    brief: Brief,
    paper: str,
    builders: Mapping[str, Builder],
    *,
    language: Language = "en",
    respondent: bool = False,
    headings: Mapping[str, str],
    words: Mapping[str, str] | None = None,
    **looks: object,
) -> Composed:
    """A paper section by section: a builder of its own where the section has one, its lines where it has none, a heading where named."""
    spec = brief.matter.corpus.documents[paper]
    composer = Composer(brief, spec, language, respondent, words or {})
    blocks: list[Block] = []
    for part in spec.sections:
        made = builders[part.id](composer) if part.id in builders else composer.section(part.id)
        if made and part.id in headings:
            blocks.append(Heading(headings[part.id]))
        blocks += made
    return composer.finish(blocks, **looks)


def _support(line: PaperRule, standing: Standing | None, pins: Sequence[Pin]) -> Support:
    if pins:
        return "exhibit"
    if standing and standing.how in ("held", "released"):
        return "held" if standing.how == "held" else "released"
    if line.shows:
        return "unsupported"
    return "law" if line.rule.authorities else "harmless" if standing or line.harmless else "none-needed"


def _free(path: str) -> bool:
    """Whether a field holds free words."""
    return path in fields() and fields()[path].type == "text"


def _numbered(path: str, each: str, number: int | None) -> str:
    return path.replace(f"{each}[]", f"{each}[{number}]", 1) if number is not None else path


def _add(blocks: list[Block], sentence: Sentence, style: str) -> None:
    last = blocks[-1] if blocks else None
    if style == "heading":
        blocks.append(Heading(sentence.text, 3))
    elif style == "choice":
        if isinstance(last, Choices):
            blocks[-1] = Choices((*last.lines, sentence))
        else:
            blocks.append(Choices((sentence,)))
    elif style == "body" and isinstance(last, Paragraph) and last.style == "body":
        blocks[-1] = Paragraph((*last.sentences, sentence))
    else:
        blocks.append(Paragraph((sentence,), style))  # type: ignore[arg-type]
