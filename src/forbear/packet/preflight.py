"""Would the filing be accepted, and is it safe to send? Every requirement that can be checked, each with its cite: pass, fail, or ask.

What a machine cannot know is asked, never assumed. A judge's order or a local rule always wins.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec

from forbear.drafting.brief import Brief
from forbear.drafting.document import Document
from forbear.drafting.draft import DraftSet
from forbear.drafting.exhibits import ONLY_CHOSEN, SENSITIVE, Exhibit
from forbear.drafting.gate import MOTIONS, UNREAD
from forbear.drafting.reading import PaperCite
from forbear.guard.finding import GuardFinding, GuardReport
from forbear.law.filing import FilingItem
from forbear.packet.exhibit import TakenIn
from forbear.packet.parts import Parts

Verdict = Literal["pass", "fail", "ask", "note"]
Answer = tuple[Verdict, str]
MOST_WHOLE = 10  # pages of a sensitive record that enter without a question
OF_THE_GOVERNMENT = (
    "nta-copy",
    "i-213",
    "hearing-notice",
    "prior-order",
    "petition-receipt",
    "petition-approval",
    "green-card",
    "work-permit",
)
WRITTEN_FOR_THE_CASE = (
    "support-letter",
    "community-letter",
    "employment-letter",
    "physician-letter",
    "psychological-evaluation",
    "caregiver-proof",
    "declaration-self",
    "victim-certification",
)
WORD, LEAST_WORDS = re.compile(r"\b[a-záéíóúüñ]{2,}\b"), 4  # of running text, which forms and tables do not hold
UNCHECKED = "Not for a machine to say"
ENGLISH = ("en", "english", "")
CERTIFIED = re.compile(r"competent|certif", re.I), re.compile(r"true and (?:accurate|correct|complete)|accurate", re.I)
PERJURY = re.compile(r"under (?:the )?penalt(?:y|ies) of perjury", re.I)


class Check(msgspec.Struct, frozen=True):
    """One line of the pre-flight. `where` names a tab and page, a paper or a file; `cites` are as the law has them."""

    id: str
    verdict: Verdict
    title: str
    because: str
    where: str = ""
    cites: list[str] = []
    confidence: str = ""


@dataclass(frozen=True)
class Filing:
    """The packet as it was made. `laid` are the outgoing papers with the number of their pages; `reports` the guard's reading by exhibit.

    `listed` are the exhibits that were to enter, `exhibits` those that did.
    """

    brief: Brief
    made: DraftSet
    laid: Sequence[tuple[Document, int]]
    listed: Sequence[Exhibit]
    exhibits: Sequence[Exhibit]
    taken: Mapping[str, TakenIn]
    reports: Mapping[str, GuardReport]
    cites: Sequence[PaperCite]
    written: Parts
    tabs: Mapping[str, str]
    max_mb: float

    @cached_property
    def kinds(self) -> set[str]:
        """The papers that are in it."""
        return {document.kind for document, _ in self.laid}

    @cached_property
    def motions(self) -> list[tuple[Document, int]]:
        """The papers for a court or the Board that argue."""
        return [(document, pages) for document, pages in self.laid if document.kind in MOTIONS]

    @cached_property
    def text(self) -> str:
        """The words of every paper."""
        return "\n".join(document.text() for document, _ in self.laid)

    def has(self, kind: str) -> bool:
        """Whether an exhibit of a kind is in it."""
        return any(exhibit.kind == kind for exhibit in self.exhibits)


def preflight(filing: Filing) -> list[Check]:
    """Everything that was looked at, the requirements of the filing first, then each exhibit by tab and page."""
    items = filing.brief.matter.corpus.filing
    sections = applicable(filing)
    checks = [_requirement(filing, item) for item in items if item.section in sections]
    return [*checks, *_papers(filing), *_exhibits(filing)]


def applicable(filing: Filing) -> list[str]:
    """The parts of the filing requirements that reach this packet."""
    sections = ["ai-policy"]
    if filing.motions:
        board = filing.brief.matter.stage_is("appeal-pending-bia")
        sections.append("bia" if board else "eoir-immigration-court")
    if "pd-request-letter" in filing.kinds:
        sections.append("opla-pd-request")
    if "stay-i246-packet" in filing.kinds:
        sections.append("ero-i246")
    if "deferred-action-request" in filing.kinds:
        sections.append("uscis-deferred-action")
    return sections


def _requirement(filing: Filing, item: FilingItem) -> Check:
    judge = RULES.get(item.id)
    verdict, because = judge(filing) if judge else ("note" if item.level in ("info", "may") else "ask", item.requirement)
    title = item.title if judge else UNCHECKED
    if verdict == "fail" and item.level != "must":
        verdict = "ask"
    return Check(item.id, verdict, title, because, cites=list(item.citations), confidence=item.confidence or "")


def _appearance(filing: Filing) -> Answer:
    if filing.has("appearance-form"):
        return "pass", "an appearance form is among the exhibits"
    filed = filing.brief.matter.case.date("representation.appearance_filed")
    if filed:
        return "pass", f"the file says the appearance was filed on {filed}"
    return "ask", "no appearance form is in the packet and the file does not say that one was filed (representation.appearance_filed)"


def _present(*kinds: str) -> Callable[[Filing], Answer]:
    def judge(filing: Filing) -> Answer:
        missing = [kind for kind in kinds if kind not in filing.kinds]
        return ("fail", f"missing: {', '.join(missing)}") if missing else ("pass", f"in the packet: {', '.join(kinds)}")

    return judge


def _no_gaps(kind: str) -> Callable[[Filing], Answer]:
    def judge(filing: Filing) -> Answer:
        papers = [document for document, _ in filing.laid if document.kind == kind]
        if not papers:
            return "fail", f"missing: {kind}"
        gaps = [gap.text for document in papers for gap in document.gaps()]
        return ("fail", "; ".join(gaps)) if gaps else ("pass", "every field is filled")

    return judge


def _body(most: int) -> Callable[[Filing], Answer]:
    def judge(filing: Filing) -> Answer:
        long = [f"{document.title} has {pages} pages" for document, pages in filing.motions if pages > most]
        return ("fail", "; ".join(long)) if long else ("pass", f"no body is longer than {most} pages")

    return judge


def _translated(filing: Filing) -> Answer:
    foreign = [exhibit for exhibit in filing.exhibits if exhibit.language.casefold() not in ENGLISH]
    translated = {exhibit.translation_of for exhibit in filing.exhibits if exhibit.translation_of}
    lacking = [
        f"{_tab(filing, exhibit.id)} {exhibit.title}"
        for exhibit in foreign
        if exhibit.id not in translated and not _certificate(filing, exhibit.id)
    ]
    if lacking:
        return "fail", f"no English translation with a certificate: {'; '.join(lacking)}"
    unsigned = [
        f"{_tab(filing, exhibit.id)} {exhibit.title}"
        for exhibit in filing.exhibits
        if exhibit.translation_of and not _certificate(filing, exhibit.id) and not filing.has("translation-certificate")
    ]
    if unsigned:
        return "fail", f"no certificate of competence and accuracy was found with: {'; '.join(unsigned)}"
    return (
        "pass",
        "every page that the file calls foreign has its translation"
        if foreign
        else "no exhibit is marked as foreign (evidence[].language)",
    )


def _certificate(filing: Filing, exhibit: str) -> bool:
    taken = filing.taken.get(exhibit)
    words = " ".join(page.text for page in taken.texts) if taken else ""
    return all(pattern.search(words) for pattern in CERTIFIED)


def _sworn(filing: Filing) -> Answer:
    sworn = [exhibit for exhibit in filing.exhibits if exhibit.kind == "declaration-self"]
    unsworn = [
        f"{_tab(filing, exhibit.id)} {exhibit.title}"
        for exhibit in sworn
        if exhibit.id in filing.taken and not any(PERJURY.search(page.text) for page in filing.taken[exhibit.id].texts)
    ]
    if unsworn:
        return "fail", f"not found under penalty of perjury: {'; '.join(unsworn)}"
    return "pass", "each declaration says so" if sworn else "no declaration is in the packet"


def _dispositions(filing: Filing) -> Answer:
    arrests = filing.brief.matter.case.items("criminal")
    if arrests is None:
        return "ask", "the file does not say whether there was an arrest"
    if not arrests:
        return "pass", "no arrest is in the file"
    if filing.has("certified-disposition"):
        return "ask", f"{len(arrests)} entries in the file; see that each has its certified disposition in the packet"
    return "fail", f"{len(arrests)} entries in the file and no certified disposition in the packet"


def _size(filing: Filing) -> Answer:
    over = [f"{problem.place}: {problem.message}" for problem in filing.written.problems]
    said = f"{len(filing.written.parts)} part(s), each at most {filing.max_mb:g} MB"
    return ("fail", "; ".join(over)) if over else ("pass", " ".join([said, *filing.written.notes]))


def _searchable(filing: Filing) -> Answer:
    unread = [
        f"{_tab(filing, exhibit)} at page {page.page} of the exhibit"
        for exhibit, taken in filing.taken.items()
        for page in taken.texts
        if page.how == "unread"
    ]
    return (
        ("fail", f"no words could be read: {'; '.join(unread)}")
        if unread
        else ("pass", "PDF, bookmarks, no password; every page has words or is blank")
    )


def _position(filing: Filing) -> Answer:
    said = re.search(r"affirmatively does not oppose|the parties jointly|joins|opposes|position of the department", filing.text, re.I)
    return (
        ("pass", "the motion says it")
        if said
        else ("fail", "the motion does not say whether the Department joins, opposes or has not answered")
    )


def _concedes_nothing(filing: Filing) -> Answer:
    if re.search(r"admits an allegation or concedes a charge|no (?:admission|concession)", filing.text, re.I):
        return "pass", "the paper says that nothing is admitted or conceded; the guard's findings are below"
    return "fail", "no sentence says that nothing is admitted or conceded"


def _verified(filing: Filing) -> Answer:
    unread = [f"{UNREAD}: {cite}" for cite in filing.made.gate.unread]
    return (
        ("ask", "; ".join(unread)) if unread else ("pass", "each authority is verified, or marked as read in the source by a named person")
    )


def _custody_terms(filing: Filing) -> Answer:
    if filing.brief.form not in ("dismissal-without-prejudice", "termination-joint-motion", "termination-discretionary"):
        return "pass", "dismissal is not asked"
    terms = "expedited removal" in filing.text
    return (
        ("pass", "terms on custody and expedited removal are in the letter")
        if terms
        else ("fail", "no terms on custody and expedited removal")
    )


def _fee(filing: Filing) -> Answer:
    if filing.brief.form == "joint-motion-to-reopen" or "JOINT" in filing.text:
        return "pass", "no fee for a joint motion; check on the day"
    return "ask", "see whether a fee is due today, and attach the receipt or Form EOIR-26A"


def _in_absentia(filing: Filing) -> Answer:
    if filing.brief.matter.profile["ordered_in_absentia"].value is not True or filing.brief.form != "joint-motion-to-reopen":
        return "pass", "no order in absentia is in question"
    return ("pass", "so titled") if "IN ABSENTIA ORDER" in filing.text.upper() else ("fail", "the title does not say so")


def _statements(filing: Filing) -> Answer:
    if "joint-motion-reopen" not in filing.kinds:
        return "pass", "no motion to reopen or reconsider"
    both = re.search(r"judicial proceeding", filing.text, re.I) and re.search(
        r"criminal (?:proceeding|prosecution|case)", filing.text, re.I
    )
    return (
        ("pass", "both statements are in the motion")
        if both
        else ("fail", "the statements on judicial and criminal proceedings are missing")
    )


def _identity(filing: Filing) -> Answer:
    valid = filing.brief.matter.case.date("person.passport_valid_until")
    if filing.has("identity-document"):
        return (
            "ask",
            f"an identity document is in; valid until {valid or 'a day not in the file'}: is that six months past the stay asked for?",
        )
    return "fail", "no passport, identity document or proof that none can be had is in the packet"


def _evidence_of(*kinds: str) -> Callable[[Filing], Answer]:
    def judge(filing: Filing) -> Answer:
        found = [kind for kind in kinds if filing.has(kind)]
        return ("pass", f"in the packet: {', '.join(found)}") if found else ("fail", f"none of {', '.join(kinds)} is in the packet")

    return judge


def _said(answer: str) -> Callable[[Filing], Answer]:
    return lambda _: ("pass", answer)


MEDICAL = ("physician-letter", "medical-records", "psychological-evaluation", "special-education-record", "caregiver-proof")
RULES: dict[str, Callable[[Filing], Answer]] = {
    "appearance-e28": _appearance,
    "order-of-documents": _present("cover-sheet-court", "proposed-order", "certificate-of-service"),
    "cover-page": _no_gaps("cover-sheet-court"),
    "in-absentia-title": _in_absentia,
    "paper-size": _said("every page is made on letter paper"),
    "font-and-spacing": _said("court papers are set in 12 points, double spaced; exhibits are as they are"),
    "pagination": _said("consecutive numbers over all parts, at the foot of each page"),
    "table-of-contents": _said("index with tabs and pages; each pin cite names tab and page"),
    "page-limit": _body(25),
    "language-translation": _translated,
    "declaration-form": _sworn,
    "criminal-records": _dispositions,
    "proposed-order": _present("proposed-order"),
    "service": _present("certificate-of-service"),
    "statement-of-position": _position,
    "fees": _fee,
    "motion-statements": _statements,
    "file-size": _size,
    "file-format": _searchable,
    "bia-30-page-body": _body(30),
    "bia-english": _translated,
    "ai-verify": _verified,
    "ai-discipline": _verified,
    "opla-cover-fields": _no_gaps("pd-request-letter"),
    "opla-contents": _present("pd-request-letter"),
    "opla-admissions": _concedes_nothing,
    "opla-attachment-format": _said("PDF, attached; each file named"),
    "opla-custody-terms": _custody_terms,
    "i246-identity": _identity,
    "i246-evidence": _evidence_of(*MEDICAL, "petition-receipt", "petition-approval"),
    "da-letter": _no_gaps("deferred-action-request"),
    "da-evidence": _evidence_of(*MEDICAL, "victim-certification", "petition-approval"),
}


def _papers(filing: Filing) -> list[Check]:
    made = filing.made
    checks = [Check(f"gate:{check.id}", check.verdict, check.title, check.because) for check in made.gate.checks]
    checks += [Check("not-made", "fail", "A paper was not made", item.because, where=item.kind) for item in made.not_made]
    unsupported = [(document.title, one.text) for document, _ in filing.laid for one in document.unsupported()]
    checks += [Check("unsupported", "fail", "A statement has no proof", text, where=title) for title, text in unsupported]
    checks += [
        Check("gap", "fail", "The file lacks something", "; ".join(gap.text for gap in gaps), where=document.title)
        for document, _ in filing.laid
        if (gaps := document.gaps())
    ]
    checks += [
        Check(
            "cite", "ask" if cite.status == "unknown" else "fail", f"{cite.cite} may not be cited as it stands", cite.because, where=title
        )
        for title, cite in filing.cites
        if not cite.ok
    ]
    if any(exhibit.chosen is None for exhibit in filing.listed):
        because = "nobody has chosen the exhibits for this packet; those of the file stand as a proposal (evidence[].packets)"
        checks.append(Check("exhibits-chosen", "ask", "Exhibits are chosen for this packet", because))
    entered = {exhibit.id for exhibit in filing.listed}
    for item in filing.brief.matter.case.items("evidence") or ():
        if item.get("kind") in ONLY_CHOSEN and item.get("file") and item.get("id") not in entered:
            because = f"{item.get('title') or item['kind']}: enters only where counsel chooses it (evidence[].packets)"
            checks.append(Check("kept-out", "ask", "An exhibit was kept out", because, where=str(item.get("id") or "")))
    return checks


def _exhibits(filing: Filing) -> list[Check]:
    checks: list[Check] = []
    for exhibit in filing.listed:
        tab, taken = _tab(filing, exhibit.id), filing.taken.get(exhibit.id)
        if taken is None:
            because = f"{exhibit.id}, {exhibit.title}: the case names no document for it (evidence[].file), so it is not in the packet"
            checks.append(Check("exhibit-file", "fail", "An exhibit has no file", because, where=exhibit.id))
            continue
        if exhibit.kind in SENSITIVE and not exhibit.excerpt and taken.pages > MOST_WHOLE:
            because = f"the whole record of {taken.pages} pages is in; name the pages that prove the point (evidence[].excerpt)"
            checks.append(Check("excerpt", "ask", "A sensitive record is in whole", because, where=f"{tab} {exhibit.id}"))
        if taken.pages and exhibit.pages and taken.pages != exhibit.pages:
            because = f"the file says {exhibit.pages} pages, the document has {taken.pages}"
            checks.append(Check("pages-differ", "ask", "Page counts differ", because, where=f"{tab} {exhibit.id}"))
        beyond = sorted({proof.first for proof in exhibit.proofs if taken.pdf and max(proof.first, proof.last or 0) > taken.pages})
        if beyond:
            because = f"evidence[].pins name page {', '.join(map(str, beyond))} and the exhibit has {taken.pages} in the packet"
            checks.append(Check("pin-page", "fail", "A pin cite has no page", because, where=f"{tab} {exhibit.id}"))
        checks += [
            Check(
                f"exhibit:{flaw.kind}",
                flaw.level,
                "What was done to an exhibit" if flaw.level == "note" else "An exhibit needs a look",
                f"{exhibit.id} ({flaw.file}): {flaw.text}",
                where=_page(tab, exhibit.id, flaw.page),
            )
            for flaw in taken.flaws
        ]
        checks += _dangers(filing, tab, exhibit)
    return checks


def _dangers(filing: Filing, tab: str, exhibit: Exhibit) -> Iterator[Check]:
    """What the guard found in an exhibit, each admission once with its pages; short fragments of forms and tables in one line."""
    report = filing.reports.get(exhibit.id)
    if report is None:
        return
    said: dict[str, list[GuardFinding]] = {}
    fragments: list[GuardFinding] = []
    for found in report.findings:
        if len(WORD.findall(found.text)) >= LEAST_WORDS:
            said.setdefault(found.admission, []).append(found)
        elif found.page:  # a title such as "Birth certificate" is no fragment of a form
            fragments.append(found)
    for admission, each in said.items():
        first = each[0]
        where = f"{tab} {exhibit.id}, {_pages(each)}"
        because = f"“{_short(first.text)}” – {first.because}"
        yield Check(f"guard:{admission}", _gravity(exhibit, first), first.title, because, where=where)
    if fragments:
        titles = "; ".join(sorted({found.title for found in fragments}))
        because = f"short fragments of a form or table that sound like: {titles}"
        yield Check("guard:fragments", "note", "Fragments", because, where=f"{tab} {exhibit.id}, {_pages(fragments)}")
    for part in report.unread:
        yield Check(
            "guard:unread", "fail", "A page that nobody has read", f"{part.where}: {part.because}", where=_page(tab, exhibit.id, part.page)
        )


def _gravity(exhibit: Exhibit, found: GuardFinding) -> Verdict:
    """What the government wrote it holds already; what somebody wrote for this case can be written anew; a record is looked at."""
    if exhibit.kind in OF_THE_GOVERNMENT:
        return "note"
    if exhibit.kind in WRITTEN_FOR_THE_CASE and found.severity in ("critical", "serious"):
        return "fail"
    return "ask"


def _pages(found: Sequence[GuardFinding]) -> str:
    pages = sorted({one.page for one in found if one.page})
    if not pages:
        return "its title in the index"
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"


def _tab(filing: Filing, exhibit: str) -> str:
    return f"Tab {filing.tabs[exhibit]}" if exhibit in filing.tabs else "not in the packet"


def _page(tab: str, exhibit: str, page: int | None) -> str:
    return f"{tab} {exhibit}" + (f", page {page}" if page else "")


def _short(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:119]}…"
