"""What may a draft claim, ask for or take for granted, in which words, and which facts would prove it wrong?"""

from typing import Literal

import msgspec

from forbear.law.admission import Severity
from forbear.law.entry import Part
from forbear.rules.explain import Rule

Wanted = Literal["asking", "silence-as-consent", "translated"]


class ClaimText(Part, frozen=True, kw_only=True):
    """A claim as written. `en` and `es` are regular expressions over lower-case words without accents.

    `against` is the sentence that proves the claim wrong, `supports` the one that carries it; an `opinion` that nothing in the file
    proves is left alone.
    """

    id: str
    says: str
    en: list[str]
    es: list[str]
    against: str
    supports: str
    severity: Severity
    opinion: bool = False
    authorities: list[str] = []
    convention: str = ""
    needs_review: str = ""


class AskText(Part, frozen=True, kw_only=True):
    """The words by which a draft names a form; where they fit more than one, all of them."""

    id: str
    forms: list[str]
    en: list[str]
    es: list[str]


class WordsText(Part, frozen=True, kw_only=True):
    """Words that a check looks for."""

    id: Wanted
    en: list[str]
    es: list[str]


class CountryText(Part, frozen=True, kw_only=True):
    """A country under its names in both languages, as drafts write them."""

    id: str
    names: list[str]


class Claim(msgspec.Struct, frozen=True):
    """A compiled claim."""

    id: str
    says: str
    patterns: tuple[str, ...]
    against: Rule
    supports: Rule
    severity: Severity
    opinion: bool


class Ask(msgspec.Struct, frozen=True):
    """The compiled names of forms."""

    forms: tuple[str, ...]
    patterns: tuple[str, ...]


class DraftWords(msgspec.Struct, frozen=True):
    """Everything that a draft is read for besides admissions."""

    claims: list[Claim]
    asks: list[Ask]
    words: dict[str, tuple[str, ...]]
    countries: dict[str, tuple[str, ...]]
