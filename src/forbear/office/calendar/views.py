"""Time: of a matter, of the docket, and as calendars outside."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from forbear.assessment.follow_up import follow_ups
from forbear.assessment.moves import find_windows
from forbear.drafting.deadlines import deadlines_page
from forbear.drafting.ics import calendar
from forbear.drafting.timeline import draw, in_words
from forbear.office.audit.visit import visiting
from forbear.office.calendar import feeds
from forbear.office.calendar.days import KINDS, Among, docket_days, grouped, line, month, month_of, neighbours, next_days
from forbear.office.matters import reading
from forbear.office.matters.judged import law_now
from forbear.office.matters.membership import led_by
from forbear.office.overview.why import code
from forbear.office.place import current
from forbear.office.today import today
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page

SLICE = 80  # days a page
FEED_LINK = "feed_link"  # in the session, which is sealed, until it was shown once


def time(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Every date of a matter, what was sent and is followed up, and when each form's window moves."""
    page = matter_page(request, matter_id)
    found = page.found
    groups = grouped(found.deadlines, page.on)
    hearing = page.opened.case.date("proceedings.next_hearing.date")
    drawn = line(groups, hearing, page.on)
    windows = find_windows(page.matter, found.options, found.deadlines, found.missing)
    return page.show(
        "calendar/time.html",
        {
            "groups": groups,
            "unsure": [item.rule for item in groups.ahead if page.matter.corpus.deadlines[item.rule].stale(page.on)],
            "follow_ups": _steps(page),
            "timeline": mark_safe(draw(drawn)) if groups.ahead else "",  # noqa: S308 (drawn by us; every text in it is escaped there)
            "timeline_words": in_words(drawn),
            "windows": [(item, code(f"option:{item.form}", f"window:{item.form}")) for item in windows if _speaks(item)],
            "hearing": hearing if hearing and hearing >= page.on else None,
            "hearing_kind": page.opened.case.text("proceedings.next_hearing.type") or "",
            "hearing_time": page.opened.case.text("proceedings.next_hearing.time") or "",
        },
    )


def dates_ics(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The dates as a calendar to import, as the command line writes it: titles hold no fact of the case."""
    page = matter_page(request, matter_id)
    titles = {item.id: item.neutral for item in page.matter.corpus.deadlines.values()}
    made = calendar(page.opened.case, page.found.deadlines, page.on, made=timezone.now(), neutral=titles, follow_up=_steps(page))
    return HttpResponse(
        made, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="dates.ics"'}
    )


def dates_pdf(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The dates as a paper of one or two pages, made in memory."""
    page = matter_page(request, matter_id)
    made = deadlines_page(page.matter, page.found.deadlines, _steps(page), today=page.on)
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="dates.pdf"'})


def docket_calendar(request: HttpRequest) -> HttpResponse:
    """The days ahead of every matter that the person may see, as a list or as a month."""
    person, on = asker(request), today()
    rows = reading.rows(person)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    mine = request.GET.get("mine") == "1"
    among = Among(on, kind=kind, matters=led_by(person) if mine else None)
    first = _month(request.GET.get("month", ""), on)
    kept = {name: value for name, value in (("kind", kind), ("mine", "1" if mine else "")) if value}
    law = law_now().digest
    words: dict[str, Any] = {
        "kind": kind,
        "mine": mine,
        "query": urlencode(kept),
        "month": first,
        "number": sum(1 for _ in among.of(rows)),
        "matters": len(rows),
        "old": sum((row.on, row.law) != (on, law) for row in rows),
        "this_month": on.replace(day=1),
    }
    if first:
        before, after = neighbours(first)
        weeks = month_of(first)
        drawn = docket_days(rows, replace(among, first=max(on, weeks[0][0]), last=weeks[-1][-1]))
        shown = [day for day in drawn if (day.dated.on.year, day.dated.on.month) == (first.year, first.month)]
        words |= {"weeks": month(drawn, first), "days": shown[:SLICE], "before": before, "after": after, "more": max(0, len(shown) - SLICE)}
        words["number"] = len(shown)
    else:
        days, after_them = next_days(rows, replace(among, first=_day(request.GET.get("from", ""), on)), SLICE)
        words |= {"days": days, "next": after_them}
    return render(request, "calendar/calendar.html", words)


def own_feed(request: HttpRequest) -> HttpResponse:
    """The link for one's own calendar program: made, shown once, ended."""
    person = asker(request)
    if request.method == "POST":
        if "end" in request.POST:
            feeds.withdraw(person)
            messages.success(request, _("The link is ended. Calendars that read it get nothing any more; what they copied they may keep."))
        else:
            request.session[FEED_LINK] = feeds.make(person, with_names=request.POST.get("names") == "1")
        return redirect("calendar-feed")
    secret = request.session.pop(FEED_LINK, "")
    address = _outside(request, reverse("calendar-read", args=[secret])) if secret else ""
    return render(request, "calendar/feed.html", {"address": address, "feed": feeds.standing(person)})


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads. It brings no session; a link that opens nothing is a page that is not there."""
    found = feeds.found_by(secret)
    if found is None:
        raise Http404
    with visiting(found.person, "calendar feed"):
        made = feeds.written(found, today())
    return HttpResponse(
        made, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'inline; filename="calendar.ics"'}
    )


feed.asks_for_itself = True  # type: ignore[attr-defined]


def _steps(page: MatterPage) -> Any:
    return follow_ups(page.opened.case, page.found.deadlines, page.matter.corpus.calendar, page.on)


def _speaks(window: Any) -> bool:
    """Whether a window says anything: of a closed form only the day on which that changes."""
    return window.status != "unavailable" or bool(window.moves)


def _month(text: str, on: dt.date) -> dt.date | None:
    """The first day of the month that an address asks for; the present one where it cannot be read. Empty: no month is asked for."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return on.replace(day=1)


def _day(text: str, on: dt.date) -> dt.date:
    try:
        return max(on, dt.date.fromisoformat(text))
    except ValueError:
        return on


def _outside(request: HttpRequest, path: str) -> str:
    """An address as a program outside the browser needs it."""
    return f"{current().address.rstrip('/')}{path}" if current().address else request.build_absolute_uri(path)
