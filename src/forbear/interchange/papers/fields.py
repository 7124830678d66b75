"""What does a paper say? Each fact with its page, the very words, and how sure its reading is."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from forbear.interchange.papers import values
from forbear.interchange.papers.cells import Cell, cells
from forbear.interchange.papers.kinds import Field, Paper
from forbear.interchange.papers.layout import Text, sure_of
from forbear.interchange.papers.marks import marked
from forbear.interchange.papers.readers import READERS, Read

FLAGS = re.IGNORECASE | re.DOTALL
PLAIN = 0.98  # how sure what the file itself says is: a paper can be wrongly typed, and a field wrongly found
UNCONFIRMED = 0.89  # the most for a number, a date or a charge that was recognised and stands in the paper once
CONFIRMED = 0.95  # the most where it stands there twice
MOST_WORDS = 600  # characters of the paper's words that are shown
REDACTED = re.compile(r"\(\s*b\s*\)\s*\(\s*\d\s*\)")  # what a copy under the Freedom of Information Act withholds
CRITICAL = frozenset({"a-number", "date", "charges"})
DATES = re.compile(r"(?:^|[._])(?:date|until|since|next_report)$")


class Claim(msgspec.Struct, frozen=True):
    """What a paper says of one fact. `page` counts in the file; `box` is where the words stand, in points from the page's left and top.

    `item` tells apart the items of a list that one paper names; `alleged` says that the government claims it.
    """

    fact: str
    value: object
    page: int
    words: str
    confidence: float
    alleged: bool = False
    item: str = ""
    box: tuple[float, float, float, float] | None = None


def claims(paper: Paper, text: Text) -> list[Claim]:
    """Everything that is read from a paper, in its order; of several ways to read a fact the first that finds it."""
    found = cells(text, paper.cells) if paper.cells else []
    made: list[Claim] = []
    for field in paper.fields:
        if any(claim.fact == field.fact for claim in made) and not field.reader:
            continue
        known = {claim.fact: claim.value for claim in made}
        if any(known.get(fact) != value for fact, value in field.where.items()):
            continue
        if field.if_ and not re.search(field.if_, text.text, FLAGS):
            continue
        fresh = [_claim(read, field, text) for read in _reads(field, text, found)]
        taken = {(claim.fact, claim.item) for claim in made}
        made += [claim for claim in fresh if (claim.fact, claim.item) not in taken]
    return _one_number(made, text)


def _reads(field: Field, text: Text, found: Sequence[Cell]) -> Iterator[Read]:
    if field.boxes:
        yield from _boxes(field, text)
    elif field.reader and not field.anchor:
        yield from READERS[field.reader](field, text, None, found)
    elif field.under:
        for cell in found:
            if cell.caption == field.under and (value := _value(field, cell.text)):
                yield Read(field.fact, value.value, value.sure, cell=cell)
                return
    else:
        for match in re.compile(field.anchor, FLAGS).finditer(text.text):
            if field.reader:
                if reads := list(READERS[field.reader](field, text, match, found)):
                    yield from reads
                    return
                continue
            said, end = match["v"], match.start("v") + len(match["v"].rstrip(" \t\n\f[]()_xX"))
            if field.type == "name" and said.rstrip().endswith(","):  # the given names stand below
                start, end = text.below(match.start("v"))
                said = f"{said} {text.text[start:end]}"
            if value := _value(field, said):
                yield Read(field.fact, value.value, value.sure, match.start("v"), max(end, match.start("v") + 1))
                return


def _value(field: Field, said: str) -> values.Value | None:
    if field.value is not None:
        return values.Value(field.value)
    if REDACTED.search(said):
        return None
    if field.means:
        means = [meaning for meaning, words in field.means.items() if re.search(words, said, FLAGS)]
        return values.Value(means[0]) if means else None
    if field.part == "last":
        said = said.rpartition(",")[2] or said
    return values.READERS[field.type](said)


def _boxes(field: Field, text: Text) -> Iterator[Read]:
    meanings = {str(meaning): meaning for meaning in field.boxes}
    for mark in marked(text, {str(meaning): label for meaning, label in field.boxes.items()}, field.after, field.signs, apart=field.apart):
        if mark.means == "":
            continue
        agrees = [meaning for meaning, words in field.agrees.items() if re.search(words, text.text, FLAGS)]
        sure = mark.sure if not agrees or mark.means in agrees else 0.5 * mark.sure
        yield Read(field.fact, meanings[mark.means], sure, mark.start, mark.end)


def _claim(read: Read, field: Field, text: Text) -> Claim:
    if read.cell:
        words, page = read.cell.words, text.pages[read.cell.page].page
        said = f"{read.cell.caption}: {read.cell.text}"
    else:
        placed = text.within(read.start, read.end)
        words, page = [one.word for one in placed if one.page == placed[0].page], text.page_at(read.start)
        said = text.line_at(read.start, read.end)
    box = (
        (min(w.left for w in words), min(w.top for w in words), max(w.right for w in words), max(w.bottom for w in words))
        if words
        else None
    )
    return Claim(
        read.fact,
        read.value.isoformat() if hasattr(read.value, "isoformat") else read.value,
        page,
        said[:MOST_WORDS],
        _confidence(read, field, text, sure_of(words) if not field.boxes else min(max(sure_of(words), 0.8), 0.95)),
        field.alleged,
        read.item,
        tuple(round(side, 1) for side in box) if box else None,  # type: ignore[arg-type]
    )


def _confidence(read: Read, field: Field, text: Text, recognised: float) -> float:
    """How sure a value is: its reading, its letters, and for numbers, dates and charges whether the paper says it a second time."""
    sure = PLAIN * read.sure * min(recognised, 1.0)
    if text.recognised:
        critical = field.type in CRITICAL or DATES.search(read.fact) is not None
        sure = min(sure, CONFIRMED if not critical or _twice(read.value, field, text) else UNCONFIRMED)
    return round(max(sure, 0.05), 2)


def _twice(value: object, field: Field, text: Text) -> bool:
    """Whether a number or a date stands in the paper more than once: what is recognised alike twice is seldom wrong twice."""
    if field.type == "a-number":
        return sum(found is not None and found.value == value for found in map(values.a_number, _numbers(text))) > 1
    if field.type == "charges" or not hasattr(value, "isoformat"):
        return False
    dates = [match[0] for pattern in (values.NUMERIC, values.WRITTEN) for match in pattern.finditer(text.text)]
    return sum(found is not None and found.value == value and found.sure == 1.0 for found in map(values.date, dates)) > 1


def _numbers(text: Text) -> list[str]:
    return [match[0] for line in text.text.splitlines() for match in values.A_NUMBER.finditer(line)]


def _one_number(made: list[Claim], text: Text) -> list[Claim]:
    """Where a paper carries two A-numbers, neither is taken for sure: one may be a relative's."""
    own = [claim for claim in made if claim.fact == "person.a_number"]
    others = {found.value for said in _numbers(text) if re.match(r"[aA]", said) and (found := values.a_number(said))}
    if own and others - {own[0].value}:
        return [msgspec.structs.replace(claim, confidence=min(claim.confidence, 0.7)) if claim in own else claim for claim in made]
    return made
