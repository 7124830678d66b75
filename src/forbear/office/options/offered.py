"""What was offered, and on what terms? Typed in a corridor, checked as the command line checks it, judged by the same function."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forbear.assessment.matter import Matter

LONGEST_TERM = 500  # characters
MOST_TERMS = 12


class OfferForm(forms.Form):
    """A form and its terms, one a line."""

    form = forms.ChoiceField(label=gettext_lazy("What is offered, or moved for"))
    terms = forms.CharField(
        label=gettext_lazy("On what terms"),
        help_text=gettext_lazy("One a line, in plain words, as they were said: today only; withdraw the application; waive appeal."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        max_length=LONGEST_TERM * MOST_TERMS,
    )

    def __init__(self, matter: Matter, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["form"].choices = [("", _("choose")), *offerable(matter)]  # type: ignore[attr-defined]

    def clean_terms(self) -> list[str]:
        """The terms as a list. Each problem says which line."""
        lines = [line.strip() for line in str(self.cleaned_data["terms"]).splitlines()]
        terms = [line for line in lines if line]
        if len(terms) > MOST_TERMS:
            message = _("Give at most %(most)s terms; here are %(found)s. Put together what belongs together.")
            raise forms.ValidationError(message % {"most": MOST_TERMS, "found": len(terms)})
        for number, line in enumerate(lines, start=1):
            if len(line) > LONGEST_TERM:
                message = _("Line %(line)s has %(found)s characters; shorten it to %(most)s.")
                raise forms.ValidationError(message % {"line": number, "found": len(line), "most": LONGEST_TERM})
        return terms


def offerable(matter: Matter) -> list[tuple[str, str]]:
    """What the government can offer or move for: forms, and motions that are none, by title."""
    forms_judged = [(rules.form, rules.title) for rules in matter.rulebook.forms]
    motions = [(motion.id, motion.title) for motion in matter.corpus.offers.motions]
    return sorted(dict([*forms_judged, *motions]).items(), key=lambda item: item[1])
