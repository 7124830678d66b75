"""What do stretches say that hold more than one fact: allegations, entries, relief decided, counts of a criminal case?"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from forbear.interchange.papers import values
from forbear.interchange.papers.cells import Cell
from forbear.interchange.papers.kinds import Field
from forbear.interchange.papers.layout import Text
from forbear.packet.word import Word


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
CONTINUED = re.compile(r"alleges\s+that\s+you\s*[:;.]?\s*(.+?)(?:on\s+the\s+basis\s+of|form\s+i-?\s*831|signature|\f)", re.I | re.S)
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
    "convicted": r"guilty\s+plea|ple(?:a|d|ad|aded)\W{1,3}guilty|found\s+guilty|^guilty|convict",
    "acquitted": r"not\s+guilty|acquit",
    "dismissed": r"^dismissed",
    "not-prosecuted": r"nolle|not\s+prosecuted|no\s+papered",
    "deferred": r"deferred|adjudication\s+withheld|continued\s+without\s+a\s+finding|\bcwof\b",
    "pending": r"pending",
}  # a dismissal after a plea may still be a conviction (INA 101(a)(48)(A)): the words beside it decide, and counsel
PARTS = {"Charge": "charge", "Statute": "statute", "Level": "level", "Disposition": "end", "Sentence": "sentence"}
COUNT = re.compile(r"(?:^|\n|\t)\s*count\s*#?\s*(\d{1,2})\s*[:;.)\-–]\s*", re.I)
CLOSES = re.compile(r"\b(?:I\s+(?:hereby\s+)?certify|a?\s*true\s+copy|attest)\b", re.I)
LABEL = re.compile(
    r"(?:\s|[;,])(?:(?P<statute>statute|section|c\.r\.s\.)|(?P<level>level|class|degree)|(?P<plea>plea)|(?P<end>disposition|finding|verdict)|(?P<sentence>sentence))"
    r"\s*[:;]\s*",
    re.I,
)
TABLE_GAP = 30.0  # points between two rows of a table
LEVELS = {"felony": "felony", "misdemeanor": "misdem", "infraction": "infraction|petty|violation"}


def _alleged(text: Text, found: re.Match[str]) -> str:
    """Everything that is alleged: the list of the first page, and what continuation pages add to it."""
    more = [match[1] for match in CONTINUED.finditer(text.text, found.end())]
    return re.sub(r"see\s+continuation\s+page[^\n]*", "", "\n".join([found["v"], *more]), flags=re.I)


def allegations(field: Field, text: Text, found: re.Match[str], _: Sequence[Cell]) -> Iterator[Read]:
    """The numbered allegations, each on one line, those on continuation pages too."""
    said = _alleged(text, found)
    parts = [part for part in NUMBERED.split("\n" + said)[2::2] if values.plain(part)]
    numbers = NUMBERED.findall("\n" + said)
    if parts:
        counted = all(number in (str(place), "l", "I") for place, number in enumerate(numbers, 1))
        yield Read(field.fact, [values.plain(part) for part in parts], 1.0 if counted else 0.7, found.start("v"), found.end("v"))


def alleged_entry(field: Field, text: Text, found: re.Match[str], _: Sequence[Cell]) -> Iterator[Read]:
    """The one entry that is alleged; where several are, none is taken, for a person chooses."""
    entries = [
        entry
        for entry in ENTRY.finditer(text.text, found.start("v"))
        if entry.start() < found.end("v") or CONTINUED.search(text.text, found.end(), entry.end() + 400)
    ]
    said = _alleged(text, found)
    several = 0.5 if len(entries) > 1 else 1.0
    for number, entry in enumerate(entries, 1):
        item = str(number) if len(entries) > 1 else ""
        if day := values.date(entry["date"]):
            yield Read("entry[].date", day.value, day.sure * several, *entry.span("date"), item=item)
        if entry["place"] and (place := values.place(entry["place"])) and not re.search("unknown", entry["place"], re.I):
            yield Read("entry[].place", place.value, place.sure * several, *entry.span("place"), item=item)
        if manner := _manner(entry[0], said):
            yield Read("entry[].manner", manner, several, *entry.span(), item=item)
    if not entries and UNINSPECTED.search(said) and (without := UNINSPECTED.search(text.text, found.start("v"))):
        yield Read("entry[].manner", "without-inspection", 1.0, *without.span())


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
    words = [word for cell in parts if cell for word in cell.words]
    whole = " ".join(word.text for word in words)  # where one cell holds the whole name, the family name ends with a comma
    if parts[0] and (name := values.name(whole if "," in whole else f"{family}, {' '.join(filter(None, given))}")):
        yield Read(field.fact, name.value, name.sure, cell=parts[0]._replace(words=words))


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
    listed = list(_rows_of_counts(text, cells)) or list(_lines_of_counts(text))
    for item, reads in listed:
        yield from (read._replace(item=item) for read in reads)
        for fact, match in days.items():
            if match and (day := values.date(match["v"])):
                yield Read(fact, day.value, day.sure, match.start("v"), match.end("v"), item=item)


def _lines_of_counts(text: Text) -> Iterator[tuple[str, list[Read]]]:
    """Counts in running text: from one "Count 1:" to the next, each part behind its label."""
    heads = list(COUNT.finditer(text.text))
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        end = after.start() if after else len(text.text)
        closes = CLOSES.search(text.text, head.end(), end)
        labels = list(LABEL.finditer(text.text, head.end(), closes.start() if closes else end))
        stops = [*(label.start() for label in labels), closes.start() if closes else end]
        begins = [("charge", head.end()), *((label.lastgroup or "", label.end()) for label in labels)]
        reads = [
            read._replace(start=start, end=stop)
            for (part, start), stop in zip(begins, stops, strict=True)
            for read in _of_count(part, text.text[start:stop].strip(" \n\t;,.-"))
        ]
        if reads:
            yield head[1], reads


def _rows_of_counts(text: Text, cells: Sequence[Cell]) -> Iterator[tuple[str, list[Read]]]:
    """Counts in a table: below one row of captions as many rows as there are, each begun by its number or its charge and statute."""
    heads: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        heads.setdefault((cell.page, round(cell.top / 8)), []).append(cell)
    tables = sorted((key, row) for key, row in heads.items() if {"Charge", "Disposition"} <= {cell.caption for cell in row})
    counted = 0
    for (page, _), captions in tables:
        columns = sorted(captions, key=lambda cell: cell.left)
        top = max(cell.top for cell in columns)
        below = min((key_row[0].top for key, key_row in tables if key[0] == page and key_row[0].top > top + 8), default=1e9)
        rows: list[dict[str, list[Word]]] = []
        floor = top
        for line in text.lines[page]:
            if (
                not top + 4 < line.top < below - 2
                or line.words[0].top - floor > TABLE_GAP
                or (rows and CLOSES.match(line.words[0].text + " " + " ".join(w.text for w in line.words[1:4])))
            ):
                continue
            filled: dict[str, list[Word]] = {}
            for word in line.words:
                column = [cell.caption for cell in columns if cell.left <= word.left + 4]
                filled.setdefault(column[-1] if column else columns[0].caption, []).append(word)
            if sum(filled[one][0].text == one for one in filled) > 1:  # the captions once more
                continue
            if "Count" in filled or (len(filled) > 2 and "Charge" in filled):
                rows.append(filled)
            elif rows:
                for caption, words in filled.items():
                    rows[-1].setdefault(caption, []).extend(words)
            else:
                continue
            floor = line.bottom
        for row in rows:
            counted += 1
            reads = []
            for caption, words in row.items():
                cell = Cell(caption, page, words[0].left, words[0].top, words)
                reads += [read._replace(cell=cell) for read in _of_count(PARTS.get(caption, ""), cell.text)]
            yield str(counted), reads


def _of_count(part: str, said: str) -> Iterator[Read]:
    said = values.plain(said)
    if part == "charge" and (charge := values.sentence(said)):
        yield Read("criminal[].charge", charge.value)
    elif part == "statute" and re.search(r"\d", said):
        yield Read("criminal[].statute", re.sub(r"\s+(?:felony|misdemean\w*|infraction)\b.*", "", said, flags=re.I))
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
