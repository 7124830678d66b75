"""How does an exhibit come into the packet? What is handed in becomes clean letter pages with their words, or a flaw says why not."""

import datetime as dt
import hashlib
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from forbear.casefile.model import CaseFile
from forbear.guard.document import Progress
from forbear.packet import ocr as recognition
from forbear.packet.copying import copied
from forbear.packet.exhibit import Flaw, PageText, TakenIn
from forbear.packet.isolation import Reader
from forbear.packet.job import Found, Job, RefusedError, Report, listed
from forbear.packet.kinds import kind_of
from forbear.packet.numbers import numbers_on
from forbear.packet.office import as_pdf
from forbear.problem import printable


def take_in(
    exhibit_id: str,
    source: Path,
    work: Path,
    *,
    pages: Sequence[int] | None = None,
    ocr: bool = True,
    progress: Progress | None = None,
    reader: Reader | None = None,
    case: CaseFile | None = None,
    on: dt.date | None = None,
) -> TakenIn:
    """Makes clean letter pages of a PDF, picture or Word file, and tells what was found in it. What a file holds raises nothing.

    `pages` are those of the original that enter, from 1. `work` is a folder for what is made. A `reader` that is kept open reads many
    exhibits with one start. `case` and `on` tell which A-number is the client's, and who is a minor that day.
    """
    name = printable(source.name)
    work.mkdir(parents=True, exist_ok=True)
    digest, report = "", Report()
    with tempfile.TemporaryDirectory(dir=work, prefix="taking-in-") as made:
        folder = Path(made)
        try:
            digest = copied(source, folder / "original")
            if reader:
                report = _read(reader, folder, source.name, pages, progress, ocr=ocr)
            else:
                with Reader() as one:
                    report = _read(one, folder, source.name, pages, progress, ocr=ocr)
        except RefusedError as refused:
            report = Report(found=[refused.found])
        numbers = list(pages) if pages is not None else list(range(1, report.pages + 1))
        found = [*report.found, *_unread(report.texts, numbers)]
        found += numbers_on(report.texts, numbers, case, on or dt.date.min)  # on no day is anybody known to be a minor
        clean = None
        if not any(one.level == "fail" for one in found):
            chosen = hashlib.sha256(repr((exhibit_id, digest, pages)).encode()).hexdigest()[:12]
            clean = work / f"{re.sub('[^A-Za-z0-9_-]', '-', exhibit_id)[:60]}-{chosen}.pdf"
            (folder / "final.pdf").replace(clean)
    flaws = [Flaw(exhibit_id, name, one.page, one.kind, one.level, one.text) for one in found]
    return TakenIn(exhibit_id, name, clean, report.pages, digest, report.texts, flaws)


def _read(reader: Reader, folder: Path, name: str, pages: Sequence[int] | None, progress: Progress | None, *, ocr: bool) -> Report:
    """Has the copy read and cleaned in a process of its own, and its pictures of text recognised. Raises RefusedError."""
    source = folder / "original"
    kind = kind_of(source, name)
    found: list[Found] = []
    if kind == "docx":
        found = reader.read(Job("check-word", str(source), str(folder), kind)).found
        if any(one.level == "fail" for one in found):
            return Report(found=found)
        source = as_pdf(source, folder)
    can_read = ocr and bool(recognition.languages())
    job = Job("clean", str(source), str(folder), kind, None if pages is None else list(pages), can_read)
    report = reader.read(job, progress)
    if report.aside:
        report = _recognised(reader, report, folder, kind, progress)
    return Report(report.pages, report.texts, [*found, *report.found])


def _recognised(reader: Reader, report: Report, folder: Path, kind: str, progress: Progress | None) -> Report:
    """The report with the words of pages that were set aside, as far as they could be recognised."""
    read, places, done = [], [], 0
    for number, group in enumerate(report.aside):
        into = folder / f"read-{number}.pdf"
        if recognition.recognised(folder / f"aside-{number}.pdf", into):
            read.append(str(into))
            places.append(group)
        done += len(group)
        if progress:
            progress(done, sum(map(len, report.aside)))
    merged = reader.read(Job("merge", str(folder / "plain.pdf"), str(folder), kind, recognised=read, places=places, lies=report.lies))
    if not merged.pages:  # it failed: the pages stay as they are, without words
        return report
    words = {text.page: text.text for text in merged.texts}
    texts = [PageText(text.page, words[text.page] or text.text, "ocr") if text.page in words else text for text in report.texts]
    return Report(report.pages, texts, [*report.found, *merged.found])


def _unread(texts: Sequence[PageText], numbers: Sequence[int]) -> list[Found]:
    """Names the pages of which no word is known, and those on which recognition found none."""
    unread = [numbers[text.page - 1] for text in texts if text.how == "unread"]
    wordless = [numbers[text.page - 1] for text in texts if text.how == "ocr" and not text.text]
    found = []
    if unread:
        text = f"No words were read from {listed(unread)}; run text recognition (OCR) on the original, or read it for what must not go out."
        found.append(Found(unread[0], "unread-page", "ask", text))
    if wordless:
        text = f"Recognition found no words on {listed(wordless)}, as on a photograph; look whether there are any."
        found.append(Found(wordless[0], "unread-page", "note", text))
    return found
