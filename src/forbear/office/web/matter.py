"""The frame of every page of a matter: its head, its tabs, and at the foot how old the law behind it is.

A tab's view is

    def facts(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
        page = matter_page(request, matter_id)
        return page.show("facts/page.html", {"fields": ...})

and its template extends `web/matter.html` and fills the blocks `title` and `page`. Whoever may not see the matter gets 404.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forbear.assessment.finding import Assessment
from forbear.assessment.matter import Matter
from forbear.office.matters import glass, reading
from forbear.office.matters.judged import Judgement, proved
from forbear.office.matters.reading import Opened
from forbear.office.today import today
from forbear.office.web.asking import asker
from forbear.office.web.places import tabs

MOST_STALE = 4  # named at the foot; the rest are counted


@dataclass(frozen=True)
class MatterPage:
    """A matter as it was opened for a request, and as it is judged today."""

    request: HttpRequest
    opened: Opened
    on: dt.date

    @cached_property
    def judgement(self) -> Judgement:
        """The assessment with its proofs."""
        return proved(self.opened, self.on)

    @property
    def found(self) -> Assessment:
        """The assessment."""
        return self.judgement.assessment

    @property
    def matter(self) -> Matter:
        """What the assessment was made of."""
        return self.judgement.matter

    def show(self, template: str, words: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
        """The page: a template that extends `web/matter.html`, with its own words."""
        found, case = self.found, self.opened.case
        match = self.request.resolver_match
        stale, person = found.law.stale, asker(self.request)
        frame = {
            "opened": self.opened,
            "found": found,
            "authorities": self.matter.corpus.authorities,
            "name": case.text("person.full_name") or "",
            "number": case.text("person.a_number") or "",
            "court": case.court or "",
            "circuit": case.circuit,
            "tabs": tabs(self.opened, match.view_name if match else ""),
            "stale": stale[:MOST_STALE],
            "glass_until": glass.until(person, self.opened.id) if person.is_administrator else None,
            "more_stale": max(0, len(stale) - MOST_STALE),
        }
        return render(self.request, template, frame | dict(words or {}), status=status)


def matter_page(request: HttpRequest, matter_id: uuid.UUID) -> MatterPage:
    """A matter, opened for whoever asks. Raises NotThere, which is answered as any address that leads nowhere."""
    return MatterPage(request, reading.opened(asker(request), matter_id), today())
