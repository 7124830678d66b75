"""Which papers does the case want, and how are they had?"""

from collections.abc import Sequence

from forbear.assessment.finding import MissingPaper
from forbear.assessment.matter import Matter
from forbear.law.evidence import EvidenceDocument

RECORDS = {
    "nta-copy": ("the client's papers, the court's electronic record, or FOIA to EOIR or USCIS", "same day to weeks"),
    "hearing-notice": ("the client's papers and envelope, or the court's electronic record", "same day to weeks"),
    "prior-order": ("the court's electronic record, or FOIA to EOIR", "days to months"),
    "identity-document": ("passport, or an appointment at the consulate", "days to months"),
    "two-year-presence-proof": ("dated papers for every quarter of the last two years: rent, bills, school, clinic, pay", "days"),
    "fear-evidence": ("country reports on the very harm, and records or witnesses of what happened", "weeks"),
    "address-change-proof": ("file or find the EOIR-33 and AR-11 receipts", "same day"),
}


def find_missing(matter: Matter) -> list[MissingPaper]:
    """Papers whose sentence holds and of which no exhibit, nor an alternative, is in the file; each once."""
    held = {item.get("kind") for item in matter.profile.view.items("evidence") or ()}
    found: dict[str, MissingPaper] = {}
    for subject in matter.rulebook.missing:
        kind = subject.rule.then
        if kind in found or not held.isdisjoint((kind, *subject.alternatives)) or not matter.reading.rule(subject.rule).value:
            continue
        how, lead = _how(matter, kind, subject.serves)
        found[kind] = MissingPaper(kind, matter.corpus.evidence_kinds[kind].title, list(subject.serves), subject.rule.because, how, lead)
    return list(found.values())


def _how(matter: Matter, kind: str, serves: Sequence[str]) -> tuple[str, str]:
    """How to get a paper and how long it takes: by the factor it serves, then by any factor, strongest proof first."""
    if kind in RECORDS:
        return RECORDS[kind]
    order = ("primary", "corroborating", "weak")
    ranked: list[tuple[int, int, EvidenceDocument]] = []
    for entry in matter.corpus.evidence_factors:
        near = 0 if set(entry.case_factors) & set(serves) else 1
        ranked += [(near, order.index(paper.strength), paper) for paper in entry.documents if kind in paper.kinds]
    if not ranked:
        return "from the client or the office that issued it", "days to weeks"
    best = min(item[:2] for item in ranked)
    papers = [paper for *rank, paper in ranked if tuple(rank) == best][:2]
    return "; or ".join(f"{paper.title} – {paper.issuer}, {paper.how}" for paper in papers), papers[0].lead_time
