"""The docket page: search, filters, saved views, a slice at a time, and what to do with the matters that are ticked."""

import datetime as dt
import uuid
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from forbear.assessment.words import STAGES
from forbear.office.conflicts.waiting import waiting
from forbear.office.docket import saved
from forbear.office.docket.bulk import none_ticked, ticked
from forbear.office.docket.listing import SLICE, WINDOWS, WITHIN, Wanted, forms_asked, listed, moves_of, papers_missing, wanted
from forbear.office.docket.shown import judged_today, shown
from forbear.office.docket.words import counted
from forbear.office.matters import reading
from forbear.office.matters.judged import law_now
from forbear.office.matters.membership import led_by
from forbear.office.matters.rows import Row, refresh_some
from forbear.office.today import today
from forbear.office.web.asking import asker
from forbear.problem import BadInput

SEARCH = "docket_search"  # in the session, which is sealed: an address would keep a client's name
MOST_SECONDS = 3.0  # for judging anew in one request; the rest is asked for again


def docket(request: HttpRequest) -> HttpResponse:
    """The rows of the view that the address and the last search ask for."""
    rows, on = reading.rows(asker(request)), today()
    view = wanted(request.GET, request.session.get(SEARCH, ""))
    led = led_by(asker(request)) if view.mine else set()
    found = listed(rows, view, on=on, led=led)
    page = _page(request.GET.get("page"), len(found))
    law = law_now().digest
    moves = moves_of(rows, on)
    here = found[(page - 1) * SLICE : page * SLICE]
    column = any(row.moved for row in here)
    words = {
        "rows": [shown(row, moved=column) for row in here],
        "column": column,
        "conflicts": len(waiting(asker(request))),
        "moves": moves,
        "moves_since_yesterday": moves is not None and moves.since == on - dt.timedelta(days=1),
        "moved_words": [counted(kind, n) for kind, n in moves.kinds.items()] if moves else [],  # type: ignore[arg-type]
        "number": len(found),
        "of": len(rows),
        "page": page,
        "pages": _pages(len(found)),
        "view": view,
        "query": urlencode(view.filters),
        "stages": STAGES,
        "within": WITHIN,
        "windows": WINDOWS,
        "forms": forms_asked(rows),
        "papers": papers_missing(rows),
        "house_views": [_shown(each, view) for each in saved.of_the_house()],
        "own_views": [_shown(each, view) for each in saved.views_of(asker(request))],
        "anything": view != Wanted(),
        "old": sum(not judged_today(row, on, law) for row in rows),
    }
    return render(request, "docket/rows.html" if getattr(request, "htmx", False) else "docket/docket.html", words)


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keeps what is searched for until it is cleared, and shows the docket."""
    request.session[SEARCH] = str(request.POST.get("search", ""))[:100]
    return redirect(_address(wanted(request.POST)))


@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Saves the view at hand under a name, or deletes a saved one."""
    view = wanted(request.POST, request.session.get(SEARCH, ""))
    if delete := request.POST.get("delete"):
        with suppress(ValueError):
            saved.delete(asker(request), uuid.UUID(delete))
        return redirect("docket")
    try:
        saved.save(asker(request), str(request.POST.get("name", "")), view)
        messages.success(request, _("The view is saved."))
    except BadInput as bad:
        messages.error(request, "; ".join(problem.message for problem in bad.problems))
    return redirect(_address(view))


@require_POST
def open_view(request: HttpRequest) -> HttpResponse:
    """Opens a saved view: its filters into the address, its search into the session."""
    views = {str(view.id): view for view in saved.views_of(asker(request))}
    view = views.get(str(request.POST.get("view", "")))
    if view is None:
        return redirect("docket")
    request.session[SEARCH] = view.wanted.search
    return redirect(_address(view.wanted))


@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """The ticked matters as one sheet, to print or to go through one by one."""
    rows = ticked(request)
    if not rows:
        return none_ticked(request)
    missing: dict[str, list[Row]] = {}
    for row in rows:
        for kind in row.missing:
            missing.setdefault(kind, []).append(row)
    return render(request, "docket/chosen.html", {"rows": rows, "missing": sorted(missing.items())})


@require_POST
def judge_anew(request: HttpRequest) -> HttpResponse:
    """Judges anew what was judged on another day or under another law; a few seconds at a time, saying how many are left."""
    ids = [row.id for row in reading.rows(asker(request))]
    made, left = refresh_some(ids, today(), MOST_SECONDS)
    said = ngettext("%(n)s matter judged anew.", "%(n)s matters judged anew.", made) % {"n": made}
    if left:
        said += " " + ngettext("%(n)s is left; go on below.", "%(n)s are left; go on below.", left) % {"n": left}
    messages.success(request, said)
    return redirect("docket")


def _shown(view: saved.Saved, at: Wanted) -> dict[str, Any]:
    return {"name": view.name, "id": view.id, "address": _address(view.wanted), "here": view.wanted == at}


def _address(view: Wanted) -> str:
    query = urlencode(view.filters)
    return reverse("docket") + (f"?{query}" if query else "")


def _pages(number: int) -> int:
    return max(1, -(-number // SLICE))


def _page(asked: str | None, number: int) -> int:
    return min(max(int(asked), 1), _pages(number)) if asked and asked.isdecimal() and len(asked) < 6 else 1
