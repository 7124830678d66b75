"""What does each page of a PDF say? Run as a program of its own: the content on standard input, a line of JSON a page on standard output.

A page can hang, crash or exhaust the memory of whoever reads it, so nobody reads it in their own process. See `pdf`.
"""

import ctypes
import json
import math
import re
import statistics
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import raw

from forbear.guard.document import INVISIBLE, MOST_TEXT
from forbear.offline import cut

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

Box = tuple[float, float, float, float]  # left, bottom, right, top in points
Line = tuple[str, Box, Box]  # its words, the places of its first and its last sign

MOST_MEMORY = 2_000_000_000  # bytes, where the system can hold a process to it
FEW_WORDS = 3  # a page that shows an image and fewer words than this was not read
STAMPED = 30  # words: what a stamp, a header and a footer put on a scanned page
SMALL_IMAGE = 72 * 72  # square points: a square inch; a smaller image holds a signature or a seal
LETTERHEAD = 0.2  # of the height of a page: an image that stands wholly above this is the sender's name
SPARSE = 0.4  # words to the square inch of an image: a page of recognised text has three and more
DRAWN = 300  # drawn shapes on a page of few words: letters that are drawn
UNMAPPED = 3  # letters whose font does not say which they are
LETTERS_HIDDEN = re.compile(r"[\ufffd\ue000-\uf8ff]{3}")
BROKEN = "\ufffe\x02"  # how PDFium marks a hyphen at the end of a line
KEPT = re.compile(
    r"(?:^|\W)(?:self|well|non|cross|part|full|half|long|short|first|second|third|anti|mid)$", re.I
)  # hyphens that are spelling
UNFINISHED = re.compile(r"[^.?!:;…\s]\s*$")
BUTTONS = (raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
PLAYED = {
    raw.FPDF_ANNOT_FILEATTACHMENT: "an attached file",
    raw.FPDF_ANNOT_SOUND: "a recording",
    raw.FPDF_ANNOT_MOVIE: "a film",
    raw.FPDF_ANNOT_SCREEN: "a film or recording",
    raw.FPDF_ANNOT_RICHMEDIA: "a film or recording",
}


def main(first: int) -> None:
    """Reads the document on standard input from a page on; prints its kind, then each page."""
    _hold_memory()
    try:
        pdf = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        _say(closed=str(error))
        return
    kind = pdf.get_formtype()
    _say(pages=len(pdf), attached=raw.FPDFDoc_GetAttachmentCount(pdf), dynamic=kind == raw.FORMTYPE_XFA_FULL)
    if kind != raw.FORMTYPE_NONE:
        pdf.init_forms()  # so that the words of fields are drawn; no script is run: this PDFium has no engine for one
    for number in range(first, len(pdf) + 1):
        try:
            _say(**read_page(pdf, number))
        except (pypdfium2.PdfiumError, ValueError):
            _say(unread=["it is damaged; make the PDF again"])


def _hold_memory() -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, most))


def _say(**told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def read_page(pdf: "PdfDocument", number: int) -> dict[str, Any]:
    """The words of a page, what is noted on it beside them, why some of it was not read, and the pictures it holds."""
    page = pdf[number - 1]
    notes, unread = _notes(page, pdf.formenv)
    images, drawn, only_text = _shown(page)
    left, bottom, right, top = page.get_bbox()
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)  # what fields and comments show becomes part of the page
    page.close()
    page = pdf[number - 1]
    turn = _turn(page.get_textpage())
    if page.get_rotation() != turn:  # PDFium takes the lines of a page in the order in which it stands upright
        page.set_rotation(turn)
        page.close()
        page = pdf[number - 1]
    textpage = page.get_textpage()
    lines, unmapped = _lines(textpage, turn)
    words = _paragraphs(lines)
    seen = "".join(words.split())
    notes = [(where, said) for where, said in notes if "".join(said.split()) not in seen]
    count = len(words.split())
    large = [box for box in images if _area(box) >= SMALL_IMAGE]
    tiles = [box for box in images if _area(box) < SMALL_IMAGE]
    if sum(map(_area, tiles)) >= SMALL_IMAGE:  # scanners cut a page into strips
        large.append((min(b[0] for b in tiles), min(b[1] for b in tiles), max(b[2] for b in tiles), max(b[3] for b in tiles)))
    wordless = [box for box in large if len(textpage.get_text_bounded(*box).split()) < SPARSE * _area(box) / SMALL_IMAGE]
    if count < FEW_WORDS and images:
        unread.append("it is an image without text; run text recognition (OCR) on it, or type it, and run again")
    elif not count and not (only_text and not unmapped):  # a page that shows nothing is blank
        unread.append("no word was read from it; if it is not blank, its letters are drawn: run text recognition (OCR) on it and run again")
    elif sum(map(_area, wordless)) > 0.4 * (right - left) * (top - bottom):
        unread.append(
            f"most of it is an image, and only the {count} words beside it were read; run text recognition (OCR) on it and run again"
        )
        wordless = []
    elif count < STAMPED and drawn > DRAWN:
        unread.append(
            f"only {count} words were read, and much of it is drawn; if that is writing, run text recognition (OCR) on it and run again"
        )
    if unmapped >= UNMAPPED or LETTERS_HIDDEN.search(words):
        unread.append("its font hides what letters it shows; make the PDF again from the source, or run text recognition (OCR) on it")
    pictured = [box for box in wordless if turn or box[1] < top - LETTERHEAD * (top - bottom)]
    return {"words": words[: MOST_TEXT + 1], "notes": notes, "unread": unread, "pictured": bool(pictured and count)}


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _shown(page: "PdfPage") -> tuple[list[Box], int, bool]:
    """Where the page shows images, how many shapes are drawn on it, and whether it holds nothing but text, if anything."""
    left, bottom, right, top = page.get_bbox()
    images, drawn, only_text = [], 0, True
    for shape in page.get_objects(max_depth=5):
        only_text = only_text and shape.type == raw.FPDF_PAGEOBJ_TEXT
        if shape.type == raw.FPDF_PAGEOBJ_IMAGE:
            box = shape.get_bounds()
            images.append((max(box[0], left), max(box[1], bottom), min(box[2], right), min(box[3], top)))
        drawn += shape.type in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
    return [box for box in images if _area(box)], drawn, only_text


def _notes(page: "PdfPage", form: Any) -> tuple[list[tuple[str, str]], list[str]]:
    """What comments and fields say, whether or not the page shows it, and what was not opened."""
    said: list[tuple[str, str]] = []
    unread = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind in PLAYED:
            unread.append(f"it holds {PLAYED[kind]}, which is not opened; check it on its own")
        said.append(("comment", _told(lambda *into, of=note: raw.FPDFAnnot_GetStringValue(of, b"Contents", *into))))
        if kind == raw.FPDF_ANNOT_WIDGET and not (form and raw.FPDFAnnot_GetFormFieldType(form, note) in BUTTONS):
            value = _told(lambda *into, of=note: raw.FPDFAnnot_GetStringValue(of, b"V", *into))
            if form and not value:  # the field has several places, and its value stands above them
                value = _told(lambda *into, of=note: raw.FPDFAnnot_GetFormFieldValue(form, of, *into))
            said.append(("form field", value))
        raw.FPDFPage_CloseAnnot(note)
    return list(dict.fromkeys((where, words) for where, words in said if any(map(str.isalpha, words)))), unread


def _told(ask: Callable[[Any, int], int]) -> str:
    """A text that PDFium tells in UTF-16 when it is given room for it."""
    length = ask(None, 0)
    if length <= 2:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return _clean(room.raw[: length - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n"))


def _clean(words: str) -> str:
    return unicodedata.normalize("NFC", INVISIBLE.sub("", words))


def _turn(textpage: "PdfTextPage") -> int:
    """How far most of the words are turned from upright, in degrees, against the clock."""
    signs = range(0, raw.FPDFText_CountChars(textpage), 7)
    turns = Counter(round(-math.degrees(raw.FPDFText_GetCharAngle(textpage, index)) / 90) * 90 % 360 for index in signs)
    return turns.most_common(1)[0][0] if turns else 0


def _upright(box: Box, turn: int) -> Box:
    left, bottom, right, top = box
    turned = {90: (bottom, -right, top, -left), 180: (-right, -top, -left, -bottom), 270: (-top, left, -bottom, right)}
    return turned.get(turn, box)


def _lines(textpage: "PdfTextPage", turn: int) -> tuple[list[Line], int]:
    """The lines of a page; a word broken at the end of one is joined to its rest. Also how many letters its fonts do not name."""
    lines: list[Line] = []
    units: list[str] = []
    first = last = -1
    unmapped = 0
    count = raw.FPDFText_CountChars(textpage)
    for index in range(count + 1):
        sign = chr(raw.FPDFText_GetUnicode(textpage, index)) if index < count else "\n"
        if sign == "\n":
            words = _clean("".join(units).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
            if words.strip():
                places = [_upright(textpage.get_charbox(place, loose=True), turn) for place in (first, last)]
                lines.append((words.rstrip(), places[0], places[1]))
            units, first = [], -1
            continue
        unmapped += raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
        if sign in BROKEN:
            if KEPT.search("".join(units[-8:])):
                units.append("-")
            continue
        units.append(sign)
        if not sign.isspace():
            first, last = (index if first < 0 else first), index
    return lines, unmapped


def _paragraphs(lines: list[Line]) -> str:
    """The lines as text, with a blank line where a wider gap, another size or an indented first line begins a paragraph."""
    pitches = [last[1] - first[1] for (_, _, last), (_, first, _) in pairwise(lines)]
    heights = [first[3] - first[1] for _, first, _ in lines]
    usual = [pitch for pitch, height in zip(pitches, heights, strict=False) if 0.2 * height < pitch < 4 * height]
    typical = statistics.median(usual) if len(usual) > 2 else 1.3 * statistics.median(heights or [1])
    pieces: list[str] = []
    for place, (words, first, _) in enumerate(lines):
        if place:
            before = lines[place - 1]
            after = lines[place + 1][1][0] if place + 1 < len(lines) else before[1][0]
            gap = pitches[place - 1] > 1.4 * typical
            indented = first[0] - max(before[1][0], after) > heights[place] and pitches[place - 1] > 0.2 * heights[place]
            sized = abs(heights[place] - heights[place - 1]) > 0.15 * heights[place]  # a heading
            goes_on = UNFINISHED.search(before[0]) and any(map(str.isalpha, before[0])) and words.lstrip()[:1].islower()
            pieces.append("\n\n" if (gap or indented or sized) and not goes_on else "\n")
        pieces.append(words)
    return "".join(pieces)


if __name__ == "__main__":
    cut()
    main(int(sys.argv[1]))
