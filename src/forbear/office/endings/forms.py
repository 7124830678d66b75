"""What is asked of who closes, keeps or destroys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forbear.office.matters.closing import MOST_REASON
from forbear.office.matters.retention import MOST_SOURCE, MOST_YEARS

FOR_EVER = "for-ever"


class Reason(forms.Form):
    """Why."""

    why = forms.CharField(label=_("Why"), max_length=MOST_REASON, widget=forms.Textarea(attrs={"rows": 2}))


class NewRule(forms.Form):
    """How long closed matters are kept, and whose rule that is."""

    years = forms.IntegerField(
        label=_("Years after closing"),
        min_value=1,
        max_value=MOST_YEARS,
        required=False,
        help_text=_("Empty: for ever. forbear knows no number for you: look it up in the rules of your bar."),
    )
    source = forms.CharField(
        label=_("Whose rule it is"), max_length=MOST_SOURCE, help_text=_("Such as the rule of your state's bar, with its number and date.")
    )


class Erasing(forms.Form):
    """The number once more, so that nobody erases by a slip."""

    number = forms.CharField(
        label=_("Type the first eight signs of its number"), max_length=36, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wanted = wanted

    def clean_number(self) -> str:
        """The number of this matter and no other."""
        typed: str = self.cleaned_data["number"].strip().lower()
        if len(typed) < len("12345678") or not self._wanted.startswith(typed):
            raise forms.ValidationError(_("This is not the number of this matter. Nothing was erased."))
        return typed


class Shredding(forms.Form):
    """Which field."""

    path = forms.CharField(
        label=_("The field"),
        max_length=200,
        help_text=_("As case files call it: person.called, family[0].name. A number is passed over: it means the field in every item."),
    )
    reasons = forms.BooleanField(
        label=_("Take out too why those revisions were written: reasons often say the same"), required=False, initial=True
    )
