"""In which order do papers and exhibits stand, and on which page does each begin? Papers are set in type until that settles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forbear.drafting.brief import Brief, long_day
from forbear.drafting.document import Document, laid
from forbear.drafting.exhibits import Exhibit
from forbear.drafting.gate import MOTIONS
from forbear.drafting.pdf import render_pdf
from forbear.drafting.setting import pages as pages_of
from forbear.packet.pagemap import PageMap, Paper, Tab, settle
from forbear.packet.tabs import INDEX, index

# Papers that stand before the exhibits, in order; all others follow them. A request comes with its draft motion and order behind.
BEFORE = (
    "cover-sheet-court",
    "pd-request-letter",
    "stay-i246-packet",
    "deferred-action-request",
    "bond-or-release-request",
)
AFTER = ("proposed-order", "certificate-of-service")
REQUESTS = ("opla", "ero", "uscis")


@dataclass(frozen=True)
class Laid:
    """The papers with their pin cites in words, each set in type, and the map of every page."""

    documents: Mapping[str, Document]
    pdfs: Mapping[str, bytes]
    pages: PageMap


def lay_out(brief: Brief, documents: Sequence[Document], exhibits: Sequence[Exhibit]) -> Laid:
    """The papers laid out with these exhibits, each of as many pages as it says (one, where it does not say).

    Raises BadInput where a pin names a page that its exhibit does not have.
    """
    named = {document.kind: document for document in documents}
    front, back = order(brief, list(named))
    titles = {factor.id: factor.title for factor in brief.found.factors}
    pieces: list[Paper | Tab] = [Paper(kind, named[kind].title, marked=True) for kind in front]
    if exhibits and "exhibit-list" not in named:
        pieces.append(Paper(INDEX, "Index"))
    pieces += [
        Tab(
            exhibit.id,
            exhibit.title,
            exhibit.pages or 1,
            ", ".join(filter(None, (exhibit.author, long_day(exhibit.date)))),
            "; ".join(titles.get(topic, topic.replace("-", " ")).lower() for topic in exhibit.proves),
        )
        for exhibit in exhibits
    ]
    pieces += [Paper(kind, named[kind].title, marked=True) for kind in back]
    words: dict[str, Document] = {}
    made: dict[str, bytes] = {}

    def measure(pages: PageMap) -> dict[str, int]:
        for kind, document in named.items():
            now = laid(document, pages)
            if words.get(kind) != now:
                words[kind], made[kind] = now, render_pdf(now, links=True, numbered=False)
        if INDEX in pages.papers:
            made[INDEX] = index(pages, brief.matter.case.name, title="Index of exhibits")
        return {kind: pages_of(pdf) for kind, pdf in made.items()}

    pages = settle(pieces, measure)
    return Laid(dict(words), dict(made), pages)


def order(brief: Brief, kinds: Sequence[str]) -> tuple[list[str], list[str]]:
    """The papers before the exhibits and those behind them. What is asked of the court begins with its motion; a request ends with it."""
    wanted = [*BEFORE, *(() if brief.ask.actor in REQUESTS else MOTIONS), "exhibit-list"]
    if brief.ask.actor in REQUESTS:  # the cover page goes with the motion, which is filed only once it is joined
        wanted.remove("cover-sheet-court")
    front = [kind for kind in wanted if kind in kinds]
    behind = ["cover-sheet-court", *MOTIONS, *AFTER]
    return front, [
        *(kind for kind in behind if kind in kinds and kind not in front),
        *(kind for kind in kinds if kind not in (*front, *behind)),
    ]
