"""What answers an offer of the government: rules, counter-offers, words and plain conditions, as written and as compiled."""

from typing import Literal

import msgspec

from forbear.law.entry import Circuit, Part, Span
from forbear.law.table import Line
from forbear.rules.explain import Rule, Table

Answer = Literal["accept", "counter", "oppose"]
Said = Literal["accept", "ask-first", "counter", "oppose"]
ANSWERS = ("accept", "counter", "oppose")  # from the mildest to the firmest
# What sentences about an offer may say of it, besides the facts of the case: name -> type.
OFFER_FACTS = {
    "offer_form": "text",
    "offer_status": "text",
    "offer_timing": "text",
    "offer_reason": "text",
    "offer_against": "boolean",
    "offer_opposed": "boolean",
    "offer_safe": "boolean",
    "consent_to_the_offer": "boolean",
}


class MotionText(Part, frozen=True, kw_only=True):
    """A motion by the government that is none of the forms, as written: when it can be granted, and the state it leads to."""

    id: str
    title: str
    leads: str
    when: str
    because: str
    otherwise: str
    decided_by: list[str]
    warnings: list[str] = []
    authorities: list[str] = []


class CounterText(Part, frozen=True, kw_only=True):
    """What to ask for instead or besides, as written: a form or a term.

    No `forms` means for every offer, no `answers` with every answer.
    """

    ask: str
    because: str
    when: str
    form: str = ""
    term: str = ""
    forms: list[str] = []
    answers: list[Said] = []
    interests: list[str] = []


class DayText(Part, frozen=True, kw_only=True):
    """A deadline by which an offer is to be answered, as written."""

    rule: str
    forms: list[str]
    when: str
    because: str


class WordText(Part, frozen=True, kw_only=True):
    """A line on what must be written, said or held back, as written."""

    place: Literal["in-writing", "say", "do-not-concede"]
    text: str
    when: str = "TRUE"
    forms: list[str] = []
    answers: list[Said] = []
    authorities: list[str] = []
    convention: str = ""
    in_force: list[Span] = []
    circuits: list[Circuit] = []


class TermText(Part, frozen=True, kw_only=True):
    """A plain condition of an offer, known by its words, with what it means for the answer, as written."""

    id: str
    patterns: list[str]
    rows: list[Line]
    otherwise: Answer = "counter"
    because: str = ""


class Motion(msgspec.Struct, frozen=True):
    """A compiled motion of the government; `otherwise` says why it cannot be granted where the rule does not hold."""

    id: str
    title: str
    leads: str
    rule: Rule
    otherwise: str
    decided_by: tuple[str, ...]
    warnings: tuple[str, ...]


class Counter(msgspec.Struct, frozen=True):
    """A compiled counter-offer; the rule speaks in `because`."""

    rule: Rule
    ask: str
    form: str = ""
    term: str = ""
    forms: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()


class AnswerDay(msgspec.Struct, frozen=True):
    """A compiled deadline of an offer."""

    deadline: str
    rule: Rule
    forms: tuple[str, ...]


class Spoken(msgspec.Struct, frozen=True):
    """A compiled line of words."""

    place: str
    rule: Rule
    text: str
    forms: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


class Term(msgspec.Struct, frozen=True):
    """A compiled condition."""

    id: str
    patterns: tuple[str, ...]
    table: Table


class OfferRules(msgspec.Struct, frozen=True):
    """Everything that answers an offer."""

    table: Table
    motions: list[Motion]
    counters: list[Counter]
    days: list[AnswerDay]
    words: list[Spoken]
    terms: list[Term]
    negations: list[str]
    filler: list[str]
    case_warnings: list[str]
