"""What was sent, and what came of it."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.office.papers import kept, sending
from forbear.office.papers.asking_views import show
from forbear.office.papers.forms import Outcome, Position, Sending
from forbear.office.web.asking import asker
from forbear.office.web.matter import matter_page
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput

WRONG = 422
FIELDS = {"asked": "day", "office": "to", "answered": "day", "reason": "reason"}


@require_POST
def mark(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID) -> HttpResponse:
    """Marks the request as sent."""
    page = matter_page(request, matter_id)
    one = kept.asking(asker(request), matter_id, asking_id)
    form = Sending(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            sending.mark_sent(asker(request), page.opened, one.form, to=given["to"], day=given["day"], how=given["how"], on=page.on)
        except BadInput as bad:
            show_problems(form, bad, FIELDS)
        else:
            messages.success(request, _("Marked as sent; the days to follow up stand below."))
            return redirect(f"{reverse('papers-asking', args=[matter_id, asking_id])}#sent")
    return show(request, page, asking_id, {"sending": form}, status=WRONG)


@require_POST
def answered(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, number: int) -> HttpResponse:
    """Notes the government's position, or what came of it: one press."""
    page = matter_page(request, matter_id)
    person = asker(request)
    one = kept.asking(person, matter_id, asking_id)
    found = next((each for each in sending.sent(person, page.opened, page.found, one.form) if each.number == number), None)
    if found is None:
        raise Http404
    form: Outcome | Position = Outcome(request.POST) if "answer" in request.POST else Position(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            if isinstance(form, Outcome):
                sending.came_of(person, page.opened, found, given["answer"], given["day"], reason=given["reason"], on=page.on)
            else:
                sending.position(person, page.opened, found, given["position"], _day(given["day"]), base=page.opened.revision, on=page.on)
        except BadInput as bad:
            show_problems(form, bad, FIELDS)
        else:
            messages.success(request, _("Noted."))
            return redirect(f"{reverse('papers-asking', args=[matter_id, asking_id])}#sent")
    name = "outcome" if isinstance(form, Outcome) else "position"
    return show(request, page, asking_id, {name: form, "wrong_number": number}, status=WRONG)


def _day(day: object) -> dt.date:
    assert isinstance(day, dt.date)
    return day
