"""How does a page come onto letter paper? Upright, whole, never enlarged; pages that are letter already stay as they are."""

from collections.abc import Sequence
from typing import Any

from forbear.packet.job import Found, Lie, listed

WIDTH, HEIGHT = 612.0, 792.0  # points
NEARLY = 3.0  # points by which a letter page may differ
SMALLEST = 6.0  # points: smaller letters are not read on paper


def lettered(pdf: Any, margin: float, lies: Sequence[Lie], numbers: Sequence[int]) -> list[Found]:
    """Puts each page on letter paper, upright; tells what was turned or shrunk.

    Paper stands upright; it lies where a wide page's letters would else become too small to read.
    """
    lying, scaled = [], []
    for page, (size, turn), number in zip(pdf.pages, lies, numbers, strict=True):
        left, bottom, right, top = _box(page)
        unit = float(page.obj.get("/UserUnit", 1))
        wide, high = ((top - bottom) * unit, (right - left) * unit) if turn % 180 else ((right - left) * unit, (top - bottom) * unit)
        if not turn and unit == 1 and _is_letter(left, bottom, right, top):
            _bare(page)
            page.obj.MediaBox = [0, 0, WIDTH, HEIGHT]
            continue
        paper = (WIDTH, HEIGHT)
        if wide > high and size and size * unit * min((WIDTH - 2 * margin) / wide, 1) < SMALLEST:
            paper = (HEIGHT, WIDTH)
            lying.append(number)
        scale = min((paper[0] - 2 * margin) / wide, (paper[1] - 2 * margin) / high, 1)
        if scale < 0.5:
            scaled.append(number)
        _placed(pdf, page, scale * unit, turn, paper)
    found = []
    if lying:
        found.append(
            Found(lying[0], "wide-page", "note", f"The paper lies on {listed(lying)}: upright, the letters would be too small to read.")
        )
    if scaled:
        found.append(
            Found(
                scaled[0],
                "large-page",
                "ask",
                f"Made less than half its size to fit letter paper: {listed(scaled)}; see that it can be read.",
            )
        )
    return found


def _box(page: Any) -> tuple[float, float, float, float]:
    """What a screen shows of a page: its crop within its paper."""
    media, crop = ([float(side) for side in box] for box in (page.mediabox, page.cropbox))
    media, crop = ([min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])] for b in (media, crop))
    left, bottom, right, top = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = media
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = 0.0, 0.0, WIDTH, HEIGHT
    return left, bottom, right, top


def _is_letter(left: float, bottom: float, right: float, top: float) -> bool:
    return all(abs(side - wanted) < NEARLY for side, wanted in ((left, 0), (bottom, 0), (right, WIDTH), (top, HEIGHT)))


def _bare(page: Any) -> None:
    for key in ("/CropBox", "/Rotate", "/UserUnit"):
        if key in page.obj:
            del page.obj[key]


def _placed(pdf: Any, page: Any, scale: float, turn: int, paper: tuple[float, float]) -> None:
    """Draws the page in the middle of a paper; what lies outside the page's own edge is cut off by it."""
    from pikepdf import Array, Dictionary

    left, bottom, right, top = _box(page)
    form = _form(pdf, page)
    form.BBox = Array([left, bottom, right, top])
    wide, high = ((top - bottom), (right - left)) if turn % 180 else ((right - left), (top - bottom))
    across, up = (paper[0] - wide * scale) / 2, (paper[1] - high * scale) / 2
    a, b, c, d, e, f = {  # turned with the clock about the page's corner
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[turn // 90 * 90]
    matrix = [value * scale for value in (a, b, c, d, e, f)]
    words = " ".join(f"{value:.5f}" for value in (*matrix[:4], matrix[4] + across, matrix[5] + up))
    _bare(page)
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=form))
    page.obj.Contents = pdf.make_stream(f"q {words} cm /Page Do Q".encode())
    page.obj.MediaBox = Array([0, 0, paper[0], paper[1]])


def _form(pdf: Any, page: Any) -> Any:
    """The page's content as something to be drawn, packed as it was."""
    from pikepdf import Array, Name, Stream

    if isinstance(page.obj.get("/Contents"), Array):
        page.contents_coalesce()
    content = page.obj.get("/Contents")
    if not isinstance(content, Stream):
        form = pdf.make_stream(b"")
    elif isinstance(page.obj.Contents.get("/Filter"), Name):
        form = pdf.make_stream(b"")
        form.write(content.read_raw_bytes(), filter=content.Filter, decode_parms=content.get("/DecodeParms"))
    else:
        form = pdf.make_stream(content.read_bytes())
    form.Type, form.Subtype, form.Resources = Name.XObject, Name.Form, page.resources
    if "/Group" in page.obj:
        form.Group = page.obj.Group
        del page.obj["/Group"]
    return form
