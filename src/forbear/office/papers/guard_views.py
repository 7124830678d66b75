"""The guard on any text: as it is typed, pasted or handed in. Nothing of it is kept but the marks that somebody decided."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from forbear.guard.document import Document, plain
from forbear.guard.finding import Purpose
from forbear.office.foreign.asking import text_of
from forbear.office.papers import guarding
from forbear.office.papers.deciding import decide, decided, decisions
from forbear.office.papers.forms import Guarded
from forbear.office.papers.marks import cut, marks_of
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput

WRONG = 422


def guard(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """A text with the guard's marks under its words, for who has no script as for who has; a mark can be decided there."""
    page = matter_page(request, matter_id)
    form = Guarded(request.POST, request.FILES) if request.method == "POST" else Guarded()
    words: dict[str, Any] = {"form": form, "typed": form["text"].value() or ""}
    bad_decision = False
    if request.method == "POST" and form.is_valid():
        try:
            document = _document(form)
            bad_decision = _decide(page, document, form.cleaned_data["purpose"], words)
            words |= _marked(page, document, form.cleaned_data["purpose"])
            if len(document.text) <= guarding.MOST_TYPED:
                words["typed"] = document.text  # so that a mark of a file can be decided as well: no file is sent twice
        except BadInput as bad:
            show_problems(form, bad, {problem.place: "file" for problem in bad.problems})
    words["log"] = decisions(asker(request), matter_id)
    wrong = bad_decision or (form.is_bound and not form.is_valid())
    return page.show("papers/guard.html", words, status=WRONG if wrong else 200)


def _decide(page: MatterPage, document: Document, purpose: str, words: dict[str, Any]) -> bool:
    """Keeps the decision whose button was pressed, if one was; says whether something is wrong with it."""
    finding, _colon, word = page.request.POST.get("decide", "").partition(":")
    if not finding:
        return False
    reason = page.request.POST.get(f"reason-{finding}", "")
    report = guarding.read(document, page.matter, _purpose(purpose))
    try:
        decide(asker(page.request), page.opened.id, report, finding, word=word, reason=reason)
    except BadInput as bad:
        words |= {"bad_finding": finding, "bad_reason": reason, "bad_problem": bad.problems[0].message}
        return True
    return False


@require_POST
def typed(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The marks alone, for a text as it is being typed: on the guard's page, or beside a paragraph of a paper."""
    page = matter_page(request, matter_id)
    text = next((request.POST[name] for name in request.POST if name == "text" or name.startswith("now-")), "")
    if not text.strip() or len(text) > guarding.MOST_TYPED:
        return render(request, "papers/marks.html", {"empty": True})
    words = _marked(page, plain(text), request.POST.get("purpose", ""))
    short = request.POST.get("short") == "1"
    return render(request, "papers/marks_short.html" if short else "papers/marks.html", words)


def _document(form: Guarded) -> Document:
    file = form.cleaned_data["file"]
    return text_of(file.read(), file.name or "") if file else plain(form.cleaned_data["text"])


def _marked(page: MatterPage, document: Document, purpose: str) -> dict[str, Any]:
    report = decided(guarding.read(document, page.matter, _purpose(purpose)), asker(page.request), page.opened.id)
    marks = marks_of(report)
    deciding = "guarding" if page.opened.may_write and len(document.text) <= guarding.MOST_TYPED else ""
    return {"report": report, "marks": marks, "stretches": cut(document.text, marks), "deciding": deciding}


def _purpose(word: str) -> Purpose | None:
    from forbear.guard.finding import PURPOSES

    return next((purpose for purpose in PURPOSES if purpose == word), None)
