"""Tomorrow's hearings, one sheet each; and what changed since yesterday, by what is to be done."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forbear.office.matters import reading
from forbear.office.matters.rows import Row
from forbear.office.morning import hearings, looking
from forbear.office.morning.looking import Asked, Moved
from forbear.office.today import today
from forbear.office.web.asking import asker

SHEETS = 8  # on one page; the PDF holds them all
MOST_PRINTED = 60  # in one PDF; a day with more has several
MOST_LINES = 200  # changes shown

GROUPS: dict[str, tuple[str | Promise, str | Promise]] = {
    "days": (
        pgettext_lazy("what to do", "Days that run now or moved"),
        pgettext_lazy("what to do", "Put the day on the calendar today; the earliest comes first."),
    ),
    "exposed": (
        pgettext_lazy("what to do", "Now exposed: expedited removal, custody, a priority"),
        pgettext_lazy(
            "what to do", "Decide with the client whether to ask for anything at all; gather proof of two years; ask about fear."
        ),
    ),
    "hold": (
        pgettext_lazy("what to do", "Closed, late, without a basis, or to be avoided now"),
        pgettext_lazy("what to do", "Hold every draft of this form, and tell the client before it is asked for."),
    ),
    "ask": (
        pgettext_lazy("what to do", "Open or ripe now"),
        pgettext_lazy("what to do", "Decide whether to ask, after the screen; the papers that are missing come first."),
    ),
    "learn": (
        pgettext_lazy("what to do", "No longer known"),
        pgettext_lazy("what to do", "Ask the client what decides it; until then it is neither open nor closed."),
    ),
    "note": (
        pgettext_lazy("what to do", "To be noted"),
        pgettext_lazy("what to do", "Nothing to do today; the file should say so."),
    ),
}


def tomorrow(request: HttpRequest) -> HttpResponse:
    """The sheets of a day's hearings, by default of the next day that has any."""
    person, on = asker(request), today()
    rows = reading.rows(person)
    offered = hearings.days(rows, on)
    day = _asked_day(request.GET.get("day", "")) or hearings.next_day(offered, on)
    heard = hearings.heard(rows, day) if day else []
    page = _page(request.GET.get("page", ""), len(heard))
    shown = heard[(page - 1) * SHEETS : page * SHEETS]
    words = {
        "day": day,
        "offered": offered,
        "heard": heard,
        "sheets": hearings.sheets(person, shown, on),
        "page": page,
        "pages": max(1, -(-len(heard) // SHEETS)),
        "parts": _parts(len(heard)),
        "matters": len(rows),
        "undated": sum(1 for row in rows if row.hearing is None),
    }
    return render(request, "morning/tomorrow.html", words)


def printed_sheets(request: HttpRequest) -> HttpResponse:
    """The sheets of a day as one PDF, or one part of them where they are many."""
    person, on = asker(request), today()
    day = _asked_day(request.GET.get("day", ""))
    heard = hearings.heard(reading.rows(person), day) if day else []
    if not heard:
        raise Http404
    asked = request.GET.get("from", "1")
    first = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    wanted = heard[max(first - 1, 0) :][:MOST_PRINTED]
    if not wanted:
        raise Http404
    made = hearings.printed(person, wanted, on)
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="hearings.pdf"'})


class SinceForm(forms.Form):
    """Since which day, or by whose change."""

    because = forms.ChoiceField(
        label=gettext_lazy("What moved"),
        choices=[
            ("days", gettext_lazy("the law and the days since …")),
            ("office", gettext_lazy("this office's own changes to the law, as they stand today")),
        ],
        widget=forms.RadioSelect,
    )
    before = forms.DateField(label=gettext_lazy("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        """A day before today is needed where days are asked for."""
        given = super().clean() or {}
        if given.get("because") == "days" and "before" not in self.errors:
            day = given.get("before")
            if day is None or not dt.date(1996, 1, 1) <= day < today():
                self.add_error("before", _("Give a day before today, such as %(day)s.") % {"day": today() - dt.timedelta(days=1)})
        return given


def since(request: HttpRequest) -> HttpResponse:
    """What changed, by what is to be done; while it is looked for, how far it is."""
    person, on = asker(request), today()
    form = SinceForm(initial={"because": "days", "before": on - dt.timedelta(days=1)})
    if request.method == "POST":
        form = SinceForm(request.POST)
        if form.is_valid():
            because = form.cleaned_data["because"]
            looking.begin(person, Asked(because, form.cleaned_data["before"] if because == "days" else on, on))
            return redirect("tomorrow-since")
    look = looking.newest(person)
    words: dict[str, Any] = {"form": form, "look": look, "running": bool(look and looking.is_running(look))}
    if look is not None:
        found = looking.found_by(look)
        words |= {"asked": found.asked, "old": found.asked.after != on}
        if look.finished_at:
            words |= _told(found, {row.id: row for row in reading.rows(person)})
    template = "morning/found.html" if getattr(request, "htmx", False) else "morning/since.html"
    return render(request, template, words, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Line:
    """One change with the matter it touches."""

    row: Row
    change: Moved


def _told(found: looking.Found, rows: dict[uuid.UUID, Row]) -> dict[str, Any]:
    """The changes by what is done about them. A matter that the person may not see any more is not among them."""
    from forbear.docket.doing import tasks

    kept = [change for change in found.changes if uuid.UUID(change.place) in rows]
    groups = []
    left = MOST_LINES
    for task in tasks(kept):  # type: ignore[arg-type]
        lines = [Line(rows[uuid.UUID(change.place)], change) for change in task.changes[:left]]  # type: ignore[arg-type]
        left -= len(lines)
        title, do = GROUPS[task.group.id]
        groups.append({"title": title, "do": do, "lines": lines, "number": len(task.changes), "cases": task.cases()})
    touched = len({change.place for change in kept})
    return {"groups": groups, "touched": touched, "law": found.law, "left_out": found.left_out, "cut": left <= 0}


def _asked_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _page(asked: str, number: int) -> int:
    last = max(1, -(-number // SHEETS))
    return min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < 6 else 1


def _parts(number: int) -> list[tuple[int, int]]:
    """The first and the last sheet of each PDF of a day."""
    return [(first, min(first + MOST_PRINTED - 1, number)) for first in range(1, number + 1, MOST_PRINTED)]
