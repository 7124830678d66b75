"""What does the government itself gain? Each point from a fact of the file."""

from forbear.assessment.finding import Interest
from forbear.assessment.matter import Matter


def find_interests(matter: Matter) -> list[Interest]:
    """The points that hold, with the exhibits of the facts they rest on."""
    found = []
    for subject in matter.rulebook.interests:
        verdict = matter.reading.rule(subject.rule)
        if verdict.value:
            exhibits = dict.fromkeys(name for leaf in verdict.leaves() if leaf.found for name in leaf.found.exhibits)
            found.append(Interest(matter.words(subject.point), subject.field, list(exhibits)))
    return found
