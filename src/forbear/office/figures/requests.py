"""What did this office ask of whom, and what came of it? Each request is kept sealed beside the facts of its matter.

So the record that a person sees is of the matters that they may see: nobody learns of another by a count. An entry is made by the same
functions as `forbear outcomes` uses, with the case as it stood on the day asked.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from forbear.assessment.matter import Matter
from forbear.office.audit.visit import saw
from forbear.office.matters import reading, writing
from forbear.office.matters.judged import law_now
from forbear.office.matters.keeping import place_of, unpack, unwrapped
from forbear.office.matters.membership import visible
from forbear.office.matters.models import Revision
from forbear.office.matters.reading import Opened
from forbear.office.matters.writing import Conflict, Saved
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem
from forbear.record.outcomes import Request, again, answered, offices, record, spelled

KIND = "outcome"
CONTENT = "request"


@dataclass(frozen=True, slots=True)
class Entry:
    """A request of a matter, and where it is kept: `document` and `revision` say what an answer is written over."""

    matter: uuid.UUID
    document: uuid.UUID
    revision: int
    request: Request


def of_matter(person: Person, matter_id: uuid.UUID) -> list[Entry]:
    """The requests of a matter, the newest asked first. Raises NotThere."""
    kept = reading.documents(person, matter_id, KIND)
    return _ordered(Entry(matter_id, each.id, each.revision, _request(each.content)) for each in kept)


def of_all(person: Person) -> list[Entry]:
    """The requests of every matter that the person may see, the newest asked first."""
    saw(person, "record")
    kept = Revision.objects.filter(matter__in=visible(person), kind=KIND).order_by("number")
    newest: dict[uuid.UUID, tuple[Any, ...]] = {}
    for row in kept.values_list("document", "matter_id", "matter__key__wrapped", "number", "sealed"):
        newest[row[0]] = row
    found = []
    for document, matter, wrapped, number, sealed in newest.values():
        content = unpack(unwrapped(matter, bytes(wrapped)), bytes(sealed), place=place_of(document, number), kind=KIND)
        found.append(Entry(matter, document, number, _request(content["content"])))
    return _ordered(found)


def add(
    person: Person,
    opened: Opened,
    *,
    form: str,
    office: str,
    asked: dt.date,
    on: dt.date,
    answer: str = "",
    day: dt.date | None = None,
    reason: str = "",
) -> Entry:
    """Puts a request on record, with what came of it if that is known already. Raises NotThere, and BadInput with every problem."""
    known = of_matter(person, opened.id)
    everybody = of_all(person)
    spelling = spelled(office, offices(each.request for each in everybody))
    entry = record(Matter(opened.case, law_now().corpus, asked), secrets.token_hex(4), form=form, office=spelling, actor=None, on=on)
    if answer:
        entry = answered(entry, answer, day, reason, on=on, case=opened.case)
    entry = msgspec.structs.replace(entry, matter=str(opened.id))
    if again((each.request for each in known), entry):
        raise BadInput([Problem("asked", None, "this request is on record already; write on it what came of it")])
    saved = writing.keep(person, opened.id, KIND, _content(entry), "put on record")
    assert isinstance(saved, Saved)  # nobody else writes what is new
    assert saved.document is not None
    return Entry(opened.id, saved.document, saved.revision, entry)


def answer(
    person: Person, opened: Opened, document: uuid.UUID, base: int, *, answer: str, day: dt.date | None, reason: str, on: dt.date
) -> Saved | Conflict:
    """Writes what came of a request; a later answer replaces an earlier one, which stays in the history. Raises NotThere, BadInput."""
    kept = reading.document(person, opened.id, document)
    entry = answered(_request(kept.content), answer, day, reason, on=on, case=opened.case)
    return writing.keep(person, opened.id, KIND, _content(entry), f"answered: {answer}", document=document, base=base)


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (each.request.asked, each.request.id), reverse=True)


def _request(content: Any) -> Request:
    return msgspec.convert(content[CONTENT], Request)


def _content(entry: Request) -> dict[str, Any]:
    return {CONTENT: msgspec.to_builtins(entry)}
