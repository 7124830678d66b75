"""What else is wrong with a draft, besides admissions? Every check, and each flaw once, named, in the order of the text."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from forbear.guard.advice import Setting
from forbear.guard.asks import asked_for
from forbear.guard.citations import ended_authorities
from forbear.guard.claims import overstatements
from forbear.guard.document import Document
from forbear.guard.draft import Draft, Flaw
from forbear.guard.finding import CheckFinding, GuardFinding
from forbear.guard.identifiers import identifiers
from forbear.guard.intake import held_back
from forbear.guard.languages import untranslated
from forbear.guard.naming import identity, place
from forbear.guard.omissions import omitted
from forbear.guard.record import misstatements
from forbear.guard.sentences import Span
from forbear.law.admission import GRAVEST_FIRST

CHECKS: tuple[Callable[[Draft], Iterable[Flaw]], ...] = (
    ended_authorities,
    overstatements,
    asked_for,
    misstatements,
    identifiers,
    held_back,
    untranslated,
    omitted,
)


def find_checks(document: Document, spans: Sequence[Span], found: Sequence[GuardFinding], setting: Setting) -> list[CheckFinding]:
    """Everything but admissions that a careful reader would mark in the text, in its order."""
    draft = Draft(document, spans, setting, found)
    flaws = sorted(
        {flaw for check in CHECKS for flaw in check(draft)},
        key=lambda flaw: (flaw.start, GRAVEST_FIRST.index(flaw.severity), -flaw.end, flaw.check, flaw.because),
    )
    seen: Counter[str] = Counter()
    kept: list[Flaw] = []
    for flaw in flaws:
        same = [other for other in kept if other.check == flaw.check and flaw.start < other.end]
        if not any(other.facts == flaw.facts or flaw.check == "overstatement" for other in same):  # of one claim the gravest word
            kept.append(flaw)
    return [_finding(document, flaw, setting, seen) for flaw in kept]


def _finding(document: Document, flaw: Flaw, setting: Setting, seen: Counter[str]) -> CheckFinding:
    words = document.text[flaw.start : flaw.end]
    where = place(document, flaw.start)
    return CheckFinding(
        id=identity(flaw.check, words, seen),
        check=flaw.check,
        title=_title(setting, flaw.check),
        severity=flaw.severity,
        start=flaw.start,
        end=flaw.end,
        text=words,
        because=flaw.because,
        instead=flaw.instead,
        authorities=list(flaw.authorities),
        facts=list(flaw.facts),
        page=where.page,
        paragraph=where.paragraph,
        where=where.where,
    )


def _title(setting: Setting, check: str) -> str:
    guards, warnings = setting.corpus.guards, setting.corpus.warnings
    return guards[check].title if check in guards else warnings[check].title
