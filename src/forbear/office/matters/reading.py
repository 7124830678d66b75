"""What may this person read? Every read names the person, is filtered in SQL before anything is unsealed, and is noted in the log."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery

from forbear.casefile.model import CaseFile
from forbear.office.audit.visit import saw
from forbear.office.matters.changes import differences
from forbear.office.matters.keeping import FACTS, as_case, as_facts, keys_of, place_of, unpack
from forbear.office.matters.membership import WRITE, NotThere, standing, visible
from forbear.office.matters.models import ListRow, Matter, Revision
from forbear.office.matters.rows import Row, opened_row, opened_rows
from forbear.office.people.may import Act, may
from forbear.office.people.models import Person


@dataclass(frozen=True)
class Opened:
    """A matter as it stands: its case file, the revision it is of, and what the reader is in it. `role` is lead, member or reader.

    `closed` is since when it is, if it is; `acts` are what the reader's role lets them do in a matter that they are on.
    """

    id: uuid.UUID
    case: CaseFile
    revision: int
    role: str
    at: dt.datetime
    row: Row
    closed: dt.datetime | None = None
    acts: frozenset[Act] = frozenset(Act)

    @cached_property
    def facts(self) -> dict[str, object]:
        """What stands in case.yaml, by its fields; yours to change, nothing is written by it."""
        return as_facts(self.case)

    @property
    def may_write(self) -> bool:
        """Whether the reader may change what it holds."""
        return self.role in WRITE and self.closed is None and Act.WRITE in self.acts

    @property
    def may_interview(self) -> bool:
        """Whether the reader may answer the interview's questions."""
        return self.role in WRITE and self.closed is None and Act.INTERVIEW in self.acts


@dataclass(frozen=True, slots=True)
class Past:
    """One revision: its number, when and by whom it was written, why, and the paths that it changed.

    `shredded` are the fields whose values at that revision were destroyed later.
    """

    n: int
    at: dt.datetime
    who: str
    why: str
    changed: list[str]
    shredded: list[str]


@dataclass(frozen=True, slots=True)
class Document:
    """A document kept beside the facts, as it stands or as it once stood."""

    id: uuid.UUID
    kind: str
    revision: int
    at: dt.datetime
    who: str
    why: str
    content: Mapping[str, Any]


def rows(person: Person) -> list[Row]:
    """The docket page: a row for each matter that is open and that the person may see, in no order."""
    return _rows(person, closed=False)


def closed_rows(person: Person) -> list[Row]:
    """A row for each closed matter that the person may see, as it was when it was closed, in no order."""
    return _rows(person, closed=True)


def _rows(person: Person, *, closed: bool) -> list[Row]:
    saw(person, "docket")
    among = visible(person).filter(closed_at__isnull=not closed)
    return opened_rows(ListRow.objects.filter(matter__in=among))


def opened(person: Person, matter_id: uuid.UUID) -> Opened:
    """A matter, opened. Raises NotThere where there is none that the person may see."""
    role = standing(person, matter_id)
    saw(person, "matter", matter_id)
    newest = _facts(matter_id).order_by("-number").first()
    row = ListRow.objects.select_related("matter__key").get(pk=matter_id)
    assert newest is not None  # a matter is opened with its first facts
    content = _content(newest)
    said = opened_row(matter_id, bytes(row.matter.key.wrapped), row.revision, bytes(row.sealed))
    closed = Matter.objects.values_list("closed_at", flat=True).get(pk=matter_id)
    acts = frozenset(act for act in Act if may(person, act))
    return Opened(matter_id, as_case(content["facts"], matter_id), newest.number, role, newest.at, said, closed, acts)


def history(person: Person, matter_id: uuid.UUID) -> list[Past]:
    """Every revision of a matter's facts, the newest first. Raises NotThere."""
    standing(person, matter_id)
    saw(person, "history", matter_id)
    found = []
    for revision in _facts(matter_id).select_related("by").order_by("-number"):
        content = _content(revision)
        shredded = [each["field"] for each in content.get("shredded", ())]
        found.append(Past(revision.number, revision.at, str(revision.by), content["why"], content["changed"], shredded))
    return found


def facts_at(person: Person, matter_id: uuid.UUID, revision: int) -> dict[str, object]:
    """The facts as they once stood. Raises NotThere."""
    standing(person, matter_id)
    saw(person, "history", matter_id)
    return facts_of(matter_id, revision)


def compared(person: Person, matter_id: uuid.UUID, earlier: int, later: int) -> dict[str, tuple[object, object]]:
    """What differs between two revisions, by path, as (earlier, later); ABSENT where nothing stood. Raises NotThere."""
    return differences(facts_at(person, matter_id, earlier), facts_at(person, matter_id, later))


def documents(person: Person, matter_id: uuid.UUID, kind: str) -> list[Document]:
    """The documents of a kind that are kept beside the facts, each as it stands, the newest first. Raises NotThere."""
    standing(person, matter_id)
    saw(person, kind, matter_id)
    kept = Revision.objects.filter(matter_id=matter_id, kind=kind).exclude(document=matter_id)
    last = kept.filter(document=OuterRef("document")).order_by("-number").values("number")[:1]
    newest = kept.filter(number=Subquery(last)).select_related("by").order_by("number")
    return sorted(map(_document, newest), key=lambda each: each.at, reverse=True)


def shredded_at(person: Person, matter_id: uuid.UUID, revision: int) -> list[str]:
    """The fields whose values at a revision were destroyed. Raises NotThere."""
    standing(person, matter_id)
    return shredded_of(matter_id, revision)


def shredded_of(matter_id: uuid.UUID, revision: int) -> list[str]:
    """The same, for whoever has asked first whether it may be read."""
    found = _facts(matter_id).filter(number=revision).first()
    return [each["field"] for each in _content(found).get("shredded", ())] if found else []


def document(
    person: Person, matter_id: uuid.UUID, document_id: uuid.UUID, revision: int | None = None, *, kind: str | None = None
) -> Document:
    """One document kept beside the facts, as it stands or at a revision; of this kind, where one is named. Raises NotThere."""
    standing(person, matter_id)
    saw(person, "document", matter_id)
    kept = Revision.objects.filter(matter_id=matter_id, document=document_id).exclude(document=matter_id).select_related("by")
    wanted = {name: value for name, value in (("number", revision), ("kind", kind)) if value is not None}
    found = kept.filter(**wanted).order_by("-number").first()
    if found is None:
        raise NotThere
    return _document(found)


def past_of_document(person: Person, matter_id: uuid.UUID, document_id: uuid.UUID) -> list[Document]:
    """Every revision of a document, the newest first. Raises NotThere."""
    standing(person, matter_id)
    saw(person, "document", matter_id)
    kept = Revision.objects.filter(matter_id=matter_id, document=document_id).exclude(document=matter_id).select_related("by")
    return [_document(each) for each in kept.order_by("-number")]


def facts_of(matter_id: uuid.UUID, revision: int) -> dict[str, object]:
    """The facts of a revision, for whoever has asked first whether they may be read. Raises NotThere."""
    found = _facts(matter_id).filter(number=revision).first()
    if found is None:
        raise NotThere
    return as_facts(as_case(_content(found)["facts"], matter_id))


def _facts(matter_id: uuid.UUID) -> Any:
    return Revision.objects.filter(matter_id=matter_id, document=matter_id, kind=FACTS)


def _content(revision: Revision) -> dict[str, Any]:
    place = place_of(revision.document, revision.number)
    return unpack(keys_of(revision.matter_id), bytes(revision.sealed), place=place, kind=revision.kind)


def _document(revision: Revision) -> Document:
    content = _content(revision)
    return Document(revision.document, revision.kind, revision.number, revision.at, str(revision.by), content["why"], content["content"])
