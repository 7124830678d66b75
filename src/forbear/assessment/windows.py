"""When is asking too early, ripe, late, barred, or to be avoided?"""

from dataclasses import dataclass

from forbear.assessment.finding import Timing
from forbear.assessment.matter import Matter, because_open
from forbear.law.table import FormRules

RIPE, SHUT = ("ripe", "best"), ("late", "barred", "avoid")


@dataclass(frozen=True, slots=True)
class Window:
    """The window of one form and its reason. None: no basis in the facts."""

    word: Timing | None
    because: str
    presumed: frozenset[str]


def find_window(matter: Matter, rules: FormRules) -> Window:
    """The window, from the form's own table."""
    outcome = matter.reading.table(rules.timing.rows, rules.timing.otherwise)
    if outcome.then is None:
        matter.left_open(f"window:{rules.form}", outcome)
        return Window("unknown", because_open(outcome), frozenset())
    if outcome.then == "none":
        return Window(None, "no basis in the facts yet", outcome.presumed)
    row = outcome.row
    if row is not None:
        matter.in_force(row.authorities)
    return Window(outcome.then, matter.words(row.because) if row else "", outcome.presumed)  # type: ignore[arg-type]
