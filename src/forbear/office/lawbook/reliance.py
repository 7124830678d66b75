"""Who in this office relies on an entry of the law? Asked of the assessments of the matters that one may see, and of no others.

What each rests on is kept sealed with its matter until its facts, the law or the day change. Many that are not yet known are judged a few
seconds at a time; the answer says how many were read.
"""

import datetime as dt
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from django.db.models import BinaryField
from django.db.models.functions import Substr

from forbear.assessment.finding import Assessment
from forbear.law.corpus import Corpus
from forbear.office.lawbook.models import Reliance
from forbear.office.matters import reading
from forbear.office.matters.forgetting import Kept
from forbear.office.matters.judged import judged, law_now
from forbear.office.matters.keeping import keys_of, unwrapped
from forbear.office.matters.membership import visible
from forbear.office.matters.rows import AT_ONCE, MARK, Row
from forbear.office.people.models import Person
from forbear.office.turns import in_turn
from forbear.vault.seal import seal, unseal

KIND = "law-reliance"
AT_FIRST, THEN = 0.02, 0.5  # seconds for judging in the page itself, and each time that more is asked for: others wait for pages meanwhile
MOST_KEPT = 4_000  # matters of which it is kept in memory what they rest on
LIVE = ("available", "conditional")
Rests = Mapping[str, list[str]]  # "list:id" -> what rests on it, by title
_RESTS = msgspec.json.Decoder(dict[str, list[str]])
_opened: Kept[tuple[uuid.UUID, bytes], Rests] = Kept(MOST_KEPT)  # by how its seal begins: no two begin alike


@dataclass(frozen=True, slots=True)
class Relying:
    """The matters that rest on an entry, each with what of it does; `read` of `of` matters were looked at."""

    matters: list[tuple[Row, list[str]]]
    read: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether every matter that the person may see was looked at."""
        return self.read == self.of


def relying(person: Person, shelf: str, ident: str, on: dt.date, seconds: float = AT_FIRST) -> Relying:
    """Who relies on an entry today. `shelf` is the list it stands in, or `regimes`."""
    rows = {row.id: row for row in reading.rows(person)}
    found = _known(person, rows, on)
    unknown = [matter for matter in rows if matter not in found]
    found |= _judged(person, unknown, on, seconds)
    name = f"{shelf}:{ident}"
    resting = [(rows[matter], rests[name]) for matter, rests in found.items() if name in rests]
    return Relying(sorted(resting, key=lambda each: (each[0].name.casefold(), each[0].id)), len(found), len(rows))


def rests_on(found: Assessment, corpus: Corpus) -> Rests:
    """The entries that an assessment rests on, each with what rests on it. Forms that are closed, and dates that have passed, do not."""
    named: dict[str, dict[str, None]] = {}

    def note(shelf: str, idents: Iterable[str], title: str) -> None:
        for ident in idents:
            named.setdefault(f"{shelf}:{ident}", {})[title] = None

    note("authorities", found.stage.authorities, "Stage")
    for posture in found.posture:
        note("authorities", posture.authorities, f"Posture: {posture.actor}")
        note("regimes", [posture.regime], f"Posture: {posture.actor}")
    for priority in found.priorities:
        if priority.verdict != "no":
            note("authorities", [priority.authority], f"Priority: {priority.id}")
    forms = {form.case_form: form.id for form in corpus.forms.values() if form.case_form}
    for option in found.options:
        if option.status in LIVE:
            note("authorities", option.authorities, option.title)
            note("forms", [forms[option.form]] if option.form in forms else [], option.title)
            note(
                "authorities", (name for each in option.consequences.values() for name in each.authorities), f"What follows: {option.title}"
            )
    for factor in found.factors:
        if factor.verdict == "yes":
            note("factors", factor.law_ids, factor.title)
            note("authorities", factor.named_by, factor.title)
    for deadline in found.deadlines:
        if deadline.due is not None and deadline.due >= found.on and deadline.done is None:
            note("authorities", deadline.authority, deadline.title)
            note("deadlines", [deadline.rule], deadline.title)
    for danger in found.dangers:
        note("admissions", [danger.admission], danger.title)
    return {name: list(titles) for name, titles in named.items()}


def _known(person: Person, rows: Mapping[uuid.UUID, Row], on: dt.date) -> dict[uuid.UUID, Rests]:
    """What is kept and still true, of matters that the person may see."""
    law = law_now().digest
    kept = Reliance.objects.filter(matter__in=visible(person), on=on, law=law, matter__key__isnull=False)
    begins = kept.annotate(mark=Substr("sealed", 1, MARK, output_field=BinaryField())).values_list("matter_id", "revision", "mark")
    marks = {matter: bytes(mark) for matter, revision, mark in begins if matter in rows and rows[matter].revision == revision}
    found = {matter: rests for matter, mark in marks.items() if (rests := _opened.get((matter, mark))) is not None}
    new = [matter for matter in marks if matter not in found]
    for start in range(0, len(new), AT_ONCE):
        some = kept.filter(matter__in=new[start : start + AT_ONCE])
        for matter, wrapped, revision, sealed in some.values_list("matter_id", "matter__key__wrapped", "revision", "sealed"):
            content = unseal(unwrapped(matter, bytes(wrapped)), bytes(sealed), revision=_place(revision, on, law), kind=KIND)
            found[matter] = _RESTS.decode(content)
            _opened.put((matter, bytes(sealed)[:MARK]), found[matter])
    return found


def _judged(person: Person, matters: Iterable[uuid.UUID], on: dt.date, seconds: float) -> dict[uuid.UUID, Rests]:
    """Judges matters for as long as there is time, and keeps what they rest on."""
    law, until = law_now(), time.monotonic() + seconds
    found: dict[uuid.UUID, Rests] = {}
    kept = []
    for matter in matters:
        if time.monotonic() > until:
            break
        opened = reading.opened(person, matter)
        found[matter] = rests_on(judged(opened, on, law), law.corpus)
        place = _place(opened.revision, on, law.digest)
        sealed = seal(keys_of(matter), msgspec.json.encode(found[matter]), revision=place, kind=KIND)
        kept.append(Reliance(matter_id=matter, revision=opened.revision, on=on, law=law.digest, sealed=sealed))
    if kept:
        with in_turn():
            Reliance.objects.bulk_create(
                kept, update_conflicts=True, unique_fields=["matter"], update_fields=["revision", "on", "law", "sealed"]
            )
    return found


def _place(revision: int, on: dt.date, law: str) -> str:
    return f"{revision}:{on}:{law}"
