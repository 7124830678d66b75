"""Alarms as pages: what the rules found in the log, what was told to whom, and the breaking of glass."""

import uuid

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.office.alarms import raising, rules
from forbear.office.alarms.forms import Breaking
from forbear.office.alarms.models import Alarm
from forbear.office.alarms.words import sentence
from forbear.office.matters import glass
from forbear.office.matters.membership import NotThere
from forbear.office.people.may import Act, check, may
from forbear.office.people.models import Person
from forbear.office.web.asking import asker
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput, Problem

MOST_SHOWN = 100
WRONG = 422


def alarms(request: HttpRequest) -> HttpResponse:
    """What the rules find in the log of the last days, and every alarm with who has seen it."""
    person = asker(request)
    check(person, Act.READ_LOG)
    names = {str(each.pk): str(each) for each in Person.objects.all()}
    raised = Alarm.objects.select_related("by", "about").prefetch_related("told__person")[:MOST_SHOWN]
    words = {
        "findings": [(each, names.get(each.person, each.person)) for each in rules.findings(rules.lately())],
        "rules": rules.RULES,
        "days": rules.DAYS,
        "raised": [(each, sentence(each, person), list(each.told.all())) for each in raised],
        "may_break": may(person, Act.BREAK_GLASS),
    }
    return render(request, "alarms/alarms.html", words)


@require_POST
def seen(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody has seen an alarm of theirs."""
    raising.seen(asker(request), number)
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()) else "docket")


@reauthentication_required  # type: ignore[untyped-decorator]
def break_glass(request: HttpRequest) -> HttpResponse:
    """Opens a matter to an administrator who is not on it, for some hours."""
    person = asker(request)
    check(person, Act.BREAK_GLASS)
    form = Breaking(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            glass.break_glass(person, given["matter"], given["why"], given["hours"])
        except NotThere:
            show_problems(form, BadInput([Problem("matter", None, _("no such matter can be opened by you"))]))
        except BadInput as bad:
            show_problems(form, bad)
        else:
            messages.warning(request, _("It is open to you, to read. Everybody on it and every administrator is told."))
            return redirect("overview", given["matter"])
    words = {"form": form, "matters": glass.to_break(person)}
    return render(request, "alarms/glass.html", words, status=WRONG if form.is_bound else 200)


@require_POST
def mend(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Gives a matter back before its time."""
    glass.mend(asker(request), matter_id)
    messages.success(request, _("The matter is closed to you again."))
    return redirect("docket")
