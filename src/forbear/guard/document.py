"""What does a document say, and where? Text with its pages and paragraphs, and what of it could not be read.

The document is hostile until shown otherwise: sizes are bounded, nothing in it is run, what cannot be read is named.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    import pypdfium2

MOST_BYTES = 50_000_000  # of a file
MOST_TEXT = 5_000_000  # characters: some 2,000 pages
MOST_PAGES = 2_000
FEW_WORDS = 3  # a page that shows an image and fewer words than this was not read

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
    """The words of a document. Spans of findings count characters of `text`."""

    text: str
    parts: tuple[Part, ...] = ()
    unread: tuple[Unread, ...] = ()

    def part_at(self, position: int) -> Part | None:
        """The page and paragraph in which a character stands."""
        return next((part for part in self.parts if part.start <= position < part.end), None)


def plain(text: str) -> Document:
    """A document that is only text: its paragraphs are parted by blank lines."""
    spans = [(match.start(), match.end()) for match in re.finditer(r"\S(?:(?!\n[^\S\n]*\n|\r\n[^\S\n]*\r\n)[\s\S])*", text)]
    return Document(text, tuple(Part(start, end, paragraph=number) for number, (start, end) in enumerate(spans, 1)))


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """The text of a .txt, .md, .docx or .pdf file. Raises BadInput with what is wrong with it and what to do."""
    name = path.name or str(path)
    try:
        if path.exists() and not path.is_file():
            raise _bad(name, "is not a regular file; name a .txt, .md, .docx or .pdf file")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _bad(
                name,
                f"is {size // 1_000_000} MB; at most {MOST_BYTES // 1_000_000} MB are read: hand in the draft without its exhibits, or in parts",
            )
        content = path.read_bytes()
    except OSError as error:
        raise _bad(name, f"cannot be read ({(error.strerror or 'unknown error').lower()}); check the name and the folder") from None
    return from_bytes(content, name, progress)


def from_bytes(content: bytes, name: str, progress: Progress | None = None) -> Document:
    """The text of a file's content; what it is shows in its first bytes, not in its name. Raises BadInput."""
    if content.lstrip()[:5] == b"%PDF-" or b"%PDF-" in content[:1024]:
        return _pdf(content, name, progress)
    if content.startswith(b"PK\x03\x04"):
        return _docx(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _bad(name, "is protected by a password or in an old Word format; save it as .docx without a password and run again")
    if content.startswith(b"{\\rtf") or Path(name).suffix.lower() in (".doc", ".rtf", ".odt", ".pages", ".docx", ".pdf"):
        raise _bad(name, "is damaged, or not of the kind that its name says; save it again as .docx, .pdf or plain text")
    return plain(decoded(content, name))


def decoded(content: bytes, name: str) -> str:
    """The text of plain bytes: UTF-8, or UTF-16 with its mark. Raises BadInput."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _bad(
            name, "is not UTF-8 text, so its words cannot be read for certain; save it as UTF-8, or as .docx or .pdf, and run again"
        ) from None
    if "\x00" in text:
        raise _bad(name, "is not a text; hand in a .txt, .md, .docx or .pdf file")
    return _bounded(text, name)


def _bounded(text: str, name: str) -> str:
    if len(text) > MOST_TEXT:
        raise _bad(name, f"holds more than {MOST_TEXT // 1_000_000} million characters; hand it in in parts")
    return text


def _bad(name: str, message: str) -> BadInput:
    return BadInput([Problem(name, None, message)])


# ---- PDF


def _pdf(content: bytes, name: str, progress: Progress | None) -> Document:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise _bad(name, "is protected by a password; save a copy without one and run again") from None
        raise _bad(name, "is damaged, so no page can be read; make the PDF again, or hand in the .docx") from None
    with pdf:
        if len(pdf) > MOST_PAGES:
            raise _bad(name, f"has {len(pdf)} pages; at most {MOST_PAGES} are read: hand it in in parts")
        if len(pdf) == 0:
            raise _bad(name, "has no page; make the PDF again")
        return _joined(_pages(pdf, pypdfium2.PdfiumError, progress), name)


def _pages(pdf: "pypdfium2.PdfDocument", failure: type[Exception], progress: Progress | None) -> Iterator[tuple[int, str | Unread]]:
    """Each page's words, or that it was not read."""
    from pypdfium2 import raw

    for number in range(1, len(pdf) + 1):
        if progress:
            progress(number, len(pdf))
        where = f"page {number}"
        try:
            page = pdf[number - 1]
            shows_image = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)  # what stands in form fields and in comments becomes part of the page
            page.close()
            page = pdf[number - 1]
            words = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\x00", "")
        except failure:
            yield number, Unread(where, "it is damaged; make the PDF again", number)
            continue
        if len(words.split()) < FEW_WORDS and shows_image:
            yield number, Unread(where, "it is an image without text; run text recognition (OCR) on it, or type it, and run again", number)
        elif re.search(r"[\ufffd\ue000-\uf8ff]{3}", words):
            yield number, words
            yield (
                number,
                Unread(where, "its font hides what letters it shows; make the PDF again from the source, or run text recognition", number),
            )
        else:
            yield number, words


def _joined(pages: Iterator[tuple[int, str | Unread]], name: str) -> Document:
    """The pages as one text, each paragraph with its page."""
    text, parts, unread = "", [], []
    for number, words in pages:
        if isinstance(words, Unread):
            unread.append(words)
            continue
        body = plain(words)
        offset = len(text)
        parts += [Part(offset + part.start, offset + part.end, number, part.paragraph) for part in body.parts]
        text = _bounded(text + words + "\n\n", name)
    return Document(text, tuple(parts), tuple(unread))


# ---- DOCX

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIPPED = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says again what stands beside it
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
WHERE = {"header": "header", "footer": "footer", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}


def _docx(content: bytes, name: str) -> Document:
    """Every story of a Word file: body, headers, footers, notes and comments, with tracked insertions and deletions, which travel with the file."""
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            members = {item.filename: item for item in packed.infolist()}
            if any(member.lower().endswith("vbaproject.bin") for member in members):
                raise _bad(name, "holds macros, which nothing here opens; save it as .docx without macros and run again")
            if "word/document.xml" not in members:
                raise _bad(name, "is not a Word document; hand in a .txt, .md, .docx or .pdf file")
            stories = sorted(
                (member for member in members if STORIES.fullmatch(member)), key=lambda member: (member != "word/document.xml", member)
            )
            if sum(members[story].file_size for story in stories) > MOST_BYTES:
                raise _bad(name, "unpacks to more text than any draft holds; save it again, or hand in a PDF")
            if any(members[story].flag_bits & 1 for story in stories):
                raise _bad(name, "is protected by a password; save a copy without one and run again")
            roots = [(story, _xml(packed.read(story), name)) for story in stories]
            images = sum(member.startswith("word/media/") for member in members)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, OSError):
        raise _bad(name, "is damaged and cannot be unpacked; save it again from Word and run again") from None
    text, parts, number = "", [], 0
    for story, root in roots:
        match = STORIES.fullmatch(story)
        where = WHERE.get(re.sub(r"\d+$", "", match[1]), "") if match else ""
        for paragraph in root.iter(f"{W}p"):
            words = _words(paragraph)
            number += story == "word/document.xml"
            if words.strip():
                parts.append(Part(len(text), len(text) + len(words), paragraph=number if not where else None, where=where))
                text = _bounded(text + words + "\n\n", name)
    pictures = (
        (Unread("images", f"{images} image{'s' * (images > 1)} in the file: words that stand in an image are not read"),) if images else ()
    )
    return Document(text, tuple(parts), pictures)


def _xml(content: bytes, name: str) -> ElementTree.Element:
    """A story as a tree; one that defines entities, as only an attack does, is refused. Raises BadInput."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _bad(name, "holds definitions that no Word file needs; save it again from Word and run again")
    try:
        return ElementTree.fromstring(content)  # noqa: S314 - entities are refused above
    except ElementTree.ParseError:
        raise _bad(name, "is damaged; save it again from Word and run again") from None


def _words(paragraph: ElementTree.Element) -> str:
    """The words of a paragraph, without those of paragraphs inside it, which stand for themselves."""
    pieces: list[str] = []

    def walk(node: ElementTree.Element) -> None:
        for child in node:
            if child.tag in (f"{W}t", f"{W}delText"):
                pieces.append(child.text or "")
            elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                pieces.append(" ")
            elif child.tag == f"{W}noBreakHyphen":
                pieces.append("-")
            elif child.tag not in (f"{W}p", SKIPPED):
                walk(child)

    walk(paragraph)
    return "".join(pieces)
