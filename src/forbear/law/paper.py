"""What do papers say? The lines of every paper an office makes, as written and as compiled.

A line is a sentence, or several that belong together, said in a section of a paper where its condition holds. Words in braces are
filled from the facts, from what the paper asks, or, where the line is said of each item of a list, from the item.
"""

import re
from typing import Literal

import msgspec

from forbear.law.entry import Circuit, Part, Span
from forbear.rules.explain import Rule

Style = Literal["body", "item", "numbered", "quote", "note", "centred", "plain", "choice", "heading"]

# What a paper itself knows, for words in braces: the ask, the people, the day. None of it is a fact of the profile.
PAPER_NAMES = frozenset(
    {
        "client",  # the name in letters, in full at first; "the respondent" in court papers
        "full_name",
        "a_number",
        "court",
        "court_address",
        "judge",
        "hearing_day",
        "hearing_kind",
        "custody_words",
        "facility",
        "opla_office",
        "form_title",
        "act",  # what the government is asked to do
        "provision",  # under which law
        "fallback_act",  # what is asked in the alternative, and under which law
        "fallback_provision",
        "answer_by",  # the day by which an answer still helps
        "today",
        "representative",
        "firm",
        "address",
        "phone",
        "email",
        "eoir_id",
        "sent_on",
        "sent_to",
        "days_since_sent",
        "order_day",
        "language_name",
        "mark",
        "tribunal",  # the Court or the Board, whichever has the case
        "filing",  # what is filed: a motion to dismiss, an opposition; `motion_act` is what it asks for, `operative` what the order says
        "motion_act",
        "operative",
        "hearing_time",
        "closed_day",
        "closed_why",
        "motion_day",  # of the motion that is opposed, and when the court received it
        "received_day",
        "respond_by",
        "absence_reason",
        "petition_day",  # of the petition for review
        "petition_court",
        "schooling_words",
    }
)
WRITTEN = ("closed_why", "absence_reason", "petition_court")  # of these, what somebody wrote freely into the file
# Fields of which a value may stand that gives nothing away: a relative is a citizen or resident; how long, without day or manner.
HARMLESS = ("family[].status", "residence.continuous_since", "residence.proof_years", "entry[].date")


# What the government's attorney has said of the form asked for. Silence, and words that leave it open, are unknown.
Position = Literal["joins", "unopposed", "opposes", "unknown"]
OPPOSING = ("oppose-dismissal", "oppose-recalendar")  # what may be asked of the court besides the forms: to deny a motion


class PaperLine(Part, frozen=True, kw_only=True):
    """One line as written.

    `at` are the places where it is said: a paper and its section as `pd-request-letter/equities`, or a group of such places.
    `states` are the fields of the case file that it gives away; what may be said of them is judged before it is said; `harmless`
    are fields of which it says only what gives nothing away. `shows` are the factors and topics whose exhibits prove it: a line that
    names one and finds no exhibit is marked unsupported; `by` are the kinds of exhibit that prove it best. `each` is a list of the
    case file, `only` which of its items, `known` the fields without which nothing is said of an item. `forms` are the forms asked
    for; none means every form; `positions` are those of the government under which it is said; none means each. `lacks` is said,
    visibly, where a word in braces is not known, where nothing else is said, and, of a line that must be `certain`, where its
    condition rests on a presumption: a statement is not made on the silence of a file. An `attached` line speaks of the motion and
    order that go with a request, and is said only where they do.
    """

    id: str
    at: list[str]
    say: str
    es: str = ""
    style: Style = "body"
    when: str = "TRUE"
    forms: list[str] = []
    positions: list[Position] = []
    certain: bool = False
    attached: bool = False
    states: list[str] = []
    harmless: list[str] = []
    shows: list[str] = []
    by: list[str] = []
    each: str = ""
    only: dict[str, list[str]] = {}
    known: list[str] = []
    lacks: str = ""
    authorities: list[str] = []
    convention: str = ""
    in_force: list[Span] = []
    circuits: list[Circuit] = []
    needs_review: str = ""


class FieldWords(Part, frozen=True, kw_only=True):
    """How the values of a field, or of a fact, are said in papers. A value without words is said as it stands."""

    field: str
    en: dict[str, str]
    es: dict[str, str] = {}


class AskWords(Part, frozen=True, kw_only=True):
    """A form as it is asked for: by what act, under which provision, of whom, and with which papers. The first true row counts."""

    id: str
    form: str
    title: str
    act: str
    provision: str
    actor: Literal["opla", "ero", "uscis", "issuer", "court", "board"]
    papers: list[str]
    gate: bool = False
    when: str = "TRUE"
    authorities: list[str]
    in_force: list[Span] = []
    circuits: list[Circuit] = []
    needs_review: str = ""


class PaperRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line compiled."""

    rule: Rule
    at: tuple[str, ...]
    say: str
    es: str = ""
    style: Style = "body"
    forms: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    certain: bool = False
    attached: bool = False
    states: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    each: str = ""
    only: dict[str, list[str]] = {}
    known: tuple[str, ...] = ()
    lacks: str = ""


class AskRule(msgspec.Struct, frozen=True):
    """The words of an ask compiled."""

    rule: Rule
    form: str
    title: str
    act: str
    provision: str
    actor: str
    papers: tuple[str, ...]
    gate: bool


class PaperWords(msgspec.Struct, frozen=True):
    """Everything that papers can say. `words` gives the words for a field's value, by language."""

    lines: list[PaperRule]
    asks: list[AskRule]
    words: dict[str, dict[str, dict[str, str]]]


def braces(text: str) -> list[str]:
    """The words in braces of a text, each once."""
    return list(dict.fromkeys(re.findall(r"\{(.*?)\}", text)))
