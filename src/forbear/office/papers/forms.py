"""What is asked on the pages of papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forbear.office.papers.guarding import MOST_TYPED
from forbear.office.papers.sending import ANSWERS, POSITIONS

MOST_UPLOAD = 50_000_000  # bytes of a text that is read
DAY = {"type": "date"}


class Day(forms.DateField):
    """A day, picked or typed as 2026-11-24."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY), input_formats=["%Y-%m-%d", "%m/%d/%Y"], **more)


class Guarded(forms.Form):
    """A text, typed or as a file."""

    purpose = forms.ChoiceField(
        label=_("What the text is for"),
        required=False,
        choices=(
            ("", _("not said")),
            ("pd-letter", _("a letter or motion that asks for discretion")),
            ("support-letter", _("a letter of support")),
            ("sworn-declaration", _("a sworn declaration")),
            ("relief-form", _("a form for relief")),
            ("bond", _("a bond or release request")),
        ),
    )
    text = forms.CharField(
        label=_("The text"),
        required=False,
        strip=False,
        max_length=MOST_TYPED,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("Or a file"), required=False, help_text=_(".txt, .md, .docx or .pdf. It is read and not kept."))

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("text", _("Type or paste a text, or choose a file."))
        if given.get("file") and given["file"].size > MOST_UPLOAD:
            self.add_error("file", _("This file is larger than 50 MB; hand it in in parts."))
        return given


class Consent(forms.Form):
    """What the client decided: who, when, in which language, on which paper."""

    by = forms.CharField(label=_("Who decided"), max_length=200, help_text=_("The client, or the guardian by name."))
    decision = forms.ChoiceField(
        label=_("The decision"),
        choices=(("yes", _("yes, ask for it")), ("no", _("no")), ("not-now", _("not now"))),
        widget=forms.RadioSelect,
    )
    explained_on = Day(label=_("Explained on"))
    language = forms.CharField(label=_("In which language"), max_length=60)
    interpreter = forms.CharField(label=_("Interpreter"), max_length=200, required=False)
    oral = forms.BooleanField(label=_("Given by word of mouth so far; signature due"), required=False)
    signed_on = Day(label=_("Signed on"), required=False)
    paper = forms.FileField(
        label=_("The signed paper"),
        required=False,
        help_text=_("A scan or photograph. It is kept for counsel and never goes into a packet."),
    )


class Packing(forms.Form):
    """How a packet is made."""

    max_mb = forms.FloatField(
        label=_("Largest file, in MB"),
        min_value=0.1,
        max_value=2000,
        initial=25,
        help_text=_("The packet is split so that no file is larger."),
    )
    ocr = forms.BooleanField(label=_("Read scanned pages (takes a few seconds a page)"), required=False, initial=True)


class Sending(forms.Form):
    """That a request was sent."""

    day = Day(label=_("Sent on"))
    to = forms.CharField(label=_("To"), max_length=120, help_text=_("The office, such as OPLA Denver. No name of a client."))
    how = forms.CharField(label=_("How"), max_length=120, required=False, help_text=_("Portal, e-mail, by hand, mail with tracking …"))


class Position(forms.Form):
    """What the government's attorney said."""

    position = forms.ChoiceField(
        label=_("The government says"),
        choices=[
            (
                word,
                {
                    "joins": pgettext_lazy("position", "joins"),
                    "does-not-oppose": pgettext_lazy("position", "does not oppose"),
                    "opposes": pgettext_lazy("position", "opposes"),
                    "refused": pgettext_lazy("position", "refuses"),
                    "none": pgettext_lazy("position", "no answer so far"),
                }[word],
            )
            for word in POSITIONS
        ],
    )
    day = Day(label=_("On"))


class Outcome(forms.Form):
    """What came of a request: one press of a button names it."""

    answer = forms.ChoiceField(label=_("What came of it"), choices=[(word, word) for word in ANSWERS])
    day = Day(label=_("On"), required=False)
    reason = forms.CharField(label=_("Reason given"), max_length=500, required=False, help_text=_("No name and no number of the client."))


ANSWER_WORDS = {
    "granted": pgettext_lazy("outcome", "granted"),
    "granted-in-part": pgettext_lazy("outcome", "granted in part"),
    "refused": pgettext_lazy("outcome", "refused"),
    "no-answer": pgettext_lazy("outcome", "no answer"),
    "withdrawn": pgettext_lazy("outcome", "withdrawn"),
    "moot": pgettext_lazy("outcome", "moot"),
}
