"""Where does the case stand?"""

from forbear.assessment.finding import OutsideFinding, StageFinding
from forbear.assessment.matter import Matter, because_open


def find_stage(matter: Matter) -> StageFinding:
    """The stage, or every stage still possible; outside section 240 no stage, and what is gone instead."""
    outcome = matter.reading.answer("stage")
    outside = {item.id: item for item in matter.rulebook.outside}
    detained = matter.profile["detained"].value
    could_be = [name for name in outcome.could_be if name not in outside and name != "unsettled"]
    posture = outside.get(outcome.then or "")
    stage = outcome.then if outcome.then and outcome.then != "unsettled" and posture is None else None
    if stage == "final-order-unexecuted" and matter.profile["supervision"].presumed:
        could_be.append("post-order-supervision")  # the kind of supervision is presumed: ask
    if outcome.then is None or outcome.then == "unsettled":
        matter.left_open("stage", outcome)
    row = outcome.row
    because = matter.words(row.because) if row and outcome.then else because_open(outcome)
    if outcome.then == "unsettled":
        because = matter.rulebook.stage.because
    found = None
    if posture is not None:
        found = OutsideFinding(posture.id, posture.title, posture.gone, posture.next, posture.runs, posture.who_acts)
        because = f"no stage of section 240 proceedings: {because}"
    return StageFinding(
        id=stage,
        could_be=could_be,
        presumed=sorted(outcome.presumed),
        detained=detained if isinstance(detained, bool) else None,
        because=because,
        authorities=matter.in_force([*(row.authorities if row else ()), *(posture.authorities if posture else ())]),
        unknown_because=sorted(outcome.unknown) or (["fact"] if outcome.then == "unsettled" else []),
        outside=found,
    )
