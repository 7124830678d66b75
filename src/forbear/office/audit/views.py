"""The log as a page, for auditors and administrators: read it, check it, take it along."""

import datetime as dt
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from forbear.office.audit.chain import walk
from forbear.office.audit.exporting import exported
from forbear.office.audit.listing import SLICE, Asked, as_csv, entries, lines
from forbear.office.people.may import Act
from forbear.office.people.may import check as check_role
from forbear.office.people.models import Person
from forbear.office.place import office_keys
from forbear.office.web.asking import asker

Page = Callable[..., HttpResponseBase]


class Filter(forms.Form):
    """What to look for."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Person"), queryset=Person.objects.all(), required=False, empty_label=gettext_lazy("any")
    )
    matter = forms.UUIDField(label=gettext_lazy("Matter, by its number"), required=False)
    first = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    refused = forms.BooleanField(label=gettext_lazy("refused or failed only"), required=False)


def for_readers(page: Page) -> Page:
    """Refuses whoever may not read the log."""

    @wraps(page)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check_role(asker(request), Act.READ_LOG)
        return page(request, *args, **kwargs)

    return asked


@for_readers
def log(request: HttpRequest) -> HttpResponse:
    """A slice of the log, the newest line first."""
    form = Filter(request.GET or None, label_suffix="")
    found = entries(_asked(form))
    page = Paginator(found, SLICE).get_page(request.GET.get("page"))
    query = urlencode({name: value for name, value in request.GET.items() if name != "page" and value})
    words = {"form": form, "page": page, "lines": lines(found, page.number), "query": query}
    return render(request, "audit/log.html", words, status=422 if form.is_bound and not form.is_valid() else 200)


@for_readers
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Walks the whole chain and says what it finds."""
    walked = walk(office_keys())
    if walked.problems:
        messages.error(request, _("The log was changed: %(problem)s") % {"problem": "; ".join(walked.problems)})
    else:
        messages.success(request, _("%(n)s lines; none was changed, taken out or put between.") % {"n": walked.lines})
    return redirect("log")


@for_readers
def export(request: HttpRequest) -> HttpResponseBase:
    """The lines asked for as a table. It holds no client's fact; who worked on which matter number it does hold."""
    response = StreamingHttpResponse(
        as_csv(entries(_asked(Filter(request.GET or None, label_suffix="")))), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="log-{dt.datetime.now(dt.UTC):%Y-%m-%d}.csv"'
    return response


@for_readers
def take_along(request: HttpRequest) -> HttpResponseBase:
    """The log of the days asked for with its marks, to be checked elsewhere: whole, whoever else is asked for."""
    asked = _asked(Filter(request.GET or None, label_suffix=""))
    response = StreamingHttpResponse(exported(office_keys(), asked.first, asked.last), content_type="application/x-ndjson")
    response["Content-Disposition"] = f'attachment; filename="log-{dt.datetime.now(dt.UTC):%Y-%m-%d}.jsonl"'
    return response


def _asked(form: Filter) -> Asked:
    if not form.is_bound or not form.is_valid():
        return Asked()
    given = form.cleaned_data
    person: Person | None = given["person"]
    matter: uuid.UUID | None = given["matter"]
    return Asked(person.pk if person else None, matter, given["first"], given["last"], given["refused"])
