"""What is the client asked to bring? A sheet to print, in the client's language, with a box beside each paper.

Nothing of what speaks against the client is named in a list that lies at home.
"""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from forbear.drafting.client import reads
from forbear.office.evidence.listing import kind_words, topic_words
from forbear.office.web.matter import MatterPage, matter_page


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper: what it is, what it shows where that may lie at home, how it is had and how long that takes. The last two in English."""

    title: str
    shows: list[str]
    how: str
    lead_time: str


def request_page(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The sheet, in the language chosen, or else in the one that the client reads."""
    page = matter_page(request, matter_id)
    asked = request.GET.get("language", "")
    language = asked if asked in ("en", "es") else reads(page.opened.case)
    with translation.override(language):
        return page.show("evidence/request.html", {"wanted": wanted(page), "language": language})


def wanted(page: MatterPage) -> list[Wanted]:
    """The missing papers in the language at hand."""
    good = {factor.id for factor in page.found.factors if factor.direction == "favourable"}
    return [
        Wanted(
            kind_words(page.matter, paper.document) or paper.title,
            [topic_words(page, topic) for topic in paper.serves if topic in good],
            paper.how_to_get,
            paper.lead_time,
        )
        for paper in page.found.missing
    ]
