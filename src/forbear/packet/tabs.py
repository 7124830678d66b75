"""What do the index and the tab sheets say? Each exhibit by its letters, with what it is offered to show and where it stands."""

import textwrap
from typing import Any

from forbear.drafting.brief import upper_first
from forbear.drafting.setting import set_paper
from forbear.packet.links import paper_uri, tab_uri
from forbear.packet.pagemap import PageMap, Paper, Place, Tab

ROOM = "forbear.packet"
INDEX = "index"  # the paper that is the index, which does not list itself
MOST_TITLE, MOST_DETAIL, MOST_PROVES = 300, 200, 400  # letters, so that a sheet is one page


def index(pages: PageMap, case: str, *, title: str = "Index", header: str = "") -> bytes:
    """The index as a PDF: papers and tabs with their pages, each a link. `header` stands at the top of each page. Raises BadInput."""
    papers = [
        {"title": _short(place.piece.title, MOST_TITLE), "pages": _range(place), "link": paper_uri(place.piece.id)}
        for place in pages.papers.values()
        if isinstance(place.piece, Paper) and place.piece.id != INDEX
    ]
    tabs = [{**row, "link": tab_uri(exhibit)} for exhibit, row in zip(pages.tabs, _tabs(pages), strict=True)]
    return set_paper("index", {"title": title, "header": header, "papers": papers, "tabs": tabs}, case, room=ROOM)


def tab_sheets(pages: PageMap, case: str, *, header: str = "") -> bytes:
    """The sheets of all tabs as one PDF, a page each in order. Raises BadInput."""
    tabs = [{**row, "pages": f"Page {row['pages']}" if row["pages"].isdigit() else f"Pages {row['pages']}"} for row in _tabs(pages)]
    return set_paper("tabs", {"title": "Tabs", "header": header, "tabs": tabs}, case, room=ROOM)


def _tabs(pages: PageMap) -> list[dict[str, Any]]:
    return [
        {
            "letters": place.letters,
            "title": _short(place.piece.title, MOST_TITLE),
            "detail": _short(place.piece.detail, MOST_DETAIL),
            "proves": upper_first(_short(place.piece.proves, MOST_PROVES)),
            "pages": _range(place),
        }
        for place in pages.tabs.values()
        if isinstance(place.piece, Tab)
    ]


def _range(place: Place) -> str:
    return f"{place.first}–{place.last}" if place.last > place.first else str(place.first)


def _short(text: str, most: int) -> str:
    return textwrap.shorten(text, most, placeholder=" …")
