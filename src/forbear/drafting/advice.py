"""The client's copy on paper: one or two pages in the client's language, with room for signatures and the decision.

Text goes to the typesetter as data and is never read as markup. The type is as large as two pages allow, from 14 points down to 11.
"""

import datetime as dt
from typing import Any

from forbear.assessment.client_copy import ClientCopy
from forbear.assessment.matter import Matter
from forbear.drafting.reading_level import grade
from forbear.drafting.setting import pages, set_paper
from forbear.law.client_copy import Language

SIZES = (14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0)  # points; nothing on the client's copy is set smaller than 11, whatever it holds
MOST_PAGES = 2
LONGEST_NAME = 60
WEEKDAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS_ES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def advice(matter: Matter, copy: ClientCopy, *, today: dt.date) -> bytes:
    """The client's copy as a PDF (PDF/UA-1) of at most two pages, the same bytes for the same case, day and law."""
    made = b""
    for size in SIZES:
        made = set_paper("advice", content(matter, copy, today=today, size=size), matter.case.name)
        if pages(made) <= MOST_PAGES:
            return made
    return made


def content(matter: Matter, copy: ClientCopy, *, today: dt.date, size: float) -> dict[str, Any]:
    """Everything the copy says, in order, as plain data. `size` is in points."""
    name = matter.case.text("person.full_name") or ""
    mark = "" if matter.on == today else copy.words["as-of"].replace("{day}", spelled(matter.on, copy.language).upper())
    return {
        "language": copy.language,
        "size": size,
        "title": copy.title,
        "name": name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…",
        "mark": mark,
        "sections": [
            {"id": section.id, "heading": section.heading, "passages": [[item.label, item.text] for item in section.passages]}
            for section in copy.sections
        ],
        "dates": [[spelled(item.day, copy.language), item.what, item.note] for item in copy.dates],
        "date_note": copy.date_note,
        "decision": copy.decision,
        "explained": copy.explained,
        "guardian": copy.guardian,
        "interpreter": copy.interpreter
        and {
            "language": copy.interpreter.language,
            "notice": copy.interpreter.notice,
            "script": copy.interpreter.script,
            "competence": copy.interpreter.competence,
        },
        "words": copy.words,
        "prepared": spelled(matter.on, copy.language),
    }


def reading_grade(copy: ClientCopy) -> float:
    """The school year that the copy asks of its reader, measured in its language."""
    return grade(copy.prose(), copy.language)


def spelled(date: dt.date, language: Language) -> str:
    """A date as it is said: Thursday, January 14, 2027, or jueves 14 de enero de 2027."""
    if language == "es":
        return f"{WEEKDAYS_ES[date.weekday()]} {date.day} de {MONTHS_ES[date.month - 1]} de {date.year}"
    return f"{date:%A, %B} {date.day}, {date.year}"
