"""Matters and their facts: list, open, read, change."""

import datetime as dt
import uuid
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from forbear.office.api.answers import answer, says
from forbear.office.api.asked import AtRevision, FactChanges, NewMatter, Slice
from forbear.office.api.problems import clashed
from forbear.office.api.rights import leader_of, opened, opened_to_write, person_of
from forbear.office.conflicts.intake import open_matter
from forbear.office.matters import reading, writing
from forbear.office.matters.changes import ABSENT
from forbear.office.matters.rows import Row
from forbear.office.matters.writing import Conflict
from forbear.problem import BadInput, Problem

router = Router(tags=["matters"])


class Rows(msgspec.Struct, frozen=True):
    """Some of the matters that the token may see, by name; `of` is how many there are in all."""

    of: int
    matters: list[Row]


class Now(msgspec.Struct, frozen=True):
    """A matter as it stands: the number of its newest facts, what the person is in it, and its row on the docket page."""

    id: uuid.UUID
    revision: int
    role: str
    at: dt.datetime
    row: Row


class Written(msgspec.Struct, frozen=True):
    """What now stands."""

    id: uuid.UUID
    revision: int


class Facts(msgspec.Struct, frozen=True):
    """Facts as in case.yaml, and the revision that they are of: the `base` of what you change."""

    revision: int
    facts: dict[str, Any]


class Past(msgspec.Struct, frozen=True):
    """One revision: when, by whom and why it was written, and the paths that it changed."""

    revision: int
    at: dt.datetime
    who: str
    why: str
    changed: list[str]


@router.get("/matters", openapi_extra=says(Rows))
def matters(request: HttpRequest, some: Query[Slice]) -> HttpResponse:
    """The matters that the token may see, by name."""
    rows = sorted(reading.rows(person_of(request)), key=lambda row: (row.name.casefold(), row.id))
    return answer(Rows(len(rows), rows[some.offset : some.offset + some.limit]))


@router.post("/matters", openapi_extra=says(Written, 201))
def create_matter(request: HttpRequest, body: NewMatter) -> HttpResponse:
    """Opens a matter with its first facts; the token's person leads it."""
    made = open_matter(leader_of(request), body.facts, body.why)
    return answer(Written(made, 1), 201)


@router.get("/matters/{matter_id}", openapi_extra=says(Now))
def matter(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """A matter as it stands."""
    found = opened(request, matter_id)
    return answer(Now(found.id, found.revision, found.role, found.at, found.row))


@router.get("/matters/{matter_id}/facts", openapi_extra=says(Facts))
def facts(request: HttpRequest, matter_id: uuid.UUID, at: Query[AtRevision]) -> HttpResponse:
    """All facts, as they stand or as they stood at a revision."""
    if at.revision is not None:
        return answer(Facts(at.revision, reading.facts_at(person_of(request), matter_id, at.revision)))
    found = opened(request, matter_id)
    return answer(Facts(found.revision, found.facts))


@router.patch("/matters/{matter_id}/facts", openapi_extra=says(Written))
def change_facts(request: HttpRequest, matter_id: uuid.UUID, body: FactChanges) -> HttpResponse:
    """Changes facts by path, all or none. Where somebody has changed the same since `base`, 409 shows both and nothing is written."""
    person, found = opened_to_write(request, matter_id)
    twice = sorted(set(body.changes) & set(body.remove))
    if twice:
        raise BadInput([Problem(path, None, "is both changed and removed; do one of the two") for path in twice])
    saved = writing.save(person, found.id, body.base, {**body.changes, **dict.fromkeys(body.remove, ABSENT)}, body.why)
    if isinstance(saved, Conflict):
        return clashed(saved)
    return answer(Written(matter_id, saved.revision))


@router.get("/matters/{matter_id}/history", openapi_extra=says(list[Past]))
def history(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Every revision of the facts, the newest first."""
    found = reading.history(person_of(request), matter_id)
    return answer([Past(each.n, each.at, each.who, each.why, each.changed) for each in found])
