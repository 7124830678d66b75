"""Papers for ICE and USCIS: the stay packet around Form I-246, deferred action or parole, release or bond."""

from functools import partial

from forbear.drafting.brief import ACTORS, Brief, upper_first
from forbear.drafting.compose import Builder, Composed, Composer, compose
from forbear.drafting.document import Block, Box, Heading, Paragraph, Sentence, sentences_of
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
# What a section must hold; where the file has nothing for it, that is printed.
NEEDED = {
    "reason": "the reason on which the office can act: not in the file",
    "ground": "the humanitarian or public-interest ground: not in the file",
    "authority-for-custody": "the statute under which the client is held: not in the file",
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
    said: list[list[str]] = []  # what has been given as the ground is not said again below it

    def ground(name: str, composer: Composer) -> list[Block]:
        made = _needed(name, composer)
        said.extend(map(_words, made))
        return made

    builders: dict[str, Builder] = {
        **{name: partial(ground, name) for name in NEEDED},
        FIRST[paper]: lambda composer: [*_head(composer), *_needed(FIRST[paper], composer)],
        WEIGHED[paper]: lambda composer: [block for block in equities(composer, WEIGHED[paper]) if _words(block) not in said],
        LAST[paper]: lambda composer: [*composer.section(LAST[paper]), signature(composer), *index(composer)],
    }
    headings = {name: words for name, words in HEADINGS.items() if name != FIRST[paper]}
    return compose(brief, paper, builders, headings=headings, header=short_header(brief), spacing="letter", title=brief.ask.title)


def _needed(name: str, composer: Composer) -> list[Block]:
    made = composer.section(name)
    return made if made or name not in NEEDED else [Paragraph((Sentence(f"[{NEEDED[name]}]", support="gap"),))]


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


def _words(block: Block) -> list[str]:
    return [sentence.text for sentence in sentences_of(block)]
