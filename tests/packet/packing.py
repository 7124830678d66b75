"""Packets made of real papers and exhibits, for specifications."""

import json
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import typst
from pikepdf import Array, Dictionary, Name

from forbear.drafting.setting import pages
from forbear.packet.joining import Contents
from forbear.packet.links import File
from forbear.packet.pagemap import Paper, Tab, settle
from forbear.packet.stamping import Stamps
from forbear.packet.tabs import INDEX, index, tab_sheets

LETTER = """
#let said = json(bytes(sys.inputs.words))
#set document(title: "Request", date: none)
#set page(paper: "us-letter", margin: 1in)
#set text(font: "Libertinus Serif", size: 12pt)
= Request <top>
#for cite in said [It is shown (#link(cite.uri, cite.text)). ]
#link("https://example.org")[Elsewhere] #link(<top>)[Back to the top]
"""
PROOF = '#set document(title: "Proof", date: none)\n#set page(paper: "us-letter")\n= Proof of service'


def exhibit(path, count, kilobytes=0, draw=""):
    """Writes an exhibit of letter pages that each tell their number; a page takes about so many kilobytes."""
    pdf = pikepdf.new()
    noise = numpy.random.default_rng(7)
    for number in range(1, count + 1):
        page = pdf.add_blank_page(page_size=(612, 792))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        side = int((kilobytes * 1024) ** 0.5)
        picture = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        drawn = f"{draw} BT /F 14 Tf 72 700 Td ({path.stem} page {number}) Tj ET"
        if side:
            page.obj.Resources.XObject = Dictionary(P=pdf.make_stream(noise.bytes(side * side), picture))
            drawn = f"q 500 0 0 500 50 100 cm /P Do Q {drawn}"
        page.obj.Contents = pdf.make_stream(drawn.encode())
    pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return path


def contents(exhibits, pins=(), *, marks=(), across="", marked=False):
    """A packet of a letter with these pins, an index, exhibits given as (id, path, pages), and a proof of service."""
    papers: dict[str, bytes] = {"proof": typst.compile(PROOF.encode(), ignore_system_fonts=True)}

    def measure(known):
        said = [{"uri": f"forbear-pin:{pin.exhibit}:{pin.first}", "text": known.cite(pin)} for pin in pins]
        words = {"words": json.dumps(said)}
        papers["letter"] = typst.compile(LETTER.encode(), sys_inputs=words, pdf_standards="ua-1", ignore_system_fonts=True)
        papers[INDEX] = index(known, "case", header="Paredes, A xxx-xxx-001")
        return {name: pages(pdf) for name, pdf in papers.items()}

    tabs = [Tab(name, f"Exhibit named {name}", count, "3 May 2025", "steady work") for name, _, count in exhibits]
    front = [Paper("letter", "Request", marked=marked), Paper(INDEX, "Index")]
    known = settle([*front, *tabs, Paper("proof", "Proof of service")], measure)
    files = {name: path for name, path, _ in exhibits}
    return Contents(known, papers, files, tab_sheets(known, "case"), "Paredes – Request", Stamps(marks, across))


def made(folder, *counts, pins=(), kilobytes=0, draw="", **looks):
    """A packet of exhibits e1, e2 … with so many pages each."""
    listed = [(f"e{n}", exhibit(Path(folder) / f"e{n}.pdf", count, kilobytes, draw), count) for n, count in enumerate(counts, 1)]
    return contents(listed, pins, **looks)


def whole(packet):
    """The packet as one file."""
    return File("Paredes_Request_Part1.pdf", 1, packet.pages.pages)


def seen(path, page, box):
    """The words within a box (left, bottom, right, top) of a page, as it is seen upright, counted in points from its lower left."""
    pdf = pypdfium2.PdfDocument(path)
    one = pdf[page - 1]
    text = one.get_textpage().get_text_bounded(*box)
    pdf.close()
    return " ".join(text.split())


def links(path):
    """Where the links of a file lead, a list a page: a page of this file from 1, (another file, its page from 1), or an address."""
    with pikepdf.open(path) as pdf:
        number = {page.obj.objgen: place for place, page in enumerate(pdf.pages, 1)}

        def goal(action):
            if Name.GoTo == action.S:
                return number[action.D[0].objgen]
            return (str(action.F.UF), int(action.D[0]) + 1) if Name.GoToR == action.S else str(action.URI)

        return [[goal(link.A) for link in page.obj.get("/Annots", Array())] for page in pdf.pages]
