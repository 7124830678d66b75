"""What is said, carried and kept back at a hearing: the lines of one page, as written and as compiled."""

from typing import Literal

import msgspec

from forbear.law.entry import Circuit, Part, Span
from forbear.rules.explain import Rule

# In the order of the page; the last is the half that the client takes home.
Section = Literal["oral_motions", "answers", "offers", "concede", "carry", "arrested", "client"]
CLIENT_PARTS = ("go", "bring", "court", "never", "arrest")
# What a line of the client's half may ask about. All of it is on the court's own notice, so that the half gives nothing away.
ON_THE_NOTICE = ("hearing_ahead", "next_hearing", "hearing_mode", "detained")


class HearingLine(Part, frozen=True, kw_only=True):
    """One line as written. `rank` 1 stays on the page to the last, 5 goes first where room is short.

    `about` is the motion that a line answers, the form offered, the number of the call, or the part of the client's half.
    """

    id: str
    when: str
    text: str
    rank: Literal[1, 2, 3, 4, 5]
    about: str = ""
    title: str = ""
    es: str = ""
    authorities: list[str] = []
    convention: str = ""
    in_force: list[Span] = []
    circuits: list[Circuit] = []


class HearingRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line compiled: its rule, whose reason is the text, and where it stands."""

    rule: Rule
    section: Section
    rank: int
    about: str = ""
    title: str = ""
    es: str = ""
