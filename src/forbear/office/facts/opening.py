"""A new matter: whose, which A-number, which court. Whoever opens it leads it; one that the person has already is shown first."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forbear.casefile.fields import CIRCUITS
from forbear.interchange.places import build
from forbear.office.conflicts.intake import open_matter, seen, standing
from forbear.office.facts.typed import read_typed
from forbear.office.matters.rows import Row
from forbear.office.today import today
from forbear.problem import BadInput

WRONG = 422
PATHS = {
    "name": "person.full_name",
    "a_number": "person.a_number",
    "birth_date": "person.birth_date",
    "languages": "person.languages",
    "court": "court",
    "circuit": "circuit",
    "next_hearing": "proceedings.next_hearing.date",
}


class NewMatter(forms.Form):
    """What a matter is opened with. Everything but the name can wait for the interview."""

    name = forms.CharField(label=gettext_lazy("Client's full name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    a_number = forms.CharField(
        label=gettext_lazy("A-number"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("A and eight or nine digits, such as A200-555-123."),
    )
    birth_date = forms.CharField(
        label=gettext_lazy("Date of birth"), required=False, max_length=40, help_text=gettext_lazy("Such as 1990-04-30 or 30 April 1990.")
    )
    languages = forms.CharField(
        label=gettext_lazy("Languages"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("The best one first, with ; between, such as Mam; Spanish."),
    )
    court = forms.CharField(label=gettext_lazy("Immigration court (city)"), required=False, max_length=100)
    circuit = forms.ChoiceField(
        label=gettext_lazy("Federal circuit"),
        required=False,
        choices=[("", gettext_lazy("not known")), *((name, name.upper()) for name in CIRCUITS)],
    )
    next_hearing = forms.CharField(
        label=gettext_lazy("Next hearing"), required=False, max_length=40, help_text=gettext_lazy("Such as 2027-01-14.")
    )

    def clean(self) -> dict[str, Any]:
        """Each answer read as the fact it becomes."""
        given = super().clean() or {}
        self.facts: dict[str, object] = {}
        for name, path in PATHS.items():
            value, wrong = read_typed(path, str(given.get(name) or ""))
            if wrong:
                self.add_error(name, wrong)
            elif value is not None:
                self.facts[path] = value
        return given


def new(request: HttpRequest) -> HttpResponse:
    """The form of a new matter, and the matter opened."""
    person: Any = request.user
    if request.method != "POST":
        return render(request, "facts/new.html", {"form": NewMatter()})
    form = NewMatter(request.POST)
    same: list[Row] = []
    if form.is_valid():
        first = build(form.facts | {"as_of": today()})
        office = standing(person)
        same = seen(office, first)
        if not same or request.POST.get("another"):
            try:
                matter_id = open_matter(person, first, _("opened"), office)
            except BadInput as bad:
                asked = {path: name for name, path in PATHS.items()}
                for problem in bad.problems:
                    form.add_error(asked.get(problem.place), problem.message)
            else:
                messages.success(request, _("The matter is open. Go on with the interview, or with the form."))
                return redirect("facts", matter_id)
    return render(request, "facts/new.html", {"form": form, "same": same}, status=WRONG)
