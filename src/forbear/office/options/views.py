"""What can be asked, and what it does: the table, choices side by side, an offer judged, the client's copy."""

import gzip
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from forbear.assessment.client_copy import ClientCopy, find_client_copy
from forbear.assessment.offer import judge_offer, standing_offer
from forbear.assessment.paths import NO_REQUEST, PathFinding, compare_paths
from forbear.drafting.advice import advice, reading_grade, spelled
from forbear.drafting.offered import counter_words, term_words, way, writing_title
from forbear.drafting.paths import content, in_words, picture
from forbear.drafting.side_by_side import side_by_side
from forbear.law.client_copy import Language
from forbear.office.figures.beside import said_before
from forbear.office.figures.requests import of_all
from forbear.office.options.choices import MOST_BESIDE, choices, code_of, form_of
from forbear.office.options.offered import OfferForm
from forbear.office.options.words import answer, row_title
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page

OFFER = "offer"  # in the session, which is sealed: the terms of an offer are facts
LANGUAGES: tuple[Language, ...] = ("en", "es")


def options(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The forms by what they do; the closed ones folded, each with its reason."""
    page = matter_page(request, matter_id)
    return _table(page, set(request.GET.getlist("with")))


def compared(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The ticked forms side by side, going on without a request first, with the picture of their paths."""
    page = matter_page(request, matter_id)
    asked = list(dict.fromkeys(request.GET.getlist("with")))
    if not asked or len(asked) > MOST_BESIDE:
        said = _("Tick one to three forms to see them side by side.") if asked else _("Tick the forms first, one to three.")
        messages.warning(request, said)
        return _table(page, set(asked), status=422)
    found = _paths(page, asked)
    drawn = content(found, page.on, name="", today=page.on)
    codes = [(item, code_of(item.form)) for item in found]
    return page.show(
        "options/compared.html",
        {
            "choices": codes,
            "rows": [(row_title(row.title), _cells(found, row.words)) for row in side_by_side(found, page.matter, page.found.options)],
            "drawn": drawn["choices"],
            "in_words": in_words(drawn),
            "asked": asked,
            "no_request": NO_REQUEST,
            "languages": LANGUAGES,
        },
    )


def paths(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The picture of paths. It names no client."""
    page = matter_page(request, matter_id)
    found = _paths(page, list(dict.fromkeys(request.GET.getlist("with")))[:MOST_BESIDE])
    drawn = picture(found, page.on, kind="svg", name="", today=page.on)
    return HttpResponse(gzip.compress(drawn, 5), content_type="image/svg+xml", headers={"Content-Encoding": "gzip"})


def offer(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """An offer as it was heard, and what to answer. It is kept until the session ends, and nowhere else."""
    page = matter_page(request, matter_id)
    kept = request.session.get(OFFER, {})
    kept = kept if kept.get("matter") == str(matter_id) else {}
    if request.method == "POST":
        if "forget" in request.POST:
            request.session.pop(OFFER, None)
            return redirect("options-offer", matter_id)
        form = OfferForm(page.matter, request.POST)
        if form.is_valid():
            request.session[OFFER] = {"matter": str(matter_id), **form.cleaned_data}
            return redirect("options-offer", matter_id)
        return page.show("options/offer.html", {"form": form}, status=422)
    standing = standing_offer(page.matter)
    began = {"form": kept.get("form", standing or ""), "terms": "\n".join(kept.get("terms", []))}
    words = {"form": OfferForm(page.matter, initial=began), "standing": standing, "kept": bool(kept)}
    return page.show("options/offer.html", words | (_judged(page, kept["form"], kept["terms"]) if kept else {}))


def copy(request: HttpRequest, matter_id: uuid.UUID, asked: str, language: str) -> HttpResponse:
    """What the client is told of a form, or of asking for nothing, for counsel to review; prints as the client's copy."""
    page = matter_page(request, matter_id)
    found = _copy(page, asked, language)
    dates = [(spelled(item.day, found.language), item.what, item.note) for item in found.dates]
    return page.show(
        "options/copy.html",
        {"copy": found, "dates": dates, "grade": reading_grade(found), "asked": asked, "languages": LANGUAGES, "words": found.words}
        | {"prepared": spelled(page.on, found.language), "warnings": [said.partition(" (--")[0] for said in found.warnings]},
    )


def copy_as_pdf(request: HttpRequest, matter_id: uuid.UUID, asked: str, language: str) -> HttpResponse:
    """The same as a paper of one or two pages, made in memory."""
    page = matter_page(request, matter_id)
    pdf = advice(page.matter, _copy(page, asked, language), today=page.on)
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="client-copy.pdf"'})


def _table(page: MatterPage, ticked: set[str], *, status: int = 200) -> HttpResponse:
    rows, closed = choices(page.matter, page.found)
    words: dict[str, Any] = {
        "rows": rows,
        "closed": closed,
        "ticked": ticked,
        "languages": LANGUAGES,
        "standing": standing_offer(page.matter),
    }
    words |= {"before": said_before(page, (each.request for each in of_all(asker(page.request))))}
    return page.show("options/options.html", words, status=status)


def _paths(page: MatterPage, asked: list[str]) -> list[PathFinding]:
    """Going on, then the forms behind the codes. Raises Http404 for a code that stands for none."""
    forms = [form_of(page.found, each) for each in asked]
    if None in forms:
        raise Http404
    return compare_paths(page.matter, page.found.options, [form for form in forms if form])


def _cells(found: list[PathFinding], cells: list[list[str]]) -> list[tuple[str, list[str]]]:
    return [(item.title, [row_title(line) for line in cell]) for item, cell in zip(found, cells, strict=True)]


def _judged(page: MatterPage, form: str, terms: list[str]) -> dict[str, object]:
    """An offer judged, in the order in which it is read in a corridor."""
    found = judge_offer(page.matter, page.found, form, terms)
    titles = {item.id: item.title for item in page.matter.corpus.warnings.values()}
    return {
        "judged": found,
        "answer": answer(found),
        "their_terms": [term_words(term) for term in found.terms],
        "counters": [counter_words(item) for item in found.counter],
        "writing_title": _(writing_title(found)),
        "if_accepted": way(found.accepting),
        "if_going_on": way(found.going_on),
        "tell": [titles[name] for name in found.warnings],
        "copy_code": code_of(form) if form in {option.form for option in page.found.options} else "",
    }


def _copy(page: MatterPage, asked: str, language: str) -> ClientCopy:
    form = form_of(page.found, asked)
    if form is None or language not in LANGUAGES:
        raise Http404
    spoken: Language = "es" if language == "es" else "en"
    return find_client_copy(page.matter, page.found, None if form == NO_REQUEST else form, spoken)
