"""Does a text claim more than the file proves? Each claim that drafts make is held against the facts: disproved, proved, or not known."""

import re
from collections.abc import Iterator

from forbear.casefile.model import leaves, stem
from forbear.guard.draft import Draft, Flaw, matcher, quoted
from forbear.law.claim import Claim
from forbear.rules.verdict import Verdict

# A claim of a time is none of always; and what the writer of a letter says of themselves is none about the client.
LIMITED = re.compile(r"[^.;,]{0,15}?\b(?:since|after|again|desde|despues|otra\s+vez|in\s+the\s+(?:last|past))\b")
SINCE_THEN = re.compile(r"\b(?:since\s+then|after\s+that|desde\s+entonces|desde\s+ese)\b")
OF_WRITER = re.compile(r"^\W*(?:i|we|yo|nosotros)\b(?:(?!\b(?:he|she|him|her|that|que|ella)\b)[^.;])*$|\b(?:i|we|yo)\s+(?:\w+\s+)?$")


def overstatements(draft: Draft) -> Iterator[Flaw]:
    """Claims that the file disproves, and claims that nothing in it proves. Without a case there is no file to hold them against."""
    reading = draft.setting.reading
    if reading is None:
        return
    own = draft.setting.purpose == "support-letter"  # whoever writes it speaks of the client as kin
    for claim in draft.setting.corpus.draft_words.claims:
        pattern = matcher(claim.patterns)
        judged: tuple[Verdict, Verdict] | None = None
        for match in pattern.finditer(draft.plain):
            start, end = draft.sentence(match.start())
            said, before = draft.plain[start:end], match.start() - start
            if not draft.meant(said, before, kin=own) or LIMITED.match(draft.plain, match.end()) or SINCE_THEN.search(said[:before]):
                continue
            if own and OF_WRITER.search(draft.plain[start : match.end()]):
                continue
            judged = judged or (reading.rule(claim.against), reading.rule(claim.supports))
            if flaw := _flaw(draft, claim, match.span(), *judged):
                yield flaw


def _flaw(draft: Draft, claim: Claim, span: tuple[int, int], against: Verdict, supports: Verdict) -> Flaw | None:
    words = quoted(draft.text[slice(*span)])
    if against.value:
        paths = _held(draft, against)
        because = f'"{words}" says {claim.says}; the file holds the contrary. {claim.against.convention.capitalize()}.'
        instead = draft.advise("Say only what the record shows, with its exhibit; counsel decides how what is against the client is told.")
        return Flaw("overstatement", *span, claim.severity, because, instead, facts=paths)
    if claim.opinion or _carried(supports):
        return None
    because = f'"{words}" says {claim.says}; nothing in the file proves it. {claim.supports.convention.capitalize()}.'
    instead = draft.advise("Prove it with an exhibit and cite the page, or say only what the exhibits show.")
    return Flaw("overstatement", *span, "caution", because, instead, facts=_lacking(supports))


def _carried(supports: Verdict) -> bool:
    """Whether the file carries a claim: a step of procedure that it does not mention may be presumed, no other fact."""
    return bool(supports.value) and all(path.startswith("proceedings.") for path in supports.presumed)


def _held(draft: Draft, verdict: Verdict) -> tuple[str, ...]:
    """The places in the file that disprove a claim; the fields read where none is filled in."""
    reads = {stem(path) for leaf in verdict.deciding() if leaf.value is not None and leaf.found for path in leaf.found.reads}
    case = draft.setting.case
    filled = [path for path, value in leaves(case.facts if case else {}) if value not in (None, "", False) and stem(path) in reads]
    return tuple(sorted(filled) or sorted(reads))


def _lacking(verdict: Verdict) -> tuple[str, ...]:
    lacking = {path for leaf in verdict.deciding() if leaf.found for path in (*leaf.found.lacking, *leaf.presumed)}
    return tuple(sorted(lacking))
