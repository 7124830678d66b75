"""The ways in for a paper: into a matter, as the beginning of a new one, or from the files that a matter holds already."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.interchange.places import build
from forbear.office.evidence.arriving import MOST_BYTES, clean_of, uploads
from forbear.office.facts.settling import show_conflict
from forbear.office.matters import evidence_files, writing
from forbear.office.matters.membership import NotThere
from forbear.office.matters.writing import Conflict
from forbear.office.reading import arriving, deciding, kept
from forbear.office.reading.refusing import refusing
from forbear.office.today import today
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page
from forbear.problem import BadInput, Problem

WRONG = 422


def new(request: HttpRequest) -> HttpResponse:
    """A new matter from a paper: opened once the paper can be read, and not before."""
    problems: list[Problem] = []
    if request.method == "POST":
        sent = uploads(request.FILES.getlist("files"))
        try:
            clean = arriving.checked(sent)
            matter_id = writing.create(asker(request), build({"as_of": today()}), _("opened with a paper"))
            made = arriving.take_in(asker(request), matter_id, sent, clean)
        except BadInput as bad:
            problems = list(bad.problems)
        else:
            messages.success(request, _("The matter is open. Nothing stands in it but what you say yes to."))
            return redirect("facts-paper", matter_id, made)
    words = {"problems": problems, "most": MOST_BYTES // 1_048_576}
    return render(request, "reading/new.html", words, status=WRONG if problems else 200)


def papers(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """What was read in a matter, and the way in for more."""
    page = matter_page(request, matter_id)
    if request.method != "POST":
        return _show(page)
    sent = uploads(request.FILES.getlist("files"))
    try:
        made = arriving.take_in(asker(request), matter_id, sent, arriving.checked(sent))
    except BadInput as bad:
        return _show(page, bad.problems)
    return redirect("facts-paper", matter_id, made)


@require_POST
@refusing
def from_file(request: HttpRequest, matter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """Has a file read that the matter holds."""
    matter_page(request, matter_id)
    return redirect("facts-paper", matter_id, arriving.take_up(asker(request), matter_id, file_id))


@require_POST
@refusing
def as_exhibit(request: HttpRequest, matter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """Lists a sealed file that no exhibit names among the exhibits."""
    page = matter_page(request, matter_id)
    here = next((file for file in evidence_files.files(asker(request), matter_id) if file.id == file_id), None)
    if here is None:
        raise NotThere
    if any(item.get("file") == here.name for item in page.opened.case.items("evidence") or ()):
        return redirect("evidence", matter_id)
    try:
        pages = _pages(clean_of(asker(request), matter_id, file_id)[1])
        title = here.name.rpartition(".")[0].replace("_", " ").strip() or _("Exhibit")
        saved = deciding.use_as_exhibit(asker(request), matter_id, here.name, title=title, kind=None, pages=pages)
    except BadInput as bad:
        messages.error(request, "; ".join(map(str, bad.problems)))
        return redirect("evidence", matter_id)
    if isinstance(saved, Conflict):
        return show_conflict(request, matter_id, saved, {path: clash.yours for path, clash in saved.clashes.items()}, request.path)
    messages.success(request, _("It is an exhibit now; say what it proves."))
    return redirect("evidence", matter_id)


def _show(page: MatterPage, problems: list[Problem] | None = None) -> HttpResponse:
    found = kept.readings(asker(page.request), page.opened.id)
    told = [(each, sum(len(paper.claims) for paper in each.content.papers)) for each in found]
    words = {"readings": told, "problems": problems, "most": MOST_BYTES // 1_048_576}
    return page.show("reading/papers.html", words, status=WRONG if problems else 200)


def _pages(pdf: bytes) -> int:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:  # our own clean copy
        return len(opened.pages)
