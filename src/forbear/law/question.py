"""What may be asked, in which order, and how, in English and Spanish?"""

from forbear.law.entry import Part


class Section(Part, frozen=True, kw_only=True):
    """A part of the interview."""

    id: str
    order: int
    title_en: str
    title_es: str


class Question(Part, frozen=True, kw_only=True):
    """One question. `field` is a path of the case file; a notice has none. `ask_when` is an asking condition."""

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
