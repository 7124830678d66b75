"""What speaks for and against, and how well is each proved?"""

from collections.abc import Iterable

from forbear.assessment.finding import FactorFinding, Strength
from forbear.assessment.matter import Matter, because_open
from forbear.law.table import Subject
from forbear.rules.verdict import Verdict


def find_factors(matter: Matter) -> list[FactorFinding]:
    """Every factor with its verdict, and for those shown the exhibits that prove it."""
    return [_find(matter, subject) for subject in matter.rulebook.factors]


def _find(matter: Matter, subject: Subject) -> FactorFinding:
    factor, verdict = subject.rule.then, matter.reading.rule(subject.rule)
    exhibits = _exhibits(matter, factor, verdict) if verdict.value else {}
    if verdict.value is None:
        matter.left_open(f"factor:{factor}", verdict)
    return FactorFinding(
        id=factor,
        title=subject.title,
        direction=subject.direction,  # type: ignore[arg-type]
        verdict=verdict.word,  # type: ignore[arg-type]
        strength=_strength(matter, factor, exhibits.values()) if verdict.value else None,
        exhibits=list(exhibits),
        law_ids=list(matter.corpus.factor_ids.get(factor, ())),
        because=because_open(verdict)
        if verdict.value is None
        else matter.words(subject.rule.because)
        if verdict.value
        else "not shown by the file",
        presumed=sorted(verdict.presumed),
        named_by=_named_by(matter, factor),
        unknown_because=sorted(verdict.unknown),
    )


def _named_by(matter: Matter, factor: str) -> list[str]:
    """Policies in force that name the factor."""
    return [entry.id for entry in matter.corpus.naming.get(factor, ()) if entry.binds(matter.on, matter.case.circuit)]


def _exhibits(matter: Matter, factor: str, verdict: Verdict) -> dict[str, str]:
    """The exhibits that prove a factor, with their kinds: those that say so, and those that prove a fact it rests on."""
    by_fact = {name for leaf in verdict.leaves() if leaf.value is not None and leaf.found for name in leaf.found.exhibits}
    found: dict[str, str] = {}
    for number, item in enumerate(matter.profile.view.items("evidence") or (), start=1):
        name, proves = str(item.get("id") or f"evidence {number}"), item.get("proves")
        if (isinstance(proves, list) and factor in proves) or name in by_fact:
            found[name] = str(item.get("kind") or "")
    return found


def _strength(matter: Matter, factor: str, kinds: Iterable[str]) -> Strength:
    """documented where an exhibit of a primary kind proves it, corroborated by any other, asserted by none."""
    kinds = list(kinds)
    primary = {
        kind
        for entry in matter.corpus.evidence_factors
        if factor in entry.case_factors
        for paper in entry.documents
        if paper.strength == "primary"
        for kind in paper.kinds
    }
    official = {"certified-disposition", "prior-order", "nta-copy", "green-card", "petition-approval", "i-213"}
    if not kinds:
        return "asserted"
    return "documented" if any(kind in primary or kind in official for kind in kinds) else "corroborated"
