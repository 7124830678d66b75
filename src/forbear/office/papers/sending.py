"""What was sent to whom, when is it followed up, and what came of it? A request of the case file, and beside it its entry in the record.

The entry is the office's own record of what was asked and answered (`forbear.record`): it names no client, keeps the case as it was
assessed on the day asked, and is sealed with the matter.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from forbear.assessment.finding import Assessment, FollowUp
from forbear.assessment.follow_up import find_follow_up
from forbear.assessment.matter import Matter
from forbear.law.paper import OPPOSING
from forbear.office.matters import reading, writing
from forbear.office.matters.judged import law_now
from forbear.office.matters.reading import Opened
from forbear.office.matters.writing import Conflict
from forbear.office.papers.appending import append, write
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem
from forbear.record.outcomes import ANSWERS, Request, answer_problems, answered, record

OUTCOME = "outcome"
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
    entry: Request | None
    document: uuid.UUID | None
    revision: int
    follow_ups: tuple[FollowUp, ...]


def sent(person: Person, opened: Opened, found: Assessment, form: str) -> list[Sent]:
    """The requests for a form that were sent, the newest first. Raises NotThere."""
    entries = reading.documents(person, opened.id, OUTCOME)
    rows = [
        _sent(number, item, entries, found)
        for number, item in enumerate(opened.case.items("requests") or ())
        if item.get("form") == form and isinstance(item.get("sent_on"), dt.date)
    ]
    return sorted(rows, key=lambda row: (row.on or dt.date.min, row.number), reverse=True)


def mark_sent(person: Person, opened: Opened, form: str, *, to: str, day: dt.date, how: str, on: dt.date) -> None:
    """Marks a request as sent: in the case file, and in the record. Raises NotThere, BadInput with every problem."""
    if form in OPPOSING:
        raise BadInput([Problem("form", None, _("an opposition is filed and not sent as a request; note its filing in the facts"))])
    entry = record(Matter(opened.case, law_now().corpus, day), secrets.token_hex(4), form=form, office=to, actor=None, on=on)
    with in_turn():
        append(person, opened.id, "requests", {"form": form, "sent_on": day, "to": entry.office}, _("a request sent"))
        writing.keep(person, opened.id, OUTCOME, {"entry": msgspec.to_builtins(entry), "how": how.strip()}, _("a request sent"))


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
    entry = request.entry
    if entry is None:  # it was sent before the office kept its record here
        matter = Matter(opened.case, law_now().corpus, request.on)
        entry = record(matter, secrets.token_hex(4), form=request.form, office=request.to, actor=None, on=on)
    content = {"entry": msgspec.to_builtins(answered(entry, answer, day, reason, on=on, case=opened.case)), "how": request.how}
    saved = writing.keep(person, opened.id, OUTCOME, content, _("what came of a request"), document=request.document, base=request.revision)
    if isinstance(saved, Conflict):
        raise BadInput([Problem("answer", None, _("someone else has just noted what came of it; look at that first"))])


def _sent(number: int, item: Mapping[str, Any], entries: list[reading.Document], found: Assessment) -> Sent:
    day, to = item["sent_on"], str(item.get("to") or "")
    kept = [(document, msgspec.convert(document.content["entry"], Request)) for document in entries]
    mine = next(((document, entry) for document, entry in kept if (entry.form, entry.asked, entry.office) == (item["form"], day, to)), None)
    answer_on = item.get("answered_on")
    waiting = item.get("answer") in (None, "none") and (mine is None or mine[1].answer is None)
    calendar = law_now().corpus.calendar
    return Sent(
        number=number,
        form=str(item["form"]),
        to=to,
        on=day,
        position=str(item.get("answer") or ""),
        position_on=answer_on if isinstance(answer_on, dt.date) else None,
        how=str(mine[0].content.get("how", "")) if mine else "",
        entry=mine[1] if mine else None,
        document=mine[0].id if mine else None,
        revision=mine[0].revision if mine else 0,
        follow_ups=tuple(find_follow_up(day, found.deadlines or (), calendar, found.on)) if waiting else (),
    )
