"""What does a sheet of an Excel workbook hold? The values as they were last stored; formulas, links and macros are never run.

ECMA-376 part 1: 18.3 (sheets), 18.4 (shared strings), 18.8 (styles), 18.17.4 (days as numbers). The parts are read as a stream within one
allowance of bytes, so that no packed file can exhaust the memory; a part that defines entities is refused.
"""

import datetime as dt
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from forbear.interchange.sheet import (
    BASE_1900,
    BASE_1904,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Merged,
    Sheet,
    Unread,
    Value,
    blank,
    day_of,
    letter,
    refuse,
)
from forbear.problem import BadInput

MOST_UNPACKED = 200_000_000  # bytes over all parts that are read
MOST_SHEETS, MOST_STYLES = 255, 65_536
CHUNK = 65_536
DATE_FORMATS = frozenset([14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)])
TIME_FORMATS = frozenset([18, 19, 20, 21, 45, 46, 47])
QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # of a number format: what it prints as it stands, colours, conditions
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class _Refused(Exception):
    """A part that no spreadsheet program writes."""


class _TooMuch(Exception):
    """More than any table holds."""


def read_sheet(content: bytes, name: str, wanted: str | None) -> Sheet:
    """The cells of one sheet: the one asked for, or the only one that holds a table. Raises BadInput."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            files = {item.filename for item in packed.infolist()}
            if any(file.lower().endswith("vbaproject.bin") for file in files):
                refuse(name, "holds macros, which nothing here runs; save it as .xlsx without macros")
            if "xl/workbook.xml" not in files:
                refuse(name, "is a packed file but no Excel workbook; save the table as .xlsx or .csv")
            return _Workbook(packed, name).sheet(wanted)
    except (BadInput, MemoryError):
        raise
    except _Refused:
        refuse(name, "holds definitions that no workbook needs; save it again from Excel")
    except _TooMuch:
        refuse(name, f"unpacks to more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells can hold; split it, or leave columns out")
    except Exception:  # zipfile, zlib and expat fail in more ways than they tell of; none of them may leave as a traceback
        refuse(name, "is damaged and cannot be unpacked; save it again from Excel")


Event = tuple[str, str, Mapping[str, str]]


class _Workbook:
    def __init__(self, packed: zipfile.ZipFile, name: str) -> None:
        self.packed = packed
        self.name = name
        self.left = MOST_UNPACKED
        self.files = set(packed.namelist())
        self.base = BASE_1900
        self.sheets: list[tuple[str, str, bool]] = []  # name, part, hidden
        relations = self._relations()
        for kind, tag, found in self.events("xl/workbook.xml"):
            if kind == "start" and tag == "workbookPr" and found.get("date1904", "0") in ("1", "true"):
                self.base = BASE_1904
            elif kind == "start" and tag == "sheet" and relations.get(found.get("id", "")) in self.files:
                _within(self.sheets, MOST_SHEETS)
                self.sheets.append((found.get("name", ""), relations[found["id"]], found.get("state", "visible") != "visible"))
        self.strings = self._strings()
        self.formats = self._formats()

    def events(self, part: str) -> Iterator[Event]:
        """The elements and texts of a part as they come. Names are local; attributes lose their namespaces."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        found: list[Event] = []

        def refused(*_: object) -> None:
            raise _Refused

        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refused
        parser.StartElementHandler = lambda tag, given: found.append(
            ("start", tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in given.items()})
        )
        parser.EndElementHandler = lambda tag: found.append(("end", tag.rpartition(" ")[2], {}))
        parser.CharacterDataHandler = lambda text: found.append(("text", text, {}))
        with self.packed.open(part) as stream:
            while chunk := stream.read(CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise _TooMuch
                parser.Parse(chunk, False)
                yield from found
                found.clear()
        parser.Parse(b"", True)
        yield from found

    def _relations(self) -> dict[str, str]:
        part = "xl/_rels/workbook.xml.rels"
        events = self.events(part) if part in self.files else iter(())
        return {
            given["Id"]: posixpath.normpath(posixpath.join("/xl", given.get("Target", ""))).lstrip("/")
            for kind, tag, given in events
            if kind == "start" and tag == "Relationship" and "Id" in given and given.get("TargetMode") != "External"
        }

    def _strings(self) -> list[str]:
        part = "xl/sharedStrings.xml"
        found: list[str] = []
        if part not in self.files:
            return found
        words: list[str] = []
        inside, sounds = False, 0  # within <t>; within <rPh>, which says how East Asian words are pronounced
        for kind, tag, _ in self.events(part):
            if kind == "text":
                if inside and not sounds:
                    words.append(tag)
            elif tag == "t":
                inside = kind == "start"
            elif tag == "rPh":
                sounds += 1 if kind == "start" else -1
            elif tag == "si" and kind == "end":
                _within(found, MOST_CELLS)
                found.append(_unescaped("".join(words)))
                words.clear()
        return found

    def _formats(self) -> list[str]:
        """For each cell style: `date`, `time`, zeros to fill a number up to, or nothing."""
        part = "xl/styles.xml"
        if part not in self.files:
            return []
        own: dict[int, str] = {}
        found: list[str] = []
        within = False
        for kind, tag, given in self.events(part):
            if tag == "cellXfs":
                within = kind == "start"
            elif kind == "start" and tag == "numFmt":
                own[int(given["numFmtId"])] = given.get("formatCode", "")
            elif kind == "start" and tag == "xf" and within:
                number = int(given.get("numFmtId", "0"))
                _within(found, MOST_STYLES)
                found.append(_format(number, own.get(number)))
        return found

    def sheet(self, wanted: str | None) -> Sheet:
        """The sheet asked for, or the only one that is shown and holds a table."""
        shown = [item for item in self.sheets if not item[2]]
        names = ", ".join(repr(item[0]) for item in shown)
        if wanted is not None:
            named = [item for item in self.sheets if item[0].casefold() == wanted.casefold()]
            if not named:
                refuse(self.name, f"has no sheet {wanted!r}; it has {names or 'none'}")
            return self._cells(named[0][1], [])
        hidden = len(self.sheets) - len(shown)
        notes = [f"{hidden} hidden {'sheet was' if hidden == 1 else 'sheets were'} not read"] if hidden else []
        found = [(item[0], self._cells(item[1], [])) for item in shown]
        tables = [item for item in found if len(item[1].grid) > 1] or [item for item in found if item[1].grid]
        if len(tables) > 1:
            refuse(self.name, f"has several sheets with tables: {', '.join(repr(item[0]) for item in tables)}; say which (--sheet NAME)")
        if not tables:
            refuse(self.name, "holds no cells in a sheet that is shown")
        if len(shown) > 1:
            notes.append(f"read from the sheet {tables[0][0]!r}; the others hold no table")
        only = tables[0][1]
        return Sheet(only.grid, only.merged, (*notes, *only.notes), only.serial_base)

    def _cells(self, part: str, notes: list[str]) -> Sheet:
        reader = _Cells(self)
        for event in self.events(part):
            reader.take(event)
        if reader.formulas:
            columns = ", ".join(letter(column) for column in sorted(reader.formulas))
            notes.append(f"formulas in column {columns}: none was computed, what Excel last stored for them is read")
        if reader.hidden:
            notes.append(f"rows that Excel hides are read too ({reader.hidden})")
        if reader.timed:
            notes.append(f"beside some dates a time of day stands ({reader.timed}); the day is taken, the time is not")
        grid = []
        for number in sorted(reader.rows):
            cells = reader.rows[number]
            grid.append((number, [cells.get(column, "") for column in range(max(cells) + 1)]))
        return Sheet(grid, tuple(reader.merged), tuple(notes), self.base)


@dataclass(slots=True)
class _Cells:
    """Puts cells together out of the events of a sheet."""

    book: _Workbook
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    row: int = 0
    column: int = -1
    kind: str = "n"
    style: int = 0
    within: str = ""
    raw: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    formula: bool = False
    sounds: int = 0
    count: int = 0
    formulas: set[int] = field(default_factory=set)
    hidden: int = 0
    timed: int = 0

    def take(self, event: Event) -> None:
        """One event."""
        kind, tag, given = event
        if kind == "text":
            if self.within == "v":
                self.raw.append(tag)
            elif self.within == "t" and not self.sounds:
                self.inline.append(tag)
        elif kind == "end":
            self.within = ""
            if tag == "c":
                self._put()
            elif tag == "rPh":
                self.sounds -= 1
        elif tag == "row":
            self.row = int(given["r"]) if "r" in given else self.row + 1
            self.column = -1
            self.hidden += given.get("hidden") in ("1", "true")
        elif tag == "c":
            self.column = _place(given["r"])[1] if "r" in given else self.column + 1
            self.kind, self.style = given.get("t", "n"), int(given.get("s", "0"))
            self.raw, self.inline, self.formula = [], [], False
        elif tag == "f":
            self.formula = True
        elif tag == "rPh":
            self.sounds += 1
        elif tag == "mergeCell":
            first, _, last = given.get("ref", "").partition(":")
            if last:
                _within(self.merged, MOST_ROWS)
                (top, left), (bottom, right) = _place(first), _place(last)
                self.merged.append((top, bottom, left, right))
        self.within = tag if kind == "start" else self.within

    def _put(self) -> None:
        value = self._value("".join(self.raw), "".join(self.inline))
        if self.formula:
            self.formulas.add(self.column)
        if blank(value):
            return
        self.count += 1
        if self.column >= MOST_COLUMNS:
            refuse(self.book.name, f"holds cells in column {letter(self.column)}; leave some out, {MOST_COLUMNS} columns are the most")
        if self.count > MOST_CELLS or len(self.rows) > MOST_ROWS + 10:
            raise _TooMuch
        self.rows.setdefault(self.row, {})[self.column] = value

    def _value(self, raw: str, inline: str) -> Value:
        if self.formula and not raw:
            return Unread("is a formula whose value Excel did not store; put the value itself into the cell")
        if self.kind == "s":
            index = int(raw) if raw else -1
            return self.book.strings[index] if 0 <= index < len(self.book.strings) else ""
        if self.kind == "inlineStr":
            return _unescaped(inline)
        if self.kind == "str":
            return _unescaped(raw)
        if self.kind == "b":
            return raw.strip() == "1" if raw.strip() else ""
        if self.kind == "e":
            return Unread(f"is an error of the spreadsheet ({raw.strip()[:20]}); put the value itself into the cell")
        if self.kind == "d":
            return self._day(raw)
        return self._number(raw.strip())

    def _day(self, raw: str) -> Value:
        day, _, time = raw.strip().partition("T")
        self.timed += bool(time.strip("0:.Z"))
        return dt.date.fromisoformat(day)

    def _number(self, raw: str) -> Value:
        formats = self.book.formats
        style = formats[self.style] if self.style < len(formats) else ""
        if not raw:
            return ""
        number = float(raw)
        if style == "date":
            self.timed += number % 1 != 0
            return day_of(int(number), self.book.base) or Unread(f"holds the day number {int(number)}, which is no date; write the date")
        if style == "time":
            return Unread("holds a time of day, not a text; format the cell as text")
        text = str(int(number)) if number.is_integer() and abs(number) < 1e15 else raw
        return text.zfill(len(style)) if style else text


def _within(found: Sized, most: int) -> None:
    if len(found) >= most:
        raise _TooMuch


def _format(number: int, code: str | None) -> str:
    if code is None:
        return "date" if number in DATE_FORMATS else "time" if number in TIME_FORMATS else ""
    if re.fullmatch("0{2,}", code):
        return code
    plain = QUIET.sub("", code.split(";")[0]).lower().replace("general", "")
    return "date" if re.search("[yd]", plain) else "time" if re.search("[hs]", plain) or re.search(r"\[[hms]+\]", code.lower()) else ""


def _place(reference: str) -> tuple[int, int]:
    """`C7` as row 7 and column 2."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", reference.upper())
    if found is None:
        raise ValueError(reference)
    column = 0
    for sign in found[1]:
        column = column * 26 + ord(sign) - ord("A") + 1
    return int(found[2]), column - 1


def _unescaped(text: str) -> str:
    return ESCAPED.sub(_sign, text).replace("\r\n", "\n").replace("\r", "\n")


def _sign(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
