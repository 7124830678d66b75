"""Pages of the entrance: the first page of all, joining by a link, choosing a second factor, the language."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from forbear.office.founding import Beginning, found
from forbear.office.people import invitations
from forbear.office.people.entrance import FACTORS, from_this_machine
from forbear.office.people.forms import PASSPHRASE, Founding, Joining, NewPassword
from forbear.office.people.models import Person
from forbear.office.place import current
from forbear.office.web.errors import too_many
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput
from forbear.vault.keys import Passphrase

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
FIELDS = {"name": "office", "e-mail": "email", "password": "password"}  # what founding calls what the page asks


@sensitive_post_parameters()
def start(request: HttpRequest) -> HttpResponse:
    """Makes the office, while there is none, for whoever sits at this machine."""
    if current().founded or not from_this_machine(request):
        raise Http404
    form = Founding(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _founded(request, form.cleaned_data)
        except BadInput as bad:
            show_problems(form, bad, FIELDS)
    return render(request, "people/start.html", {"form": form, "home": current().home}, status=_status(form))


def _founded(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    place = current()
    passphrase = Passphrase(given["passphrase"]) if given["opens_by"] == PASSPHRASE else None
    key_file = found(place, Beginning(given["office"], given["email"], given["password"], person=given["person"], passphrase=passphrase))
    person = Person.objects.get(email=given["email"].lower())
    if given["demo"]:
        from forbear.office.demo import load_demo

        load_demo(person)
    if key_file is not None:
        messages.warning(
            request, _("The key file is %(file)s. Keep a copy of it apart from the data: without it nothing opens.") % {"file": key_file}
        )
    else:
        messages.warning(request, _("forbear asks for the passphrase when it starts. Without it nothing opens: put it in a safe."))
    return _let_in(request, person)


@sensitive_post_parameters()
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Lets in who holds a link that still works: somebody new, or somebody who has lost password or second factor."""
    if not ratelimit.consume(request, app="allauth.account", action="login"):
        return too_many(request)
    invitation = invitations.found_by(secret)
    if invitation is None:
        return render(request, "people/link_used.html", status=404)
    kind: type[forms.Form] = NewPassword if invitation.person else Joining
    form = kind(request.POST or None, initial={"person": invitation.name, "language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person = invitations.accept(
                invitation,
                email=given.get("email", ""),
                name=given.get("person", ""),
                password=given["password"],
                language=given.get("language", "en"),
            )
            return _let_in(request, person)
        except BadInput as bad:
            show_problems(form, bad)
    return render(request, "people/join.html", {"form": form, "invitation": invitation}, status=_status(form))


def second_factor(request: HttpRequest) -> HttpResponse:
    """Where somebody without a second factor chooses one; nothing else is open to them."""
    if is_mfa_enabled(request.user, FACTORS):
        return redirect("mfa_index")
    return render(request, "people/second_factor.html")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Changes the language of pages, for the person where one is signed in, else for this browser."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        if request.user.is_authenticated:
            Person.objects.filter(pk=request.user.pk).update(language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax", secure=settings.LANGUAGE_COOKIE_SECURE, httponly=True, max_age=31_536_000
        )
    return response


def _let_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Signs somebody in who has just chosen a password; the second factor comes next."""
    login(request, person, backend=BACKEND)
    record_authentication(request, person, "password", email=person.email)
    return redirect("second_factor")


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound else 200
