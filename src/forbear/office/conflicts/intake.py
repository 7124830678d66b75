"""How is a matter opened? Compared with every matter of the office first, and what was found kept with it, in one transaction.

Whoever opens it learns only of matters that they may see. For all others the same is done, written and said, whether anything was found
or not: a note of one size, in the same words. Who leads a matter that was hit is told, and so are the administrators.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from django.utils import timezone

from forbear.office.conflicts.comparing import Hit, How, hits, sought
from forbear.office.conflicts.models import Check
from forbear.office.matters import writing
from forbear.office.matters.membership import led_by, visible
from forbear.office.matters.models import ListRow
from forbear.office.matters.rows import Row, opened_rows
from forbear.office.people.models import Person
from forbear.office.place import office_keys
from forbear.office.turns import in_turn
from forbear.vault.seal import seal_for_office, unseal_for_office

KIND = "conflict-check"
MOST_HITS = 40
SIZE = 4096  # bytes of every note before it is sealed


class Note(msgspec.Struct, frozen=True):
    """What a check found: the new matter, and the matters that it may conflict with, each with how."""

    matter: uuid.UUID
    hits: list[tuple[uuid.UUID, How]]


@dataclass(frozen=True, slots=True)
class Standing:
    """The office's matters as they stand, and which of them a person may see: read once for a table of many clients."""

    rows: dict[uuid.UUID, Row]
    may_see: set[uuid.UUID]


def standing(person: Person) -> Standing:
    """All matters, for whoever compares new ones with them."""
    rows = {row.id: row for row in opened_rows(ListRow.objects.all())}
    return Standing(rows, set(visible(person).values_list("pk", flat=True)))


def seen(office: Standing, facts: Mapping[str, object]) -> list[Row]:
    """The matters like this one that the person may see, by name. Of others' matters nothing is said."""
    found = [hit.matter for hit in hits(sought(facts), office.rows.values())]
    return sorted((office.rows[matter] for matter in found if matter in office.may_see), key=lambda row: (row.name.casefold(), row.id))


def open_matter(person: Person, facts: Mapping[str, object], why: str, office: Standing | None = None) -> uuid.UUID:
    """Opens a matter that the person leads, and keeps what it may conflict with. Raises BadInput with every problem."""
    found = hits(sought(facts), (office or standing(person)).rows.values())
    with in_turn():
        matter = writing.create(person, facts, why)
        _keep(person, matter, found)
    return matter


def look_again(person: Person, matter: uuid.UUID, facts: Mapping[str, object]) -> None:
    """The same for a matter that stands already and has now learnt a name or a number, as one does that began with a paper."""
    found = [hit for hit in hits(sought(facts), standing(person).rows.values()) if hit.matter != matter]
    with in_turn():
        _keep(person, matter, found)


def _keep(person: Person, matter: uuid.UUID, found: list[Hit]) -> None:
    led = led_by(person)
    told = [hit for hit in found if hit.matter not in led]
    settled = None if told else timezone.now()
    Check.objects.create(by=person, settled_at=settled, sealed=_sealed(matter, told))


def note_of(check: Check) -> Note:
    """What a check found. Raises WontOpen."""
    return msgspec.json.decode(unseal_for_office(office_keys(), bytes(check.sealed), kind=KIND), type=Note)


def _sealed(matter: uuid.UUID, found: list[Hit]) -> bytes:
    content = msgspec.json.encode(Note(matter, [(hit.matter, hit.how) for hit in found[:MOST_HITS]]))
    return seal_for_office(office_keys(), content.ljust(SIZE), kind=KIND)
