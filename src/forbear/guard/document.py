"""What does a document say, and where? Text with its pages and paragraphs, and what of it could not be read.

The document is hostile until shown otherwise: sizes are bounded, nothing in it is run, and what cannot be read is named, never passed over.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from forbear.casefile.content import read_bytes
from forbear.problem import BadInput, Problem

MOST_BYTES = 50_000_000  # of a file
IN_PARTS = "that is the most that is read: hand in the draft without its exhibits, or in parts"
MOST_TEXT = 5_000_000  # characters: some 2,000 pages
MOST_BLANKS = 5_000
BLANKS = re.compile(rf"(?<!\s)\s{{{MOST_BLANKS + 1}}}")
BLANK_LINE = re.compile(r"(?>\r\n?|\n)(?:[^\S\r\n]*(?>\r\n?|\n))+|[\f\u2029]")
OTHER_KINDS = frozenset(
    {".doc", ".docx", ".eml", ".htm", ".html", ".mht", ".mhtml", ".msg", ".odt", ".pages", ".pdf", ".rtf", ".wpd", ".xml"}
)
INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that stands on one page or in one paragraph, both counted from 1. `end` is not part of it."""

    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the document that no word was read from, and why."""

    where: str
    because: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a document. Spans of findings count characters of `text`.

    A plain text stands as it was given, save its byte-order mark. Of a .docx or .pdf it is what a reader of the page would say: words
    that were broken at the end of a line are whole again, accents are composed, and signs that no page shows are left out.
    """

    text: str
    parts: tuple[Part, ...] = ()  # in the order of the text, none over another
    unread: tuple[Unread, ...] = ()

    def part_at(self, position: int) -> Part | None:
        """The page and paragraph in which a character stands."""
        before = bisect_right(self.parts, position, key=lambda part: part.start)
        return self.parts[before - 1] if before and position < self.parts[before - 1].end else None


def plain(text: str) -> Document:
    """A document that is only text: its paragraphs are parted by blank lines."""
    parts: list[Part] = []
    start = 0
    for end, after in [*((gap.start(), gap.end()) for gap in BLANK_LINE.finditer(text)), (len(text), len(text))]:
        words = text[start:end]
        if words.strip():
            left = start + len(words) - len(words.lstrip())
            parts.append(Part(left, start + len(words.rstrip()), paragraph=len(parts) + 1))
        start = after
    return Document(text, tuple(parts))


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """The text of a .txt, .md, .docx or .pdf file. Raises BadInput with what is wrong with it and what to do."""
    name = path.name or str(path)
    try:
        content = read_bytes(path, "name a .txt, .md, .docx or .pdf file", IN_PARTS, MOST_BYTES)
    except ValueError:
        raise bad(name, "is no name that a file can have") from None
    return from_bytes(content, name, progress)


def from_bytes(content: bytes, name: str, progress: Progress | None = None) -> Document:
    """The text of a file's content; what it is shows in its first bytes, not in its name. Raises BadInput."""
    if len(content) > MOST_BYTES:
        raise bad(name, f"is larger than {MOST_BYTES // 1_000_000} MB; {IN_PARTS}")
    try:
        document = _opened(content, name, progress)
    except (MemoryError, RecursionError):
        raise bad(name, "needs more memory than there is; hand it in in parts, or as plain text") from None
    if not document.unread and not any(map(str.isalpha, document.text)):
        raise bad(name, "holds no words; hand in the document that you mean to check")
    return document


def _opened(content: bytes, name: str, progress: Progress | None) -> Document:
    if b"%PDF-" in content[:1024]:
        from forbear.guard.pdf import pdf_document

        return pdf_document(content, name, progress)
    if content.startswith(b"PK\x03\x04"):
        from forbear.guard.docx import docx_document

        return docx_document(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise bad(name, "is protected by a password or in an old Word format; save it as .docx without a password and run again")
    if content.startswith(b"{\\rtf") or (content and Path(name).suffix.lower() in OTHER_KINDS):
        raise bad(name, "is damaged, or of a kind that is not read; save it again as .docx, .pdf or plain text (.txt)")
    return plain(decoded(content, name))


def decoded(content: bytes, name: str) -> str:
    """The text of plain bytes: UTF-8, or UTF-16 with its mark. Raises BadInput."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        because = "is not UTF-8 text, so its words cannot be read for certain; save it as UTF-8, or as .docx or .pdf, and run again"
        raise bad(name, because) from None
    if "\x00" in text:
        raise bad(name, "is not a text; hand in a .txt, .md, .docx or .pdf file")
    if not text.strip():
        raise bad(name, "is empty; hand in the document that you mean to check")
    check_size(name, text, len(text))
    return text


def check_size(name: str, words: str, so_far: int) -> None:
    """Refuses what nobody writes and no reader of words gets to the end of: a text of so many characters, thousands of blanks in a row.

    `words` is what was read last, `so_far` the length of all of it. Raises BadInput.
    """
    if so_far > MOST_TEXT:
        raise bad(name, f"holds more than {MOST_TEXT // 1_000_000} million characters; hand it in in parts")
    if BLANKS.search(words):
        raise bad(name, f"holds more than {MOST_BLANKS:,} blanks in a row; take them out and run again")


def bad(name: str, message: str) -> BadInput:
    """What is wrong with a file, to be raised."""
    return BadInput([Problem(name, None, message)])
