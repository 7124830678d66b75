"""The evidence of a matter: its exhibits, what they prove, what is missing; and one exhibit with its pages."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forbear.office.evidence import adding, listing, sheet
from forbear.office.evidence.arriving import MOST_BYTES, uploads
from forbear.office.facts.settling import show_conflict
from forbear.office.matters import evidence_files, reading, writing
from forbear.office.matters.writing import Conflict
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page
from forbear.problem import BadInput, Problem

WRONG = 422


def evidence(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Every exhibit, every factor with its proof, every missing paper; and the way in for files."""
    page = matter_page(request, matter_id)
    if request.method == "POST":
        return _add(request, page)
    return _show(page)


def exhibit(request: HttpRequest, matter_id: uuid.UUID, number: int) -> HttpResponse:
    """One exhibit: its pages, and what it proves, shown or saved."""
    page = matter_page(request, matter_id)
    listed = listing.exhibits(page, evidence_files.files(asker(request), matter_id))
    if not 1 <= number <= len(listed):
        raise Http404
    one = listed[number - 1]
    if request.method != "POST":
        return _show_exhibit(page, one, listed, sheet.as_it_stands(page, one.item), {})
    base = _base(request, page)
    before = page.opened.facts if base == page.opened.revision else reading.facts_at(asker(request), matter_id, base)
    wanted, wrong = sheet.changes(request.POST, before, number - 1)
    if not wrong:
        try:
            saved = writing.save(asker(request), matter_id, base, wanted, _("what an exhibit is and proves"))
        except BadInput as bad:
            wrong = {problem.place.partition("].")[2] or "above": problem.message for problem in bad.problems}
        else:
            if isinstance(saved, Conflict):
                return show_conflict(request, matter_id, saved, wanted, request.path)
            messages.success(request, _("Saved."))
            return redirect(request.path)
    return _show_exhibit(page, one, listed, sheet.as_typed(page, one.item, request.POST), wrong, base=base)


def _add(request: HttpRequest, page: MatterPage) -> HttpResponse:
    """Takes in the files that were sent, each for itself: one that is refused keeps no other out."""
    came, problems = 0, []
    for name, content in uploads(request.FILES.getlist("files")):
        try:
            clean = adding.add(asker(request), page.opened.id, name, content)
        except BadInput as bad:
            problems += bad.problems
        else:
            came += 1
            for note in clean.notes:
                messages.warning(request, f"{name}: {note}")
    if came:
        messages.success(request, ngettext("%(n)s exhibit came in.", "%(n)s exhibits came in.", came) % {"n": came})
    if not came and not problems:
        most = MOST_BYTES // 1_048_576
        said = _("Choose one or more files, at most %(most)s MB together. What was chosen before is to be chosen again.") % {"most": most}
        problems = [Problem(_("No file came"), None, said)]
    if problems:
        return _show(matter_page(request, page.opened.id), problems=problems, status=WRONG)
    return redirect("evidence", matter_id=page.opened.id)


def _show(page: MatterPage, *, problems: list[Problem] | None = None, status: int = 200) -> HttpResponse:
    files = evidence_files.files(asker(page.request), page.opened.id)
    words = {
        "exhibits": listing.exhibits(page, files),
        "unlisted": listing.unlisted(page, files),
        "for": listing.proved(page, "favourable"),
        "against": listing.proved(page, "adverse"),
        "missing": page.found.missing,
        "problems": problems,
        "most": MOST_BYTES // 1_048_576,
    }
    return page.show("evidence/evidence.html", words, status=status)


def _show_exhibit(
    page: MatterPage,
    one: listing.Exhibit,
    listed: list[listing.Exhibit],
    typed: sheet.Typed,
    wrong: dict[str, str],
    *,
    base: int | None = None,
) -> HttpResponse:
    words = {
        "one": one,
        "typed": typed,
        "wrong": wrong,
        "others": [each for each in listed if each.number != one.number],
        "last": len(listed),
        "kinds": sheet.kinds(page),
        "base": base or page.opened.revision,
        "topics": [topic for group in listing.topics(page, one.item) for topic in group],
    }
    return page.show("evidence/exhibit.html", words, status=WRONG if wrong else 200)


def _base(request: HttpRequest, page: MatterPage) -> int:
    text = request.POST.get("base", "")
    return min(max(int(text) if text.isdecimal() and len(text) < 10 else 0, 1), page.opened.revision)
