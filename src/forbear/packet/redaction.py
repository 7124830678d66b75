"""What does a page hold that it does not show? Words under boxes or pictures, invisible, of the paper's colour, tiny, off it.

Shapes are looked at in the order in which they are painted; where one may hide words, the page is drawn, and what the drawing shows
decides. The words that a scanner's recognition laid behind its picture are rightly invisible, unless the picture is black there.
What lies under a box is never told: only the page.
"""

import ctypes
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdfium2 import raw

from forbear.packet.hygiene import Box
from forbear.packet.job import Found
from forbear.packet.shapes import DARK, OPAQUE, Cover, Survey, Text, area

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage, PdfTextPage

INVISIBLE_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
FAINT = 0.93  # luminance from which letters may vanish in the paper
ALIKE = 0.1  # luminance by which letters differ from what they stand on, if they are to be seen
TINY = 2.0  # points
FLAT = 30  # shades of 255: where a picture varies less it shows no letter
MOST_PAIRS = 400_000  # letters' runs against boxes; where there are more, the page is drawn at once
SCANNED = 0.6  # of the page, that a picture covers whose words are taken for recognised ones
LEAST_WORDS = 3  # a stray sign, or a stray word of a recognition, is not worth a question
DOTS, MOST_DOTS = 100 / 72, 2000  # a point; a side
HOW = {
    "invisible": "set to be invisible",
    "colour": "of the colour that they stand on",
    "tiny": "too small to be read",
    "outside": "off the edge of the page",
    "picture": "under a picture",
    "box": "under a box",
    "blank": "said to be recognised where the picture shows nothing",
}


@dataclass
class Unseen:
    """What a page holds unshown: the places of its signs, how many words by how they are hidden; and whether its words were recognised."""

    signs: set[int] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)
    redacted: int = 0  # words under a dark box
    pictured: int = 0  # dark boxes on a picture that still holds what they cover
    recognised: bool = False


def found_on(number: int, hidden: Unseen) -> list[Found]:
    """What is to be said of a page, without a word of what it hides."""
    found = []
    if hidden.redacted or hidden.pictured:
        under = f"words ({hidden.redacted})" if hidden.redacted else "a picture's content"
        text = (
            f"On page {number} {under} can be read under a dark box or mark; redact it in a program that takes out what lies beneath, "
            "or print the page, black it out and scan it."
        )
        found.append(Found(number, "bad-redaction", "fail", text))
    ways = [how for how in HOW if hidden.words[how]]
    if ways:
        count = sum(hidden.words[how] for how in ways)
        text = (
            f"Page {number} holds {count} word{'s' * (count > 1)} that it does not show ({'; '.join(HOW[how] for how in ways)}); "
            "print it to a new PDF as a picture, or take them out."
        )
        found.append(Found(number, "hidden-text", "ask", text))
    return found


def unseen(page: "PdfPage", textpage: "PdfTextPage", shapes: Survey, marks: list[Box]) -> Unseen:
    """What a page holds that it does not show. `marks` are dark comments that lie on it."""
    hidden = Unseen()
    boxes = _boxes_on_pictures(shapes)
    if not marks and not boxes and not _suspicious(shapes):
        return hidden
    shown = _Drawing(page)
    _look_at_words(textpage, shapes, marks, shown, hidden)
    if not hidden.redacted and (boxes or marks):
        hidden.pictured = _content_under(page, shapes, boxes, marks)
    return hidden


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _suspicious(shapes: Survey) -> bool:
    """Whether any run of letters may be hidden: quick, and rather too often than not."""
    if len(shapes.texts) * len(shapes.covers) > MOST_PAIRS:
        return True
    covers = shapes.covers
    for text in shapes.texts:
        if text.mode in INVISIBLE_MODES or text.alpha < 255 - OPAQUE or 0 < text.size < TINY or not _meet(text.box, shapes.box):
            return True
        ground: float | None = 1.0
        for cover in covers:
            if cover.order > text.order:
                if _meet(cover.box, text.box):
                    return True
            elif _holds(cover.box, _middle(text.box)):
                ground = cover.light
        if text.light is not None and ground is not None and abs(text.light - ground) < ALIKE:
            return True
    return False


def _boxes_on_pictures(shapes: Survey) -> list[Cover]:
    """Dark boxes painted over a picture of some size: what they hide is still in it."""
    large = [box for box in shapes.images if area(box) > 0.25 * shapes.width * shapes.height]
    if not large:
        return []
    first = min(cover.order for cover in shapes.covers if cover.light is None) if any(c.light is None for c in shapes.covers) else 0
    dark = [cover for cover in shapes.covers if cover.light is not None and cover.light < DARK and cover.order > first]
    return [cover for cover in dark if any(_holds(box, _middle(cover.box)) for box in large)]


def _look_at_words(textpage: "PdfTextPage", shapes: Survey, marks: list[Box], shown: "_Drawing", hidden: Unseen) -> None:
    """Judges each word by the shape it belongs to and by what the drawing shows in its place."""
    by_place = {text.at: text for text in shapes.texts}
    scanned = sum(area(box) for box in shapes.images) > SCANNED * shapes.width * shapes.height
    recognised = blank = 0
    blanks: set[int] = set()
    for text, signs, box in _words(textpage, by_place):
        middle = _middle(box)
        mark = any(_holds(one, middle) for one in marks)
        cover = next((c for c in reversed(shapes.covers) if text and c.order > text.order and _holds(c.box, middle)), None)
        invisible = text is not None and (text.mode in INVISIBLE_MODES or text.alpha < 255 - OPAQUE)
        in_picture = any(_holds(image, middle) for image in shapes.images)
        how = ""
        if mark or (cover and cover.light is not None and cover.light < DARK and (shown.is_dark(box) or shown.is_flat(box))):
            hidden.redacted += 1
            hidden.signs |= signs
            continue
        if (invisible and in_picture) or (scanned and cover and cover.light is None):  # a recognition's own words
            recognised += 1
            if len(signs) >= LEAST_WORDS and shown.is_flat(box):
                if shown.is_dark(box):
                    hidden.redacted += 1
                    hidden.signs |= signs
                else:
                    blank += 1
                    blanks |= signs
            continue
        if not _meet(box, shapes.box):
            how = "outside"
        elif invisible:
            how = "invisible"
        elif text and 0 < text.size < TINY:
            how = "tiny"
        elif cover and cover.light is None:
            how = "picture"
        elif shown.is_flat(box):
            how = "box" if cover else "colour"
        if how:
            hidden.words[how] += 1
            hidden.signs |= signs
    if blank >= max(LEAST_WORDS, recognised // 5):
        hidden.words["blank"] += blank
        hidden.signs |= blanks
    if sum(hidden.words.values()) < LEAST_WORDS and len(hidden.signs) < 4 and not hidden.redacted:
        hidden.words.clear()
        hidden.signs.clear()
    hidden.recognised = recognised > 0


def _words(textpage: "PdfTextPage", by_place: dict[int, Text]) -> list[tuple[Text | None, set[int], Box]]:
    """The words of a page, cut where another run of letters begins: the run, the places of the signs, and where the word stands."""
    words: list[tuple[Text | None, set[int], Box]] = []
    sides = [ctypes.c_double() for _ in range(4)]
    before: int | None = None
    for index in range(raw.FPDFText_CountChars(textpage)):
        sign = chr(raw.FPDFText_GetUnicode(textpage, index))
        if not sign.isalnum():
            before = None if sign.isspace() else before
            continue
        shape = raw.FPDFText_GetTextObject(textpage, index)
        at = ctypes.addressof(shape.contents) if shape else 0
        raw.FPDFText_GetCharBox(textpage, index, sides[0], sides[2], sides[1], sides[3])
        left, bottom, right, top = (side.value for side in sides)
        if before == at:
            text, signs, box = words[-1]
            signs.add(index)
            words[-1] = (text, signs, (min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)))
        else:
            words.append((by_place.get(at), {index}, (left, bottom, right, top)))
            before = at
    return words


class _Drawing:
    """A page as it is seen, in grey."""

    def __init__(self, page: "PdfPage") -> None:
        self._page = page
        self._image: Image | None = None

    @property
    def image(self) -> "Image":
        if self._image is None:
            self._image = small_render(self._page, DOTS)
        return self._image

    def is_flat(self, box: Box) -> bool:
        """Whether the drawing shows one shade there, so no letter."""
        return spread(self._cut(box)) < FLAT

    def is_dark(self, box: Box) -> bool:
        """Whether most of the place is as dark as a box that covers."""
        shades = self._cut(box).histogram()
        return sum(shades[: int(255 * DARK)]) > 0.65 * sum(shades)

    def _cut(self, box: Box) -> "Image":
        image = self.image
        x, y = ctypes.c_int(), ctypes.c_int()
        xs, ys = [], []
        for corner in ((box[0], box[1]), (box[2], box[3])):
            raw.FPDF_PageToDevice(self._page, 0, 0, image.width, image.height, 0, *corner, x, y)
            xs.append(x.value)
            ys.append(y.value)
        left, top = min(max(min(xs), 0), image.width - 1), min(max(min(ys), 0), image.height - 1)
        return image.crop((left, top, max(min(max(xs) + 1, image.width), left + 1), max(min(max(ys) + 1, image.height), top + 1)))


def small_render(page: "PdfPage", dots: float = 0.5) -> "Image":
    """A page as it is seen, in grey, at so many dots a point, and never larger than memory allows."""
    width, height = page.get_size()
    scale = min(dots, MOST_DOTS / max(width, height, 1))
    drawn: Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
    return drawn


def spread(image: "Image") -> float:
    """How far apart the lightest and the darkest shade of a grey picture are, of 255."""
    low, high = image.getextrema()
    return float(high) - float(low)  # type: ignore[arg-type]


def _content_under(page: "PdfPage", shapes: Survey, boxes: list[Cover], marks: list[Box]) -> int:
    """How many dark boxes and marks lie on a picture that shows something beneath them once they are lifted."""
    for box in boxes:
        raw.FPDFPageObj_SetIsActive(box.shape, False)
    bare = _Drawing(page)
    count = sum(not bare.is_flat(_inner(box)) for box in (*(cover.box for cover in boxes), *marks) if _on_picture(box, shapes))
    for box in boxes:
        raw.FPDFPageObj_SetIsActive(box.shape, True)
    return count


def _inner(box: Box) -> Box:
    """A box without its edge, where the picture around it shines through."""
    return box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1


def _on_picture(box: Box, shapes: Survey) -> bool:
    return any(_holds(image, _middle(box)) for image in shapes.images)
