"""What does a page of the interview show? The question in one language or both, the choices, how to answer, and where one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.utils.translation import get_language

from forbear.casefile.fields import Field, sensitivity
from forbear.interchange.places import leaf
from forbear.law.question import Question
from forbear.office.facts.form import Box
from forbear.office.facts.typed import help_for, written
from forbear.office.facts.words import Tongue, called, shown, summary, value_words
from forbear.office.interview.steps import Interview, Kind, Part, Step
from forbear.office.matters.changes import ABSENT, value_at

Spoken = Literal["en", "es", "both"]
SPOKEN: tuple[Spoken, ...] = ("en", "es", "both")
LANGUAGE, WAY = "interview_language", "interview_way"
SHORT = "short"
YES_NO = {"en": ("Yes", "No"), "es": ("Sí", "No")}
MOST_AT_ONCE = 8  # choices that stand in one column


@dataclass(frozen=True, slots=True)
class Said:
    """A text in the language that is spoken, and in the other where both are shown."""

    text: str
    lang: Tongue
    other: str = ""
    other_lang: Tongue = "es"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a question offers."""

    value: str
    said: Said
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One item of a list, as the client hears it read back."""

    number: int
    title: str


def spoken(request: HttpRequest) -> Spoken:
    """The language in which questions are shown: as chosen in this session, else the page's."""
    found = request.session.get(LANGUAGE)
    return found if found in SPOKEN else ("es" if (get_language() or "").startswith("es") else "en")


def in_words(spoken_: Spoken, en: str, es: str) -> Said:
    """A text in the language that is spoken; English first where both are shown."""
    if spoken_ == "both":
        return Said(en, "en", es, "es")
    return Said(es if spoken_ == "es" else en, spoken_)


def heading(question: Question, spoken_: Spoken) -> Said:
    """The question."""
    return in_words(spoken_, question.en, question.es)


def part_of(interview: Interview, step: Step) -> Part:
    """The part that a page belongs to."""
    return next(part for part in interview.parts if part.section.id == step.question.section)


def choices(step: Step, spoken_: Spoken, typed: str | None) -> list[Choice]:
    """The answers offered: of a choice its values, of a yes-or-no question yes and no, else none."""
    field = step.field
    if field is None or step.kind is not Kind.FACT:
        return []
    chosen = typed if typed is not None else written(step.path, step.value)
    if field.type == "boolean":
        return [
            Choice(value, in_words(spoken_, YES_NO["en"][n], YES_NO["es"][n]), chosen == value) for n, value in enumerate(("yes", "no"))
        ]
    return [
        Choice(value, in_words(spoken_, value_words(step.path, value, "en"), value_words(step.path, value, "es")), chosen == value)
        for value in field.allowed
    ]


def listed(interview: Interview, step: Step) -> list[Listed]:
    """The items of a list so far; one that has questions of its own is left to them."""
    items = value_at(interview.facts, step.path)
    told = enumerate(items if isinstance(items, list) else [])
    return [Listed(number, summary(f"{step.path}[{number}]", item)) for number, item in told if not interview.told_apart(step.path, number)]


def about(interview: Interview, step: Step) -> str:
    """Which item of its list a question is about."""
    item = value_at(interview.facts, step.item) if step.item else ABSENT
    return summary(step.item, item) if item is not ABSENT and not step.question.about else ""


def item_boxes(interview: Interview, step: Step, item: str, typed: dict[str, str] | None, wrong: dict[str, str]) -> Sequence[Box]:
    """The boxes for an item: what the list's question asks, and the facts that no question asks. An item that stands has all its facts."""
    stands = value_at(interview.facts, item) is not ABSENT
    head = leaf(f"{item}.{(step.question.field or '').partition('[].')[2]}")
    fields = [*([head] if head else []), *interview.unasked(step.path)]
    if stands:
        fields += [each for each in interview.asked_of(step.path) if each not in fields]
    return [_box(interview, field, f"{item}.{field.path.partition('[].')[2]}", typed, wrong) for field in fields]


def _box(interview: Interview, field: Field, path: str, typed: dict[str, str] | None, wrong: dict[str, str]) -> Box:
    value = value_at(interview.facts, path)
    name = path.rpartition("].")[2]
    text = typed.get(name, "") if typed is not None else written(path, None if value is ABSENT else value)
    kind = {"boolean": "yes-no", "enum": "choice"}.get(field.type, "text")
    options = [(value, value_words(path, value)) for value in field.allowed if value not in ("none", "self") or value == text]
    return Box(name, called(path), kind, text, options, help_for(field), sensitivity(path), wrong.get(path, ""))


def standing(step: Step) -> str:
    """What stands there now, in words."""
    return shown(step.path, step.value) if step.value is not None and step.kind is Kind.FACT else ""
