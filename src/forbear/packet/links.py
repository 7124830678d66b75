"""Where does a link in a paper lead? To a page of the packet, in whichever of its files that stands.

Papers are set before pages are known, so they name what they link to: `forbear-pin:e3:4` is the fourth page of exhibit e3,
`forbear-tab:e3` its tab sheet, `forbear-paper:letter` the first page of a paper. Ids are percent-encoded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from forbear.drafting.document import Pin
from forbear.packet.pagemap import PageMap, Place
from forbear.problem import BadInput, Problem

OURS = "forbear-"
TOP = 792  # points: the top of a letter page


class File(msgspec.Struct, frozen=True):
    """One file of the packet: its name, and its first and last page."""

    name: str
    first: int
    last: int


def tab_uri(exhibit: str) -> str:
    """A link to the tab sheet of an exhibit."""
    return f"{OURS}tab:{quote(exhibit, safe='')}"


def paper_uri(paper: str) -> str:
    """A link to the first page of a paper."""
    return f"{OURS}paper:{quote(paper, safe='')}"


def page_of(uri: str, pages: PageMap) -> int:
    """The page of the packet to which one of our links leads. Raises BadInput where it leads to nothing in the packet."""
    kind, _, named = uri.partition(":")
    exhibit, _, page = named.rpartition(":")
    try:
        if kind == f"{OURS}paper":
            return pages.papers[unquote(named)].first
        if kind == f"{OURS}pin" and exhibit and page.isdigit():
            return pages.page(Pin(unquote(exhibit), int(page)))
        return pages.page(Pin(unquote(named)))
    except KeyError:
        what = "it is cited in a paper and is not in the packet; choose it for the packet, or draft the paper again"
        raise BadInput([Problem(f"exhibit {unquote(exhibit or named)}", None, what)]) from None


@dataclass(frozen=True)
class Links:
    """Makes links of one file lead to pages of the packet. `sheets` are its pages; `files` are all of the packet, side by side."""

    sheets: Sequence[Any]
    pages: PageMap
    here: File
    files: Sequence[File]

    def of_paper(self, source: Any, copied: Sequence[Any], place: Place) -> None:
        """The links on pages of a paper: ours, and those within it. Links to other places, such as a web page, stay.

        `copied` are its pages in this file, beginning with the first that stands in it; `source` is the paper by itself.
        """
        inner = {page.obj.objgen: number for number, page in enumerate(source.pages)}
        names = _names(source)
        start = max(place.first, self.here.first) - place.first
        for page, original in zip(copied, source.pages[start:], strict=False):
            for link, was in zip(page.obj.get("/Annots", []), original.obj.get("/Annots", []), strict=True):
                if "/StructParent" in link:  # a joined file has no structure
                    del link.StructParent
                action = was.get("/A", {})
                uri = str(action.get("/URI", ""))
                goal = was.get("/Dest", action.get("/D"))
                goal = names.get(str(goal)) if goal is not None and not _is_array(goal) else goal
                if uri.startswith(OURS):
                    self._lead(link, page_of(uri, self.pages), (0, TOP))
                elif goal is not None and goal[0].objgen in inner:
                    at = [float(value) for value in list(goal)[2:4]] if str(goal[1]) == "/XYZ" else (0, TOP)
                    self._lead(link, place.first + inner[goal[0].objgen], at)

    def _lead(self, link: Any, page: int, at: Sequence[float]) -> None:
        """Makes a link lead to a place on a page of the packet, in this file or in another."""
        from pikepdf import Array, Dictionary, Name

        place = [Name.XYZ, *at, None]
        if self.here.first <= page <= self.here.last:
            link.A = Dictionary(S=Name.GoTo, D=Array([self.sheets[page - self.here.first].obj, *place]))
        else:
            other = next(file for file in self.files if file.first <= page <= file.last)
            name = Dictionary(Type=Name.Filespec, F=other.name, UF=other.name)
            link.A = Dictionary(S=Name.GoToR, F=name, D=Array([page - other.first, *place]))
        link.Contents = f"Page {page}"  # what a screen reader says, and a mouse shows
        if "/Dest" in link:
            del link.Dest


def _is_array(value: Any) -> bool:
    from pikepdf import Array

    return isinstance(value, Array)


def _names(source: Any) -> dict[str, Any]:
    """The places of a paper that its links name."""
    from pikepdf import NameTree

    tree = source.Root.get("/Names", {}).get("/Dests")
    if tree is None:
        return {}
    goals = {str(name): goal if _is_array(goal) else goal.get("/D") for name, goal in NameTree(tree).items()}
    return {name: goal for name, goal in goals.items() if goal is not None}
