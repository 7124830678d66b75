"""The overview of a matter, and why it says what it says."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from forbear.drafting.timeline import draw, events, in_words
from forbear.office.overview.content import MOST_QUESTIONS, dates, decisions, shown
from forbear.office.overview.why import code, proofs
from forbear.office.web.matter import matter_page


def overview(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Where it stands, what to ask, what not, for and against, what is missing, what to ask the client."""
    page = matter_page(request, matter_id)
    found, case = page.found, page.opened.case
    line = events(case, found.on)
    coming, more = dates(found)
    hearing = case.date("proceedings.next_hearing.date")
    return page.show(
        "overview/overview.html",
        {
            "stage_why": code("stage"),
            "decisions": list(decisions(found)),
            "favourable": shown(found, "favourable"),
            "adverse": shown(found, "adverse"),
            "reached": [(item, code(f"priority:{item.id}")) for item in found.priorities if item.verdict != "no"],
            "missing": [(paper, code(f"missing:{paper.document}")) for paper in found.missing],
            "dangers": [(danger, code(f"danger:{danger.admission}")) for danger in found.dangers],
            "questions": found.questions[:MOST_QUESTIONS],
            "more_questions": max(0, len(found.questions) - MOST_QUESTIONS),
            "dates": coming,
            "more_dates": more,
            "hearing": hearing if hearing and hearing >= found.on else None,
            "hearing_kind": case.text("proceedings.next_hearing.type") or "",
            "timeline": mark_safe(draw(line)),  # noqa: S308 (drawn by us; every text in it is escaped there)
            "timeline_words": in_words(line),
        },
    )


def why(request: HttpRequest, matter_id: uuid.UUID, asked: str) -> HttpResponse:
    """The proof of one finding, in place for who has scripts, as a page for who has none."""
    page = matter_page(request, matter_id)
    trees = proofs(page.matter, page.found, asked)
    if trees is None:
        raise Http404
    if getattr(request, "htmx", False):
        return render(request, "overview/trees.html", {"trees": trees})
    return page.show("overview/why.html", {"trees": trees})
