"""The words of the client's copy: what a form is, does and asks of a client, in plain English and plain Spanish."""

from typing import Literal

import msgspec

from forbear.law.entry import Circuit, Part, Span
from forbear.rules.explain import Rule

Language = Literal["en", "es"]
Place = Literal[
    "means",
    "know",
    "why-avoid",
    "why-closed",
    "why-not-yet",
    "why-not-known",
    "why-late",
    "no-request",
    "long-residence",
    "goes-on",
    "do",
    "dont",
]
# Every form says these; the others are said where they are a side of the form for the case.
ALWAYS = ("work_authorization", "travel", "detention", "future_priority")
TOPICS = (
    "work_authorization",
    "asylum_clock",
    "relief_lost",
    "relief_opened",
    "expedited_removal_exposure",
    "travel",
    "detention",
    "future_priority",
)


class Plain(Part, frozen=True, kw_only=True):
    """One text in both languages. `needs_review` says what a lawyer must check in the translation."""

    en: str
    es: str
    needs_review: str = ""

    def say(self, language: Language) -> str:
        """The text in one language."""
        return self.es if language == "es" else self.en


class FormWords(Part, frozen=True, kw_only=True):
    """A form in plain words: its name, what would be asked, and what it is not."""

    form: str
    title: Plain
    asked: Plain
    is_not: Plain
    needs_review: str = ""


class Told(Plain, frozen=True, kw_only=True):
    """A text as written, the place where it stands, and when it is said.

    No `forms` means every form. Where `warnings` are named it is said only where the assessment found one of them.
    """

    place: Place
    topic: str = ""
    forms: list[str] = []
    warnings: list[str] = []
    when: str = "TRUE"
    in_force: list[Span] = []
    circuits: list[Circuit] = []
    authorities: list[str] = []
    convention: str = ""


class Word(Plain, frozen=True, kw_only=True):
    """A heading, a label or a sentence that stands on every copy, by its id."""

    id: str


class DateWords(Plain, frozen=True, kw_only=True):
    """How a deadline is called in the client's copy."""

    rule: str


class LanguageName(Plain, frozen=True, kw_only=True):
    """A language, its name in both, and the other words by which case files call it."""

    id: str
    names: list[str]


class ToldRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """A compiled text of the client's copy."""

    rule: Rule
    text: Plain
    place: str
    topic: str = ""
    forms: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class ClientWords(msgspec.Struct, frozen=True):
    """Everything a client's copy can say."""

    forms: list[FormWords]
    told: list[ToldRule]
    dates: list[DateWords]
    words: list[Word]
    languages: list[LanguageName]
    in_person: list[str]
