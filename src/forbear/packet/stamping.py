"""How does a page get its number? Stamped upright at the lower right of what is seen of it, whatever its own content does.

A stamp is text in one embedded font, drawn after the page's own content, which is shut in a form of its own so that it cannot
shift or hide the stamp. Marks such as DRAFT stand at the top of a page, and one word in outline may stand across it.
"""

import io
import math
import re
from collections.abc import Sequence
from typing import Any

SIZE, MARK_SIZE, ACROSS_SIZE = 11.0, 8.5, 150.0  # points
FROM_RIGHT, FROM_BOTTOM, FROM_TOP, AROUND = 30.0, 22.0, 20.0, 3.0  # points
BLANK = "This page is intentionally left blank."
GREY = 0.35  # dark enough for any printer; 0 is black
OF_PAGE = frozenset({"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Annots", "/Group"})
SETTING = b"""
#set document(date: none)
#set page(width: auto, height: auto)
#set text(font: "Libertinus Serif", weight: "bold", ligatures: false, number-type: "lining", number-width: "tabular")
#sys.inputs.letters
"""


class Stamps:
    """The stamps of a packet. `marks` are lines at the top of every page; `across` is a word over every page."""

    def __init__(self, marks: Sequence[str] = (), across: str = "") -> None:
        self.marks, self.across = marks, across
        self._face = _Face("".join(("0123456789?", BLANK, across, *marks)))

    def on(self, pdf: Any) -> "FileStamps":
        """The stamps for the pages of one file."""
        return FileStamps(pdf, self, self._face)


class FileStamps:
    """Puts stamps on the pages of one file; what pages have in common is in it once."""

    def __init__(self, pdf: Any, stamps: Stamps, face: "_Face") -> None:
        self._pdf, self._stamps, self._face = pdf, stamps, face
        self._font = pdf.copy_foreign(face.font)
        self._seen: set[tuple[int, int]] = set()
        self._marks: dict[tuple[float, float], Any] = {}

    def put(self, page: Any, number: int, *, marked: bool = True, blank: bool = False) -> None:
        """Stamps a page with its number and, where it is marked, with the marks."""
        from pikepdf import Dictionary

        own: Any = page.obj
        for key in set(own.keys()) - OF_PAGE:
            del own[key]
        matrix, width, height = _seen_of(page)
        resources: Any = Dictionary(own.get("/Resources", Dictionary()))
        # Forms of old files draw with the resources of the page, so these stay, and ours stand beside them.
        drawn = Dictionary(resources.get("/XObject", Dictionary()))
        fonts = Dictionary(resources.get("/Font", Dictionary()))
        content = b""
        form = self._shut_in(page)
        if form is not None:
            drawn["/ForbearPage"] = form
            content = b"/ForbearPage Do\n"
        content += b"q %b cm\n" % matrix
        if marked and (self._stamps.marks or self._stamps.across):
            drawn["/ForbearMarks"] = self._marks_for(width, height)
            content += b"/ForbearMarks Do\n"
        if blank:
            content += self._face.line(BLANK, SIZE, (width - self._face.width(BLANK, SIZE)) / 2, height / 2, under=False)
        said = str(number)
        content += self._face.line(said, SIZE, width - FROM_RIGHT - self._face.width(said, SIZE), FROM_BOTTOM) + b"Q"
        fonts["/ForbearType"] = self._font
        resources["/XObject"], resources["/Font"] = drawn, fonts
        own.Resources = resources
        own.Contents = self._pdf.make_stream(content)

    def _shut_in(self, page: Any) -> Any:
        """The page's own content as a form, which keeps to itself whatever it does to the state of drawing."""
        from pikepdf import Array, Dictionary, Name, Stream

        own = page.obj
        if isinstance(own.get("/Contents"), Array):
            page.contents_coalesce()
        form = own.get("/Contents")
        if not isinstance(form, Stream):
            return None
        if form.objgen in self._seen:  # two pages draw the same content, perhaps with other resources
            form = self._pdf.make_indirect(form.copy())
        self._seen.add(form.objgen)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array(own.MediaBox)
        form.Resources = own.get("/Resources", Dictionary())
        return form

    def _marks_for(self, width: float, height: float) -> Any:
        """The marks for pages of one size."""
        from pikepdf import Array, Dictionary, Name

        if (width, height) not in self._marks:
            content = self._face.across(self._stamps.across, width, height) if self._stamps.across else b""
            for number, mark in enumerate(self._stamps.marks):
                size = min(MARK_SIZE, MARK_SIZE * (width - 2 * FROM_RIGHT) / self._face.width(mark, MARK_SIZE))
                left = (width - self._face.width(mark, size)) / 2
                content += self._face.line(mark, size, left, height - FROM_TOP - number * (MARK_SIZE + AROUND), grey=GREY)
            form = self._pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, width, height]))
            form.Resources = Dictionary(Font=Dictionary(ForbearType=self._font))
            self._marks[width, height] = form
        return self._marks[width, height]


class _Face:
    """The letters of stamps, cut by the typesetter from the font of the papers."""

    def __init__(self, letters: str) -> None:
        import pikepdf
        import typst

        made = typst.compile(SETTING, sys_inputs={"letters": "".join(sorted(set(letters)))}, ignore_system_fonts=True)
        self._pdf = pikepdf.open(io.BytesIO(made))  # open as long as files copy from it
        self.font = next(iter(self._pdf.pages[0].obj.Resources.Font.values()))
        map_ = self.font.ToUnicode.read_bytes().decode("latin-1")
        self._codes = {chr(int(letter, 16)): int(code, 16) for code, letter in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]{4})>\n", map_)}
        self._widths = _widths(self.font.DescendantFonts[0].W)

    def _code(self, letter: str) -> int:
        return self._codes.get(letter, self._codes["?"])

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in points."""
        return sum(self._widths[self._code(letter)] for letter in text) * size / 1000

    def line(self, text: str, size: float, left: float, base: float, *, grey: float = 0, under: bool = True) -> bytes:
        """Draws a text, on white where it must be legible on a dark page."""
        room = f"1 g {left - AROUND:.2f} {base - AROUND:.2f} {self.width(text, size) + 2 * AROUND:.2f} {size * 0.7 + 2 * AROUND:.2f} re f\n"
        return (
            f"{room if under else ''}{grey} g BT /ForbearType {size:.2f} Tf {left:.2f} {base:.2f} Td {self._hex(text)} Tj ET\n"
        ).encode()

    def across(self, text: str, width: float, height: float) -> bytes:
        """Draws a text from corner to corner in outline, so that what lies under it can be read."""
        length = math.hypot(width, height)
        size = min(ACROSS_SIZE, 0.75 * length / self.width(text, 1))
        cos, sin = width / length, height / length
        wide, high = self.width(text, size), size * 0.65
        left, base = width / 2 - (wide * cos - high * sin) / 2, height / 2 - (wide * sin + high * cos) / 2
        turned = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {left:.2f} {base:.2f} Tm"
        return f"q {GREY + 0.25} G 1.2 w BT 1 Tr /ForbearType {size:.2f} Tf {turned} {self._hex(text)} Tj ET Q\n".encode()

    def _hex(self, text: str) -> str:
        return "<" + "".join(f"{self._code(letter):04X}" for letter in text) + ">"


def _widths(table: Any) -> dict[int, float]:
    """The widths of a font's letters: a first code with a list of widths, or a first and a last code with one width for all."""
    from pikepdf import Array

    widths: dict[int, float] = {}
    items = list(table)
    while items:
        first = int(items.pop(0))
        if isinstance(items[0], Array):
            widths |= {first + place: float(width) for place, width in enumerate(items.pop(0))}
        else:
            last, width = int(items.pop(0)), float(items.pop(0))
            widths |= dict.fromkeys(range(first, last + 1), width)
    return widths


def _seen_of(page: Any) -> tuple[bytes, float, float]:
    """The matrix that puts a drawing upright on what is seen of a page, and its width and height in points."""
    media, crop = ([float(side) for side in box] for box in (page.mediabox, page.cropbox))
    (left, right), (bottom, top) = (
        (max(min(media[side], media[side + 2]), min(crop[side], crop[side + 2])), min(max(media[side::2]), max(crop[side::2])))
        for side in (0, 1)
    )
    unit = float(page.obj.get("/UserUnit", 1))
    turn = int(page.obj.get("/Rotate", 0)) % 360
    a, b, c, d, e, f = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[turn]
    width, height = (right - left) * unit, (top - bottom) * unit
    matrix = " ".join(f"{value:.5g}" for value in (a / unit, b / unit, c / unit, d / unit, e, f)).encode()
    return matrix, *((height, width) if turn % 180 else (width, height))
