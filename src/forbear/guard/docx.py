"""What does a Word file say? Every story of it: body, headers, footers, notes, comments, text boxes, charts; what else it carries is named.

The parts are read as a stream, so neither their size nor their depth can exhaust the memory; a part that defines entities is refused.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

from forbear.guard.document import INVISIBLE, MOST_BYTES, Document, Part, Unread, bad, check_size
from forbear.guard.sentences import sentences
from forbear.problem import BadInput

CHUNK = 1_000_000  # bytes
SHORT_CELL = 80  # characters: a cell of a form, which says something only with the cell beside it
WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
DRAWING = ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main")
MATH = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CHART = ("http://schemas.openxmlformats.org/drawingml/2006/chart", "http://purl.oclc.org/ooxml/drawingml/chart")
TRACKED = "before a tracked change"
DEEPEST = 400  # elements in one another; tables in tables in text boxes come to less than a hundred
STORIES = {  # a part's outermost element -> where its words stand
    "document": "",
    "hdr": "header",
    "ftr": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "chartSpace": "chart",
    "dataModel": "diagram",
}
IMAGES = frozenset({".bmp", ".emf", ".emz", ".gif", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp", ".wmf", ".wmz"})
KNOWN = IMAGES | frozenset({".xml", ".rels", ".odttf", ".ttf", ".psmdcp"})
SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
QUOTED = re.compile(r'"([^"]*)"')  # in a field's instruction


@dataclass(slots=True)
class _Paragraph:
    number: int | None
    where: str
    now: list[str] = field(default_factory=list)  # with tracked insertions, without tracked deletions
    before: list[str] = field(default_factory=list)
    instructed: list[str] = field(default_factory=list)  # by fields
    tabbed: bool = False  # a cell of a form whose row goes on

    def words(self) -> str:
        return _clean(self.now)


class _NoStory(Exception):
    """A part of the file that holds no words."""


class _TooMuch(Exception):
    """More text than any draft holds."""


class _Forbidden(Exception):
    """A part of the file that defines entities, as only an attack does."""


def docx_document(content: bytes, name: str) -> Document:
    """The words of a .docx file; tracked deletions, hidden words and alternative texts too, for they travel with it. Raises BadInput."""
    stories: list[_Story] = []
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            members = [item for item in packed.infolist() if not item.is_dir()]
            if any(item.filename.lower().endswith(("vbaproject.bin", "vbadata.xml")) for item in members):
                raise bad(name, "holds macros, which nothing here opens; save it as .docx without macros and run again")
            if any(item.flag_bits & 1 for item in members):
                raise bad(name, "is protected by a password; save a copy without one and run again")
            if any(item.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for item in members):
                raise bad(name, "is packed as Word packs no file; save it again from Word and run again")
            left = MOST_BYTES
            for item in members:
                if item.filename.lower().endswith(".xml"):
                    story = _Story()
                    left -= story.read(_chunks(packed, item, left))
                    stories.append(story)
    except (BadInput, MemoryError):
        raise
    except _Forbidden:
        raise bad(name, "holds definitions that no Word file needs; save it again from Word and run again") from None
    except _TooMuch:
        raise bad(name, "unpacks to more text than any draft holds; save it again, or hand in a PDF") from None
    except Exception:  # zipfile, zlib and expat fail in more ways than they tell of; none of them may leave as a traceback
        raise bad(name, "is damaged and cannot be unpacked; save it again from Word and run again") from None
    if not any(story.root == "document" for story in stories):
        raise bad(name, "is not a Word document; hand in a .txt, .md, .docx or .pdf file")
    stories.sort(key=lambda story: list(STORIES).index(story.root) if story.root else len(STORIES))
    files = [item.filename for item in members]
    inserted = sum(story.inserted_files for story in stories)
    return _joined((paragraph for story in stories for paragraph in story.paragraphs), _carried(files, inserted), name)


def _chunks(packed: zipfile.ZipFile, item: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    with packed.open(item) as part:
        while chunk := part.read(CHUNK):
            most -= len(chunk)
            if most < 0:
                raise _TooMuch
            yield chunk


def _carried(files: list[str], inserted: int) -> tuple[Unread, ...]:
    """What the file carries that is not words."""
    kinds = {file: PurePosixPath(file).suffix.lower() for file in files if not file.startswith("docProps/")}
    images = sum(kind in IMAGES for kind in kinds.values())
    others = [
        PurePosixPath(file).name for file, kind in kinds.items() if kind and kind not in KNOWN and "printersettings" not in file.lower()
    ]
    unread = []
    if images:
        unread.append(Unread("images", f"{images} image{'s' * (images > 1)} in the file: words that stand in an image are not read"))
    if others:
        names = ", ".join(others[:5]) + (f" and {len(others) - 5} more" if len(others) > 5 else "")
        unread.append(Unread("embedded files", f"what is embedded is not opened ({names}); check it on its own, or take it out"))
    if inserted and not others:
        unread.append(Unread("inserted files", "the file shows another file that it does not hold; check that one on its own"))
    return tuple(unread)


def _joined(paragraphs: Iterator[_Paragraph], unread: tuple[Unread, ...], name: str) -> Document:
    """The paragraphs as one text; a row of short cells is one line, because "Manner of entry" says nothing without the cell beside it."""
    pieces: list[str] = []
    parts: list[Part] = []
    length = 0

    def add(words: str, number: int | None, where: str, after: str = "\n\n") -> None:
        nonlocal length
        if words.strip():
            parts.append(Part(length, length + len(words), paragraph=number, where=where))
            pieces.append(words + after)
            length += len(pieces[-1])
            check_size(name, words, length)

    for paragraph in paragraphs:
        words, before = paragraph.words(), _clean(paragraph.before)
        add(words, paragraph.number, paragraph.where, "\t" if paragraph.tabbed else "\n\n")
        if before != words:
            add(
                " ".join(before[start:end] for start, end in sentences(before) if before[start:end] not in words), paragraph.number, TRACKED
            )
    return Document("".join(pieces), tuple(parts), unread)


def _clean(pieces: list[str]) -> str:
    return unicodedata.normalize("NFC", INVISIBLE.sub("", "".join(pieces)))


class _Story:
    """One part of the file, read element by element into paragraphs."""

    def __init__(self) -> None:
        self.root = ""
        self.paragraphs: list[_Paragraph] = []
        self.inserted_files = 0
        self._numbered = 0
        self._open: list[_Paragraph] = []
        self._words: list[list[str]] | None = None  # where characters go now
        self._deleted = self._inserted = 0  # how deep in tracked changes
        self._depth = 0
        self._cells: list[list[_Paragraph | None]] = []  # what stands in each open cell; None for a table in it
        self._rows: list[list[_Paragraph | None]] = []
        self._choices: list[
            tuple[int, _Paragraph | None, int]
        ] = []  # of alternate content: paragraphs before it, the one it is in, its words
        self._fallbacks: list[int] = []

    def read(self, chunks: Iterator[bytes]) -> int:
        """Reads the part and tells how many bytes that were."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse
        read = 0
        try:
            for chunk in chunks:
                read += len(chunk)
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except _NoStory:
            pass
        return read

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self._depth += 1
        if self._depth == 1:
            if tag not in STORIES or space not in (*WORD, *CHART, DIAGRAM):
                raise _NoStory
            self.root = tag
        if self._depth > DEEPEST:
            raise _Forbidden
        if space in WORD:
            self._start_word(tag, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        elif (tag == "p" and space in DRAWING) or (tag == "v" and space in CHART):
            self._begin()
            self._words = self._sides() if tag == "v" else None
        elif tag == "t" and space in (*DRAWING, *MATH):
            self._words = self._sides()
        elif tag == "AlternateContent":
            inside = self._open[-1] if self._open else None
            self._choices.append((len(self.paragraphs), inside, len(inside.now) if inside else 0))
        elif tag == "Fallback":
            self._fallbacks.append(len(self.paragraphs))
            self._begin()  # for words that stand in no paragraph of its own
        elif tag in ("docPr", "textpath", "shape"):
            number = self._open[-1].number if self._open else None
            self._aside([attributes.get(key, "") for key in ("title", "descr", "string", "alt")], number, "alternative text")

    def _start_word(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "p":
            self._begin()
        elif tag in ("t", "delText"):
            self._words = self._sides(deleted=tag == "delText")
        elif tag in SIGNS and not (tag == "tab" and attributes):  # with attributes it sets a stop of the ruler
            self._say(SIGNS[tag])
        elif tag == "sym":
            self._say(_sign(attributes.get("char", "")))
        elif tag in ("del", "moveFrom"):
            self._deleted += 1
        elif tag in ("ins", "moveTo"):
            self._inserted += 1
        elif tag in ("instrText", "delInstrText"):
            self._words = [self._open[-1].instructed] if self._open else []
        elif tag == "fldSimple" and self._open:
            self._open[-1].instructed.append(attributes.get("instr", "") + " ")
        elif tag in ("altChunk", "subDoc"):
            self.inserted_files += 1
        elif tag == "tr":
            self._rows.append([])
        elif tag == "tc":
            self._cells.append([])

    def _end(self, name: str) -> None:
        space, _, tag = name.rpartition(" ")
        self._depth -= 1
        if tag in ("t", "delText", "instrText", "delInstrText", "v"):
            self._words = None
        if space in WORD:
            self._end_word(tag)
        elif (tag == "p" and space in DRAWING) or (tag == "v" and space in CHART):
            self._close()
        elif tag == "AlternateContent" and self._choices:
            self._choices.pop()
        elif tag == "Fallback" and self._fallbacks:
            self._close()
            self._drop_repeated(self._fallbacks.pop())

    def _end_word(self, tag: str) -> None:
        if tag == "p":
            self._close()
        elif tag in ("del", "moveFrom"):
            self._deleted -= 1
        elif tag in ("ins", "moveTo"):
            self._inserted -= 1
        elif tag == "tc" and self._cells:
            cell = self._cells.pop()
            if cell and self._rows:
                short = len(cell) == 1 and cell[0] and len(cell[0].words()) <= SHORT_CELL
                self._rows[-1].append(cell[0] if short else None)
            if cell and self._cells:
                self._cells[-1].append(None)
        elif tag == "tr" and self._rows:
            for paragraph in self._rows.pop()[:-1]:
                if paragraph:
                    paragraph.tabbed = True

    def _begin(self) -> None:
        body = self.root == "document"
        self._numbered += body and not self._fallbacks
        self._open.append(_Paragraph(self._numbered if body else None, STORIES[self.root]))
        self.paragraphs.append(self._open[-1])

    def _close(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        if self._cells and paragraph.words().strip():
            self._cells[-1].append(paragraph)
        if paragraph.instructed:
            quoted = QUOTED.findall("".join(paragraph.instructed))
            self._aside([words for words in quoted if " " in words.strip()], paragraph.number, "field")

    def _aside(self, said: list[str], number: int | None, where: str) -> None:
        """Words that stand in no sentence of the page, as a paragraph of their own."""
        words = " ".join(filter(None, said))
        self.paragraphs.append(_Paragraph(number, where, [words], [words]))

    def _sides(self, *, deleted: bool = False) -> list[list[str]]:
        """Where words go: into the paragraph as it stands, as it stood before tracked changes, or both."""
        if not self._open:
            self._begin()
        paragraph = self._open[-1]
        gone = deleted or self._deleted > 0
        return [paragraph.now] * (not gone) + [paragraph.before] * (gone or self._inserted <= 0)

    def _say(self, words: str) -> None:
        if self._open:
            for side in self._sides():
                side.append(words)

    def _characters(self, words: str) -> None:
        for side in self._words or ():
            side.append(words)

    def _drop_repeated(self, first: int) -> None:
        """Drops what a fallback says again; Word shows the first form that it knows, and which that is we cannot tell."""
        since, inside, words = self._choices[-1] if self._choices else (first, None, 0)
        said = "\n".join([*(paragraph.words() for paragraph in self.paragraphs[since:first]), _clean(inside.now[words:] if inside else [])])
        for paragraph in self.paragraphs[first:]:
            if paragraph.words() in said:
                paragraph.now = paragraph.before = []


def _refuse(*_: object) -> None:
    raise _Forbidden


def _sign(code: str) -> str:
    """The sign of a symbol font; which one a font draws is not known, only that it stands there."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= number <= 0xF8FF or number > 0xFFFF else chr(number)
