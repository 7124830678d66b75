"""What is asked of who writes a note or a change of law: the fields of the overlay, by its own names."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forbear.law.corpus import Corpus
from forbear.law.office import Change, OfficeNote
from forbear.office.people.models import Person

TOPICS = (
    ("court", _("practice of a court")),
    ("judge", _("practice of a judge")),
    ("page-limit", _("page limit")),
    ("request-channel", _("where requests go")),
    ("criminal-record", _("what is asked about criminal records")),
    ("other", _("other")),
)
ACTS = (
    ("suspend", _("is suspended, stayed or enjoined")),
    ("end", _("has ended: rescinded, vacated, superseded")),
    ("revive", _("is in force again")),
)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
UNTIL = _("The first day on which it no longer holds. Leave it empty if it holds until further notice.")
SOURCE = _("Where it was read: an order, a page with its address, a call with its day. No client's name.")


class _Dated(forms.Form):
    """From when, until when, who says so, where it was read, and why it is edited."""

    start = forms.DateField(label=_("From"), widget=DAY, input_formats=["%Y-%m-%d"])
    end = forms.DateField(label=_("Until"), widget=DAY, input_formats=["%Y-%m-%d"], required=False, help_text=UNTIL)
    author = forms.CharField(label=_("Who says so"), max_length=120)
    source = forms.CharField(label=_("Source"), max_length=400, help_text=SOURCE)
    why = forms.CharField(label=_("Why it is edited"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A period of at least a day."""
        given = super().clean() or {}
        start, end = given.get("start"), given.get("end")
        if start and end and end <= start:
            self.add_error("end", _("It has to lie after the first day; it is the first day on which it no longer holds."))
        return given


class NoteForm(_Dated):
    """A note of this office."""

    field_order = ("about", "topic", "text", "start", "end", "author", "source", "why")

    about = forms.CharField(label=_("About"), max_length=120, help_text=_("The court, the judge or the office that it is about, by name."))
    topic = forms.ChoiceField(label=_("Topic"), choices=TOPICS)
    text = forms.CharField(
        label=_("Note"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("No client's name or number.")
    )

    def note(self, ident: str, taken: Mapping[str, OfficeNote]) -> OfficeNote:
        """The note, under the id it has or a new one."""
        given = self.cleaned_data
        return OfficeNote(
            id=ident or _free(f"{given['about']} {given['topic']}", taken),
            about=_line(given["about"]),
            topic=given["topic"],
            text=_line(given["text"]),
            author=_line(given["author"]),
            source=_line(given["source"]),
            start=given["start"],
            end=given["end"],
        )


class ChangeForm(_Dated):
    """A change of an authority from a day."""

    field_order = ("authority", "act", "start", "end", "note", "author", "source", "why")

    authority = forms.CharField(
        label=_("Authority"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "authorities", "autocomplete": "off"}),
        help_text=_("Its id, as on its page; type a part of it to choose."),
    )
    act = forms.ChoiceField(label=_("It"), choices=ACTS)
    note = forms.CharField(label=_("What was decided"), max_length=300, required=False)

    def __init__(self, *args: Any, corpus: Corpus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.corpus = corpus

    def clean_authority(self) -> str:
        """An authority of the corpus, or an id given up."""
        name = str(self.cleaned_data["authority"]).strip()
        ident = self.corpus.aliases.get(name, name)
        if ident not in self.corpus.authorities:
            raise forms.ValidationError(_("No authority has this id. Find it in the law first, and copy the id that stands on its page."))
        return ident

    def change(self) -> Change:
        """The change."""
        given = self.cleaned_data
        return Change(
            authority=given["authority"],
            act=given["act"],
            start=given["start"],
            end=given["end"],
            author=_line(given["author"]),
            source=_line(given["source"]),
            note=_line(given["note"]),
        )


def first_values(person: Person, on: dt.date) -> dict[str, object]:
    """What an empty form begins with."""
    return {"author": str(person), "start": on}


def values_of(item: OfficeNote | Change) -> dict[str, object]:
    """A note or a change as its form begins."""
    return {name: getattr(item, name) for name in item.__struct_fields__ if name != "id"}


def _line(text: str) -> str:
    return " ".join(text.split())


def _free(words: str, taken: Mapping[str, object]) -> str:
    """An id out of words, which no other note has."""
    name = "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:50] or "note"
    number = 1
    while (free := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return free
