"""The papers of a matter: what is being prepared, and one request from its gate to what came of it."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from forbear.assessment.words import field_words
from forbear.office.matters import evidence_files
from forbear.office.papers import gate, kept, sending
from forbear.office.papers.forms import ANSWER_WORDS, Consent, Outcome, Packing, Position, Sending
from forbear.office.papers.kept import Asking, Paper
from forbear.office.papers.making import Made, barred, make, open_forms, pdf_of
from forbear.office.papers.packets import packets
from forbear.office.web.asking import asker
from forbear.office.web.matter import MatterPage, matter_page
from forbear.office.web.problems import show_problems
from forbear.problem import BadInput

WRONG = 422
CONSENT_PAPER = "consent-paper"
GROUPS = (
    (kept.OUTGOING, gettext_lazy("May leave the office")),
    (kept.CLIENT, gettext_lazy("For the client and letter-writers")),
    (kept.MESSAGE, gettext_lazy("Messages")),
)


def papers(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The requests in preparation, the forms that can be asked for, and the way to the guard."""
    page = matter_page(request, matter_id)
    titles = {option.form: option.title for option in page.found.options} | dict(open_forms(page.judgement))
    begun = kept.begun(asker(request), matter_id)
    return page.show(
        "papers/papers.html",
        {
            "begun": [(each, titles.get(each.form, each.form)) for each in begun],
            "forms": [each for each in open_forms(page.judgement) if each[0] not in {one.form for one in begun}],
            "ask": page.found.plan.ask,
        },
    )


@require_POST
def begin(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Begins a request: its papers are made and kept."""
    page = matter_page(request, matter_id)
    form = request.POST.get("form", "")
    try:
        made = make(asker(request), page.opened, page.on, form, {})
        asking_id = kept.begin(asker(request), matter_id, form, _("a request begun"))
        _keep_all(page, kept.asking(asker(request), matter_id, asking_id), made)
    except BadInput as bad:
        _say(request, bad)
        return redirect("papers", matter_id)
    return redirect("papers-asking", matter_id, asking_id)


def asking(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID) -> HttpResponse:
    """One request: gate, papers, packet, what was sent."""
    return show(request, matter_page(request, matter_id), asking_id)


@require_POST
def again(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID) -> HttpResponse:
    """Makes the papers anew from today's facts and law; what was rewritten stays where its words still stand."""
    page = matter_page(request, matter_id)
    try:
        one = kept.asking(asker(request), matter_id, asking_id)
        count = _keep_all(page, one, _made(page, one))
        messages.success(request, _("Made anew: %(n)s papers changed. Earlier revisions are kept.") % {"n": count})
    except BadInput as bad:
        _say(request, bad)
    return redirect("papers-asking", matter_id, asking_id)


@require_POST
def answer(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID) -> HttpResponse:
    """Answers a line of the gate."""
    page = matter_page(request, matter_id)
    one = kept.asking(asker(request), matter_id, asking_id)
    what = request.POST.get("what", "")
    if what == "consent":
        return _consent(request, page, one)
    try:
        act = ANSWERS.get(what)
        if act is None:
            raise BadInput([])
        act(request, page, one)
        messages.success(request, _("Recorded. The gate was asked anew."))
    except BadInput as bad:
        _say(request, bad)
    return redirect(f"{_address(page, one)}#gate")


def before_signing(request: HttpRequest, matter_id: uuid.UUID, asking_id: uuid.UUID) -> HttpResponse:
    """The privileged list that is read before anything is signed."""
    page = matter_page(request, matter_id)
    made = _made(page, kept.asking(asker(request), matter_id, asking_id))
    return HttpResponse(pdf_of(made.before_signing()), content_type="application/pdf")


def show(
    request: HttpRequest, page: MatterPage, asking_id: uuid.UUID, words: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page of a request, with forms as they were typed where something in them is wrong."""
    person, opened = asker(request), page.opened
    one = kept.asking(person, opened.id, asking_id)
    try:
        made = _made(page, one)
    except BadInput as bad:
        return page.show("papers/closed.html", {"asking": one, "problems": bad.problems})
    revision = made.draft.gate.revision
    rows = _papers(page, one, made)
    frame: dict[str, Any] = {
        "asking": one,
        "title": made.brief.ask.title,
        "gate": made.draft.gate,
        "lines": gate.lines(made),
        "signed": gate.signed(made, revision),
        "reasons": gate.other_reasons(made),
        "unread": gate.unread(made),
        "kept_back": [(each, _in_words(each.fact)) for each in gate.kept_back(made)],
        "omitted": [(_in_words(each.fact), each.where) for each in made.draft.omitted],
        "revealed": [(_in_words(each.fact), each.where) for each in made.draft.revealed],
        "exhibits": gate.exhibits(opened, one.form),
        "proposed": gate.proposed(made),
        "groups": [(title, [row for row in rows if row["paper"].group == group]) for group, title in GROUPS],
        "not_made": [(made.brief.matter.corpus.documents[each.kind].title, each.because) for each in made.draft.not_made],
        "outgoing": [(document.kind, document.title) for document in made.outgoing],
        "bad_cites": [(title, cite) for title, cite in made.cites if not cite.ok],
        "consent_papers": evidence_files.files(person, opened.id, CONSENT_PAPER),
        "consents": [item for item in opened.case.items("consents") or () if item.get("form") == one.form],
        "barred": barred(person),
        "packets": packets(person, opened.id, one.id),
        "sent": sending.sent(person, opened, page.found, one.form),
        "consent": Consent(initial={"by": opened.case.text("person.full_name"), "language": _language(page), "explained_on": page.on}),
        "packing": Packing(),
        "sending": Sending(initial={"day": page.on, "to": opened.case.text("proceedings.opla_office")}),
        "position": Position(initial={"day": page.on}),
        "outcome": Outcome(initial={"day": page.on}),
        "answers": ANSWER_WORDS.items(),
        "outdated": any(row["paper"].facts != opened.revision for row in rows),
    }
    return page.show("papers/asking.html", frame | (words or {}), status=status)


def _consent(request: HttpRequest, page: MatterPage, one: Asking) -> HttpResponse:
    form = Consent(request.POST, request.FILES)
    if form.is_valid():
        given = dict(form.cleaned_data)
        paper = given.pop("paper")
        try:
            gate.record_consent(asker(request), page.opened.id, one.form, _made(page, one), given)
            if paper:
                name = f"{one.id}/{given['signed_on'] or given['explained_on']}-{paper.name[-80:]}"
                evidence_files.add(asker(request), page.opened.id, name, paper, media_type=paper.content_type or "", kind=CONSENT_PAPER)
            messages.success(request, _("The client's decision is recorded."))
            return redirect(f"{_address(page, one)}#gate")
        except BadInput as bad:
            show_problems(form, bad)
    return show(request, page, one.id, {"consent": form}, status=WRONG)


def _release(request: HttpRequest, page: MatterPage, one: Asking) -> None:
    fact, document = _kept_back(request, page, one), request.POST.get("document", "")
    if document not in {each.kind for each in _made(page, one).outgoing}:
        raise BadInput([])
    gate.release(asker(request), page.opened.id, fact, document, page.on)


def _held(request: HttpRequest, page: MatterPage, one: Asking) -> None:
    page_number = request.POST.get("page", "")
    gate.held(
        asker(request),
        page.opened.id,
        _kept_back(request, page, one),
        source=request.POST.get("source", ""),
        exhibit=request.POST.get("exhibit", ""),
        page=int(page_number) if page_number.isdecimal() and len(page_number) < 6 else None,
    )


def _kept_back(request: HttpRequest, page: MatterPage, one: Asking) -> str:
    fact = request.POST.get("fact", "")
    if fact not in {each.fact for each in gate.kept_back(_made(page, one))}:
        raise BadInput([])
    return fact


def _sign(request: HttpRequest, page: MatterPage, one: Asking) -> None:
    made = _made(page, one)
    revision, role = request.POST.get("revision", ""), request.POST.get("role", "")
    known = {made.draft.gate.revision, *(each.revision for each in packets(asker(request), page.opened.id, one.id)[:1])}
    if revision not in known or not revision or role not in (gate.READER, gate.RESPONSIBLE):
        raise BadInput([])
    gate.sign(asker(request), page.opened.id, made, role, revision)


def _read_law(request: HttpRequest, page: MatterPage, one: Asking) -> None:
    gate.read_law(asker(request), page.opened.id, _made(page, one), request.POST.get("authority", ""))


def _choose(request: HttpRequest, page: MatterPage, one: Asking) -> None:
    base = request.POST.get("base", "")
    wanted = set(request.POST.getlist("chosen"))
    gate.choose(asker(request), page.opened, int(base) if base.isdecimal() and len(base) < 9 else page.opened.revision, one.form, wanted)


ANSWERS: dict[str, Callable[[HttpRequest, MatterPage, Asking], None]] = {
    "release": _release,
    "held": _held,
    "sign": _sign,
    "law": _read_law,
    "exhibits": _choose,
}


def _made(page: MatterPage, one: Asking) -> Made:
    person = asker(page.request)
    return make(person, page.opened, page.on, one.form, kept.rewrites(kept.papers(person, page.opened.id, one.id)))


def _papers(page: MatterPage, one: Asking, made: Made) -> list[dict[str, Any]]:
    """The papers that are kept, in the order in which they go out, each with what stands open in it."""
    reports = {report.document: report for report in made.reports}
    order = [*made.laid.pages.papers, *(document.name for _, document in made.documents())]
    every = kept.papers(asker(page.request), page.opened.id, one.id)
    rows = []
    for paper in sorted(every, key=lambda each: order.index(each.name) if each.name in order else len(order)):
        document = made.named(paper.name)
        report = reports.get(paper.title) if paper.group == kept.OUTGOING else None
        rows.append(
            {
                "paper": paper,
                "document": document,
                "unsupported": len(document.unsupported()) if document else 0,
                "gaps": len(document.gaps()) if document else 0,
                "marks": len(report.findings) + len(report.checks) if report else 0,
            }
        )
    return rows


def _keep_all(page: MatterPage, one: Asking, made: Made) -> int:
    """Keeps each paper that is new or reads otherwise than before; says how many."""
    person, count = asker(page.request), 0
    before: dict[str, Paper] = {each.name: each for each in kept.papers(person, page.opened.id, one.id)}
    for group, document in made.documents():
        old = before.get(document.name)
        if old is not None and old.text == document.text() and old.facts == page.opened.revision:
            continue
        kept.keep(
            person,
            page.opened.id,
            one.id,
            document,
            group,
            facts=page.opened.revision,
            source="made",
            why=_("made from the facts"),
            before=old,
            base=old.revision if old else 0,
            rewritten=old.rewrites if old else (),
        )
        count += 1
    return count


def _in_words(fact: str) -> str:
    """A field of the case file in words; items of a list are counted from one."""
    return field_words(re.sub(r"\[(\d+)\]", lambda found: f" {int(found[1]) + 1}", fact))


def _language(page: MatterPage) -> str:
    languages = page.opened.case.values("person.languages")
    return str(languages[0]) if languages else ""


def _address(page: MatterPage, one: Asking) -> str:
    return reverse("papers-asking", args=[page.opened.id, one.id])


def _say(request: HttpRequest, bad: BadInput) -> None:
    """Says what is wrong; nothing was written."""
    for problem in bad.problems:
        messages.error(request, f"{problem.message[:1].upper()}{problem.message[1:]}. " + _("Nothing was saved."))
    if not bad.problems:
        messages.error(request, _("This could not be read, or stands so no more. Nothing was saved; look at the page and try again."))
