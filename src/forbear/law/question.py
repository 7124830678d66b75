"""What may be asked, in which order, and how, in English and Spanish?"""

from forbear.law.entry import Part


class Conduct(Part, frozen=True, kw_only=True):
    """How an interview is held: one rule."""

    en: str
    es: str


class Section(Part, frozen=True, kw_only=True):
    """A part of the interview."""

    id: str
    order: int
    title_en: str
    title_es: str


class Question(Part, frozen=True, kw_only=True):
    """One question. `field` is a path of the case file; a notice has none. `ask_when` is an asking condition.

    `only_after` names the question without which this one makes no sense: where that is answered by no or none, this is not asked.
    `may_be_none`: "no" answers it, although the case file has no place for a no. `about` says which item of a list it is about.
    """

    id: str
    section: str
    field: str | None = None
    type: str
    sensitivity: str
    en: str
    es: str
    why: str
    ask_when: str = ""
    leads_to: list[str] = []
    documents: list[str] = []
    repeat: bool = False
    unit: str = ""
    only_after: str = ""
    may_be_none: bool = False
    about: dict[str, str] = {}
