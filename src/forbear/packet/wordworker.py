"""Which words stand where in a file? Run as a program of its own, which loads little and so answers at once. See `served`."""

import ctypes
import math
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import raw

from forbear.packet.job import DAMAGED, LOCKED, Found, Job, RefusedError, Report, failed
from forbear.packet.kinds import PICTURES
from forbear.packet.redaction import unseen
from forbear.packet.served import serve, tick
from forbear.packet.shapes import survey
from forbear.packet.word import Word, WordPage

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MOST_PAGES = 600  # of a file; a court's whole record is shorter, or is handed in in parts
MOST_WORDS = 20_000  # on a page
LAYER = 0.85  # how sure the words are that another recognition laid behind a scan
FEW_WORDS = 12  # what a court's stamp and a fax's head line put on a page that is a picture
DOTS = 300  # an inch, of a page that is drawn to be recognised
PHOTO = {"1": 300, "L": 300, "RGB": 300}
MOST_DOTS = 4200  # of a side


def answer(job: Job) -> Report:
    """The report on a job, whatever happens."""
    warnings.simplefilter("ignore")
    tick(0, 0)
    try:
        if job.task == "turn":
            return _turned(job)
        if job.form in PICTURES:
            return _picture(job) if job.task == "picture" else Report(words=_frames(job))
        pdf = pypdfium2.PdfDocument(job.source)
        if len(pdf) == 0:
            return failed("empty", "It holds no page; get the paper again.")
        if len(pdf) > MOST_PAGES:
            return failed("too-large", f"It has {len(pdf)} pages, and at most {MOST_PAGES} are read at once; hand it in in parts.")
        return _drawn(pdf, job) if job.task == "picture" else _words(pdf)
    except RefusedError as refused:
        return Report(found=[refused.found])
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            return failed("encrypted", LOCKED)
        return failed("corrupt", DAMAGED)
    except (MemoryError, RecursionError, OverflowError):
        return failed("too-large", "It needs more memory than a paper may take; print it to a new PDF, or hand it in in parts.")
    except Exception:  # the engines fail in more ways than they tell of; each is a file that cannot be read
        return failed("corrupt", DAMAGED)


def _words(pdf: "PdfDocument") -> Report:
    """The words of every page. A page that is damaged is named, and the others are read."""
    if pdf.get_formtype() != raw.FORMTYPE_NONE:
        pdf.init_forms()  # so that the words of fields are drawn; no script is run: this PDFium has no engine for one
    pages, found = [], []
    for number in range(1, len(pdf) + 1):
        tick(number, len(pdf))
        try:
            pages.append(_page(pdf, number))
        except (pypdfium2.PdfiumError, ValueError):
            pages.append(WordPage(number, 612, 792, "blank"))
            found.append(Found(number, "corrupt", "ask", f"Page {number} is damaged and was not read; print it to a new PDF."))
    return Report(len(pages), found=found, words=pages)


def _page(pdf: "PdfDocument", number: int) -> WordPage:
    page = pdf[number - 1]
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)  # what fields and comments show becomes part of the page
    page.close()
    page = pdf[number - 1]
    textpage = page.get_textpage()
    hidden, recognised = _hidden(page, textpage)
    words, width, height = _placed(textpage, hidden, page)
    images = [shape.get_bounds() for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)]
    pictured = sum(max(box[2] - box[0], 0) * max(box[3] - box[1], 0) for box in images) > 0.4 * width * height
    drawn = len(words) < FEW_WORDS and sum(1 for _ in page.get_objects(max_depth=2)) > 3 * FEW_WORDS
    if len(words) < FEW_WORDS and (pictured or drawn):
        return WordPage(number, width, height, "picture")
    if not words:
        return WordPage(number, width, height, "picture" if images else "blank")
    if recognised:
        return WordPage(number, width, height, "layer", [word._replace(sure=LAYER) for word in words])
    return WordPage(number, width, height, "text", words)


def _hidden(page: "PdfPage", textpage: "PdfTextPage") -> tuple[set[int], bool]:
    """The places of signs that the page does not show, which nobody reads as its words; and whether its words were recognised."""
    found = unseen(page, textpage, survey(page), [])
    return found.signs, found.recognised


def _placed(textpage: "PdfTextPage", hidden: set[int], page: "PdfPage") -> tuple[list[Word], float, float]:
    """The words in the way that most letters stand, with their places on the page turned so; and its sides."""
    box = [ctypes.c_double() for _ in range(4)]
    signs: list[tuple[str, int, float, float, float, float]] = []
    for index in range(raw.FPDFText_CountChars(textpage)):
        sign = chr(raw.FPDFText_GetUnicode(textpage, index))
        if index in hidden or sign.isspace() or ord(sign) < 32 or sign in "\ufffe\u00ad":
            signs.append(("", 0, 0, 0, 0, 0))
            continue
        raw.FPDFText_GetCharBox(textpage, index, box[0], box[1], box[2], box[3])
        angle = raw.FPDFText_GetCharAngle(textpage, index)
        signs.append((sign, round(angle / (math.pi / 2)) % 4, *(side.value for side in box)))
    ways = Counter(sign[1] for sign in signs if sign[0])
    way = ways.most_common(1)[0][0] if ways else 0
    left, bottom, right, top = page.get_bbox()
    place = _TURNED[way]
    words: list[Word] = []
    letters: list[tuple[str, Any]] = []

    def close() -> None:
        if letters and len(words) < MOST_WORDS:
            sides = [place(one, left, bottom, right, top) for _, one in letters]
            words.append(
                Word(
                    "".join(sign for sign, _ in letters),
                    min(s[0] for s in sides),
                    min(s[1] for s in sides),
                    max(s[2] for s in sides),
                    max(s[3] for s in sides),
                )
            )
        letters.clear()

    for sign, turn, *sides in signs:
        if sign and turn == way:
            letters.append((sign, sides))
        else:
            close()
    close()
    width, height = right - left, top - bottom
    return words, *((width, height) if way % 2 == 0 else (height, width))


# By the way in which letters stand: their box (left, right, bottom, top) on the page as left, top, right, bottom of the upright page.
_TURNED: dict[int, Any] = {
    0: lambda b, left, bottom, right, top: (b[0] - left, top - b[3], b[1] - left, top - b[2]),
    1: lambda b, left, bottom, right, top: (b[2] - bottom, b[0] - left, b[3] - bottom, b[1] - left),
    2: lambda b, left, bottom, right, top: (right - b[1], b[2] - bottom, right - b[0], b[3] - bottom),
    3: lambda b, left, bottom, right, top: (top - b[3], right - b[1], top - b[2], right - b[0]),
}


def _frames(job: Job) -> list[WordPage]:
    """A page for each picture in a file."""
    with _opened(job) as file:
        count = getattr(file, "n_frames", 1) if job.form == "tiff" else 1
        if count > MOST_PAGES:
            raise RefusedError("too-large", f"It holds {count} pictures, and at most {MOST_PAGES} are read at once; hand it in in parts.")
        return [WordPage(number, 612, 792, "picture") for number in range(1, count + 1)]


def _opened(job: Job) -> "Image":
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS = None  # `upright` judges the sides before anything is unpacked
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if job.form == "heic":
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    return Image.open(job.source, formats=[{"heic": "HEIF"}.get(job.form, job.form.upper())])


def _picture(job: Job) -> Report:
    from forbear.packet.images import upright

    (number,) = job.pages or [1]
    with _opened(job) as file:
        if job.form == "tiff":
            file.seek(number - 1)
        across, down = (float(side) for side in file.info.get("dpi", (1, 1)))
        image = upright(file, job.form, PHOTO).convert("L")
        if job.form == "tiff" and across > 0 and 1.5 < across / max(down, 1) < 2.5:  # a fax of standard fineness: half as many lines
            image = image.resize((image.width, round(image.height * across / down)))
    return _straightened(image, job, photographed=job.form in ("jpeg", "heic"))


def _drawn(pdf: "PdfDocument", job: Job) -> Report:
    (number,) = job.pages or [1]
    page = pdf[number - 1]
    width, height = page.get_size()
    scale = min(DOTS / 72, MOST_DOTS / max(width, height, 1))
    return _straightened(page.render(scale=scale, grayscale=True).to_pil().convert("L"), job, photographed=True)


def _straightened(image: "Image", job: Job, *, photographed: bool) -> Report:
    from forbear.packet.straighten import straightened

    tick(1, 1)
    made = straightened(image, photographed=photographed)
    made.save(job.folder, "PNG", compress_level=1, dpi=(DOTS, DOTS))
    return Report(1, words=[WordPage(1, made.width * 72 / DOTS, made.height * 72 / DOTS, "picture")])


def _turned(job: Job) -> Report:
    from PIL import Image

    with Image.open(job.source, formats=["PNG"]) as file:
        made = file.rotate(-job.turn, expand=True)
    made.save(job.source, "PNG", compress_level=1, dpi=(DOTS, DOTS))
    return Report(1, words=[WordPage(1, made.width * 72 / DOTS, made.height * 72 / DOTS, "picture")])


if __name__ == "__main__":
    serve(answer)
