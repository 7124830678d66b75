"""What did people decide about the guard's findings in a matter, and why? Sealed beside the facts, one by one; none is taken back.

A decision belongs to the sentence in which the finding stands. Where the same sentence is read again, in whatever text, it is shown there;
where the sentence is changed, it is undecided anew.
"""

import uuid
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from forbear.guard.finding import Decision, GuardReport, Word
from forbear.guard.guard import decided as with_decisions
from forbear.guard.review import MOST_REASON
from forbear.office.matters import reading, writing
from forbear.office.people.models import Person
from forbear.office.today import clock
from forbear.problem import BadInput, Problem

DECISION = "guard-decision"
WORDS: tuple[Word, ...] = ("accepted", "dismissed")


def decisions(person: Person, matter_id: uuid.UUID) -> list[Decision]:
    """Every decision in a matter, the oldest first. Raises NotThere."""
    kept = reading.documents(person, matter_id, DECISION)
    return [msgspec.convert(each.content, Decision) for each in reversed(kept)]


def decided(report: GuardReport, person: Person, matter_id: uuid.UUID) -> GuardReport:
    """The report with what was last decided about each finding. Raises NotThere."""
    return with_decisions(report, decisions(person, matter_id))


def decide(person: Person, matter_id: uuid.UUID, report: GuardReport, finding: str, *, word: str, reason: str) -> None:
    """Keeps a decision about a finding of a report. Raises NotThere, BadInput whose place is `reason` or `finding`."""
    standing: dict[str, Any] = {one.id: (one.text, one.admission) for one in report.findings}
    standing |= {one.id: (one.text, one.check) for one in report.checks}
    if finding not in standing or word not in WORDS:
        raise BadInput([Problem("finding", None, _("This mark no longer stands in the text; look at the marks below, and decide anew."))])
    reason = reason.strip()
    if not reason:
        raise BadInput([Problem("reason", None, _("Say why. The reason is kept with the decision, for counsel only."))])
    if len(reason) > MOST_REASON:
        raise BadInput([Problem("reason", None, _("Say it in at most %(n)s characters.") % {"n": MOST_REASON})])
    text, admission = standing[finding]
    made = Decision(finding, WORDS[WORDS.index(word)], person.name, clock(), reason, text, admission)
    writing.keep(person, matter_id, DECISION, msgspec.to_builtins(made), _("a mark of the guard decided"))
