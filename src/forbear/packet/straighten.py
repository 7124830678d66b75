"""How does a picture of a page become one whose words can be recognised? Cut out, seen from straight above, evenly lit, its lines level."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

if TYPE_CHECKING:
    Picture = Image.Image

SMALL = 300  # pixels of the longer side of the picture in which a page's edges and the slope of its lines are looked for
EDGE = 0.04  # of the longer side, at which a page is not looked at for its slope
LEVEL = 1100  # pixels, for the slope
LONG = 3300  # pixels of the longer side that is recognised: letter paper at 300 dots an inch
STEEPEST = 7.0  # degrees by which the lines of a page slope at most
LEAST, MOST = 0.2, 0.96  # of the picture, that a page on a table fills
PAPER = 170  # the shade of the darkest paper that a scanner gives
INKED, DARK, WHITE = 0.005, 120, 238  # how much of a page is ink; the palest shade taken for black; from where on it is paper
GREY = 0.1  # of a page, that is neither black nor white where it is no fax
GROUND = 8  # by how much the picture is made smaller to see the paper without its letters


def straightened(image: "Picture", *, photographed: bool) -> "Picture":
    """The page in grey. Its lines lie level; whether they stand on their head is not told here."""
    if photographed:
        image = _cut_out(image)
    scale = LONG / max(image.size)
    if scale > 1.02 or scale < 0.95:
        way = Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.LANCZOS
        image = image.resize((round(image.width * scale), round(image.height * scale)), way)
    image = _evenly_lit(_without_specks(image))
    slope, upright = _slope(image)
    if not upright:
        image = image.transpose(Image.Transpose.ROTATE_90)
    if abs(slope) > 0.08:
        image = image.rotate(slope, Image.Resampling.BICUBIC, fillcolor=255)
    return image


def _cut_out(image: "Picture") -> "Picture":
    """The page alone, seen from above, where it lies on something darker and its corners are seen; else the picture as it is."""
    scale = SMALL / max(image.size)
    small = image.resize((max(round(image.width * scale), 8), max(round(image.height * scale), 8)), Image.Resampling.BOX)
    small = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5))  # without its letters
    if np.asarray(small)[[1, 1, -2, -2], [1, -2, 1, -2]].min() > PAPER:
        return image  # the paper reaches to every corner
    edge = _edge(small)
    light = small.point(lambda value: 255 if value > edge else 0)
    seed = (small.width // 2, small.height // 2)
    if light.getpixel(seed) != 255:
        return image
    ImageDraw.floodfill(light, seed, 128)
    mask = np.asarray(light) == 128
    if not LEAST < mask.mean() < MOST:
        return image
    down, across = np.nonzero(mask)
    ends = [np.argmin(across + down), np.argmax(down - across), np.argmax(across + down), np.argmax(across - down)]  # NW SW SE NE
    corners = [(float(across[end]) / scale, float(down[end]) / scale) for end in ends]
    if _area(corners) * scale * scale < 0.85 * mask.sum():  # no four-cornered thing
        return image
    nw, sw, se, ne = (np.array(corner) for corner in corners)
    width = round(max(np.linalg.norm(ne - nw), np.linalg.norm(se - sw)))
    height = round(max(np.linalg.norm(sw - nw), np.linalg.norm(se - ne)))
    big = LONG / max(width, height)
    size = (round(width * big), round(height * big))
    return image.transform(size, Image.Transform.PERSPECTIVE, _view(corners, size), Image.Resampling.BICUBIC, fillcolor=255)


def _edge(image: "Picture") -> float:
    """The shade that parts a picture's light from its dark best (Otsu 1979)."""
    counts = np.array(image.histogram()[:256], dtype=float)
    shades = np.arange(256)
    below = np.cumsum(counts)
    above = below[-1] - below
    dark, all_ = np.cumsum(counts * shades), (counts * shades).sum()
    with np.errstate(all="ignore"):
        between = below * above * (dark / below - (all_ - dark) / above) ** 2
    return float(np.nanargmax(between))


def _area(corners: list[tuple[float, float]]) -> float:
    around = [*corners, corners[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(around))) / 2


def _view(corners: list[tuple[float, float]], size: tuple[int, int]) -> list[float]:
    """The eight numbers by which each place of an upright page is found in the picture."""
    width, height = size
    goals = [(0, 0), (0, height), (width, height), (width, 0)]
    rows: list[list[float]] = []
    wanted: list[float] = []
    for (x, y), (u, v) in zip(goals, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    found: Any = np.linalg.solve(np.array(rows, dtype=float), np.array(wanted, dtype=float))
    return [float(one) for one in found]


def _without_specks(image: "Picture") -> "Picture":
    """A page of black and white alone, as faxes are, without the specks of the line; any other as it is."""
    shades = image.histogram()
    if sum(shades[40:215]) > GREY * image.width * image.height:
        return image
    return image.filter(ImageFilter.MedianFilter(3))


def _evenly_lit(image: "Picture") -> "Picture":
    """The picture with its paper white wherever a shadow lay on it."""
    small = image.resize((max(image.width // GROUND, 1), max(image.height // GROUND, 1)), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(9)).resize(image.size, Image.Resampling.BILINEAR)
    lit = ImageChops.invert(ImageChops.subtract(ground, image))  # 255 minus how much darker than the paper round about
    shades = np.cumsum(lit.histogram())
    black = min(int(np.searchsorted(shades, INKED * shades[-1])), DARK)  # the grain of an empty page is not made letters of
    return lit.point([round(min(max(shade - black, 0) / (WHITE - black), 1) * 255) for shade in range(256)])


def _slope(image: "Picture") -> tuple[float, bool]:
    """By how many degrees the lines fall to the right, and whether they run across the picture rather than along it."""
    small = image.resize([round(side * LEVEL / max(image.size)) for side in image.size], Image.Resampling.BOX)
    ink = ImageOps.crop(ImageChops.invert(small), round(EDGE * LEVEL))  # the edge of the paper and what lies beyond it are no lines
    across, along = _best(ink), _best(ink.transpose(Image.Transpose.ROTATE_90))
    return (across[1], True) if across[0] >= along[0] else (along[1], False)


def _best(ink: "Picture") -> tuple[float, float]:
    """How sharply lines stand out at the slope where they do most, and that slope."""

    def sharp(slope: float) -> float:
        rows: Any = np.asarray(ink.rotate(slope, Image.Resampling.NEAREST), dtype=np.float32).sum(axis=1)
        return float((np.diff(rows) ** 2).sum())

    tried = {slope: sharp(slope) for slope in np.arange(-STEEPEST, STEEPEST + 0.1, 1.0)}
    for step in (0.5, 0.25, 0.12):
        top = max(tried, key=lambda slope: tried[slope])
        tried |= {slope: sharp(slope) for slope in (top - step, top + step)}
    top = max(tried, key=lambda slope: tried[slope])
    return tried[top], float(top)
