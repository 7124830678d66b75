"""Which shapes does a page paint, in which order, and where? Its text, what may cover text, and its pictures, those in forms too."""

import ctypes
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdfium2 import raw

from forbear.packet.hygiene import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

DARK = 0.3  # luminance below which a box covers like a redaction
OPAQUE = 215  # of 255
LEAST_SIDE, LEAST_AREA = 3.0, 25.0  # points; a smaller box covers no word
THICK = 4.0  # points: a line as thick as that covers words
DEEPEST, MOST_SHAPES = 6, 50_000


class Text(NamedTuple):
    """A run of letters as it is painted."""

    order: int
    at: int  # where PDFium keeps it
    box: Box
    mode: int
    light: float | None  # luminance; none for a pattern
    alpha: int
    size: float
    turn: int  # how far its line is turned from upright, against the clock, in quarters


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


def area(box: Box) -> float:
    """Square points."""
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


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

    @property
    def turn(self) -> int:
        """How far a line is turned against the clock, in quarters."""
        if abs(self.b) > abs(self.a):
            return 1 if self.b > 0 else 3
        return 2 if self.a < 0 else 0

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


def survey(page: "PdfPage") -> Survey:
    """Every text, box and picture of a page, those in forms too, as far as a reasonable page goes."""
    walk = _Walk(Survey(page.get_bbox()))
    for index in range(min(raw.FPDFPage_CountObjects(page), MOST_SHAPES)):
        walk.visit(raw.FPDFPage_GetObject(page, index), None, 0)
    return walk.shapes


class _Walk:
    """Goes from shape to shape, with the room that PDFium fills when it is asked about one."""

    def __init__(self, shapes: Survey) -> None:
        self.shapes = shapes
        self._order = 0
        self._corners = [ctypes.c_float() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._number, self._mode, self._stroke = ctypes.c_float(), ctypes.c_int(), ctypes.c_int()
        self._matrix = raw.FS_MATRIX()

    def visit(self, shape: Any, within: Matrix | None, depth: int) -> None:
        """Takes down a shape; of a form, the shapes in it."""
        self._order += 1
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._text(shape, within)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self.shapes.drawn += 1
            self._path(shape, self._bounds(shape, within))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box, edge = self._bounds(shape, within), self.shapes.box
            box = (max(box[0], edge[0]), max(box[1], edge[1]), min(box[2], edge[2]), min(box[3], edge[3]))
            if area(box):
                self.shapes.images.append(box)
                if area(box) >= LEAST_AREA and not raw.FPDFPageObj_HasTransparency(shape):
                    self.shapes.covers.append(Cover(self._order, box, None, shape))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            self.shapes.drawn += 1
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = self._way(shape).within(within)
            for index in range(raw.FPDFFormObj_CountObjects(shape)):
                if self._order > MOST_SHAPES:
                    return
                self.visit(raw.FPDFFormObj_GetObject(shape, index), inner, depth + 1)

    def _text(self, shape: Any, within: Matrix | None) -> None:
        raw.FPDFTextObj_GetFontSize(shape, self._number)
        way = self._way(shape)
        size = abs(self._number.value) * way.scale * (within.scale if within else 1)
        turn = way.within(within).turn if within else way.turn
        light, alpha = self._light(raw.FPDFPageObj_GetFillColor, shape)
        mode, at = raw.FPDFTextObj_GetTextRenderMode(shape), ctypes.addressof(shape.contents)
        self.shapes.texts.append(Text(self._order, at, self._bounds(shape, within), mode, light, alpha, size, turn))

    def _path(self, shape: Any, box: Box) -> None:
        """Takes down a path that is filled, or a line so thick that it covers words."""
        narrow = min(box[2] - box[0], box[3] - box[1])
        if narrow < LEAST_SIDE or area(box) < LEAST_AREA:
            return
        raw.FPDFPath_GetDrawMode(shape, self._mode, self._stroke)
        if self._mode.value:
            light, alpha = self._light(raw.FPDFPageObj_GetFillColor, shape)
        else:
            raw.FPDFPageObj_GetStrokeWidth(shape, self._number)
            if self._number.value < THICK or narrow > 3 * self._number.value:
                return
            light, alpha = self._light(raw.FPDFPageObj_GetStrokeColor, shape)
        if light is not None and alpha >= OPAQUE and (light < DARK or not raw.FPDFPageObj_HasTransparency(shape)):
            self.shapes.covers.append(Cover(self._order, box, light, shape))

    def _way(self, shape: Any) -> Matrix:
        matrix = self._matrix
        raw.FPDFPageObj_GetMatrix(shape, matrix)
        return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _bounds(self, shape: Any, within: Matrix | None) -> Box:
        corners = self._corners
        raw.FPDFPageObj_GetBounds(shape, *corners)
        left, bottom, right, top = corners[0].value, corners[1].value, corners[2].value, corners[3].value
        if within is None:
            return left, bottom, right, top
        points = [within.point(x, y) for x in (left, right) for y in (bottom, top)]
        return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)

    def _light(self, ask: Any, shape: Any) -> tuple[float | None, int]:
        """Luminance and opacity; no luminance for a pattern."""
        colour = self._colour
        if not ask(shape, *colour):
            return None, 255
        red, green, blue, alpha = colour[0].value, colour[1].value, colour[2].value, colour[3].value
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255, alpha
