"""Does a priority of the policy in force reach the client?"""

from forbear.assessment.finding import PriorityFinding
from forbear.assessment.matter import Matter, because_open


def find_priorities(matter: Matter) -> list[PriorityFinding]:
    """Each flag of the policies in force, once. A limb that a machine must not decide leaves the flag open as a judgment."""
    found: dict[str, PriorityFinding] = {}
    for limb in matter.rulebook.limbs:
        authority = matter.corpus.authorities[limb.authority]
        if not limb.flag or limb.flag in found or authority.status(matter.on) != "in_force" or not limb.rule.in_force(matter.on):
            continue
        verdict = matter.reading.rule(limb.rule)
        if verdict.value is None:
            matter.left_open(f"priority:{limb.flag}", verdict)
        matter.in_force([limb.authority])
        found[limb.flag] = PriorityFinding(
            id=limb.flag,
            verdict=verdict.word,  # type: ignore[arg-type]
            authority=limb.authority,
            because=f"{limb.label}: {because_open(verdict)}" if verdict.value is None else f"{limb.label}: {_reason(verdict.value)}",
            presumed=sorted(verdict.presumed),
            unknown_because=sorted(verdict.unknown),
        )
    return list(found.values())


def _reason(reached: bool) -> str:
    return "the facts fall within it" if reached else "no fact of the file falls within it"
