"""Pages about people: who works here, invitations, roles, leaving; and who may see a matter."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.office.matters import glass, membership
from forbear.office.people import invitations
from forbear.office.people.entrance import FACTORS
from forbear.office.people.may import Act, check
from forbear.office.people.models import Invitation, Person
from forbear.office.rights import changing
from forbear.office.rights.forms import LEAVE, UNWALL, WALL, Invite, NewRole, OnTheMatter
from forbear.office.web.asking import asker
from forbear.office.web.matter import matter_page
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput

Page = Callable[..., HttpResponse]


def for_administrators(page: Page) -> Page:
    """Refuses whoever is none."""

    @wraps(page)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check(asker(request), Act.KEEP_PEOPLE)
        return page(request, *args, **kwargs)

    return asked


@for_administrators
def people(request: HttpRequest) -> HttpResponse:
    """Who works here, who did, who is invited."""
    return _people(request, Invite())


@for_administrators
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Makes a link and shows it, once."""
    form = Invite(request.POST)
    if not form.is_valid():
        return _people(request, form, status=422)
    invitation, secret = invitations.invite(asker(request), role=form.cleaned_data["role"], name=form.cleaned_data["name"])
    return _link(request, invitation, secret)


@for_administrators
@require_POST
def let_return(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Makes a link for somebody who has lost password or second factor, and shows it, once."""
    try:
        invitation, secret = invitations.let_return(asker(request), get_object_or_404(Person, pk=person_id))
    except BadInput as bad:
        return _refused(request, bad)
    return _link(request, invitation, secret)


@for_administrators
@require_POST
def withdraw(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Makes a link useless."""
    invitations.withdraw(asker(request), get_object_or_404(Invitation, pk=invitation_id))
    messages.success(request, _("The link does not work any more."))
    return redirect("people")


@for_administrators
@require_POST
def role(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Gives somebody another role."""
    person, form = get_object_or_404(Person, pk=person_id), NewRole(request.POST)
    try:
        if form.is_valid():
            changing.change_role(asker(request), person, form.cleaned_data["role"])
            messages.success(request, _("%(person)s has another role; their sessions have ended.") % {"person": person})
    except BadInput as bad:
        return _refused(request, bad)
    return redirect("people")


@for_administrators
@require_POST
def leaving(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Somebody leaves, or comes back."""
    person = get_object_or_404(Person, pk=person_id)
    try:
        if person.is_active:
            ended = changing.let_go(asker(request), person)
            messages.success(
                request, _("%(person)s sees nothing any more; sessions ended: %(ended)s.") % {"person": person, "ended": ended}
            )
        else:
            changing.take_back(asker(request), person)
            messages.success(request, _("%(person)s works here again.") % {"person": person})
    except BadInput as bad:
        return _refused(request, bad)
    return redirect("people")


def who(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Who may see a matter, and who is kept from it. Its lead changes that."""
    page = matter_page(request, matter_id)
    form = OnTheMatter(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _change(asker(request), matter_id, form.cleaned_data["person"], form.cleaned_data["standing"])
            messages.success(request, _("Changed."))
            return redirect("docket") if form.cleaned_data["person"] == asker(request) else redirect("who", matter_id)
        except BadInput as bad:
            show_problems(form, bad)
    words = {
        "form": form,
        "members": membership.members(asker(request), matter_id),
        "leads": page.opened.role == "lead",
        "broken": glass.broken(asker(request), matter_id),
    }
    return page.show("rights/who.html", words, status=422 if form.is_bound else 200)


def _change(by: Any, matter_id: uuid.UUID, person: Person, standing: str) -> None:
    acts: dict[str, Callable[[Any, uuid.UUID, Person], None]] = {
        LEAVE: membership.revoke,
        WALL: membership.wall,
        UNWALL: membership.unwall,
    }
    if standing in acts:
        acts[standing](by, matter_id, person)
    else:
        membership.grant(by, matter_id, person, standing)


def _people(request: HttpRequest, form: Invite, *, status: int = 200) -> HttpResponse:
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    everybody = Person.objects.annotate(second_factor=Exists(factors)).order_by("-is_active", "name", "email")
    words = {
        "form": form,
        "everybody": [(person, NewRole(initial={"role": person.role}, auto_id=f"id_{person.pk}_%s")) for person in everybody],
        "invitations": [each for each in Invitation.objects.select_related("person", "made_by") if each.is_open],
    }
    return render(request, "rights/people.html", words, status=status)


def _link(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("join", args=[secret]))
    return render(request, "rights/link.html", {"address": address, "invitation": invitation})


def _refused(request: HttpRequest, bad: BadInput) -> HttpResponse:
    for problem in bad.problems:
        messages.error(request, f"{problem.message[:1].upper()}{problem.message[1:]}.")
    return redirect("people")
