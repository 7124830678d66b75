"""Papers for ICE and USCIS: the stay packet around Form I-246, deferred action or parole, release or bond."""

from forbear.drafting.brief import ACTORS, Brief, upper_first
from forbear.drafting.compose import Composed, Composer, compose
from forbear.drafting.document import Block, Box, Heading, Paragraph, Sentence
from forbear.drafting.letter import equities, index, short_header, signature

HEADINGS = {
    "reason": "The reason",
    "equities-and-compliance": "The record",
    "plan": "What comes after",
    "checklist": "What this packet must hold",
    "who-and-why-you": "To whom, and by what power",
    "ground": "The ground",
    "evidence": "In favor",
    "adverse": "Against, and what has changed",
    "authority-for-custody": "The authority for custody",
    "danger-and-flight": "No danger, no flight",
    "ask": "What is asked",
}
FIRST = {"stay-i246-packet": "cover", "deferred-action-request": "who-and-why-you", "bond-or-release-request": "authority-for-custody"}
WEIGHED = {
    "stay-i246-packet": "equities-and-compliance",
    "deferred-action-request": "evidence",
    "bond-or-release-request": "danger-and-flight",
}
LAST = {"stay-i246-packet": "checklist", "deferred-action-request": "ask", "bond-or-release-request": "ask"}


def request(brief: Brief, paper: str) -> Composed:
    """A request to an agency: its head, its sections, counsel's signature and the exhibits."""
    builders = {
        FIRST[paper]: lambda composer: [*_head(composer), *composer.section(FIRST[paper])],
        WEIGHED[paper]: lambda composer: equities(composer, WEIGHED[paper]),
        LAST[paper]: lambda composer: [*composer.section(LAST[paper]), signature(composer), *index(composer)],
    }
    headings = {name: words for name, words in HEADINGS.items() if name != FIRST[paper]}
    return compose(brief, paper, builders, headings=headings, header=short_header(brief), spacing="letter")


def _head(composer: Composer) -> list[Block]:
    known, brief = composer.known, composer.brief
    reports = brief.matter.case.date("proceedings.supervision.next_report")
    rows = [
        ("Name", known("full_name", "name")),
        ("A-number", known("a_number", "A-number")),
        ("Custody", known("custody_words", "custody")),
    ]
    if brief.names["facility"]:
        rows.append(("Held at", known("facility")))
    if reports and reports >= brief.matter.on:
        rows.append(("Next report", Sentence(f"{reports:%B} {reports.day}, {reports.year}")))
    rows.append(("Counsel", known("representative", "representative and Form G-28")))
    return [
        Paragraph((known("today", "date"),), "plain"),
        Paragraph((Sentence(upper_first(ACTORS[brief.ask.actor])),), "plain"),
        Heading(brief.ask.title, 1),
        Box(tuple(rows)),
    ]
