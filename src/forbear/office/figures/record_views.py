"""Pages of the office's record: all requests of the matters that one may see, their counts, and those of one matter."""

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forbear.law.corpus import Corpus
from forbear.office.figures import requests as kept
from forbear.office.figures.beside import said_before
from forbear.office.figures.forms import AnswerForm, RequestForm
from forbear.office.figures.plots import Interval
from forbear.office.matters import reading
from forbear.office.matters.judged import law_now
from forbear.office.matters.writing import Conflict
from forbear.office.today import today
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput
from forbear.record.outcomes import ANSWERS, WAITING, Request, offices
from forbear.record.rates import DEFINITION, Cell, governs, rates

MOST_SHOWN = 200  # requests of one page


def record(request: HttpRequest) -> HttpResponse:
    """The record: counts by office, form and regime with their intervals, and the requests, filtered."""
    corpus, on, person = law_now().corpus, today(), asker(request)
    every = kept.of_all(person)
    names = {row.id: row for row in reading.rows(person)} if every else {}
    asked = {name: request.GET.get(name, "") for name in ("office", "form", "answer", "regime")}
    found = [each for each in every if _wanted(each.request, asked, corpus)]
    content = {
        "entries": [(each, names.get(each.matter)) for each in found[:MOST_SHOWN]],
        "of": len(found),
        "more": max(0, len(found) - MOST_SHOWN),
        "cells": [(cell, _interval(cell)) for cell in rates((each.request for each in found), corpus, on)],
        "definition": DEFINITION,
        "asked": asked,
        "offices": offices(each.request for each in every),
        "forms": _titles(corpus),
        "answers": (*ANSWERS, WAITING),
        "regimes": sorted({each.request.regime for each in every if each.request.regime}),
        "any": bool(every),
    }
    return render(request, "figures/record.html", content)


def of_matter(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The requests of one matter, and what the record says of each form with this case beside it."""
    page = matter_page(request, matter_id)
    return _matter(page, RequestForm(asks=_asks(page), initial={"form": page.found.plan.ask, "asked": page.on}))


def add(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Puts a request on record."""
    page = _to_write(request, matter_id)
    form = RequestForm(request.POST or None, asks=_asks(page))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept.add(
                asker(request),
                page.opened,
                form=given["form"],
                office=given["office"],
                asked=given["asked"],
                on=page.on,
                answer=given["answer"],
                day=given["answered"],
                reason=given["reason"],
            )
            messages.success(request, _("The request is on record."))
            return redirect("record-matter", matter_id)
        except BadInput as bad:
            show_problems(form, bad)
    return _matter(page, form)


def answer(request: HttpRequest, matter_id: uuid.UUID, document: uuid.UUID) -> HttpResponse:
    """Writes what came of a request."""
    page = _to_write(request, matter_id)
    entry = next((each for each in kept.of_matter(asker(request), matter_id) if each.document == document), None)
    if entry is None:
        raise Http404
    first = {"answer": entry.request.answer, "answered": entry.request.answered or page.on, "reason": entry.request.reason}
    form = AnswerForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given, base = form.cleaned_data, request.POST.get("base", "")
        try:
            saved = kept.answer(
                asker(request),
                page.opened,
                document,
                int(base) if base.isdecimal() and len(base) < 7 else entry.revision,
                answer=given["answer"],
                day=given["answered"],
                reason=given["reason"],
                on=page.on,
            )
            if not isinstance(saved, Conflict):
                messages.success(request, _("What came of it is on record."))
                return redirect("record-matter", matter_id)
            form.add_error(
                None, _("Somebody has answered it meanwhile; what they wrote is shown above. Save again to write yours over it.")
            )
            entry = next(each for each in kept.of_matter(asker(request), matter_id) if each.document == document)
        except BadInput as bad:
            show_problems(form, bad)
    return page.show("figures/answer.html", {"entry": entry, "form": form, "forms": _titles(page.matter.corpus)}, status=_status(form))


def _matter(page: MatterPage, form: RequestForm) -> HttpResponse:
    person, corpus = asker(page.request), page.matter.corpus
    every = kept.of_all(person)
    others = [each.request for each in every]
    content = {
        "entries": [each for each in every if each.matter == page.opened.id],
        "said": said_before(page, others),
        "form": form,
        "forms": _titles(corpus),
        "offices": offices(others),
    }
    return page.show("figures/matter.html", content, status=_status(form))


def _to_write(request: HttpRequest, matter_id: uuid.UUID) -> MatterPage:
    """The matter, where whoever asks may write. Raises NotThere, PermissionDenied."""
    page = matter_page(request, matter_id)
    if not page.opened.may_write:
        raise PermissionDenied
    return page


def _asks(page: MatterPage) -> list[tuple[str, str]]:
    return [(option.form, option.title) for option in page.found.options]


def _titles(corpus: Corpus) -> dict[str, str]:
    """The forms by the short names under which they are asked for."""
    titles = {each.form: each.title for each in corpus.rulebook.forms}
    return {name: titles.get(name, name) for name in corpus.vocabulary.forms}


def _wanted(each: Request, asked: dict[str, str], corpus: Corpus) -> bool:
    regime = asked["regime"]
    return (
        (not asked["office"] or each.office == asked["office"])
        and (not asked["form"] or each.form == asked["form"])
        and (not asked["answer"] or (each.answer or WAITING) == asked["answer"])
        and (not regime or (governs(each, corpus, today()) if regime == "in-force" else each.regime == regime))
    )


def _interval(cell: Cell) -> Interval | None:
    """A rate as it is drawn; none of too few."""
    return None if cell.few or cell.share is None else Interval(cell.share.rate, cell.share.low, cell.share.high)


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound else 200
