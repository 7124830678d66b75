"""Pages about the end of matters: the closed ones and their rule, closing, holds, erasure, and a fact whose past is destroyed."""

import uuid
from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.office.endings.forms import Erasing, NewRule, Reason, Shredding
from forbear.office.matters import closing, erasing, membership, reading, retention, shredding
from forbear.office.matters.models import Standing
from forbear.office.people.may import Act, check, may
from forbear.office.people.models import Person
from forbear.office.today import clock
from forbear.office.web.asking import asker
from forbear.office.web.matter import matter_page
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput

WRONG = 422


def ends(request: HttpRequest) -> HttpResponse:
    """The closed matters: what is past its time, what is kept; the office's rule; what was erased."""
    return _ends(request, None)


@require_POST
def rule(request: HttpRequest) -> HttpResponse:
    """Sets how long closed matters are kept."""
    check(asker(request), Act.KEEP_PEOPLE)
    form = NewRule(request.POST)
    if form.is_valid():
        try:
            retention.set_rule(asker(request), form.cleaned_data["years"], form.cleaned_data["source"])
        except BadInput as bad:
            show_problems(form, bad)
        else:
            messages.success(request, _("The rule is set."))
            return redirect("ends")
    return _ends(request, form, status=WRONG)


@require_POST
def hold(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Puts a closed matter on hold by its number, or lifts the hold."""
    by = asker(request)
    try:
        if request.POST.get("to") == "lift":
            closing.lift(by, matter_id)
            messages.success(request, _("The hold is lifted."))
        else:
            closing.hold(by, matter_id, request.POST.get("why", ""))
            messages.success(request, _("It is on hold: nothing of it is destroyed."))
    except BadInput as bad:
        _say(request, bad)
    return redirect("ends")


@reauthentication_required  # type: ignore[untyped-decorator]
def erase(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Destroys a matter whose time is past, after its number was typed."""
    person = asker(request)
    found = next((each for each in retention.ended(person) if each.id == matter_id), None)
    if found is None:
        raise Http404
    check(person, Act.ERASE)
    form = Erasing(request.POST or None, wanted=str(matter_id))
    if request.method == "POST" and form.is_valid():
        try:
            erasing.erase(person, matter_id, clock())
        except BadInput as bad:
            show_problems(form, bad)
        else:
            messages.success(request, _("The matter is erased: its keys are destroyed, and nothing here opens any more."))
            return redirect("ends")
    words = {"form": form, "ended": found, "due": found.is_due(clock())}
    return render(request, "endings/erase.html", words, status=WRONG if form.is_bound else 200)


def end(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """How this matter ends: closed or opened again, on hold or not."""
    page, by = matter_page(request, matter_id), asker(request)
    form = Reason(request.POST or None)
    act = request.POST.get("act", "")
    if request.method == "POST":
        try:
            if act == "lift":
                closing.lift(by, matter_id)
            elif act not in ACTS:
                raise Http404
            elif form.is_valid():
                ACTS[act](by, matter_id, form.cleaned_data["why"])
            if act == "lift" or form.is_valid():
                messages.success(request, _("Done."))
                return redirect("end", matter_id)
        except BadInput as bad:
            show_problems(form, bad)
    words = {
        "form": form,
        "act": act,
        "leads": page.opened.role == Standing.LEAD and may(by, Act.LEAD),
        "past": reading.documents(by, matter_id, closing.ENDING),
        "holds": closing.holds(by, matter_id),
        "held": closing.on_hold(matter_id),
        "ended": retention.one(matter_id),
        "rule": retention.rule(),
        "shreds": page.opened.role == Standing.LEAD and may(by, Act.SHRED),
    }
    return page.show("endings/end.html", words, status=WRONG if form.is_bound else 200)


@reauthentication_required  # type: ignore[untyped-decorator]
def shred(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Destroys the past values of one fact: shown first, then done."""
    page, by = matter_page(request, matter_id), asker(request)
    membership.check_lead(by, matter_id, Act.SHRED)
    form = Shredding(request.POST or None)
    words: dict[str, Any] = {"form": form, "held": closing.on_hold(matter_id), "done": shredding.shredded(by, matter_id)}
    if request.method == "POST" and form.is_valid():
        path = form.cleaned_data["path"]
        try:
            still = shredding.still(by, matter_id, path)
            if request.POST.get("sure"):
                n = shredding.shred(by, matter_id, path, reasons=form.cleaned_data["reasons"])
                shown = {"shredded": n, "still": still, "form": Shredding(), "done": shredding.shredded(by, matter_id)}
                return page.show("endings/shred.html", words | shown)
            words |= {"past": shredding.past_of(by, matter_id, path), "still": still}
            return page.show("endings/shred.html", words)
        except BadInput as bad:
            show_problems(form, bad)
    return page.show("endings/shred.html", words, status=WRONG if form.is_bound else 200)


ACTS: dict[str, Callable[[Person, uuid.UUID, str], None]] = {"close": closing.close, "reopen": closing.reopen, "hold": closing.hold}


def _ends(request: HttpRequest, form: NewRule | None, *, status: int = 200) -> HttpResponse:
    person, on = asker(request), clock()
    names = {row.id: row.name for row in reading.closed_rows(person)}
    found = [(each, names.get(each.id, ""), each.is_due(on)) for each in retention.ended(person)]
    keeps, set_ = may(person, Act.KEEP_PEOPLE), retention.rule()
    if form is None and keeps:
        form = NewRule(initial={"years": set_.years, "source": set_.source} if set_ else None)
    words = {
        "due": [each for each in found if each[2]],
        "kept": [each for each in found if not each[2]],
        "rule": set_,
        "form": form,
        "keeps": keeps,
        "erases": may(person, Act.ERASE),
        "erased": retention.erased(person),
    }
    return render(request, "endings/ends.html", words, status=status)


def _say(request: HttpRequest, bad: BadInput) -> None:
    for problem in bad.problems:
        messages.error(request, f"{problem.message[:1].upper()}{problem.message[1:]}.")
