"""Pages to read the law: what governed on a day, lists and search, one entry, what must be looked at again."""

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from forbear.law.authority import Authority
from forbear.law.corpus import SHELVES, Corpus
from forbear.law.entry import Entry
from forbear.law.shown import overdue
from forbear.office.lawbook.browsing import LISTS, governs, kinds, lines, sought, told
from forbear.office.lawbook.days import Day, day_asked, turns
from forbear.office.lawbook.editions import may_edit
from forbear.office.lawbook.life import life_of, regimes_of
from forbear.office.lawbook.reliance import THEN, relying
from forbear.office.matters.judged import law_now
from forbear.office.today import today
from forbear.office.web.asking import asker

APART = {  # shown in places of their own
    "id", "title", "cite", "summary", "in_force", "sources", "confidence", "current_as_of", "recheck_days", "note", "needs_review",
    "needs_human_check", "related_reading", "kind", "issuer", "issued", "uncertain", "supersedes", "superseded_by", "used_for",
    "definition", "plain_name", "effect",
}  # fmt: skip


def law(request: HttpRequest) -> HttpResponse:
    """What governs on the day; a list of entries, or what a search finds, if one is asked for."""
    corpus, day = law_now().corpus, day_asked(request.GET, today())
    if "day" in request.GET:
        kept = request.GET.copy()
        del kept["day"]
        kept["on"] = day.on.isoformat()
        return redirect(f"{request.path}?{kept.urlencode()}")
    words, shelf = request.GET.get("words", "")[:200].strip(), request.GET.get("list", "")
    content: dict[str, Any] = {"words": words, "shelf": shelf if shelf in SHELVES else ""}
    if words:
        found, of = sought(corpus, words, day.on)
        content |= {"lines": found, "of": of}
    elif shelf in SHELVES:
        kind, in_force = request.GET.get("kind", ""), request.GET.get("in_force") == "1"
        found = lines(corpus, shelf, day.on, kind=kind, in_force=in_force)
        content |= {"lines": found, "of": len(found), "kind": kind, "in_force": in_force, "kinds": kinds(corpus)}
    else:
        content |= {
            "governs": governs(corpus, day.on),
            "changed": corpus.changed_by_office(day.on),
            "notes": corpus.notes_for(day.on),
            "turns": turns(corpus, "opla")[:8],
        }
    return _shown(request, "lawbook/law.html", day, corpus, content)


def entry(request: HttpRequest, shelf: str, ident: str) -> HttpResponse:
    """One entry: what it is, its life, who ended it, who in this office relies on it, where it was read and when."""
    corpus, day = law_now().corpus, day_asked(request.GET, today())
    found = _found(corpus, shelf, ident)
    if found.id != ident:
        return redirect(reverse("law-entry", args=[shelf, found.id]) + (f"?{day.query}" if day.query else ""))
    authority = found if isinstance(found, Authority) else None
    plain: dict[str, Any] = msgspec.to_builtins(found)
    content: dict[str, Any] = {
        "shelf": shelf,
        "list_title": LISTS[shelf],
        "entry": found,
        "authority": authority,
        "status": authority.status(day.on) if authority else None,
        "life": life_of(authority.in_force, corpus.authorities, day.on, today()) if authority else None,
        "doubt": authority.doubt(day.on, None) if authority else "",
        "ended": [corpus.authorities[name] for name in authority.superseded_by if name in corpus.authorities] if authority else [],
        "ends": [corpus.authorities[name] for name in authority.supersedes if name in corpus.authorities] if authority else [],
        "stale": found.stale(today()),
        "more": [(name, told(value)) for name, value in plain.items() if name not in APART and value not in ("", [], {}, None, False)],
        "relying": relying(asker(request), shelf, found.id, today()),
        "may_edit": may_edit(asker(request)),
    }
    return _shown(request, "lawbook/entry.html", day, corpus, content)


def regime(request: HttpRequest, actor: str) -> HttpResponse:
    """The regimes of one actor, one after the other."""
    corpus, day = law_now().corpus, day_asked(request.GET, today())
    if actor not in corpus.actors:
        raise Http404
    who = corpus.actors[actor]
    now = who.on(day.on)
    content = {
        "who": who,
        "now": now,
        "now_authorities": [corpus.authorities[name] for name in now.authorities] if now else [],
        "meaning": corpus.postures[now.posture].meaning if now else "",
        "life": regimes_of(who, day.on, today()),
        "relying": relying(asker(request), "regimes", now.id, today()) if now else None,
    }
    return _shown(request, "lawbook/regime.html", day, corpus, content)


def reliance(request: HttpRequest, shelf: str, ident: str) -> HttpResponse:
    """Who relies on an entry, once more of the matters are read; asked for in place while some are left."""
    found = relying(asker(request), shelf, ident, today(), THEN)
    return render(request, "lawbook/relying.html", {"relying": found, "shelf": shelf, "ident": ident, "asked_again": True})


def age(request: HttpRequest) -> HttpResponse:
    """How old the law is: what must be looked at again before it is relied on, oldest first, and where to look."""
    corpus, day = law_now().corpus, day_asked(request.GET, today())
    rows = overdue(corpus, day.on)
    newest = [each.current_as_of for each in corpus.authorities.values() if each.current_as_of]
    content = {"rows": rows, "newest": max(newest) if newest else None, "of": len(corpus.authorities)}
    return _shown(request, "lawbook/age.html", day, corpus, content)


def _found(corpus: Corpus, shelf: str, ident: str) -> Entry:
    """The entry of a list by its id, or by an id given up. Raises Http404."""
    name = corpus.aliases.get(ident, ident)
    if shelf in SHELVES:
        for each in corpus.shelf(shelf):
            if each.id in (ident, name):
                return each
    raise Http404


def _shown(request: HttpRequest, template: str, day: Day, corpus: Corpus, content: dict[str, Any]) -> HttpResponse:
    frame = {"day_at": day, "authorities": corpus.authorities, "lists": LISTS, "query": day.query, "overdue": len(overdue(corpus, day.on))}
    return render(request, template, frame | content, status=422 if day.wrong else 200)
