"""How open is each actor today, and under which policy?"""

from forbear.assessment.finding import PostureFinding
from forbear.assessment.matter import Matter


def find_posture(matter: Matter) -> list[PostureFinding]:
    """The regime of each actor on the day. Before a timeline begins there is none, and none is guessed."""
    found = []
    for actor in matter.corpus.actors:
        governing = matter.corpus.on(matter.on, matter.case.circuit, actor=actor)
        if governing.regime is None:
            continue
        found.append(
            PostureFinding(
                actor=actor,
                regime=governing.regime.id,
                posture=governing.regime.posture,
                authorities=matter.in_force(entry.id for entry in governing.authorities),
                ask=governing.regime.ask,
                uncertain="; ".join(governing.uncertain),
            )
        )
    return found
