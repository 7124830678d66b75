"""What must not be said: a document read sentence by sentence, each finding at the exact words with its reason and its way out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from forbear.guard.advice import Setting, because, instead
from forbear.guard.checks import find_checks
from forbear.guard.detector import Detector, Hit
from forbear.guard.document import Document
from forbear.guard.finding import CheckFinding, Decision, GuardFinding, GuardReport, UnreadPart
from forbear.guard.naming import identity, place
from forbear.guard.review import latest
from forbear.guard.sentences import Span, sentences

LIMITS = (
    "The guard is a second pair of eyes, not an oracle: it misses admissions, oblique ones above all, and marks harmless words"
    " (figures in docs/guard-model.md). Silence is not clearance; counsel reads every word."
)
BATCH = 256  # sentences read together
Progress = Callable[[int, int], None]
Finding = TypeVar("Finding", GuardFinding, CheckFinding)


def guard(
    document: Document,
    name: str,
    setting: Setting,
    detector: Detector,
    *,
    explain: bool = False,
    progress: Progress | None = None,
) -> GuardReport:
    """The guard's report on a document, findings in the order of the text."""
    spans = sentences(document.text)
    texts = [document.text[start:end] for start, end in spans]
    once = list(dict.fromkeys(texts))  # what stands at the foot of each page is read once
    hits: dict[str, list[Hit]] = {}
    for first in range(0, len(once), BATCH):
        batch = once[first : first + BATCH]
        hits |= zip(batch, detector.read(batch, setting.on, explain=explain), strict=True)
        if progress:
            progress(len(hits), len(once))
    return _report(document, name, spans, [hits[text] for text in texts], setting)


def guard_lines(lines: Iterable[tuple[str, Document]], setting: Setting, detector: Detector) -> Iterator[GuardReport]:
    """The reports on many short texts, their sentences read together."""
    cut = [(name, document, sentences(document.text)) for name, document in lines]
    texts = [document.text[start:end] for _, document, spans in cut for start, end in spans]
    hits = iter(detector.read(texts, setting.on))
    for name, document, spans in cut:
        yield _report(document, name, spans, [next(hits) for _ in spans], setting)


def decided(report: GuardReport, decisions: Sequence[Decision]) -> GuardReport:
    """The report with the last decision about each finding, and the decisions whose words are gone from the text."""
    last = latest(decisions)
    kept = {finding.id for finding in report.findings} | {check.id for check in report.checks}
    return msgspec.structs.replace(
        report,
        findings=[_decided(finding, last) for finding in report.findings],
        checks=[_decided(check, last) for check in report.checks],
        gone=[decision for decision in last.values() if decision.finding not in kept],
    )


def undecided(report: GuardReport) -> list[GuardFinding | CheckFinding]:
    """The findings that nobody has accepted or dismissed; what was called fixed and still stands is undecided."""
    every: list[GuardFinding | CheckFinding] = [*report.findings, *report.checks]
    return [finding for finding in every if finding.decision is None or finding.decision.decision == "fixed"]


def _report(document: Document, name: str, spans: Sequence[Span], hits: Sequence[Sequence[Hit]], setting: Setting) -> GuardReport:
    seen: Counter[str] = Counter()
    found = [_finding(document, span, hit, setting, seen) for span, of_it in zip(spans, hits, strict=True) for hit in of_it]
    return GuardReport(
        document=name,
        on=setting.on,
        purpose=setting.purpose,
        findings=found,
        checks=find_checks(document, spans, found, setting),
        unread=[UnreadPart(part.where, part.because, part.page) for part in document.unread],
        sentences=len(spans),
        limits=LIMITS,
    )


def _finding(document: Document, span: Span, hit: Hit, setting: Setting, seen: Counter[str]) -> GuardFinding:
    admission = setting.corpus.admissions[hit.admission]
    start, end = span[0] + hit.start, span[0] + hit.end
    where = place(document, start)
    return GuardFinding(
        id=identity(admission.id, document.text[span[0] : span[1]], seen),
        admission=admission.id,
        title=admission.title,
        severity=setting.severity(admission),
        start=start,
        end=end,
        text=document.text[start:end],
        ground="; ".join(ground.cite for ground in admission.grounds),
        authorities=setting.authorities(admission),
        because=because(admission, setting.phase),
        instead=instead(admission, setting.purpose),
        safe_when=admission.when_safe,
        sentence=span,
        page=where.page,
        paragraph=where.paragraph,
        where=where.where,
        held_by_government=setting.held(admission),
        evidence=hit.evidence,
    )


def _decided(finding: Finding, last: dict[str, Decision]) -> Finding:
    decision = last.get(finding.id)
    return msgspec.structs.replace(finding, decision=decision) if decision else finding
