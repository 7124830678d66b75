"""What is done with the matters that are ticked: worked in an order, printed, looked through. Nothing here changes a matter."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from forbear.docket.cases import Placed
from forbear.docket.docket import Cases
from forbear.docket.triage import Placed as Place
from forbear.docket.triage import triage
from forbear.office.docket.listing import Wanted, listed
from forbear.office.matters import reading
from forbear.office.matters.judged import law_now
from forbear.office.matters.rows import Row
from forbear.office.morning import hearings, looking
from forbear.office.morning.looking import Asked
from forbear.office.morning.views import MOST_PRINTED
from forbear.office.today import today
from forbear.office.web.asking import asker

MOST_CHOSEN = 500
MOST_ORDERED = 50  # matters put in order in one request: each is read whole, on two days


@dataclass(frozen=True, slots=True)
class Ordered:
    """A matter in the order of work, with the rule that placed it."""

    row: Row
    place: Place
    higher: list[str]


def ticked(request: HttpRequest) -> list[Row]:
    """The rows that were ticked, of those the person may see, next date first."""
    ids = set(request.POST.getlist("matter")[:MOST_CHOSEN])
    rows = [row for row in reading.rows(asker(request)) if str(row.id) in ids]
    return listed(rows, Wanted(), on=today(), led=set())


def none_ticked(request: HttpRequest) -> HttpResponse:
    """Back to the docket, which says what to do."""
    messages.warning(request, _("Tick the matters first."))
    return redirect("docket")


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """The order in which to work the ticked matters, as `forbear docket triage` puts them, with the rule that placed each."""
    rows = ticked(request)
    if not rows:
        return none_ticked(request)
    person, corpus = asker(request), law_now().corpus
    some = {str(row.id): row for row in rows[:MOST_ORDERED]}
    docket = Cases((), corpus, today(), at_hand=[Placed(ident, reading.opened(person, row.id).case) for ident, row in some.items()])
    work = triage(docket, corpus)
    does = corpus.triage.does
    placed = [Ordered(some[each.place], each, [does[name] for name in each.could_be_higher]) for each in work.in_order(corpus)]
    words = {
        "placed": placed,
        "more": len(rows) - len(some),
        "left_out": [(some[each.place], "; ".join(each.because)) for each in docket.left_out],
        "asked": [each for each in work.questions() if each.question][:5],
    }
    return render(request, "docket/order.html", words)


@require_POST
def sheets(request: HttpRequest) -> HttpResponse:
    """The hearing sheets of the ticked matters as one PDF, in the order of their hearings."""
    rows = ticked(request)
    if not rows:
        return none_ticked(request)
    heard = sorted((row for row in rows if row.hearing and row.hearing >= today()), key=lambda row: (row.hearing, row.name))
    if not heard:
        messages.warning(request, _("No ticked matter names a hearing ahead. Write it into the facts, then print its sheet."))
        return redirect("docket")
    made = hearings.printed(asker(request), heard[:MOST_PRINTED], today())
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="hearings.pdf"'})


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Looks through the ticked matters for what changed since yesterday, apart, while one works elsewhere."""
    rows = ticked(request)
    if not rows:
        return none_ticked(request)
    on = today()
    asked = Asked("days", on - dt.timedelta(days=1), on, [row.id for row in rows])
    begun = looking.found_by(looking.begin(asker(request), asked)).asked
    if begun != asked:
        messages.warning(request, _("A look is still running; when it is done, look through the ticked ones again."))
    else:
        said = ngettext("%(n)s ticked matter is looked through.", "%(n)s ticked matters are looked through.", len(rows))
        messages.success(request, said % {"n": len(rows)})
    return redirect("tomorrow-since")
