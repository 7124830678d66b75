"""One paper: read as it will print, edited in place, taken to Word and back, and its revisions beside one another."""

import uuid
from collections.abc import Mapping
from typing import Any

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.drafting.document import Document
from forbear.drafting.rewriting import APART, Rewrite, left_over, rewrites_of, units
from forbear.guard.finding import GuardReport
from forbear.office.foreign.asking import text_of
from forbear.office.matters import evidence_files
from forbear.office.matters.writing import Conflict
from forbear.office.papers import guarding, kept
from forbear.office.papers.court import check_paper
from forbear.office.papers.deciding import decide as decide_mark
from forbear.office.papers.deciding import decided
from forbear.office.papers.differing import changed, differences
from forbear.office.papers.forms import MOST_UPLOAD
from forbear.office.papers.kept import Paper
from forbear.office.papers.making import Made, make, pdf_of, word_of
from forbear.office.papers.marks import cut, marks_of
from forbear.office.papers.sheet import sheet
from forbear.office.papers.word import returned
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page
from forbear.problem import BadInput, Problem

WRONG = 422
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPER_FILE = "paper-file"


class _Desk:
    """A paper with what it is today: composed anew with what was rewritten in it, and without."""

    def __init__(self, request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> None:
        self.page: MatterPage = matter_page(request, matter_id)
        self.person = asker(request)
        self.asking = kept.asking(self.person, matter_id, asking_id)
        self.paper: Paper = kept.paper(self.person, matter_id, paper_id)
        if self.paper.asking != asking_id:
            raise Http404
        check_paper(self.person, self.paper.name)
        others = kept.rewrites(each for each in kept.papers(self.person, matter_id, asking_id) if each.id != paper_id)
        self._others = others
        self.made: Made = self.made_with(self.paper.rewrites)
        self.document: Document | None = self.made.named(self.paper.name)

    def made_with(self, rewrites: tuple[Rewrite, ...]) -> Made:
        """The papers with these paragraphs in this one."""
        own: Mapping[str, tuple[Rewrite, ...]] = {self.paper.name: rewrites} if rewrites else {}
        return make(self.person, self.page.opened, self.page.on, self.asking.form, {**self._others, **own})

    @property
    def plain(self) -> Document | None:
        """The paper as it is composed, without what was rewritten."""
        return self.made_with(()).named(self.paper.name)

    @property
    def report(self) -> GuardReport | None:
        """The guard's report, where the paper may leave the office."""
        if self.paper.group != kept.OUTGOING or self.document is None:
            return None
        place = [document.name for document in self.made.outgoing].index(self.paper.name)
        return decided(self.made.reports[place], self.person, self.page.opened.id)

    @property
    def titles(self) -> dict[str, str]:
        """The exhibits by their ids."""
        return {exhibit.id: exhibit.title for exhibit in self.made.brief.exhibits}

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the exhibits in the case file from 1, by which addresses name them."""
        return {str(item.get("id")): number for number, item in enumerate(self.page.opened.case.items("evidence") or (), 1)}

    def show(self, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of the paper."""
        frame = {"asking": self.asking, "paper": self.paper, "document": self.document, "numbers": self.numbers}
        return self.page.show(template, frame | dict(words), status=status)

    def back(self) -> HttpResponse:
        """To the paper."""
        return redirect("papers-paper", self.page.opened.id, self.asking.id, self.paper.id)


def paper(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """The paper as it will print, with pin cites that open the exhibit and the guard's marks under the words."""
    desk = _Desk(request, matter_id, asking_id, paper_id)
    plain = desk.plain
    return desk.show(
        "papers/paper.html",
        {
            "sheet": sheet(desk.document, desk.report, desk.titles) if desk.document else None,
            "because": _not_made(desk),
            "left_over": left_over(plain, desk.paper.rewrites) if plain else desk.paper.rewrites,
            "past": kept.past(desk.person, matter_id, paper_id),
            "files": [each for each in evidence_files.files(desk.person, matter_id, PAPER_FILE) if each.name.startswith(f"{paper_id}/")],
            "outgoing": desk.paper.group == kept.OUTGOING,
            "decide_at": reverse("papers-decide", args=[matter_id, asking_id, paper_id]) if desk.page.opened.may_write else "",
        },
    )


@require_POST
def decide(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Decides a mark of the guard in a paper."""
    desk = _Desk(request, matter_id, asking_id, paper_id)
    finding, _colon, word = request.POST.get("decide", "").partition(":")
    report = desk.report
    if report is None:
        return desk.back()
    try:
        decide_mark(desk.person, matter_id, report, finding, word=word, reason=request.POST.get(f"reason-{finding}", ""))
        messages.success(request, _("The decision about the mark is recorded."))
    except BadInput as bad:
        messages.error(request, bad.problems[0].message)
    return desk.back()


def edit(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """The paper in place: each paragraph a text area, its pin cites and marks beside it. Saved as a new revision."""
    desk = _Desk(request, matter_id, asking_id, paper_id)
    if desk.document is None:
        return desk.back()
    if request.method != "POST":
        words = {"sheet": sheet(desk.document, desk.report, desk.titles), "base": desk.paper.revision, "typed": {}}
        return desk.show("papers/edit.html", words | {"exhibits": desk.titles.items()})
    base, seen = _number(request.POST.get("base", "")), _number(request.POST.get("seen", ""))
    before = kept.paper(desk.person, matter_id, paper_id, seen).rewrites
    shown = desk.made_with(before).named(desk.paper.name)
    typed, lost = _typed(request, shown) if shown else ({}, [])
    try:
        if lost:
            raise BadInput([Problem(_("Changed meanwhile, so that this found no place"), None, text) for text in lost])
        saved = _save(desk, typed, source="edited", base=base, before=before)
    except BadInput as bad:
        page = {"sheet": sheet(desk.document, desk.report, desk.titles), "base": desk.paper.revision, "typed": {} if lost else typed}
        return desk.show("papers/edit.html", page | {"problems": bad.problems, "exhibits": desk.titles.items()}, status=WRONG)
    if isinstance(saved, Conflict):
        return _both(desk, saved, request, seen)
    messages.success(request, _("Saved as a new revision."))
    return desk.back()


def word(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """The paper as a Word file, to be edited there and handed in again."""
    desk = _Desk(request, matter_id, asking_id, paper_id)
    try:
        return _file(word_of(_there(desk)), WORD, f"{desk.paper.name}.docx")
    except BadInput as bad:
        messages.error(request, _("The office's Word template does not fill: %(why)s") % {"why": bad.problems[0].message})
        return desk.back()


def pdf(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """The paper as PDF."""
    desk = _Desk(request, matter_id, asking_id, paper_id)
    return _file(pdf_of(_there(desk)), "application/pdf", f"{desk.paper.name}.pdf", inline=True)


@require_POST
def upload(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """A paper that comes back from Word, or as PDF: what changed in it, and what the guard says of it. Word is taken over if so wished."""
    desk = _Desk(request, matter_id, asking_id, paper_id)
    file = request.FILES.get("file")
    try:
        if file is None or (file.size or 0) > MOST_UPLOAD:
            raise BadInput([])
        content = file.read()
        text = text_of(content, "the file")
    except BadInput as bad:
        said = bad.problems[0].message if bad.problems else _("choose a .docx or .pdf file of at most 50 MB")
        messages.error(request, _("Not read: it %(why)s. The paper stands as it was.") % {"why": said} if bad.problems else f"{said}.")
        return desk.back()
    document = _there(desk)
    is_word = content.startswith(b"PK")
    taken, not_taken = (None, []) if not is_word else _from_word(desk, document, content)
    suffix = "docx" if is_word else "pdf" if b"%PDF-" in content[:1024] else "txt"
    name = f"{paper_id}/revision-{desk.paper.revision}.{suffix}"
    evidence_files.add(desk.person, matter_id, name, content, media_type=WORD if is_word else file.content_type or "", kind=PAPER_FILE)
    marks = marks_of(guarding.read(text, desk.page.matter, "pd-letter" if desk.paper.group == kept.OUTGOING else None))
    before = document.text()
    lines = differences(before, taken.text() if taken else text.text)
    return desk.show(
        "papers/returned.html",
        {
            "lines": lines,
            "differs": changed(lines),
            "marks": marks,
            "stretches": cut(text.text, marks),
            "unread": text.unread,
            "saved": taken is not None,
            "not_taken": not_taken,
            "is_word": is_word,
        },
    )


def compare(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Two revisions of a paper beside one another."""
    desk = _Desk(request, matter_id, asking_id, paper_id)
    past = {each.revision: each for each in kept.past(desk.person, matter_id, paper_id)}
    numbers = [_number(request.GET.get(name, "")) for name in ("from", "to")]
    later = past.get(numbers[1], past[max(past)])
    earlier = past.get(numbers[0], past.get(later.revision - 1, later))
    lines = differences(earlier.text, later.text)
    return desk.show(
        "papers/compare.html", {"lines": lines, "differs": changed(lines), "earlier": earlier, "later": later, "past": past.values()}
    )


@require_POST
def put_back(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Takes up again what was rewritten at an earlier revision; what is there now stays in the history."""
    desk = _Desk(request, matter_id, asking_id, paper_id)
    earlier = kept.paper(desk.person, matter_id, paper_id, _number(request.POST.get("revision", "")))
    try:
        saved = _keep(desk, earlier.rewrites, source="earlier", base=desk.paper.revision)
    except BadInput as bad:
        messages.error(request, bad.problems[0].message)
        return desk.back()
    if isinstance(saved, Conflict):
        messages.error(request, _("Someone else has just saved this paper; look at what stands there now."))
    else:
        messages.success(request, _("Taken up again. What stood there until now stays in the history."))
    return desk.back()


def _save(desk: _Desk, typed: Mapping[int, str], *, source: str, base: int, before: tuple[Rewrite, ...]) -> Any:
    """Keeps what was typed for the paper as it was shown, with what was rewritten before. Raises BadInput.

    What somebody else rewrote meanwhile is kept beside it; only where both rewrote the same paragraph it is a Conflict.
    """
    shown, plain = desk.made_with(before).named(desk.paper.name), desk.plain
    if shown is None or plain is None:
        raise BadInput([Problem("paper", None, _("is not made today"))])
    mine = merged(plain, shown, before, typed)
    saved = _keep(desk, mine, source=source, base=base)
    if isinstance(saved, Conflict) and isinstance(theirs := saved.clashes[""].theirs, Mapping):
        both = with_theirs(before, kept.of_content(theirs)[1], mine)
        return saved if both is None else _keep(desk, both, source=source, base=saved.revision)
    return saved


def _typed(request: HttpRequest, shown: Document) -> tuple[dict[int, str], list[str]]:
    """What was typed otherwise than it was shown, by the places of the paper; and what was shown nowhere, since the facts changed."""
    there = {unit.place: " ".join(unit.typed.split()) for unit in units(shown)}
    typed, lost = {}, []
    for name, text in request.POST.items():
        if not name.startswith("now-") or not isinstance(text, str):
            continue
        had = " ".join(request.POST.get(f"had-{name[4:]}", "").split())
        if " ".join(text.split()) == had and not APART.search(text.strip().replace("\r\n", "\n")):
            continue
        place = _number(name[4:])
        if there.get(place) != had:
            place = next((number for number, words in there.items() if words == had), -1)
        if place < 0:
            lost.append(text)
        else:
            typed[place] = text
    return typed, lost


def _keep(desk: _Desk, rewrites: tuple[Rewrite, ...], *, source: str, base: int) -> Any:
    document = desk.made_with(rewrites).named(desk.paper.name)
    if document is None:
        raise BadInput([])
    return kept.keep(
        desk.person,
        desk.page.opened.id,
        desk.asking.id,
        document,
        desk.paper.group,
        facts=desk.page.opened.revision,
        source=source,
        why={"edited": _("edited in place"), "word": _("edited in Word"), "earlier": _("an earlier revision taken up again")}[source],
        before=desk.paper,
        base=base,
        rewritten=rewrites,
    )


def merged(plain: Document, shown: Document, rewrites: tuple[Rewrite, ...], typed: Mapping[int, str]) -> tuple[Rewrite, ...]:
    """What is rewritten once `typed`, by the places of the paper as shown, is taken over.

    The paper as shown has what was rewritten before in the place of what is composed: of one paragraph there may stand several, or none.
    """
    by_was = {one.was: one for one in rewrites}
    places = iter(units(shown))
    after: dict[str, Rewrite] = {one.was: one for one in left_over(plain, rewrites)}
    for unit in units(plain):
        before = by_was.get(unit.was)
        count = 1 if before is None else len(before.now)
        mine = [next(places) for _ in range(count)]
        parts = [typed.get(each.place, each.typed) for each in mine]
        if before is not None and not mine:
            after[unit.was] = before
            continue
        [*changes] = rewrites_of(msgspec.structs.replace(plain, blocks=(plain.blocks[unit.place],)), {0: "\n\n".join(parts)})
        after |= {one.was: one for one in changes}
    return tuple(after.values())


def with_theirs(before: tuple[Rewrite, ...], theirs: tuple[Rewrite, ...], mine: tuple[Rewrite, ...]) -> tuple[Rewrite, ...] | None:
    """What two people rewrote, both kept; None where both rewrote the same paragraph otherwise."""
    base, them, me = ({one.was: one for one in some} for some in (before, theirs, mine))
    touched = {was for was in {*base, *me} if me.get(was) != base.get(was)}
    if any(them.get(was) != base.get(was) and them.get(was) != me.get(was) for was in touched):
        return None
    return (*(one for was, one in them.items() if was not in touched), *(one for was, one in me.items() if was in touched))


def _from_word(desk: _Desk, document: Document, content: bytes) -> tuple[Document | None, list[str]]:
    """Takes over what was changed in Word, as a new revision; nothing where nothing that can be rewritten was changed."""
    found = returned(document, desk.made.laid.pages, content, "the file")
    if not found.texts:
        return None, found.not_taken
    saved = _save(desk, found.texts, source="word", base=desk.paper.revision, before=desk.paper.rewrites)
    if isinstance(saved, Conflict):
        messages.error(desk.page.request, _("Someone else has just saved this paper: hand your file in again once you have seen theirs."))
        return None, found.not_taken
    now = kept.paper(desk.person, desk.page.opened.id, desk.paper.id)
    return desk.made_with(now.rewrites).named(desk.paper.name), found.not_taken


def _both(desk: _Desk, conflict: Conflict, request: HttpRequest, seen: int) -> HttpResponse:
    """Both sides where two people rewrote the same: theirs stands, yours is kept on the page."""
    clash = conflict.clashes[""]
    assert isinstance(clash.theirs, Mapping)
    assert isinstance(clash.yours, Mapping)
    lines = differences(str(clash.theirs["text"]), str(clash.yours["text"]))
    again = [(name, text) for name, text in request.POST.items() if name.startswith(("now-", "had-"))]
    return desk.show("papers/both.html", {"lines": lines, "again": again, "seen": seen, "revision": conflict.revision}, status=409)


def _not_made(desk: _Desk) -> str:
    return next((each.because for each in desk.made.draft.not_made if each.kind == desk.paper.name), "") if desk.document is None else ""


def _there(desk: _Desk) -> Document:
    if desk.document is None:
        raise Http404
    return desk.document


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _file(content: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return response
