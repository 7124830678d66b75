"""One paper: what it says, fact by fact, with its page and the words marked, beside what the file says; yes, no, or other words."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.interchange.papers.kinds import papers
from forbear.interchange.places import build, leaf
from forbear.office.conflicts.intake import look_again, seen, standing
from forbear.office.facts.settling import show_conflict
from forbear.office.facts.typed import help_for, read_typed, written
from forbear.office.facts.words import called
from forbear.office.matters import evidence_files, reading
from forbear.office.matters.membership import check_writer
from forbear.office.matters.writing import Conflict
from forbear.office.reading import arriving, deciding, kept
from forbear.office.reading.deciding import EDITED, KEEP, NEW, NO, YES, Line
from forbear.office.reading.refusing import refusing
from forbear.office.reading.words import choices, item_of, name_of, value_of
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page
from forbear.office.work.doing import state
from forbear.packet.pageimage import Mark, page_image
from forbear.problem import BadInput

WRONG = 422
TOLD = {"person.full_name", "person.a_number"}  # by which a client is known again


def paper(request: HttpRequest, matter_id: uuid.UUID, reading_id: uuid.UUID, number: int = 1) -> HttpResponse:
    """How far the reading is; then a paper of it, at the first fact that nobody has decided or at the one that the address names."""
    page = matter_page(request, matter_id)
    found = kept.reading_of(asker(request), matter_id, reading_id)
    if found.content.status == kept.WAITING:
        return page.show("reading/waiting.html", {"reading": found, "job": state(reading_id)})
    if getattr(request, "htmx", False):  # what was watched is done: the page itself is wanted
        return HttpResponse(headers={"HX-Refresh": "true"})
    if found.content.status == kept.FAILED or not found.content.papers:
        return page.show("reading/nothing.html", {"reading": found})
    return _show(page, found, _paper(found, number), at=_number(request.GET.get("fact", "")), edit="edit" in request.GET)


@require_POST
@refusing
def decide(request: HttpRequest, matter_id: uuid.UUID, reading_id: uuid.UUID, number: int) -> HttpResponse:
    """What a person says to one fact."""
    page = matter_page(request, matter_id)
    check_writer(asker(request), matter_id)
    found = kept.reading_of(asker(request), matter_id, reading_id)
    of = _paper(found, number)
    here = reverse("facts-paper-of", args=[matter_id, reading_id, number])
    lines = deciding.lines(found.content, of, page.opened)
    at, say = _number(request.POST.get("fact", "")), request.POST.get("say", "")
    if not 1 <= at <= len(lines) or say not in (YES, NO, EDITED, KEEP, NEW, "edit"):
        raise Http404
    line = lines[at - 1]
    if say == "edit":
        return redirect(f"{here}?fact={at}&edit=1")
    if say == NO:
        deciding.reject(asker(request), matter_id, found, of, at - 1)
        return redirect(here)
    value, wrong = None, ""
    typed = request.POST.get("value", "")
    if say == EDITED:
        value, wrong = read_typed(_path(line), typed)
        wrong = wrong or (_("Write what it shall be, or say no.") if value is None else "")
    if not wrong:
        base = min(max(_number(request.POST.get("base", "")), 1), page.opened.revision)
        try:
            saved = deciding.accept(asker(request), matter_id, found, of, at - 1, base=base, how=say, value=_plain(value))
        except BadInput as bad:
            wrong = "; ".join(f"{called(problem.place)}: {problem.message}" for problem in bad.problems)
        else:
            if isinstance(saved, deciding.Clashed):
                return show_conflict(request, matter_id, saved.found, saved.changes, here)
            if line.proposal.fact in TOLD:
                look_again(asker(request), matter_id, reading.opened(asker(request), matter_id).facts)
            return redirect(here)
    return _show(page, found, of, at=at, edit=say == EDITED, wrong=wrong, typed=typed)


@require_POST
@refusing
def exhibit(request: HttpRequest, matter_id: uuid.UUID, reading_id: uuid.UUID, number: int) -> HttpResponse:
    """Lists the paper among the exhibits, though no fact of it was taken."""
    page = matter_page(request, matter_id)
    found = kept.reading_of(asker(request), matter_id, reading_id)
    of = _paper(found, number)
    one = found.content.papers[of]
    if not deciding.listed(found.content, of, page.opened):
        saved = deciding.use_as_exhibit(
            asker(request),
            matter_id,
            found.content.files[one.file].name,
            title=found.content.title(of),
            kind=papers()[one.kind].evidence,
            pages=one.of,
        )
        if isinstance(saved, Conflict):
            return show_conflict(request, matter_id, saved, {path: clash.yours for path, clash in saved.clashes.items()}, request.path)
    messages.success(request, _("It is an exhibit now; say what it proves."))
    return redirect("evidence", matter_id)


@require_POST
@refusing
def away(request: HttpRequest, matter_id: uuid.UUID, reading_id: uuid.UUID) -> HttpResponse:
    """Takes the files of a reading out of sight that no exhibit names."""
    matter_page(request, matter_id)
    arriving.put_away(asker(request), matter_id, kept.reading_of(asker(request), matter_id, reading_id).content)
    messages.success(request, _("Files that are no exhibit were taken out of sight; they stay in the history."))
    return redirect("facts-papers", matter_id)


def picture(request: HttpRequest, matter_id: uuid.UUID, reading_id: uuid.UUID, number: int, page: int) -> HttpResponse:
    """A page of the paper, drawn in a process of its own, with the words of a fact marked."""
    found = kept.reading_of(asker(request), matter_id, reading_id)
    one = found.content.papers[_paper(found, number)]
    if page not in one.pages:
        raise Http404
    at = _number(request.GET.get("fact", ""))
    claim = one.claims[at - 1] if 1 <= at <= len(one.claims) else None
    mark = Mark(*claim.box, *one.sides[one.pages.index(page)]) if claim and claim.box and claim.page == page else None
    drawn = one.drawn.get(page)
    content = evidence_files.read(asker(request), matter_id, drawn or found.content.files[one.file].id)[1]
    image = page_image(content, 1 if drawn else page, mark=mark)
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/png")


def _show(
    page: MatterPage, found: kept.Reading, of: int, *, at: int = 0, edit: bool = False, wrong: str = "", typed: str | None = None
) -> HttpResponse:
    lines = deciding.lines(found.content, of, page.opened)
    left = deciding.undecided(lines)
    chosen = lines[at - 1] if 1 <= at <= len(lines) else left[0] if left and page.opened.may_write else None
    one = found.content.papers[of]
    words: dict[str, Any] = {
        "reading": found,
        "at_paper": of + 1,
        "paper": one,
        "title": found.content.title(of),
        "papers": [
            (each + 1, found.content.title(each), len(deciding.undecided(deciding.lines(found.content, each, page.opened))))
            for each in range(len(found.content.papers))
        ],
        "rows": [_row(line) for line in lines],
        "left": len(left),
        "listed": deciding.listed(found.content, of, page.opened),
        "same": _same(page, lines),
        "other_number": any(line.proposal.fact == "person.a_number" and line.proposal.conflicts_with for line in lines),
        "changed": any(line.said and line.said.said != NO for line in lines),
    }
    if chosen is not None:
        path = _path(chosen)
        words |= {
            "now": _row(chosen),
            "edit": edit,
            "wrong": wrong,
            "typed": typed if typed is not None else written(path, chosen.proposal.value),
            "choices": choices(path),
            "help": _help(path),
            "base": page.opened.revision,
        }
    return page.show("reading/paper.html", words, status=WRONG if wrong else 200)


def _row(line: Line) -> dict[str, Any]:
    proposal = line.proposal
    held = proposal.conflicts_with
    return {
        "fact": line.number + 1,
        "name": name_of(proposal.place),
        "item": item_of(proposal.place),
        "paper": value_of(proposal.place, proposal.value),
        "file": value_of(proposal.place, held.value) if held else "",
        "page": proposal.page,
        "words": proposal.words,
        "agrees": proposal.agrees,
        "alleged": proposal.alleged,
        "unsure": line.unsure,
        "may_keep": line.may_keep,
        "may_be_new": line.may_be_new,
        "said": line.said.said if line.said else "",
        "who": line.said.who if line.said else "",
    }


def _same(page: MatterPage, lines: list[Line]) -> list[Any]:
    """Other matters that the person may see with the name or the number that the paper gives."""
    told = {line.proposal.fact: line.proposal.value for line in lines if line.proposal.fact in TOLD}
    return [row for row in seen(standing(asker(page.request)), build(told)) if row.id != page.opened.id] if told else []


def _path(line: Line) -> str:
    """The place as a field is found by it."""
    return line.proposal.place.replace("[]", "[0]")


def _help(path: str) -> str:
    field = leaf(path)
    return help_for(field) if field else ""


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _paper(found: kept.Reading, number: int) -> int:
    if not 1 <= number <= len(found.content.papers):
        raise Http404
    return number - 1


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
