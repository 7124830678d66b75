"""What goes out? Papers and exhibits joined, paged, stamped, linked and split, after each page has been read for what it gives away."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from forbear.drafting.brief import Brief
from forbear.drafting.draft import DraftSet, draft
from forbear.drafting.exhibits import Exhibit
from forbear.drafting.reading import PaperCite, check_papers, read_papers, setting_for
from forbear.guard.detector import Detector
from forbear.guard.document import Document as Text
from forbear.guard.document import Part as TextPart
from forbear.guard.document import Unread
from forbear.guard.finding import GuardReport
from forbear.guard.guard import guard
from forbear.packet.exhibit import TakenIn
from forbear.packet.intake import take_in
from forbear.packet.isolation import Reader
from forbear.packet.joining import Contents
from forbear.packet.layout import Laid, lay_out
from forbear.packet.pagemap import IndexRow
from forbear.packet.parts import Part, Parts, write_parts
from forbear.packet.preflight import Check, Filing, preflight
from forbear.packet.stamping import Stamps
from forbear.packet.tabs import tab_sheets
from forbear.problem import BadInput, Problem

Tell = Callable[[str, int, int], None]  # what is done, how far, of how much
EXHIBITS = "exhibits"


@dataclass(frozen=True)
class Packet:
    """A packet as it lies on disk, and everything that was looked at."""

    brief: Brief
    made: DraftSet
    laid: Laid
    parts: Sequence[Part]
    index: Sequence[IndexRow]
    checks: Sequence[Check]
    reports: Sequence[GuardReport]
    cites: Sequence[PaperCite]


def make_packet(
    brief: Brief,
    folder: Path,
    out: Path,
    detector: Detector,
    *,
    max_mb: float,
    mark_today: str = "",
    ocr: bool = True,
    tell: Tell | None = None,
) -> Packet:
    """Takes the exhibits in from `folder`, makes the papers that fit them, and writes the parts into `out`, each of at most `max_mb` MB.

    An exhibit that cannot be used is named among the checks; the packet is made without it and no paper cites it. Raises BadInput where
    nothing can be made.
    """
    with _workplace(out) as work:
        taken = _take_in(brief, folder, work, tell, ocr=ocr)
        listed = brief.exhibits
        usable = [_as_taken(exhibit, taken[exhibit.id]) for exhibit in brief.exhibits if exhibit.id in taken and taken[exhibit.id].pdf]
        brief = replace(brief, exhibits=usable, indexed=True)
        made = draft(brief, digests=[taken[exhibit.id].digest for exhibit in usable], mark_today=mark_today)
        laid = lay_out(brief, made.outgoing, usable)
        papers = [laid.documents[document.kind] for document in made.outgoing]
        reports = read_papers(brief, papers, detector)
        cites = check_papers(brief, papers)
        read = _read_exhibits(brief, usable, taken, detector, tell)
        marks = made.outgoing[0].marks if made.outgoing else ()
        contents = Contents(
            pages=laid.pages,
            papers=laid.pdfs,
            exhibits={exhibit.id: pdf for exhibit in usable if (pdf := taken[exhibit.id].pdf)},
            sheets=tab_sheets(laid.pages, brief.matter.case.name),
            title=f"{brief.names['full_name'] or brief.matter.case.name} – {brief.ask.title}",
            stamps=Stamps(marks),
        )
        if tell:
            tell("joining", 1, 1)
        # Where no paper may be made, exhibits alone go nowhere.
        written = write_parts(contents, out, surname(brief), brief.form, max_mb) if made.outgoing else Parts([], [], [])
    filing = Filing(
        brief=brief,
        made=made,
        laid=[(document, laid.pages.papers[document.kind].last - laid.pages.papers[document.kind].first + 1) for document in papers],
        listed=listed,
        exhibits=usable,
        taken=taken,
        reports=read,
        cites=cites,
        written=written,
        tabs={name: place.letters for name, place in laid.pages.tabs.items()},
        max_mb=max_mb,
    )
    return Packet(brief, made, laid, written.parts, laid.pages.index(), preflight(filing), [*reports, *read.values()], cites)


def _take_in(brief: Brief, folder: Path, work: Path, tell: Tell | None, *, ocr: bool) -> dict[str, TakenIn]:
    """The exhibits that name a file, taken in one after the other; each keeps what it says of itself, whatever becomes of the next."""
    named = [exhibit for exhibit in brief.exhibits if exhibit.file]
    taken = {}
    with Reader() as reader:
        for number, exhibit in enumerate(named, start=1):
            if tell:
                tell("taking in exhibits", number, len(named))
            taken[exhibit.id] = take_in(
                exhibit.id,
                folder / EXHIBITS / str(exhibit.file),
                work / f"{number:04d}",
                pages=exhibit.excerpt or None,
                ocr=ocr,
                reader=reader,
                case=brief.matter.case,
                on=brief.matter.on,
            )
    return taken


def _as_taken(exhibit: Exhibit, taken: TakenIn) -> Exhibit:
    """The exhibit with the pages it really has; a pin to a page that it does not have is dropped, and named in the pre-flight."""
    proofs = tuple(proof for proof in exhibit.proofs if max(proof.first, proof.last or 0) <= taken.pages)
    return msgspec.structs.replace(exhibit, pages=taken.pages, proofs=proofs)


def _read_exhibits(
    brief: Brief, exhibits: Sequence[Exhibit], taken: Mapping[str, TakenIn], detector: Detector, tell: Tell | None
) -> dict[str, GuardReport]:
    """The guard's reading of every page of every exhibit, by its id; pages whose words nobody could read are named as unread."""
    setting, reports = setting_for(brief, None), {}
    for number, exhibit in enumerate(exhibits, start=1):
        if tell:
            tell("reading exhibits", number, len(exhibits))
        reports[exhibit.id] = guard(as_text(taken[exhibit.id], f"{exhibit.title}\n{exhibit.author}"), exhibit.title, setting, detector)
    return reports


def as_text(taken: TakenIn, title: str = "") -> Text:
    """The words of an exhibit, page by page, as the guard reads them; before them those under which the index lists it."""
    text, parts, unread = "", [], []
    if title:
        text = f"{title}\n\n"
        parts.append(TextPart(0, len(text), where="its title in the index"))
    for page in taken.texts:
        start = len(text)
        text += f"{page.text}\n\n"
        parts.append(TextPart(start, len(text), page=page.page, where=f"page {page.page}"))
        if page.how == "unread":
            unread.append(Unread(f"page {page.page}", "it shows something and no words could be read", page.page))
    return Text(text, tuple(parts), tuple(unread))


def surname(brief: Brief) -> str:
    """How files of the packet begin: the last word of how papers call the client, else of the full name, else of the file's name."""
    called = brief.matter.case.text("person.called") or brief.names["full_name"] or brief.matter.case.name
    return called.split()[-1]


@contextmanager
def _workplace(out: Path) -> Iterator[Path]:
    """A folder for what is made on the way, on the same disk as what comes out; gone afterwards, whatever happens."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out, prefix=".forbear-") as work:
            yield Path(work)
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput(
            [Problem("--out", None, f"{error.filename or out} cannot be written ({said}); check the folder and the disk")]
        ) from None
