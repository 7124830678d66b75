"""What do stretches say that hold more than one fact: allegations, entries, relief decided, counts of a criminal case?"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from forbear.interchange.papers import values
from forbear.interchange.papers.cells import Cell
from forbear.interchange.papers.kinds import Field
from forbear.interchange.papers.layout import Text


class Read(NamedTuple):
    """A fact read from a stretch of the text, or from a cell. `item` tells the items of a list apart."""

    fact: str
    value: object
    sure: float = 1.0
    start: int = -1
    end: int = -1
    cell: Cell | None = None
    item: str = ""


ENTRY = re.compile(
    r"\b(?:arrived\s+in|entered|were\s+admitted\s+to|were\s+paroled\s+into|admission\s+to)\s+the\s+united\s+states\s+(?:at\s+(?:or\s+near\s+)?"
    r"(?:the\s+)?(?P<place>.+?)(?:\s+port\s+of\s+entry)?\s*,?\s+)?on\s+(?:or\s+about\s+)?(?P<date>[^;.]{6,30}?)(?=\s*[;.:]|\s+(?:as|with|in)\s|$)",
    re.I | re.S,
)
NUMBERED = re.compile(r"(?:^|\n)\s*[\[(]?(\d{1,2}|[lI])\s*[.,:)]\s+")
UNINSPECTED = re.compile(r"not\s+then\s+admitted\s+or\s+paroled|without\s+(?:being\s+)?(?:admitted|inspect)", re.I)
RELIEF = {
    "asylum": r"asylum",
    "withholding": r"withholding\s+of\s+removal",
    "cat": r"protection\s+under\s+the\s+convention|convention\s+against\s+torture",
    "cancellation-nonlpr": r"cancellation\s+of\s+removal\s+under[^.;]{0,30}240A\s*\(\s*b|cancellation[^.;]{0,40}non-?\s*permanent",
    "cancellation-lpr": r"cancellation\s+of\s+removal\s+under[^.;]{0,30}240A\s*\(\s*a|cancellation[^.;]{0,40}\blawful\s+permanent",
    "adjustment": r"adjustment\s+of\s+status",
}
DECIDED = re.compile(r"appl[il1]cation\s+for\s.{5,200}?\b(granted|den[il1]ed|withdrawn|pretermitted)\b", re.I | re.S)
RESULTS = {"approved": "grant", "denied": "den[il1]|pretermit", "withdrawn": "withdr"}
ENDS = {
    "convicted": r"guilty\s+plea|plead(?:ed)?\s+guilty|found\s+guilty|^guilty|convict",
    "acquitted": r"not\s+guilty|acquit",
    "dismissed": r"^dismissed",
    "not-prosecuted": r"nolle|not\s+prosecuted|no\s+papered",
    "deferred": r"deferred|adjudication\s+withheld|continued\s+without\s+a\s+finding|\bcwof\b",
    "pending": r"pending",
}  # a dismissal after a plea may still be a conviction (INA 101(a)(48)(A)): the words beside it decide, and counsel
PARTS = {"Charge": "charge", "Statute": "statute", "Level": "level", "Disposition": "end", "Sentence": "sentence"}
COUNT = re.compile(
    r"count\s*(\d{1,2})\s*[:;.]\s*(?P<charge>.+?)\s+statute\s*[:;.]?\s*(?P<statute>\S+)\s+level\s*[:;.]?\s*(?P<level>\w+)\s+"
    r"disposition\s*[:;.]?\s*(?P<end>.+?)\s+sentence\s*[:;.]?\s*(?P<sentence>[^\n]+(?:\n(?!count|I\s+certify)[^\n]{1,30})?)",
    re.I | re.S,
)
LEVELS = {"felony": "felony", "misdemeanor": "misdem", "infraction": "infraction|petty|violation"}


def allegations(field: Field, text: Text, found: re.Match[str], _: Sequence[Cell]) -> Iterator[Read]:
    """The numbered allegations, each on one line."""
    said = text.text[found.start("v") : found.end("v")]
    parts = [part for part in NUMBERED.split("\n" + said)[2::2] if values.plain(part)]
    numbers = NUMBERED.findall("\n" + said)
    if parts:
        counted = all(number in (str(place), "l", "I") for place, number in enumerate(numbers, 1))
        yield Read(field.fact, [values.plain(part) for part in parts], 1.0 if counted else 0.7, found.start("v"), found.end("v"))


def alleged_entry(field: Field, text: Text, found: re.Match[str], _: Sequence[Cell]) -> Iterator[Read]:
    """The one entry that is alleged; where several are, none is taken, for a person chooses."""
    begin, said = found.start("v"), text.text[found.start("v") : found.end("v")]
    entries = list(ENTRY.finditer(said))
    several = 0.5 if len(entries) > 1 else 1.0
    for number, entry in enumerate(entries, 1):
        item = str(number) if len(entries) > 1 else ""
        at, end = begin + entry.start(), begin + entry.end()
        if day := values.date(entry["date"]):
            yield Read("entry[].date", day.value, day.sure * several, begin + entry.start("date"), begin + entry.end("date"), item=item)
        if entry["place"] and (place := values.place(entry["place"])) and not re.search("unknown", entry["place"], re.I):
            yield Read(
                "entry[].place", place.value, place.sure * several, begin + entry.start("place"), begin + entry.end("place"), item=item
            )
        if manner := _manner(entry[0], said):
            yield Read("entry[].manner", manner, several, at, end, item=item)
    if not entries and (without := UNINSPECTED.search(said)):
        yield Read("entry[].manner", "without-inspection", 1.0, begin + without.start(), begin + without.end())


def _manner(entry: str, said: str) -> str:
    if re.match(r"were\s+admitted", entry, re.I):
        return "admitted"
    if re.match(r"were\s+paroled", entry, re.I):
        return "paroled"
    return "without-inspection" if UNINSPECTED.search(said) else ""


def time_and_place(field: Field, _: Text, found: re.Match[str], __: Sequence[Cell]) -> Iterator[Read]:
    """Whether the notice says when to appear, and when: a notice without it is defective (INA 239(a)(1)(G))."""
    day, hour = values.date(found["v"]), values.clock(found["v"])
    where = (found.start("v"), found.end("v"))
    if day and hour:
        yield Read(field.fact, True, min(day.sure, hour.sure), *where)
        yield Read("proceedings.next_hearing.date", day.value, day.sure, *where)
        yield Read("proceedings.next_hearing.time", hour.value, hour.sure, *where)
    elif re.search(r"\bto\s+be\b|\btbd\b|\bset\b|determined", found["v"], re.I):
        yield Read(field.fact, False, 1.0, *where)


def name_in_cells(field: Field, _: Text, __: re.Match[str] | None, cells: Sequence[Cell]) -> Iterator[Read]:
    """A name whose parts stand in cells of their own: family name, first, middle."""
    parts = [next((cell for cell in cells if cell.caption == caption), None) for caption in field.cells]
    family, *given = [cell.text if cell else "" for cell in parts]
    if parts[0] and (name := values.name(f"{family}, {' '.join(filter(None, given))}")):
        yield Read(field.fact, name.value, name.sure, cell=parts[0]._replace(words=[word for cell in parts if cell for word in cell.words]))


def name_after_number(field: Field, _: Text, __: re.Match[str] | None, cells: Sequence[Cell]) -> Iterator[Read]:
    """The name that follows an A-number in one cell."""
    for cell in cells:
        after = re.sub(r"^.*\d\s+", "", cell.text) if cell.caption == field.under else ""
        if name := values.name(after):
            yield Read(field.fact, name.value, name.sure, cell=cell)


def last_entry(field: Field, _: Text, __: re.Match[str] | None, cells: Sequence[Cell]) -> Iterator[Read]:
    """Date and manner of the last entry. The three letters between are a station, not a city, and stay with the words."""
    for cell in cells:
        if cell.caption != field.under:
            continue
        day = None if re.match(r"unknown", cell.text, re.I) else values.date(cell.text)
        if day:
            yield Read("entry[].date", day.value, day.sure, cell=cell)
        if re.search(r"\bWI\b|without\s+inspection", cell.text, re.I):
            yield Read("entry[].manner", "without-inspection", 1.0, cell=cell)


def relief_decided(_: Field, text: Text, found: re.Match[str], __: Sequence[Cell]) -> Iterator[Read]:
    """Each application and its end, by the sentence that names both."""
    said, begin = text.text, found.start("v")
    for sentence in DECIDED.finditer(said[begin:]):
        kind = next((kind for kind, words in RELIEF.items() if re.match(rf"appl[il1]cation\s+for\s+(?:{words})", sentence[0], re.I)), None)
        end = next((end for end, words in RESULTS.items() if re.search(words, sentence[1], re.I)), None)
        if kind and end:
            where = (begin + sentence.start(), begin + sentence.end())
            yield Read("relief[].kind", kind, 1.0, *where, item=kind)
            yield Read("relief[].status", end, 1.0, *where, item=kind)


def outcome(field: Field, text: Text, found: re.Match[str], _: Sequence[Cell]) -> Iterator[Read]:
    """How the judge decided. An order of removal in the alternative to voluntary departure is not yet one."""
    said = found["v"]
    if re.search(r"granted\s+(?:\w+\s+)?voluntary\s+departure", said, re.I):
        value = "voluntary-departure"
    elif re.search(r"(?<!not )\bordered\s+(?:removed|deported)", said, re.I):
        value = "removal-ordered"
    elif re.search(r"proceedings\s+(?:are\s+|be\s+)?(?:hereby\s+)?terminated", said, re.I):
        value = "terminated"
    elif any(read.value == "approved" for read in relief_decided(field, text, _all(text), ())):
        value = "relief-granted"
    else:
        return
    yield Read(field.fact, value, 1.0, found.start("v"), found.end("v"))


def _all(text: Text) -> re.Match[str]:
    found = re.match(r"(?P<v>.*)", text.text, re.S)
    assert found
    return found


def counts(_: Field, text: Text, __: re.Match[str] | None, cells: Sequence[Cell]) -> Iterator[Read]:
    """Each count of a criminal case: charge, statute, level, end and sentence, from a table's cells or from lines."""
    days = {
        fact: re.search(rf"{label}\s+date\s*[:;.]?\s*(?P<v>[^\n\t]{{8,24}})", text.text, re.I)
        for fact, label in {"criminal[].arrest_date": "arrest", "criminal[].disposition_date": "disposition"}.items()
    }
    listed = list(_lines_of_counts(text)) or list(_rows_of_counts(cells))
    for item, reads in listed:
        yield from (read._replace(item=item) for read in reads)
        for fact, match in days.items():
            if match and (day := values.date(match["v"])):
                yield Read(fact, day.value, day.sure, match.start("v"), match.end("v"), item=item)


def _lines_of_counts(text: Text) -> Iterator[tuple[str, list[Read]]]:
    for match in COUNT.finditer(text.text):
        yield (
            match[1],
            [
                read._replace(start=match.start(part), end=match.end(part))
                for part in PARTS.values()
                for read in _of_count(part, match[part])
            ],
        )


def _rows_of_counts(cells: Sequence[Cell]) -> Iterator[tuple[str, list[Read]]]:
    rows: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        rows.setdefault((cell.page, round(cell.top / 8)), []).append(cell)
    for number, row in enumerate((row for row in rows.values() if any(cell.caption == "Charge" for cell in row)), 1):
        known = [cell for cell in row if cell.caption in PARTS]
        yield str(number), [read._replace(cell=cell) for cell in known for read in _of_count(PARTS[cell.caption], cell.text)]


def _of_count(part: str, said: str) -> Iterator[Read]:
    said = values.plain(said)
    if part == "charge" and (charge := values.sentence(said)):
        yield Read("criminal[].charge", charge.value)
    elif part == "statute" and re.search(r"\d", said):
        yield Read("criminal[].statute", said)
    elif part == "level":
        yield from (Read("criminal[].level", level) for level, words in LEVELS.items() if re.search(words, said, re.I))
    elif part == "end":
        ends = [end for end, words in ENDS.items() if re.search(words, said, re.I)]
        ends = ["acquitted"] if "acquitted" in ends else ends
        if ends:
            yield Read("criminal[].disposition", ends[0], 1.0 if len(ends) == 1 else 0.5)
    elif part == "sentence" and (length := re.search(r"(\d{1,4})\s*(day|month|year)", said, re.I)):
        yield from [Read("criminal[].sentence_days", int(length[1]))] if length[2].lower() == "day" else [Read("criminal[].sentence", said)]


READERS: dict[str, Callable[..., Iterator[Read]]] = {
    reader.__name__: reader
    for reader in (
        allegations,
        alleged_entry,
        time_and_place,
        name_in_cells,
        name_after_number,
        last_entry,
        relief_decided,
        outcome,
        counts,
    )
}
