"""The interview: where one is, one question a page, an item of a list, the settings, and a page that shows nothing."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forbear.office.facts.codes import code
from forbear.office.facts.settling import show_conflict
from forbear.office.facts.typed import help_for, written
from forbear.office.facts.words import called
from forbear.office.interview import answering
from forbear.office.interview.answering import Outcome, Sitting, Wrong
from forbear.office.interview.effects import effects
from forbear.office.interview.notes import How, note, read_notes
from forbear.office.interview.page import (
    LANGUAGE,
    MOST_AT_ONCE,
    SHORT,
    SPOKEN,
    WAY,
    about,
    choices,
    heading,
    in_words,
    item_boxes,
    listed,
    part_of,
    spoken,
    standing,
)
from forbear.office.interview.steps import Interview, Kind, Standing, Step
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.web.matter import MatterPage, matter_page
from forbear.problem import BadInput

WRONG = 422
LAST = "interview_last"  # in the session: the matter and the revisions before and after the last answer; no fact
SKIP_PART = "skip-part"


@dataclass(frozen=True, slots=True)
class Held:
    """A page of the interview as it was asked for."""

    page: MatterPage
    interview: Interview

    @property
    def id(self) -> uuid.UUID:
        """The matter."""
        return self.page.opened.id

    def address(self, step: Step | None) -> str:
        """Where a question is; the start where there is none."""
        return reverse("interview-question", args=[self.id, code(self.id, step.key)]) if step else reverse("interview", args=[self.id])


def start(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Where the interview stands: its parts, what is left in each, what was put off, and how it is held."""
    held = _held(request, matter_id)
    interview = held.interview
    parts = [
        (part, held.address(part.first), in_words(spoken(request), part.section.title_en, part.section.title_es))
        for part in interview.parts
    ]
    words = {
        "parts": parts,
        "left": sum(part.left for part in interview.parts),
        "next": held.address(interview.open[0]) if interview.open else "",
        "skipped": [(heading(step.question, spoken(request)), about(interview, step), held.address(step)) for step in interview.skipped],
        "conduct": [in_words(spoken(request), line.en, line.es) for line in held.page.matter.corpus.conduct],
        "begun": any(step.standing is not Standing.OPEN for step in interview.steps),
    }
    return _show(request, held, "interview/start.html", words)


def question(request: HttpRequest, matter_id: uuid.UUID, asked: str) -> HttpResponse:
    """One question: shown, or answered."""
    held = _held(request, matter_id)
    step = _step(held, asked)
    if request.method == "POST":
        return _answered(request, held, step)
    return _ask(request, held, step)


def item(request: HttpRequest, matter_id: uuid.UUID, asked: str, number: int) -> HttpResponse:
    """An item of a list: shown with all that is known of it, changed, or taken out."""
    held = _held(request, matter_id)
    step = _step(held, asked)
    path = f"{step.path}[{number}]"
    if step.kind is not Kind.LIST or number >= len(step.value if isinstance(step.value, list) else []):
        raise Http404
    typed: dict[str, str] | None = None
    wrong: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: str(value) for name, value in request.POST.items()}
        sitting = _sitting(request, held)
        try:
            if "remove" in typed:
                outcome: Outcome = answering.remove_item(sitting, step, number)
            else:
                told = {name: text for name, text in typed.items() if name in _names(held, step, path)}
                outcome = answering.change_item(sitting, path, told)
        except BadInput as bad:
            outcome = Wrong("; ".join(problem.message for problem in bad.problems), bad.problems[0].place)
        if isinstance(outcome, Conflict):
            mine = {clashing: clash.yours for clashing, clash in outcome.clashes.items()}
            return show_conflict(request, held.id, outcome, mine, held.address(step))
        if not isinstance(outcome, Wrong):
            _remember(request, held, outcome.revision)
            return redirect(held.address(step))
        wrong = {outcome.path: outcome.message}
    words = {
        "step": step,
        "number": number,
        "heading": heading(step.question, spoken(request)),
        "boxes": item_boxes(held.interview, step, path, typed, wrong),
        "problem": next((message for at, message in wrong.items() if not at.startswith(path)), ""),
        "back": held.address(step),
    }
    return _show(request, held, "interview/item.html", words, status=WRONG if wrong else 200)


@require_POST
def settings(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The language of the questions, and whether only those are asked that can still change an answer."""
    held = _held(request, matter_id)
    if request.POST.get("language") in SPOKEN:
        request.session[LANGUAGE] = request.POST["language"]
    if "way" in request.POST:
        request.session[WAY] = SHORT if request.POST["way"] == SHORT else ""
    asked = request.POST.get("asked", "")
    step = next((each for each in held.interview.steps if code(held.id, each.key) == asked), None)
    return redirect(held.address(step))


def blank(request: HttpRequest) -> HttpResponse:
    """A page that shows nothing, for when somebody comes in."""
    return render(request, "interview/blank.html")


def _answered(request: HttpRequest, held: Held, step: Step) -> HttpResponse:
    act = request.POST.get("act", "save")
    text = request.POST.get("yes_no") or request.POST.get("answer", "")
    try:
        outcome = _done(request, held, step, act, text)
    except BadInput as bad:
        outcome = Wrong("; ".join(_problem(problem.place, problem.message, step) for problem in bad.problems))
    if isinstance(outcome, Conflict):
        mine = {path: clash.yours for path, clash in outcome.clashes.items()}
        return show_conflict(request, held.id, outcome, mine, held.address(step))
    if isinstance(outcome, Wrong):
        return _ask(request, held, step, text, outcome)
    _remember(request, held, outcome.revision)
    if act == "add":
        return redirect(held.address(step))
    after = _held(request, held.id)
    coming = after.interview.after(step.key)
    if coming is None:
        messages.success(request, _("That is all for now. Thank you."))
    return redirect(after.address(coming))


def _done(request: HttpRequest, held: Held, step: Step, act: str, text: str) -> Outcome:
    """Carries out what was pressed."""
    sitting = _sitting(request, held)
    if act == "add" and step.kind is Kind.LIST:
        path = f"{step.path}[{len(step.value if isinstance(step.value, list) else [])}]"
        told = {name: str(value) for name, value in request.POST.items() if name in _names(held, step, path)}
        outcome = answering.add_item(sitting, step, told)
        return (
            Wrong(_("Fill in at least one of these, or press one of the answers below."))
            if isinstance(outcome, Wrong) and not outcome.message
            else outcome
        )
    if act == SKIP_PART and step.kind is Kind.NOTICE:
        here = [each for each in held.interview.open if each.question.section == step.question.section]
        note(sitting.person, held.id, sitting.on, {each.key: How.SKIPPED for each in here})
        return Saved(sitting.opened.revision)
    if act in set(How):
        how = How(act)
        if how is How.NONE and not (step.kind is Kind.LIST or step.question.may_be_none):
            raise Http404
        if how is How.SKIPPED and step.standing in (Standing.ANSWERED, Standing.NOTED):
            return Saved(sitting.opened.revision)  # going on past an answer takes nothing away
        return answering.say(sitting, step, how)
    if step.kind is not Kind.FACT:
        raise Http404
    outcome = answering.answer(sitting, step, text)
    if isinstance(outcome, Wrong) and not outcome.message:
        return Wrong(_("Nothing is written here yet. Answer, or press one of the answers below: each is a full answer."))
    return outcome


def _ask(request: HttpRequest, held: Held, step: Step, typed: str | None = None, wrong: Wrong | None = None) -> HttpResponse:
    """The page of a question; what was typed is kept where it could not be saved."""
    interview, tongue = held.interview, spoken(request)
    before = interview.before(step.key)
    words: dict[str, Any] = {
        "step": step,
        "asked": code(held.id, step.key),
        "heading": heading(step.question, tongue),
        "why": step.question.why,
        "part": part_of(interview, step),
        "part_title": in_words(tongue, part_of(interview, step).section.title_en, part_of(interview, step).section.title_es),
        "parts": interview.parts,
        "left": _left(interview),
        "about": about(interview, step),
        "standing": standing(step),
        "choices": choices(step, tongue, typed),
        "problem": wrong.message if wrong else "",
        "typed": typed if typed is not None else _written(step),
        "help": _help(step),
        "long": step.field is not None and step.field.type in ("text", "address"),
        "back": held.address(before) if before else reverse("interview", args=[held.id]),
        "decides": next((len(found.decides) for found in held.page.found.questions if found.question == step.question.id), 0),
        "effects": _effects(request, held),
    }
    words["columns"] = len(words["choices"]) > MOST_AT_ONCE
    if step.kind is Kind.LIST:
        path = f"{step.path}[{len(step.value if isinstance(step.value, list) else [])}]"
        kept = {name: str(value) for name, value in request.POST.items()} if wrong else None
        at = {wrong.path: wrong.message} if wrong and wrong.path else {}
        words |= {"items": listed(interview, step), "boxes": item_boxes(interview, step, path, kept, at)}
    template = "interview/pause.html" if step.kind is Kind.NOTICE else "interview/question.html"
    return _show(request, held, template, words, status=WRONG if wrong else 200)


def _show(request: HttpRequest, held: Held, template: str, words: dict[str, Any], *, status: int = 200) -> HttpResponse:
    frame = {
        "base": held.page.opened.revision,
        "spoken": spoken(request),
        "short": request.session.get(WAY) == SHORT,
        "may_write": held.page.opened.may_interview,
    }
    return held.page.show(template, frame | words, status=status)


def _held(request: HttpRequest, matter_id: uuid.UUID) -> Held:
    page = matter_page(request, matter_id)
    short = frozenset(found.question for found in page.found.questions) if request.session.get(WAY) == SHORT else None
    return Held(page, Interview(page.matter, read_notes(_person(request), matter_id), short=short))


def _step(held: Held, asked: str) -> Step:
    """The question behind a code; one that the short interview leaves out may still be looked at."""
    whole = Interview(held.page.matter, held.interview.notes)
    for interview in (held.interview, whole):
        for step in interview.steps:
            if code(held.id, step.key) == asked:
                return step
    raise Http404


def _effects(request: HttpRequest, held: Held) -> list[Any]:
    last = request.session.get(LAST) or {}
    if last.get("matter") != str(held.id) or last.get("after") != held.page.opened.revision:
        return []
    return effects(_person(request), held.page.opened, last["before"], held.page.found)


def _remember(request: HttpRequest, held: Held, revision: int) -> None:
    if revision != held.page.opened.revision:
        request.session[LAST] = {"matter": str(held.id), "before": held.page.opened.revision, "after": revision}


def _names(held: Held, step: Step, path: str) -> set[str]:
    """The names of the boxes of an item."""
    return {box.path for box in item_boxes(held.interview, step, path, None, {})}


def _left(interview: Interview) -> int:
    return sum(part.left for part in interview.parts)


def _problem(place: str, message: str, step: Step) -> str:
    return message if place == step.path else f"{called(place)}: {message}"


def _written(step: Step) -> str:
    return written(step.path, step.value) if step.kind is Kind.FACT else ""


def _help(step: Step) -> str:
    return help_for(step.field) if step.field is not None and step.kind is Kind.FACT else ""


def _sitting(request: HttpRequest, held: Held) -> Sitting:
    return Sitting(_person(request), held.page.opened, _base(request, held), held.page.on)


def _base(request: HttpRequest, held: Held) -> int:
    text = request.POST.get("base", "")
    return min(max(int(text), 1), held.page.opened.revision) if text.isdecimal() and len(text) < 10 else held.page.opened.revision


def _person(request: HttpRequest) -> Any:
    return request.user
