"""What is asked of who breaks glass."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forbear.office.matters.glass import HOURS, MOST_HOURS, MOST_REASON


class Breaking(forms.Form):
    """Which matter, why, for how long."""

    matter = forms.UUIDField(label=_("The matter, by its number"), help_text=_("From the list below, the log, or who works on it."))
    why = forms.CharField(
        label=_("Why it cannot wait"),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who is on the matter reads it. It is sealed with the matter."),
    )
    hours = forms.IntegerField(label=_("For how many hours"), min_value=1, max_value=MOST_HOURS, initial=HOURS)
