"""How does a change come into a matter? As a new revision, in one transaction with its line in the log, or not at all.

Two people's changes that do not touch are both kept. Where they touch, nothing is written and both are shown: nobody overwrites anybody
unseen.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from forbear.office.audit.visit import wrote
from forbear.office.matters.changes import ABSENT, Changes, Clash, changed, clashes, differences, touches
from forbear.office.matters.judged import at, judgement, law_now, remember
from forbear.office.matters.keeping import FACTS, as_case, as_facts, keys_of, new_keys, pack, place_of
from forbear.office.matters.membership import check_writer, join_as_lead, visible
from forbear.office.matters.models import ListRow, Matter, MatterKey, Revision
from forbear.office.matters.reading import document as read_document
from forbear.office.matters.reading import facts_of, shredded_of
from forbear.office.matters.rows import Row, row_now, row_of, sealed_row
from forbear.office.people.may import Act
from forbear.office.people.models import Person
from forbear.office.today import today
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem

MOST_TRIES = 50  # times that someone else may be faster, without touching what is written here
MOST_WHY = 2000  # characters

__all__ = ["ABSENT", "Clash", "Conflict", "Saved", "create", "keep", "put_back", "save"]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the revision as it now stands, and the document where it is one beside the facts."""

    revision: int
    document: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing was written: someone has changed the same since `base`. `clashes` says by path what stood, what they wrote, what you would.

    To write yours nonetheless, save again from `revision`.
    """

    base: int
    revision: int
    clashes: Mapping[str, Clash]


def create(person: Person, facts: Mapping[str, object], why: str, *, on: dt.date | None = None) -> uuid.UUID:
    """Opens a matter with its first facts, as in case.yaml; whoever opens it leads it. Raises BadInput with every problem."""
    matter_id = uuid.uuid4()
    case = as_case({key: value for key, value in facts.items() if key != "format"}, matter_id)
    keys, wrapped = new_keys(matter_id)
    law = law_now()
    found = judgement(case, on or today(), law)
    row = row_of(case, found.assessment, revision=1, law=law)
    with in_turn():
        matter = Matter.objects.create(id=matter_id, revision=1, opened_at=timezone.now(), opened_by=person)
        MatterKey.objects.create(matter=matter, wrapped=wrapped)
        join_as_lead(matter, person)
        content = {"facts": as_facts(case), "why": _reason(why), "changed": sorted(differences({}, as_facts(case)))}
        line = wrote(person, "matter", matter_id, "opened")
        _append(matter_id, matter_id, FACTS, 1, by=person, line=line, sealed=pack(keys, content, place=place_of(matter_id, 1), kind=FACTS))
        ListRow.objects.create(matter=matter, revision=1, sealed=sealed_row(keys, row))
        transaction.on_commit(lambda: remember(matter_id, 1, on or today(), law, found))
    return matter_id


def save(
    person: Person,
    matter_id: uuid.UUID,
    base: int,
    changes: Changes,
    why: str,
    *,
    on: dt.date | None = None,
    act: Act = Act.WRITE,
) -> Saved | Conflict:
    """Writes changes made from revision `base`, by path; ABSENT takes a fact out. `act` is what the person's role must allow.

    Raises NotThere, NotForRole, and BadInput with every problem.
    """
    for _ in range(MOST_TRIES):
        check_writer(person, matter_id, act)
        current = Matter.objects.values_list("revision", flat=True).get(pk=matter_id)
        if not 1 <= base <= current:
            raise BadInput([Problem("base", None, f"expected a revision from 1 to {current}, found {base}; open the matter again")])
        facts = facts_of(matter_id, current)
        changed(facts_of(matter_id, base) if base != current else facts, changes)  # says what is wrong with them where they were made
        if base != current and (found := clashes(facts_of(matter_id, base), facts, changes)):
            return Conflict(base, current, found)
        saved = _next(person, matter_id, current, facts, changed(facts, changes), why=why, on=on or today(), act=act)
        if saved is not None:
            return saved
    raise BadInput([Problem("matter", None, "others keep changing this matter; nothing was written, save again")])


def put_back(person: Person, matter_id: uuid.UUID, base: int, revision: int, why: str, *, on: dt.date | None = None) -> Saved | Conflict:
    """Undoes what came between an earlier revision and `base`; it stays in the history. Raises NotThere, BadInput.

    What was shredded at the earlier revision is not known there any more, and stays as it stands.
    """
    check_writer(person, matter_id)
    gone = shredded_of(matter_id, revision)
    apart = differences(facts_of(matter_id, base), facts_of(matter_id, revision))
    apart = {path: pair for path, pair in apart.items() if not any(touches(field, path) for field in gone)}
    return save(person, matter_id, base, {path: earlier for path, (_, earlier) in apart.items()}, why, on=on)


def keep(
    person: Person,
    matter_id: uuid.UUID,
    kind: str,
    content: Mapping[str, Any],
    why: str,
    *,
    document: uuid.UUID | None = None,
    base: int = 0,
    act: Act = Act.WRITE,
) -> Saved | Conflict:
    """Keeps a document beside the facts (a draft, an answer withheld, a request), whole: a new one, or the next revision after `base`.

    `content` is plain data; `kind` is a word such as `draft`. Where someone has written since `base`, nothing is written and the clash,
    under the path "", shows their content and yours. `act` is what the person's role must allow. Raises NotThere, NotForRole, BadInput.
    """
    check_writer(person, matter_id, act)
    which = document or uuid.uuid4()
    keys = keys_of(matter_id)
    sealed = pack(keys, {"content": content, "why": _reason(why)}, place=place_of(which, base + 1), kind=kind)
    with in_turn():
        _held(person, matter_id, act)
        newest = Revision.objects.filter(document=which).order_by("-number").first()
        if newest is not None and (newest.matter_id != matter_id or newest.kind != kind or which == matter_id):
            raise BadInput([Problem("document", None, "is not a document of this kind in this matter")])
        if newest is None and (base or document is not None):
            raise BadInput([Problem("document", None, "is not there; keep it as a new one")])
        if newest is None or newest.number == base:
            line = wrote(person, kind, matter_id, f"kept {base + 1}")
            _append(matter_id, which, kind, base + 1, by=person, line=line, sealed=sealed)
            return Saved(base + 1, which)
    theirs = read_document(person, matter_id, which)
    before = read_document(person, matter_id, which, base).content if base else ABSENT
    return Conflict(base, theirs.revision, {"": Clash(before, theirs.content, content)})


def _next(
    person: Person,
    matter_id: uuid.UUID,
    current: int,
    facts: Mapping[str, object],
    after: Mapping[str, object],
    *,
    why: str,
    on: dt.date,
    act: Act,
) -> Saved | None:
    """Writes the revision after `current`; None where someone else was faster. Judging is done before, so that nobody waits for it."""
    case = as_case(after, matter_id)
    after = as_facts(case)
    moved = differences(facts, after)
    if not moved:
        return Saved(current)
    keys, law = keys_of(matter_id), law_now()
    found = judgement(case, on, law)
    before = row_now(matter_id, keys)
    of_today = (before.on, before.law) == (on, law.digest)
    unchanged = None if of_today else at(matter_id, current, as_case(facts, matter_id), on, law).assessment
    row: Row = row_of(case, found.assessment, revision=current + 1, law=law, before=before, unchanged=unchanged)
    content = {"facts": after, "why": _reason(why), "changed": sorted(moved)}
    sealed = pack(keys, content, place=place_of(matter_id, current + 1), kind=FACTS)
    with in_turn():
        _held(person, matter_id, act)
        if not Matter.objects.filter(pk=matter_id, revision=current).update(revision=current + 1):
            return None
        line = wrote(person, "matter", matter_id, f"wrote {current + 1}")
        _append(matter_id, matter_id, FACTS, current + 1, by=person, line=line, sealed=sealed)
        ListRow.objects.filter(pk=matter_id).update(revision=current + 1, sealed=sealed_row(keys, row))
        transaction.on_commit(lambda: remember(matter_id, current + 1, on, law, found))  # the page that follows judges the same
    return Saved(current + 1)


def _held(person: Person, matter_id: uuid.UUID, act: Act) -> None:
    """Holds the matter until the transaction ends, and asks once more whether the person may write."""
    visible(person).filter(pk=matter_id).select_for_update().first()
    check_writer(person, matter_id, act)


def _append(matter_id: uuid.UUID, document: uuid.UUID, kind: str, number: int, **written: Any) -> None:
    """`written` is by whom, with which line of the log, and what, sealed."""
    Revision.objects.create(matter_id=matter_id, document=document, kind=kind, number=number, at=timezone.now(), **written)


def _reason(why: str) -> str:
    if len(why) > MOST_WHY:
        raise BadInput([Problem("why", None, f"expected at most {MOST_WHY:,} characters, found {len(why):,}")])
    return why.strip()
