"""Which papers does a form want, and what must counsel see before signing them?

Papers that leave the office, papers for the client and those who write for the client, and the privileged list that is read before
anything is signed. A paper that ends or pauses a case is made only where the gate is open.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import msgspec

from forbear.assessment.finding import MissingPaper
from forbear.casefile.fields import sensitivity
from forbear.casefile.model import CaseFile
from forbear.drafting.agency import request
from forbear.drafting.brief import Brief
from forbear.drafting.client import client_language, consent_form, guides, messages
from forbear.drafting.compose import Composed, Withheld
from forbear.drafting.court import cannot_be_filed, cover, exhibit_list, motion, order, scripts, service
from forbear.drafting.disclosure import Discloser, within
from forbear.drafting.document import Document
from forbear.drafting.gate import (
    CLOSED,
    COURT_PAPERS,
    Gate,
    consent_mark,
    drafts,
    is_open,
    may_file_in_court,
    revision_of,
    screens,
    unread_law,
)
from forbear.drafting.letter import letter
from forbear.drafting.rewriting import rewritten
from forbear.law.authority import Authority
from forbear.law.corpus import Corpus

# How a sentence stands that tells the reader something about the client; the client is shown each before consenting.
TOLD = ("exhibit", "held", "released", "harmless", "unsupported")
# What each paper is made by.
OUTGOING: dict[str, Callable[[Brief, str], Composed]] = {
    "pd-request-letter": lambda brief, _: letter(brief),
    "stay-i246-packet": request,
    "deferred-action-request": request,
    "bond-or-release-request": request,
    "cover-sheet-court": cover,
    "joint-motion-dismiss": motion,
    "joint-motion-terminate": motion,
    "motion-administrative-closure-joint": motion,
    "motion-administrative-closure-opposed": motion,
    "joint-motion-reopen": motion,
    "opposition-to-dhs-dismissal": motion,
    "opposition-to-recalendar": motion,
    "exhibit-list": exhibit_list,
    "proposed-order": order,
    "certificate-of-service": service,
}


class NotMade(msgspec.Struct, frozen=True):
    """A paper that the form wants and that was not made, and why."""

    kind: str
    because: str


class Unsaid(msgspec.Struct, frozen=True):
    """A fact on one of the two lists read before signing."""

    fact: str
    where: str


class DraftSet(msgspec.Struct, frozen=True):
    """Everything made for one form, before pages are known.

    `omitted` is what the government holds and the papers leave out; `revealed` is what they reveal and the government is not known
    to hold. `open_lines` wait for a fact that is not known.
    """

    outgoing: list[Document]
    client: list[Document]
    messages: list[Document]
    gate: Gate
    not_made: list[NotMade]
    withheld: list[Withheld]
    open_lines: list[str]
    omitted: list[Unsaid]
    revealed: list[Unsaid]
    missing: list[MissingPaper]


def draft(brief: Brief, *, digests: Sequence[str] = (), mark_today: str = "") -> DraftSet:
    """The papers of a form. `digests` are the exhibits as they are; `mark_today` is the mark of a day judged that is not today."""
    wanted = brief.ask.papers
    barred = brief.barred or may_file_in_court(brief.matter) or cannot_be_filed(brief)
    not_made = [NotMade(paper, barred) for paper in wanted if barred and paper in COURT_PAPERS]
    kept = [paper for paper in wanted if not (barred and paper in COURT_PAPERS)]
    brief = _speaking_of(brief, kept)
    composed = {paper: _composed(brief, paper) for paper in kept}
    told = [sentence for one in composed.values() for sentence in one.document.sentences() if sentence.support in TOLD]
    mark = consent_mark(brief, [*(fact for one in told for fact in one.facts), *(re.sub(r"\d+", "", one.text) for one in told)])
    checks = screens(brief, mark)
    opened = is_open(checks)
    if not opened:
        why = "; ".join(check.because for check in checks if check.verdict != "pass")
        closed = any(check.id == CLOSED for check in checks)  # what does not exist at this stage is asked for in no paper
        not_made += [NotMade(paper, why) for paper in composed if closed or paper in COURT_PAPERS]
        left = [] if closed else [paper for paper in composed if paper not in COURT_PAPERS]
        alone = _speaking_of(brief, left)
        composed = {paper: composed[paper] if alone.attached == brief.attached else _composed(alone, paper) for paper in left}
    consents = [
        consent_form(brief, list(dict.fromkeys(one.text for one in told)), mark, language)
        for language in dict.fromkeys(("en", client_language(brief)))
    ]
    documents = [one.document for one in composed.values()]
    revision = revision_of(documents, digests)
    unread = unread_law(brief, _cited(documents, brief.matter.corpus))
    reasons = drafts(brief, checks, revision, unread)
    marks = tuple(filter(None, (f"DRAFT – revision {revision} – not signed" if reasons else "", mark_today)))
    return DraftSet(
        outgoing=[msgspec.structs.replace(document, marks=marks) for document in documents],
        client=[_as_rewritten(brief, one.document) for one in (*guides(brief), *consents, *scripts(brief))],
        messages=[_as_rewritten(brief, one.document) for one in messages(brief)],
        gate=Gate(opened, checks, reasons, unread, mark, revision),
        not_made=not_made,
        withheld=[item for one in composed.values() for item in one.withheld],
        open_lines=list(dict.fromkeys(line for one in composed.values() for line in one.open_lines)),
        omitted=_omitted(brief.matter.case, [fact for document in documents for one in document.sentences() for fact in one.facts]),
        revealed=_revealed(brief, documents),
        missing=brief.found.missing,
    )


def _composed(brief: Brief, paper: str) -> Composed:
    """An outgoing paper, with what somebody rewrote in it: gate, consent and revision look at the words as they will go out."""
    made = OUTGOING[paper](brief, paper)
    return msgspec.structs.replace(made, document=_as_rewritten(brief, made.document))


def _as_rewritten(brief: Brief, document: Document) -> Document:
    return rewritten(document, brief.rewrites.get(document.name, ()), brief.exhibits)


def _speaking_of(brief: Brief, papers: Iterable[str]) -> Brief:
    """The brief for these papers: what is not made is not said to be attached."""
    return replace(brief, attached=not COURT_PAPERS.isdisjoint(papers))


def _cited(documents: Iterable[Document], corpus: Corpus) -> list[Authority]:
    names = dict.fromkeys(name for document in documents for sentence in document.sentences() for name in sentence.authorities)
    return [corpus.authorities[name] for name in names]


def _omitted(case: CaseFile, said: Sequence[str]) -> list[Unsaid]:
    """What the government holds and no paper says. An entry on a list as a whole is said once each of its items is."""

    def left_out(logged: str) -> bool:
        head, mark, leaf = logged.partition("[]")
        listed = case.items(head or logged) if mark or case.items(logged) else None
        parts = [f"{head}[{number}]{leaf}" for number, _ in enumerate(listed or ())] or [logged]
        return not all(any(within(fact, part) for fact in said) for part in parts)

    held = [item for item in case.items("disclosure") or () if item.get("held_by_government") == "yes" and item.get("fact")]
    return [Unsaid(str(item["fact"]), str(item.get("source") or "source not noted")) for item in held if left_out(str(item["fact"]))]


def _revealed(brief: Brief, documents: Iterable[Document]) -> list[Unsaid]:
    """What the papers say that gives something away, or that somebody wrote by hand, and that the government is not known to hold."""
    found: dict[str, str] = {}
    for document in documents:
        log = Discloser(brief.matter.case, brief.matter.on, document.kind, document.title)
        for sentence in document.sentences():
            for fact in sentence.facts if sentence.support in TOLD else ():
                if not log.held(fact) and (sentence.written or sensitivity(fact) != "normal"):
                    found.setdefault(fact, sentence.text)
    return [Unsaid(fact, text) for fact, text in found.items()]
