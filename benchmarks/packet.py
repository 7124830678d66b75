"""A packet of 1,000 exhibit pages beside the same join, stamps and save by pikepdf alone.

Half of the exhibits are text, half are scans. The whole packet is made each time: a letter with forty cites and an index are set until
their pages are settled, tabs are set, and everything is joined, stamped, linked, given bookmarks and written in files of 25 MB.
"""

import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy
import pikepdf
import typst
from pikepdf import Dictionary, Name
from PIL import Image, ImageFilter

from benchmarks.measuring import started
from forbear.drafting.document import Pin
from forbear.drafting.setting import pages
from forbear.packet.joining import Contents
from forbear.packet.pagemap import PageMap, Paper, Tab, settle
from forbear.packet.parts import write_parts
from forbear.packet.stamping import Stamps
from forbear.packet.tabs import INDEX, index, tab_sheets

EXHIBITS, PAGES = 40, 25
PAGE = '#set document(title: "Exhibit", date: none)\n#set page(paper: "us-letter")\n'
LETTER = f"{PAGE}#let said = json(bytes(sys.inputs.words))\n= Request\n#for cite in said [#lorem(20) (#link(cite.uri, cite.text)). ]"


def text_exhibit(path: Path) -> None:
    path.write_bytes(typst.compile((PAGE + "#pagebreak()\n".join(["#lorem(400)\n"] * PAGES)).encode(), ignore_system_fonts=True))


def scanned_exhibit(path: Path) -> None:
    pdf, noise = pikepdf.new(), numpy.random.default_rng(3)
    for _ in range(PAGES):
        page, grey = pdf.add_blank_page(page_size=(612, 792)), io.BytesIO()
        picture = Image.fromarray(noise.normal(235, 60, (1100, 850)).clip(0, 255).astype("uint8"))
        picture.filter(ImageFilter.GaussianBlur(2)).save(grey, "JPEG", quality=40)
        image = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=850, Height=1100, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
        image.Filter = Name.DCTDecode
        page.obj.Resources = Dictionary(XObject=Dictionary(I=pdf.make_stream(grey.getvalue(), image)))
        page.obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /I Do Q")
    pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def packet(exhibits: dict[str, Path], out: Path) -> None:
    papers: dict[str, bytes] = {}
    pins = [Pin(name, number % PAGES + 1) for number, name in enumerate(exhibits)]

    def measure(known: PageMap) -> dict[str, int]:
        said = [{"uri": f"forbear-pin:{pin.exhibit}:{pin.first}", "text": known.cite(pin)} for pin in pins]
        papers["letter"] = typst.compile(LETTER.encode(), sys_inputs={"words": json.dumps(said)}, ignore_system_fonts=True)
        papers[INDEX] = index(known, "case")
        return {name: pages(pdf) for name, pdf in papers.items()}

    tabs = [Tab(name, f"Exhibit {name}, declaration of a neighbour", PAGES, "3 May 2025", "steady work") for name in exhibits]
    known = settle([Paper("letter", "Request"), Paper(INDEX, "Index"), *tabs], measure)
    contents = Contents(known, papers, exhibits, tab_sheets(known, "case"), "Paredes – Request", Stamps())
    made = write_parts(contents, out, "Paredes", "PD-Request")
    assert sum(part.pages for part in made.parts) == known.pages > EXHIBITS * PAGES
    assert not made.problems


def plain(exhibits: dict[str, Path], stamps: Path, to: Path) -> None:
    """The exhibits joined and each page overlaid with its stamp, the obvious way."""
    with pikepdf.new() as pdf, pikepdf.open(stamps) as numbers:
        sources = [pikepdf.open(path) for path in exhibits.values()]
        for source in sources:
            pdf.pages.extend(source.pages)
        for page, number in zip(pdf.pages, numbers.pages, strict=True):
            page.add_overlay(number, pikepdf.Rectangle(530, 15, 590, 35))
        pdf.save(to, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def medians(works: Sequence[Callable[[], None]], times: int = 5) -> list[float]:
    """The median seconds of pieces of work, done in turn so that a busy machine is busy for all; a first round does not count."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times + 1):
        for work, seconds in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
    return [statistics.median(seconds[1:]) for seconds in taken]


def memory_mb(folder: Path) -> float:
    """The most memory that making the packet takes, in a process that does nothing else."""
    return started(sys.executable, "-m", "benchmarks.packet", str(folder))[1]


def packing() -> tuple[float, float, float]:
    """The seconds of a packet, those of the plain join, and the packet's memory in megabytes."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        exhibits = exhibits_in(folder)
        for number, path in enumerate(exhibits.values()):
            (scanned_exhibit if number % 2 else text_exhibit)(path)
        memory = memory_mb(folder)  # first: a process begins with the account of the one that started it
        stamps = "#set page(width: 60pt, height: 20pt, margin: 2pt)\n#set document(date: none)\n#for n in range(1000) [#page[#n]]"
        (folder / "stamps.pdf").write_bytes(typst.compile(stamps.encode(), ignore_system_fonts=True))
        works = (lambda: packet(exhibits, folder / "out"), lambda: plain(exhibits, folder / "stamps.pdf", folder / "plain.pdf"))
        whole, joined = medians(works)
        return whole, joined, memory


def exhibits_in(folder: Path) -> dict[str, Path]:
    return {f"e{number}": folder / f"e{number}.pdf" for number in range(EXHIBITS)}


if __name__ == "__main__":
    packet(exhibits_in(Path(sys.argv[1])), Path(sys.argv[1]) / "out")
