"""What is asked of who puts a request, or what came of it, on record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forbear.record.outcomes import MOST_OFFICE, MOST_REASON, SPOKEN

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANSWERS = (
    ("granted", _("granted")),
    ("granted-in-part", _("granted in part")),
    ("refused", _("refused")),
    ("no-answer", _("never answered; no longer waited for")),
    ("withdrawn", _("withdrawn")),
    ("moot", _("moot")),
)
REASON = _("The reason in the office's own words. No client's name or number: it would stand in counts that are shown together.")


class AnswerForm(forms.Form):
    """What came of a request."""

    answer = forms.ChoiceField(label=_("What came of it"), choices=ANSWERS)
    answered = forms.DateField(
        label=_("Answered on"),
        widget=DAY,
        input_formats=["%Y-%m-%d"],
        required=False,
        help_text=_("The day of the answer. Needed where the office spoke."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=MOST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=REASON
    )

    def clean(self) -> dict[str, Any]:
        """A day where the office spoke."""
        given = super().clean() or {}
        if given.get("answer") in SPOKEN and "answered" in given and given["answered"] is None:
            self.add_error("answered", _("Give the day of the answer: the office said it on a day."))
        return given


class RequestForm(AnswerForm):
    """A request, with what came of it if that is known already."""

    field_order = ("form", "office", "asked", "answer", "answered", "reason")

    form = forms.ChoiceField(label=_("What was asked for"))
    office = forms.CharField(
        label=_("Who was asked"),
        max_length=MOST_OFFICE,
        widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
        help_text=_("Such as: OPLA Denver. Spell an office the same each time, so that it is counted as one."),
    )
    asked = forms.DateField(
        label=_("Sent on"), widget=DAY, input_formats=["%Y-%m-%d"], help_text=_("The case is recorded as it stood on that day.")
    )
    answer = forms.ChoiceField(label=_("What came of it"), choices=(("", _("it is waited for")), *ANSWERS), required=False)

    def __init__(self, *args: Any, asks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = asks  # type: ignore[attr-defined]
