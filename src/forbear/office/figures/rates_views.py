"""The page of the courts' rates: a question put together by choices, its answer with all that must be known to read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from forbear.office.figures.courtdata import counted, release_now, where
from forbear.office.figures.plots import Interval, scale
from forbear.office.place import current
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput

if TYPE_CHECKING:
    from forbear.courtdata.rates import Rate, Rates

MOST_ROWS = 300
CODE = re.compile(r"[A-Za-z0-9]{0,4}")
# What notes say of the command line's options, as the choices of the page are called.
CALLED = (
    ("ask for --denominator hazard or incidence", "choose another “of what”"),
    ("--by … ,stratum divides it", "divide by stratum as well"),
    ("--by moved_by", "divide by moved by"),
    ("--by divides instead", "divide by it instead"),
    ("--stratum picks one", "choose a period"),
    ("ask fewer --days", "ask for fewer days"),
)
FIELDS = {"--by": "by", "--unit": "unit", "--outcome": "outcome", "--stratum": "stratum", "--where": None}
UNITS = (
    ("", _("as is usual for what it is of")),
    ("final", _("cases by their last proceeding")),
    ("first", _("cases by their first outcome")),
    ("event", _("completed proceedings")),
    ("ever", _("cases that were ever so ended")),
)
OF = (
    ("share", _("of the outcomes of the period")),
    ("hazard", _("a year, of the cases that were pending")),
    ("incidence", _("of the cases filed, within so many days")),
)
CUSTODY = (("", _("any")), ("N", _("never detained")), ("D", _("detained")), ("R", _("released")))


class Asked(forms.Form):
    """A question to the courts' data; what is not chosen is as on the command line."""

    outcome = forms.ChoiceField(label=_("Outcome"))
    by = forms.MultipleChoiceField(label=_("By"), widget=forms.CheckboxSelectMultiple)
    denominator = forms.ChoiceField(label=_("Of what"), choices=OF)
    unit = forms.ChoiceField(label=_("Counted"), choices=UNITS, required=False)
    days = forms.IntegerField(label=_("Within days"), min_value=1, max_value=7300, initial=730)
    stratum = forms.ChoiceField(
        label=_("Period"), choices=(("", _("all, each apart")), ("newest", _("since the last change"))), required=False
    )
    court = forms.CharField(label=_("Court code"), max_length=4, required=False)
    nationality = forms.CharField(label=_("Nationality code"), max_length=4, required=False)
    custody = forms.ChoiceField(label=_("Custody"), choices=CUSTODY, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from forbear.courtdata.outcomes import known
        from forbear.courtdata.question import DIMENSIONS

        self.fields["outcome"].choices = [(each.name, each.title) for each in known().values()]  # type: ignore[attr-defined]
        self.fields["by"].choices = [(name, name.replace("_", " ")) for name in DIMENSIONS]  # type: ignore[attr-defined]

    def clean_court(self) -> str:
        """A code of letters."""
        return self._code("court")

    def clean_nationality(self) -> str:
        """A code of letters."""
        return self._code("nationality")

    def _code(self, name: str) -> str:
        given = str(self.cleaned_data[name]).strip()
        if CODE.fullmatch(given) is None:
            raise forms.ValidationError(_("Type EOIR's code, such as DEN, or leave it empty."))
        return given.upper()


FIRST = {"outcome": "closure", "by": ["court", "fiscal_year"], "denominator": "share", "days": 730}


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it: its cells, its figures in words, its drawing, the marks of its notes."""

    cells: list[str]
    row: "Rate"
    rate: str
    span: str
    pooled: str
    interval: Interval | None
    marks: str


def rates(request: HttpRequest) -> HttpResponse:
    """Rates by court and year, or by what is chosen. Where the office holds no court data the page says how to get them."""
    try:
        release = release_now()
    except BadInput as bad:
        return render(request, "figures/no_data.html", {"folder": current().court_data, "problem": str(bad)})
    if release is None:
        return render(request, "figures/no_data.html", {"folder": current().court_data})
    asked = Asked(request.GET if "outcome" in request.GET else FIRST)
    found = None
    if asked.is_valid():
        try:
            found = counted(_question(asked.cleaned_data), release)
        except BadInput as bad:
            show_problems(asked, bad, {name: field for name, field in FIELDS.items() if field})
    content: dict[str, Any] = {"form": asked, "release": release, "found": found}
    if found is not None:
        marks: dict[str, str] = {}
        rows = list(_shown(found, marks))
        content |= {
            "rows": rows,
            "more": max(0, len(found.rows) - MOST_ROWS),
            "marks": [(mark, note) for note, mark in marks.items()],
            "notes": [_called(note) for note in found.notes],
            "hazard": found.question.denominator == "hazard",
            "by": [name.replace("_", " ") for name in found.by],
        }
    return render(request, "figures/rates.html", content, status=200 if found else 422)


def _question(given: dict[str, Any]) -> Any:
    from forbear.courtdata.question import Question

    return Question(
        outcome=given["outcome"],
        by=tuple(given["by"]),
        where=where(court=given["court"], nationality=given["nationality"], custody=given["custody"]),
        unit=given["unit"] or None,
        denominator=given["denominator"],
        days=given["days"],
        stratum=given["stratum"] or None,
    )


def _shown(found: "Rates", marks: dict[str, str]) -> Iterator[Shown]:
    hazard = found.question.denominator == "hazard"
    shown = found.rows[:MOST_ROWS]
    most = scale([row.high for row in shown if row.high is not None])
    for row in shown:
        interval = None
        if row.rate is not None and row.low is not None and row.high is not None:
            interval = Interval(row.rate, row.low, row.high, most, row.pooled)
        notes = [_called(note) for note in row.notes]
        for note in notes:
            marks.setdefault(note, str(len(marks) + 1))
        yield Shown(
            cells=["–" if value is None else str(value) for value in row.group.values()],
            row=row,
            rate=_said(row.rate, hazard),
            span=f"{_said(row.low, hazard)}–{_said(row.high, hazard)}" if interval else "",
            pooled=_said(row.pooled, hazard),
            interval=interval,
            marks=" ".join(marks[note] for note in notes),
        )


def _said(value: float | None, hazard: bool) -> str:
    """Events per 100 case-years, or a share in percent."""
    return "–" if value is None else f"{value * 100:.1f}" + ("" if hazard else " %")


def _called(note: str) -> str:
    """A note in the words of the page."""
    for option, choice in CALLED:
        note = note.replace(option, choice)
    return note
