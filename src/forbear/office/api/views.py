"""The page on which a person makes tokens for programs, sees them, and withdraws them."""

import uuid

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from forbear.office.api import tokens as kept
from forbear.office.people.models import Person
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput

READ, WRITE = "read", "write"
DAYS = ((1, gettext_lazy("1 day")), (30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")), (365, gettext_lazy("one year")))


class NewToken(forms.Form):
    """What a token is for, how long it lasts, and whether it may write."""

    label = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=kept.MOST_LABEL,
        help_text=gettext_lazy("Such as: case-management sync. No client's name."),
    )
    days = forms.TypedChoiceField(label=gettext_lazy("It ends after"), choices=DAYS, coerce=int, initial=90)
    may = forms.ChoiceField(
        label=gettext_lazy("It may"),
        choices=((READ, gettext_lazy("read only")), (WRITE, gettext_lazy("read and write"))),
        widget=forms.RadioSelect,
        initial=READ,
    )


@reauthentication_required  # type: ignore[untyped-decorator]
def tokens(request: HttpRequest) -> HttpResponse:
    """A person's tokens, and a new one, whose secret is shown this once."""
    assert isinstance(request.user, Person)  # the entrance lets nobody else in
    form = NewToken(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            _token, secret = kept.make(request.user, given["label"], days=given["days"], writes=given["may"] == WRITE)
            form = NewToken()
        except BadInput as bad:
            show_problems(form, bad)
    content = {"form": form, "tokens": kept.of(request.user), "secret": secret}
    return render(request, "api/tokens.html", content, status=422 if form.is_bound and not secret else 200)


@require_POST
def withdraw(request: HttpRequest, token_id: uuid.UUID) -> HttpResponse:
    """Ends one of a person's own tokens."""
    assert isinstance(request.user, Person)
    kept.withdraw(request.user, token_id)
    messages.success(request, _("The token is withdrawn. Whatever used it is shut out from now on."))
    return redirect("tokens")
