"""How are a fact's past values destroyed? Each earlier revision is written and sealed anew without them, under its own number and line.

What stands today stays, in the past as well; whatever else once stood in that field, in any item of a list, is gone. The log keeps that
it happened, and neither which fact nor what it was; readers of the history see which field was shredded, when and by whom.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils import timezone

from forbear.interchange.places import known, parts
from forbear.office.alarms.raising import Kind, administrators, raise_alarm
from forbear.office.audit.visit import saw
from forbear.office.matters.changes import ABSENT, changed, field_of, places_of, same, touches, value_at
from forbear.office.matters.closing import on_hold
from forbear.office.matters.erasing import settle
from forbear.office.matters.evidence_files import EXHIBIT, LABEL
from forbear.office.matters.keeping import FACTS, as_case, keys_of, pack, place_of, unpack
from forbear.office.matters.membership import check_lead, standing, who_see
from forbear.office.matters.models import Blob, Matter, Revision
from forbear.office.people.may import Act
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem
from forbear.vault.keys import MatterKeys

LEAST_WORD = 3  # letters: shorter words stand everywhere


@dataclass(frozen=True, slots=True)
class Past:
    """Values that once stood in a field and do not stand there today: how many, and in which revisions."""

    field: str
    values: int
    revisions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Still:
    """Where the words may still stand after the shredding: a document by its kind and id, a file by its id, or a field of the facts.

    `found` is whether they were found there; of a made paper or a file nothing is looked into, and it may hold them.
    """

    kind: str
    id: str
    name: str
    found: bool


def past_of(person: Person, matter_id: uuid.UUID, path: str) -> Past:
    """What shredding a field would destroy. Raises NotThere, NotForRole, BadInput."""
    check_lead(person, matter_id, Act.SHRED)
    saw(person, "history", matter_id)
    field = _field(path)
    gone = _gone(keys_of(matter_id), matter_id, field)
    return Past(field, len(_distinct(value for values in gone.values() for value in values)), tuple(sorted(gone)))


def still(person: Person, matter_id: uuid.UUID, path: str) -> list[Still]:
    """Where the words of a field's past values may stand besides. Asked before they are gone. Raises NotThere, NotForRole, BadInput."""
    check_lead(person, matter_id, Act.SHRED)
    saw(person, "history", matter_id)
    keys, field = keys_of(matter_id), _field(path)
    gone = _gone(keys, matter_id, field)
    words = {word for values in gone.values() for value in values for word in _words(value)}
    if not gone:
        return []
    first = Revision.objects.get(document=matter_id, number=min(gone)).at
    return [*_in_facts(keys, matter_id, field, words), *_in_documents(keys, matter_id, words), *_in_files(keys, matter_id, first)]


def shred(by: Person, matter_id: uuid.UUID, path: str, *, reasons: bool = True) -> int:
    """Destroys the past values of one field and says in how many revisions. `reasons` takes out too why those revisions were written,
    which often says the same. Not to be undone. Raises NotThere, NotForRole, and BadInput where nothing is to be shredded or a hold stands.
    """
    field = _field(path)
    with in_turn():
        check_lead(by, matter_id, Act.SHRED)
        Matter.objects.select_for_update().get(pk=matter_id)
        if on_hold(matter_id):
            raise BadInput([Problem("path", None, "nothing is destroyed while the hold on this matter stands")])
        keys = keys_of(matter_id)
        gone = _gone(keys, matter_id, field)
        if not gone:
            raise BadInput([Problem("path", None, "nothing other than what stands today ever stood there")])
        mark = {"field": field, "by": str(by), "at": timezone.now().isoformat(timespec="seconds")}
        for number in gone:
            revision = Revision.objects.select_for_update().get(document=matter_id, number=number)
            content = _content(keys, revision)
            content["facts"] = _without(content["facts"], field, _today(keys, matter_id, field), matter_id)
            content["shredded"] = [*content.get("shredded", ()), mark]
            if reasons and any(touches(field, each) for each in content["changed"]):
                content["why"] = ""
            place = place_of(matter_id, number)
            Revision.objects.filter(pk=revision.pk).update(sealed=pack(keys, content, place=place, kind=FACTS))
        raise_alarm(Kind.SHREDDED, f"in {len(gone)} revisions", by=by, matter=matter_id, to=[*who_see(matter_id), *administrators()])
    settle()
    return len(gone)


@dataclass(frozen=True, slots=True)
class Shredded:
    """One shredding, as who may see the matter reads it."""

    field: str
    who: str
    at: dt.datetime


def shredded(person: Person, matter_id: uuid.UUID) -> list[Shredded]:
    """Every shredding of a matter, the newest first. Raises NotThere."""
    standing(person, matter_id)
    saw(person, "history", matter_id)
    keys = keys_of(matter_id)
    found = {
        Shredded(each["field"], each["by"], dt.datetime.fromisoformat(each["at"]))
        for revision in Revision.objects.filter(document=matter_id, kind=FACTS)
        for each in _content(keys, revision).get("shredded", ())
    }
    return sorted(found, key=lambda each: (each.at, each.field), reverse=True)


def _field(path: str) -> str:
    """The field of a path as it was typed, numbers left out. Raises BadInput where no case file has it."""
    path = path.strip().replace("[]", "[0]")
    try:
        parts(path)
        there = known(path)
    except ValueError:
        there = False
    if not there:
        raise BadInput([Problem("path", None, "no case file has such a field; take one from the history")])
    return field_of(path)


def _today(keys: MatterKeys, matter_id: uuid.UUID, field: str) -> list[object]:
    newest = Revision.objects.filter(document=matter_id, kind=FACTS).order_by("-number")[0]
    facts = _content(keys, newest)["facts"]
    return [value_at(facts, place) for place in places_of(facts, field)]


def _gone(keys: MatterKeys, matter_id: uuid.UUID, field: str) -> dict[int, list[object]]:
    """By revision, the values that stood in a field and do not stand there today."""
    today, found = _today(keys, matter_id, field), {}
    for revision in Revision.objects.filter(document=matter_id, kind=FACTS).order_by("-number")[1:]:
        facts = _content(keys, revision)["facts"]
        once = [value_at(facts, place) for place in places_of(facts, field)]
        if other := [value for value in once if not any(same(value, now) for now in today)]:
            found[revision.number] = other
    return found


def _without(facts: Mapping[str, Any], field: str, today: list[object], matter_id: uuid.UUID) -> dict[str, object]:
    """The facts of a revision without those values. Where a case file cannot be without the field, what holds it is taken out as well."""
    while True:
        places = [place for place in places_of(facts, field) if not any(same(value_at(facts, place), now) for now in today)]
        after = changed(facts, dict.fromkeys(places, ABSENT))
        try:
            as_case(after, matter_id)
        except BadInput:
            field = field.removesuffix("[]") if field.endswith("[]") else field.rpartition(".")[0]
            today = []
            if not field:
                raise
        else:
            return after


def _in_facts(keys: MatterKeys, matter_id: uuid.UUID, field: str, words: set[str]) -> Iterator[Still]:
    """Other fields, of today or of any revision, in which the same words stand."""
    found: set[str] = set()
    for revision in Revision.objects.filter(document=matter_id, kind=FACTS).order_by("number"):
        for path, value in _leaves(_content(keys, revision)["facts"]):
            if not touches(field, path) and _holds(str(value), words):
                found.add(field_of(path))
    return (Still("facts", "", each, found=True) for each in sorted(found))


def _in_documents(keys: MatterKeys, matter_id: uuid.UUID, words: set[str]) -> Iterator[Still]:
    """Documents beside the facts (papers, packets, notes) in any revision of which the words stand."""
    found: dict[uuid.UUID, Still] = {}
    for revision in Revision.objects.filter(matter_id=matter_id).exclude(document=matter_id).order_by("number"):
        content = _content(keys, revision)
        if _holds(msgspec.json.encode(content).decode(), words) or _holds(" ".join(str(value) for _, value in _leaves(content)), words):
            title = content["content"].get("title") or ""
            found[revision.document] = Still(revision.kind, str(revision.document), str(title), found=True)
    return iter(found.values())


def _in_files(keys: MatterKeys, matter_id: uuid.UUID, since: dt.datetime) -> Iterator[Still]:
    """Files that were made or came in since the words first stood in the facts, and exhibits: nobody looks into them here."""
    for blob in Blob.objects.filter(matter_id=matter_id, at__gte=since).exclude(kind=EXHIBIT).order_by("at"):
        label = unpack(keys, bytes(blob.label), place=str(blob.pk), kind=LABEL)
        yield Still(blob.kind, str(blob.pk), label["name"].rpartition("/")[2], found=False)


def _content(keys: MatterKeys, revision: Revision) -> dict[str, Any]:
    return unpack(keys, bytes(revision.sealed), place=place_of(revision.document, revision.number), kind=revision.kind)


def _leaves(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _leaves(item, f"{path}[{number}]")
    elif node is not None:
        yield path, node


def _words(value: object) -> Iterator[str]:
    """How a value may stand in a text: as it is; a day also as papers write it. What is too short or too common is not looked for."""
    for _, leaf in _leaves(value):
        text = str(leaf).casefold().strip()
        if isinstance(leaf, bool) or len(text) < LEAST_WORD:
            continue
        yield text
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            continue
        yield from (f"{day:%B} {day.day}, {day.year}".casefold(), f"{day:%m/%d/%Y}")


def _holds(text: str, words: Iterable[str]) -> bool:
    folded = text.casefold()
    return any(word in folded for word in words)


def _distinct(values: Iterable[object], alike: Callable[[object, object], bool] = same) -> list[object]:
    found: list[object] = []
    for value in values:
        if not any(alike(value, other) for other in found):
            found.append(value)
    return found
