"""How do papers and exhibits become files? Joined in the order of the page map, stamped, with bookmarks and links, the same bytes again."""

import io
import warnings
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from forbear.packet.links import File, Links
from forbear.packet.pagemap import PageMap, Paper, Place, Tab
from forbear.packet.stamping import Stamps
from forbear.problem import BadInput, Problem

IN_MEMORY = 4 << 20  # bytes: a smaller exhibit is held in memory, since systems allow few open files
LETTER = (612, 792)  # points


class Contents(msgspec.Struct, frozen=True):
    """What a packet is made of: its map, its papers by id and its tab sheets as set, and the clean file of each exhibit by id.

    `title` is shown by viewers in place of a file's name; `stamps` are made once for all files.
    """

    pages: PageMap
    papers: Mapping[str, bytes]
    exhibits: Mapping[str, Path]
    sheets: bytes
    title: str
    stamps: Stamps


def join(contents: Contents, here: File, files: Sequence[File], to: Path) -> int:
    """Writes the pages of one file of the packet; tells its size in bytes. `files` are all of the packet, to which links lead.

    Raises BadInput where an exhibit is not the PDF of so many pages that the map counts on, or a link leads to nothing in the packet.
    """
    import pikepdf

    with ExitStack() as stack:
        pdf = stack.enter_context(pikepdf.new())
        joiner = _Joiner(contents, here, files, pdf, stack)
        with warnings.catch_warnings(action="ignore", category=pikepdf.PageCopyWarning):  # links are made anew
            joiner.add_pages()
        joiner.stamp()
        joiner.describe()
        # Each file is written with an identity made of what it holds, and without a time.
        pdf.save(to, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return to.stat().st_size


@dataclass
class _Joiner:
    contents: Contents
    here: File
    files: Sequence[File]
    pdf: Any
    stack: ExitStack

    def __post_init__(self) -> None:
        first, last = self.here.first, self.here.last
        here = [place for place in self.contents.pages.places if place.first <= last and place.last >= first]
        self._places = [(place, max(place.first, first), min(place.last, last)) for place in here]

    def add_pages(self) -> None:
        """The pages of papers and tabs in order, then the links between them."""
        papers = []
        for place, first, last in self._places:
            if isinstance(place.piece, Tab):
                self._add_tab(place.piece, place, first, last)
            else:
                papers.append((*self._add_paper(place.piece, place, first, last), place))
        links = Links(list(self.pdf.pages), self.contents.pages, self.here, self.files)
        for source, copied, place in papers:
            links.of_paper(source, copied, place)

    def _add_tab(self, tab: Tab, place: Place, first: int, last: int) -> None:
        if first == place.first:
            number = list(self.contents.pages.tabs).index(tab.exhibit)
            self.pdf.pages.append(self._sheets.pages[number])
            first += 1
        source = self._opened(self.contents.exhibits[tab.exhibit], f"exhibit {tab.exhibit}", tab.pages)
        self.pdf.pages.extend(source.pages[first - place.first - 1 : last - place.first])

    @cached_property
    def _sheets(self) -> Any:
        return self._opened(self.contents.sheets, "tab sheets", len(self.contents.pages.tabs))

    def _add_paper(self, paper: Paper, place: Place, first: int, last: int) -> tuple[Any, list[Any]]:
        """Adds the pages of a paper, then those left blank; gives the paper by itself and its pages here."""
        written = place.last - place.blanks
        source = self._opened(self.contents.papers[paper.id], paper.id, written - place.first + 1)
        start = len(self.pdf.pages)
        self.pdf.pages.extend(source.pages[first - place.first : min(last, written) - place.first + 1])
        copied = list(self.pdf.pages[start:])
        for _ in range(last - first + 1 - len(copied)):
            self.pdf.add_blank_page(page_size=LETTER)
        return source, copied

    def _opened(self, source: bytes | Path, name: str, pages: int) -> Any:
        import pikepdf

        try:
            if isinstance(source, Path) and source.stat().st_size < IN_MEMORY:
                source = source.read_bytes()
            pdf = self.stack.enter_context(pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source))
        except (OSError, pikepdf.PdfError):
            raise BadInput([Problem(name, None, "its pages cannot be read any more; make the packet again")]) from None
        if len(pdf.pages) != pages:
            what = f"{pages} pages were counted and it has {len(pdf.pages)} now; make the packet again"
            raise BadInput([Problem(name, None, what)])
        return pdf

    def stamp(self) -> None:
        """The number of each page, and the marks of the packet."""
        stamps, sheets = self.contents.stamps.on(self.pdf), iter(self.pdf.pages)
        for place, first, last in self._places:
            marked = isinstance(place.piece, Tab) or not place.piece.marked
            for number in range(first, last + 1):
                blank = number > place.last - place.blanks
                stamps.put(next(sheets), number, marked=marked or blank, blank=blank)

    def describe(self) -> None:
        """Bookmarks, the numbers that a viewer shows, the title and the language."""
        from pikepdf import Array, Dictionary, Name, OutlineItem

        with self.pdf.open_outline() as outline:
            for place, first, _ in self._places:
                title = place.title if first == place.first else f"{place.title} (continued)"
                outline.root.append(OutlineItem(title, first - self.here.first))
        root, title = self.pdf.Root, self.contents.title
        root.PageMode = Name.UseOutlines
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=self.here.first)]))
        root.Lang = "en"
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if len(self.files) > 1:
            number = list(self.files).index(self.here) + 1
            title += f" – Part {number} of {len(self.files)}, pages {self.here.first}–{self.here.last}"
        self.pdf.docinfo["/Title"] = title
