"""Papers made for the tests of reading: Word files part by part, PDFs object by object."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
LETTER = (612, 792)


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(item if item.startswith('<') else run(item) for item in runs)}</w:p>"


def story(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {SPACES}>{inside}</{root}>'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return into.getvalue()


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    return zipped({"word/document.xml": story("w:document", f"<w:body>{body}</w:body>"), **(parts or {})})


def pdf(*pages: bytes | str, change: Callable[[pikepdf.Pdf], Any] | None = None, **save: Any) -> bytes:
    """A PDF of pages, each a content stream or lines of words."""
    made = pikepdf.new()
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))
    for content in pages:
        page = made.add_blank_page(page_size=LETTER)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = made.make_stream(content if isinstance(content, bytes) else typed(content.split("\n")))
    if change:
        change(made)
    into = io.BytesIO()
    made.save(into, **save)
    return into.getvalue()


def typed(lines: list[str], left: int = 72, top: int = 720, leading: int = 14) -> bytes:
    """Lines of 12-point type; an empty one is a gap between paragraphs."""
    shown = b" ".join(f"1 0 0 1 {left} {top - leading * place} Tm ({line}) Tj".encode("cp1252") for place, line in enumerate(lines) if line)
    return b"BT /F1 12 Tf " + shown + b" ET"


def note(kind: str, words: str, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([50, 50, 250, 80]), Contents=String(words), **more)


def noted(*notes: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def add(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Annots = Array([made.make_indirect(item) for item in notes])

    return add


def image_on(number: int, wide: int, high: int, up: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """An image at the left of a page, so many points wide and high, and so many above its foot."""

    def add(made: pikepdf.Pdf) -> None:
        page = made.pages[number - 1]
        image = made.make_stream(b"\x80" * 16)
        image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 4, 4
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
        page.obj.Resources.XObject = Dictionary(I1=image)
        page.contents_add(f"q {wide} 0 0 {high} 0 {up} cm /I1 Do Q".encode(), prepend=True)

    return add


def field(words: str, *, above: bool) -> Callable[[pikepdf.Pdf], None]:
    """A text field without an appearance, its value in the widget or in the field above it."""

    def add(made: pikepdf.Pdf) -> None:
        page = made.pages[0]
        place = made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([50, 50, 350, 80]), F=4))
        value = Dictionary(FT=Name.Tx, T=String("answer"), V=String(words), DA=String("/F1 12 Tf 0 g"))
        if above:
            value.Kids = Array([place])
            top = made.make_indirect(value)
            place.Parent = top
        else:
            for key, item in value.items():
                place[key] = item
            top = place
        page.obj.Annots = Array([place])
        made.Root.AcroForm = Dictionary(Fields=Array([top]), DR=Dictionary(Font=page.obj.Resources.Font), DA=String("/F1 12 Tf 0 g"))

    return add
