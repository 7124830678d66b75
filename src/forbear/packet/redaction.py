"""What does a page hold that it does not show? Words under boxes or pictures, invisible, of the paper's colour, tiny, off it.

Shapes are looked at in the order in which they are painted; where one may hide words, the page is drawn, and what the drawing shows
decides. The words that a scanner's recognition laid behind its picture are rightly invisible, unless the picture is black there.
What lies under a box is never told: only the page.
"""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdfium2 import raw

from forbear.packet.hygiene import Box
from forbear.packet.job import Found

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage, PdfTextPage

INVISIBLE_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
FAINT = 0.93  # luminance from which letters may vanish in the paper
ALIKE = 0.1  # luminance by which letters differ from what they stand on, if they are to be seen
DARK = 0.3
TINY = 2.0  # points
OPAQUE = 215  # of 255
LEAST_SIDE, LEAST_AREA = 3.0, 25.0  # points; a smaller box covers no word
THICK = 4.0  # points: a line as thick as that covers words
FLAT = 30  # shades of 255: where a picture varies less it shows no letter
DEEPEST, MOST_SHAPES = 6, 50_000
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


class Text(NamedTuple):
    """A run of letters as it is painted."""

    order: int
    at: int  # where PDFium keeps it
    box: Box
    mode: int
    light: float | None  # luminance; none for a pattern
    alpha: int
    size: float


class Cover(NamedTuple):
    """Something that may hide what was painted before it."""

    order: int
    box: Box
    light: float | None  # none for a picture
    shape: Any


@dataclass
class Survey:
    """The shapes of a page in the order in which they are painted."""

    box: Box
    texts: list[Text] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    drawn: int = 0

    @property
    def width(self) -> float:
        """In points."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """In points."""
        return self.box[3] - self.box[1]


@dataclass
class Unseen:
    """What a page holds unshown: the places of its signs, how many words by how they are hidden; and whether its words were recognised."""

    signs: set[int] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)
    redacted: int = 0  # words under a dark box
    pictured: int = 0  # dark boxes on a picture that still holds what they cover
    recognised: bool = False


def area(box: Box) -> float:
    """Square points."""
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


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


def survey(page: "PdfPage") -> Survey:
    """Every text, box and picture of a page, those in forms too, as far as a reasonable page goes."""
    shapes = Survey(page.get_bbox())
    corners = [ctypes.c_float() for _ in range(4)]
    colour = [ctypes.c_uint() for _ in range(4)]
    number, mode, stroke = ctypes.c_float(), ctypes.c_int(), ctypes.c_int()
    matrix = raw.FS_MATRIX()
    order = 0

    def bounds(shape: Any, within: "Matrix | None") -> Box:
        raw.FPDFPageObj_GetBounds(shape, *corners)
        left, bottom, right, top = (corner.value for corner in corners)
        if within is None:
            return left, bottom, right, top
        points = [within.point(x, y) for x in (left, right) for y in (bottom, top)]
        return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)

    def light(ask: Any, shape: Any) -> tuple[float | None, int]:
        if not ask(shape, *colour):
            return None, 255
        red, green, blue, alpha = (part.value for part in colour)
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255, alpha

    def visit(shape: Any, within: "Matrix | None", depth: int) -> None:
        nonlocal order
        order += 1
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            raw.FPDFTextObj_GetFontSize(shape, number)
            raw.FPDFPageObj_GetMatrix(shape, matrix)
            scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) * (within.scale if within else 1)
            lum, alpha = light(raw.FPDFPageObj_GetFillColor, shape)
            at = ctypes.addressof(shape.contents)
            render = raw.FPDFTextObj_GetTextRenderMode(shape)
            shapes.texts.append(Text(order, at, bounds(shape, within), render, lum, alpha, abs(number.value) * scale))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            shapes.drawn += 1
            box = bounds(shape, within)
            if box[2] - box[0] < LEAST_SIDE or box[3] - box[1] < LEAST_SIDE or area(box) < LEAST_AREA:
                return
            raw.FPDFPath_GetDrawMode(shape, mode, stroke)
            if mode.value:
                lum, alpha = light(raw.FPDFPageObj_GetFillColor, shape)
            else:
                raw.FPDFPageObj_GetStrokeWidth(shape, number)
                if number.value < THICK or min(box[2] - box[0], box[3] - box[1]) > 3 * number.value:
                    return
                lum, alpha = light(raw.FPDFPageObj_GetStrokeColor, shape)
            if lum is not None and alpha >= OPAQUE and (lum < DARK or not raw.FPDFPageObj_HasTransparency(shape)):
                shapes.covers.append(Cover(order, box, lum, shape))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = bounds(shape, within)
            edge = shapes.box
            box = (max(box[0], edge[0]), max(box[1], edge[1]), min(box[2], edge[2]), min(box[3], edge[3]))
            if area(box):
                shapes.images.append(box)
                if area(box) >= LEAST_AREA and not raw.FPDFPageObj_HasTransparency(shape):
                    shapes.covers.append(Cover(order, box, None, shape))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            shapes.drawn += 1
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            raw.FPDFPageObj_GetMatrix(shape, matrix)
            inner = Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f).within(within)
            for index in range(raw.FPDFFormObj_CountObjects(shape)):
                if order > MOST_SHAPES:
                    return
                visit(raw.FPDFFormObj_GetObject(shape, index), inner, depth + 1)

    for index in range(min(raw.FPDFPage_CountObjects(page), MOST_SHAPES)):
        visit(raw.FPDFPage_GetObject(page, index), None, 0)
    return shapes


class Matrix(NamedTuple):
    """A way from the space of a form to that of the page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @property
    def scale(self) -> float:
        """By how much lengths grow."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: "Matrix | None") -> "Matrix":
        """First this way, then the outer one."""
        if outer is None:
            return self
        e, f = outer.point(self.e, self.f)
        return Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )


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
        raw.FPDFPageObj_SetIsActive(box.shape, active=False)
    bare = _Drawing(page)
    count = sum(not bare.is_flat(_inner(box)) for box in (*(cover.box for cover in boxes), *marks) if _on_picture(box, shapes))
    for box in boxes:
        raw.FPDFPageObj_SetIsActive(box.shape, active=True)
    return count


def _inner(box: Box) -> Box:
    """A box without its edge, where the picture around it shines through."""
    return box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1


def _on_picture(box: Box, shapes: Survey) -> bool:
    return any(_holds(image, _middle(box)) for image in shapes.images)
