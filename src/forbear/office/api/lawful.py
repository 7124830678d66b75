"""The law with the office's overlay: entries, search, what governed, what must be looked at again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from forbear.casefile.fields import CIRCUITS
from forbear.law.shown import as_shown, governing, overdue
from forbear.office.api.answers import answer, says
from forbear.office.api.asked import GovernedAsked, OnADay, Text, WordsSought
from forbear.office.matters.judged import law_now
from forbear.office.today import today
from forbear.problem import BadInput, Problem

router = Router(tags=["law"])
MOST = 50  # entries of one search


@router.get("/law/governing", openapi_extra=says(dict[str, Any]))
def law_governing(request: HttpRequest, asked: Query[GovernedAsked]) -> HttpResponse:
    """What governed an actor on a day, as `forbear law governing --json` prints it."""
    corpus = law_now().corpus
    problems = []
    if asked.actor not in corpus.actors:
        problems.append(Problem("?actor", None, f"unknown; expected one of {', '.join(corpus.actors)}"))
    if asked.circuit is not None and asked.circuit.lower() not in CIRCUITS:
        problems.append(Problem("?circuit", None, f"unknown; expected one of {', '.join(CIRCUITS)}"))
    if asked.topic is not None and asked.topic not in corpus.topics():
        problems.append(Problem("?topic", None, f"unknown; expected one of {', '.join(corpus.topics())}"))
    if problems:
        raise BadInput(problems)
    return answer(governing(corpus, asked.actor, asked.on or today(), asked.circuit.lower() if asked.circuit else None, asked.topic))


@router.get("/law/search", openapi_extra=says(list[dict[str, Any]]))
def law_search(request: HttpRequest, sought: Query[WordsSought]) -> HttpResponse:
    """Entries that hold every word, those first that hold it in id, title or citation; fifty at most."""
    found = law_now().corpus.search(sought.words.split())[:MOST]
    return answer([as_shown(shelf, entry) for shelf, entry in found])


@router.get("/law/recheck", openapi_extra=says(list[dict[str, Any]]))
def law_recheck(request: HttpRequest, day: Query[OnADay]) -> HttpResponse:
    """Open-ended entries that must be looked at again, oldest first, and where to look."""
    return answer(overdue(law_now().corpus, day.on or today()))


@router.get("/law/entries/{entry_id}", openapi_extra=says(dict[str, Any]))
def law_entry(request: HttpRequest, entry_id: Text) -> HttpResponse:
    """An entry by its id, an id given up, or LIST:ID: its life in periods, its sources, how sure we are."""
    found = law_now().corpus.find(entry_id)
    if not found:
        raise Http404
    (shelf, entry), *others = found
    also = {"also": [f"{other}:{each.id}" for other, each in others]} if others else {}
    return answer(as_shown(shelf, entry) | also)
