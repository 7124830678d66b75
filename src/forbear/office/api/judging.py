"""What does the law of a day say of a matter, and of many? The same answers as `assess`, `explain`, `ask`, `deadlines` print as JSON."""

import datetime as dt
import uuid
from collections import Counter
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from forbear.assessment.explanation import explain
from forbear.assessment.finding import Assessment, DeadlineFinding, LawFinding, OptionFinding, PlanFinding, QuestionFinding
from forbear.office.api.answers import answer, says
from forbear.office.api.asked import DocketAsked, FindingAsked, OnADay
from forbear.office.api.rights import opened, person_of
from forbear.office.matters import reading
from forbear.office.matters.judged import judged, proved
from forbear.office.matters.rows import Row
from forbear.office.today import today

router = Router(tags=["assessment"])


class Options(msgspec.Struct, frozen=True):
    """Every form judged, the plan, and how old the law behind them is."""

    on: dt.date
    options: list[OptionFinding]
    plan: PlanFinding
    law: LawFinding


class Docket(msgspec.Struct, frozen=True):
    """The rows asked for, the next date first, and how many matters there are by stage."""

    on: dt.date
    of: int
    stages: dict[str, int]
    rows: list[Row]


@router.get("/matters/{matter_id}/assessment", openapi_extra=says(Assessment))
def assessment(request: HttpRequest, matter_id: uuid.UUID, day: Query[OnADay]) -> HttpResponse:
    """The strategy, as `forbear assess --json` prints it."""
    return answer(judged(opened(request, matter_id), day.on or today()))


@router.get("/matters/{matter_id}/explanation", openapi_extra=says(dict[str, Any]))
def explanation(request: HttpRequest, matter_id: uuid.UUID, asked: Query[FindingAsked]) -> HttpResponse:
    """The proof tree of one finding: `stage`, `option:FORM`, `factor:ID`, `window:FORM`, `priority:ID`, `conclusion:ID`."""
    return answer(explain(proved(opened(request, matter_id), asked.on or today()).matter, asked.finding))


@router.get("/matters/{matter_id}/questions", openapi_extra=says(list[QuestionFinding]))
def questions(request: HttpRequest, matter_id: uuid.UUID, day: Query[OnADay]) -> HttpResponse:
    """What to ask the client next, most decisive first, in English and Spanish."""
    return answer(judged(opened(request, matter_id), day.on or today()).questions)


@router.get("/matters/{matter_id}/deadlines", openapi_extra=says(list[DeadlineFinding]))
def deadlines(request: HttpRequest, matter_id: uuid.UUID, day: Query[OnADay]) -> HttpResponse:
    """Every date of the matter, as `forbear deadlines --json` prints them."""
    return answer(judged(opened(request, matter_id), day.on or today()).deadlines)


@router.get("/matters/{matter_id}/options", openapi_extra=says(Options))
def options(request: HttpRequest, matter_id: uuid.UUID, day: Query[OnADay]) -> HttpResponse:
    """Every form judged, with its reason, window and consequences, and the plan."""
    found = judged(opened(request, matter_id), day.on or today())
    return answer(Options(found.on, found.options, found.plan, found.law))


@router.get("/docket", openapi_extra=says(Docket))
def docket(request: HttpRequest, asked: Query[DocketAsked]) -> HttpResponse:
    """The docket page: a row a matter, the next date first."""
    every = reading.rows(person_of(request))
    chosen = [
        row
        for row in every
        if (asked.stage is None or row.stage == asked.stage)
        and (asked.ask is None or row.ask == asked.ask)
        and (asked.before is None or (row.next_on is not None and row.next_on < asked.before))
    ]
    chosen.sort(key=lambda row: (row.next_on or dt.date.max, row.name.casefold(), row.id))
    stages = Counter(row.stage or "not known" for row in every)
    return answer(Docket(today(), len(chosen), dict(stages.most_common()), chosen[asked.offset : asked.offset + asked.limit]))
