"""What do the facts hold that asking could expose?"""

from forbear.assessment.finding import DangerFinding
from forbear.assessment.matter import Matter
from forbear.casefile.model import leaves, stem
from forbear.law.admission import GRAVEST_FIRST, Admission, Phase


def phase(matter: Matter) -> Phase:
    """The phase of the case by which the gravity of an admission is judged; the gravest where it is not known."""
    if matter.says("under_order"):
        return "final-order"
    if matter.says("not_in_court"):
        return "pre-nta"
    return "pleaded" if matter.profile["pleaded"].value else "pre-pleading"


def find_dangers(matter: Matter) -> list[DangerFinding]:
    """The harmful admissions that the file itself holds, gravest first, each once."""
    found: dict[str, DangerFinding] = {}
    now = phase(matter)
    for subject in matter.rulebook.dangers:
        if subject.rule.then in found or not matter.reading.rule(subject.rule).value:
            continue
        admission = matter.corpus.admissions[subject.rule.then]
        found[admission.id] = DangerFinding(
            admission=admission.id,
            title=admission.title,
            severity=admission.at(now),
            where=_where(matter, subject.where),
            because=subject.rule.because,
            instead=_instead(admission),
        )
    return sorted(found.values(), key=lambda danger: GRAVEST_FIRST.index(danger.severity))


def _where(matter: Matter, fields: tuple[str, ...]) -> list[str]:
    """The places in the file that hold it; the fields themselves where nothing is filled in."""
    held = {path for path, value in leaves(matter.case.facts) if value not in (None, "")}
    stems = [stem(field) for field in fields]
    here = [path for path in held if any(stem(path) == held_in or stem(path).startswith(held_in + ".") for held_in in stems)]
    return sorted(here) or list(fields)


def _instead(admission: Admission) -> str:
    """What a careful practitioner does; nothing here states a fact of any case."""
    safe = next(iter(admission.when_safe), "")
    return (
        f"Leave it out unless counsel decides otherwise. Safe only when {safe[0].lower()}{safe[1:]}."
        if safe
        else "Leave it out; counsel decides."
    )
