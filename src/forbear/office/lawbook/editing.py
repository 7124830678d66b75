"""Pages to change the office's own law: notes and changes, each looked at before it is saved, and every edition that there was."""

import datetime as dt
import difflib
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.law.office import Change, OfficeNote
from forbear.office.lawbook import editions
from forbear.office.lawbook.editions import OwnLaw
from forbear.office.lawbook.forms import ChangeForm, NoteForm, first_values, values_of
from forbear.office.lawbook.touched import touched
from forbear.office.matters.judged import law_now
from forbear.office.people.models import Person
from forbear.office.today import today
from forbear.office.web.asking import asker
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput

PROPOSED = "law_proposed"  # in the session, which is sealed, until it is saved or thrown away
NEW = "new"


def notes(request: HttpRequest) -> HttpResponse:
    """The office's notes and changes as they stand, and every edition."""
    own = editions.parsed(editions.text_now())
    content = {
        "changes": sorted(own.changes, key=lambda each: each.start, reverse=True),
        "notes": sorted(own.notes, key=lambda each: (each.about.casefold(), each.id)),
        "authorities": law_now().corpus.authorities,
        "editions": editions.editions(),
        "beside": editions.beside(),
        "may_edit": editions.may_edit(asker(request)),
    }
    return render(request, "lawbook/notes.html", content)


def note(request: HttpRequest, ident: str) -> HttpResponse:
    """A note: a new one, or one that stands. Leads to the look at whom it touches."""
    person, own = _editor(request), editions.parsed(editions.text_now())
    stands = {each.id: each for each in own.notes}
    if ident != NEW and ident not in stands:
        raise Http404
    first = first_values(person, today()) if ident == NEW else values_of(stands[ident])
    form = NoteForm(request.POST or None, initial=first | _chosen(request, "about"))
    if request.method == "POST" and form.is_valid():
        made = form.note("" if ident == NEW else ident, stands)
        if _proposed(request, form, own.with_note(made, ident), why=form.cleaned_data["why"] or _reason(ident, made), on=made.start):
            return redirect("law-preview")
    return _form(request, form, _("A note of this office"), ident)


def change(request: HttpRequest, ident: str) -> HttpResponse:
    """A change of an authority: a new one, or one that stands. Leads to the look at whom it touches."""
    person, own = _editor(request), editions.parsed(editions.text_now())
    stands = {each.id: each for each in own.changes}
    if ident != NEW and ident not in stands:
        raise Http404
    first = first_values(person, today()) if ident == NEW else values_of(stands[ident])
    corpus = law_now().corpus
    form = ChangeForm(request.POST or None, initial=first | _chosen(request, "authority"), corpus=corpus)
    if request.method == "POST" and form.is_valid():
        made = form.change()
        if _proposed(request, form, own.with_change(made, ident), why=form.cleaned_data["why"] or _reason(ident, made), on=made.start):
            return redirect("law-preview")
    return _form(request, form, _("A change of the law by this office"), ident, known=list(corpus.authorities.values()))


@require_POST
def take_out(request: HttpRequest, ident: str) -> HttpResponse:
    """Proposes the office's law without a note or a change."""
    _editor(request)
    own = editions.parsed(editions.text_now())
    items: list[OfficeNote | Change] = [*own.changes, *own.notes]
    item = next((each for each in items if each.id == ident), None)
    if item is None:
        raise Http404
    _propose(request, editions.written(own.without(ident)), f"taken out: {ident}", item.start)
    return redirect("law-preview")


@require_POST
def put_back(request: HttpRequest, number: int) -> HttpResponse:
    """Proposes the office's law as it stood in an earlier edition."""
    _editor(request)
    _propose(request, editions.edition(number).text, f"as in edition {number}", today())
    return redirect("law-preview")


def preview(request: HttpRequest) -> HttpResponse:
    """What the proposed edit changes in the text, and whom it touches: some matters at a time."""
    person, proposal = _editor(request), request.session.get(PROPOSED)
    if proposal is None:
        messages.warning(request, _("Nothing is proposed. Begin with a note or a change."))
        return redirect("law-notes")
    before = law_now().corpus
    try:
        after = editions.corpus_with(proposal["text"])
    except BadInput as bad:
        messages.error(request, _("The law would not be sound: %(problems)s") % {"problems": str(bad)})
        return redirect("law-notes")
    start = request.GET.get("from", "0")
    on = max(today(), dt.date.fromisoformat(proposal["on"]))
    look = touched(person, before, after, on, start=int(start) if start.isdecimal() and len(start) < 7 else 0)
    stands = editions.text_now().splitlines()
    content = {
        "look": look,
        "on": on,
        "why": proposal["why"],
        "lines": [line for line in difflib.ndiff(stands, proposal["text"].splitlines()) if line[:2] in ("+ ", "- ")],
        "authorities": after.authorities,
    }
    return render(request, "lawbook/touched.html" if getattr(request, "htmx", False) else "lawbook/preview.html", content)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Saves what was proposed, or throws it away."""
    person, proposal = _editor(request), request.session.pop(PROPOSED, None)
    if proposal is None or "forget" in request.POST:
        messages.info(request, _("Nothing was changed."))
        return redirect("law-notes")
    try:
        number = editions.save(person, proposal["text"], proposal["seen"], proposal["why"])
        messages.success(request, _("Saved as edition %(number)s. Pages and papers say it from now on.") % {"number": number})
    except BadInput as bad:
        messages.error(request, "; ".join(problem.message for problem in bad.problems))
    return redirect("law-notes")


def edition(request: HttpRequest, number: int) -> HttpResponse:
    """An edition as it stood."""
    past = editions.edition(number)
    now = past.text == editions.text_now()
    return render(request, "lawbook/edition.html", {"past": past, "now": now, "may_edit": editions.may_edit(asker(request))})


def _editor(request: HttpRequest) -> Person:
    """Who asks, where they may edit. Raises PermissionDenied."""
    person = asker(request)
    if not editions.may_edit(person):
        raise PermissionDenied
    return person


def _proposed(request: HttpRequest, form: forms.Form, own: OwnLaw, *, why: str, on: dt.date) -> bool:
    """Proposes an edition, if the law is sound with it; else its problems stand in the form."""
    text = editions.written(own)
    try:
        editions.corpus_with(text)
    except BadInput as bad:
        show_problems(form, bad)
        return False
    _propose(request, text, why, on)
    return True


def _propose(request: HttpRequest, text: str, why: str, on: dt.date) -> None:
    request.session[PROPOSED] = {"text": text, "why": why[:200], "on": on.isoformat(), "seen": editions.mark(editions.text_now())}


def _reason(ident: str, made: OfficeNote | Change) -> str:
    return f"{'new' if ident == NEW else 'changed'}: {made.id}"


def _chosen(request: HttpRequest, name: str) -> dict[str, Any]:
    """What a link from another page has chosen already."""
    return {name: request.GET[name][:120]} if name in request.GET else {}


def _form(request: HttpRequest, form: forms.Form, title: str, ident: str, known: list[Any] | None = None) -> HttpResponse:
    content = {"form": form, "title": title, "ident": ident, "is_new": ident == NEW, "known": known or []}
    return render(request, "lawbook/form.html", content, status=422 if form.is_bound else 200)
