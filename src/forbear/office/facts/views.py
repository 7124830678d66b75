"""The facts of a matter by form, how they came to be so, and both sides where two people changed the same."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.office.facts import past
from forbear.office.facts.form import changes, sheet
from forbear.office.facts.groups import GROUPS, Group, group_of, lists, single
from forbear.office.facts.groups import group as group_named
from forbear.office.facts.proof import proved_by
from forbear.office.facts.saving import save
from forbear.office.facts.settling import chosen, leads_back, show_conflict, unpacked
from forbear.office.facts.words import called
from forbear.office.matters import reading
from forbear.office.matters.changes import ABSENT, value_at
from forbear.office.matters.writing import Conflict
from forbear.office.web.matter import MatterPage, matter_page
from forbear.problem import BadInput

WRONG = 422


@dataclass(frozen=True, slots=True)
class Known:
    """A group with how much of it is known, and its lists in words."""

    group: Group
    known: int
    of: int
    lists: list[tuple[str, int | None]]


def facts(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The way into the interview, and every group of the form with what is known of it."""
    page = matter_page(request, matter_id)
    return page.show("facts/facts.html", {"groups": [_known(page, each) for each in GROUPS], "evidence": _evidence(page)})


def group(request: HttpRequest, matter_id: uuid.UUID, group_id: str) -> HttpResponse:
    """The form of a group: shown, or saved."""
    of = group_named(group_id)
    if of is None:
        raise Http404
    page = matter_page(request, matter_id)
    if request.method == "POST":
        return _save(request, page, of)
    return _show(page, of, {"sheet": sheet(of, page.opened.facts, proved=proved_by(page.matter)), "base": page.opened.revision})


def history(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Who changed what and when, with a way to undo each change."""
    of = group_named(request.GET.get("group", ""))
    number = request.GET.get("page", "")
    at = int(number) if number.isdecimal() and len(number) < 6 else 0
    page = matter_page(request, matter_id)
    steps, more = past.steps(_person(request), matter_id, of, at)
    return page.show("facts/history.html", {"steps": steps, "of": of, "groups": GROUPS, "page": at, "older": at + 1 if more else None})


@require_POST
def undo(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Puts back what a fact was before a revision; what is there now stays in the history."""
    page = matter_page(request, matter_id)
    path, n = request.POST.get("path", ""), _number(request.POST.get("n", ""))
    back = reverse("facts-history", args=[matter_id])
    of = group_of(path)
    back = f"{back}?group={of.id}" if of else back
    try:
        saved = past.undo(_person(request), matter_id, page.opened.revision, n, path)
    except BadInput as bad:
        for problem in bad.problems:
            messages.error(request, str(problem))
        return redirect(back)
    if isinstance(saved, Conflict):
        return show_conflict(request, matter_id, saved, {path: clash.yours for path, clash in saved.clashes.items()}, back)
    messages.success(request, _("Put back. What stood there until now stays in the history."))
    return redirect(back)


@require_POST
def settle(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Saves what somebody chose where two people had changed the same."""
    matter_page(request, matter_id)
    then = leads_back(request.POST.get("then", ""), reverse("facts", args=[matter_id]))
    wanted = unpacked(request.POST.get("changes", ""))
    base = _number(request.POST.get("base", ""))
    kept = chosen(wanted, request.POST.dict())
    if not kept:
        messages.success(request, _("Kept as the other person wrote it."))
        return redirect(then)
    try:
        saved = save(_person(request), matter_id, base, kept, _("chosen between two people's changes"))
    except BadInput as bad:
        for problem in bad.problems:
            messages.error(
                request, _("%(fact)s: %(problem)s. Nothing was saved.") % {"fact": called(problem.place), "problem": problem.message}
            )
        return redirect(then)
    if isinstance(saved, Conflict):
        return show_conflict(request, matter_id, saved, kept, then)
    messages.success(request, _("Saved as you chose. Both stay in the history."))
    return redirect(then)


def _save(request: HttpRequest, page: MatterPage, of: Group) -> HttpResponse:
    typed = {name: str(value) for name, value in request.POST.items()}
    base = min(max(_number(typed.get("base", "")), 1), page.opened.revision)
    before = page.opened.facts if base == page.opened.revision else reading.facts_at(_person(request), page.opened.id, base)
    wanted, wrong = changes(of, before, typed)
    above: list[str] = []
    here = reverse("facts-group", args=[page.opened.id, of.id])
    if not wrong:
        try:
            saved = save(_person(request), page.opened.id, base, wanted, typed.get("why", ""))
        except BadInput as bad:
            for problem in bad.problems:
                if problem.place in typed:
                    wrong[problem.place] = problem.message
                else:
                    above.append(f"{called(problem.place)}: {problem.message}")
        else:
            if isinstance(saved, Conflict):
                return show_conflict(request, page.opened.id, saved, wanted, here)
            messages.success(request, _("Saved.") if wanted else _("Nothing was changed."))
            return redirect(here)
    words = {
        "sheet": sheet(of, before, typed, wrong, proved_by(page.matter)),
        "base": base,
        "above": above,
        "wrong": len(wrong) + len(above),
    }
    return _show(page, of, words | {"why": typed.get("why", "")}, status=WRONG)


def _show(page: MatterPage, of: Group, words: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return page.show("facts/group.html", {"of": of, "groups": GROUPS, "may_write": page.opened.may_write} | words, status=status)


def _known(page: MatterPage, of: Group) -> Known:
    alone = single(of)
    known = sum(value_at(page.opened.facts, field.path) not in (None, ABSENT) for field in alone)
    told = []
    for each in lists(of):
        items = value_at(page.opened.facts, each.path)
        told.append((called(each.path), len(items) if isinstance(items, list) else None))
    return Known(of, known, len(alone), told)


def _evidence(page: MatterPage) -> int:
    return len(page.opened.case.items("evidence") or ())


def _person(request: HttpRequest) -> Any:
    return request.user


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
