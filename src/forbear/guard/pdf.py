"""What does a PDF say? Its pages are read in a process of their own, which a hostile page may hang or crash without harm to others."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Any

from forbear.guard.document import Document, Part, Progress, Unread, bad, check_size, plain

MOST_PAGES = 2_000
MOST_SECONDS = 60  # for a page
MOST_FAILURES = 3  # pages that ended the process; a document with more is an attack
PAGE_NUMBER = re.compile(r"\W*(?:(?:page|página|pág\.?|p\.)\s*)?\d{1,4}(?:\s*(?:of|de|/)\s*\d{1,4})?\W*", re.I)
FAILED = "it cannot be read: it needs more time or memory than a page may take; make the PDF again"
Told = dict[str, Any]


def pdf_document(content: bytes, name: str, progress: Progress | None = None) -> Document:
    """The words of a PDF, with its comments and form fields, and each page that was not read. Raises BadInput."""
    told: list[Told] = []
    kind: Told = {}
    failures = 0
    while not kind or len(told) < kind["pages"]:
        kind = _read(content, name, told, progress) or kind
        if kind["pages"] > len(told):
            told.append({"unread": [FAILED]})
            failures += 1
        if failures > MOST_FAILURES:
            raise bad(name, "has pages that need more time or memory than a page may take; make the PDF again, or hand in the .docx")
    return _joined(told, kind, name)


def _read(content: bytes, name: str, told: list[Told], progress: Progress | None) -> Told:
    """Reads pages after those told, as far as the process comes. Raises BadInput where the document cannot be opened."""
    command = [sys.executable, "-P", "-m", "forbear.guard.pdfpage", str(len(told) + 1)]
    kind: Told = {}
    with _fed(command, content) as lines:
        for line in lines:
            if not line.endswith(b"\n"):  # the process ended while it wrote
                break
            if kind:
                told.append(json.loads(line))
                if progress:
                    progress(len(told), kind["pages"])
            else:
                kind = json.loads(line)
                _check(kind, name)
    if not kind:
        _check({"closed": "no answer"}, name)
    return kind


@contextmanager
def _fed(command: list[str], content: bytes) -> Iterator[Iterator[bytes]]:
    """The lines that a process answers to a content; it is ended where it stays silent for too long, and in any case at last."""
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        with subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reader:  # noqa: S603 - our own module
            try:
                yield _in_time(reader)
            finally:
                reader.kill()


def _in_time(reader: subprocess.Popen[bytes]) -> Iterator[bytes]:
    assert reader.stdout
    while True:
        watch = threading.Timer(MOST_SECONDS, reader.kill)
        watch.start()
        line = reader.stdout.readline()
        watch.cancel()
        if not line:
            return
        yield line


def _check(kind: Told, name: str) -> None:
    """Raises BadInput where no page can be read, or more than may be."""
    closed = kind.get("closed", "").lower()
    if "password" in closed or "security" in closed:
        raise bad(name, "is protected by a password; save a copy without one and run again")
    if closed:
        raise bad(name, "is damaged, so no page can be read; make the PDF again, or hand in the .docx")
    if kind["pages"] > MOST_PAGES:
        raise bad(name, f"has {kind['pages']} pages; at most {MOST_PAGES} are read: hand it in in parts")


def _joined(told: list[Told], kind: Told, name: str) -> Document:
    """The pages as one text, each paragraph with its page; a sentence that runs on over the end of a page stays whole."""
    text: list[str] = []
    parts: list[Part] = []
    unread: list[Unread] = []
    length = 0
    said = [page.get("words", "") for page in told]
    for number, page in enumerate(told, 1):
        unread += [Unread(f"page {number}", because, number) for because in page["unread"]]
        words, after = said[number - 1], "\n\n"
        if number < len(told) and not page.get("notes"):
            ended, begun = _without_number(words), _without_number(said[number], first=True)
            if re.search(r"[\w,\-–—]\s*$", ended) and begun[:1].islower():
                words, said[number], after = ended, begun, "\n"
        pieces = [("", words, after), *((where, note, "\n\n") for where, note in page.get("notes", []))]
        for where, piece, gap in pieces:
            parts += [
                Part(length + part.start, length + part.end, number, None if where else part.paragraph, where)
                for part in plain(piece).parts
            ]
            text += [piece, gap]
            length += len(piece) + len(gap)
        check_size(name, words, length)
    return Document("".join(text), tuple(parts), (*_beside(told, kind), *unread))


def _without_number(words: str, *, first: bool = False) -> str:
    """A page's words without the paragraph at its end, or its beginning, that only numbers the page."""
    parts = plain(words).parts
    if len(parts) < 2:
        return words
    number = parts[0] if first else parts[-1]
    if not PAGE_NUMBER.fullmatch(words[number.start : number.end]):
        return words
    return words[parts[1].start :] if first else words[: parts[-2].end]


def _beside(told: list[Told], kind: Told) -> list[Unread]:
    """What the document carries beside its pages' words."""
    unread = []
    if kind["attached"]:
        unread.append(Unread("attached files", f"{kind['attached']} attached and not opened; check them on their own, or take them out"))
    if kind["dynamic"]:
        unread.append(Unread("form", "it is a form that only Adobe's programs show (XFA); print it to a PDF and run again"))
    pictured = [number for number, page in enumerate(told, 1) if page.get("pictured")]
    if pictured:
        pages = ", ".join(map(str, pictured[:20])) + (" and more" if len(pictured) > 20 else "")
        where = f"image{'s' * (len(pictured) > 1)} on page{'s' * (len(pictured) > 1)} {pages}"
        unread.append(Unread(where, "words that stand in an image are not read; look at it", pictured[0]))
    return unread
