"""What does the docket page say of a matter? One row, made when the facts change and anew each day, and sealed with the matter's key."""

import datetime as dt
import time
import uuid
from collections.abc import Callable, Collection

import msgspec
from django.db.models import BinaryField, CharField, QuerySet
from django.db.models.functions import Cast, Substr

from forbear.assessment.finding import Assessment, DeadlineFinding
from forbear.assessment.follow_up import follow_ups
from forbear.assessment.words import sentence, verdict
from forbear.casefile.model import CaseFile
from forbear.drafting.deadlines import act_by, ahead
from forbear.drafting.ics import entries
from forbear.office.matters.forgetting import Kept
from forbear.office.matters.judged import Law, judgement, law_now
from forbear.office.matters.keeping import FACTS, MOST_KEYS, as_case, place_of, unpack, unwrapped
from forbear.office.matters.models import ListRow, Revision
from forbear.office.matters.moved import Move, Said, moves, said_of, together
from forbear.vault.keys import MatterKeys
from forbear.vault.seal import seal, unseal

ROW = "list-row"
MARK = 40  # bytes at the beginning of what is sealed, twelve of them drawn anew each time
AT_ONCE = 500  # rows asked for by their ids
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

    `next_on` is the day to act or the hearing, whichever comes first; `proofs` is how many papers are in, of how many wanted. `moved` is
    what the law and the days have moved since the day `since`; `said` is what the next day is compared with. `parties` are the names of
    other persons in the file. A field that is added later has a default, for rows that were kept before it.
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
    parties: list[str] = []
    said: Said = {}
    moved: list[Move] = []
    since: dt.date | None = None
    id: uuid.UUID = uuid.UUID(int=0)

    @property
    def a_tail(self) -> str:
        """The last four digits of the A-number: what tells two clients of one name apart."""
        return "".join(letter for letter in self.a_number if letter.isdigit())[-4:]


_ROWS = msgspec.json.Decoder(Row)
_opened: Kept[tuple[str, int, bytes], Row] = Kept(MOST_KEYS)


def row_of(
    case: CaseFile, found: Assessment, *, revision: int, law: Law, before: Row | None = None, unchanged: Assessment | None = None
) -> Row:
    """The row of a case as it was assessed. `before` is its row until now.

    `unchanged` is how the facts of `before` are assessed on the same day by the same law, where it was judged on another or by another.
    """
    hearing = case.date("proceedings.next_hearing.date")
    hearing = hearing if hearing is not None and hearing >= found.on else None
    next_on, next_what = _next(found, hearing)
    asked = found.option(found.plan.ask) if found.plan.ask else None
    held = {item.get("kind") for item in case.items("evidence") or () if item.get("kind")}
    names = case.values("person.other_names") or ()
    said = said_of(found)
    fresh = moves(before.said, unchanged) if before and unchanged else []
    same_day = before is not None and before.on == found.on
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
        parties=[name for item in case.items("family") or () if isinstance(name := item.get("name"), str)],
        said=said,
        moved=together(before.moved if before and same_day else (), fresh, said),
        since=None if before is None else before.since if same_day else before.on,
    )


def sealed_row(keys: MatterKeys, row: Row) -> bytes:
    """The row as the database keeps it, bound to the facts it was made from."""
    return seal(keys, msgspec.json.encode(row), revision=row.revision, kind=ROW)


def opened_row(matter_id: uuid.UUID, wrapped: bytes, revision: int, sealed: bytes) -> Row:
    """A row out of the database. Raises WontOpen."""
    content = unseal(unwrapped(matter_id, wrapped), sealed, revision=revision, kind=ROW)
    return msgspec.structs.replace(_ROWS.decode(content), id=matter_id)


def opened_rows(kept: QuerySet[ListRow]) -> list[Row]:
    """Many rows out of the database, in no order. One whose seal was opened before is not read again: no two seals begin alike.

    Raises WontOpen.
    """
    found: dict[str, Row] = {}
    new = []
    begins = kept.filter(matter__key__isnull=False).annotate(
        text=Cast("matter_id", CharField()), mark=Substr("sealed", 1, MARK, output_field=BinaryField())
    )
    for text, revision, mark in begins.values_list("text", "revision", "mark").iterator(chunk_size=AT_ONCE):
        row = _opened.get((text, revision, bytes(mark)))
        if row is None:
            new.append(text)
        else:
            found[text] = row
    for start in range(0, len(new), AT_ONCE):
        some = kept.filter(pk__in=[uuid.UUID(text) for text in new[start : start + AT_ONCE]])
        named = some.annotate(text=Cast("matter_id", CharField()))
        for text, matter, wrapped, revision, sealed in named.values_list("text", "matter_id", "matter__key__wrapped", "revision", "sealed"):
            found[text] = row = opened_row(matter, bytes(wrapped), revision, bytes(sealed))
            _opened.put((text, revision, bytes(sealed)[:MARK]), row)
    return list(found.values())


def refresh(on: dt.date, said: Callable[[int, int], None] | None = None, law: Law | None = None) -> int:
    """Judges anew every matter whose row is of another day or another law, and says how many. `said` is told how far it is, of how many.

    This is the office's own work, at night or after a change of law; nobody sees anything by it.
    """
    law = law or law_now()
    rows = list(_judged_daily())
    made = 0
    for number, kept in enumerate(rows, start=1):
        if (behind := _behind(kept, on, law)) is not None:
            made += _made_anew(kept, *behind, on, law)
        if said is not None:
            said(number, len(rows))
    return made


def refresh_some(among: Collection[uuid.UUID], on: dt.date, seconds: float) -> tuple[int, int]:
    """Judges anew some of these matters, as far as it comes in so many seconds, and says how many, and how many are left."""
    law, until, made, left = law_now(), time.monotonic() + seconds, 0, 0
    for kept in _judged_daily().filter(pk__in=list(among)).iterator():
        if (behind := _behind(kept, on, law)) is None:
            continue
        if time.monotonic() > until:
            left += 1
        else:
            made += _made_anew(kept, *behind, on, law)
    return made, left


def row_now(matter_id: uuid.UUID, keys: MatterKeys) -> Row:
    """The row of a matter as it is kept, for whoever may write it."""
    return _of(ListRow.objects.get(pk=matter_id), keys)


def _of(kept: ListRow, keys: MatterKeys) -> Row:
    return _ROWS.decode(unseal(keys, bytes(kept.sealed), revision=kept.revision, kind=ROW))


def _judged_daily() -> QuerySet[ListRow]:
    """The rows that follow the days and the law; that of a closed matter stays as it was when it was closed."""
    return ListRow.objects.filter(matter__closed_at=None).select_related("matter__key").order_by("pk")


def _behind(kept: ListRow, on: dt.date, law: Law) -> tuple[MatterKeys, Row] | None:
    """The keys and the row of a matter that was judged on another day, by another law or before its newest facts."""
    keys = unwrapped(kept.matter_id, bytes(kept.matter.key.wrapped))
    row = _of(kept, keys)
    return None if (row.on, row.law, row.revision) == (on, law.digest, kept.matter.revision) else (keys, row)


def _made_anew(kept: ListRow, keys: MatterKeys, before: Row, on: dt.date, law: Law) -> int:
    newest = Revision.objects.filter(document=kept.matter_id).order_by("-number").first()
    if newest is None:
        return 0
    content = unpack(keys, bytes(newest.sealed), place=place_of(newest.document, newest.number), kind=FACTS)
    case = as_case(content["facts"], kept.matter_id)
    found = judgement(case, on, law).assessment
    row = row_of(case, found, revision=newest.number, law=law, before=before, unchanged=found)
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
