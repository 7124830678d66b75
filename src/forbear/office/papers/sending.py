"""What was sent to whom and how, when is it followed up, and what came of it? A request of the case file, and its entry in the record.

The entry is the office's own record of what was asked and answered (`office.figures.requests`), sealed with the matter.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forbear.assessment.finding import Assessment, FollowUp
from forbear.assessment.follow_up import find_follow_up
from forbear.law.paper import OPPOSING
from forbear.office.figures import requests
from forbear.office.figures.requests import Entry
from forbear.office.matters import reading, writing
from forbear.office.matters.judged import law_now
from forbear.office.matters.reading import Opened
from forbear.office.matters.writing import Conflict
from forbear.office.papers.appending import append, write
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem
from forbear.record.outcomes import ANSWERS, Request, answer_problems

SENDING = "sending"  # how a request was sent, beside the facts, which have no place for it
POSITIONS = ("joins", "does-not-oppose", "opposes", "refused", "none")
__all__ = ["ANSWERS", "POSITIONS", "Sent", "came_of", "mark_sent", "position", "sent"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that was sent: its number in the case file, and its entry in the record, where there is one."""

    number: int
    form: str
    to: str
    on: dt.date | None
    position: str
    position_on: dt.date | None
    how: str
    kept: Entry | None
    follow_ups: tuple[FollowUp, ...]

    @property
    def entry(self) -> Request | None:
        """Its entry in the record."""
        return self.kept.request if self.kept else None


def sent(person: Person, opened: Opened, found: Assessment, form: str) -> list[Sent]:
    """The requests for a form that were sent, the newest first. Raises NotThere."""
    entries = requests.of_matter(person, opened.id)
    ways = [document.content for document in reading.documents(person, opened.id, SENDING)]
    rows = [
        _sent(number, item, entries, ways, found)
        for number, item in enumerate(opened.case.items("requests") or ())
        if item.get("form") == form and isinstance(item.get("sent_on"), dt.date)
    ]
    return sorted(rows, key=lambda row: (row.on or dt.date.min, row.number), reverse=True)


def mark_sent(person: Person, opened: Opened, form: str, *, to: str, day: dt.date, how: str, on: dt.date) -> None:
    """Marks a request as sent: in the case file, and in the record. Raises NotThere, BadInput with every problem."""
    if form in OPPOSING:
        raise BadInput([Problem("form", None, _("an opposition is filed and not sent as a request; note its filing in the facts"))])
    with in_turn():
        entry = requests.add(person, opened, form=form, office=to, asked=day, on=on)
        office = entry.request.office
        append(person, opened.id, "requests", {"form": form, "sent_on": day, "to": office}, _("a request sent"))
        if how.strip():
            content = {"form": form, "to": office, "on": day.isoformat(), "how": how.strip()}
            writing.keep(person, opened.id, SENDING, content, _("a request sent"))


def position(person: Person, opened: Opened, request: Sent, word: str, day: dt.date, *, base: int, on: dt.date) -> None:
    """Notes what the government's attorney said of a request. Raises NotThere, BadInput."""
    problems = []
    if word not in POSITIONS:
        problems.append(Problem("position", None, _("choose what was said")))
    if day > on or (request.on and day < request.on):
        problems.append(Problem("day", None, _("expected a day between the request and today")))
    if problems:
        raise BadInput(problems)
    root = f"requests[{request.number}]"
    write(person, opened.id, base, {f"{root}.answer": word, f"{root}.answered_on": day}, _("the government's position noted"))


def came_of(person: Person, opened: Opened, request: Sent, answer: str, day: dt.date | None, *, reason: str, on: dt.date) -> None:
    """Notes what came of a request, in the record. Raises NotThere, BadInput with every problem."""
    if request.on is None or (problems := answer_problems(request.on, answer, day, reason, on=on, case=opened.case)):
        raise BadInput(problems)
    kept = request.kept
    if kept is None:  # it was sent before the office kept its record here
        requests.add(person, opened, form=request.form, office=request.to, asked=request.on, on=on, answer=answer, day=day, reason=reason)
        return
    saved = requests.answer(person, opened, kept.document, kept.revision, answer=answer, day=day, reason=reason, on=on)
    if isinstance(saved, Conflict):
        raise BadInput([Problem("answer", None, _("someone else has just noted what came of it; look at that first"))])


def _sent(number: int, item: Mapping[str, Any], entries: Sequence[Entry], ways: Sequence[Mapping[str, Any]], found: Assessment) -> Sent:
    day, to, form = item["sent_on"], str(item.get("to") or ""), str(item["form"])
    kept = next((each for each in entries if (each.request.form, each.request.asked, each.request.office) == (form, day, to)), None)
    how = next((str(each["how"]) for each in ways if (each["form"], each["on"], each["to"]) == (form, day.isoformat(), to)), "")
    answer_on = item.get("answered_on")
    waiting = item.get("answer") in (None, "none") and (kept is None or kept.request.answer is None)
    return Sent(
        number=number,
        form=form,
        to=to,
        on=day,
        position=str(item.get("answer") or ""),
        position_on=answer_on if isinstance(answer_on, dt.date) else None,
        how=how,
        kept=kept,
        follow_ups=tuple(find_follow_up(day, found.deadlines or (), law_now().corpus.calendar, found.on)) if waiting else (),
    )
