"""When is a request to the government followed up?

Convention of practice: a week, two and three weeks after it was sent, but never past the filing deadline in force (a judge's
order before the default): where that is near, each step comes as many weeks before it. Days that passed are left out.
"""

import datetime as dt
from collections.abc import Iterable

import msgspec

from forbear.assessment.finding import DeadlineFinding, FollowUp
from forbear.casefile.model import CaseFile
from forbear.law.calendar import Calendar

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
STEPS = (
    "confirm receipt by the attorney named",
    "remind, with one new fact or the hearing date",
    "remind again; escalate once, in writing, if there is an error to name",
)
OWN_MOTION = "last day to file the client's own motion, stating the efforts to confer"


def find_follow_up(sent: dt.date, deadlines: Iterable[DeadlineFinding], calendar: Calendar, on: dt.date) -> list[FollowUp]:
    """The steps still ahead on a day, each on a day on which offices are open; the last is the filing deadline in force."""
    filing = next((item.due for item in deadlines if item.rule.startswith("filing-") and item.due), None)
    first = calendar.open_on_or_after(sent + DAY)  # that it arrived can be asked, however near the deadline is
    found: list[FollowUp] = []
    last = sent
    for number, what in enumerate(STEPS, start=1):
        day = sent + number * WEEK
        if filing:
            day = min(day, filing - (len(STEPS) + 1 - number) * WEEK)
        day = calendar.open_on_or_before(day)
        if number == 1:
            day = max(day, first)
        if last < day and (filing is None or day < filing):
            found.append(FollowUp(f"follow-up/{number}", "follow-up", day, "do by", what))
            last = day
    if filing:
        found.append(FollowUp(f"follow-up/{len(STEPS) + 1}", "follow-up", filing, "do by", OWN_MOTION))
    return [step for step in found if step.due >= on]


def follow_ups(case: CaseFile, deadlines: Iterable[DeadlineFinding], calendar: Calendar, on: dt.date) -> list[FollowUp]:
    """The steps still ahead for every request of the case file that was sent and not yet answered, each with an id of its own."""
    dated = list(deadlines)
    found = []
    for number, request in enumerate(case.items("requests") or ()):
        sent = request.get("sent_on")
        if isinstance(sent, dt.date) and request.get("answer") in (None, "none"):
            steps = find_follow_up(sent, dated, calendar, on)
            found += [msgspec.structs.replace(step, id=f"requests/{number}/{step.id}") for step in steps]
    return found
