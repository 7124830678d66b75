"""What do finished papers give away? The guard reads all that somebody wrote into them; the lines themselves are reviewed law."""

from collections.abc import Iterable

from forbear.assessment.dangers import phase
from forbear.drafting.brief import Brief
from forbear.drafting.document import Document
from forbear.guard.advice import Setting
from forbear.guard.detector import Detector
from forbear.guard.document import plain
from forbear.guard.finding import GuardReport, Purpose
from forbear.guard.guard import guard
from forbear.law.cite_check import CiteFinding, check_cites

PaperCite = tuple[str, CiteFinding]  # the title of a paper and an authority that it cites
PURPOSES: dict[str, Purpose] = {"bond-or-release-request": "bond"}


def setting_for(brief: Brief, purpose: Purpose | None) -> Setting:
    """The setting in which a text of this matter is read."""
    matter = brief.matter
    return Setting(matter.corpus, matter.on, phase(matter), matter.case, purpose, matter.reading)


def check_papers(brief: Brief, documents: Iterable[Document]) -> list[PaperCite]:
    """Every authority that the papers cite, each once a paper, with the title of the paper; pin cites of exhibits are not among them."""
    matter = brief.matter
    found: dict[tuple[str, str], CiteFinding] = {}
    for document in documents:
        for cite in check_cites(document.text(), matter.corpus, matter.on, matter.case.circuit):
            if cite.status != "exhibit":
                found.setdefault((document.title, cite.cite), cite)
    return [(title, cite) for (title, _), cite in found.items()]


def read_papers(brief: Brief, documents: Iterable[Document], detector: Detector) -> list[GuardReport]:
    """The guard's report on each paper; a report is there even where nothing was found."""
    return [
        guard(plain(document.by_hand()), document.title, setting_for(brief, PURPOSES.get(document.kind, "pd-letter")), detector)
        for document in documents
    ]
