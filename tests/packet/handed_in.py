"""Fictional exhibits, made object by object: ordinary ones, careless ones, hostile ones."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont
from tests.guard.papers import LETTER, typed

LEASE = [
    "Lease between Marisol Quintanar and Oak Street Homes",
    "The tenant has lived at the house since May 2015.",
    "Rent is paid each month.",
]
FONT = ImageFont.load_default(size=34)
Change = Callable[[pikepdf.Pdf], Any]


def content(words: list[str], more: str = "", top: int = 720) -> bytes:
    return typed(words, top=top) + b" " + more.encode()


def word_box(line: int, left: float = 70, width: float = 480) -> str:
    """The rectangle that covers a line of `typed`."""
    return f"{left} {720 - 14 * line - 4} {width} 15 re"


def picture_of(words: list[str], *, size: tuple[int, int] = (1275, 1650), mode: str = "L", turned: int = 0) -> Image.Image:
    """A scan at 150 dots an inch."""
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    for place, line in enumerate(words):
        draw.text((120, 150 + 60 * place), line, fill=0, font=FONT)
    return image.rotate(turned, expand=True, fillcolor=255).convert(mode)


def coded(image: Image.Image, kind: str = "JPEG", **save: Any) -> bytes:
    into = io.BytesIO()
    image.save(into, kind, **save)
    return into.getvalue()


def scanned(image: Image.Image, more: str = "", below: str = "", *, jpeg: bytes | None = None) -> bytes:
    """A PDF of one letter page that is the picture of a scan; `more` is painted over it, `below` before it."""

    def change(made: pikepdf.Pdf) -> None:
        page = made.pages[0].obj
        stream = made.make_stream(jpeg or coded(image.convert("L")), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
        stream.Width, stream.Height, stream.BitsPerComponent, stream.ColorSpace = *image.size, 8, Name.DeviceGray
        page.Resources.XObject = Dictionary(Scan=stream)

    return paper([f"{below} q 612 0 0 792 0 0 cm /Scan Do Q {more}".encode()], change)


def paper(pages: list[bytes], change: Change | None = None, size: tuple[float, float] = LETTER, **save: Any) -> bytes:
    """A PDF of content streams, with a font that it carries no program of."""
    made = pikepdf.new()
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))
    for stream in pages:
        page = made.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = made.make_stream(stream)
    if change:
        change(made)
    into = io.BytesIO()
    made.save(into, **save)
    return into.getvalue()


def noted(*notes: Dictionary) -> Change:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Annots = Array([made.make_indirect(item) for item in notes])

    return change


def mark(kind: str, box: tuple[float, float, float, float], **more: Any) -> Dictionary:
    left, bottom, right, top = box
    quads = {"QuadPoints": Array([left, top, right, top, left, bottom, right, bottom])} if kind == "Highlight" else {}
    return Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array(box), **quads, **more)


def drawn(made: pikepdf.Pdf, box: tuple[float, float, float, float], stream: str) -> Dictionary:
    """The appearance of an annotation."""
    left, bottom, right, top = box
    form = made.make_stream(stream.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, right - left, top - bottom]))
    return Dictionary(N=form)


def laden(made: pikepdf.Pdf) -> None:
    """Gives a PDF of one page everything that a filing must not carry."""
    page = made.pages[0].obj
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('SENTINEL-SCRIPT')"))
    made.Root.OpenAction = script
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), made.make_indirect(script)])))
    made.attachments["SENTINEL-FILE.txt"] = b"SENTINEL-ATTACHED"
    made.docinfo["/Author"] = "SENTINEL-AUTHOR"
    with made.open_metadata() as about:
        about["dc:creator"] = ["SENTINEL-CREATOR"]
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("SENTINEL-OUTLINE", 0))
    page.PieceInfo = Dictionary(Maker=Dictionary(Private=String("SENTINEL-PIECE")))
    page.Thumb = made.make_stream(b"\x00" * 12, Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceRGB)
    page.AA = Dictionary(O=script)
    box = (300, 300, 400, 330)
    stamp = mark("Stamp", box, F=4, AP=drawn(made, box, "BT /F1 12 Tf 2 8 Td (RECEIVED) Tj ET"))
    stamp.AP.N.Resources = Dictionary(Font=page.Resources.Font)
    field = mark("Widget", (72, 400, 272, 420), F=4, FT=Name.Tx, T=String("name"), V=String("Typed answer"), DA=String("/F1 12 Tf 0 g"))
    field = made.make_indirect(field)
    page.Annots = Array([
        made.make_indirect(item)
        for item in (
            mark("Link", (72, 700, 200, 720), A=Dictionary(S=Name.URI, URI=String("https://example.org/SENTINEL-LINK"))),
            mark("Text", (500, 700, 520, 720), Contents=String("SENTINEL-COMMENT")),
            mark("FileAttachment", (500, 600, 520, 620), Contents=String("SENTINEL-PINNED")),
            mark("Screen", (72, 100, 200, 200)),
            stamp,
        )
    ] + [field])  # fmt: skip
    made.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, DR=Dictionary(Font=page.Resources.Font), DA=String("/F1 12 Tf 0 g")
    )


def layered(made: pikepdf.Pdf) -> None:
    """Puts the second line of the first page, and a form, on a layer that is off, and the third on one that is on."""
    page = made.pages[0].obj
    off, on = (made.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Notes", "Text"))
    made.Root.OCProperties = Dictionary(OCGs=Array([off, on]), D=Dictionary(OFF=Array([off]), ON=Array([on])))
    page.Resources.Properties = Dictionary(Off=off, On=on)
    form = made.make_stream(content(["LAYERED FORM"], top=300), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]), OC=off)
    form.Resources = Dictionary(Font=page.Resources.Font)
    page.Resources.XObject = Dictionary(Layer=form)
    lines = [content(["Shown at once"]), b"/OC /Off BDC q 1 0 0 rg " + content(["LAYERED WORDS"], top=700) + b" Q EMC"]
    lines += [b"/OC /On BDC " + content(["Shown by its layer"], top=680) + b" EMC /Layer Do"]
    page.Contents = made.make_stream(b" ".join(lines))


def bomb(size: int = 2_000_000_000) -> bytes:
    """A page whose content unpacks to gigabytes: one packed block, over and over."""
    block = b"BT (x) Tj ET " * 80_000
    packer = zlib.compressobj(9)
    start = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = start + again * (size // len(block)) + packer.flush()

    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.Contents.write(packed, filter=Name.FlateDecode)

    return paper([b""], change)


def laughing(depth: int = 30) -> bytes:
    """Forms that each draw the next one ten times."""

    def change(made: pikepdf.Pdf) -> None:
        inner = made.make_stream(b"BT /F1 9 Tf (ha) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]))
        for _ in range(depth):
            outer = made.make_stream(b"/F Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]))
            outer.Resources = Dictionary(XObject=Dictionary(F=inner))
            inner = made.make_indirect(outer)
        made.pages[0].obj.Resources.XObject = Dictionary(F=inner)

    return paper([b"/F Do"], change)


def circling() -> bytes:
    """A form that draws itself."""

    def change(made: pikepdf.Pdf) -> None:
        form = made.make_stream(b"/F Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]))
        form.Resources = Dictionary(XObject=Dictionary(F=form))
        made.pages[0].obj.Resources.XObject = Dictionary(F=form)

    return paper([content(LEASE, "/F Do")], change)


def crowded(pages: int = 10**9) -> bytes:
    """A tree in which each branch holds the next one ten times: a billion pages in a kilobyte."""
    depth = len(str(pages)) - 1
    objects = ["<</Type/Catalog/Pages 2 0 R>>"]
    for level in range(depth):
        kids = f"{level + 3} 0 R " * 10
        parent = f"/Parent {level + 1} 0 R" if level else ""
        objects.append(f"<</Type/Pages/Count {10 ** (depth - level)}/Kids[{kids}]{parent}>>")
    objects.append(f"<</Type/Page/MediaBox[0 0 612 792]/Parent {depth + 1} 0 R>>")
    body, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{item}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n"
    return body + head.encode() + f"startxref\n{len(body)}\n%%EOF".encode()
