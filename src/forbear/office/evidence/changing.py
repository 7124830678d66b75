"""An exhibit replaced, removed or moved, each a revision of its own. What is taken out of sight stays in the history."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.office.evidence.arriving import cleaned, kept, uploads
from forbear.office.evidence.listing import Exhibit, exhibits
from forbear.office.facts.settling import show_conflict
from forbear.office.matters import evidence_files, writing
from forbear.office.matters.changes import ABSENT, Changes
from forbear.office.matters.membership import check_writer
from forbear.office.matters.writing import Conflict
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page
from forbear.problem import BadInput


@require_POST
def replace(request: HttpRequest, matter_id: uuid.UUID, number: int) -> HttpResponse:
    """Another file in the place of an exhibit's; what it proves stays, and is to be looked at again."""
    page, one = _one(request, matter_id, number)
    sent = uploads(request.FILES.getlist("file"))
    if not sent:
        messages.error(request, _("Choose the file that is to stand in its place. Nothing was changed."))
        return redirect("evidence-exhibit", matter_id=matter_id, number=number)
    name, content = sent[0]
    try:
        check_writer(asker(request), matter_id)
        clean = cleaned(name, content)
        file = kept(asker(request), matter_id, name, content, clean)
        wanted = {f"evidence[{number - 1}].file": file.name, f"evidence[{number - 1}].pages": clean.pages}
        return _saved(request, page, wanted, _("exhibit replaced"), old=one, then=number)
    except BadInput as bad:
        return _refused(request, bad, matter_id, number)


@require_POST
def remove(request: HttpRequest, matter_id: uuid.UUID, number: int) -> HttpResponse:
    """Takes an exhibit out, once it was ticked that this is meant."""
    page, one = _one(request, matter_id, number)
    if "sure" not in request.POST:
        messages.error(request, _("Tick that it is to be removed. Nothing was changed."))
        return redirect("evidence-exhibit", matter_id=matter_id, number=number)
    try:
        return _saved(request, page, {f"evidence[{number - 1}]": ABSENT}, _("exhibit removed"), old=one)
    except BadInput as bad:
        return _refused(request, bad, matter_id, number)


@require_POST
def move(request: HttpRequest, matter_id: uuid.UUID, number: int) -> HttpResponse:
    """Moves an exhibit one tab up or down."""
    page, _one_of = _one(request, matter_id, number)
    items = list(page.opened.facts["evidence"])  # type: ignore[call-overload]
    to = number - 2 if request.POST.get("to") == "up" else number
    if 0 <= to < len(items):
        items.insert(to, items.pop(number - 1))
        try:
            return _saved(request, page, {"evidence": items}, _("order of exhibits"))
        except BadInput as bad:
            return _refused(request, bad, matter_id, number)
    return redirect("evidence", matter_id=matter_id)


def _one(request: HttpRequest, matter_id: uuid.UUID, number: int) -> tuple[MatterPage, Exhibit]:
    """The exhibit that the page showed; where the list has changed since, the base tells."""
    page = matter_page(request, matter_id)
    listed = exhibits(page, evidence_files.files(asker(request), matter_id))
    if not 1 <= number <= len(listed):
        raise Http404
    one = listed[number - 1]
    if request.POST.get("id", one.id) != one.id:  # the numbers mean other exhibits by now
        raise Http404
    return page, one


def _saved(
    request: HttpRequest, page: MatterPage, wanted: Changes, why: str, *, old: Exhibit | None = None, then: int | None = None
) -> HttpResponse:
    saved = writing.save(asker(request), page.opened.id, page.opened.revision, wanted, why)
    if isinstance(saved, Conflict):
        return show_conflict(request, page.opened.id, saved, wanted, request.path.rpartition("evidence/")[0] + "evidence/")
    if old and old.file:
        names = [item.get("file") for item in page.opened.case.items("evidence") or ()]
        if names.count(old.file.name) == 1:  # no other exhibit is an excerpt of the same file
            evidence_files.remove(asker(request), page.opened.id, old.file.id)
    messages.success(request, _("Saved. What stood there before stays in the history."))
    if then:
        return redirect("evidence-exhibit", matter_id=page.opened.id, number=then)
    return redirect("evidence", matter_id=page.opened.id)


def _refused(request: HttpRequest, bad: BadInput, matter_id: uuid.UUID, number: int) -> HttpResponse:
    for problem in bad.problems:
        messages.error(request, _("%(problem)s Nothing was changed.") % {"problem": str(problem)})
    return redirect("evidence-exhibit", matter_id=matter_id, number=number)
