"""What does the docket page say of a matter? One row, made when the facts change and anew each day, and sealed with the matter's key."""

import datetime as dt
import time
import uuid
from collections.abc import Callable, Collection
from functools import lru_cache

import msgspec

from forbear.assessment.finding import Assessment, DeadlineFinding
from forbear.assessment.follow_up import follow_ups
from forbear.assessment.words import sentence, verdict
from forbear.casefile.model import CaseFile
from forbear.drafting.deadlines import act_by, ahead
from forbear.drafting.ics import entries
from forbear.office.matters.forgetting import forgets
from forbear.office.matters.judged import Law, judgement, law_now
from forbear.office.matters.keeping import FACTS, MOST_KEYS, as_case, place_of, unpack, unwrapped
from forbear.office.matters.models import ListRow, Revision
from forbear.vault.keys import MatterKeys
from forbear.vault.seal import seal, unseal

ROW = "list-row"
MOST_WATCHED = 3


class Dated(msgspec.Struct, frozen=True, omit_defaults=True):
    """A day ahead of a matter: what is told to who may see the matter, and a title without a fact of the case for calendars."""

    key: str
    on: dt.date
    told: str
    title: str
    time: dt.time | None = None
    hearing: bool = False


class Row(msgspec.Struct, frozen=True):
    """One matter on the docket page, as it was judged on a day under a law.

    `next_on` is the day to act or the hearing, whichever comes first; `proofs` is how many papers are in, of how many wanted. A field
    that is added later has a default, for rows that were kept before it.
    """

    name: str
    other_names: list[str]
    a_number: str
    court: str
    circuit: str
    detained: bool | None
    stage: str | None
    stage_could_be: list[str]
    next_on: dt.date | None
    next_what: str
    hearing: dt.date | None
    hearing_kind: str
    ask: str | None
    ask_title: str
    ask_verdict: str
    window: str | None
    do_not_ask: list[str]
    first: list[str]
    proofs: tuple[int, int]
    watch: list[str]
    law: str
    on: dt.date
    revision: int
    missing: list[str] = []
    dates: list[Dated] = []
    id: uuid.UUID = uuid.UUID(int=0)

    @property
    def a_tail(self) -> str:
        """The last four digits of the A-number: what tells two clients of one name apart."""
        return "".join(letter for letter in self.a_number if letter.isdigit())[-4:]


def row_of(case: CaseFile, found: Assessment, *, revision: int, law: Law) -> Row:
    """The row of a case as it was assessed."""
    hearing = case.date("proceedings.next_hearing.date")
    hearing = hearing if hearing is not None and hearing >= found.on else None
    next_on, next_what = _next(found, hearing)
    asked = found.option(found.plan.ask) if found.plan.ask else None
    held = {item.get("kind") for item in case.items("evidence") or () if item.get("kind")}
    names = case.values("person.other_names") or ()
    return Row(
        name=case.text("person.full_name") or "",
        other_names=[name for name in names if isinstance(name, str)],
        a_number=case.text("person.a_number") or "",
        court=case.court or "",
        circuit=case.circuit or "",
        detained=found.stage.detained,
        stage=found.stage.id,
        stage_could_be=found.stage.could_be,
        next_on=next_on,
        next_what=next_what,
        hearing=hearing,
        hearing_kind=case.text("proceedings.next_hearing.type") or "",
        ask=found.plan.ask,
        ask_title=asked.title if asked else "",
        ask_verdict=verdict(asked) if asked else "",
        window=asked.timing if asked else None,
        do_not_ask=[item.form for item in found.plan.do_not_ask],
        first=[item.title for item in found.plan.first],
        proofs=(len(held), len(held) + len(found.missing)),
        watch=_watch(found),
        law=law.digest,
        on=found.on,
        revision=revision,
        missing=[paper.document for paper in found.missing],
        dates=_dates(case, found, law),
    )


def sealed_row(keys: MatterKeys, row: Row) -> bytes:
    """The row as the database keeps it, bound to the facts it was made from."""
    return seal(keys, msgspec.json.encode(row), revision=row.revision, kind=ROW)


@lru_cache(maxsize=MOST_KEYS)
def opened_row(matter_id: uuid.UUID, wrapped: bytes, revision: int, sealed: bytes) -> Row:
    """A row out of the database; one that was opened before, and is the same to the last byte, is not opened again. Raises WontOpen."""
    content = unseal(unwrapped(matter_id, wrapped), sealed, revision=revision, kind=ROW)
    row = msgspec.json.decode(content, type=Row)
    return msgspec.structs.replace(row, id=matter_id)


forgets(opened_row.cache_clear)


def refresh(on: dt.date, said: Callable[[int, int], None] | None = None, law: Law | None = None) -> int:
    """Judges anew every matter whose row is of another day or another law, and says how many. `said` is told how far it is, of how many.

    This is the office's own work, at night or after a change of law; nobody sees anything by it.
    """
    law = law or law_now()
    rows = list(ListRow.objects.select_related("matter__key").order_by("pk"))
    made = 0
    for number, kept in enumerate(rows, start=1):
        keys = unwrapped(kept.matter_id, bytes(kept.matter.key.wrapped))
        row = msgspec.json.decode(unseal(keys, bytes(kept.sealed), revision=kept.revision, kind=ROW), type=Row)
        if (row.on, row.law, row.revision) != (on, law.digest, kept.matter.revision):
            made += _made_anew(kept, keys, on, law)
        if said is not None:
            said(number, len(rows))
    return made


def refresh_some(among: Collection[uuid.UUID], on: dt.date, seconds: float) -> tuple[int, int]:
    """Judges anew some of these matters, as far as it comes in so many seconds, and says how many, and how many are left."""
    law, until, made, left = law_now(), time.monotonic() + seconds, 0, 0
    for kept in ListRow.objects.select_related("matter__key").filter(pk__in=list(among)).order_by("pk").iterator():
        keys = unwrapped(kept.matter_id, bytes(kept.matter.key.wrapped))
        row = msgspec.json.decode(unseal(keys, bytes(kept.sealed), revision=kept.revision, kind=ROW), type=Row)
        if (row.on, row.law, row.revision) == (on, law.digest, kept.matter.revision):
            continue
        if time.monotonic() > until:
            left += 1
        else:
            made += _made_anew(kept, keys, on, law)
    return made, left


def _made_anew(kept: ListRow, keys: MatterKeys, on: dt.date, law: Law) -> int:
    newest = Revision.objects.filter(document=kept.matter_id).order_by("-number").first()
    if newest is None:
        return 0
    content = unpack(keys, bytes(newest.sealed), place=place_of(newest.document, newest.number), kind=FACTS)
    case = as_case(content["facts"], kept.matter_id)
    row = row_of(case, judgement(case, on, law).assessment, revision=newest.number, law=law)
    # Facts that were saved meanwhile have brought a row of their own, which stays.
    return ListRow.objects.filter(pk=kept.pk, revision=kept.revision).update(revision=newest.number, sealed=sealed_row(keys, row))


def _next(found: Assessment, hearing: dt.date | None) -> tuple[dt.date | None, str]:
    """The first day on which something must be done, and what."""
    first: DeadlineFinding | None = next((item for item in ahead(found.deadlines, found.on) if item.says.endswith("by")), None)
    day = act_by(first, found.on) if first else None
    if hearing is not None and (day is None or hearing <= day):
        return hearing, "hearing"
    return day, first.title if first else ""


def _dates(case: CaseFile, found: Assessment, law: Law) -> list[Dated]:
    """Every day ahead: the hearing, the deadlines, the follow-ups of what was sent."""
    neutral = {item.id: item.neutral for item in law.corpus.deadlines.values()}
    steps = follow_ups(case, found.deadlines, law.corpus.calendar, found.on)
    events = entries(case, found.deadlines, found.on, neutral=neutral, follow_up=steps)
    return [Dated(each.key, each.date, each.told, each.title, each.time, each.busy) for each in sorted(events, key=lambda each: each.date)]


def _watch(found: Assessment) -> list[str]:
    """What must not be overlooked: days to aim for that have passed, then dangers, the gravest first."""
    passed = [
        f"{item.title}: the day to aim for has passed"
        for item in ahead(found.deadlines, found.on)
        if item.protective and item.protective < found.on
    ]
    return [sentence(text) for text in [*passed, *(danger.title for danger in found.dangers)][:MOST_WATCHED]]
